"""Holds the program of a work sample against its checks, in the language it is written in."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from tests.node import program

#: Loads pytest once, and holds each program against its checks in a copy of itself: `fork` gives
#: a program an interpreter that nothing else has run in, without the half second of starting one.
_PYTEST = """
import contextlib, io, json, os, sys, pytest
with contextlib.redirect_stdout(io.StringIO()):
    pytest.main(["--version"])  # which loads what pytest loads late
for line in sys.stdin:
    folder, part, said = json.loads(line)
    if not (child := os.fork()):
        for stream in (1, 2):
            os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
        os.chdir(folder)
        os.environ["PYTHONPATH"] = part
        sys.path[:1] = folder, os.path.join(folder, part)
        code = 3
        try:
            code = pytest.main(["-qx", "-p", "no:cacheprovider", "check"])
        finally:
            sys.stdout.flush()
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
#: No plugin, no code from elsewhere, no file beside the code; `python` and `node` are ours.
ALONE = {
    **os.environ,
    "PYTHONPATH": "",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
}
#: The program could not be run at all.
_NOT_RUN = re.compile(r"ModuleNotFoundError|ERR_MODULE_NOT_FOUND|SyntaxError|\.java:\d+: error:")
_FAILED = re.compile(r"\b[1-9]\d* (failed|error)|^. fail [1-9]", re.MULTILINE)
_PASSED = re.compile(r"\b[1-9]\d* passed|^. pass [1-9]", re.MULTILINE)


@dataclass(frozen=True)
class Checked:
    """How a program's checks ended, and what they said."""

    code: int
    said: str

    @property
    def passed(self) -> bool:
        """Whether every test passed, and there is at least one."""
        return self.code == 0 and bool(_PASSED.search(self.said))

    @property
    def failed(self) -> bool:
        """Whether a test failed, and not for want of a module or of a word of the language."""
        assert not _NOT_RUN.search(self.said), self.said
        return self.code == 1 and bool(_FAILED.search(self.said))


@dataclass
class Checker:
    """Asks for the checks of one program after the other; Python's share a process."""

    _pytest: "subprocess.Popen[str] | None" = field(default=None)

    def __enter__(self) -> "Checker":
        """Nothing is started before it is needed."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """End the process that was started."""
        if self._pytest:
            self._pytest.communicate()

    def check(self, sample: Path, language: str, part: str) -> Checked:
        """Hold `part` of a copy of a sample against its checks, up to the first that fails."""
        if language == "python":
            return self._python(sample, part)
        whole = Path(shutil.copytree(sample / part, sample / "checked"))
        shutil.copytree(sample / "check", whole, dirs_exist_ok=True)
        checks = sorted(path.name for path in (sample / "check").iterdir())
        return _node(whole, checks) if language == "javascript" else _java(whole, checks)

    def _python(self, sample: Path, part: str) -> Checked:
        if self._pytest is None:
            command = [sys.executable, "-c", _PYTEST]
            pipe = subprocess.PIPE
            self._pytest = subprocess.Popen(command, env=ALONE, text=True, stdin=pipe, stdout=pipe)
        asked, told = self._pytest.stdin, self._pytest.stdout
        assert asked
        assert told
        said = sample / "said.txt"
        print(json.dumps([str(sample), part, str(said)]), file=asked, flush=True)
        return Checked(int(told.readline()), said.read_text(encoding="utf-8"))


def _node(folder: Path, checks: list[str]) -> Checked:
    tests = [name for name in checks if ".test." in name]
    return _ran(folder, program("node"), "--test", "--test-isolation=none", *tests)


def _java(folder: Path, checks: list[str]) -> Checked:
    files = (path.name for path in folder.glob("*.java"))
    built = _ran(folder, "javac", "-J-XX:TieredStopAtLevel=1", "-proc:none", "-d", "out", *files)
    if built.code:
        return built
    (test,) = (name.removesuffix(".java") for name in checks if name.endswith("Check.java"))
    return _ran(folder, "java", "-XX:TieredStopAtLevel=1", "-cp", "out", test)


def _ran(folder: Path, *command: str) -> Checked:
    done = subprocess.run(
        command,
        cwd=folder,
        env=ALONE,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Checked(done.returncode, done.stdout)
