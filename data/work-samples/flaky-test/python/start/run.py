"""Run the tests as ten builds, each in an order of its own.

`python run.py` runs builds 1 to 10; `python run.py 7` runs build 7 alone and shows its output.
"""

import random
import subprocess
import sys
import unittest
from collections.abc import Iterator


def tests_of(suite: unittest.TestSuite) -> Iterator[unittest.TestCase]:
    """Every single test of a suite."""
    for part in suite:
        if isinstance(part, unittest.TestSuite):
            yield from tests_of(part)
        else:
            yield part


def build(number: int) -> unittest.TestResult:
    """Run all tests in the order that belongs to the number of the build."""
    tests = list(tests_of(unittest.defaultTestLoader.loadTestsFromName("test_office")))
    random.Random(number).shuffle(tests)
    return unittest.TextTestRunner(verbosity=2).run(unittest.TestSuite(tests))


def main() -> None:
    """Run one build in this process, or ten in processes of their own."""
    if len(sys.argv) > 1:
        build(int(sys.argv[1]))
        return
    red = 0
    for number in range(1, 11):
        command = [sys.executable, __file__, str(number)]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stderr
        failed = [
            line.split()[1] for line in output.splitlines() if line.startswith(("FAIL:", "ERROR:"))
        ]
        red += bool(failed)
        print(f"build {number:2}  {'red   ' + ', '.join(failed) if failed else 'green'}")
    print(f"{red} of 10 builds are red")


if __name__ == "__main__":
    main()
