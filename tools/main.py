"""Starts the developer's command line (see ``devenv/cli.py``)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from devenv.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
