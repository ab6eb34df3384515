"""The conversation: from what the shopper said to what the shopper sees next, computed anew each time."""

from app.guide.advance import advance, look, see_results, why
from app.guide.release import Release, compile_release
from app.guide.step import Step

__all__ = ["Release", "Step", "advance", "compile_release", "look", "see_results", "why"]
