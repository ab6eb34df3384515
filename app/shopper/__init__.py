"""What a shopper does, folded into what is known of them."""

from app.shopper.events import Event, Name, accept
from app.shopper.profile import Recent, fold
from app.shopper.visits import split_visits

__all__ = ["Event", "Name", "Recent", "accept", "fold", "split_visits"]
