"""The figures of the latest `make eval`, as they are served to users, with names of their rows in both languages."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Self

from pydantic import ConfigDict, Field

from search_api.language import Language
from search_api.models.base import Model
from search_api.wording import figures, in_swedish, number

_STATIC = resources.files("search_api") / "static"
_FILE, _SWEDISH = "quality.json", "quality.sv.toml"
_APART = re.compile(r"(: |, )")
_SETTINGS = re.compile(r" \(settings (\w+)\)$")
_DIGITS = re.compile(r"\d+")


class FigureOut(Model):
    """One figure: a share between 0 and 1 unless it says otherwise, with its 95 % interval where it has one."""

    model_config = ConfigDict(title="Figure")

    section: str
    what: str
    value: float | None = Field(title="Null: there was nothing to measure on")
    low: float | None
    high: float | None
    n: str = Field(title="On how many it rests")


class QualityOut(Model):
    """How well texts are read, measured on labelled texts, beside simple baselines."""

    model_config = ConfigDict(title="Quality")

    made_on: str = Field(title="Day of measuring")
    rows: tuple[FigureOut, ...]

    @classmethod
    @cache
    def shipped(cls) -> Self:
        """Return the figures that came with the program."""
        return cls.model_validate(json.loads((_STATIC / _FILE).read_text(encoding="utf-8")))

    @property
    def day(self) -> date:
        """The day of measuring."""
        return date.fromisoformat(self.made_on)

    @property
    def sections(self) -> dict[str, list[FigureOut]]:
        """The figures by section, in their order."""
        found: dict[str, list[FigureOut]] = {}
        for row in self.rows:
            found.setdefault(row.section, []).append(row)
        return found


@dataclass(frozen=True, slots=True)
class Said:
    """What a row or a section is called, and the language of these words."""

    text: str
    language: Language


def said(name: str) -> Said:
    """Return the name in the language of the page; in English, as the measuring has it, where we have no Swedish."""
    swedish = in_swedish_words(name) if in_swedish() else None
    return Said(name, Language.ENGLISH) if swedish is None else Said(swedish, Language.SWEDISH)


def in_swedish_words(name: str) -> str | None:
    """Return the Swedish of a row's or a section's name, None where some part of it has none."""
    settings = _SETTINGS.search(name)
    if settings:
        rest = in_swedish_words(name[: settings.start()])
        return None if rest is None else f"{rest} (inställningar {settings[1]})"
    words = _swedish()
    if name in words["whole"]:
        return words["whole"][name]
    parts = [part if _APART.fullmatch(part) else words["part"].get(part) for part in _APART.split(name)]
    return None if None in parts else "".join(filter(None, parts))


def figure(value: float) -> str:
    """Return a share with three decimals, a number of things whole."""
    return number(int(value)) if value > 1 and value.is_integer() else figures(f"{value:.3f}")


def counted(n: str) -> str:
    """Return on how many a figure rests, thousands set apart: "6 774", "1 767 + 1 172"."""
    return _DIGITS.sub(lambda found: number(int(found[0])), n)


@cache
def _swedish() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((_STATIC / _SWEDISH).read_text(encoding="utf-8"))
