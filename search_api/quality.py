"""The figures of the latest `make eval`, as they are served to users."""

import json
from functools import cache
from importlib import resources
from typing import Self

from pydantic import ConfigDict, Field

from search_api.models.base import Model

_FILE = "quality.json"


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
        file = resources.files("search_api") / "static" / _FILE
        return cls.model_validate(json.loads(file.read_text(encoding="utf-8")))

    @property
    def sections(self) -> dict[str, list[FigureOut]]:
        """The figures by section, in their order."""
        found: dict[str, list[FigureOut]] = {}
        for row in self.rows:
            found.setdefault(row.section, []).append(row)
        return found
