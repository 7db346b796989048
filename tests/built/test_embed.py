"""Embeds in Chromium: in a page of another origin that forbids everything it does not need."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from macros.tell.embed import WIDTH, Part, all_parts
from tests.built.support import listed
from tests.support import ROOT, real

FILES = ROOT / "macros/files/embed_files"
PARTS = list(chain.from_iterable(all_parts(real())))
PART = next(part for part in PARTS if part.slug == "requirements")
#: Pixels a frame may be taller than its content: a fraction is rounded up.
_ROUNDING = 1
_LIGHT, _DARK = "rgb(253, 252, 249)", "rgb(22, 26, 24)"
#: Written before any page script: what the browser refused, and what frames said.
_LISTEN = """
window.refused = [];
window.heard = [];
addEventListener("securitypolicyviolation", (e) => {
  refused.push(`${e.violatedDirective} ${e.blockedURI}`);
});
addEventListener("message", (e) => heard.push(e.data));
"""
#: Looks at every painted frame, and gives up after 600: a policy forbids Playwright's own waiting.
_FITS = """(slack) => new Promise((resolve) => {
  const look = (left) => {
    const root = document.documentElement;
    const gap = innerHeight - root.getBoundingClientRect().height;
    const fits = gap >= 0 && gap <= slack && root.scrollHeight <= innerHeight;
    if (fits || !left) resolve(fits);
    else requestAnimationFrame(() => look(left - 1));
  };
  look(600);
})"""
_HEARD = """(height) => new Promise((resolve) => {
  const look = (left) => {
    const found = heard.some((data) => data.height === height);
    if (found || !left) resolve(found);
    else requestAnimationFrame(() => look(left - 1));
  };
  look(600);
})"""
_HOSTILE = """<!DOCTYPE html><title>Hostile</title><script>
parent.postMessage({ type: "handbook-height", height: 9999 }, "*");</script>"""

Pages = dict[str, tuple[str, str]]


class Answers(BaseHTTPRequestHandler):
    """Serves pages from a mapping: path to (policy, HTML)."""

    def __init__(self, pages: Pages, *arguments: Any) -> None:
        self.pages = pages
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer with the page and its Content-Security-Policy."""
        policy, html = self.pages.get(self.path, ("", ""))
        self.send_response(200 if html else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(html.encode())

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


class Host:
    """A site of another origin, whose pages come from a test."""

    def __init__(self) -> None:
        self.pages: Pages = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Answers, self.pages))
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        """The address of its root."""
        return f"http://127.0.0.1:{self.server.server_port}/"

    def close(self) -> None:
        """Stop serving."""
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


@pytest.fixture
def host() -> Iterator[Host]:
    """A server of another origin than the site's: the port differs."""
    host = Host()
    yield host
    host.close()


Open = Callable[..., None]


@pytest.fixture
def visit(page: Page, host: Host, served: str) -> Open:
    """Opens a page of the other origin that holds some markup, under the strictest policy."""

    def visit(body: str, *, head: str = "", frames: str = "") -> None:
        policy = (
            f"default-src 'none'; style-src 'none'; script-src {served}embed/;"
            f" frame-src {served}embed/ {frames}; require-trusted-types-for 'script'"
        )
        html = f'<!DOCTYPE html><html lang="en"><head><title>Jobs</title>{head}</head>'
        host.pages["/"] = (policy, f"{html}<body><h1>Jobs</h1>{body}</body></html>")
        page.add_init_script(_LISTEN)
        page.goto(host.url)

    return visit


def framed(page: Page, part: Part = PART) -> Frame:
    """The frame that shows a part, once it says what it has to say."""
    names = (f"/{part.role.id}/{part.slug}/", f"?role={part.role.id}&part={part.slug}")
    inside = page.frame_locator(", ".join(f'iframe[src*="{name}"]' for name in names))
    expect(inside.get_by_role("heading", level=1)).to_have_text(part.title)
    return next(frame for frame in page.frames if f"/{part.path}" in frame.url)


def fits(frame: Frame) -> bool:
    """Whether the frame becomes exactly as tall as its content: no scroll bar, no empty foot."""
    done: bool = frame.evaluate(_FITS, _ROUNDING)
    return done


def paper(frame: Frame) -> str:
    """The color behind the text of a frame."""
    color: str = frame.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    return color


def height(page: Page) -> str:
    """What the host's page says about the height of its first frame."""
    return page.locator("iframe").first.get_attribute("height") or ""


def test_the_script_tag_works_under_a_strict_policy(
    page: Page, host: Host, visit: Open, served: str
) -> None:
    """In another origin the part is shown, fits, breaks no rule and asks nobody else."""
    asked: list[str] = []
    notes: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: notes.append(message.text))
    page.on("pageerror", lambda error: notes.append(str(error)))

    visit(PART.script(served))
    frame = framed(page)

    assert fits(frame)
    expect(page.frame_locator("iframe").get_by_text("Must", exact=True)).to_be_visible()
    assert page.evaluate("() => refused") == frame.evaluate("() => refused") == []
    assert notes == []
    assert [url for url in asked if not url.startswith((host.url, f"{served}embed/"))] == []
    assert page.context.cookies() == []
    assert frame.evaluate("() => localStorage.length + sessionStorage.length") == 0


