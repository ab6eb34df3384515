"""The source's own rule: each option leads to another node by its number, or names the test to use."""

from __future__ import annotations

from typing import Any

Node = tuple[str, dict[str, int | str]]

UPLOAD = 101
"""A node that the source's file does not hold."""

TREE: dict[int, Node] = {
    0: ("start", {"general": 1, "upload": UPLOAD}),
    1: ("one_variable", {"yes": 2, "no": 7}),
    2: ("samples", {"one": 3, "two": 22, "more": 32}),
    3: (
        "distribution_of_one",
        {"normal": 4, "binomial": 6, "poisson": "poisson", "other": "other-distribution"},
    ),
    4: ("parameter", {"known": "one-sample-z", "no": "chi-square-variance", "unknown": "one-sample-t"}),
    6: ("approximation", {"yes": "normal-theory", "no": "exact"}),
    7: ("two_variables", {"two": 10, "more": 8}),
    8: ("outcome_type", {"continuous": "multiple-regression", "binary": 9}),
    9: ("event_time", {"yes": 27, "no": "multiple-logistic"}),
    10: ("types", {"continuous": 19, "mixed": 14, "ordinal": "rank-correlation", "categorical": 13}),
    13: ("association", {"association": "contingency-table", "reproducibility": "kappa"}),
    14: ("ways", {"one": 18, "two": 16, "more": 17}),
    15: ("covariates_one", {"yes": "one-way-ancova", "no": "one-way-anova"}),
    16: ("covariates_two", {"yes": "two-way-ancova", "no": "two-way-anova"}),
    17: ("covariates_more", {"yes": "higher-way-ancova", "no": "higher-way-anova"}),
    18: ("normal_groups", {"yes": 15, "no": "kruskal-wallis"}),
    19: ("predict", {"yes": "simple-regression", "no": 20}),
    20: ("both_normal", {"yes": "pearson", "no": "rank-correlation"}),
    22: ("distribution_of_two", {"normal": 26, "binomial": 24, "other": 23}),
    23: ("person_time", {"yes": 27, "no": "other-two-samples"}),
    24: ("independent_shares", {"yes": 25, "no": "mcnemar"}),
    25: ("expected_values", {"yes": 34, "no": "fisher"}),
    26: ("means", {"yes": 36, "no": "two-sample-f"}),
    27: ("one_rate", {"yes": "one-incidence-rate", "no": 28}),
    28: ("constant_rates", {"yes": 29, "no": 30}),
    29: ("two_rates", {"yes": "two-incidence-rates", "no": "incidence-trend"}),
    30: ("survival", {"yes": "log-rank", "no": 31}),
    31: ("weibull", {"yes": "weibull-survival", "no": "cox"}),
    32: ("all_normal", {"yes": "one-way-anova", "no": 33}),
    33: ("categorical", {"yes": "r-by-c-table", "no": "other-many-samples"}),
    34: ("table", {"two_by_two": "two-sample-binomial", "two_by_k": 35, "r_by_c": "chi-square-r-by-c"}),
    35: ("trend", {"yes": "chi-square-heterogeneity", "no": "chi-square-trend"}),
    36: ("independent_means", {"yes": 37, "no": "paired-t"}),
    37: ("variances", {"yes": "unequal-t", "no": "equal-t"}),
}


def _place(answers: dict[str, Any]) -> int | str:
    at: int | str = 0
    while isinstance(at, int) and at in TREE and TREE[at][0] in answers:
        question, leads = TREE[at]
        at = leads[answers[question]]
    return at


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when there is nothing more to ask."""
    at = _place(answers)
    return TREE[at][0] if isinstance(at, int) and at in TREE else None


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return next(list(leads) for id, leads in TREE.values() if id == question)


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The test that the answers end at; none if they end elsewhere."""
    at = _place(answers)
    return [at] if isinstance(at, str) else []
