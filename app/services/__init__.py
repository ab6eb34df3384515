"""The verbs: each loads, thinks and saves in one transaction. No Flask, no printing."""

from app.services.context import Context, connect, open_context

__all__ = ["Context", "connect", "open_context"]
