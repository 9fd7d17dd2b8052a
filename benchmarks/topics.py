"""How well texts are told to be in the field, and which challenges they are about, on labelled public records.

    python -m benchmarks.topics [FOLDER with records.jsonl.gz]

Labels are weak. Relevance is set by source; of the government's documents it is the government's own categories, and
half of its documents carry none at all. By their titles 50 of a hundred such drawn by lot are about crime, violence or
the police, and so are some 60 of the 75 filed elsewhere that we are surest of (one reader). So the contrast is told
twice: against those filed under something else, and against all without a category of ours, where a third of the
"others" are like the rest and no reader that tells them right can come far above 0.83.
"""

import gzip
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from benchmarks import REAL
from benchmarks.report import Report
from enrichment.designs import read_study_design
from enrichment.document_kinds import read_document_kind
from enrichment.focus import read_focus
from enrichment.language import read_language
from enrichment.relevance import read_relevance
from enrichment.texts import Text
from enrichment.topics import read_challenges
from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import SURE, Claim, Focus, Relevance
from kb.domain.text import clean, clean_line, words

Record = dict[str, Any]

_KEYWORDS: Final = set(
    "crime criminal violence police offender brott brottslighet våld polisen kriminella".split()
)  # the baseline
_ON_CRIME: Final = {
    "Kriminalitet",
    "Strategi mot organiserad brottslighet",
    "Våld i nära relationer och hedersvåld och förtryck",
    "Bekämpning av terrorism",
}
_CLOSE: Final = {"Rättsväsendet"}  # courts and police: neither in nor out
_LAW: Final = {"proposition", "lagradsremiss", "kommittedirektiv", "regeringsuppdrag", "skrivelse", "faktapromemoria"}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Categories of the government that say the same as one of our challenges, or one of several.

    `stated` is a word that says the matter at all, chosen without looking at the thesaurus. Where none stands in title
    or abstract, no reader of them can tell ("Strategi mot organiserad brottslighet" files an inquiry into rented
    homes): such pairs are counted, and recall is told with and without them.
    """

    name: str
    categories: frozenset[str]
    challenges: frozenset[str]
    stated: re.Pattern[str]


MAPPED: Final = (
    # Both are in the category's name, and no other challenge is.
    Mapped(
        "violence in close relations and honour",
        frozenset({"Våld i nära relationer och hedersvåld och förtryck"}),
        frozenset({"domestic_violence", "honour_violence"}),
        re.compile(r"våld|heder|misshand|kontaktförbud|tvångsäktenskap|barnäktenskap"),
    ),
    # Two names of one matter: the second is the newer.
    Mapped(
        "terrorism and violent extremism",
        frozenset({"Bekämpning av terrorism", "Strategi mot våldsbejakande extremism/terrorism"}),
        frozenset({"extremism"}),
        re.compile(r"terror|extremis"),
    ),
    # The strategy (skr. 2023/24:67) names these: recruitment, weapons, explosives, the criminal economy, the systems.
    Mapped(
        "organised crime",
        frozenset({"Strategi mot organiserad brottslighet"}),
        frozenset(
            "recruitment_children digital_recruitment gun_violence explosions criminal_economy welfare_fraud"
            " labour_crime undue_influence vulnerable_areas drugs".split()
        ),
        re.compile(
            r"organiserad|kriminella nätverk|gäng|skjut|spräng|penningtvätt|narkotika|välfärdsbrott|arbetslivskrim"
            r"|felaktiga utbetalningar"
        ),
    ),
    # The second gathers the work against antisemitism, which the challenge names.
    Mapped(
        "racism and hate crime",
        frozenset({"Ett land fritt från rasism och hatbrott", "Samling för judiskt liv"}),
        frozenset({"hate_crime"}),
        re.compile(r"rasis|hatbrott|antisemit|judisk"),
    ),
)


@dataclass(frozen=True)
class Read:
    """A record, its text, and what is read in it."""

    record: Record
    text: Text

    @cached_property
    def relevance(self) -> Claim:
        """Whether the text is in the field."""
        return read_relevance(self.text)

    @cached_property
    def score(self) -> float:
        """The probability that the text is in the field."""
        claim = self.relevance
        return claim.confidence if claim.value == Relevance.RELEVANT else 1 - claim.confidence

    @cached_property
    def main_challenges(self) -> frozenset[str]:
        """The challenges that the text is about, none for a text outside the field."""
        if self.relevance.value != Relevance.RELEVANT:
            return frozenset()
        return frozenset(c.value for c in read_challenges(self.text, by_words=True) if c.value and c.confidence >= SURE)

    @property
    def focus(self) -> str | None:
        """What the text is mainly about."""
        return read_focus(self.text, self.relevance, read_document_kind(self.text, read_study_design(self.text))).value

    @property
    def categories(self) -> set[str]:
        """The government's own categories."""
        return categories_of(self.record)


