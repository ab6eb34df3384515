"""Recording a journey at the terminal: answers as arguments, or one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from app.errors import Refused
from app.guide.step import QuestionView
from app.services.recording import Recording, open_recording
from app.services.sources import shown


def record_journey(file: Path, name: str, answers: Iterable[str], catalogs: Path) -> None:
    """Records what is answered, and prints where; without answers, asks for them. Raises Refused."""
    recording = open_recording(file, catalogs)
    given = list(answers)
    for answer in given:
        question, sign, said = answer.partition("=")
        if not sign:
            raise click.UsageError(f"an answer is written question=answer, not `{answer}`")
        recording.say(question, said)
    if not given:
        _ask(recording)
    path = recording.save(name)
    click.echo(f"{shown(path)}: recorded `{name}`, {len(recording.bodies)} answers")


def _ask(recording: Recording) -> None:
    """Asks question by question until there is none, or an empty line, or the end of what is typed."""
    while (view := recording.step().question) is not None:
        click.echo(_shown(view), err=True)
        click.echo(f"{view.question.id} = ", nl=False, err=True)
        said = sys.stdin.readline()
        if not said.strip():
            break
        try:
            recording.say(view.question.id, said.strip())
        except Refused as refused:
            click.echo(f"{refused.message}\n    {refused.help}", err=True)
    step = recording.step()
    click.echo(f"{step.remaining:,} products", err=True)


def _shown(view: QuestionView) -> str:
    lines = [f"\n{view.question.ask.pick('')}"]
    lines += [f"  {one.choice.id}: {one.choice.label.pick('')} ({one.count:,})" for one in view.choices]
    if view.range is not None and view.range.min is not None:
        lines.append(f"  {view.range.min:g}..{view.range.max:g}")
    if view.question.skippable:
        lines.append("  skip")
    return "\n".join(lines)
