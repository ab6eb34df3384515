"""What is said of a body that was taken in part."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from app.web.payloads.outgoing import Step


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


class Believed(BaseModel):
    """What came of the token that says who the shopper is."""

    verdict: Literal["signed", "expired", "forged"] = Field(description="Only a signed one is believed")
    refused: list[Refusal] = Field(description="What is not believed, wholly or in part; the step is none the worse")


class Begun(BaseModel):
    """A session's token, said once and stored nowhere, and its first step."""

    token: str
    step: Step
    shopper: Believed | None = Field(description="What came of the `shopper` that was sent; null if none was")


class Agreed(Step):
    """The step under a consent."""

    shopper: Believed | None = Field(description="What came of the `shopper` that was sent; null if none was")
