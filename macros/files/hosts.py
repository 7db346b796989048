"""What hosts of files are told about a built site, in two files at its root.

Netlify and Cloudflare Pages read `_headers`; `deploy/nginx.conf` includes `_nginx`. Both are
made here, from one table of headers and one of types. They are made after the pages, whose scripts
the policy names by hash, and hold for the path of `site_url` as `_redirects` does.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from macros.address.patterns import address_of
from macros.files.policy import write_policies

#: Sent with every file. HACKING.md says of each why.
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Access-Control-Allow-Origin": "*",
}
_POLICY, _SECURE = "Content-Security-Policy", "Strict-Transport-Security"
#: A year in seconds, for this name alone: others of the same domain are not ours to promise for.
_YEAR = "max-age=31536000"
_OWN_FRAMES = "; frame-ancestors 'self'"
#: Other sites frame what is here.
_EMBED = address_of("embed")
_ASSETS = "assets"
_KEPT, _ASKED_AGAIN = f"public, {_YEAR}, immutable", "public, max-age=0, must-revalidate"
#: The name of a file that has another one when its content changes.
HASHED = r"\.[0-9a-f]{8,}\.[a-z.]+$"

#: The type of every kind of file that a site holds, by the end of its name (IANA, media types).
TYPES = {
    "css": "text/css",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gz": "application/gzip",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "md": "text/markdown",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
    "xml": "application/xml",
    "yaml": "application/yaml",
    "zip": "application/zip",
}
_FEED, _FEED_TYPE = "feed.xml", "application/atom+xml"
#: Those that a host of files may not know; `*` of its rules also stands for slashes.
_RARE = {
    **{f"*.{end}": f"{TYPES[end]}; charset=utf-8" for end in ("csv", "md")},
    **{f"*.{end}": TYPES[end] for end in ("webmanifest", "yaml")},
    f"*{_FEED}": _FEED_TYPE,
}


def is_text(kind: str) -> bool:
    """Whether a type is of text, which gets much smaller."""
    return kind.startswith("text/") or kind.endswith(("json", "xml", "yaml"))


def write_for_hosts(site: Path, site_url: str) -> None:
    """Write the policies of a whole site's pages, and what hosts are told about the site."""
    policy = write_policies(site)
    below = urlsplit(site_url).path.rstrip("/")
    moves = (site / "_redirects").read_text(encoding="utf-8").splitlines()
    files = {
        "_headers": _rules(_headers(site, policy, below)),
        "_nginx": _nginx(policy, below, [line.split() for line in moves if line[0] == "/"]),
    }
    for name, lines in files.items():
        (site / name).write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")


def _headers(site: Path, policy: str, below: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Rules for paths. No path gets a header twice: some hosts join the two, others take one.

    Cloudflare Pages takes 100 rules and 2,000 letters a line, so they go by folder. A file of
    assets/ whose name has no hash is asked for again by the default of both hosts.
    """
    framed, again = {_POLICY: policy + _OWN_FRAMES}, {"Cache-Control": _ASKED_AGAIN}
    yield f"{below}/*", _ALWAYS | ({} if below else {_SECURE: _YEAR})
    yield f"{below}/", framed | again
    for path in sorted(site.iterdir()):
        if path.suffix == ".html":
            yield f"{below}/{path.name}", framed | again
        elif path.is_dir() and not path.name.startswith("."):
            shown = {_POLICY: policy} if f"/{path.name}/" == _EMBED else framed
            yield f"{below}/{path.name}/*", shown | ({} if path.name == _ASSETS else again)
    for path in sorted((site / _ASSETS).rglob("*")):
        if re.search(HASHED, path.name):
            yield f"{below}/{path.relative_to(site).as_posix()}", {"Cache-Control": _KEPT}
    for name, kind in _RARE.items():
        yield f"{below}/{name}", {"Content-Type": kind}


def _rules(rules: Iterator[tuple[str, Mapping[str, str]]]) -> Iterator[str]:
    for pattern, headers in rules:
        yield pattern
        yield from (f"  {name}: {value}" for name, value in headers.items())


def _nginx(policy: str, below: str, moves: list[list[str]]) -> Iterator[str]:
    """Directives for a server block. A header with an empty value is not sent."""
    kinds = sorted({*TYPES.values(), _FEED_TYPE} - {TYPES["html"]})  # HTML is in every list
    texts = [kind for kind in kinds if is_text(kind)]
    plain = [kind for kind in texts if kind.startswith("text/")]  # the others say it themselves
    folder = re.escape(below)
    yield "# Made with the site, and included by deploy/nginx.conf. Reload nginx when it changes."
    yield f"types {{ {' '.join(f'{kind} {end};' for end, kind in TYPES.items())} }}"
    yield f'location ~ "/{re.escape(_FEED)}$" {{ types {{ }} default_type {_FEED_TYPE}; }}'
    yield f"charset utf-8; charset_types {' '.join(plain)};"
    yield f"gzip_types {' '.join(texts)};"
    yield f"error_page 404 {below}/404.html; error_page 403 =404 {below}/404.html;"
    yield from _choice("kept", _ASKED_AGAIN, "$uri", f"^{folder}/{_ASSETS}/.*{HASHED}", _KEPT)
    yield from _choice("frames", _OWN_FRAMES, "$uri", f"^{folder}{_EMBED}", "")
    yield 'set $handbook_asked "$scheme $http_x_forwarded_proto";'
    yield from _choice("secure", "", "$handbook_asked", "https", _YEAR)
    yield "add_header Cache-Control $handbook_kept;"
    always = {**_ALWAYS, _POLICY: f"{policy}$handbook_frames"}
    always |= {} if below else {_SECURE: "$handbook_secure"}
    yield from (f'add_header {name} "{value}" always;' for name, value in always.items())
    for old, new, status in moves:
        page, mark, anchor = new.partition("#")
        target = f"{page}$is_args$args{mark}{anchor}"
        yield f'location = "{old}" {{ return {status} "{target}"; }}'


def _choice(name: str, usual: str, subject: str, pattern: str, special: str) -> Iterator[str]:
    yield f'set $handbook_{name} "{usual}";'
    yield f'if ({subject} ~ "{pattern}") {{ set $handbook_{name} "{special}"; }}'
