"""When nothing fits: what to loosen or give up, exactly, and what stands against each other."""

from app.guide.repair.dead_end import DeadEnd, dead_end
from app.guide.repair.minimal import Repairs, all_repairs, cheapest_repairs, minimal_hitting_sets
from app.guide.repair.needs import needs

__all__ = ["DeadEnd", "Repairs", "all_repairs", "cheapest_repairs", "dead_end", "minimal_hitting_sets", "needs"]
