"""Defects as authors make them, seeded into the shipped questionnaires."""

from tests.compiler.defects.catalogs import CATALOGS
from tests.compiler.defects.defect import Defect
from tests.compiler.defects.graphs import GRAPHS
from tests.compiler.defects.shapes import SHAPES
from tests.compiler.defects.words import WORDS

DEFECTS: tuple[Defect, ...] = (*SHAPES, *GRAPHS, *CATALOGS, *WORDS)

__all__ = ["DEFECTS", "Defect"]
