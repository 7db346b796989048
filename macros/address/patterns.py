"""The one maker of addresses: a table of what answers where, and `address_of`.

An address begins at the root of the site and is permanent. A page ends in a slash, a part of a
page is an anchor behind `#`, everything else is a file.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Protocol

#: The pages every role has below its overview: last part of the address, label, what is found
#: there.
ROLE_PARTS = (
    ("responsibilities", "Responsibilities", "What the job is, line by line, and what it asks for"),
    ("job-description", "Job description", "A finished text to copy, with notes on what to change"),
    (
        "interview",
        "Interview",
        "The run sheet: stages, minutes and who, with a page for each stage",
    ),
    ("trace", "Requirement to score", "Each requirement with its question and the scored answers"),
    ("tools", "Tools", "What the role works with, in plain English"),
    ("search", "Search strings", "Words to find people with, ready to paste"),
    ("pay", "Pay", "Figures by source, with dates, side by side"),
    ("faq", "FAQ", "Short answers to what people ask about this role"),
    ("candidate", "For candidates", "What each stage looks for and how to prepare"),
)

#: Where everything answers. A name in braces is an id of that kind; those that are no kind (part,
#: list, file, …) stand for any text, and an entry is of the kind of its list. An anchor is the id
#: of what stands there, with a word before it where a page has two things of one id.
PATTERNS = {
    # Pages of an entity each
    "role": "/roles/{role}/",
    "role_part": "/roles/{role}/{part}/",
    "skill": "/skills/{skill}/",
    "tool_category": "/tools/{tool_category}/",
    "pay": "/pay/{pay}/",
    "work_sample": "/work-samples/{work_sample}/",
    # Pages that code links to
    "changes": "/changes/",
    "compare": "/compare/",
    "compose": "/compose/",
    "data": "/data/",
    "glossary": "/glossary/",
    "linking": "/linking/",
    # Parts of a role's pages
    "responsibility": "/roles/{role}/responsibilities/#{responsibility}",
    "requirement": "/roles/{role}/responsibilities/#requirement-{requirement}",
    "necessity": "/roles/{role}/responsibilities/#{necessity}",
    "stage": "/roles/{role}/interview/{stage}/",
    "stage_question": "/roles/{role}/interview/{stage}/#{question}",
    "scorecard": "/roles/{role}/interview/{stage}/#scorecard",
    "traced_requirement": "/roles/{role}/trace/#requirement-{requirement}",
    # The same on the run sheet, where a line of each leads there
    "listed_stage": "/roles/{role}/interview/#{stage}",
    "listed_question": "/roles/{role}/interview/#{question}",
    "listed_requirement": "/roles/{role}/interview/#requirement-{requirement}",
    "listed_scorecard": "/roles/{role}/interview/#scorecard-{stage}",
    "candidate_stage": "/roles/{role}/candidate/#{stage}",
    "role_tools": "/roles/{role}/tools/#{tool_category}",
    "role_pay": "/roles/{role}/pay/#{pay_series}",
    "faq": "/roles/{role}/faq/#{faq}",
    "search_dialect": "/roles/{role}/search/#{search_dialect}",
    "search_breadth": "/roles/{role}/search/#{search_dialect}-{breadth}",
    # Parts of other pages
    "role_pair": "/compare/#{role}--{role}",
    "skill_kind": "/skills/#{skill_kind}",
    "skill_level": "/skills/{skill}/#level-{skill_level}",
    "skill_question": "/skills/{skill}/#{question}",
    "question": "/questions/#{question}",
    "questions_of_skill": "/questions/#skill-{skill}",
    "tool": "/tools/{tool_category}/#{tool}",
    "term": "/glossary/#{term}",
    "source": "/sources/#{source}",
    "pay_series": "/pay/{pay}/#{pay_series}",
    "place": "/law/pay-transparency/#{place}",
    "place_region": "/law/pay-transparency/#{place_region}",
    "hiring_law": "/law/{law_topic}/#{hiring_law}",
    "method": "/guides/evidence/#{method}",
    "calibration": "/guides/calibration/#{calibration}",
    "lint_rule": "/check/rules/#rule-{lint_rule}",
    "listed_lint_rule": "/check/#rule-{lint_rule}",
    "change": "/changes/#{change}",
    "version": "/changes/#version-{version}",
    "api_fields": "/data/#fields-{list}",
    "api_table": "/data/#table-{table}",
    "correct": "/contributing/#correct",
    "error": "/contributing/errors/#{error}",
    "record": "/contributing/fields/#record-{record}",
    "field": "/contributing/fields/#{record}--{field}",
    "link_texts": "/linking/#link-{role}",
    "embed_snippets": "/linking/#embed-{role}",
    "citations": "/linking/#cite-{role}",
    # Files
    "api_file": "/api/v1/{file}",
    "api_record": "/api/v1/{list}/{entry}.json",
    "api_feed": "/api/v1/feed.xml",
    "feed": "/feed.xml",
    "role_feed": "/roles/{role}/feed.xml",
    "job_description": "/roles/{role}/job-description/{role}.{format}",
    "job_example": "/roles/{role}/job-description/example.{format}",
    "job_posting": "/roles/{role}/job-description/jobposting.json",
    "scorecard_file": "/roles/{role}/interview/scorecard-{stage}.docx",
    "work_sample_file": "/work-samples/{work_sample}/{work_sample}.zip",
    "work_sample_twin": "/work-samples/{work_sample}/{language}/{work_sample}.zip",
    "recipe": "/compose/{role}.json",
    "word_parts": "/compose/word.json",
    "checker_file": "/check/{file}",
    "kit_file": "/kit/{file}",
    "annotated_example": "/contributing/examples/{file}",
    "embed": "/embed/",
    "embed_part": "/embed/{role}/{part}/",
    "embed_file": "/embed/{file}",
    "oembed": "/oembed/{role}-{part}.json",
    "card": "/assets/cards/{page}.png",
}

#: The part of a role whose page has others below it.
_STAGED = "interview"
_NAME = re.compile(r"\{(\w+)\}")
_PAGE_FILE = "index.html"


class Identified(Protocol):
    """Anything that has an id: an entity, a stage, a requirement, a value of a vocabulary."""

    @property
    def id(self) -> str:
        """The id, as addresses spell it."""


def address_of(name: str, *ids: str | Identified) -> str:
    """The address that the line `name` of PATTERNS makes of some ids, in their order there.

    An entity stands for its id: `address_of("tool", tool.category, tool)`. Raises KeyError when
    there is no such line, TypeError when it asks for more or fewer ids.
    """
    return _filled(PATTERNS[name], ids)


def anchor_of(name: str, *ids: str | Identified) -> str:
    """What an address has behind its `#`, made of the ids behind it: the id for the element."""
    return _filled(PATTERNS[name].partition("#")[2], ids)


def readings_of(
    address: str, lists: Mapping[str, str]
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    """Every line of PATTERNS that makes an address, with the kinds and ids it makes it of.

    `lists` says of which kind the entries of each list of the API are.
    """
    for name, pattern in PATTERNS.items():
        if found := _reader(pattern).fullmatch(address):
            kinds, ids = _NAME.findall(pattern), found.groups()
            known = (lists.get(ids[0], kind) if kind == "entry" else kind for kind in kinds)
            yield name, tuple(zip(known, ids, strict=True))


def absolute(site_url: str, address: str) -> str:
    """An address with the site's root (it ends in a slash) before it, for readers elsewhere."""
    return site_url + address[1:]


