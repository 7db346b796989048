"""`python -m tests.live ROOT [COUNT] [SEED] [--builds] [--forget]`: edit, refresh, and compare.

The site of `mkdocs serve` is kept up to date by `macros.site.live`; after each edit that it takes,
a second site is built as a whole from the same files, and both hold the same bytes. With
`--builds`, every edit is taken by a build of its own, which goes on from what the last one has
written down. `--forget` drops one in three of the things that are taken down when an answer is
made, to show that a lost dependency does not go unnoticed.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

import macros
from macros.core.load import load
from macros.core.problems import HandbookError
from macros.core.recall import Key, Recall
from macros.core.text import texts
from macros.site.live import Live

URL = "http://127.0.0.1:8000/"
_WORD = re.compile(r"(?<= )[a-z]{4,}(?=[ ,.])")
_NEW = """
  - id: term-{number}
    title: Term number {number}
    plain: It was made up for edit number {number}, and no other term says that.
    in_hiring: Whoever reads it knows that a term was added while number {number} was served.
"""
#: An edit: its sort, the file from the root, and the text it holds from now on.
Edit = tuple[str, str, str]


class Served:
    """A repository that is served, and the folder of its site."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self.site, self._clean = root, folder / "served", folder / "clean"
        macros.serving = True
        self._build(self.site)
        assert macros.live
        self._live: Live = macros.live

    def _build(self, site: Path) -> None:
        config = load_config(str(self._root / "mkdocs.yml"), site_dir=str(site))
        config.site_url = URL
        build(config, serve_url=URL)

    def take(self) -> str:
        """Have an edit shown; says how that was done, or that it was refused."""
        try:
            if self._live.refresh() is not None:
                return "refreshed"
            self._build(self.site)
        except (HandbookError, Abort):
            return "refused"
        return "built"

    def differing(self) -> list[str]:
        """The files in which the site differs from one that is built as a whole."""
        held = macros.live, macros.recall, macros.blocks, macros.code
        macros.live = macros.recall = None
        os.environ["HANDBOOK_INCREMENTAL"] = "0"
        self._build(self._clean)
        del os.environ["HANDBOOK_INCREMENTAL"]
        macros.live, macros.recall, macros.blocks, macros.code = held
        return _differing(self.site, self._clean)


class Rebuilt:
    """A repository whose site is built anew after every edit, each time by another process."""

    def __init__(self, root: Path, folder: Path) -> None:
        self._root, self.site, self._clean = root, folder / "built", folder / "clean"
        self._variables = {**os.environ, "XDG_CACHE_HOME": str(folder), "SITE_URL": URL}
        self._build(self.site)

    def _build(self, site: Path, **variables: str) -> bool:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)]
        given = {**self._variables, **variables}
        done = subprocess.run(command, cwd=self._root, env=given, capture_output=True, check=False)
        return done.returncode == 0

    def take(self) -> str:
        """Have an edit built; says whether it was refused."""
        return "rebuilt" if self._build(self.site) else "refused"

    def differing(self) -> list[str]:
        """The files in which the site differs from one that goes on from nothing."""
        assert self._build(self._clean, HANDBOOK_INCREMENTAL="0")
        return _differing(self.site, self._clean)


def _differing(one: Path, other: Path) -> list[str]:
    mine, theirs = _files(one), _files(other)
    return sorted(name for name in {**mine, **theirs} if mine.get(name) != theirs.get(name))


def _files(site: Path) -> dict[str, bytes]:
    found = (file for file in site.rglob("*") if file.is_file())
    return {str(file.relative_to(site)): file.read_bytes() for file in found}


def edits(root: Path, dice: random.Random) -> Iterator[Edit]:
    """Edits without end, of every sort; some are refused."""
    number = 0
    while True:
        number += 1
        sorts = (_value, _value, _value, _line, _page, _page, _code, _term, _form, _dress, _name)
        yield dice.choice(sorts)(root, dice, number)


def _value(root: Path, dice: random.Random, number: int) -> Edit:
    """A word of a text in the data."""
    records = [one for one in load(root).records if one[2].document.path.endswith(".yaml")]
    while True:
        _, value, origin = dice.choice(records)
        said = [(at, text) for at, text in texts(value) if _WORD.search(text)]
        if said:
            place = origin.place(*dice.choice(said)[0])
            return _worded("value", root, place.path, place.line, dice)


