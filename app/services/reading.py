"""Mappings with their feeds, and questionnaires with their parts, read for whoever asks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.catalog import Catalog, Index, Products, read_mapping_file
from app.catalog.feed import read_feed
from app.compiler import Coverage
from app.compiler.checks import check_catalog
from app.compiler.journeys import check_journeys
from app.guide import Release, compile_release
from app.issues import Collector, Mark, acknowledge
from app.questionnaire import Questionnaire, check_graph, check_logic, check_part, included, parse
from app.services.shared_names import check_names
from app.services.sources import (
    BESIDE,
    BOM,
    MAPPING,
    files_in,
    has_own_key,
    is_questionnaire,
    journeys_beside,
    read_beside,
    read_parts,
    read_text,
    shown,
)
from app.shopper.segments import FILE as SEGMENTS
from app.shopper.segments import read_segments
from app.shopper.trigger_file import catalogs_named, read_triggers
from app.store import versions

Prove = Callable[[Release, date, Collector], Coverage | None]
"""What is to be proven of the paths of a questionnaire that fits its catalog."""


def nothing_proven(release: Release, today: date, issues: Collector) -> Coverage | None:
    """Leaves the paths alone: what serves has been proven when it was written."""
    return None


@dataclass(frozen=True)
class NewState:
    """A catalog as its mapping and its feed are now."""

    mapping_source: str
    feed_sha256: str
    index: Index
    file: str

    @property
    def state(self) -> str:
        return state_of(self.mapping_source, self.feed_sha256)


@dataclass(frozen=True)
class Draft:
    """A questionnaire that is sound, as it lies in its file, with the texts of the parts that it includes."""

    path: Path
    source: str
    parts: Mapping[str, str]
    questionnaire: Questionnaire

    @property
    def state(self) -> str:
        return versions.name_of(self.source, self.parts)


@dataclass
class Reading:
    """What was found in some files at one time: every issue, and by id what is sound."""

    folder: Path
    """Where the mappings of catalogs lie."""
    known: Mapping[str, Index]
    """The catalogs that are known without these files."""
    today: date
    """The day on which everything is checked, and journeys are walked that name none."""
    taken: Mapping[str, str] = field(default_factory=dict)
    """The states that need no second reading, as `app.store.taken` has them."""
    issues: Collector = field(default_factory=Collector)
    catalogs: dict[str, NewState | None] = field(default_factory=dict)
    """None: as it was taken."""
    drafts: dict[str, Draft] = field(default_factory=dict)
    prove: Prove = nothing_proven
    coverages: dict[str, Coverage] = field(default_factory=dict)
    """What was proven of each draft."""
    ids: dict[tuple[str, str], Path] = field(default_factory=dict)
    """The file of each catalog and questionnaire that could be read so far as to know its id."""
    nameless: list[Path] = field(default_factory=list)
    """The files of questionnaires that could not."""
    journeys: list[Path] = field(default_factory=list)
    """The files of journeys that lie beside questionnaires."""

    @property
    def questionnaires(self) -> set[str]:
        """The ids of the questionnaires among the files."""
        return {id for kind, id in self.ids if kind == "questionnaire"}

    def read(self, files: Sequence[Path]) -> Reading:
        """Reads the mappings, then the questionnaires, and the parts that none of these includes."""
        for path in files:
            if path.name.endswith(MAPPING):
                self._read_mapping(path)
        sources = {path: read_text(path, self.issues) for path in files if not path.name.endswith(MAPPING)}
        self.nameless.extend(path for path, source in sources.items() if source is None)
        texts = {path: source for path, source in sources.items() if source is not None}
        names = {path: included(source.removeprefix(BOM)) for path, source in texts.items()}
        used = {path.parent / name for path in names for name in names[path]}
        for path, source in texts.items():
            if path in used and not has_own_key(source):
                continue  # what is wrong with it is said where it is included
            if path.name in BESIDE:
                self._read_beside(path, source)
                continue
            if is_questionnaire(source):
                self._read_questionnaire(path, source, names[path])
            else:
                check_part(source.removeprefix(BOM), shown(path), self.issues)
        for path in (path for path in texts if path.name == SEGMENTS and self._holds_all_of(path.parent, files)):
            segments = read_segments(texts[path].removeprefix(BOM), shown(path), Collector())
            drafts = [draft.questionnaire for draft in self.drafts.values()]
            check_names(segments, drafts, [self._index_of(draft.catalog) for draft in drafts], self.issues)
        return self

    def _holds_all_of(self, folder: Path, files: Sequence[Path]) -> bool:
        """Whether every questionnaire of a folder was read, and is sound: what none of them asks, nobody asks."""
        return self.drafts.keys() == self.questionnaires and not self.nameless and set(files_in(folder)) <= set(files)

    def _index_of(self, catalog: str) -> Index:
        state = self.catalogs.get(catalog)
        return state.index if state else self.known[catalog]

    def _read_mapping(self, path: Path) -> None:
        source = (read_text(path, self.issues) or "").removeprefix(BOM)
        catalog = read_mapping_file(source, shown(path), self.issues) if source else None
        if catalog is None or not self._is_first("catalog", catalog.id, path, self.issues):
            return
        feed = path.parent / Path(catalog.feed).name
        try:
            feed_sha256 = hashlib.sha256(feed.read_bytes()).hexdigest()
        except OSError as error:
            message = f"the feed `{catalog.feed}` cannot be read: {error.strerror}"
            self.issues.add("missing-file", Mark(shown(path), 1), message, "`feed` names a file beside the mapping")
            return
        if self.taken.get(f"catalog {catalog.id}") == state_of(source, feed_sha256):
            self.catalogs[catalog.id] = None
            return
        index = read_index(catalog, feed, self.issues)
        if index:
            self.catalogs[catalog.id] = NewState(source, feed_sha256, index, shown(path))

    def _read_questionnaire(self, path: Path, source: str, names: Sequence[str]) -> None:
        issues = Collector()
        parts = read_parts(path, names, issues)
        parts |= read_beside(path, "\n".join((source, *parts.values())), issues)
        questionnaire = read_questionnaire(source, shown(path), issues, parts)
        if questionnaire:
            check_logic(questionnaire, self.today, issues)
        if questionnaire is None:
            self.nameless.append(path)
        elif self._is_first("questionnaire", questionnaire.id, path, issues):
            release = self._compile(questionnaire, issues)
            if release:
                self.drafts[questionnaire.id] = Draft(path, source, parts, questionnaire)
                self._walk_journeys(journeys_beside(path), release)
                coverage = self.prove(release, self.today, issues)
                if coverage:
                    self.coverages[questionnaire.id] = coverage
        self._acknowledge(questionnaire, issues)

    def _read_beside(self, path: Path, source: str) -> None:
        """What is wrong with a file that questionnaires share, by itself; what does not fit a catalog they say."""
        if path.name == SEGMENTS:
            read_segments(source.removeprefix(BOM), shown(path), self.issues)
            return
        beside = read_parts(path, [SEGMENTS], Collector()).get(SEGMENTS)
        segments = None if beside is None else read_segments(beside.removeprefix(BOM), "", Collector())
        read_triggers(source.removeprefix(BOM), shown(path), segments, self.issues)
        for name in catalogs_named(source.removeprefix(BOM), shown(path)):
            if name.value not in self.catalogs and name.value not in self.known:
                self._report_catalog(name.value, name.mark, self.issues)

    def _acknowledge(self, questionnaire: Questionnaire | None, issues: Collector) -> None:
        """Takes the issues over; that an `allow` covers nothing can be said only where everything was looked for."""
        found = acknowledge(issues.issues, questionnaire.allowances if questionnaire else ())
        proven = questionnaire is not None and questionnaire.id in self.coverages
        self.issues.issues.extend(issue for issue in found if proven or issue.code != "unused-allow")

    def _compile(self, questionnaire: Questionnaire, issues: Collector) -> Release | None:
        """The questionnaire on its catalog, if it can serve there; what is wrong between the two goes to `issues`."""
        state = self.catalogs.get(questionnaire.catalog)
        index = state.index if state else self.known.get(questionnaire.catalog)
        if index is None:
            self._report_catalog(questionnaire.catalog, questionnaire.catalog_mark, issues)
            return None
        release = compile_release(questionnaire, "", index, issues)
        if release:
            check_catalog(release, self.today, issues)
        return None if issues.failed else release

    def _walk_journeys(self, path: Path, release: Release) -> None:
        source = read_text(path, self.issues) if path.is_file() else None
        if source is not None:
            self.journeys.append(path)
            check_journeys(source.removeprefix(BOM), shown(path), release, self.today, self.issues)

    def _is_first(self, kind: str, id: str, path: Path, issues: Collector) -> bool:
        """Whether no other of the files is the same thing; else that is recorded."""
        first = self.ids.setdefault((kind, id), path)
        if first != path:
            message = f"{shown(first)} is the {kind} `{id}` too"
            issues.add("bad-id", Mark(shown(path), 1), message, "ids must differ")
        return first == path

    def _report_catalog(self, id: str, mark: Mark, issues: Collector) -> None:
        """Says why a catalog that is named is not there: no such word, or its own files are broken."""
        if (self.folder / f"{id}{MAPPING}").is_file():
            help = f"mend {id}{MAPPING} or its feed; checking them says what is wrong"
            issues.add("unknown-catalog", mark, f"the catalog `{id}` cannot be read", help)
        else:
            known = sorted({*self.catalogs, *self.known})
            issues.unknown_word("unknown-catalog", mark, "the catalog", id, known)


class CatalogFolder(Mapping[str, Index]):
    """The catalogs that lie in a folder, each read when it is asked for; what is wrong with them is not reported."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Index | None] = {}

    def __getitem__(self, id: str) -> Index:
        if id not in self._read:
            path = self.folder / f"{id}{MAPPING}"
            reading = Reading(self.folder, {}, date.min).read([path] if path.is_file() else [])
            state = reading.catalogs.get(id)
            self._read[id] = state.index if state else None
        index = self._read[id]
        if index is None:
            raise KeyError(id)
        return index

    def __iter__(self) -> Iterator[str]:
        return (path.name.removesuffix(MAPPING) for path in sorted(self.folder.glob(f"*{MAPPING}")))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def read_questionnaire(
    source: str, file: str, issues: Collector, parts: Mapping[str, str] | None = None
) -> Questionnaire | None:
    """The stages that need no catalog: text, shape, graph. None if one of them found an error."""
    collected = Collector()
    texts = {name: text.removeprefix(BOM) for name, text in (parts or {}).items()}
    questionnaire = parse(source.removeprefix(BOM), file, collected, texts)
    if questionnaire:
        check_graph(questionnaire, collected)
    issues.issues.extend(collected.issues)
    return None if collected.failed else questionnaire


def read_index(catalog: Catalog, feed: Path, issues: Collector) -> Index | None:
    """The products of a feed, indexed; None if the feed as a whole is not to be used."""
    collected = Collector()
    index = Index(Products.of_records(catalog, read_feed(feed, catalog, collected, shown(feed))))
    issues.issues.extend(collected.issues)
    return None if collected.failed else index


def state_of(*texts: str) -> str:
    """The SHA-256 of some texts together."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
