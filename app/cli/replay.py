"""`salesclerk replay`."""

from __future__ import annotations

import sys
from collections import Counter

import click
import orjson

from app.services import open_context
from app.services.replaying import Replayed, Verdict
from app.services.replaying import replay as replay_steps


@click.command()
@click.argument("session", type=int, nargs=-1)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to report.")
def replay(session: tuple[int, ...], format_: str) -> None:
    """Compute recorded steps anew, those of each SESSION, by number, or of all, and say whether they are the same.

    A step is recorded with every answer. It is computed from the version, the catalog's revision, the model, the
    events and the orders that it was computed from, at its time. Where these are kept no more
    (SALESCLERK_KEEP_REVISIONS), only the path is followed, and that is said. With a step that differs it ends with
    status 1: something that it was made from has been erased or withdrawn since. So it does if there is no such
    session.
    """
    context = open_context()
    tally = Counter[Verdict]()
    for one in replay_steps(context, session or None):
        tally[one.verdict] += 1
        click.echo(_line(one) if format_ == "text" else orjson.dumps(_told(one)).decode())
    context.close()
    if format_ == "text":
        counted = ", ".join(f"{tally[verdict]} {verdict}" for verdict in Verdict)
        click.echo(f"{sum(tally.values())} steps: {counted}")
    if tally[Verdict.DIFFERS]:
        sys.exit(1)


def _told(one: Replayed) -> dict[str, object]:
    return {
        "session": one.session,
        "at": one.saying.at.isoformat(),
        "question": one.saying.question,
        "version": one.saying.version,
        "revision": one.saying.revision,
        "model": one.saying.model,
        "verdict": one.verdict,
        "missing": one.missing,
        "asked": one.step.question.question.id if one.step.question else None,
        "remaining": one.step.remaining,
        "ranking": [[id, score] for id, score in one.ranking],
    }


def _line(one: Replayed) -> str:
    said = one.saying
    seen = f"asks {one.step.question.question.id}" if one.step.question else "results"
    first = ", ".join(id for id, _ in one.ranking[:3])
    made = f"version {said.version[:12]}, catalog {said.revision}, model {said.model or 'none'}"
    shown = f"; first {first}" if first else ""
    missing = f"; not kept: {one.missing}" if one.missing else ""
    return (
        f"{said.at.isoformat()} session {one.session}, {said.question}: {one.verdict}; "
        f"{seen}, {one.step.remaining} left{shown}; {made}{missing}"
    )
