"""The HTML of the built pages, judged by html-validate."""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.built.support import Page, Site, listed
from tests.node import program

#: Rules we do not hold ourselves to, each with the reason.
_TASTE = {
    "no-trailing-whitespace": "style: the blank ends of template lines cost nothing compressed",
    "prefer-native-element": "style: a named div with role=region is what a named section is",
    "wcag/h32": "the bank's filters act as one types: there is nothing to submit",
}
#: Rules that Material's furniture around every article breaks, each with the place.
_THEME = {
    "attribute-allowed-values": "an empty tabindex on the labels of the navigation",
    "attribute-misuse": "rel=edit on the edit button",
    "doctype-style": "style: the doctype is in lower case",
    "input-attributes": "autocomplete on the check boxes that open drawer and search",
    "presentation-role-style": "style: role=presentation on the list of search results",
    "unique-landmark": "nested lists of the navigation are navs without a name of their own",
    "valid-autocomplete": "autocomplete on the check boxes that open drawer and search",
    "valid-id": "ids that begin with two underscores, so that no heading can collide with them",
    "wcag/h30": "the edit button is an icon with a title",
}


@pytest.fixture(scope="session")
def validator(packages: Path) -> str:
    """html-validate's program."""
    return str(packages / "html-validate/bin/html-validate.mjs")


def faults(validator: str, folder: Path, scratch: Path, *, off: Iterable[str]) -> list[str]:
    """What html-validate finds below a folder, as `file:line: rule: message`.

    It writes a file in `scratch`, for what it prints ends at 64 KB when it has much to say.
    """
    rules = dict.fromkeys(off, "off")
    config, report = scratch / "config.json", scratch / "report.json"
    recommended = {"root": True, "extends": ["html-validate:recommended"], "rules": rules}
    config.write_text(json.dumps(recommended), encoding="utf-8")
    options = [f"--config={config}", f"--formatter=json={report}"]
    command = [program("node"), validator, *options, str(folder)]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    if not report.is_file():
        pytest.fail(judged.stdout + judged.stderr, pytrace=False)
    return [
        f"{Path(file['filePath']).relative_to(folder)}:{fault['line']}: "
        f"{fault['ruleId']}: {fault['message']}"
        for file in json.loads(report.read_text(encoding="utf-8"))
        for fault in file["messages"]
    ]


def test_pages_are_valid(validator: str, site: Site, tmp_path: Path) -> None:
    """Whole pages break no rule but those that the theme's own furniture breaks."""
    found = faults(validator, site.folder, tmp_path, off=_TASTE | _THEME)

    assert not found, listed(found)


def test_articles_are_valid(validator: str, site: Site, tmp_path: Path) -> None:
    """Our part of each page breaks no rule but those of taste."""
    for page in site.pages.values():
        target = tmp_path / "site" / page.file.relative_to(site.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(article_alone(page), encoding="utf-8")

    found = faults(validator, tmp_path / "site", tmp_path, off=_TASTE)

    assert not found, listed(found)


def test_embedded_parts_are_valid(validator: str, site: Site, tmp_path: Path) -> None:
    """Documents that other sites show have no furniture, so they break no rule but taste's."""
    shutil.copytree(site.folder / "embed", tmp_path / "embed")

    found = faults(validator, tmp_path / "embed", tmp_path, off=_TASTE)

    assert not found, listed(found)


def article_alone(page: Page) -> str:
    """The article from its h1 on, on the same lines as in the page, in a page without a theme."""
    begin = page.html.index("<h1", page.html.index('<article class="md-content__inner'))
    above = "\n" * page.html.count("\n", 0, begin)
    article = page.html[begin : page.html.rindex("</article>")]
    head = '<!DOCTYPE html><html lang="en"><head><title>Article</title></head>'
    return f"{head}<body><main><article>{above}{article}</article></main></body></html>\n"


def test_the_validator_sees_faults(validator: str, tmp_path: Path) -> None:
    """A page with an open tag, a repeated id and a nameless picture is refused."""
    text = '<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>'
    text += '<h1 id="a">A</h1><p id="a"><img src="x.png"><b>b</p></body></html>'
    (tmp_path / "page.html").write_text(text, encoding="utf-8")

    found = faults(validator, tmp_path, tmp_path, off=_TASTE)
    rules = {line.split(": ")[1] for line in found}

    assert {"no-dup-id", "wcag/h37", "close-order"} <= rules


def test_articles_carry_no_inline_styles_or_handlers(site: Site) -> None:
    """A content security policy without exceptions can be served with every page."""
    inline = [
        f"{page.address}: <{tag.name} {name}>"
        for page in site.pages.values()
        for tag in page.article.find_all(True)
        for name in tag.attrs
        if name == "style" or name.startswith("on")
    ]

    assert not inline, listed(inline)