def test_the_frame_alone_works_without_any_script_on_the_host(
    page: Page, host: Host, served: str
) -> None:
    """The plain frame needs only frame-src, and its stated height holds the whole part."""
    policy = f"default-src 'none'; frame-src {served}embed/"
    frames = "".join(part.frame(served) for part in PARTS)
    host.pages["/"] = (policy, f"<!DOCTYPE html><title>Jobs</title>{frames}")
    page.add_init_script(_LISTEN)
    page.set_viewport_size({"width": WIDTH + 16, "height": 800})
    page.goto(host.url)

    scrolled = []
    for part in PARTS:
        page.locator(f'iframe[src$="{part.path}"]').scroll_into_view_if_needed()
        frame = framed(page, part)
        overflow = frame.evaluate("() => document.documentElement.scrollHeight - innerHeight")
        scrolled += [f"{part.path}: {overflow}"] if overflow > 0 else []
        assert frame.evaluate("() => innerWidth") == WIDTH

    assert not scrolled, listed(scrolled)
    assert set(page.evaluate("() => refused")) == {"style-src-attr inline"}


#: Ways a host loads the tag in which no browser says which tag runs.
_UNTOLD = {
    "module": "{link}{tag_as_module}",
    "optimizer": "{link}{tag_for_later}<script src='{js}'></script>",
    "inlined": "{link}{tag_of_text}",
    "shadow tree": """<div id="host"></div><script>
        const root = host.attachShadow({{ mode: "open" }});
        const made = document.createRange().createContextualFragment(`{link}{tag_escaped}`);
        root.append(made);</script>""",
}


@pytest.mark.parametrize("way", _UNTOLD)
def test_part_is_shown_where_nobody_says_which_tag_runs(
    page: Page, host: Host, served: str, way: str
) -> None:
    """Optimizers, modules and shadow trees get the same frame, in the place of the link."""
    link, tag = PART.script(served).split("\n")
    js = f"{served}embed/embed.js"
    text = (FILES / "embed.js").read_text(encoding="utf-8")
    forms = {
        "js": js,
        "link": link,
        "tag_as_module": tag.replace(" src=", ' type="module" data-src=').replace(
            "></", f">{text}</"
        ),
        "tag_for_later": tag.replace(" src=", ' type="text/later" data-later-src='),
        "tag_of_text": tag.replace(f' src="{js}"', "").replace("></", f">{text}</"),
        "tag_escaped": tag.replace("</", "<\\/"),
    }
    body = _UNTOLD[way].format(**forms)
    host.pages["/"] = ("", f"<!DOCTYPE html><title>Jobs</title><body>{body}</body>")
    page.goto(host.url)

    assert fits(framed(page))
    expect(page.locator("iframe")).to_have_count(1)
    expect(page.get_by_role("link", name=PART.title)).to_have_count(0)


@pytest.mark.parametrize("policy", ["script-src 'none'", "frame-src 'none'"])
def test_link_stays_where_the_part_is_kept_away(
    page: Page, host: Host, served: str, policy: str
) -> None:
    """Without the script, or without the frame, the reader has somewhere to go."""
    host.pages["/"] = (policy, f"<!DOCTYPE html><title>Jobs</title>{PART.script(served)}")
    page.goto(host.url)

    link = page.get_by_role("link", name=PART.title)
    expect(link).to_have_attribute("href", f"{served}{PART.path}")


_ROUGH = "<style>iframe { height: auto; max-height: 9em; width: 4em; min-width: 900px }</style>"


@pytest.mark.parametrize("important", [False, True])
def test_style_of_the_host_folds_no_part_up(
    page: Page, host: Host, served: str, important: bool
) -> None:
    """Rules for all frames of a page, important or not, leave ours its height and width."""
    style = (
        _ROUGH.replace(";", " !important;").replace(" }", " !important }") if important else _ROUGH
    )
    page.set_viewport_size({"width": 320, "height": 800})
    host.pages["/"] = ("", f"<!DOCTYPE html><title>Jobs</title>{style}{PART.script(served)}")
    page.goto(host.url)

    assert fits(framed(page))
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320


def test_plain_frame_keeps_its_height_and_fits_a_telephone(
    page: Page, host: Host, served: str
) -> None:
    """A host's `iframe { height: auto }` is overruled, and nothing is wider than 320 pixels."""
    page.set_viewport_size({"width": 320, "height": 800})
    rule = "<style>iframe { height: auto }</style>"
    host.pages["/"] = ("", f"<!DOCTYPE html><title>Jobs</title>{rule}{PART.frame(served)}")
    page.goto(host.url)
    box = page.locator("iframe").bounding_box()

    assert box is not None
    assert box["height"] >= PART.height
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320


