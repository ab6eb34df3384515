"""What all that comes in has in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

ID = Field(max_length=200)


class Strict(BaseModel):
    """Nothing is converted, nothing unknown is ignored."""

    model_config = ConfigDict(strict=True, extra="forbid")
