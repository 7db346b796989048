"""Every macro for every entity: whole, safe HTML whose links hold at any depth of page."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

import pytest

from macros.core.handbook import Handbook, UnknownIdError
from macros.core.inline import inline
from macros.core.pages import read_pages
from macros.files.write import exports
from macros.model.reference import PaySeries, Percentiles
from macros.render.pay import _chart
from macros.render.registry import MACROS, bound, parameters
from macros.render.view import View, count, day, headed, money, slots
from tests.markup import Markup
from tests.support import ROOT, TODAY, MacroCall, each, every_call, real_edition


def calls() -> list[MacroCall]:
    """Every macro for every entity of the two handbooks."""
    return [*every_call("real"), *every_call("dummy")]


#: Where a macro may be called from: the front page, a page below it, a page of a role.
DEPTHS = ("", "glossary/", "roles/clerk/pay/")


@each("call", calls)
def test_macro_gives_whole_html(call: MacroCall) -> None:
    """What a macro returns is closed, styles and runs nothing, and leaves no template behind."""
    html = call.render()

    assert html.strip()
    assert Markup(html).faults == []
    assert [code for code in ("Undefined", "{{", "{%") if code in html] == []


@each("call", calls)
def test_ids_of_a_macro_are_its_own(call: MacroCall) -> None:
    """No id stands twice in what a macro returns, headings included."""
    html = call.render()
    anchors = [line.rpartition("{#")[2].rstrip("}") for line in html.splitlines() if "{#" in line]
    ids = [*Markup(html).ids, *anchors]

    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("page_url", DEPTHS, ids=["front page", "one below", "three below"])
@each("call", lambda: every_call("dummy"))
def test_addresses_are_relative_to_the_page(call: MacroCall, page_url: str) -> None:
    """From any page a link climbs to the root of the site, so that the site may live anywhere."""
    root = "../" * page_url.count("/") or "./"
    links = Markup(call.render(View(call.handbook, TODAY, page_url=lambda: page_url))).links
    inside = [link for link in links if not link.startswith(("https://", "mailto:", "#"))]

    assert [link for link in inside if not link.startswith(root)] == []
    assert [link for link in inside if link.removeprefix(root).startswith((".", "/"))] == []


@pytest.fixture(scope="module")
def addresses() -> set[str]:
    """Every address of the real site that a macro may link."""
    pages = {page.address for page in read_pages(ROOT)[0].values()}
    return pages | {f"/{path}".removesuffix("index.html") for path, _ in exports(real_edition())}


@each("call", lambda: every_call("real"))
def test_links_inside_the_site_lead_to_its_pages(call: MacroCall, addresses: set[str]) -> None:
    """Every link to this site names a page that exists."""
    page_url = "roles/backend-developer/pay/"
    links = Markup(call.render(View(call.handbook, TODAY, page_url=lambda: page_url))).links
    inside = (link for link in links if not link.startswith(("https://", "http://", "mailto:")))
    reached = {urljoin(f"/{page_url}", link.partition("#")[0].partition("?")[0]) for link in inside}

    assert reached - addresses - {f"/{page_url}"} == set()


@pytest.mark.parametrize("name", [name for name, taken in parameters().items() if taken])
def test_macro_refuses_an_id_that_is_not_there(name: str) -> None:
    """An unknown id is an error of its own that names the kind and the id."""
    ids = ("no-such-id",) * len(parameters()[name])
    with pytest.raises(UnknownIdError, match='"no-such-id" is not a '):
        MacroCall("dummy", name, ids).render()


def test_error_about_an_id_hints_at_the_nearest_one(dummy: Handbook) -> None:
    """A mistyped id is answered with the id that was probably meant."""
    with pytest.raises(UnknownIdError, match=r'"clerc" is not a role\. .*"clerk"\?'):
        bound(View(dummy, TODAY))["role_summary"]("clerc")


@pytest.mark.parametrize(
    ("name", "id", "says"),
    [
        pytest.param("role_changes", "clerk", "based on no other role", id="the lowest role"),
        pytest.param("pay_areas", "ruritania", "has no areas", id="a country without areas"),
    ],
)
def test_macro_with_nothing_to_show_says_to_take_it_off(
    dummy: Handbook, name: str, id: str, says: str
) -> None:
    """A macro never leaves an empty block: it asks to be removed from the page."""
    pay = dummy.pay["freedonia"].model_copy(update={"id": "ruritania", "areas": None})
    book = replace(dummy, pay={"ruritania": pay})
    with pytest.raises(ValueError, match=f"{says}.* take this macro off its page"):
        bound(View(book, TODAY))[name](id)


def test_minutes_of_the_loop_are_the_sums_of_its_stages(dummy: Handbook) -> None:
    """Invariant 2: the page's totals are the sums of what stands above them."""
    text = Markup(bound(View(dummy, TODAY))["interview_loop"]("clerk")).text

    assert "45 minutes: 30 with the candidate, 15 for the panel alone" in text


