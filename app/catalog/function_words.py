"""Words that hold a query together and name nothing: articles, prepositions, conjunctions, pronouns.

Three languages, those of the pages; folded as `mentions` folds words. Whatever names in one of them what a product is,
has or lacks ("all", "over", "can", the German "hat") is none of them, for the language of a query is not known.
"""

from __future__ import annotations

_ENGLISH = (
    "a an and are as at by does for from has have i in is it its looking me my need of on or our please some"
    " something that the their them these this to want we which who with you your"
)
_GERMAN = (
    "aber als am an auf aus bei bitte brauche das dem den der des die ein eine einem einen einer eines etwas fur"
    " fuer ich im in ist mein meine meinem meinen meiner mich mir mit mochte moechte nach oder sich sie sind"
    " suche und uns unser unsere unter vom von was welche wir zu zum zur"
)
_ARABIC = "الي الى او اي ان اريد التي الذي عن على علي عند في ل لي مع من هذا هذه هل و"

FUNCTION_WORDS: frozenset[str] = frozenset(f"{_ENGLISH} {_GERMAN} {_ARABIC}".split())
