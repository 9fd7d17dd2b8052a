"""All the steps that read a text, in order, and what they are together called."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from enrichment import (
    ages,
    conditions,
    conditions_taught,
    designs,
    document_kinds,
    effects,
    focus,
    key_sentences,
    language,
    numbers_taught,
    people,
    places,
    relevance,
    samples,
    sentences_taught,
    topics,
    years,
)
from enrichment.places import Places
from enrichment.texts import Text
from kb.catalogue import Catalogue
from kb.catalogue.changes import snapshot, version_of
from kb.catalogue.countries import gazetteer_version
from kb.catalogue.lexicon import lexicon_version
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import Claim, ClaimKind, Relevance, value_of
from kb.domain.documents import RawDocument, content_of
from kb.domain.facts import Concept

_STEPS = (
    language, relevance, focus, topics, designs, document_kinds, effects, samples, conditions, people, ages, years,
    places, key_sentences,
)  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """Reads texts. Reads no clock, disk or network; the same text always gives the same claims."""

    matcher: ConceptMatcher
    concepts: Mapping[str, Concept]
    places: Places

    @classmethod
    def for_catalogue(cls, catalogue: Catalogue) -> "Reader":
        """Return a reader with the thesaurus of `catalogue`."""
        return cls(ConceptMatcher(catalogue.concepts.values()), catalogue.concepts, Places.for_catalogue(catalogue))

    @cached_property
    def steps(self) -> str:
        """The name of these steps in their versions; another name means: read again."""
        versions = "|".join(
            [
                *(f"{step.STEP} {step.VERSION}" for step in _STEPS),
                _data_version(),
                gazetteer_version(),
                lexicon_version(),
            ]
        )
        return f"steps {hashlib.sha256(versions.encode()).hexdigest()[:12]}"

    @cached_property
    def thesaurus(self) -> str:
        """The version of the thesaurus."""
        return version_of(self.concepts.values())

    @cached_property
    def snapshot(self) -> dict[str, Any]:
        """What a reading depends on of each concept."""
        return snapshot(self.concepts.values())

    def read_batch(self, contents: Sequence[str]) -> list[list[Claim]]:
        """Return the claims about each text, in the order of `contents`."""
        return [self.read(content) for content in contents]

    def read(self, content: str) -> list[Claim]:
        """Return the claims about `content`, in the order of the steps; "not stated" is a claim too.

        Everything is read outside the field as well, but for what only all words, or a sentence as a whole, tell:
        whoever decides otherwise about relevance finds the rest there.
        """
        text, found = self.read_until_sentences(content)
        by_rule = conditions_taught.read_by_rules(text)
        judged = sentences_taught.judge_sentences(text, [*found, *by_rule])
        ours = value_of(found, ClaimKind.RELEVANCE) == Relevance.RELEVANT
        found += conditions_taught.borne_out(text, by_rule, judged if ours else {})
        return [*found, *key_sentences.read_key_sentences(text, found, judged)]

    def read_until_sentences(self, content: str) -> tuple[Text, list[Claim]]:
        """Return the text with the claims of all steps before those that judge its sentences."""
        text, spoken = self.prepare(content)
        related = relevance.read_relevance(text)
        ours = related.value is Relevance.RELEVANT
        design = designs.read_study_design(text)
        kind = document_kinds.read_document_kind(text, design)
        design = designs.of_its_kind(text, design, kind)
        return text, [
            spoken,
            related,
            focus.read_focus(text, related, kind),
            kind,
            *topics.read_challenges(text, by_words=ours),
            *topics.read_measures(text, by_words=ours),
            design,
            *effects.read_effects(text, design, kind),
            numbers_taught.read_number(text, ClaimKind.SAMPLE_SIZE, design, kind),
            numbers_taught.read_number(text, ClaimKind.FOLLOW_UP, design, kind),
            *places.read_places(text, self.places),
            years.read_study_years(text),
            *people.read_people(text, by_words=ours),
            ages.read_age_span(text),
        ]

    def prepare(self, content: str) -> tuple[Text, Claim]:
        """Return the text as the steps get it, with the claim about its language."""
        spoken = language.read_language(content)
        mentions = tuple(self.matcher.find(content, spoken.value or "en"))
        return Text(content, spoken.value, mentions, self.concepts), spoken

    def read_raw(self, raw: RawDocument) -> list[Claim]:
        """Return the claims about an item that is not stored; spans point into its normalised title and text."""
        item = raw.normalised()
        return self.read(content_of(item.title, item.text))


@cache
def _data_version() -> str:
    """Return letters that change when what steps learnt or are given as data does."""
    files = sorted(resources.files("enrichment").joinpath("data").iterdir(), key=lambda file: file.name)
    held = b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files if file.is_file())
    return hashlib.sha256(held).hexdigest()[:12]
