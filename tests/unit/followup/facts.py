"""A small catalogue and small files for the follow-up tests."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from followup.surveys import SurveyReport, import_survey
from kb.catalogue import Catalogue
from kb.domain.facts import (
    Challenge,
    ChallengeId,
    Concept,
    Direction,
    Mark,
    Measure,
    MeasureId,
    Municipality,
    MunicipalityCode,
    PortalRating,
    RatingId,
    Requirement,
    RequirementId,
)
from kb.store import Store

NOW = datetime(2024, 11, 5, 9, 30, tzinfo=UTC)
PLAN = "Finns en beslutad åtgärdsplan?"
COUNCIL = "Finns ett strategiskt råd?"
SUPPORT = "Behöver ni stöd med uppföljning?"
SHOOTINGS = "Är skjutningar ett prioriterat problem?"

MAPPING = f"""
title = "Enkäten"
made_up = false
no_answer = ["-"]
[municipality]
column = "Kommunkod"
by = "code"
ignore = ["Summa"]
[scales.ja_nej]
"Ja" = "in_place"
"Delvis" = "partly"
"Nej" = "not_in_place"
"Vet ej" = "unknown"
[scales.stod]
"Ja" = "needed"
"Nej" = "not_needed"
[scales.prio]
"Ja" = "prioritised"
"Nej" = "not_prioritised"
[needs]
uppfoljning = "Uppföljning"
[[columns]]
header = "{PLAN}"
requirement = "5.plan_beslutad"
scale = "ja_nej"
[[columns]]
header = "{COUNCIL}"
requirement = "10.strategiskt_rad"
scale = "ja_nej"
[[columns]]
header = "{SUPPORT}"
need = "uppfoljning"
scale = "stod"
[[columns]]
header = "{SHOOTINGS}"
challenge = "gun_violence"
scale = "prio"
"""
HEADER = f"Kommunkod;{PLAN};{COUNCIL};{SUPPORT};{SHOOTINGS}"
TABLE = f"{HEADER}\n0180;Ja;Delvis;Ja;Ja\n1440;Nej;;Nej;Nej\n"


def measure(key: str, url: str | None = "https://example.org/a", mark: Mark = Mark.READ) -> Measure:
    """Return a measure with this id."""
    return Measure(MeasureId(key), key.title(), key, (), "universal", "person", "social", "", "", url, mark, "")


def rating(key: str, direction: Direction, words: str = "Effective") -> PortalRating:
    """Return a portal's rating of the measure."""
    return PortalRating(
        RatingId(f"portal-{key}"),
        MeasureId(key),
        key,
        "Portalen",
        words,
        "",
        "formal scale",
        "portal page",
        "https://portal.example/p",
        Mark.SECOND_HAND,
        "",
        direction,
    )


def catalogue(measures: tuple[Measure, ...] = (), ratings: tuple[PortalRating, ...] = ()) -> Catalogue:
    """Return three requirements, three municipalities, one challenge and these measures, all linked to it."""
    law = "https://selex.se/eli/sfs/2023/196"
    requirements = [
        Requirement(RequirementId(key), paragraph, name, name, "Fråga?", statute, False, law, Mark.READ)
        for key, paragraph, name, statute in (
            ("5.plan_beslutad", 5, "Beslutad åtgärdsplan", "besluta om en plan"),
            ("10.strategiskt_rad", 10, "Strategiskt råd", "ett särskilt forum (strategiskt råd)"),
            ("11.samordningsfunktion", 11, "Samordningsfunktion", "ska ha en samordningsfunktion"),
        )
    ]
    municipalities = [
        Municipality(
            MunicipalityCode(code),
            name,
            official,
            "01",
            "Länet",
            "A1",
            "Storstäder",
            "Large cities",
            "Stora",
            "https://skr.example/grupper",
            Mark.READ,
        )
        for code, name, official in (
            ("0180", "Stockholm", "Stockholms kommun"),
            ("1440", "Ale", "Ale kommun"),
            ("2403", "Bjurholm", "Bjurholms kommun"),
        )
    ]
    challenge = Challenge(
        ChallengeId("gun_violence"), 3, "Skjutningar", "Shootings", "", "", "Skott.", "", Mark.READ, False, ()
    )
    return Catalogue(
        challenges={challenge.id: challenge},
        measures={m.id: m for m in measures},
        ratings=ratings,
        sources={},
        municipalities={m.code: m for m in municipalities},
        requirements={r.id: r for r in requirements},
        concepts={m.id: Concept(m.id, "measures", {"sv": (m.name_sv,)}, related=("gun_violence",)) for m in measures},
        version="test",
    )


@dataclass
class Desk:
    """A store with a folder to put files in, the way a user works."""

    folder: Path
    store: Store
    catalogue: Catalogue = field(default_factory=catalogue)

    def put(self, name: str, content: str | bytes) -> Path:
        """Write a file and return its path."""
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def take_in(self, table: str | bytes = TABLE, mapping: str = MAPPING, year: int = 2024) -> SurveyReport:
        """Import a table with a mapping."""
        return import_survey(
            self.store,
            self.catalogue,
            self.put("tabell.csv", table),
            self.put("karta.toml", mapping),
            year=year,
            now=NOW,
        )
