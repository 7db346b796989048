"""The day of a build is the same for everybody, and can be set."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from macros.core.day import today
from macros.core.problems import HandbookError
from tests.support import MOMENT, TODAY


@pytest.fixture(params=["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def far_away(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in the first time zone of a day, and in the last."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    os.environ.pop("TZ")
    time.tzset()


def test_day_is_that_of_utc_wherever_the_machine_is(
    far_away: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two builds at once, one in each zone, neither is a day ahead."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    days = {datetime.now(UTC).date(), today(), datetime.now(UTC).date()}

    assert len(days) == 1 or today() == max(days)


def test_source_date_epoch_sets_the_day(far_away: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last second of a day in UTC, and the first of the next."""
    days = []
    for seconds in (str(int(MOMENT) - 1), MOMENT):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        days.append(today().isoformat())

    assert days == ["2026-11-20", "2026-11-21"]


@pytest.mark.parametrize("seconds", ["", "soon", "1e9", "9" * 30, "-9" + "9" * 20])
def test_variable_that_is_no_moment_is_refused(
    monkeypatch: pytest.MonkeyPatch, seconds: str
) -> None:
    """It is named, with what it has to be."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)

    with pytest.raises(HandbookError, match=r"SOURCE_DATE_EPOCH:1:1: bad-day: .* is no number of"):
        today()


def test_tests_live_on_a_day_of_their_own() -> None:
    """Publishing waits for them: were they to fail once a figure expires, it would stay."""
    assert today() == TODAY
