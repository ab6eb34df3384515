"""The source's own rules: questions that take licences away from a list, and go on by what is left of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

LICENCES = {
    "cc-public-domain": "data software public-domain",
    "cc-zero": "data public-domain",
    "cc-by": "data by",
    "cc-by-sa": "data by sa",
    "cc-by-nd": "data by nd",
    "cc-by-nc": "data by nc",
    "cc-by-nc-sa": "data by nc sa",
    "cc-by-nc-nd": "data by nc nd",
    "perl-artistic-1": "software perl",
    "perl-artistic-2": "software perl",
    "gpl-2+": "software copyleft strong",
    "gpl-3": "software copyleft strong",
    "agpl-3": "software copyleft strong",
    "mpl-2": "software copyleft weak",
    "lgpl-2.1+": "software copyleft weak",
    "lgpl-3": "software copyleft weak",
    "epl-1": "software copyleft weak",
    "cddl-1": "software copyleft weak",
    "mit": "software permissive",
    "bsd-3c": "software permissive",
    "bsd-2c": "software permissive",
    "apache-2": "software permissive",
}
"""The licences that are available, with their categories."""

COMPATIBLE = {
    "cc-public-domain": "YYYYYYYYYYYYYYYY",
    "mit": "NYYYYYYYYYYYYYYY",
    "bsd-2c": "NNYYYYYYYYYYYYYY",
    "bsd-3c": "NNNYYYYYYYYYYYYY",
    "apache-2": "NNNNYNNYYYNNNYNY",
    "lgpl-2.1": "NNNNNYNNYNNYNNYN",
    "lgpl-2.1+": "NNNNNNYYYNNYYYYY",
    "lgpl-3": "NNNNNNNYYNNNNYNY",
    "mpl-2": "NNNNNYYYYNNYYYYY",
    "epl-1": "NNNNNNNNYYYNNYNY",
    "cddl-1": "NNNNNNNNNNYNNNNN",
    "gpl-2": "NNNNNNNNNNNYNNYN",
    "gpl-2+": "NNNNNNNNNNNYYYYY",
    "gpl-3": "NNNNNNNNNNNNYYNY",
    "agpl-1": "NNNNNNNNNNNNNNYN",
    "agpl-3": "NNNNNNNNNNNNNNNY",
}
"""Whether work under the licence of the row may become part of work under that of the column; columns are as rows."""

YES_NO = ["yes", "no"]
OFFERED = {
    "KindOfContent": ["software", "data"],
    "LicenseInteropData": ["public-domain", "by", "by-nc", "by-nc-sa", "odbl", "by-sa", "nd"],
    "YourSoftware": ["existing", "own"],
    "LicenseInteropSoftware": list(COMPATIBLE),
    "StrongCopyleft": ["strong", "weak"],
}


@dataclass
class Selector:
    """The list that is left, and the question that it stands at: None once licences are chosen or none can be."""

    left: list[str] = field(default_factory=lambda: list(LICENCES))
    at: str | None = "KindOfContent"

    def has(self, category: str) -> bool:
        return any(category in LICENCES[id].split() for id in self.left)

    def only(self, category: str) -> bool:
        return all(category in LICENCES[id].split() for id in self.left)

    def include(self, category: str) -> None:
        self.left = [id for id in self.left if category in LICENCES[id].split()]

    def exclude(self, category: str) -> None:
        self.left = [id for id in self.left if category not in LICENCES[id].split()]

    def choose(self, *ids: str) -> None:
        self.left = [id for id in ids if id in LICENCES]
        self.at = None

    def answer(self, said: Any) -> None:
        """Take an answer to the question at hand."""
        question = self.at
        self.at = None
        match question, said:
            case "KindOfContent", "software":
                self.exclude("data")
                self.at = "YourSoftware"
            case "KindOfContent", "data":
                self.exclude("software")
                self.at = "DataCopyrightable"
            case "DataCopyrightable", "no":
                self.choose("cc-public-domain")
            case "DataCopyrightable", "yes":
                self.at = "OwnIPR"
            case "OwnIPR", _:
                self.at = "AllowDerivativeWorks" if said == "yes" else "EnsureLicensing"
            case "EnsureLicensing", "yes":
                self.at = "LicenseInteropData"
            case "EnsureLicensing", "no":
                self.choose()
            case "LicenseInteropData", _:
                self.from_data(said[-1])
            case "AllowDerivativeWorks", "yes":
                self.exclude("nd")
                self.at = "ShareAlike"
            case "AllowDerivativeWorks", "no":
                self.include("nd")
                self.at = None if self.only("nc") else "CommercialUse"
            case "ShareAlike", _:
                (self.include if said == "yes" else self.exclude)("sa")
                self.at = None if self.only("nc") else "CommercialUse"
            case "CommercialUse", "yes":
                self.exclude("nc")
                self.at = None if self.only("by") else "DecideAttribute"
            case "CommercialUse", "no":
                self.include("nc")
                self.include("by")
            case "DecideAttribute", _:
                self.include("by" if said == "yes" else "public-domain")
            case "YourSoftware", _:
                self.at = "LicenseInteropSoftware" if said == "existing" else "Copyleft"
            case "LicenseInteropSoftware", _:
                self.from_software(said)
            case "Copyleft", "yes":
                self.include("copyleft")
                self.at = "StrongCopyleft" if self.has("weak") and self.has("strong") else None
            case "Copyleft", "no":
                self.exclude("copyleft")
                self.include("permissive")
            case "StrongCopyleft", _:
                self.include(said)

    def from_data(self, last: str) -> None:
        """Of several licences that were ticked, the last one decides."""
        match last:
            case "by-nc-sa":
                self.choose("cc-by-nc-sa")
                return
            case "odbl" | "by-sa":
                self.choose("odbl", "cc-by-sa")
                return
            case "nd":
                self.choose()
                return
            case "by":
                self.exclude("public-domain")
            case "by-nc":
                self.include("nc")
        self.at = "AllowDerivativeWorks"

    def from_software(self, ticked: list[str]) -> None:
        """Every two must be compatible both ways; what is left is what all of them are compatible with."""
        columns = list(COMPATIBLE)
        if any(COMPATIBLE[one][columns.index(other)] == "N" for one in ticked for other in ticked):
            self.choose()
            return
        self.choose(*(id for place, id in enumerate(columns) if all(COMPATIBLE[one][place] == "Y" for one in ticked)))
        if self.has("copyleft") and self.has("permissive"):
            self.at = "Copyleft"
        elif self.has("copyleft") and self.has("strong") and self.has("weak"):
            self.at = "StrongCopyleft"


def _selector(answers: dict[str, Any]) -> Selector:
    selector = Selector()
    while selector.at in answers:
        selector.answer(answers[selector.at])
    return selector


def ask(answers: dict[str, Any]) -> str | None:
    """The next question, or None when licences are chosen or none can be."""
    return _selector(answers).at


def offered(question: str, answers: dict[str, Any]) -> list[str]:
    """The choices of a question, in order."""
    return OFFERED.get(question, YES_NO)


def outcomes(answers: dict[str, Any]) -> list[str]:
    """The licences that are left."""
    return _selector(answers).left