def main() -> None:
    """Measure, and print a table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    if not (folder / "records.jsonl.gz").is_file():
        sys.exit(f"{folder} holds no records.jsonl.gz: name a folder with labelled records")
    report([Read(record, text) for record, text in read_records(folder)], Report())


def report(read: Sequence[Read], into: Report) -> None:
    """Add the rows on relevance, focus and challenges."""
    into.section("Public records: relevance, focus and challenges")
    _relevance(read, into)
    _pairs(read, into)
    _focus(read, into)
    _challenges(read, into)


def read_records(folder: Path) -> Iterator[tuple[Record, Text]]:
    """Yield each record with its text as the steps get it."""
    concepts = load_catalogue().concepts
    matcher = ConceptMatcher(concepts.values())
    with gzip.open(folder / "records.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            title, body = clean_line(record["title"]), clean(record["abstract"] or "")
            content = f"{title}\n\n{body}" if body else title
            language = read_language(content).value
            yield record, Text(content, language, tuple(matcher.find(content, language or "en")), concepts)


def categories_of(record: Record) -> set[str]:
    """Return the government's own categories of a record, none where it has none."""
    return set(record["labels"].get("categories") or ())


def kind_of(record: Record) -> str:
    """Return which set a record belongs to, "" for none that is judged."""
    domain, categories = record["labels"].get("domain"), categories_of(record)
    if domain == "crime":
        return "justice"
    if domain in ("marine-science", "other"):
        return "far away"
    if record["source"] != "g0vse" or (_CLOSE & categories and not _ON_CRIME & categories):
        return ""
    if _ON_CRIME & categories:
        return "government on crime"
    return "government on other things" if categories else "government without category"


def _relevance(read: Sequence[Read], into: Report) -> None:
    sets: dict[str, list[Read]] = defaultdict(list)
    for one in read:
        sets[kind_of(one.record)].append(one)
    on_crime, elsewhere = sets["government on crime"], sets["government on other things"]
    for label, yes, no in (
        ("justice records against marine science and other trials", sets["justice"], sets["far away"]),
        ("government documents on crime against those filed elsewhere", on_crime, elsewhere),
        ("– and against those without category too", on_crime, elsewhere + sets["government without category"]),
    ):
        into.area(f"relevance, {label}", [one.score for one in yes], [one.score for one in no])
        for name, of in (("found", yes), ("wrongly let in", no)):
            into.share(f"relevance, {label}: {name}", sum(one.score >= 0.5 for one in of), len(of))
            into.share(
                f"– keyword list: {name}", sum(bool(_KEYWORDS & set(words(one.text.content))) for one in of), len(of)
            )


def _pairs(read: Sequence[Read], into: Report) -> None:
    grants: dict[str, list[float]] = defaultdict(list)
    for one in read:
        if one.record["source"].startswith("swecris"):
            grants[one.record["id"].split(":", 1)[1]].append(one.score)
    pairs = [tuple(scores) for scores in grants.values() if len(scores) == 2]
    either = [pair for pair in pairs if max(pair) >= 0.5]
    into.share("one grant in Swedish and English: same relevance", sum(_agree(pair) for pair in pairs), len(pairs))
    into.share("– of those where one is relevant: both are", sum(_agree(pair) for pair in either), len(either))
    apart = sum(abs(pair[0] - pair[1]) for pair in pairs) / max(1, len(pairs))
    into.number("– scores apart, on average", apart, str(len(pairs)))


def _agree(pair: Sequence[float]) -> bool:
    return len({score >= 0.5 for score in pair}) == 1


def _focus(read: Sequence[Read], into: Report) -> None:
    for kind in ("statistics", "study"):
        of = [one for one in read if one.record["labels"].get("kind") == kind and one.score >= 0.5]
        found = Counter(one.focus for one in of)
        into.share(f"focus, justice records labelled {kind}: read as statistics", found[Focus.STATISTICS], len(of))
    law = [one for one in read if one.record["labels"].get("doctype") in _LAW and one.score >= 0.5]
    found = Counter(one.focus for one in law)
    into.share("focus, bills, directives and assignments: read as policy", found[Focus.POLICY], len(law))


def _challenges(read: Sequence[Read], into: Report) -> None:
    """Tell recall and precision over pairs of a document and a mapped matter, of documents that carry a mapped one.

    A document filed under no mapped category says little of what it is not about: those are told apart.
    """
    judged = [one for one in read if one.categories & frozenset().union(*(m.categories for m in MAPPED))]
    others = [one for one in read if one.categories and one not in judged]
    filed = stated = found = found_stated = wrong = beyond = 0
    for mapped in MAPPED:
        own = [one for one in judged if one.categories & mapped.categories]
        told = [one for one in own if mapped.stated.search(one.text.content.lower())]
        hits = sum(_names(one, mapped) for one in told)
        into.share(f"challenges, {mapped.name}: recall where the text states it", hits, len(told))
        filed, stated, found_stated = filed + len(own), stated + len(told), found_stated + hits
        found += sum(_names(one, mapped) for one in own)
        wrong += sum(_names(one, mapped) for one in judged if not one.categories & mapped.categories)
        beyond += sum(_names(one, mapped) for one in others)
    into.share("challenges, all mapped: recall where the text states it", found_stated, stated)
    into.share("– of all filed under it, stated or not", found, filed)
    into.share("challenges, all mapped: precision", found, found + wrong)
    into.share("– documents filed under no mapped category counted as wrong", found, found + wrong + beyond)


def _names(one: Read, mapped: Mapped) -> bool:
    return bool(one.main_challenges & mapped.challenges)


if __name__ == "__main__":
    main()
