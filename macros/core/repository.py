"""The source repository as readers reach it: the line of a fact, and a form to say it is wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from macros.core.problems import Position


@dataclass(frozen=True, slots=True)
class Host:
    """How one kind of host spells addresses below a repository's own.

    `line` is the address of a line, with holes for branch, path and line. `title` and `body`
    name what a new issue is filled in with; without `body` the issue forms of
    .github/ISSUE_TEMPLATE take each field by its id, without `title` there are no issues.
    `people` is the page of those who contributed.
    """

    line: str
    new_issue: str = "issues/new"
    title: str = "title"
    body: str = "body"
    people: str = ""


#: Gitea's addresses are also Forgejo's. Bitbucket Cloud closes its issues, so none are asked for.
HOSTS = {
    "github": Host("blob/{branch}/{path}#L{line}", body="", people="graphs/contributors"),
    "gitlab": Host(
        "-/blob/{branch}/{path}#L{line}",
        "-/issues/new",
        "issue[title]",
        "issue[description]",
        people="-/graphs/{branch}",
    ),
    "gitea": Host("src/branch/{branch}/{path}#L{line}", people="activity/contributors"),
    "bitbucket": Host("src/{branch}/{path}#lines-{line}", title=""),
}
#: A part of a host's name that gives its kind away.
_NAMED = {kind: kind for kind in HOSTS} | {"codeberg": "gitea", "forgejo": "gitea"}
#: What `edit_uri` says before and after the branch, whichever host it is written for.
_EDIT_URI = re.compile(r"(?:-/)?(?:_?edit|blob|tree|src/branch|src)/(?P<branch>.+)/docs/?")


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository by its address, branch and kind of host.

    Without an address, or on a host of no known kind, every answer is empty.
    """

    url: str = ""
    branch: str = "main"
    host: Host | None = None

    def line(self, place: Position) -> str:
        """The address of a line of a file."""
        if self.host is None:
            return ""
        branch, path = quote(self.branch), quote(place.path)
        return f"{self.url}/{self.host.line.format(branch=branch, path=path, line=place.line)}"

    @property
    def people(self) -> str:
        """The address of the page that lists who contributed."""
        if self.host is None or not self.host.people:
            return ""
        return f"{self.url}/{self.host.people.format(branch=quote(self.branch))}"

    def new_issue(self, form: str, title: str, **fields: str) -> str:
        """The address of a new issue, filled in: `form` and its fields by id, or as text."""
        if self.host is None or not self.host.title:
            return ""
        known = {self.host.title: title}
        if not self.host.body:
            known = {"template": f"{form}.yml", **known, **fields}
        elif fields:
            known[self.host.body] = "".join(f"{key}: {text}\n" for key, text in fields.items())
        filled = urlencode(known, safe="/:")
        return f"{self.url}/{self.host.new_issue}?{filled}"


#: What a copy has for which no repository is configured.
UNKNOWN = Repository()


def repository_of(config: Mapping[str, Any]) -> Repository:
    """The repository of mkdocs.yml, from `repo_url`, `edit_uri` and `extra.repository_host`."""
    url = str(config.get("repo_url") or "").rstrip("/")
    name = (config.get("extra") or {}).get("repository_host") or urlsplit(url).hostname or ""
    kind = next((kind for mark, kind in _NAMED.items() if mark in name.casefold()), "")
    edited = _EDIT_URI.fullmatch(str(config.get("edit_uri") or "").strip("/"))
    return Repository(url, edited["branch"] if edited else "main", HOSTS.get(kind))
