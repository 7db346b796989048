"""What `handbook check` found out last time saves it work, and changes no letter it prints."""

import os
import pickle
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from macros.core import kept
from macros.core.recall import Recall
from macros.model.error import ErrorExample
from macros.site import cli, code
from tests.mutations import MUTATIONS
from tests.support import ROOT, append, real, spoil

Undo = Callable[[], object]
#: Edits something below a folder, and tells how to set it back.
Edit = Callable[[random.Random, Path], Undo]
FOLDER = "backend-hiring-handbook"
PAGE = "docs/index.md"
_UNREAD = {"__pycache__", ".schema"}
#: What is put behind a line.
MORE = (" simply", " ledger", " 7", " [a](/roles/)", '\n{{ cite("bureau") }}', "\n## A {#a}")


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of a user of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.setattr(code, "is_recent", lambda *_: False)  # whoever tests has just edited
    return tmp_path / "caches"


@pytest.fixture
def checked(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    """What a check of the copy prints, in a process that remembers nothing; cold or not."""

    def check(*, cold: bool = False) -> str:
        monkeypatch.setenv("HANDBOOK_INCREMENTAL", "0" if cold else "1")
        monkeypatch.setattr(kept.newest, "values", {})
        exit_code = cli.main(["--root", str(copy), "check"])
        return f"{capsys.readouterr().out}{exit_code}"

    return check


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the answers that had to be made, as they are made."""
    made: list[str] = []
    make = Recall._made

    def noted(self: Recall, key: tuple[object, ...], before: object) -> object:
        made.append(str(key[0]))
        return make(self, key, before)  # type: ignore[arg-type]

    monkeypatch.setattr(Recall, "_made", noted)
    return made


def _written(path: Path, content: bytes) -> Undo:
    before = path.read_bytes()
    path.write_bytes(content)
    return partial(path.write_bytes, before)


def _spoiled(rng: random.Random, root: Path) -> Undo:
    """A file of data, a page, code of a work sample or the configuration is damaged."""
    path = rng.choice(_files(root))
    return _written(path, rng.choice(MUTATIONS)(rng, path.read_bytes()))


def _other_value(rng: random.Random, root: Path) -> Undo:
    """A value stands where another of its key stood; most such edits are sound."""
    path = rng.choice([file for file in _files(root) if file.suffix == ".yaml"])
    lines = path.read_text(encoding="utf-8").split("\n")
    at = rng.choice([number for number, line in enumerate(lines) if ": " in line])
    key = lines[at].partition(": ")[0].strip(" -")
    values = [
        line.partition(": ")[2]
        for file in _files(root)
        if file.suffix == ".yaml"
        for line in file.read_text(encoding="utf-8").split("\n")
        if line.partition(": ")[0].strip(" -") == key
    ]
    lines[at] = f"{lines[at].partition(': ')[0]}: {rng.choice(values)}"
    return _written(path, "\n".join(lines).encode())


def _more_words(rng: random.Random, root: Path) -> Undo:
    """A line has some words more: of the handbook's own, or a macro call, a link, a heading."""
    path = rng.choice(_files(root))
    lines = path.read_text(encoding="utf-8").split("\n")
    at = rng.randrange(len(lines))
    lines[at] += rng.choice(MORE)
    return _written(path, "\n".join(lines).encode())


def _gone(rng: random.Random, root: Path) -> Undo:
    """A file is not there any more."""
    path = rng.choice(_files(root))
    before = path.read_bytes()
    path.unlink()
    return partial(path.write_bytes, before)


def _renamed(rng: random.Random, root: Path) -> Undo:
    """A file has another name."""
    path = rng.choice([file for file in _files(root) if file.parent != root])
    new = path.with_name(f"new-{path.name}")
    path.rename(new)
    return partial(new.rename, path)


EDITS: tuple[Edit, ...] = (
    _spoiled,
    _other_value,
    _other_value,
    _more_words,
    _more_words,
    _gone,
    _renamed,
)


def _files(root: Path) -> list[Path]:
    inside = [*(root / "data").rglob("*"), *(root / "docs").rglob("*")]
    files = {path for path in inside if path.is_file() and path.stat().st_size}
    return [root / "mkdocs.yml", *sorted(path for path in files if _UNREAD.isdisjoint(path.parts))]


def _mistake(example: ErrorExample) -> Edit:
    """What the example of an error has wrong, and nothing else."""

    def edit(_: random.Random, root: Path) -> Undo:
        right = (root / example.file).read_text(encoding="utf-8")
        wrong = right.replace(example.right, example.wrong, 1)
        return _written(root / example.file, wrong.encode())

    return edit


EXAMPLES = [_mistake(error.example) for error in real().errors.values() if error.example]


def _differing(
    checked: Callable[..., str], root: Path, edits: Iterable[Edit], seed: int = 1
) -> Iterator[str]:
    """What a warm check says otherwise than a cold one after edits, each undone before the next."""
    rng = random.Random(seed)  # noqa: S311
    checked()
    for number, edit in enumerate(edits):
        undo = edit(rng, root)
        warm, cold = checked(), checked(cold=True)
        if warm != cold:
            yield f"{seed}.{number} {edit.__name__}: {warm} instead of {cold}"
        undo()
        if number % 5 == 0:
            checked()


@pytest.mark.slow
def test_after_any_edit_a_warm_check_says_what_a_cold_one_says(
    checked: Callable[..., str], copy: Path
) -> None:
    """Every error's example; then values, words, names, broken files, code, mkdocs.yml."""
    some = random.Random(2).choices(EDITS, k=12)  # noqa: S311

    assert list(_differing(checked, copy, [*EXAMPLES, *some])) == []


@pytest.mark.slow
@pytest.mark.parametrize("dropped", ["sources", "on_page"])
def test_a_dependency_that_is_dropped_is_noticed(
    checked: Callable[..., str], copy: Path, monkeypatch: pytest.MonkeyPatch, dropped: str
) -> None:
    """The test above can fail: with one kind of leaves not taken down, answers are stale."""
    note = Recall.note

    def forgetful(self: Recall, key: tuple[object, ...]) -> None:
        if key[0] != dropped:
            note(self, key)

    monkeypatch.setattr(Recall, "note", forgetful)

    assert any(_differing(checked, copy, EXAMPLES))


def test_what_an_edit_does_not_concern_is_not_judged_again(
    checked: Callable[..., str], copy: Path, judged: list[str]
) -> None:
    """Nothing at all without an edit, and with one, in another process, a small part."""
    checked()
    whole = len(judged)
    judged.clear()
    checked()
    assert judged == []

    spoil(copy, "data/terms.yaml", "title: Ledger", "title: Great ledger")
    checked()
    assert 0 < len(judged) < whole / 5


def test_an_edit_that_leaves_no_trace_but_its_words_is_seen(
    checked: Callable[..., str], copy: Path
) -> None:
    """Same size, same time of modification: as a program that sets times back would leave it."""
    file = copy / "data/terms.yaml"
    checked()
    before = file.stat()
    spoil(copy, "data/terms.yaml", "title: Ledger", "titel: Ledger")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    assert "titel" in checked()


@pytest.mark.parametrize("age", [0, 10**18], ids=["all files are old", "all files are new"])
def test_a_file_is_read_again_by_its_stamp_or_by_its_words(
    checked: Callable[..., str], copy: Path, monkeypatch: pytest.MonkeyPatch, age: int
) -> None:
    """An edit is seen however old the files are, and so is that there was none."""
    monkeypatch.setattr(kept, "_RECENT", age)
    sound = checked()
    assert checked() == sound
    spoil(copy, "data/terms.yaml", "title: Ledger", "titel: Ledger")
    assert "titel" in checked()
    spoil(copy, "data/terms.yaml", "titel: Ledger", "title: Ledger")
    assert checked() == sound


def _file(caches: Path) -> Path:
    (file,) = (caches / FOLDER).iterdir()
    return file


def _replaced_by(make: Callable[[Path], object]) -> Callable[[Path], object]:
    def replace(file: Path) -> None:
        file.unlink()
        make(file)

    return replace


def _no_folder(file: Path) -> None:
    file.unlink()
    file.parent.rmdir()
    file.parent.touch()


SPOILED: dict[str, Callable[[Path], object]] = {
    "empty": lambda file: file.write_bytes(b""),
    "cut short": lambda file: file.write_bytes(file.read_bytes()[:-1]),
    "a bit flipped": lambda file: file.write_bytes(
        file.read_bytes()[:200] + b"\x00" + file.read_bytes()[201:]
    ),
    "something else": lambda file: file.write_bytes(b"x" * 10_000),
    "a pickle without a seal": lambda file: file.write_bytes(pickle.dumps(Trap())),
    "others may write": lambda file: file.chmod(0o622),
    "the folder is open to others": lambda file: file.parent.chmod(0o777),
    "a folder": _replaced_by(Path.mkdir),
    "a pipe": _replaced_by(os.mkfifo),
    "a link": lambda file: file.symlink_to(file.rename(file.parent.parent / "elsewhere")),
    "a file in the place of the folder": _no_folder,
}


class Trap:
    """An object that does something when it is read."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return pytest.fail, ("it was read",)


@pytest.mark.parametrize("spoiled", SPOILED.values(), ids=SPOILED)
def test_a_file_that_is_not_ours_or_not_whole_is_no_help_and_no_harm(
    checked: Callable[..., str],
    caches: Path,
    judged: list[str],
    spoiled: Callable[[Path], object],
) -> None:
    """It is not read, everything is judged again, and nothing is said of it."""
    sound, whole = checked(), len(judged)
    spoiled(_file(caches))
    judged.clear()

    assert checked() == sound
    assert len(judged) == whole


def test_no_answer_outlives_its_code(
    checked: Callable[..., str], copy: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another byte in our code and everything is judged again; what has just changed keeps none."""
    own = shutil.copytree(code.CODE, copy.parent / "code" / "macros")
    monkeypatch.setattr(code, "CODE", own)
    checked()
    whole = len(judged)
    for is_recent in (False, True, True):
        judged.clear()
        (own / "lint/__init__.py").write_text(f"# {is_recent}", encoding="utf-8")
        monkeypatch.setattr(code, "is_recent", lambda *_, answer=is_recent: answer)
        checked()
        assert len(judged) == whole


def test_nothing_is_kept_inside_the_repository(
    checked: Callable[..., str], copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the cache folder is told to lie there, a pull request could bring one."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(copy / "data"))
    checked()

    assert not (copy / "data" / FOLDER).exists()


def test_nothing_is_kept_when_it_is_switched_off(checked: Callable[..., str], caches: Path) -> None:
    """HANDBOOK_INCREMENTAL=0 reads nothing and writes nothing."""
    checked(cold=True)

    assert not caches.exists()


def test_what_nobody_asked_for_in_a_month_goes(
    checked: Callable[..., str], caches: Path, copy: Path
) -> None:
    """Copies come and go; what was kept of them does not stay for good."""
    checked()
    mine = _file(caches)
    mine.with_name("old").touch()
    os.utime(mine.with_name("old"), (0, 0))
    append(PAGE, "More.\n")(copy)
    checked()

    assert _file(caches) == mine


@pytest.fixture
def watching(copy: Path) -> Iterator[subprocess.Popen[str]]:
    """A check of the copy that stays; killed when it says nothing for too long."""
    command = [sys.executable, "-m", "macros", "--root", str(copy), "check", "--watch"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=pipe, stderr=pipe) as process:
        guard = threading.Timer(60, process.kill)
        guard.start()
        yield process
        guard.cancel()
        process.kill()


def _report(process: subprocess.Popen[str]) -> str:
    """The next report of problems, the line that counts them included."""
    lines: list[str] = []
    for line in process.stdout or ():
        lines.append(line)
        if re.fullmatch(r"\d+ problems?\n", line):
            break
    return "".join(lines)


def test_watching_reports_again_after_every_edit_until_ctrl_c(
    watching: subprocess.Popen[str], copy: Path
) -> None:
    """Each time the whole report; a mistake comes and goes, and the end is quiet."""
    assert _report(watching) == "0 problems\n"
    spoil(copy, "data/terms.yaml", "title: Ledger", "titel: Ledger")
    wrong = _report(watching)
    spoil(copy, "data/terms.yaml", "titel: Ledger", "title: Ledger")

    assert wrong.startswith("\ndata/terms.yaml:")
    assert '"titel"' in wrong
    assert _report(watching) == "\n0 problems\n"
    (copy / "docs/new.md").write_text("# A page\n", encoding="utf-8")
    assert "docs/new.md:1:1: front-matter" in _report(watching)
    watching.send_signal(signal.SIGINT)
    assert watching.communicate() == ("", "")
    assert watching.returncode == 130
