"""The verbs: each loads, thinks and saves in one transaction. No Flask, no printing."""

from app.services.context import Context, open_context

__all__ = ["Context", "open_context"]
