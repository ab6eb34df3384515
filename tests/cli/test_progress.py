"""Long work shows how far it is on a terminal, and is quiet in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from tests.homes import Home


def simulate(home: Home, stderr: int) -> str:
    """Runs a simulation in a process of its own; what it reports."""
    command = [sys.executable, "-m", "app", "simulate", str(home.path / "questionnaires/toys.yaml"), "--shoppers", "1"]
    environment = {**os.environ, "SALESCLERK_HOME": str(home.path), "TERM": "xterm"}
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=stderr, text=True, check=True).stdout


def test_on_a_terminal_a_bar_is_shown_and_the_report_is_the_same(home: Home) -> None:
    ours, theirs = pty.openpty()
    try:
        on_terminal = simulate(home, theirs)
        shown = os.read(ours, 1 << 16).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "author order, truthful" in shown
    assert on_terminal == simulate(home, subprocess.DEVNULL)
