"""Recording a journey: what is answered now, and what follows, written beside the questionnaire."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.compiler.journeys import add_journey, day_of, noon, read_said
from app.document import Text, load
from app.errors import Refused
from app.guide import Release, Step, advance, compile_release
from app.guide.state import Bodies
from app.issues import Collector, Mark
from app.services.clock import Clock, utc_now
from app.services.reading import CatalogFolder, Reading
from app.services.sources import BOM, JOURNEYS, journeys_beside, questionnaire_beside, read_text, shown


@dataclass
class Recording:
    """A conversation that is being recorded; `day` is the one on which the file's journeys are walked."""

    release: Release
    path: Path
    source: str
    day: date
    bodies: Bodies = field(default_factory=dict)

    def step(self) -> Step:
        """What the shopper sees now."""
        return advance(self.release, self.bodies, (), noon(self.day))

    def say(self, question: str, said: str) -> None:
        """Takes an answer, written as in a file of journeys. Raises Refused if it is not one, and says why."""
        issues = Collector()
        node = load(said, "", issues) if said.strip() else Text("", Mark("", 1))
        body = None
        if node is not None:
            body = read_said(self.release, question, Mark("", 1), node, self.day, issues)
        if body is None:
            issue = issues.issues[0]
            raise Refused("invalid-answer", issue.message, issue.help)
        self.bodies[question] = body

    def save(self, name: str) -> Path:
        """Writes the journey at the end of the file beside the questionnaire, or makes it. Raises Refused."""
        text = add_journey(self.source.removeprefix(BOM), name, self.release, self.bodies, {}, self.day)
        mark = BOM if self.source.startswith(BOM) else ""
        self.path.write_bytes((mark + text).encode("utf-8"))
        return self.path


def open_recording(file: Path, catalogs: Path, clock: Clock = utc_now) -> Recording:
    """A recording on a questionnaire's file, with nothing said yet. Raises Refused if that has errors."""
    file = questionnaire_beside(file) if file.name.endswith(JOURNEYS) else file
    today = clock().date()
    known = CatalogFolder(catalogs)
    draft = next(iter(Reading(catalogs, known, today).read([file]).drafts.values()), None)
    release = (
        compile_release(draft.questionnaire, "", known[draft.questionnaire.catalog], Collector()) if draft else None
    )
    if release is None:
        raise Refused(
            "broken", f"nothing can be recorded on {shown(file)}", f"`salesclerk check {shown(file)}` says why"
        )
    path = journeys_beside(file)
    source = (read_text(path, Collector()) or "") if path.is_file() else ""
    return Recording(release, path, source, day_of(source.removeprefix(BOM), today))
