"""Renames in the dummy: one of every kind of record that an address names."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_SUFFIXES = {".yaml", ".yml", ".md"}
_WORD = r"(?<![\w-]){}(?![\w-])"


@dataclass(frozen=True, kw_only=True)
class Renaming:
    """A record under a new id, with an address that changes by it and what it becomes.

    `pattern` finds the id wherever it is written. `files` (a glob below data/) get the former
    id; with `whole` the record is the whole file.
    """

    kind: str
    old: str
    new: str
    files: str
    before: str
    after: str
    file: tuple[str, str] = ("", "")
    whole: bool = False
    pattern: str = _WORD

    def __str__(self) -> str:
        return self.kind

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
        """Say in the renamed record which id it had."""
        files = list((root / "data").glob(self.files))
        former = f"former_ids: [{self.old}]"
        for file in files:
            text = file.read_text(encoding="utf-8")
            if self.whole:
                changed = f"{text}{former}\n"
            else:
                changed = re.sub(rf"( +)- id: {self.new}\n", rf"\g<0>\1  {former}\n", text)
                changed = changed.replace(f"id: {self.new},", f"id: {self.new}, {former},")
            assert changed != text, f"{file} does not hold {self.new}"
            file.write_text(changed, encoding="utf-8")
        assert files, f"no file is {self.files}"


#: The id of a line, when its word is the id of something else as well.
_LINE = r"(?<=id: ){}(?=,)"
_API = "/api/v1"
_CLERK = "/roles/clerk"

RENAMINGS = (
    Renaming(
        kind="role",
        old="senior-clerk",
        new="head-clerk",
        files="roles/head-clerk.yaml",
        whole=True,
        before="/roles/senior-clerk/interview/#talk",
        after="/roles/head-clerk/interview/#talk",
        file=(f"{_API}/roles/senior-clerk.json", f"{_API}/roles/head-clerk.json"),
    ),
    Renaming(
        kind="skill",
        old="manners",
        new="courtesy",
        files="skills/courtesy.yaml",
        whole=True,
        before="/skills/manners/#level-expert",
        after="/skills/courtesy/#level-expert",
        file=(f"{_API}/skills/manners.json", f"{_API}/skills/courtesy.json"),
        pattern=r"(?<!id: )(?<![\w-]){}(?![\w-])",
    ),
    Renaming(
        kind="question",
        old="bookkeeping-first",
        new="bookkeeping-sums",
        files="questions/bookkeeping.yaml",
        before="/questions/#bookkeeping-first",
        after="/questions/#bookkeeping-sums",
        file=(
            f"{_API}/questions/bookkeeping-first.json",
            f"{_API}/questions/bookkeeping-sums.json",
        ),
    ),
    Renaming(
        kind="change",
        old="pigeons-counted",
        new="pigeons-numbered",
        files="changes.yaml",
        before="/changes/#pigeons-counted",
        after="/changes/#pigeons-numbered",
        file=(f"{_API}/changes/pigeons-counted.json", f"{_API}/changes/pigeons-numbered.json"),
    ),
    Renaming(
        kind="phrase",
        old="big-words",
        new="tall-words",
        files="phrases.yaml",
        before=f"{_API}/phrases/big-words.json",
        after=f"{_API}/phrases/tall-words.json",
        file=(f"{_API}/phrases/big-words.json", f"{_API}/phrases/tall-words.json"),
    ),
    Renaming(
        kind="calibration",
        old="calibrate-bookkeeping-first",
        new="calibrate-sums",
        files="calibration/calibrate-sums.yaml",
        whole=True,
        before="/guides/calibration/#calibrate-bookkeeping-first",
        after="/guides/calibration/#calibrate-sums",
        file=(
            f"{_API}/calibrations/calibrate-bookkeeping-first.json",
            f"{_API}/calibrations/calibrate-sums.json",
        ),
    ),
    Renaming(
        kind="stage",
        old="talk",
        new="chat",
        files="loops/*.yaml",
        before=f"{_CLERK}/interview/#scorecard-talk",
        after=f"{_CLERK}/interview/#scorecard-chat",
        file=(
            f"{_CLERK}/interview/scorecard-talk.docx",
            f"{_CLERK}/interview/scorecard-chat.docx",
        ),
        pattern=r"(?<=- id: ){}(?=\n)",
    ),
    Renaming(
        kind="requirement",
        old="bookkeeping",
        new="adding-up",
        files="roles/clerk.yaml",
        before="/roles/senior-clerk/responsibilities/#requirement-bookkeeping",
        after="/roles/senior-clerk/responsibilities/#requirement-adding-up",
        pattern=_LINE,
    ),
    Renaming(
        kind="responsibility",
        old="write-pages",
        new="keep-pages",
        files="roles/clerk.yaml",
        before=f"{_CLERK}/responsibilities/#write-pages",
        after=f"{_CLERK}/responsibilities/#keep-pages",
    ),
    Renaming(
        kind="tool",
        old="drawer",
        new="chest",
        files="tools/storage.yaml",
        before="/tools/storage/#drawer",
        after="/tools/storage/#chest",
        file=(f"{_API}/tools/drawer.json", f"{_API}/tools/chest.json"),
        pattern=r"(?<=(?:- id|tool): ){}(?![\w-])",
    ),
    Renaming(
        kind="tool category",
        old="post",
        new="mail",
        files="vocabularies.yaml",
        before="/tools/post/#pigeon",
        after="/tools/mail/#pigeon",
    ),
    Renaming(
        kind="faq",
        old="what-is-a-clerk",
        new="who-is-a-clerk",
        files="faqs/general.yaml",
        before=f"{_CLERK}/faq/#what-is-a-clerk",
        after=f"{_CLERK}/faq/#who-is-a-clerk",
        file=(f"{_API}/faqs/what-is-a-clerk.json", f"{_API}/faqs/who-is-a-clerk.json"),
    ),
    Renaming(
        kind="term",
        old="ledger",
        new="great-book",
        files="terms.yaml",
        before="/glossary/#ledger",
        after="/glossary/#great-book",
        file=(f"{_API}/terms/ledger.json", f"{_API}/terms/great-book.json"),
        pattern=r"(?<=- id: ){}(?=\n)",
    ),
    Renaming(
        kind="source",
        old="bureau",
        new="office",
        files="sources.yaml",
        before="/sources/#bureau",
        after="/sources/#office",
        file=(f"{_API}/sources/bureau.json", f"{_API}/sources/office.json"),
    ),
    Renaming(
        kind="method",
        old="ink-test",
        new="pen-test",
        files="methods.yaml",
        before="/guides/evidence/#ink-test",
        after="/guides/evidence/#pen-test",
    ),
    Renaming(
        kind="pay",
        old="freedonia",
        new="sylvania",
        files="pay/sylvania.yaml",
        whole=True,
        before="/pay/freedonia/#freedonia-clerks",
        after="/pay/sylvania/#freedonia-clerks",
        file=(f"{_API}/pay/freedonia.json", f"{_API}/pay/sylvania.json"),
    ),
    Renaming(
        kind="pay series",
        old="freedonia-clerks",
        new="all-clerks",
        files="pay/*.yaml",
        before=f"{_CLERK}/pay/#freedonia-clerks",
        after=f"{_CLERK}/pay/#all-clerks",
    ),
    Renaming(
        kind="place",
        old="freedonia-law",
        new="freedonia-act",
        files="places.yaml",
        before="/law/pay-transparency/#freedonia-law",
        after="/law/pay-transparency/#freedonia-act",
        file=(f"{_API}/places/freedonia-law.json", f"{_API}/places/freedonia-act.json"),
    ),
    Renaming(
        kind="search dialect",
        old="board",
        new="plank",
        files="search-dialects.yaml",
        before=f"{_CLERK}/search/#board-broad",
        after=f"{_CLERK}/search/#plank-broad",
        pattern=r"(?<=- id: ){}(?=\n)",
    ),
    Renaming(
        kind="work sample",
        old="missing-page",
        new="lost-page",
        files="work-samples/lost-page.yaml",
        whole=True,
        before="/work-samples/missing-page/#part-work-sample-brief",
        after="/work-samples/lost-page/#part-work-sample-brief",
        file=(
            "/work-samples/missing-page/missing-page.zip",
            "/work-samples/lost-page/lost-page.zip",
        ),
    ),
)


def rename_all(root: Path, renamings: Iterable[Renaming] = RENAMINGS) -> None:
    """All renames at once, each with its former id."""
    for renaming in renamings:
        renaming.rename(root)
        renaming.keep_former_id(root)
