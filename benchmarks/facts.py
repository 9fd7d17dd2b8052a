"""What a made-up text says of where, when, for whom, by whom and under which conditions, and how well that is read.

The form of a label is told in benchmarks/taught/README.md. What several are noted of, such as target groups, are the
main ones: those read surely are counted. A condition is asked for twice: whether the text is said to tell one at all,
and whether a claim rests on the sentence that tells it; what is only named (a confidence of 0.5) is not counted.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from benchmarks.report import Report
from enrichment.texts import Span, Text
from kb.domain.claims import IN_PASSING, SURE, Claim, ClaimKind

LETTERS: Final = "YALKGSWXOIPH"
_FORMS: Final = {
    "Y": re.compile(r"(?:18|19|20)\d\d/(?:18|19|20)\d\d"),
    "A": re.compile(r"\d{1,3}/\d{0,3}|/\d{1,3}"),
    "L": re.compile(r"[A-Z]{2}(?: [A-Z]{2})*"),
    "K": re.compile(r"\d{4}(?: \d{4})*"),
    "G": re.compile(r"tg_\w+(?: tg_\w+)*"),
    "S": re.compile(r"st_\w+(?: st_\w+)*"),
    "W": re.compile(r"ac_\w+(?: ac_\w+)*"),
}
CONDITIONS: Final = {
    ClaimKind.MECHANISM: "X",
    ClaimKind.MODERATOR: "O",
    ClaimKind.IMPLEMENTATION: "I",
    ClaimKind.COST: "P",
}
_SEVERAL: Final = {
    ClaimKind.COUNTRY: "L",
    ClaimKind.MUNICIPALITY: "K",
    ClaimKind.TARGET_GROUP: "G",
    ClaimKind.SETTING: "S",
    ClaimKind.ACTOR: "W",
}
_SINGLE: Final = {ClaimKind.STUDY_YEARS: "Y", ClaimKind.AGE_SPAN: "A"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is noted of a text, by letter: answers, or words that stand in it; () where it says nothing."""

    noted: Mapping[str, tuple[str, ...]]

    def of(self, letter: str) -> tuple[str, ...]:
        """Return what is noted under a letter."""
        return self.noted.get(letter, ())


Read = tuple[Facts, Text, Sequence[Claim]]


def facts_of(told: Mapping[str, Sequence[str]], content: str) -> Facts | None:
    """Return what the lines of a text say, None where nobody has noted it; raise ValueError for another form."""
    if "H" not in told:
        return None
    noted: dict[str, tuple[str, ...]] = {}
    for letter in LETTERS:
        lines = told.get(letter, ())
        form = _FORMS.get(letter)
        for line in lines:
            if form is not None and not form.fullmatch(line):
                raise ValueError(f"{letter}: {line!r}")
            if form is None and line not in content:
                raise ValueError(f"{line!r} does not stand in the text")
        noted[letter] = tuple(lines[0].split()) if lines and form is not None else tuple(lines)
    return Facts(noted)


def report(into: Report, read: Sequence[Read]) -> None:
    """Add how well these texts are read."""
    _answers(into, read)
    report_sentences(into, read)


def _answers(into: Report, read: Sequence[Read]) -> None:
    for kind, letter in (_SINGLE | _SEVERAL).items():
        least = SURE if kind in _SEVERAL else 0.0
        found = [
            {_plain(c) for c in claims if c.kind is kind and c.value is not None and c.confidence >= least}
            for _, _, claims in read
        ]
        add_overlap(
            into, _name(kind), [(f, set(facts.of(letter))) for f, (facts, _, _) in zip(found, read, strict=True)]
        )


def report_sentences(into: Report, read: Sequence[Read]) -> None:
    """Add how well the sentences that tell conditions are read, and the one that says most."""
    for kind, letter in CONDITIONS.items():
        pairs = [(read_of(claims, kind, text), sentences_of(facts, letter, text)) for facts, text, claims in read]
        both = sum(bool(found) and bool(wanted) for found, wanted in pairs)
        said, asked = (sum(bool(pair[side]) for pair in pairs) for side in (0, 1))
        _pair(into, f"{_name(kind)} told at all", both, said, asked)
        add_overlap(into, f"{_name(kind)}, the sentence", pairs)
    pairs = [
        (read_of(claims, ClaimKind.KEY_SENTENCE, text), sentences_of(facts, "H", text)) for facts, text, claims in read
    ]
    into.share("key sentences: the one that says most is among them", sum(bool(f & w) for f, w in pairs), len(pairs))


def read_of(claims: Sequence[Claim], kind: ClaimKind, text: Text) -> set[Span]:
    """Return the sentences on which claims of a kind rest that say more than that something is named."""
    said = [c for c in claims if c.kind is kind and c.value is not None and c.start is not None]
    return {text.sentence_at(c.start or 0) for c in said if kind is ClaimKind.KEY_SENTENCE or c.confidence > IN_PASSING}


def sentences_of(facts: Facts, letter: str, text: Text) -> set[Span]:
    """Return the sentences in which the words noted under a letter stand."""
    return {text.sentence_at(text.content.find(words)) for words in facts.of(letter)}


def add_overlap(into: Report, name: str, pairs: Sequence[tuple[AbstractSet[object], AbstractSet[object]]]) -> None:
    """Add how much of what is said of texts was noted of them, and how much of what was noted is said."""
    said, asked = (sum(len(pair[side]) for pair in pairs) for side in (0, 1))
    _pair(into, name, sum(len(found & wanted) for found, wanted in pairs), said, asked)


def _pair(into: Report, name: str, right: int, said: int, asked: int) -> None:
    into.share(f"{name}: precision", right, said)
    into.share(f"{name}: recall", right, asked)


def _name(kind: ClaimKind) -> str:
    return kind.value.replace("_", " ")


def _plain(claim: Claim) -> str:
    """Return the value; a single year as a span, as the labels have it."""
    value = claim.value or ""
    return f"{value}/{value}" if claim.kind is ClaimKind.STUDY_YEARS and "/" not in value else value
