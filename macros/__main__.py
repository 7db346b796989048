"""`python -m macros` is the command line `handbook`."""

import sys

from macros.site.start import main

sys.exit(main())
