"""Files that were spoiled at random are refused or accepted, in little time and memory."""

from pathlib import Path

import pytest

from macros.checks.run import check_repository
from tests.mutations import DAY, copies_below, outcomes

#: Every fifth is of the real handbook; `make fuzz` goes on to 1,000.
COUNT = 20


@pytest.mark.slow
def test_spoiled_file_is_refused_or_accepted(tmp_path: Path) -> None:
    """Whatever becomes of a file: no traceback, no 300 MB, no 30 seconds, no problem astray."""
    copies = copies_below(tmp_path)
    for root in copies.values():
        assert check_repository(root, today=DAY)[1] == []
    found = list(outcomes(range(1, COUNT + 1), copies, build=False))

    assert {one.result for one in found} == {"refused", "accepted"}, found
