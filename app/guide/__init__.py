"""The conversation: from what the shopper said to what the shopper sees next, computed anew each time."""

from app.guide.advance import advance, look, see_results, why
from app.guide.compile import compile_release
from app.guide.profile import Profile, profile
from app.guide.release import Release
from app.guide.reorder import Reordered, reorder
from app.guide.step import Step

__all__ = [
    "Profile", "Release", "Reordered", "Step",
    "advance", "compile_release", "look", "profile", "reorder", "see_results", "why",
]  # fmt: skip
