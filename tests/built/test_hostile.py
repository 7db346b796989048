"""What a hostile page reaches when nothing has judged it: the engines underneath run nothing."""

import shutil
from pathlib import Path

import pytest

from tests.built.support import run
from tests.support import DUMMY, ROOT, spoil

#: What must be on no page: it stands in the environment, the settings, a file, a command's output.
CANARY = "canary-that-sings"
_RUN = "['popen']('echo canary-that-' ~ 'sings')['read']()"
_CLASSES = "''.__class__.__mro__[1].__subclasses__()"
#: Pages by what they print, where a template engine does as they say.
TEMPLATES = {
    "a class of the standard library": f"{{{{ {_CLASSES} }}}}",
    "a command": f"{{{{ cycler.__init__.__globals__['os']{_RUN} }}}}",
    "another command": f"{{{{ lipsum.__globals__['os']{_RUN} }}}}",
    "a command by a macro": f"{{{{ ladder.func.__globals__['importlib'].os{_RUN} }}}}",
    "variables of the environment": "{{ cycler.__init__.__globals__.os.environ }}",
    "all that the engine knows": "{{ macros_info() }}",
    "its context": "{{ context() }}",
    "its settings": "{{ config }}",
    "our own settings": "{{ extra }}",
    "a setting": "{{ canary }}",
    "the machine": "{{ environment }}",
    "the repository": "{{ git }}",
    "the plugin": "{{ plugin }}",
    "the page": "{{ page }}",
    "files": "{{ files }}",
    "the navigation": "{{ navigation }}",
    "a statement": "{% set x = canary %}{{ x }}",
    "a file": "{% include 'secret.md' %}",
    "a condition": "{% if ladder() %}{{ canary }}{% endif %}",
    "a filter": "{{ 'canary-that-_ings' | replace('_', 's') }}",
    "a sum": "{{ 'canary-that' ~ '-sings' }}",
    "a keyword": "{{ role_pay(role='cler' ~ 'k') }}",
    "an argument that is computed": "{{ role_pay('cler' + 'k') }}",
    "the day": "{{ now() }}",
}
#: What the engine says of a page that it has refused.
_REFUSED = ("is no macro call with ids", "pages hold none", "is not a macro")
_ENGINES = {"MkDocs": ("mkdocs", "build"), "Zensical": ("zensical", "build", "--clean")}


@pytest.fixture(params=_ENGINES)
def unjudged(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The site of a repository of hostile pages, which its own code does not judge."""
    root = Path(shutil.copytree(DUMMY, tmp_path / "dummy"))
    for part in ("macros", "overrides"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    swallow = (
        "    errors = [problem for problem in stopping if problem.code not in BESIDE_THE_SITE]\n"
    )
    spoil(root, "macros/checks/run.py", swallow, "    errors = []\n")
    spoil(root, "mkdocs.yml", "hooks:\n  - macros/site/hooks.py\n", "")
    spoil(root, "mkdocs.yml", "on_error_fail: true", "on_error_fail: false")
    spoil(root, "mkdocs.yml", "nav:\n", f"extra: {{ canary: {CANARY} }}\nnav:\n")
    (root / "docs/secret.txt").write_text(CANARY, encoding="utf-8")
    for number, template in enumerate(TEMPLATES.values()):
        text = f'---\ntitle: "{{{{ canary }}}}"\n---\n\n# Hostile\n\n{template}\n'
        (root / f"docs/hostile-{number}.md").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HANDBOOK_CANARY", CANARY)
        done = run(*_ENGINES[request.param], cwd=root)
    assert done.returncode == 0, done.stdout
    return root / "site"


def test_no_page_reaches_what_is_no_macro(unjudged: Path) -> None:
    """Both engines refuse such a page by themselves: nothing runs, and nothing of it is printed."""
    pages = {
        what: (unjudged / f"hostile-{number}/index.html").read_text(encoding="utf-8")
        for number, what in enumerate(TEMPLATES)
    }
    files = (file for file in unjudged.rglob("*") if file.is_file() and file.suffix != ".txt")

    assert [file.name for file in files if CANARY.encode() in file.read_bytes()] == []
    assert [what for what, page in pages.items() if not any(say in page for say in _REFUSED)] == []
