"""What a shopper does, folded into what is known of them."""

from app.shopper.events import Event, Name, accept
from app.shopper.profile import Recent, fold
from app.shopper.visit import STRANGER, Bought, Past, Times, Visit
from app.shopper.visits import split_visits

__all__ = [
    "STRANGER",
    "Bought",
    "Event",
    "Name",
    "Past",
    "Recent",
    "Times",
    "Visit",
    "accept",
    "fold",
    "split_visits",
]