def test_charts_stay_inside_their_axis(dummy: Handbook) -> None:
    """The bar of a series lies where its percentiles stand on an axis that begins at zero."""
    html = bound(View(dummy, TODAY))["role_pay"]("clerk")

    assert ticks(html) == [money(amount, "USD") for amount in range(0, 60_001, 10_000)]
    assert 'class="range-outer" x="16.67%" y="11" width="83.33%"' in html
    assert 'class="range-inner" x="33.33%" y="5" width="33.33%"' in html
    assert 'class="range-median" x="50.0%"' in html


@each(
    "highest", lambda: (*range(1, 2_000), *(n * 10**p for p in range(3, 11) for n in (1, 3, 7, 10)))
)
def test_axis_has_few_ticks_whatever_the_span(dummy: Handbook, highest: int) -> None:
    """From a wage by the hour to rials by the year: round steps that reach the highest amount."""
    chart = _chart(
        View(dummy, TODAY), "IRR", "year", [(dummy.pay["freedonia"], paying(dummy, highest))]
    )
    (bar,) = chart.rows

    assert min(highest + 1, 4) <= len(chart.ticks) <= 8
    assert len(set(chart.ticks)) == len(chart.ticks)
    assert max(map(len, chart.ticks)) <= len("IRR 999,999")
    assert bar.low is not None
    assert 50 < bar.low + bar.outer <= 100


@pytest.mark.parametrize(
    ("currency", "highest", "last"),
    [
        ("JPY", 12_000_000, "JPY 12m"),
        ("KRW", 180_000_000, "KRW 200m"),
        ("IDR", 900_000_000, "IDR 1bn"),
        ("VND", 2_400_000_000, "VND 2.5bn"),
        ("USD", 1_400_000, "$1.5m"),
        ("CHF", 160_000, "CHF 200,000"),
    ],
)
def test_axis_of_large_amounts_is_short(
    dummy: Handbook, currency: str, highest: int, last: str
) -> None:
    """Ticks have no room for zeros; the table beside them has every digit."""
    row = (dummy.pay["freedonia"], paying(dummy, highest))
    ticks = _chart(View(dummy, TODAY), currency, "year", [row]).ticks

    assert ticks[-1] == last
    assert ticks[0] == money(0, currency)