def _line(root: Path, dice: random.Random, number: int) -> Edit:
    """A comment on top of a data file, which moves every line below it."""
    path = dice.choice(sorted((root / "data").rglob("*.yaml"))).relative_to(root)
    first, rest = (root / path).read_text(encoding="utf-8").split("\n", 1)
    return "line", str(path), f"{first}\n# Edit {number}.\n{rest}"


def _page(root: Path, dice: random.Random, number: int) -> Edit:
    """A word of a page: of its description, its title or its body."""
    path = dice.choice(sorted((root / "docs").rglob("*.md"))).relative_to(root)
    return _worded("page", root, str(path), 1, dice)


def _worded(sort: str, root: Path, path: str, line: int, dice: random.Random) -> Edit:
    text = (root / path).read_text(encoding="utf-8")
    start = sum(map(len, text.splitlines(keepends=True)[: line - 1]))
    found = list(_WORD.finditer(text, start))[:20]
    if not found:
        return sort, path, text
    at = dice.choice(found)
    return sort, path, text[: at.start()] + at.group()[::-1] + text[at.end() :]


def _code(root: Path, dice: random.Random, number: int) -> Edit:
    path = dice.choice(sorted((root / "data").rglob("start/*.py"))).relative_to(root)
    return "code", str(path), (root / path).read_text(encoding="utf-8") + f"# Edit {number}.\n"


def _term(root: Path, dice: random.Random, number: int) -> Edit:
    path = "data/terms.yaml"
    text = (root / path).read_text(encoding="utf-8").rstrip("\n")
    return "term", path, text + _NEW.format(number=number)


def _form(root: Path, dice: random.Random, number: int) -> Edit:
    """A word of a page that links to a term from now on."""
    path, page = "data/terms.yaml", dice.choice(sorted((root / "docs").rglob("*.md")))
    word = dice.choice(_WORD.findall(page.read_text(encoding="utf-8")) or ["word"])
    text = (root / path).read_text(encoding="utf-8")
    return "form", path, text.replace("forms: [", f"forms: [{word}, ", 1)


def _dress(root: Path, dice: random.Random, number: int) -> Edit:
    path = dice.choice(("overrides/main.html", "macros/render/templates/glossary.html.j2"))
    return "dress", path, (root / path).read_text(encoding="utf-8") + f"\n<!-- {number} -->\n"


def _name(root: Path, dice: random.Random, number: int) -> Edit:
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    name = re.sub(r"^site_name: .*$", f"site_name: Name {number}", text, flags=re.MULTILINE)
    return "name", "mkdocs.yml", name


def forget() -> None:
    """Have one in three of the things that are asked not taken down."""
    note = Recall.note

    def sometimes(self: Recall, key: Key) -> None:
        if crc32(repr(key).encode()) % 3:
            note(self, key)

    Recall.note = sometimes  # type: ignore[method-assign]


def run(root: Path, count: int, seed: int, *, builds: bool = False) -> Counter[str]:
    """Make so many edits, and count what became of them, and the sites that differed."""
    dice, told = random.Random(seed), Counter[str]()  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        served = (Rebuilt if builds else Served)(root, Path(folder))
        for _, (sort, path, text) in zip(range(count), edits(root, dice), strict=False):
            before = (root / path).read_text(encoding="utf-8")
            (root / path).write_text(text, encoding="utf-8")
            how = served.take()
            told[how] += 1
            if how == "refused":
                (root / path).write_text(before, encoding="utf-8")
                continue
            if differing := served.differing():
                told["differed"] += 1
                print(f"{sort} in {path}, {how}: {differing[:8]}", flush=True)  # noqa: T201
    return told


def main() -> Any:
    """Run, print the counts, and fail when a site differed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("count", nargs="?", type=int, default=20)
    parser.add_argument("seed", nargs="?", type=int, default=1)
    parser.add_argument("--builds", action="store_true")
    parser.add_argument("--forget", action="store_true")
    options = parser.parse_args()
    if options.forget:
        forget()
    root = options.root.resolve()
    told = run(root, options.count, options.seed, builds=options.builds)
    print(", ".join(f"{count} {what}" for what, count in sorted(told.items())))  # noqa: T201
    return sys.exit(bool(told["differed"]))


if __name__ == "__main__":
    main()
