"""Which values a question can have: what a person states is checked against the same lists that the steps use."""

import re
from collections.abc import Mapping
from enum import StrEnum

from kb.catalogue.load import Catalogue
from kb.domain.claims import ClaimKind, DocumentKind, EffectDirection, Focus, Relevance, StudyDesign
from kb.domain.evidence import Axis, Effect, Status, Strength
from kb.domain.maryland import Verdict
from kb.errors import InputError

_CHOICES: Mapping[ClaimKind, type[StrEnum]] = {
    ClaimKind.RELEVANCE: Relevance,
    ClaimKind.FOCUS: Focus,
    ClaimKind.DOCUMENT_KIND: DocumentKind,
    ClaimKind.STUDY_DESIGN: StudyDesign,
    ClaimKind.EFFECT: EffectDirection,
}
_SCHEMES: Mapping[ClaimKind, str] = {
    ClaimKind.CHALLENGE: "challenges",
    ClaimKind.MEASURE: "measures",
    ClaimKind.TARGET_GROUP: "target_groups",
    ClaimKind.SETTING: "settings",
    ClaimKind.ACTOR: "actors",
    ClaimKind.MECHANISM: "mechanisms",
    ClaimKind.IMPLEMENTATION: "implementation",
}
_FORMS: Mapping[ClaimKind, tuple[str, str]] = {
    ClaimKind.LANGUAGE: (r"[a-z]{2}", "a code of two letters, such as sv"),
    ClaimKind.COUNTRY: (r"[A-Z]{2}", "a code of two capitals, such as SE"),
    ClaimKind.SAMPLE_SIZE: (r"[1-9]\d*", "a whole number"),
    ClaimKind.FOLLOW_UP: (r"\d+(\.\d+)?", "a number of months"),
    ClaimKind.STUDY_YEARS: (r"\d{4}(/\d{4})?", "a year or two, such as 2015/2019"),
    ClaimKind.AGE_SPAN: (r"\d*/\d*", "two ages, such as 12/15 or 18/"),
}
_AXES: Mapping[Axis, type[StrEnum]] = {
    Axis.EFFECT: Effect,
    Axis.STRENGTH: Strength,
    Axis.VERDICT: Verdict,
    Axis.STATUS: Status,
}


def checked_claim(catalogue: Catalogue, kind: str, value: str) -> ClaimKind:
    """Return the kind when `value` can be an answer of it; raise InputError with the answers there are."""
    if kind not in set(ClaimKind):
        raise InputError(f"there is no kind of claim {kind!r}; there are: {', '.join(ClaimKind)}")
    known = ClaimKind(kind)
    if known in _CHOICES:
        _one_of(_CHOICES[known], known, value)
    elif known in _SCHEMES:
        concept = catalogue.concepts.get(value)
        if concept is None or concept.scheme != _SCHEMES[known]:
            raise InputError(f"{value!r} is no {known.value.replace('_', ' ')} of the thesaurus")
    elif known is ClaimKind.MUNICIPALITY:
        catalogue.municipality(value)
    elif known is ClaimKind.COUNTY:
        if value not in {municipality.county_code for municipality in catalogue.municipalities.values()}:
            raise InputError(f"{value!r} is no county: two digits, for example 01")
    elif known in _FORMS:
        form, told = _FORMS[known]
        if not re.fullmatch(form, value):
            raise InputError(f"{value!r} cannot be a {known.value.replace('_', ' ')}: it is {told}")
    else:
        raise InputError(f"{known.value.replace('_', ' ')} is read by machine only")
    return known


def checked_axis(axis: str, value: str) -> Axis:
    """Return the axis when `value` is a step of it; raise InputError with the steps there are."""
    if axis not in set(Axis):
        raise InputError(f"{axis!r} cannot be judged; there are: {', '.join(Axis)}")
    known = Axis(axis)
    _one_of(_AXES[known], known, value)
    return known


def _one_of(choices: type[StrEnum], what: StrEnum, value: str) -> None:
    if value not in set(choices):
        raise InputError(f"{value!r} is no {what.value.replace('_', ' ')}; there are: {', '.join(choices)}")
