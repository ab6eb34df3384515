"""The source's own rule: each option leads to another node by its name, or names the method."""

from __future__ import annotations

from typing import Any

TREE: dict[str, dict[str, str]] = {
    "data": {"continuous": "> continuous_aim", "categorical": "> categorical_aim", "both": "> mixed_aim"},
    "continuous_aim": {
        "reduce": "factor-analysis",
        "classify": "mixture-model",
        "correlate": "correlation",
        "predict": "> predictors",
        "causal": "> variables_used",
        "mechanism": "> mechanism",
    },
    "predictors": {"one": "simple-regression", "many": "multiple-regression"},
    "variables_used": {"observed": "path-analysis", "latent": "structural-equations"},
    "mechanism": {"how": "mediation", "when": "moderation"},
    "categorical_aim": {"fit": "chi-square-fit", "independence": "chi-square-independence"},
    "mixed_aim": {"nested": "multilevel", "differences": "> groups", "predict": "logistic-regression"},
    "groups": {"two": "> two_groups", "more": "> many_groups", "repeated": "repeated-anova"},
    "two_groups": {"population": "one-sample-t", "independent": "independent-t", "paired": "paired-t"},
    "many_groups": {
        "independent": "one-way-anova",
        "factors": "factorial-anova",
        "covariates": "ancova",
        "outcomes": "manova",
    },
}
"""In the order of the source; a target that begins with `> ` is a node."""


def _place(answers: dict[str, Any]) -> str:
    at = "> data"
    while at.startswith("> ") and at[2:] in answers:
        at = TREE[at[2:]][answers[at[2:]]]
    return at


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    at = _place(answers)
    return at[2:] if at.startswith("> ") else None


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return list(TREE[question])


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The method that the answers end at."""
    at = _place(answers)
    return [] if at.startswith("> ") else [at]
