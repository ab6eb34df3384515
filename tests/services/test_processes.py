"""Processes that share a home agree on what serves."""

import multiprocessing

from app.services import Context
from app.services.importing import import_feed
from tests.homes import Home
from tests.services.desk import asked, remaining


def test_an_import_is_not_undone_by_a_restart(home: Home, context: Context) -> None:
    shorter = "\n".join((home.path / "catalog/toys.csv").read_text().splitlines()[:3])
    feed = home.path / "nightly.csv"
    feed.write_text(shorter)
    assert import_feed(context, feed, home.path / "catalog/toys.mapping.yaml").saved
    again = home.open()
    assert (remaining(context), remaining(again)) == (2, 2)
    again.close()


def test_what_another_process_published_is_served(home: Home, context: Context) -> None:
    home.edit("questionnaires/toys.yaml", "Good day", "Good evening")
    other = home.open()
    other.close()
    context.folders.look()
    assert asked(context) == "Good evening"


def open_at(path: str, start: "multiprocessing.synchronize.Barrier", said: "multiprocessing.Queue[object]") -> None:
    """Opens a home the moment that all others do, and says what it serves."""
    from pathlib import Path

    start.wait()
    context = Home(Path(path)).open()
    said.put((remaining(context), context.releases.current("toys").version, context.secret))
    context.close()


def test_processes_that_open_a_fresh_home_at_once_agree(home: Home) -> None:
    spawn = multiprocessing.get_context("spawn")
    start, said = spawn.Barrier(3), spawn.Queue()
    processes = [spawn.Process(target=open_at, args=(str(home.path), start, said)) for _ in range(3)]
    for process in processes:
        process.start()
    found = [said.get(timeout=60) for _ in processes]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(set(found)) == 1
    assert found[0][0] == 5
