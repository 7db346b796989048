"""The Content-Security-Policy of the built pages: what they need runs, what got in does not."""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.built.support import Site, listed
from tests.hosts import answered, read_rules

#: Written before any page script: what the browser refused.
LISTEN = """
window.refused = [];
addEventListener("securitypolicyviolation", (e) => {
  refused.push(`${e.effectiveDirective} ${e.blockedURI}`);
});
"""
#: What was refused, once that is told: at every painted frame, and at last after 600.
_REFUSED = """(met) => new Promise((resolve) => {
  const look = (left) => {
    if (refused.some((one) => one.startsWith(met)) || !left) resolve(refused);
    else requestAnimationFrame(() => look(left - 1));
  };
  look(600);
})"""
_META = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')
#: Bytes in which a browser looks for the encoding of a page.
_ENCODING_READ = 1024
#: One page of each type, and every tool.
_PAGES = (
    *("/", "/404.html", "/roles/", "/compare/", "/compose/", "/check/", "/kit/", "/questions/"),
    *("/law/pay-transparency/", "/linking/", "/changes/", "/data/", "/api/v1/", "/sources/"),
    *("/glossary/", "/pay/", "/pay/united-states/", "/skills/sql/", "/work-samples/slow-query/"),
    *("/tools/", "/tools/databases/", "/guides/calibration/", "/contributing/errors/"),
    *(
        f"/roles/senior-backend-developer/{part}"
        for part in ("", "job-description/", "interview/", "search/", "pay/", "faq/", "candidate/")
    ),
)
#: What a stranger could try to bring into an article, each with the part of the policy it meets.
_INTRUDERS = (
    ("<script>window.ran = true</script>", "script-src-elem inline"),
    ('<img src="/nowhere.png" onerror="window.ran = true">', "script-src-attr inline"),
    ('<img src="https://other.example/p.png">', "img-src https://other.example/p.png"),
    ('<script src="https://other.example/x.js"></script>', "script-src-elem https://other"),
    ('<p style="position:fixed;inset:0">x</p>', "style-src-attr inline"),
    ('<iframe src="https://other.example/"></iframe>', "frame-src https://other.example"),
    ('<base href="https://other.example/">', "base-uri https://other.example"),
    ('<link rel="stylesheet" href="https://other.example/x.css">', "style-src-elem https://other"),
)


@pytest.fixture(scope="module")
def watched(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Page]:
    """A page that records what its policy refuses."""
    with browser.new_context(**browser_context_args) as context:
        page = context.new_page()
        page.add_init_script(LISTEN)
        yield page


def policy_faults(site: Site) -> Iterator[str]:
    """Pages whose policy is missing, late or loose, or stops a script of the theme."""
    for page in site.pages.values():
        head = page.html.partition("</head>")[0]
        first = re.search(r"<(?!head|html|!doctype)[^>]+>", head, re.IGNORECASE)
        policy = _META.search(head)
        if policy is None or first is None or first.start() > policy.start():
            yield f"{page.address}: no policy before everything else"
            continue
        if len(head.partition('<meta charset="utf-8">')[0].encode()) > _ENCODING_READ:
            yield f"{page.address}: a browser looks for the encoding further up"
        if "unsafe" in policy.group(1):
            yield f"{page.address}: {policy.group(1)}"
        for script in re.findall(r"<script>(.*?)</script>", page.html, re.DOTALL):
            digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
            if f"'sha256-{digest}'" not in policy.group(1):
                yield f"{page.address}: the policy stops {script[:60]}"


def header_faults(site: Site) -> Iterator[str]:
    """Pages whose own policy allows what the header of `_headers` refuses: both hold at once."""
    rules = read_rules((site.folder / "_headers").read_text(encoding="utf-8"))
    for file in site.folder.rglob("*.html"):
        path = f"/{file.relative_to(site.folder).as_posix()}"
        sent = _directives(answered(rules, path)["Content-Security-Policy"])
        for policy in _META.findall(file.read_text(encoding="utf-8")):
            own = _directives(policy)
            yield from (f"{path} {name}" for name in own if own[name] - sent[name])


def _directives(policy: str) -> dict[str, set[str]]:
    parts = (part.split() for part in policy.split(";"))
    return {name: set(values) - {"'none'"} for name, *values in parts}


def test_every_page_lets_the_theme_run_and_nothing_unsafe(site: Site) -> None:
    """The policy is the head's first element and names each inline script that is there."""
    faults = list(policy_faults(site))

    assert not faults, listed(faults)


def test_header_for_hosts_refuses_nothing_that_a_page_allows(site: Site) -> None:
    """It names the theme's scripts as they stand in every folder."""
    faults = list(header_faults(site))

    assert not faults, listed(faults)


def test_no_page_asks_for_what_its_policy_refuses(watched: Page) -> None:
    """Chromium reports no violation on any type of page."""
    refused = []
    for address in _PAGES:
        watched.goto(address)
        watched.evaluate("scrollTo(0, document.body.scrollHeight)")
        refused += [f"{address}: {one}" for one in watched.evaluate("refused")]

    assert not refused, listed(refused)


@pytest.mark.parametrize(("intruder", "met"), _INTRUDERS)
def test_what_got_into_an_article_neither_runs_nor_loads(
    watched: Page, intruder: str, met: str
) -> None:
    """Markup that slipped through everything else meets the policy."""

    def spoiled(route: Route) -> None:
        answer = route.fetch()
        article = re.compile(r"(<article[^>]*>)")
        body = article.sub(lambda tag: tag.group() + intruder, answer.text(), count=1)
        route.fulfill(response=answer, body=body)

    watched.route("**/pay/", spoiled)
    watched.goto("/pay/")
    refused = watched.evaluate(_REFUSED, met)
    watched.unroute("**/pay/")

    assert any(one.startswith(met) for one in refused), refused
    assert not watched.evaluate("window.ran === true")
