"""Pay by country and source, as the API has it."""

from typing import ClassVar

from macros.address.patterns import address_of
from macros.core.edition import Edition
from macros.model import reference as data
from macros.public.shapes.base import Figure, Record, dated, filled


class Percentiles(Record):
    """Gross pay for one period; null where nothing was published or the figure has expired."""

    p10: int | None
    """A tenth earn less."""
    p25: int | None
    """A quarter earn less."""
    median: int | None
    """Half earn less."""
    p75: int | None
    """Three quarters earn less."""
    p90: int | None
    """Nine tenths earn less."""


_NO_AMOUNTS = Percentiles(p10=None, p25=None, median=None, p75=None, p90=None)


class PaySeries(Figure):
    """One source's figures for one population. Series are never blended."""

    VALUES: ClassVar[tuple[str, ...]] = ("n", "employment", "mean")

    id: str
    """Its permanent id."""
    url: str
    """Its permanent address, from the root of the site."""
    title: str
    """Who is counted, in short."""
    population: str
    """Who is counted, exactly."""
    code: str | None
    """The occupation code that the source uses."""
    n: int | None
    """How many answered; null when not published or once expired."""
    employment: int | None
    """How many people hold such a job; null when not published or once expired."""
    period: str
    """What the amounts are paid for: an id of the vocabulary `pay-period`."""
    pay: Percentiles
    """Gross amounts in the currency of the country."""
    mean: int | None
    """The mean; null when not published or once expired."""
    caveat: str
    """What the figures leave out."""


class PayArea(Record):
    """Pay in one area."""

    title: str
    """The area."""
    employment: int | None
    """How many people hold such a job there; null once expired."""
    pay: Percentiles
    """Gross amounts in the currency of the country."""


class PayAreas(Figure):
    """A table by area from one source."""

    title: str
    """What the table shows."""
    population: str
    """Who is counted."""
    code: str
    """The occupation code that the source uses."""
    period: str
    """What the amounts are paid for: an id of the vocabulary `pay-period`."""
    rows: tuple[PayArea, ...]
    """The areas."""


class Pay(Record):
    """Pay in one country, by source, side by side."""

    id: str
    """The permanent id of the country."""
    url: str
    """Its page, from the root of the site."""
    title: str
    """The country."""
    currency: str
    """The currency of all amounts: a code of ISO 4217."""
    summary: str
    """How to read the figures."""
    series: tuple[PaySeries, ...]
    """The figures, one series for each source and population."""
    areas: PayAreas | None
    """The table by area; null when no source has one."""


def pay(edition: Edition, entity: data.Pay) -> Pay:
    """A country's figures; those past their review date without their amounts."""
    return filled(
        Pay,
        entity,
        url=address_of("pay", entity),
        series=tuple(_series(edition, entity, series) for series in entity.series),
        areas=_areas(edition, entity.areas) if entity.areas else None,
    )


def _series(edition: Edition, country: data.Pay, series: data.PaySeries) -> PaySeries:
    expired = edition.handbook.expiry(series) < edition.today
    return dated(
        PaySeries,
        edition,
        series,
        url=address_of("pay_series", country, series),
        pay=_NO_AMOUNTS if expired else filled(Percentiles, series.pay),
    )


def _areas(edition: Edition, areas: data.PayAreas) -> PayAreas:
    expired = edition.handbook.expiry(areas) < edition.today
    blank: dict[str, object] = {"employment": None, "pay": _NO_AMOUNTS} if expired else {}
    rows = tuple(filled(PayArea, row, **blank) for row in areas.rows)
    return dated(PayAreas, edition, areas, rows=rows)