def test_several_tags_on_one_page_keep_to_their_own_height(
    page: Page, visit: Open, served: str
) -> None:
    """Two parts on one page: each frame fits its own content, in the order of the tags."""
    two = [next(p for p in PARTS if p.slug == slug) for slug in ("responsibilities", "process")]
    visit("".join(part.script(served) for part in two))
    frames = []
    for index, part in enumerate(two):
        page.locator("iframe").nth(index).scroll_into_view_if_needed()
        frames.append(framed(page, part))

    assert [fits(frame) for frame in frames] == [True, True]
    heights = [frame.get_attribute("height") for frame in page.locator("iframe").all()]
    assert len(set(heights)) == 2


def test_the_height_follows_the_width(page: Page, visit: Open, served: str) -> None:
    """On a narrower window lines wrap, and the frame grows with them and shrinks again."""
    visit(PART.script(served))
    frame = framed(page)
    assert fits(frame)
    wide = int(height(page))

    page.set_viewport_size({"width": 360, "height": 800})
    assert fits(frame)
    narrow = int(height(page))
    page.set_viewport_size({"width": 1280, "height": 800})

    assert fits(frame)
    assert narrow > wide == int(height(page))


def test_other_frames_cannot_change_the_height(
    page: Page, host: Host, visit: Open, served: str
) -> None:
    """A message of a hostile frame, or of the page itself, moves nothing."""
    host.pages["/hostile"] = ("", _HOSTILE)
    visit(PART.script(served), frames=host.url)
    assert fits(framed(page))
    before = height(page)

    page.evaluate(
        "(src) => document.body.append(Object.assign(document.createElement('iframe'), { src }))",
        f"{host.url}hostile",
    )
    assert page.evaluate(_HEARD, 9999)
    page.evaluate("() => postMessage({ type: 'handbook-height', height: 8888 }, '*')")
    assert page.evaluate(_HEARD, 8888)

    assert height(page) == before


@pytest.mark.parametrize("said", ["-5", "1e9", "'600px'", "NaN", "{}"])
def test_a_height_that_is_none_is_ignored(page: Page, visit: Open, served: str, said: str) -> None:
    """Even from the right frame, only a number of pixels that a page can have is taken."""
    visit(PART.script(served))
    frame = framed(page)
    assert fits(frame)
    before = height(page)

    frame.evaluate(f"() => parent.postMessage({{ type: 'handbook-height', height: {said} }}, '*')")
    frame.evaluate("() => parent.postMessage({ type: 'done', height: 7 }, '*')")
    assert page.evaluate(_HEARD, 7)

    assert height(page) == before


@pytest.mark.parametrize(
    ("system", "head", "tag", "color"),
    [
        pytest.param("light", "", "", _LIGHT, id="light system"),
        pytest.param("dark", "", "", _DARK, id="dark system"),
        pytest.param("dark", "light", "", _LIGHT, id="host says light"),
        pytest.param("light", "dark", "", _DARK, id="host says dark"),
        pytest.param("dark", "light dark", "", _DARK, id="host follows the system"),
        pytest.param("light", "light", "dark", _DARK, id="tag says dark"),
        pytest.param("dark", "dark", "light", _LIGHT, id="tag says light"),
    ],
)
def test_colors_are_those_of_tag_host_or_system(
    page: Page, visit: Open, served: str, system: Any, head: str, tag: str, color: str
) -> None:
    """The tag's word first, then the host's color-scheme, then the reader's system."""
    page.emulate_media(color_scheme=system)
    meta = f'<meta name="color-scheme" content="{head}">' if head else ""
    theme = f' data-theme="{tag}" async' if tag else " async"
    visit(PART.script(served).replace(" async", theme), head=meta)

    assert paper(framed(page)) == color


def test_a_host_that_changes_its_colors_takes_the_frame_along(
    page: Page, visit: Open, served: str
) -> None:
    """A theme switch of the host's page reaches the frame without loading it again."""
    page.emulate_media(color_scheme="light")
    visit(PART.script(served))
    frame = framed(page)
    assert fits(frame)

    for scheme, color in (("dark", _DARK), ("light", _LIGHT)):
        page.evaluate("(s) => { document.documentElement.style.colorScheme = s; }", scheme)
        html = page.frame_locator("iframe").locator("html")
        expect(html).to_have_attribute("data-theme", scheme)
        assert paper(frame) == color
    assert page.evaluate("() => refused") == []


def test_a_wrong_tag_shows_the_message_in_its_frame(page: Page, visit: Open, served: str) -> None:
    """A mistyped role in somebody's page is told to whoever looks at it."""
    visit(f'<script src="{served}embed/embed.js" data-role="clerc" data-part="x" async></script>')

    expect(page.frame_locator("iframe").get_by_role("status")).to_contain_text('"clerc"')
