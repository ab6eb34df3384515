"""What a session holds, as answers by question, and how a call is refused."""

from typing import Any

import pytest

from app.errors import Refused
from app.services.answering import View

KEY = "5e0c6a52-key-of-a-client"


def said(view: View) -> dict[str, Any]:
    """The answers that stand, by question."""
    return {each.question: each.body for each in view.step.answers}


def refused(call: Any) -> str:
    """The code with which a call is refused."""
    with pytest.raises(Refused) as error:
        call()
    return error.value.code
