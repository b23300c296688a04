"""Lets these tests import the tools; they need neither Odoo nor a database."""

import sys
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1]
for folder in (TOOLS, TOOLS / "scripts", TOOLS.parent / "benchmarks"):
    sys.path.append(str(folder))
