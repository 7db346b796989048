"""Renames in the dummy: one of every kind of record that an address names."""

import re
from dataclasses import dataclass
from pathlib import Path

from macros.core.kinds import KINDS
from macros.public.api import LISTS

_SUFFIXES = {".yaml", ".yml", ".md"}
_FOLDERS = [kind.folder for kind in KINDS if not kind.listed_in]
#: Where an id is written: as a word, as a reference, or only as the id of a record of some shape.
_WORD = r"(?<![\w-]){}(?![\w-])"
_REFERENCE = rf"(?<!id: ){_WORD}"
_ITEM = r"(?<=- id: ){}(?=\n)"
_STAGE = r'(?:(?<=- id: )|(?<=stage: )|(?<=clerk", ")|(?<=/interview/)){}(?=[\n".])'
_LINE = r"(?<=id: ){}(?=,)"
_TOOL = r"(?:(?<=(?:- id|tool): )|(?<=\[)){}(?![\w-])"


@dataclass(frozen=True)
class Renaming:
    """A record under a new id, and an address that changes by it alone.

    `pattern` finds the id wherever it is written.
    """

    kind: str
    old: str
    new: str
    before: str
    pattern: str = _WORD

    def __str__(self) -> str:
        return self.kind

    @property
    def ways(self) -> dict[str, str]:
        """From the old address, and those of the record's files, to the new ones."""
        lists = [list for list, kind in LISTS.items() if kind == self.kind]
        olds = (self.before, *(f"/api/v1/{list}/{self.old}.json" for list in lists))
        return {old: old.replace(self.old, self.new) for old in olds}

    def rename(self, root: Path) -> None:
        """Write the new id in the place of the old one, in the files and in their names."""
        pattern = re.compile(self.pattern.format(re.escape(self.old)))
        for file in sorted(root.rglob("*"), reverse=True):
            if file.suffix in _SUFFIXES:
                text = file.read_text(encoding="utf-8")
                file.write_text(pattern.sub(self.new, text), encoding="utf-8")
            named = file.suffix in _SUFFIXES or file.is_dir()
            if file.stem == self.old and named and self.pattern != _LINE:
                file.rename(file.with_stem(self.new))

    def keep_former_id(self, root: Path) -> None:
        """Say in the renamed record which id it had: in its file, or where its list has it."""
        whole = [root / "data" / folder / f"{self.new}.yaml" for folder in _FOLDERS]
        former = f"former_ids: [{self.old}]"
        for file in (root / "data").rglob("*.yaml"):
            text = file.read_text(encoding="utf-8")
            item = re.sub(rf"( +)- id: {self.new}\n", rf"\g<0>\1  {former}\n", text)
            item = item.replace(f"id: {self.new},", f"id: {self.new}, {former},")
            file.write_text(f"{text}{former}\n" if file in whole else item, encoding="utf-8")


RENAMINGS = (
    Renaming("role", "senior-clerk", "head-clerk", "/roles/senior-clerk/#outcomes-one-year"),
    Renaming("skill", "manners", "courtesy", "/skills/manners/#level-expert", _REFERENCE),
    Renaming("question", "bookkeeping-first", "bookkeeping-sums", "/questions/#bookkeeping-first"),
    Renaming("change", "pigeons-counted", "pigeons-numbered", "/changes/#pigeons-counted"),
    Renaming("phrase", "big-words", "tall-words", "/api/v1/phrases/big-words.json"),
    Renaming(
        "calibration",
        "calibrate-bookkeeping-first",
        "calibrate-sums",
        "/guides/calibration/#calibrate-bookkeeping-first",
    ),
    Renaming("stage", "talk", "chat", "/roles/clerk/interview/talk/#scorecard", _STAGE),
    Renaming(
        "requirement",
        "bookkeeping",
        "adding-up",
        "/roles/clerk/responsibilities/#requirement-bookkeeping",
        _LINE,
    ),
    Renaming(
        "responsibility", "write-pages", "keep-pages", "/roles/clerk/responsibilities/#write-pages"
    ),
    Renaming("tool", "drawer", "chest", "/tools/storage/#drawer", _TOOL),
    Renaming("tool_category", "post", "mail", "/tools/post/#pigeon"),
    Renaming("faq", "what-is-a-clerk", "who-is-a-clerk", "/roles/clerk/faq/#what-is-a-clerk"),
    Renaming("term", "ledger", "great-book", "/glossary/#ledger", _ITEM),
    Renaming("source", "bureau", "office", "/sources/#bureau"),
    Renaming("method", "ink-test", "pen-test", "/guides/evidence/#ink-test"),
    Renaming("pay", "freedonia", "sylvania", "/pay/freedonia/"),
    Renaming("pay_series", "freedonia-clerks", "all-clerks", "/roles/clerk/pay/#freedonia-clerks"),
    Renaming("place", "freedonia-law", "freedonia-act", "/law/pay-transparency/#freedonia-law"),
    Renaming("hiring_law", "freedonia-ink", "freedonia-pen", "/law/hiring/#freedonia-ink"),
    Renaming("search_dialect", "board", "plank", "/roles/clerk/search/#board-broad", _ITEM),
    Renaming(
        "work_sample", "missing-page", "lost-page", "/work-samples/missing-page/missing-page.zip"
    ),
)


def rename_all(root: Path) -> None:
    """All renames at once, each with its former id."""
    for renaming in RENAMINGS:
        renaming.rename(root)
        renaming.keep_former_id(root)
