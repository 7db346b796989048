"""Links: those in a text, as a Markdown parser finds them, and where one may lead.

Data is also read by programs that have a Markdown parser of their own. So a text is judged as
inline text and as blocks, with entities and escapes undone, and nothing is passed over because
our own pages would not show it.
"""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.token import Token

#: A page (`/skills/sql/`), a part of one (`/skills/sql/#learn`), or a file (`/api/v1/roles.json`).
#: No segment begins with a dot, so that an address never leaves the site's folder.
ADDRESS = re.compile(
    r"/(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*"
    r"(?:[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)+|#[a-z][a-z0-9]*(?:-{1,2}[a-z0-9]+)*)?"
)
_ANCHOR = re.compile(r"#[A-Za-z0-9_-]+")
_MAIL = re.compile(r"mailto:[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
_SCHEME = re.compile(r"https?://")
#: What no address holds as it stands (RFC 3986, appendix A), and quotes.
_ENCODED = re.compile(r"[^!-~]|[\"'<>\\^`{|}]")
#: A name with a dot in it, the last part beginning with a letter: no number, no port.
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]", re.IGNORECASE)
_AUTHORITY = re.compile(r"//([^/?#]*)")

_MARKDOWN = MarkdownIt("commonmark")
_MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]
_MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]


def links_in(text: str) -> list[str]:
    """Where the links of a text lead, in order; of a definition (`[a]: target`), its target."""
    return _found(text)[0]


def pictures_in(text: str) -> list[str]:
    """Where the pictures of a text are fetched from."""
    return _found(text)[1]


@cache
def _found(text: str) -> tuple[list[str], list[str]]:
    if "[" not in text and "<" not in text:
        return [], []
    env: dict[str, dict[str, dict[str, str]]] = {}
    blocks = _MARKDOWN.parse(text, env)
    tokens = [*_MARKDOWN.parseInline(" ".join(text.split())), *blocks]
    flat = [token for one in tokens for token in _inside(one)]
    links = [str(token.attrs["href"]) for token in flat if token.type == "link_open"]
    links += [definition["href"] for definition in env.get("references", {}).values()]
    pictures = [str(token.attrs["src"]) for token in flat if token.type == "image"]
    return list(dict.fromkeys(links)), list(dict.fromkeys(pictures))


def _inside(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children or ():
        yield from _inside(child)


def safe_link(target: str) -> str:
    """Where a link in a text leads; raises ValueError where it could run or mislead."""
    if target.startswith("https://"):
        return web_address(target)
    if target.startswith("mailto:") and not _MAIL.fullmatch(target):
        raise ValueError(f'a mailto: link holds one address and nothing else: found "{target}"')
    if not any(form.fullmatch(target) for form in (ADDRESS, _ANCHOR, _MAIL)):
        raise ValueError(f'a link starts with https://, mailto:, / or #: found "{target}"')
    return target


def web_address(text: str) -> str:
    """The address of something on another site; raises ValueError with what is wrong with it."""
    if not _SCHEME.match(text):
        raise ValueError(f'a full web address (https://…) is expected: found "{text}"')
    if odd := _ENCODED.search(text):
        code = quote(odd.group())
        raise ValueError(f'in an address, "{odd.group()}" is written {code}: found "{text}"')
    authority = _AUTHORITY.findall(text)[0]
    if "@" in authority:
        raise ValueError(f'an address holds no name or password before an @: found "{text}"')
    if not _HOST.fullmatch(authority):
        raise ValueError(f'an address has a host such as www.example.org: found "{authority}"')
    return text