def paying(book: Handbook, highest: int) -> PaySeries:
    """A series of the dummy whose highest percentile is an amount."""
    amounts = (max(1, highest // part) for part in (5, 4, 3, 2, 1))
    return book.pay["freedonia"].series[0].model_copy(update={"pay": wage(*amounts)})


def test_each_currency_and_period_has_a_chart_of_its_own(dummy: Handbook) -> None:
    """Yen are not drawn on an axis of dollars, nor wages by the hour on one by the year."""
    dollars = dummy.pay["freedonia"]
    hourly = dollars.series[0].model_copy(
        update={"id": "by-the-hour", "period": "hour", "pay": wage(10, 20, 30, 40, 55)}
    )
    yen = dollars.model_copy(
        update={
            "id": "japan",
            "currency": "JPY",
            "series": (dollars.series[0].model_copy(update={"id": "japan-clerks"}),),
        }
    )
    dollars = dollars.model_copy(update={"series": (*dollars.series, hourly)})
    hour = dummy.vocabularies.pay_period[0].model_copy(update={"id": "hour", "label": "an hour"})
    periods = {"pay_period": (*dummy.vocabularies.pay_period, hour)}
    book = replace(
        dummy,
        pay={"freedonia": dollars, "japan": yen},
        vocabularies=dummy.vocabularies.model_copy(update=periods),
        origins={**dummy.origins, ("pay", "japan"): dummy.origins["pay", "freedonia"]},
    )
    role = dummy.roles["clerk"].model_copy(
        update={"pay": ("freedonia-clerks", "japan-clerks", "by-the-hour")}
    )
    html = bound(View(replace(book, roles={"clerk": role}), TODAY))["role_pay"]("clerk")
    captions = [part.partition(".")[0] for part in html.split("<figcaption>In ")[1:]]

    assert captions == ["USD a year", "JPY a year", "USD an hour"]
    assert "<span>JPY 60,000</span>" in html
    assert "<span>$60</span>" in html
    assert html.count("<table") == 1


def ticks(html: str) -> list[str]:
    """What stands at the axis of the first chart."""
    axis = html.partition('<div class="range-axis"')[2].partition("</div>")[0]
    return re.findall(r"<span>(.*?)</span>", axis)


def wage(*amounts: int) -> Percentiles:
    """Pay from the lowest published percentile to the highest."""
    return Percentiles(**dict(zip(Percentiles.model_fields, amounts, strict=True)))


def test_axis_of_methods_reaches_the_highest_estimate(dummy: Handbook) -> None:
    """However well a method predicts work, its mark lies on the axis."""
    method = dummy.methods["ink-test"]
    strong = method.estimates[-1].model_copy(update={"value": 0.97})
    method = method.model_copy(update={"estimates": (*method.estimates, strong)})
    html = bound(View(replace(dummy, methods={method.id: method}), TODAY))["method_chart"]()

    assert ticks(html) == ["0", *(f".{tenth}0" for tenth in range(1, 10)), "1.00"]
    assert 'cx="97.0%"' in html


def test_terms_stand_under_their_letter_whatever_their_case(dummy: Handbook) -> None:
    """The glossary goes by what is read, not by ids or capitals."""
    renamed = dummy.terms["ledger"].model_copy(update={"title": "account book"})
    terms = {"journal": dummy.terms["journal"], "ledger": renamed}
    markup = Markup(bound(View(replace(dummy, terms=terms), TODAY))["glossary"]())

    assert markup.ids == ["letter-a", "ledger", "letter-j", "journal"]
    assert markup.text.startswith("Find a word 2 terms A J A account book")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param(
            "a `b` *c* **d**", "a <code>b</code> <em>c</em> <strong>d</strong>", id="marks"
        ),
        pytest.param("[a](/b/#c)", '<a href="/b/#c">a</a>', id="a link"),
        pytest.param("1 < 2 & <b>", "1 &lt; 2 &amp; &lt;b&gt;", id="HTML is text"),
        pytest.param("[a](javascript:b)", "[a](javascript:b)", id="a script is no link"),
        pytest.param("[a](data:text/html,b)", "[a](data:text/html,b)", id="data is no link"),
        pytest.param("<https://a.example>", "&lt;https://a.example&gt;", id="no bare addresses"),
        pytest.param("![a](/b.png)", '!<a href="/b.png">a</a>', id="no images"),
        pytest.param("a\n  b", "a b", id="lines are folded"),
    ],
)
def test_inline_markdown_is_rendered_and_nothing_else(text: str, html: str) -> None:
    """Code, emphasis and links become HTML; everything else stays text."""
    assert inline(text) == html


def test_slots_are_marked_and_links_are_not() -> None:
    """Square brackets are blanks to fill in, unless they are the words of a link."""
    assert slots("[City], [see](/a/)") == (
        '<mark class="slot">[City]</mark>, <a href="/a/">see</a>'
    )


def test_amounts_counts_and_days_read_as_in_print() -> None:
    """Thousands are marked, dollars have their sign, other currencies their code."""
    assert (money(135980, "USD"), money(62000, "EUR")) == ("$135,980", "EUR 62,000")
    assert count(1687890) == "1,687,890"
    assert day(date(2025, 5, 3)) == "May 3, 2025"


def test_heading_of_a_block_stays_markdown_with_its_anchor() -> None:
    """A heading is a Markdown line with a fixed anchor, with empty lines around the block."""
    assert headed(3, "Title", "id", "<p>x</p>\n") == "### Title {#id}\n\n<p>x</p>\n\n"
    assert headed(2, "C#", "id", "").startswith("## C&#35; {#id}\n")


@pytest.mark.parametrize("name", MACROS)
def test_macro_has_a_sentence_and_ids_of_known_kinds(name: str, dummy: Handbook) -> None:
    """A macro says what it shows, and takes nothing but ids the rules can check."""
    assert (MACROS[name].__doc__ or "").rstrip().endswith(".")
    assert [parameter for parameter in parameters()[name] if parameter.kind is None] == []
