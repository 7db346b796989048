"""What a hostile page reaches when nothing has judged it: the engines underneath run nothing."""

import re
from pathlib import Path

import pytest

from macros.checks.run import check_repository
from tests.built.support import run, unjudged
from tests.support import ROOT, TODAY, append, spoil

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
def hostile(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The site of a repository of hostile pages, which its own code does not judge."""
    root = tmp_path / "dummy"
    unjudged(root)
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


def test_no_page_reaches_what_is_no_macro(hostile: Path) -> None:
    """Both engines refuse such a page by themselves: nothing runs, and nothing of it is printed."""
    pages = {
        what: (hostile / f"hostile-{number}/index.html").read_text(encoding="utf-8")
        for number, what in enumerate(TEMPLATES)
    }
    files = (file for file in hostile.rglob("*") if file.is_file() and file.suffix != ".txt")

    assert [file.name for file in files if CANARY.encode() in file.read_bytes()] == []
    assert [what for what, page in pages.items() if not any(say in page for say in _REFUSED)] == []


#: Links on a role's page about pay of which the check and a strict build must say the same.
LIVING = (
    *("index.md", "./index.md", "../clerk/index.md", "../../glossary.md#ledger", "#part-role-pay"),
    *("index.md?a=b", "index.md?a=b#part-role-scope", "?a=b", "../../index.md#roles"),
    *("%69ndex.md", "../../pay/freedonia.md#freedonia-clerks", "../.././pay/index.md", "pay.md#"),
    *("desk.png", "desk.png?a", "https://example.org/a.md", "mailto:clerk@example.org"),
    *("../clerk/pay.md#part-role-pay", "../../guides/../pay/index.md"),
)
DEAD = (
    *("nowhere.md", "Index.md", "index.MD", "index", "index.html", "../clerk", "../clerk/", "pay"),
    *("/roles/clerk/", "/", "/glossary/#ledger", "../../../index.md", "../../../../x.md"),
    *(".", "..", "./", "index.md#nowhere", "#nowhere", "index.md#Part-role-scope", "a.md?b"),
    *("../../api/v1/terms.json", "../../feed.xml", "desks.png", "index%2emd5"),
    *("index.md#part-role-scope%20", "../pay.md", "clerk/pay.md"),
)


def test_check_and_strict_build_say_the_same_of_links(tmp_path: Path) -> None:
    """What passes the check passes the build, and what the build would refuse has its line."""
    root = tmp_path / "dummy"
    unjudged(root)
    (root / "docs/roles/clerk/desk.png").write_bytes(b"")
    real = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    spoil(
        root,
        "mkdocs.yml",
        "nav:\n",
        real[real.index("validation:") : real.index("nav:\n  -")] + "nav:\n",
    )
    links = "\n".join(f"- [link]({target})" for target in (*LIVING, *DEAD))
    append("docs/roles/clerk/pay.md", f"\n{links}\n")(root)
    told = {
        problem.message.split('"')[1]
        for problem in check_repository(root, today=TODAY)[1]
        if problem.place.path == "docs/roles/clerk/pay.md"
    }
    words = run("mkdocs", "build", "--strict", cwd=root).stdout
    warned = set(re.findall(r"WARNING.*?roles/clerk/pay.md'.*? link '(.*?)'", words))

    assert told == set(DEAD)
    assert warned == set(DEAD)
