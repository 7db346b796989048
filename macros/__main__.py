"""`python -m macros` is the command line `handbook`."""

import sys

from macros.cli import main

sys.exit(main())
