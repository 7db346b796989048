"""Macros of the pay pages: figures by source, side by side, never blended."""

from dataclasses import dataclass
from math import ceil

from macros.model.base import PayRef, RoleRef, SeriesRef
from macros.model.reference import Pay, PaySeries
from macros.render.view import View, money


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a pay chart; positions and widths in percent of the chart's width."""

    label: str
    note: str
    value: str
    spoken: str
    low: float | None
    outer: float
    q1: float
    inner: float
    median: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows on one axis that begins at zero, in one `unit` ("USD a year"), with even ticks."""

    unit: str
    rows: list[Bar]
    ticks: list[str]


def role_pay(view: View, role: RoleRef) -> str:
    """The series chosen for a role, as a chart and as a table."""
    book = view.handbook
    rows = [book.find_series(id) for id in book.find("role", role).pay]
    return _chart_and_table(view, rows)


def pay_median(view: View, series: SeriesRef) -> str:
    """A median inside a sentence, linked to its source; a notice once it has expired."""
    pay, record = view.handbook.find_series(series)
    return view.render(
        "pay_median",
        amount=None if view.expired(record) else money(record.pay.median, pay.currency),
        source=view.handbook.sources[record.source],
    ).strip()


def pay_series(view: View, country: PayRef) -> str:
    """Every series of a country, as a chart and as a table."""
    pay = _country(view, country)
    return _chart_and_table(view, [(pay, series) for series in pay.series])


def pay_areas(view: View, country: PayRef) -> str:
    """Pay by area within a country."""
    pay = _country(view, country)
    if pay.areas is None:
        raise ValueError(f'"{country}" has no areas: take this macro off its page.')
    return view.render("pay_areas", pay=pay, areas=pay.areas)


def pay_index(view: View) -> str:
    """The countries with figures."""
    return view.render("pay_index", countries=list(view.handbook.pay.values()))


def _country(view: View, id: str) -> Pay:
    pay: Pay = view.handbook.find("pay", id)
    return pay


def _chart_and_table(view: View, rows: list[tuple[Pay, PaySeries]]) -> str:
    charts: dict[tuple[str, str], list[tuple[Pay, PaySeries]]] = {}
    for pay, series in rows:
        if not view.expired(series):
            charts.setdefault((pay.currency, series.period), []).append((pay, series))
    parts = [view.render("pay_chart", chart=_chart(view, *unit, charts[unit])) for unit in charts]
    return "".join([*parts, view.render("pay_table", rows=rows)])


def _chart(view: View, currency: str, period: str, rows: list[tuple[Pay, PaySeries]]) -> Chart:
    highest = max(series.pay.p90 or series.pay.p75 for _, series in rows)
    step = _step(highest)
    top = ceil(highest / step) * step
    return Chart(
        f"{currency} {view.handbook.choice('pay_period', period).label}",
        [_bar(view, pay, series, top) for pay, series in rows],
        [_tick(amount, currency, top) for amount in range(0, top + 1, step)],
    )


def _step(highest: int) -> int:
    """From tick to tick: 1, 2 or 5 and zeros, so that at most six reach the highest amount."""
    power = int(10 ** (len(str(highest // 6)) - 1))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power * 6 >= highest)


def _tick(amount: int, currency: str, top: int) -> str:
    """What stands at a tick; from a million on without the zeros, for which an axis has no room."""
    for unit, letter in ((1_000_000_000, "bn"), (1_000_000, "m")):
        if top >= unit and amount:
            return f"{money(0, currency).removesuffix('0')}{amount / unit:g}{letter}"
    return money(amount, currency)


def _bar(view: View, pay: Pay, series: PaySeries, top: int) -> Bar:
    def share(amount: int) -> float:
        return round(100 * amount / top, 2)

    amounts = series.pay
    low, high = amounts.p10, amounts.p90
    middle = f"{money(amounts.p25, pay.currency)} to {money(amounts.p75, pay.currency)}"
    median = money(amounts.median, pay.currency)
    return Bar(
        label=series.title,
        note=view.handbook.sources[series.source].publisher,
        value=f"{median} median, {middle}",
        spoken=f"{series.title}: median {median}, middle half {middle}",
        low=share(low) if low and high else None,
        outer=share(high - low) if low and high else 0.0,
        q1=share(amounts.p25),
        inner=share(amounts.p75 - amounts.p25),
        median=share(amounts.median),
    )
