"""What a shopper does, folded into what is known of them."""

from app.shopper.events import Event, Name, accept
from app.shopper.profile import Recent, fold

__all__ = ["Event", "Name", "Recent", "accept", "fold"]
