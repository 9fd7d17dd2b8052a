"""All the steps that read a text, in order, and what they are together called."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from enrichment import designs, language, topics
from enrichment.designs import read_study_design
from enrichment.language import read_language
from enrichment.passages import Chunker
from enrichment.topics import read_relevance, read_topics
from kb.catalogue import Catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import Claim, ClaimKind
from kb.domain.documents import RawDocument, content_of
from kb.domain.facts import Concept


@dataclass(frozen=True)
class Reader:
    """Reads texts. Reads no clock, disk or network; the same text always gives the same claims."""

    matcher: ConceptMatcher
    concepts: Mapping[str, Concept]
    catalogue_version: str

    @classmethod
    def for_catalogue(cls, catalogue: Catalogue) -> "Reader":
        """Return a reader with the thesaurus of `catalogue`."""
        return cls(ConceptMatcher(catalogue.concepts.values()), catalogue.concepts, catalogue.version)

    def read_by(self, chunker: Chunker) -> str:
        """Return the name of these steps, this thesaurus and these passages; another name means: read again."""
        steps = f"{language.VERSION}.{designs.VERSION}.{topics.RELEVANCE_VERSION}.{topics.TOPIC_VERSION}"
        passages = hashlib.sha256(chunker.name.encode()).hexdigest()[:8]
        return f"steps {steps} thesaurus {self.catalogue_version} passages {passages}"

    def read(self, content: str) -> list[Claim]:
        """Return the claims about `content`: language, relevance, challenges, measures, study design."""
        spoken = read_language(content)
        mentions = self.matcher.find(content, spoken.value or "en")
        return [
            spoken,
            read_relevance(content, mentions, self.concepts),
            *read_topics(content, mentions, ClaimKind.CHALLENGE, self._challenges),
            *read_topics(content, mentions, ClaimKind.MEASURE, self._measures),
            read_study_design(content),
        ]

    def read_raw(self, raw: RawDocument) -> list[Claim]:
        """Return the claims about an item that is not stored; spans point into its normalised title and text."""
        item = raw.normalised()
        return self.read(content_of(item.title, item.text))

    @cached_property
    def _challenges(self) -> dict[str, Concept]:
        return {key: concept for key, concept in self.concepts.items() if concept.scheme == "challenges"}

    @cached_property
    def _measures(self) -> dict[str, Concept]:
        return {key: concept for key, concept in self.concepts.items() if concept.scheme == "measures"}
