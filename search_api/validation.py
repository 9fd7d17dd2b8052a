"""What is wrong with a parameter, in plain words."""

from collections.abc import Mapping, Sequence
from typing import Any

_ENGLISH: Mapping[str, str] = {
    "missing": "is missing",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "int_parsing_size": "is too large a number",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_long": "must be at most {max_length} characters long",
    "string_pattern_mismatch": "does not have the right form",
    "date_from_datetime_parsing": "must be a day such as 2026-01-31",
    "date_parsing": "must be a day such as 2026-01-31",
    "extra_forbidden": "is unknown here",
    "too_short": "must be given at least {min_length} times",
    "too_long": "must be given at most {max_length} times",
    "enum": "must be {expected}",
    "literal_error": "must be {expected}",
}
_SHOWN = 40


def parameter_name(error: Mapping[str, Any]) -> str:
    """Return the name of the parameter that a validation error is about."""
    return next((part for part in error["loc"][1:] if isinstance(part, str)), str(error["loc"][-1]))


def english(error: Mapping[str, Any]) -> str:
    """Return what is wrong, as in "must be at most 100, not '500'"."""
    said = _ENGLISH.get(error["type"], "cannot be used").format(**error.get("ctx", {}))
    return said + _instead(error, ", not ")


def sentences(errors: Sequence[Mapping[str, Any]]) -> str:
    """Return all errors as one English sentence that names each parameter."""
    return "; ".join(f"parameter {parameter_name(error)!r} {english(error)}" for error in errors)


def _instead(error: Mapping[str, Any], lead: str) -> str:
    given = error.get("input")
    if error["type"] in ("missing", "string_too_long", "too_long", "extra_forbidden") or not isinstance(given, str):
        return ""
    return f"{lead}{given[:_SHOWN]!r}"
