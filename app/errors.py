"""Exceptions that a door turns into an answer: each says what is wrong and what to do."""

from __future__ import annotations


class SalesclerkError(Exception):
    """Anything that a user of Salesclerk can cause and mend; `code` is stable, the text is for people."""

    code = "error"

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help


class NotFound(SalesclerkError):
    """A thing was named that does not exist."""

    code = "not-found"


class NotShared(NotFound):
    """No shared list is kept under an id: there never was one, its time is over, or its sender has erased it."""

    code = "not-shared"


class Refused(SalesclerkError):
    """The request was understood, but its content breaks a rule."""

    code = "invalid"

    def __init__(self, code: str, message: str, help: str = "") -> None:
        super().__init__(message, help)
        self.code = code


class Unauthorized(SalesclerkError):
    """No session belongs to the token that was sent."""

    code = "unauthorized"


class Unavailable(SalesclerkError):
    """What was asked for cannot be served now, for instance because no good version of it exists yet."""

    code = "unavailable"
