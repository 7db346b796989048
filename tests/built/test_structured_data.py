"""Structured data of the built pages: schema.org's words for exactly what a reader sees."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bs4.element import Tag

from macros.core.handbook import Handbook
from tests.built.support import Page, Site, folded, found, listed
from tests.node import program

#: The address of what every described page is, besides its place on the site.
_TYPES = {
    r"/roles/[^/]+/": "Occupation",
    r"/roles/[^/]+/faq/": "FAQPage",
    r"/glossary/": "DefinedTermSet",
    r"/tools/[^/]+/": "DefinedTermSet",
}
_COLUMNS = ("percentile10", "percentile25", "median", "percentile75", "percentile90")


def one_of(page: Page, type: str) -> dict[str, Any]:
    """The one description of a type on a page."""
    (told,) = [told for told in page.structured if told["@type"] == type]
    return told


def test_every_page_tells_what_it_is(site: Site) -> None:
    """Each kind of page carries its descriptions and no others; a job is never offered."""
    wrong = []
    for page in site.pages.values():
        types = [told["@type"] for told in page.structured]
        wanted = [type for form, type in _TYPES.items() if re.fullmatch(form, page.address)]
        if page.address not in ("/", "/404.html"):
            wanted.insert(0, "BreadcrumbList")
        if page.address != "/404.html":
            wanted.append("WebPage")
        if types != wanted:
            wrong.append(f"{page.address}: {types}")

    assert not wrong, listed(wrong)
    assert "JobPosting" not in {
        record["@type"] for page in site.listed for record in records(page.structured)
    }


def records(value: Any) -> Iterator[dict[str, Any]]:
    """A description and every description inside it."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from records(item)


def typed(told: list[dict[str, Any]]) -> str:
    """Descriptions as a program in the types of schema-dts."""
    lines = [
        f"export const d{n}: WithContext<{one['@type']}> = {json.dumps(one, indent=1)};"
        for n, one in enumerate(told)
    ]
    names = ", ".join(sorted({one["@type"] for one in told}))
    return "\n".join([f'import type {{ WithContext, {names} }} from "schema-dts";', *lines])


def vocabulary_faults(packages: Path, scratch: Path, programs: dict[str, str]) -> list[str]:
    """What schema.org's vocabulary, as the types of schema-dts, has against programs by name.

    It knows every type, the properties each may have and the types of their values. It cannot
    see what a text says: addresses, dates and durations are judged by tests of their own.
    """
    for name, text in programs.items():
        (scratch / f"{name}.ts").write_text(text, encoding="utf-8")
    options = {"strict": True, "noEmit": True, "module": "esnext", "moduleResolution": "bundler"}
    options |= {"types": [], "paths": {"*": [f"{packages}/*"]}}
    config = {"compilerOptions": options, "files": [f"{name}.ts" for name in programs]}
    (scratch / "tsconfig.json").write_text(json.dumps(config), encoding="utf-8")
    command = [program("node"), str(packages / "typescript/bin/tsc"), "--pretty", "false"]
    done = subprocess.run(command, cwd=scratch, capture_output=True, text=True, check=False)
    assert bool(done.stdout) == bool(done.returncode), done.stderr
    return re.split(r"\n(?=\S)", done.stdout)


def test_vocabulary_is_schema_orgs(packages: Path, site: Site, tmp_path: Path) -> None:
    """Every type, property and kind of value of every page is schema.org's."""
    told = [one for page in site.pages.values() for one in page.structured]

    assert len(told) > len(site.listed)
    assert vocabulary_faults(packages, tmp_path, {"told": typed(told)}) == [""]


#: Faults by their name: a text of a program, what spoils it, and a word of what is said.
FAULTS = {
    "property": ('"median"', '"average"', "'\"average\"' does not exist"),
    "type": ('"Country"', '"Kountry"', "Kountry"),
    "range": ('"CategoryCodeSet"', '"Person"', "Person"),
    "domain": ('"termCode"', '"percentile10"', "percentile10"),
    "text": ('"median": ', '"median": "about " + ', "median"),
    "other": ('"hasDefinedTerm"', '"itemOffered"', "itemOffered"),
}


def test_the_vocabulary_sees_faults(packages: Path, site: Site, tmp_path: Path) -> None:
    """A property, type or value that schema.org does not know there is named."""
    pages = (site.pages["/roles/backend-developer/"], site.pages["/glossary/"])
    whole = typed([one for page in pages for one in page.structured])
    spoiled = {name: whole.replace(old, new, 1) for name, (old, new, _) in FAULTS.items()}
    faults = vocabulary_faults(packages, tmp_path, {"whole": whole, **spoiled})
    named = {
        name
        for name, (*_, says) in FAULTS.items()
        if any(fault.startswith(f"{name}.ts(") and says in fault for fault in faults)
    }

    assert named == set(FAULTS)
    assert not [fault for fault in faults if fault.startswith("whole.ts(")]


def test_addresses_answer(site: Site) -> None:
    """Every address of ours is absolute, and leads to a page and an anchor that exist."""
    dead = []
    for page in site.pages.values():
        for record in records(page.structured):
            for key in ("url", "item", "mainEntityOfPage"):
                if key in record and not answers(site, str(record[key])):
                    dead.append(f"{page.address}: {key} {record[key]}")

    assert not dead, listed(dead)


def answers(site: Site, url: str) -> bool:
    """Whether an address is a page of the site with its anchor, or of another site."""
    if not url.startswith(site.url):
        return url.startswith(("https://", "http://data.europa.eu/"))
    path, anchor = urlsplit(url).path, urlsplit(url).fragment
    return path in site.pages and (not anchor or anchor in site.pages[path].ids)


