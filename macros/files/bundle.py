"""Modules of JavaScript as one classic script, for pages that lie in a folder.

Browsers load no module from `file://`. Ours import by name from files beside them, so each
becomes a function that is called once, after those it imports from.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from posixpath import dirname, join, normpath

_IMPORT = re.compile(r'^import \{([\w$,\s]+)\} from "(\.{1,2}/[^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function|class|const|let)\*? ([\w$]+))", re.MULTILINE
)
#: A module that is loaded where a page needs it; in one script it is there already.
_LATER = re.compile(r'\bimport\("(\.{1,2}/[^"]+)"\)')
_OTHER = re.compile(r"^(?:im|ex)port\b.*|\bimport\(.*", re.MULTILINE)
_ADDRESS = "import.meta.url"


def bundled(entry: str, read: Callable[[str], str]) -> str:
    """The module at `entry` and all it imports, as one script for the place of `entry`.

    `read` gives the text of a path. Raises ValueError for an import or export of another form
    than `import { names } from "./x"`, `import("./x")` and `export` before a declaration.
    """
    paths: list[str] = []
    texts: dict[str, str] = {}
    _collect(entry, read, paths, texts)
    names = {path: f"module{number}" for number, path in enumerate(paths)}
    modules = (_function(path, texts[path], names, dirname(entry)) for path in paths)
    body = "\n".join(modules)
    return f'(() => {{\n"use strict";\nconst here = document.currentScript.src;\n{body}\n}})();\n'


def _collect(
    path: str, read: Callable[[str], str], paths: list[str], texts: dict[str, str]
) -> None:
    """Add the module and those it imports, which come before it."""
    if path in texts:
        return
    texts[path] = read(path)
    for imported in _imported(path, texts[path]):
        _collect(imported, read, paths, texts)
    paths.append(path)


def _imported(path: str, text: str) -> Iterator[str]:
    yield from (_beside(path, found[2]) for found in _IMPORT.finditer(text))
    yield from (_beside(path, found[1]) for found in _LATER.finditer(text))


def _beside(path: str, address: str) -> str:
    return normpath(join(dirname(path), address))


def _function(path: str, text: str, names: dict[str, str], home: str) -> str:
    """A module as `const moduleN = …`: what it exports, made by a function."""
    exported = ", ".join(_EXPORT.findall(text))
    body = _IMPORT.sub(partial(_taken, path, names), _EXPORT.sub("", text))
    body = _LATER.sub(lambda found: f"Promise.resolve({names[_beside(path, found[1])]})", body)
    if other := _OTHER.search(body):
        raise ValueError(f"{path} has an import or export that is not understood: {other[0]}")
    address = f'new URL("{path.removeprefix(home).lstrip("/")}", here).href'
    body = body.replace(_ADDRESS, address)
    return f"const {names[path]} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();"


def _taken(path: str, names: dict[str, str], found: re.Match[str]) -> str:
    taken = found[1].replace(" as ", ": ")
    return f"const {{{taken}}} = {names[_beside(path, found[2])]};"
