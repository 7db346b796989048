"""`python -m macros` is the command line `handbook`."""

import sys

from macros.site.cli import main

sys.exit(main())
