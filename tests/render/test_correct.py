"""Correct it here: the line of every block in the repository, and a form that knows the block."""

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from macros.core.handbook import Handbook
from macros.core.problems import Position
from macros.core.repository import repository_of
from macros.render.correct import FORMS
from macros.render.page_end import page_end
from macros.render.registry import bound
from macros.render.view import View
from tests.markup import Markup
from tests.support import BOOKS, DUMMY, GITHUB, REPOSITORY, ROOT, TODAY, every_call

PLACE = Position("data/tools/storage.yaml", 14)
TEMPLATES = ROOT / ".github" / "ISSUE_TEMPLATE"
#: Data that no page shows entry by entry: choices, words to look for, the job description's frame.
NOT_SHOWN = re.compile(r"data/(vocabularies|phrases|posting|lint-reading|finding|redirects)\.yaml")


@pytest.mark.parametrize(
    ("url", "edit_uri", "line", "issue"),
    [
        pytest.param(
            "https://github.com/a/b",
            "edit/main/docs/",
            "https://github.com/a/b/blob/main/data/tools/storage.yaml#L14",
            "https://github.com/a/b/issues/new"
            "?template=wrong-fact.yml&title=C%23+%26+co&page=/tools/&file=x:1",
            id="GitHub",
        ),
        pytest.param(
            "https://gitlab.example.org/a/b/c/",
            "-/edit/release/1/docs",
            "https://gitlab.example.org/a/b/c/-/blob/release/1/data/tools/storage.yaml#L14",
            "https://gitlab.example.org/a/b/c/-/issues/new?issue%5Btitle%5D=C%23+%26+co"
            "&issue%5Bdescription%5D=page:+/tools/%0Afile:+x:1%0A",
            id="GitLab, a branch with a slash",
        ),
        pytest.param(
            "https://codeberg.org/a/b",
            "_edit/trunk/docs/",
            "https://codeberg.org/a/b/src/branch/trunk/data/tools/storage.yaml#L14",
            "https://codeberg.org/a/b/issues/new?title=C%23+%26+co"
            "&body=page:+/tools/%0Afile:+x:1%0A",
            id="Forgejo",
        ),
        pytest.param(
            "https://gitea.example.org/a/b",
            "",
            "https://gitea.example.org/a/b/src/branch/main/data/tools/storage.yaml#L14",
            "https://gitea.example.org/a/b/issues/new?title=C%23+%26+co"
            "&body=page:+/tools/%0Afile:+x:1%0A",
            id="Gitea, no branch said",
        ),
        pytest.param(
            "https://bitbucket.org/a/b",
            "src/main/docs/",
            "https://bitbucket.org/a/b/src/main/data/tools/storage.yaml#lines-14",
            "",
            id="Bitbucket, which has no issues",
        ),
        pytest.param("https://git.example.org/a/b", "edit/main/docs/", "", "", id="unknown host"),
        pytest.param("", "", "", "", id="no repository"),
    ],
)
def test_addresses_are_spelled_as_the_host_spells_them(
    url: str, edit_uri: str, line: str, issue: str
) -> None:
    """A line and a filled-in issue have the address that the host of the repository answers."""
    repository = repository_of({"repo_url": url, "edit_uri": edit_uri})

    assert repository.line(PLACE) == line
    assert repository.new_issue("wrong-fact", "C# & co", page="/tools/", file="x:1") == issue


def test_host_of_ones_own_says_its_kind() -> None:
    """A host whose name gives nothing away is named by `extra.repository_host`."""
    config = {"repo_url": "https://git.example.org/a/b", "extra": {"repository_host": "Forgejo"}}

    assert repository_of(config).line(PLACE) == (
        "https://git.example.org/a/b/src/branch/main/data/tools/storage.yaml#L14"
    )


def test_odd_characters_survive_the_way_into_a_form() -> None:
    """Whatever a title, a path or a branch holds arrives as it was."""
    odd = "50% \"a\" & 'b' = <c>?\nd#é"
    branch = repository_of({"repo_url": REPOSITORY, "edit_uri": "edit/fix#1 a/docs/"})
    query = parse_qs(urlsplit(branch.new_issue("wrong-fact", odd, file=odd)).query)

    assert query == {"template": ["wrong-fact.yml"], "title": [odd], "file": [odd]}
    assert branch.line(Position("data/a b.yaml")).endswith("/blob/fix%231%20a/data/a%20b.yaml#L1")


@cache
def links(book: str) -> set[str]:
    """Every link of every macro of a handbook."""
    handbook = BOOKS[book]()
    view = View(handbook, TODAY, repository=GITHUB)
    return {link for call in every_call(book) for link in Markup(call.render(view)).links}


