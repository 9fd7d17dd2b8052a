"""Our own labelled texts, read and checked: `benchmarks/labelled/` and the coding rules in its README.

    python -m benchmarks.labels

Prints how many texts of each language carry each label, and in how many the second reading changed each field.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from kb.catalogue import load_catalogue
from kb.domain.claims import DocumentKind, EffectDirection, Focus, StudyDesign
from kb.domain.text import clean, clean_line
from kb.errors import InputError

FOLDER = Path(__file__).parent / "labelled"
LANGUAGES = ("sv", "en", "nb", "da")
_SHORTEST, _LONGEST = 60, 180  # words of a text


class SizeMeasure(StrEnum):
    """What the number that tells the size of an effect is."""

    ODDS_RATIO = "odds_ratio"
    RISK_RATIO = "risk_ratio"
    RATE_RATIO = "rate_ratio"
    HAZARD_RATIO = "hazard_ratio"
    SMD = "smd"  # a standardised mean difference: Cohen's d, Hedges' g
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"


def _in_order(span: str) -> str:
    first, last = span.split("/")
    if not first and not last:
        raise ValueError("a span needs a bound")
    if first and last and int(first) > int(last):
        raise ValueError(f"{span} ends before it starts")
    return span


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise ValueError(f"{values} names something twice")
    return values


Filled = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Words = Annotated[tuple[Filled, ...], AfterValidator(_distinct)]
Ids = Annotated[tuple[Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")], ...], AfterValidator(_distinct)]
Years = Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d/(19|20)\d\d$"), AfterValidator(_in_order)]
Ages = Annotated[str, StringConstraints(pattern=r"^\d{0,3}/\d{0,3}$"), AfterValidator(_in_order)]


class _Labels(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Topics(_Labels):
    """Ids of what a text is about (main) and of what it touches (side); nothing stands in both."""

    main: Ids
    side: Ids

    @model_validator(mode="after")
    def _apart(self) -> Self:
        _distinct(self.main + self.side)
        return self


class EffectLabel(_Labels):
    """What became of one outcome; `outcome_words` stand in the text as they are, `size` is without sign."""

    outcome_words: Filled
    direction: EffectDirection
    size: Annotated[str, StringConstraints(pattern=r"^\d+(\.\d+)?$")] | None
    measure: SizeMeasure | None
    significance: Literal["significant", "not_significant"] | None

    @model_validator(mode="after")
    def _size_with_its_measure(self) -> Self:
        if (self.size is None) != (self.measure is None):
            raise ValueError("a size needs its measure, and a measure its size")
        return self


class SecondReading(_Labels):
    """Who read the text again, and the fields that got another answer by it."""

    by: Filled
    changed: Words


class LabelledText(_Labels):
    """A text with its labels, as the coding rules of the README define them; None and () where it does not say."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}-\d{3}$")]
    title: Filled
    text: Filled
    language: Literal["sv", "en", "nb", "da"]
    relevant: bool
    focus: Focus | None
    document_kind: DocumentKind | None
    challenges: Topics
    measures: Topics
    design: StudyDesign | None
    effects: Annotated[tuple[EffectLabel, ...], Field(max_length=3)]
    sample_size: Annotated[int, Field(gt=0)] | None
    follow_up_months: Annotated[int, Field(gt=0)] | None
    country: Annotated[tuple[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")], ...], AfterValidator(_distinct)]
    municipality: Annotated[tuple[str, ...], AfterValidator(_distinct)]
    study_years: Years | None
    age_span: Ages | None
    target_groups_words: Words
    setting_words: Words
    cost: bool
    author: Annotated[str, StringConstraints(pattern=r"^[a-z]$")]
    second_reading: SecondReading

    @property
    def content(self) -> str:
        """Return title and text as a document's content holds them."""
        return f"{self.title}\n\n{self.text}"

    @model_validator(mode="after")
    def _checked(self) -> Self:
        if (self.title, self.text) != (clean_line(self.title), clean(self.text)):
            raise ValueError("title and text must be clean")
        if not _SHORTEST <= len(self.text.split()) <= _LONGEST:
            raise ValueError(f"the text has {len(self.text.split())} words, not {_SHORTEST}–{_LONGEST}")
        quotes = [effect.outcome_words for effect in self.effects]
        for words in [*quotes, *self.target_groups_words, *self.setting_words]:
            if words not in self.content:
                raise ValueError(f"{words!r} does not stand in the text")
        if self.relevant != (self.focus is not None) or self.relevant != bool(self.challenges.main):
            raise ValueError("a text has a focus and a main challenge if and only if it is in the field")
        if not self.relevant and self._coded():
            raise ValueError("outside the field only kind and design are coded")
        if self.municipality and "SE" not in self.country:
            raise ValueError("a Swedish municipality lies in Sweden")
        return self

    @property
    def held_out(self) -> bool:
        """Whether nothing is tuned on it or learns from it: those with even numbers."""
        return int(self.id.split("-")[1]) % 2 == 0

    def _coded(self) -> bool:
        topics = self.challenges.side or self.measures.main or self.measures.side or self.effects or self.cost
        where = self.country or self.study_years or self.age_span or self.target_groups_words or self.setting_words
        return bool(topics or where or self.sample_size or self.follow_up_months)


def read_labelled(folder: Path = FOLDER, languages: Sequence[str] = LANGUAGES) -> tuple[LabelledText, ...]:
    """Return the texts in these languages in the order of the files.

    Raises InputError with file and line when one is not in form, has the language or id of another file, or names a
    challenge, measure or municipality that the catalogue does not hold.
    """
    found: dict[str, LabelledText] = {}
    for language in languages:
        file = folder / f"{language}.jsonl"
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                entry = LabelledText.model_validate_json(line)
            except ValidationError as error:
                raise InputError(f"{file.name}, line {number}: {error}") from error
            if entry.id in found or entry.language != language or not entry.id.startswith(language):
                raise InputError(f"{file.name}, line {number}: {entry.id!r} is held already or is of another language")
            found[entry.id] = entry
    _check_references(found.values())
    return tuple(found.values())


def _check_references(entries: Iterable[LabelledText]) -> None:
    catalogue = load_catalogue()
    known = {*catalogue.challenges, *catalogue.measures, *catalogue.municipalities}
    for entry in entries:
        named = {*entry.challenges.main, *entry.challenges.side, *entry.measures.main, *entry.measures.side}
        if unknown := (named | set(entry.municipality)) - known:
            raise InputError(f"{entry.id}: the catalogue holds no {', '.join(sorted(unknown))}")


def main() -> None:
    """Print a table of labels by language."""
    counts = {language: Counter(_labels(read_labelled(languages=[language]))) for language in LANGUAGES}
    print("| Label |", " | ".join(LANGUAGES), "|\n|---|" + "---:|" * len(LANGUAGES))
    for label in dict.fromkeys(label for language in LANGUAGES for label in sorted(counts[language])):
        print(f"| {label} |", " | ".join(str(counts[language][label]) for language in LANGUAGES), "|")


def _labels(entries: Sequence[LabelledText]) -> Iterator[str]:
    for entry in entries:
        yield "all"
        yield f"relevant {entry.relevant}"
        yield from (f"challenge {topic}" for topic in entry.challenges.main)
        yield from (f"measure {topic}" for topic in entry.measures.main)
        yield from (f"effect {direction}" for direction in {effect.direction for effect in entry.effects})
        yield f"design {entry.design}"
        yield f"kind {entry.document_kind}"
        yield f"focus {entry.focus}"
        yield from (f"second reading changed {field}" for field in entry.second_reading.changed)


if __name__ == "__main__":
    main()
