"""A server of `mkdocs serve`, as a contributor runs it."""

import os
import queue
import socket
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path


class Serving:
    """A running `mkdocs serve`, what it says, and what it answers."""

    def __init__(self, root: Path, **variables: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", self.address]
        self.process = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, "PYTHONUNBUFFERED": "1", "NO_MKDOCS_2_WARNING": "1", **variables},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line)

    def until(self, word: str) -> str:
        """What it says up to the line with a word; it has a minute for every line."""
        said = ""
        while word not in said:
            said += self.lines.get(timeout=60)
        return said

    def until_shown(self, word: str, path: str) -> None:
        """Wait until a page holds a word. MkDocs does not say twice that a build took 0.97 s."""
        while word not in self.get(path):
            self.until("Reloading browsers")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://{self.address}{path}", timeout=60) as answer:
            return str(answer.read().decode())
