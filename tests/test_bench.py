"""The benchmark has something to measure: a handbook grown by scaffolds is sound."""

from pathlib import Path

from macros.checks.run import sound_handbook
from tests.bench import grown
from tests.support import TODAY


def test_handbook_grown_by_scaffolds_is_sound(tmp_path: Path) -> None:
    """Roles that were scaffolded and filled in break no rule, beside each other as well."""
    handbook, _ = sound_handbook(grown(tmp_path, 4), today=TODAY)

    assert len(handbook.roles) == 4
