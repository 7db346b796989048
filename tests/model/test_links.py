"""Links in texts, and the addresses of other sites: what is refused, and what is said of it."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from macros.core.kinds import KINDS, SINGLES
from macros.model.base import Date, Text, ToTheLetter, Url, models_in
from macros.model.describe import type_of
from macros.model.links import links_in
from tests.support import each

#: Forms of a link that leads where no link may, by how it is written.
RUNS = (
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](&#x6a;avascript&colon;alert(1))",
    "[a](vbscript:x)",
    "[a](data:text/html,x)",
    "[a](file:///etc/passwd)",
    "[a](//evil.example)",
    "[a](/&#47;evil.example)",
    "[a](/\\evil.example)",
    "[a](\\\\evil.example)",
    "[a](/&bsol;evil.example)",
    "[a](\\/\\/evil.example)",
    "[a](./x)",
    "[a](x/y/)",
    "[a](/../../x/)",
    "[a](?x)",
    "[a]()",
    "[a](http&#58;//example.org)",
    "[a](https://user@evil.example)",
    "[a](https://example.org:8443/)",
    "[a](https://127.0.0.1/)",
    "[a](https://localhost/)",
    "[a](mailto:a@example.org?bcc=b@example.org)",
    "[a](javascript:x 'title')",
    '[a](/x/ "[b](javascript:y)") [c](javascript:z)',
    "[a [b] c](javascript:x)",
    "[![a](/x.png)](javascript:x)",
    "[a][b]\n\n[b]: javascript:x",
    "[b]: javascript:x",
    "para\n\n    [a](javascript:x)",
    "> [a](javascript:x)",
    "- [a](javascript:x)",
    "`a [b](javascript:x)",
    "![a](https://example.org/p.png)",
    "![a][b]\n\n[b]: https://example.org/p.png",
)
#: Links that lead somewhere, and texts that only look like one.
FINE = (
    "[a](https://example.org)",
    "[a](ht&#116;ps://example.org/a_b?c=d#e)",
    "[a](/skills/sql/#learn) and [b](#here)",
    '[a](/api/v1/roles.json "all of them")',
    "[a](mailto:a.b+c@example.org)",
    "[a [b] c](/skills/)",
    "`[a](javascript:x)`",
    "[Company] and [city] (javascript: no)",
    "An array such as a[0] (one) or rows[i]: these",
)
ADDRESSES = {
    "https://example.org": "",
    "http://data.europa.eu/esco/occupation/1": "",
    "https://example.org/a_(b)/%C3%A9?c=d&e=*#f": "",
    "https://xn--mnchen-3ya.example/x": "",
    "javascript:alert(1)": "a full web address",
    "HTTPS://example.org": "a full web address",
    " https://example.org": "a full web address",
    "//example.org": "a full web address",
    "https://example.org/ x": "written %20",
    "https://example.org/\n": "written %0A",
    "https://example.org/\t": "written %09",
    "https://example.org/\u2028": "written %E2%80%A8",
    "https://example.org/é": "written %C3%A9",
    "https://münchen.example/": "written %C3%BC",
    'https://example.org/"onx=y': "written %22",
    "https://example.org/'": "written %27",
    "https://example.org/<b>": "written %3C",
    "https://example.org\\@evil.example": "written %5C",
    "https://example.org/`": "written %60",
    "https://example.org/{{x}}": "written %7B",
    "https://user@example.org/": "no name or password",
    "https://user:pass@example.org/": "no name or password",
    "https://example.org:443/": "has a host such as",
    "https://127.0.0.1/": "has a host such as",
    "https://2130706433/": "has a host such as",
    "https://0x7f.0.0.1/": "has a host such as",
    "https://localhost/": "has a host such as",
    "https://example.org./": "has a host such as",
    "https://-a.example/": "has a host such as",
    "https:///x": "has a host such as",
    "https://?x": "has a host such as",
}
ATTACKS = (
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "![a](https://example.org/p.png)",
)


@each("text", lambda: RUNS)
def test_link_that_runs_or_misleads_is_refused(text: str) -> None:
    """Whatever a Markdown parser makes a link of is judged by where it leads."""
    with pytest.raises(ValidationError, match=r"link|address|picture"):
        TypeAdapter(Text).validate_python(text)


@each("text", lambda: FINE)
def test_link_that_leads_somewhere_is_accepted(text: str) -> None:
    """A link to another site, a page, a file, a part or a mailbox passes, and so does no link."""
    assert TypeAdapter(Text).validate_python(text) == text


def test_links_are_told_as_a_browser_follows_them() -> None:
    """Entities and escapes are undone; what is no link by the rules of Markdown is none."""
    text = r"[a](/&#120;/) [b](/\(y/) `[c](/z/)` [d] (/no/) [e][f]"

    assert links_in(f"{text}\n\n[f]: /f/") == ["/x/", "/(y/", "/f/"]


@each("case", lambda: ADDRESSES.items())
def test_address_of_another_site_is_one_or_told_why_not(case: tuple[str, str]) -> None:
    """An address has a scheme, a host with a name, and no character that ends it early."""
    address, says = case
    if not says:
        assert TypeAdapter(Url).validate_python(address) == address
        return
    with pytest.raises(ValidationError, match=says):
        TypeAdapter(Url).validate_python(address)


@each(
    "day", lambda: ("2026-W05-1", "20260131", "2026-031", "9999-12-31", "1969-12-31", "２026-01-31")
)
def test_day_is_written_one_way_and_near(day: str) -> None:
    """Weeks, days of the year, other digits and far years are refused."""
    with pytest.raises(ValidationError, match="a date"):
        TypeAdapter(Date).validate_python(day)


def fields() -> Iterator[tuple[str, Any]]:
    """Every type of a text in every record of the data, by the name of its field."""
    waiting: list[type[BaseModel]] = [*(kind.model for kind in KINDS), *SINGLES.values()]
    seen: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            for name, info in model.model_fields.items():
                waiting += models_in(info.annotation)
                for one in texts_of(type_of(info)):
                    yield f"{model.__name__}.{name}", one


def texts_of(annotation: Any) -> Iterator[Any]:
    """The types of the texts that a type is made of, each with its marks."""
    arguments = get_args(annotation)
    if annotation is str or (get_origin(annotation) is Annotated and arguments[0] is str):
        yield annotation
    else:
        for argument in arguments:
            yield from texts_of(argument)


@each("field", fields)
def test_no_text_of_a_record_takes_markup_that_runs(field: tuple[str, Any]) -> None:
    """Every text is of a type that refuses HTML, links that run and pictures, or is code."""
    name, annotation = field
    if any(isinstance(mark, ToTheLetter) for mark in getattr(annotation, "__metadata__", ())):
        return
    for attack in ATTACKS:
        with pytest.raises(ValidationError):
            TypeAdapter(annotation).validate_python(attack)
    if name.rpartition(".")[2] in ("url", "homepage", "official", "opens", "page", "place_page"):
        for address in ("javascript:alert(1)", "//example.org", "https://a@example.org"):
            with pytest.raises(ValidationError):
                TypeAdapter(annotation).validate_python(address)


def test_a_bare_text_would_be_seen() -> None:
    """The rule above finds texts in lists, mappings and unions, and a bare one takes markup."""

    class Bare(BaseModel):
        a: tuple[str | None, ...] = ()
        b: dict[str, Annotated[str, ToTheLetter()]] = {}

    found = [one for info in Bare.model_fields.values() for one in texts_of(type_of(info))]

    assert found == [str, str, Annotated[str, ToTheLetter()]]
    assert TypeAdapter(found[0]).validate_python(ATTACKS[0]) == ATTACKS[0]
