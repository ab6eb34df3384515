"""Checking an author's files as publishing would, without touching anything that serves."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.catalog import Catalog, Index, Products, read_mapping_file
from app.catalog.feed import read_feed
from app.guide import compile_release
from app.issues import Collector, Issue, Mark
from app.services.folders import MAPPING, questionnaire_files, read_text, report_catalog
from app.services.releases import read_questionnaire


def files_to_check(paths: Iterable[Path]) -> list[Path]:
    """The files themselves, and of folders the mappings and questionnaires in them."""
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files.extend(sorted(path.glob(f"*{MAPPING}")))
            files.extend(file for file in questionnaire_files(path) if not file.name.endswith(MAPPING))
        else:
            files.append(path)
    return list(dict.fromkeys(files))


def check_files(files: Iterable[Path], catalogs: Path) -> list[Issue]:
    """Every issue of the files: text, shape, graph, and what does not fit the catalog that `catalogs` holds."""
    issues = Collector()
    indexes: dict[str, Index | None] = {}
    seen: dict[tuple[str, str], Path] = {}
    for file in files:
        source = read_text(file, issues)
        if source is None:
            continue
        if file.name.endswith(MAPPING):
            catalog = read_mapping_file(source, str(file), issues)
            if catalog and not _is_second(seen, "catalog", catalog.id, file, issues):
                indexes[catalog.id] = _index(catalog, file, issues)
            continue
        questionnaire = read_questionnaire(source, str(file), issues)
        if questionnaire is None or _is_second(seen, "questionnaire", questionnaire.id, file, issues):
            continue
        if questionnaire.catalog not in indexes:
            indexes[questionnaire.catalog] = _load(catalogs, questionnaire.catalog)
        index = indexes[questionnaire.catalog]
        if index is None:
            known = [path.name.removesuffix(MAPPING) for path in sorted(catalogs.glob(f"*{MAPPING}"))]
            report_catalog(questionnaire, catalogs, known, issues)
        else:
            compile_release(questionnaire, "", index, issues)
    return issues.issues


def _is_second(seen: dict[tuple[str, str], Path], kind: str, id: str, file: Path, issues: Collector) -> bool:
    """Whether another of the files is the same thing: then that is recorded."""
    first = seen.setdefault((kind, id), file)
    if first != file:
        issues.add("bad-id", Mark(str(file), 1), f"{first} is the {kind} `{id}` too", "ids must differ")
    return first != file


def _load(catalogs: Path, id: str) -> Index | None:
    """The catalog as it lies in its folder; what is wrong with it is reported when it is checked itself."""
    file = catalogs / f"{id}{MAPPING}"
    source = read_text(file, Collector()) if file.exists() else None
    catalog = read_mapping_file(source, str(file), Collector()) if source is not None else None
    return _index(catalog, file, Collector()) if catalog else None


def _index(catalog: Catalog, file: Path, issues: Collector) -> Index | None:
    feed = file.parent / Path(catalog.feed).name
    if not feed.is_file():
        issues.add(
            "missing-file",
            Mark(str(file), 1),
            f"the feed `{catalog.feed}` does not exist",
            "`feed` names a file beside the mapping",
        )
        return None
    return Index(Products(catalog, read_feed(feed, catalog, issues)))
