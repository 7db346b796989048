"""Readers of search strings, one for each grammar: they refuse what no engine takes."""

import re

from macros.tell.search_strings import (
    OPERATORS,
)

#: What GitHub documents for people and for projects, and this project uses.
QUALIFIERS = {
    "users": {"type", "language", "followers", "repos", "location"},
    "repositories": {"topic", "language", "stars", "pushed", "in"},
}
_TOKEN = re.compile(r'"[^"]*"|[()]|[^\s()"]+')


class Boolean:
    """A reader of the keyword grammar: it raises ValueError for whatever no engine would take.

    query := group (AND group)* [NOT group]; group := term | '(' term (OR term)* ')'; a list of
    OR terms may stand without parentheses when it is the whole query.
    """

    def __init__(self, text: str) -> None:
        if text.count('"') % 2:
            raise ValueError("a quotation mark is not closed")
        self.tokens = _TOKEN.findall(text)
        self.terms: list[str] = []
        self.excluded: list[str] = []

    def read(self) -> "Boolean":
        """Read the whole text."""
        self.terms += self._group()
        while self._take("AND"):
            self.terms += self._group()
        if self._take("NOT"):
            self.excluded += self._group()
        if self.tokens:
            raise ValueError(f"left over: {self.tokens}")
        return self

    def _take(self, token: str) -> bool:
        if self.tokens[:1] == [token]:
            self.tokens.pop(0)
            return True
        return False

    def _group(self) -> list[str]:
        if not self._take("("):
            return [self._term()]
        found = [self._term()]
        while self._take("OR"):
            found.append(self._term())
        if not self._take(")"):
            raise ValueError("a parenthesis is not closed")
        return found

    def _term(self) -> str:
        token = self.tokens.pop(0) if self.tokens else ""
        if token.startswith('"') and len(token) > 2:
            return token.strip('"')
        if not re.fullmatch(r"[A-Za-z0-9]+", token) or token.upper() in OPERATORS:
            raise ValueError(f"no term: {token!r}")
        return token


def read_web(text: str) -> tuple[list[str], list[str]]:
    """The terms and the excluded title words of a web string; a space between groups is AND."""
    site, _, rest = text.partition(" ")
    if site != "site:linkedin.com/in" or text.count('"') % 2:
        raise ValueError("no site, or a quotation mark is not closed")
    drop = re.compile(r' -intitle:("[^"]+"|[a-z0-9]+)(?= |$)')
    excluded = [word.strip('"') for word in drop.findall(rest)]
    depth, before, spoken = 0, "", []
    for token in _TOKEN.findall(drop.sub("", rest)):
        if depth == 0 and before and token not in (")", "OR") and before not in ("(", "OR"):
            spoken.append("AND")
        depth += {"(": 1, ")": -1}.get(token, 0)
        spoken.append(token)
        before = token
    return Boolean(" ".join(spoken)).read().terms, excluded


def read_qualifiers(text: str) -> dict[str, str]:
    """The qualifiers of a GitHub string; a word without one has the empty key."""
    parts = re.findall(r'(?:([a-z]+):)?("[^"]*"|\S+)', text)
    if len({name for name, _ in parts}) != len(parts):
        raise ValueError("a qualifier stands twice")
    return dict(parts)
