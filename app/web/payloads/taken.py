"""What is said of a body that was taken in part."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Refusal(BaseModel):
    """A part of a body that is left out while the rest counts: where, why, and what to do."""

    pointer: str = Field(description="Where it is, as a JSON pointer (RFC 6901) into the body")
    code: str = Field(description="What is wrong; stable")
    detail: str
    help: str


class Recorded(BaseModel):
    """What became of a batch of events."""

    accepted: int = Field(description="Events that are recorded now")
    repeated: int = Field(description="Events whose id was known: a retry, or one id for two events")
    ignored: int = Field(description="Events of no use: of another name, or of a shopper who agrees to nothing")
    refused: list[Refusal] = Field(description="What is left out, wholly or in part; the rest counts")