def written(root: Path) -> Iterator[Position]:
    """Where PyYAML finds each part of the data that has an id, and each tool of a role."""
    for file in sorted((root / "data").rglob("*.yaml")):
        name = file.relative_to(root).as_posix()
        nodes = [yaml.compose(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)]
        while nodes and not NOT_SHOWN.fullmatch(name):
            node = nodes.pop()
            if isinstance(node, yaml.MappingNode):
                keys = {key.value for key, _ in node.value}
                if "id" in keys or ("/roles/" in name and "tool" in keys):
                    yield Position(name, node.start_mark.line + 1)
                nodes += [value for _, value in node.value]
            elif isinstance(node, yaml.SequenceNode):
                nodes += node.value


@pytest.mark.parametrize(("book", "root"), [("dummy", DUMMY), ("real", ROOT)])
def test_every_part_with_an_id_links_to_its_line(book: str, root: Path) -> None:
    """Tools, terms, questions, stages, role lines, series: each block knows where it is written."""
    places = list(written(root))
    unlinked = [place for place in places if GITHUB.line(place) not in links(book)]

    assert len(places) > 30
    assert unlinked == []


@pytest.mark.parametrize(("book", "root"), [("dummy", DUMMY), ("real", ROOT)])
def test_every_file_of_an_entity_is_linked(book: str, root: Path) -> None:
    """Each file of data/ that pages show is reached from a block, the code of samples included."""
    files = {file.relative_to(root).as_posix() for file in (root / "data").rglob("*.yaml")}
    lines = (link for link in links(book) if link.startswith(f"{REPOSITORY}/blob/main/"))
    reached = {urlsplit(link).path.partition("/blob/main/")[2] for link in lines}

    assert {file for file in files if not NOT_SHOWN.fullmatch(file)} - reached == set()
    assert [path for path in reached if not (root / path).is_file()] == []


def test_inherited_line_leads_to_the_role_that_states_it(dummy: Handbook) -> None:
    """A line that a role inherits is corrected in the file it comes from."""
    tools = dummy.resolved["senior-clerk"].tools
    inherited = next(line for line in tools if line.status == "inherited")
    place = dummy.place_of_line("tools", inherited)
    text = (DUMMY / place.path).read_text(encoding="utf-8").splitlines()[place.line - 1]
    view = View(dummy, TODAY, repository=GITHUB)

    assert place.path == "data/roles/clerk.yaml"
    assert f"tool: {inherited.item.id}" in text
    assert GITHUB.line(place) in bound(view)["role_tools"]("senior-clerk")


def test_form_of_a_page_has_marks_for_what_and_where(dummy: Handbook) -> None:
    """The menu of a part fills in the marks, in fields that the form has."""
    front = {"reviewed": "2026-11-20"}
    view = View(dummy, TODAY, lambda: "tools/post/", repository=GITHUB, front=lambda: front)
    address = page_end(view).partition('data-form="')[2].partition('"')[0]
    query = parse_qs(urlsplit(unescape(address)).query)
    form = yaml.safe_load((TEMPLATES / query.pop("template")[0]).read_text(encoding="utf-8"))

    assert query == {
        "title": ["Correct: __title__"],
        "page": ["/tools/post/"],
        "file": ["__file__"],
    }
    assert query.keys() - {"title"} <= {field["id"] for field in form["body"]}


def test_block_without_a_repository_says_where(dummy: Handbook) -> None:
    """Without a repository the file and line are told."""
    tool = dummy.tools_of("post")[0]
    html = Markup(bound(View(dummy, TODAY))["tool_category"]("post"))

    assert f"tools/post.yaml, line {dummy.place('tool', tool.id).line}" in html.text


def test_issue_forms_are_those_of_the_repository(dummy: Handbook) -> None:
    """The page offers every form there is, by its name; each field has its sentence."""
    forms = {file.stem: yaml.safe_load(file.read_text()) for file in TEMPLATES.glob("*.yml")}
    del forms["config"]

    assert {stem: form["name"] for stem, form in forms.items()} == FORMS
    fields = [field["attributes"] for form in forms.values() for field in form["body"]]
    assert [field for field in fields if not field["description"].endswith((".", ".)"))] == []
    assert len(Markup(bound(View(dummy, TODAY, repository=GITHUB))["issue_forms"]()).links) == len(
        FORMS
    )


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "The repository is not configured for this copy"),
        ("https://git.example.org/a", "This copy cannot fill in forms"),
    ],
)
def test_page_says_whom_to_tell_when_no_form_opens(dummy: Handbook, url: str, says: str) -> None:
    """A copy without forms names another way, and leads nowhere else."""
    view = View(dummy, TODAY, repository=repository_of({"repo_url": url}))
    html = Markup(bound(view)["issue_forms"]())

    assert says in html.text
    assert html.links == ([url] if url else [])