def path_of(name: str, *ids: str | Identified) -> str:
    """Where the file lies below the site whose address `address_of` makes of the same."""
    return path_at(address_of(name, *ids))


def path_at(address: str) -> str:
    """Where the file of an address lies below the site: `/embed/` at `embed/index.html`."""
    return address[1:] + (_PAGE_FILE if address.endswith("/") else "")


def address_at(path: str) -> str:
    """The address at which a file below the site answers: the reverse of `path_at`."""
    at_root = f"/{path}"
    return at_root.removesuffix(_PAGE_FILE) if at_root.endswith(f"/{_PAGE_FILE}") else at_root


def is_file(address: str) -> bool:
    """Whether an address is that of a file: no page and no part of one."""
    return not address.endswith("/") and "#" not in address


def pages_of(kind: str, id: str) -> Iterator[tuple[str, str]]:
    """The Markdown files below docs/ for an entity with pages of its own, each with its sort.

    A role has one a part; those of the stages of its interview lie below it.
    """
    home = address_of(kind, id).strip("/")
    if kind != "role":
        yield kind, f"{home}.md"
        return
    yield kind, f"{home}/index.md"
    for part, _, _ in ROLE_PARTS:
        yield part, f"{home}/{part}/index.md" if part == _STAGED else f"{home}/{part}.md"


def stage_page(role: str, stage: str) -> str:
    """The Markdown file below docs/ for a stage of a role's interview."""
    return f"{address_of('stage', role, stage).strip('/')}.md"


@cache
def _blank(pattern: str) -> str:
    return _NAME.sub("%s", pattern)


def _filled(pattern: str, ids: tuple[str | Identified, ...]) -> str:
    return _blank(pattern) % tuple(id if isinstance(id, str) else id.id for id in ids)


@cache
def _reader(pattern: str) -> re.Pattern[str]:
    return re.compile(_NAME.sub("([a-z0-9-]+)", pattern.replace(".", r"\.")))
