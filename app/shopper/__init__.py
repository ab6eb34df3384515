"""What a shopper does, folded into what is known of them."""

from app.shopper.events import Event, Name, accept
from app.shopper.gifts import Gifts, Mark, Span, fold_gifts
from app.shopper.profile import Recent, fold
from app.shopper.purchases import Bought, purchases
from app.shopper.removed import Removed, read_removed
from app.shopper.repurchase import Kept, Rhythm, gaps_of, keep_back, rhythm_of
from app.shopper.visit import STRANGER, Past, Times, Visit
from app.shopper.visits import split_visits

__all__ = [
    "STRANGER",
    "Bought",
    "Event",
    "Gifts",
    "Kept",
    "Mark",
    "Name",
    "Past",
    "Recent",
    "Removed",
    "Rhythm",
    "Span",
    "Times",
    "Visit",
    "accept",
    "fold",
    "fold_gifts",
    "gaps_of",
    "keep_back",
    "purchases",
    "read_removed",
    "rhythm_of",
    "split_visits",
]
