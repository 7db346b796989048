"""The same pages for other engines: plain MkDocs and Hugo, from a site that ours has built.

Each page is Markdown that says what the built one says, so the others have less to do than ours:
the data is read and only the summaries of roles are shown, nothing is checked or exported.
"""

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import yaml

from macros.core.handbook import Handbook

_ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)
_CALLS = re.compile(r"\{(?=[{%])")
_PLAIN_MACRO = """def define_env(env):
    @env.macro
    def summary(role):
        return env.variables.get(f"roles/{role}", {}).get("summary", "")
"""
_MACROS = {"j2_comment_start_string": "{##", "j2_comment_end_string": "##}"}
_BLOCKS = {"p": "", "dt": "", "dd": "", "div": "", "blockquote": "> "}
_MARKS = {"tr": "\n|", "br": " "}
_AROUND = {"strong": "**", "em": "*", "code": "`"}
_SKIPPED = {"script", "style", "svg", "form"}


class _Markdown(HTMLParser):
    """Writes an article as Markdown: headings with ids, lists, tables, code."""

    def __init__(self, article: str) -> None:
        super().__init__()
        self.text = ""
        self._lists = self._cells = self._skipped = 0
        self._id = ""
        self._links: list[str] = []
        self._pre = self._begun = False
        self.feed(article)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, a mark, or something that is left out."""
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in ("ul", "ol"):
            self.text += "" if self._lists else "\n"
            self._lists += 1
        elif tag == "li":
            self.text += f"\n{'    ' * (self._lists - 1)}-   "
            self._begun = True
        elif tag == "pre":
            self._pre = True
            self.text += "\n\n```\n"
        elif tag == "a":
            self._link(dict(attrs))
        elif re.fullmatch("h[1-6]", tag):
            self._id = dict(attrs).get("id") or ""
            self.text += f"\n\n{'#' * int(tag[1])} "
        elif tag == "thead":
            self.text, self._cells = f"{self.text}\n", 0
        elif not self._pre:
            self._cells += tag == "th"
            if tag in _BLOCKS and not self._begun:
                self.text += f"\n\n{'    ' * self._lists}{_BLOCKS[tag]}"
            self.text += _MARKS.get(tag, "") + _AROUND.get(tag, "")

    def _link(self, attrs: dict[str, str | None]) -> None:
        """Begin a link; one to a page names its file, and those of headings come by themselves."""
        page, mark, anchor = (attrs.get("href") or "").partition("#")
        own = "headerlink" in (attrs.get("class") or "")
        file = f"{page}index.md" if page.endswith("/") and ":" not in page else page
        self._links.append("" if own else f"]({file}{mark}{anchor})")
        self.text += "" if own else "["

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag in _SKIPPED:
            self._skipped -= 1
        elif tag in ("ul", "ol"):
            self._lists -= 1
            self.text += "" if self._lists else "\n\n"
        elif tag == "pre":
            self._pre = False
            self.text = f"{self.text.rstrip()}\n```\n"
        elif tag == "a":
            self.text += self._links.pop()
        elif re.fullmatch("h[1-6]", tag):
            self.text += f" {{#{self._id}}}\n\n" if self._id else "\n\n"
        elif tag in ("td", "th"):
            self.text += " |"
        elif tag == "thead":
            self.text += f"\n|{' --- |' * self._cells}"
        elif not self._pre:
            self.text += _AROUND.get(tag, "")

    def handle_data(self, data: str) -> None:
        """Add words, on one line unless they are code."""
        if not self._skipped and data != "#":
            line = re.sub(r"\s+", " ", data)
            blank = self.text[-1:].isspace()
            self.text += data if self._pre else line.lstrip() if blank else line
            self._begun = self._begun and not data.strip()


def pages_of(site: Path) -> Iterator[tuple[str, str]]:
    """Every page of a built site as Markdown, by its path below docs/."""
    for file in sorted(site.rglob("index.html")):
        if found := _ARTICLE.search(file.read_text(encoding="utf-8")):
            path = file.relative_to(site).with_suffix(".md").as_posix()
            yield path, _Markdown(found[0]).text.strip() + "\n"


def write_plain(site: Path, root: Path) -> None:
    """A repository for MkDocs with the stock theme and the macros plugin, without a hook.

    The plugin reads the data; every page calls a macro, and is listed in the navigation.
    """
    pages = dict(pages_of(site))
    for path, text in pages.items():
        shown = f'{{{{ summary("{Path(path).parent.name}") }}}}\n'
        _write(root / "docs" / path, f"{_CALLS.sub('{ ', text)}\n{shown}")
    _write(root / "main.py", _PLAIN_MACRO)
    shutil.copytree(site.parent / "data", root / "data", ignore=shutil.ignore_patterns(".*"))
    files = [
        {f"{file.parent.name}/{file.stem}": file.relative_to(root).as_posix()}
        for file in sorted(root.glob("data/*/*.yaml"))
    ]
    extensions = ["attr_list", "md_in_html", "tables", "admonition", {"toc": {"permalink": True}}]
    config = {
        "site_name": "Plain",
        "site_url": "http://127.0.0.1:8000/",
        "theme": {"name": "material", "font": False, "features": ["navigation.tabs"]},
        "plugins": ["search", {"macros": {**_MACROS, "include_yaml": files}}],
        "markdown_extensions": extensions,
        "nav": _nav(sorted(pages)),
    }
    _write(root / "mkdocs.yml", yaml.safe_dump(config, sort_keys=False))


def _nav(paths: list[str]) -> list[object]:
    """Each part of the site as a section, and each role as one in it."""
    sections: dict[str, list[object]] = {}
    for path in paths:
        sections.setdefault(path.split("/")[0], []).append(path)
    return [{name.removesuffix(".md"): below} for name, below in sections.items()]


def write_hugo(site: Path, book: Handbook, root: Path) -> None:
    """A Hugo site with a theme of its own: navigation, contents, search index, data of roles."""
    for path, text in pages_of(site):
        address = f"/{path.removesuffix('index.md')}"
        front = {"title": address, "url": address, "role": address.split("/")[-2]}
        name = address.strip("/").replace("/", "--") or "_index"
        _write(root / "content" / f"{name}.md", f"{json.dumps(front)}\n\n{text}")
    for role in book.roles:
        target = root / "data" / "roles" / f"{role}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(site.parent / "data" / "roles" / f"{role}.yaml", target)
    for name, text in _HUGO.items():
        _write(root / name, text)


_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><nav><ul>
{{ range first 200 .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul></nav>
<main>{{ with .Params.role }}{{ with index hugo.Data.roles . }}<p>{{ .summary }}</p>
{{ end }}{{ end }}
{{ .TableOfContents }}{{ .Content }}</main></body></html>
"""
_HUGO = {
    "hugo.json": json.dumps(
        {
            "baseURL": "http://127.0.0.1:8000/",
            "title": "Hugo",
            "disableKinds": ["taxonomy", "term", "rss"],
            "outputs": {"home": ["HTML", "JSON"]},
        }
    ),
    "layouts/_default/single.html": _PAGE,
    "layouts/_default/list.html": _PAGE,
    "layouts/index.json": """[{{ range $i, $p := .Site.RegularPages }}{{ if $i }},{{ end }}
{{ dict "location" $p.RelPermalink "title" $p.Title "text" $p.Plain | jsonify }}{{ end }}]
""",
}


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
