"""Which values a question can have: what a person states is checked against the same lists that the steps use."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from kb.catalogue.countries import load_countries
from kb.catalogue.load import Catalogue
from kb.domain.claims import UNNAMED, ClaimKind, DocumentKind, EffectDirection, Focus, Relevance, StudyDesign
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
    ClaimKind.SAMPLE_SIZE: (r"[1-9]\d*", "a whole number"),
    ClaimKind.FOLLOW_UP: (r"\d+(\.\d+)?", "a number of months"),
    ClaimKind.STUDY_YEARS: (r"\d{4}(/\d{4})?", "a year or two, such as 2015/2019"),
    ClaimKind.AGE_SPAN: (r"\d{1,3}/\d{0,3}|/\d{1,3}", "two ages, such as 12/15 or 18/"),
    ClaimKind.KEY_SENTENCE: (r"[1-3]", "its rank, 1 to 3"),
}
_SPANS = (ClaimKind.STUDY_YEARS, ClaimKind.AGE_SPAN)
_COSTS = ("cost_benefit", "cost_effectiveness", "saving", "cost")
_GROUPS = ("target_groups", "settings")
NOT_STATED = "not_stated"
_AXES: Mapping[Axis, type[StrEnum]] = {
    Axis.EFFECT: Effect,
    Axis.STRENGTH: Strength,
    Axis.VERDICT: Verdict,
    Axis.STATUS: Status,
}


def checked_claim(catalogue: Catalogue, kind: str, value: str) -> ClaimKind:
    """Return the kind when `value` can be an answer of it; raise InputError with the answers there are.

    NOT_STATED can be an answer of every kind: that the text does not say.
    """
    if kind not in set(ClaimKind):
        raise InputError(f"there is no kind of claim {kind!r}; there are: {', '.join(ClaimKind)}")
    known = ClaimKind(kind)
    if value == NOT_STATED:
        return known
    if known in _CHOICES:
        _one_of(_CHOICES[known], known, value)
    elif known in _SCHEMES:
        concept = catalogue.concepts.get(value)
        plain = value == UNNAMED.get(known)
        if not plain and (concept is None or concept.scheme != _SCHEMES[known]):
            raise InputError(f"{value!r} is no {known.value.replace('_', ' ')} of the thesaurus")
    elif known is ClaimKind.MUNICIPALITY:
        catalogue.municipality(value)
    elif known is ClaimKind.COUNTY:
        if value not in {municipality.county_code for municipality in catalogue.municipalities.values()}:
            raise InputError(f"{value!r} is no county: two digits, for example 01")
    elif known is ClaimKind.COUNTRY:
        if value not in load_countries():
            raise InputError(f"{value!r} is no country: two capitals as ISO 3166-1 has them, such as SE or GB")
    elif known is ClaimKind.COST:
        _one_of(_COSTS, known, value)
    elif known is ClaimKind.MODERATOR:
        concept = catalogue.concepts.get(value)
        if value != UNNAMED[known] and (concept is None or concept.scheme not in _GROUPS):
            raise InputError(f"{value!r} is no target group or setting of the thesaurus, nor 'subgroup'")
    else:
        form, told = _FORMS[known]
        bounds = [int(bound) for bound in value.split("/") if bound.isdecimal()]
        if not re.fullmatch(form, value) or (known in _SPANS and bounds != sorted(bounds)):
            raise InputError(f"{value!r} cannot be a {known.value.replace('_', ' ')}: it is {told}")
    return known


def answers_of(catalogue: Catalogue, kind: ClaimKind) -> tuple[str, ...] | None:
    """Return the answers there are of a kind, in the order of their list; None where any of its form will do."""
    if kind in _CHOICES:
        return tuple(_CHOICES[kind])
    if kind is ClaimKind.MODERATOR:
        return (UNNAMED[kind], *(key for key, concept in catalogue.concepts.items() if concept.scheme in _GROUPS))
    if kind in _SCHEMES:
        plain = (UNNAMED[kind],) if kind in UNNAMED else ()
        return (*plain, *(key for key, concept in catalogue.concepts.items() if concept.scheme == _SCHEMES[kind]))
    if kind is ClaimKind.MUNICIPALITY:
        return tuple(catalogue.municipalities)
    if kind is ClaimKind.COUNTY:
        return tuple(dict.fromkeys(one.county_code for one in catalogue.municipalities.values()))
    if kind is ClaimKind.COUNTRY:
        return tuple(load_countries())
    return _COSTS if kind is ClaimKind.COST else None


def outcomes(catalogue: Catalogue) -> tuple[str, ...]:
    """Return what an effect can be on."""
    return tuple(key for key, concept in catalogue.concepts.items() if concept.scheme == "outcomes")


def told_of(catalogue: Catalogue, value: str, outcome: str) -> tuple[tuple[str, str], ...]:
    """Return what an effect on this outcome is known by, and whether it is good where the thesaurus can tell."""
    desired = checked_outcome(catalogue, outcome)
    told = value in (EffectDirection.LESS, EffectDirection.MORE) and desired is not None
    good = ("yes" if value == desired else "no") if told else "unclear"
    return ("good", good), ("outcome", outcome)


def checked_outcome(catalogue: Catalogue, value: str) -> str | None:
    """Return which direction of the outcome is wished for, None where nobody can say; raise InputError for none."""
    concept = catalogue.concepts.get(value)
    if concept is None or concept.scheme != "outcomes":
        raise InputError(f"{value!r} is no outcome of the thesaurus")
    return concept.desired


def checked_axis(axis: str, value: str) -> Axis:
    """Return the axis when `value` is a step of it; raise InputError with the steps there are."""
    if axis not in set(Axis):
        raise InputError(f"{axis!r} cannot be judged; there are: {', '.join(Axis)}")
    known = Axis(axis)
    _one_of(_AXES[known], known, value)
    return known


def _one_of(choices: Iterable[str], what: StrEnum, value: str) -> None:
    if value not in (known := tuple(choices)):
        raise InputError(f"{value!r} is no {what.value.replace('_', ' ')}; there are: {', '.join(known)}")