def test_way_to_a_page_is_the_one_of_the_navigation(site: Site) -> None:
    """Steps are counted from the front door, each a page, and the last is the page itself."""
    for page in site.listed:
        if page.address == "/":
            continue
        steps = one_of(page, "BreadcrumbList")["itemListElement"]
        items = [step["item"] for step in steps]

        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert (items[0], items[-1]) == (site.url, site.url + page.address[1:])
        assert len(set(items)) == len(items) >= 2


def test_way_to_a_role_page_has_its_sections(site: Site) -> None:
    """Start, roles, the role, the page: by the names that the navigation shows."""
    steps = one_of(site.pages["/roles/senior-backend-developer/pay/"], "BreadcrumbList")
    names = [step["name"] for step in steps["itemListElement"]]

    assert names == ["Backend Hiring Handbook", "Roles", "Senior backend developer", "Pay"]


def test_pay_is_what_the_pay_page_shows(site: Site, handbook: Handbook) -> None:
    """The same series, figures, source and day as in the table, for every role."""
    for role in handbook.roles:
        told = one_of(site.pages[f"/roles/{role}/"], "Occupation")
        table = found(site.pages[f"/roles/{role}/pay/"].article.select_one("table.pay"))
        shown = [row for row in table.select("tbody tr") if not row.select(".expired")]
        rows = {str(row["id"]): row for row in shown}
        pay = {urlsplit(one["url"]).fragment: one for one in told.get("estimatedSalary", [])}

        assert list(pay) == list(rows)
        for id, one in pay.items():
            assert_row(rows[id], one)


def assert_row(row: Tag, pay: dict[str, Any]) -> None:
    """Compare a row of the table with what machines are told of it."""
    cells = [folded(without_link(cell)) for cell in row.select("td")]
    amounts = [pay.get(name) for name in _COLUMNS]
    basis, head = cells[-1], folded(found(row.th).get_text())

    assert cells[:-1] == ["-" if amount is None else f"${amount:,}" for amount in amounts]
    assert head.startswith(pay["name"])
    assert basis.startswith(f"{pay['currency']} a year")
    assert pay["duration"] == "P1Y"
    assert pay["subjectOf"]["publisher"]["name"] in basis
    assert f" {spoken(pay['subjectOf']['temporalCoverage'])}" in basis
    population = folded(found(row.select_one("th small")).get_text())
    assert pay["description"].startswith(population)
    assert basis.endswith(pay["description"].removeprefix(population).strip())


def without_link(cell: Tag) -> str:
    """What a cell says, without the link to the line of its data."""
    texts = cell.find_all(string=True)
    return "".join(text for text in texts if text.find_parent(class_="data-link") is None)


def spoken(iso: str) -> str:
    """A date of a year, a month or a day as pages print it, from its digits alone."""
    year, *rest = iso.split("-")
    months = "January February March April May June July August September October November December"
    month = [months.split()[int(number) - 1] for number in rest[:1]]
    return " ".join((*month, *(f"{int(day)}," for day in rest[1:]), year))


def test_answers_are_what_the_faq_page_shows(site: Site, handbook: Handbook) -> None:
    """Every question and every paragraph of its answer, word for word, and no other."""
    for role in handbook.roles:
        page = site.pages[f"/roles/{role}/faq/"]
        told = {
            urlsplit(one["url"]).fragment: (one["name"], one["acceptedAnswer"]["text"])
            for one in one_of(page, "FAQPage")["mainEntity"]
        }
        shown = {}
        for heading in page.article.select("h2[id]"):
            block = found(heading.find_next_sibling("div", class_="faq"))
            answer = block.select("p:not(.note, .see, .data-link)")
            paragraphs = [p for p in answer if not p.select(".expired")]
            texts = "\n\n".join(folded(p.get_text()) for p in paragraphs)
            shown[str(heading["id"])] = (title_of(heading), texts)

        assert told == shown


def title_of(heading: Tag) -> str:
    """The words of a heading without its copy-link control."""
    texts = heading.find_all(string=True)
    return folded("".join(t for t in texts if t.find_parent(class_="headerlink") is None))


def test_terms_are_what_the_pages_show(site: Site, handbook: Handbook) -> None:
    """Each defined term of glossary and toolbox reads as beside its anchor on the page."""
    wrong, count = [], 0
    for page in site.pages.values():
        for told in page.structured:
            for term in told.get("hasDefinedTerm", ()):
                heading = found(page.article.find(id=term["termCode"]))
                text = folded(found(heading.find_next("p")).get_text())
                name = title_of(heading)
                count += 1
                if (name, text) != (term["name"], term.get("description", text)):
                    wrong.append(f"{page.address}#{term['termCode']}: {name}: {text}")

    assert not wrong, listed(wrong)
    assert count == len(handbook.terms) + len(handbook.tools)


def test_a_role_is_what_its_pages_say(site: Site, handbook: Handbook) -> None:
    """Lines, skills with their levels and codes are those that the role's pages print."""
    for role in handbook.roles:
        overview = site.pages[f"/roles/{role}/"]
        told = one_of(overview, "Occupation")
        duties = site.pages[f"/roles/{role}/responsibilities/"].article
        lines = {folded(p.get_text()).removesuffix("#").strip() for p in duties.select("p.line")}
        matrix = overview.article.select(".matrix tbody tr")
        profile = {
            (folded(found(row.th).get_text()), folded(row.select("td")[-1].get_text()))
            for row in matrix
        }
        text = folded(overview.article.get_text())

        assert {*told["responsibilities"], *told["qualifications"]} <= lines
        assert {(skill["name"], skill["description"]) for skill in told["skills"]} == profile
        assert told["description"] in text
        for code in told["occupationalCategory"]:
            assert code["codeValue"] in text
            assert code["inCodeSet"]["name"] in text
