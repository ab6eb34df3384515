"""Every figure of asking and of repairs, and every bar: `python -m tests.bench.ask`; status 1 if one does not hold."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from platform import machine, python_version, system

import numpy as np

from tests.bench.ask import lastfm, order, repair, select
from tests.bench.ask.bars import report

PARTS = (repair, order, lastfm, select)


def main() -> None:
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(f"{datetime.now():%Y-%m-%d}, commit {commit}, python -m tests.bench.ask")
    print(f"{system()} {machine()}, Python {python_version()}, numpy {np.__version__}\n")
    bars = [bar for part in PARTS for bar in part.measure()]
    print(report(bars))
    sys.exit(not all(bar.holds for bar in bars))


if __name__ == "__main__":
    main()
