"""What a shopper does, folded into what is known of them."""

from app.shopper.events import Event, Name, accept
from app.shopper.profile import Recent, fold
from app.shopper.purchases import Bought, purchases
from app.shopper.removed import Removed, read_removed
from app.shopper.visit import STRANGER, Past, Times, Visit
from app.shopper.visits import split_visits

__all__ = [
    "STRANGER",
    "Bought",
    "Event",
    "Name",
    "Past",
    "Recent",
    "Removed",
    "Times",
    "Visit",
    "accept",
    "fold",
    "purchases",
    "read_removed",
    "split_visits",
]
