"""Hosts that the tests have: nginx with deploy/nginx.conf, and a reader of `_headers`."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import ROOT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
MISSING = "nginx is not installed; on Debian: apt-get install nginx"
#: What the file in deploy/ leaves to the machine; every process and file of it stays in a folder.
_MAIN = """
{user}
daemon off;
worker_processes {workers};
pid nginx.pid;
error_log error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path t/b; proxy_temp_path t/p; fastcgi_temp_path t/f;
  uwsgi_temp_path t/u; scgi_temp_path t/s;
  include site.conf;
}}
"""


@contextmanager
def served(folder: Path, root: Path, below: str = "", *, workers: int = 1) -> Iterator[str]:
    """The address of `root` while nginx serves it, for a site that lies in `root` below a path.

    It takes over a socket that listens already, so nobody waits for it to begin. Fails with what
    nginx says where it refuses its configuration; skips the test where there is no nginx.
    """
    if NGINX is None:
        pytest.skip(MISSING)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port, inherited = listening.getsockname()[1], listening.fileno()
        command = _configured(folder, root, below, port, workers)
        tried = subprocess.run([*command, "-t"], check=False, capture_output=True, text=True)
        assert tried.returncode == 0, tried.stderr
        environment = {**os.environ, "NGINX": f"{inherited};"}
        process = subprocess.Popen(command, pass_fds=[inherited], env=environment)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _configured(folder: Path, root: Path, below: str, port: int, workers: int) -> list[str]:
    """The command that runs nginx, once its files are written."""
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{port};",
        "root /srv/handbook;": f"root {root};",
        "include /srv/handbook/": f"include {root}{below}/",
    }.items():
        assert f"\n    {old}" in text
        text = text.replace(f"\n    {old}", f"\n    {new}")
    (folder / "t").mkdir(parents=True)
    (folder / "site.conf").write_text(text, encoding="utf-8")
    user = "user root;" if os.name == "posix" and os.geteuid() == 0 else ""
    main = _MAIN.format(user=user, workers=workers)
    (folder / "main.conf").write_text(main, encoding="utf-8")
    return [str(NGINX), "-p", f"{folder}/", "-c", f"{folder}/main.conf", "-e", "error.log"]


def read_rules(text: str) -> list[tuple[str, dict[str, str]]]:
    """Every rule: the pattern of its path, and its headers."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        else:
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules


def answered(rules: list[tuple[str, dict[str, str]]], path: str) -> dict[str, str]:
    """The headers of a path; no two rules may give it the same one, as hosts differ then."""
    got: dict[str, str] = {}
    for pattern, headers in rules:
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            assert not got.keys() & headers.keys(), f"{path} gets {headers} beside {got}"
            got |= headers
    return got
