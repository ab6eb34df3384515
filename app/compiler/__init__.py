"""What a questionnaire does to its catalog: checks that need both, and what is drawn and compared."""

from app.compiler.coverage import Clash, Coverage, DeadEnd, Figure

__all__ = ["Clash", "Coverage", "DeadEnd", "Figure"]
