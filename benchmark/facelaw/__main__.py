"""``python -m facelaw``."""

import sys

from facelaw.cli import main

sys.exit(main())
