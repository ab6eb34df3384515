"""Write docs/commands.md: what every command says of itself, and what stands around it.

    .venv/bin/python docs/tools/commands.py

A test holds the page against the commands.
"""

from __future__ import annotations

from pathlib import Path

import click

from app.cli import COMMANDS, salesclerk
from app.cli.formats import FORMATS

PAGE = Path(__file__).parents[1] / "commands.md"
WIDTH = 100

BEGIN = """# Commands

Everything is done by one command, `salesclerk` (also `python -m app`). It ends with status 0 if all is well, 1
if not, and 2 if it was called wrongly; what a user can mend is said on the error stream with what to do.
*This page is written from the commands' own help by `docs/tools/commands.py`.*
"""

CHECK = """
**text** shows each issue with its line, the lines around it and a caret under the place, the path to it by ids,
and what to do; then how many there are at each stage. **github** writes workflow commands, so that a run on
GitHub shows each issue at its line of a pull request. **sarif** writes SARIF 2.1.0 for code scanning; what is
acknowledged is suppressed there, and the fingerprints outlive lines inserted above. **json** is for your own
programs; its shape only grows:

```json
{
  "format": 1,
  "files": ["questionnaires/bikes.yaml"],
  "issues": [
    {
      "file": "questionnaires/bikes.yaml", "line": 8, "column": 21,
      "path": ["questions", "ground", "choices", "road", "filter", "type", "0"],
      "code": "unknown-value", "severity": "warning", "stage": "catalog",
      "message": "…", "help": "…",
      "excerpt": [{"line": 7, "text": "…"}, {"line": 8, "text": "…"}, {"line": 9, "text": "…"}],
      "allowed": null
    }
  ],
  "totals": {"files": 1, "errors": 0, "warnings": 1, "notes": 0, "acknowledged": 0},
  "stages": {"text": {"errors": 0, "warnings": 0, "notes": 0, "acknowledged": 0}},
  "coverage": {"bikes": {"products": 240, "paths": 5120}}
}
```

`column` is null where the whole line is meant, and counts characters from 1. `allowed` is the author's reason
where an `allow` acknowledges the issue (empty without one), else null. `stages` holds all five: text, shape,
graph, catalog, journeys. `coverage` has, by questionnaire, what was proven of its paths: how many products can come to
each question (`nodes`), along each way (`edges`) and past each answer (`answers`), what is left at the end, dead ends
and clashing answers; a figure has `value`, `low` and `high`, and `walks` if it was sampled. With json and sarif the
standard output holds nothing else; a file that is not there is the issue `missing-file`, with status 2.
"""

SIMULATE = """
What the figures mean stands in [conversation.md](conversation.md#simulation-and-order-advice). On a terminal a bar
shows how far it is; in a pipe nothing but the report is written. **json** holds the same figures for your own
programs; its shape only grows: `orders` and `trust` hold what came of each kind of shoppers; `possible` the Shannon
bound (`shannon`), the exact `optimum` and best `static` order (null where there are too many questions for them), what
it takes to ask the most informative question (`greedy`) and to ask in the order that is `written`, and how many
products are `left`; `advice` the advised order with what each question is worth; `redundant` pairs of questions;
`never_shown` ids of products. `--plot` draws how many shoppers are done after how many questions.
"""

VERSIONS = """
## Versions

A version is a questionnaire's file as it was published, with the files that it includes: immutable, and named by
the SHA-256 of all of them. A publication puts a version before shoppers and has a number, an author and a note;
to roll back is to publish an earlier version again. Sessions that have begun keep the version that they began
on, and are moved to the current one only if theirs no longer fits the catalog.

The folder and the commands go together by one rule: a file of the folder is taken in when it has changed since
it was last taken in.

| you | then |
|---|---|
| edit a file in `questionnaires/`, or a part that it includes | `serve` publishes it, with the author `folder` |
| edit `segments.yaml` or `triggers.yaml` | every questionnaire that reads it is published anew: it is a part of each |
| `publish` that file | it is current; the folder does not publish it again |
| `publish` a file from elsewhere | it is current; the file in the folder stays as it is, and does not undo it |
| `rollback` | an earlier version is current; the file in the folder does not undo it until somebody edits it |
| `pull` with `--to questionnaires` | the file in the folder is that version: it is taken in as if you had written it |
| delete the file | the version serves on, and the log and `doctor` say that its file is gone |
| `import` a feed | errors brought to what serves, or the loss of nearly all products, hold it back but for `--force` |
"""

AFTER = {"check": CHECK, "pull": VERSIONS, "simulate": SIMULATE}
"""What follows a command's help."""


def page() -> str:
    """The page, with the help as it is printed on a terminal of 100 columns."""
    assert sorted(FORMATS) == ["github", "json", "sarif", "text"]
    sections = (f"\n## {command.name}\n\n```text\n{_help(command)}\n```\n" for command in COMMANDS)
    after = (AFTER.get(command.name or "", "") for command in COMMANDS)
    return BEGIN + "".join(text for pair in zip(sections, after, strict=True) for text in pair)


def _help(command: click.Command) -> str:
    parent = salesclerk.make_context("salesclerk", [], resilient_parsing=True)
    context = click.Context(command, parent=parent, info_name=command.name, terminal_width=WIDTH)
    return command.get_help(context)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
