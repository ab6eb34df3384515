"""Long work shows how far it is on a terminal, and is quiet in a pipe."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from app.store import Order, orders
from tests.homes import NOW, Home


def simulate(home: Home, stderr: int) -> str:
    """Runs a simulation; what it reports."""
    return run(home, stderr, "simulate", str(home.path / "questionnaires/toys.yaml"), "--shoppers", "1")


def run(home: Home, stderr: int, *arguments: str) -> str:
    """Runs a command in a process of its own; what it reports."""
    command = [sys.executable, "-m", "app", *arguments]
    environment = {**os.environ, "SALESCLERK_HOME": str(home.path), "TERM": "xterm"}
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=stderr, text=True, check=True).stdout


def test_learning_triggers_shows_how_far_it_is_on_a_terminal_alone(home: Home) -> None:
    home.edit("catalog/toys.mapping.yaml", "popularity: sold", "popularity: sold, category: brand")
    context = home.open()
    with context.database.writing() as db:
        orders.add(db, [Order(f"{n:064x}", f"p{1 + n % 5}", NOW) for n in range(40)])
    context.close()
    ours, theirs = pty.openpty()
    try:
        on_terminal = run(home, theirs, "triggers", "--learn")
        shown = os.read(ours, 1 << 16).decode()
    finally:
        os.close(ours)
        os.close(theirs)
    assert "Reading orders" in shown and "toys: shoppers" in shown and "100%" in shown
    ends, begins = os.pipe()
    quiet = run(home, begins, "triggers", "--learn")
    os.close(begins)
    with os.fdopen(ends) as said:
        assert said.read() == ""
    assert on_terminal == quiet == "toys: 0 learnt\nthere are no triggers\n"


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
