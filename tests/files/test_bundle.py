"""Modules as one script: each runs once, after what it imports; nothing is left out unsaid."""

import pytest

from macros.files.bundle import bundled
from tests.node import run_module
from tests.support import each

_MODULES = {
    "a/main.js": """
import { add, ONE as FIRST } from "./deep/sums.js";
import { load } from "./other.js";
const strict = (function () { return this === undefined; })();
globalThis.out = { sum: add(FIRST, 2), home: import.meta.url, far: load(), strict };
import("./deep/sums.js").then((sums) => (globalThis.out.later = sums.add(FIRST, 3)));
""",
    "a/other.js": 'import { where } from "./deep/sums.js";\nexport const load = () => where();\n',
    "a/deep/sums.js": """
globalThis.runs = (globalThis.runs ?? 0) + 1;
export const ONE = globalThis.runs;
export function add(one, other) {
  return one + other;
}
export async function* unused() {}
export class Unused {}
export const where = () => import.meta.url;
""",
}


def test_modules_give_as_one_script_what_they_give_apart() -> None:
    """Names are taken over, a shared module runs once, and each still knows where it lies."""
    script = bundled("a/main.js", _MODULES.__getitem__)

    later = "setTimeout(() => console.log(JSON.stringify(out)));"
    page = 'globalThis.document = { currentScript: { src: "file:///site/a/main.js" } };\n'
    assert run_module(f"{page}{script}{later}", None) == {
        "sum": 3,
        "home": "file:///site/a/main.js",
        "far": "file:///site/a/deep/sums.js",
        "strict": True,
        "later": 4,
    }


@each(
    "line",
    lambda: (
        'import all from "./other.js";',
        'import * as all from "./other.js";',
        'import "./other.js";',
        'import { a } from "elsewhere";',
        'export { a } from "./other.js";',
        "export default 1;",
        'const later = import("elsewhere");',
        "const later = import(address);",
    ),
)
def test_form_of_import_that_is_not_understood_is_refused(line: str) -> None:
    """A module that would be left out is named, with the line that asks for it."""
    with pytest.raises(ValueError, match=r"main\.js has an import or export"):
        bundled("main.js", {"main.js": line}.__getitem__)
