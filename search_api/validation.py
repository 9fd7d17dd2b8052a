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
    "too_long": "must be given at most {max_length} times",
    "enum": "must be {expected}",
    "literal_error": "must be {expected}",
}
_SWEDISH: Mapping[str, str] = {
    "missing": "saknas",
    "int_parsing": "ska vara ett heltal",
    "int_type": "ska vara ett heltal",
    "int_parsing_size": "är ett för stort tal",
    "bool_parsing": "ska vara true eller false",
    "bool_type": "ska vara true eller false",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than_equal": "ska vara högst {le}",
    "string_too_long": "får vara högst {max_length} tecken",
    "string_pattern_mismatch": "har inte rätt form",
    "too_long": "får anges högst {max_length} gånger",
    "enum": "ska vara {expected}",
    "literal_error": "ska vara {expected}",
}
_SHOWN = 40


def parameter_name(error: Mapping[str, Any]) -> str:
    """Return the name of the parameter that a validation error is about."""
    return next((part for part in error["loc"][1:] if isinstance(part, str)), str(error["loc"][-1]))


def english(error: Mapping[str, Any]) -> str:
    """Return what is wrong, as in "must be at most 100, not '500'"."""
    said = _ENGLISH.get(error["type"], "cannot be used").format(**error.get("ctx", {}))
    return said + _instead(error, ", not ")


def swedish(error: Mapping[str, Any]) -> str:
    """Return what is wrong, as in "ska vara högst 100, inte '500'"."""
    context = {key: str(value).replace(" or ", " eller ") for key, value in error.get("ctx", {}).items()}
    return _SWEDISH.get(error["type"], "går inte att använda").format(**context) + _instead(error, ", inte ")


def sentences(errors: Sequence[Mapping[str, Any]]) -> str:
    """Return all errors as one English sentence that names each parameter."""
    return "; ".join(f"parameter {parameter_name(error)!r} {english(error)}" for error in errors)


def _instead(error: Mapping[str, Any], lead: str) -> str:
    given = error.get("input")
    if error["type"] in ("missing", "string_too_long", "too_long") or not isinstance(given, str):
        return ""
    return f"{lead}{given[:_SHOWN]!r}"
