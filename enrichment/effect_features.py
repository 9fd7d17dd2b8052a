"""What the taught reader of effects looks at: names of things that hold of a sentence, of a word, and of an outcome."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

from enrichment import effect_comparing as comparing
from enrichment import effect_context as said
from enrichment.bridged import bridged_stretch
from enrichment.effect_sizes import find_p, find_significance, find_sizes
from enrichment.effect_telling import Sentence
from enrichment.effect_words import Cue, find_cues
from enrichment.sections import Sections, lowered
from enrichment.texts import Span, Text
from kb.catalogue.matcher import Mention

_TOKEN: Final = re.compile(r"\d[\d.,]*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[%;:,.()?=<>–-]")
_BEGINNING: Final = 20_000
_LONG: Final = 5  # letters of a longer word that stand for its other forms
_SIDE: Final = 14  # tokens looked at on each side of an outcome
_BESIDE: Final = 6
_TOKENS: Final = 120  # of a sentence: what is longer is a list
_NEGATION: Final = re.compile(
    r"\b(?:no|not|nor|neither|never|none|without|hardly|nothing|cannot|fail\w*|inte|ej|ingen|inga|inget|ingenting"
    r"|varken|knappast|utan|ikke|ikkje|intet|hverken|verken|neppe|næppe|uten|uden|lite|litet|lidt|little)\b|n['’]t\b"
)
# What the rules look for around a word of change; here each only counts for or against.
_SAID: Final = {
    "NO_EVIDENCE": said.NO_EVIDENCE,
    "INFINITIVE_TOLD": said.INFINITIVE_TOLD,
    "MODAL": said.MODAL,
    "MODAL_TOLD": said.MODAL_TOLD,
    "QUESTION": said.QUESTION,
    "AIM": said.AIM,
    "FOUND": said.FOUND,
    "CITED": said.CITED,
    "OURS": said.OURS,
    "TREND": said.TREND,
    "PREVALENCE": said.PREVALENCE,
    "ASSOCIATED": said.ASSOCIATED,
    "AGENT": said.AGENT,
    "COMPARED": said.COMPARED,
    "PLANNED": said.PLANNED,
    "CONTROL": said.CONTROL,
    "CONTRARY": said.CONTRARY,
    "NEEDED": said.NEEDED,
    "PARTS": said.PARTS,
    "FIGURE": said.FIGURE,
    "STUDIED": said.STUDIED,
    "CHANCE": said.CHANCE,
    "SUBGROUP": said.SUBGROUP,
    "NOT_SHOWN": comparing.NOT_SHOWN,
    "ALIKE": comparing.ALIKE,
    "COULD_BE_SHOWN": comparing.COULD_BE_SHOWN,
    "A_SHARE": comparing.A_SHARE,
}
_OF_TEXT: Final = {
    "PLANNED": said.PLANNED,
    "STUDIED": said.STUDIED,
    "COMPARED": said.COMPARED,
    "OURS": said.OURS,
    "EVALUATES": said.EVALUATES,
}
_FROM_BEFORE: Final = ("F_", "C_", "B", "p=", "sig=", "num", "sec")

Token = tuple[int, int, str]
Features = set[str]


@dataclass(frozen=True)
class Page:
    """A text with what is known of it as a whole; `bound` where a rule's result must be grounded (`effect_grounds`)."""

    text: Text
    sections: Sections
    design: str | None
    kind: str | None
    bound: bool
    _looked: dict[int, "Looked"] = field(default_factory=dict, repr=False)

    def look(self, number: int) -> "Looked":
        """Return its sentence of that number, the same one each time."""
        return self._looked.setdefault(number, Looked(self, number))

    @cached_property
    def lower(self) -> str:
        """The content in lower case."""
        return lowered(self.text.content)

    @cached_property
    def features(self) -> Features:
        """What holds of the text as a whole."""
        found = {f"D_{self.design}", f"K_{self.kind}", f"bound{self.bound}", f"telling{self.sections.telling}"}
        return found | {f"D+{n}" for n, pattern in _OF_TEXT.items() if pattern.search(self.lower, 0, _BEGINNING)}

    @cached_property
    def schemes(self) -> dict[int, set[str]]:
        """The schemes of the concepts named, by the place of each of their words."""
        found: dict[int, set[str]] = {}
        for mention in self.text.mentions:
            for word in re.finditer(r"\S+", self.text.content[mention.start : mention.end]):
                place = mention.start + word.start()
                found.setdefault(place, set()).add(self.text.concepts[mention.concept].scheme)
        return found


class Looked:
    """The sentence `number` of a page, each thing about it worked out once."""

    def __init__(self, page: Page, number: int) -> None:
        self.page = page
        self.number = number
        self.start, self.end = page.text.sentences[number]

    @cached_property
    def tokens(self) -> list[Token]:
        """Its words and marks with their places; every number is "0"."""
        found = _TOKEN.finditer(self.page.lower, self.start, self.end)
        tokens = [(m.start(), m.end(), "0" if m[0][0].isdigit() else m[0]) for m in found]
        return tokens[:_TOKENS]

    @cached_property
    def cues(self) -> list[Cue]:
        """The words of change in it."""
        return list(find_cues(self.page.lower, self.start, self.end, self.page.text.language))

    @cached_property
    def english(self) -> list[tuple[str, int]]:
        """Its words in English, with the places where they begin in the text (`enrichment.bridged`)."""
        return bridged_stretch(self.page.text.content, self.page.text.language, (self.start, self.end), _TOKENS)

    @cached_property
    def plain(self) -> Features:
        """What its words and its place say: cheap, and enough to pass over most sentences."""
        words = [word for _, _, word in self.tokens]
        found = {f"S{word}" for word in words}
        found |= {f"S{first} {second}" for first, second in pairwise(words)}
        found |= {f"S<{word[:_LONG]}" for word in words if len(word) > _LONG}
        found |= {f"B{word}" for word in words[:2]} | {"B" + " ".join(words[:2])}
        in_english = [word for word, _ in self.english]
        found |= {f"S:{word}" for word in in_english}
        found |= {f"S:{first} {second}" for first, second in pairwise(in_english)}
        found |= {f"sec{self.page.sections.at(self.start)}", f"num{min(2, words.count('0'))}"}
        last = len(self.page.text.sentences) - 1
        found.add(f"pos{4 * (self.number - 1) // max(last, 1)}")
        if self.number <= 3:
            found.add(f"first{self.number}")
        if self.number >= last - 1:
            found.add(f"last{last - self.number}")
        return found

    @cached_property
    def whole(self) -> Features:
        """All that holds of the sentence itself."""
        lower, content = self.page.lower, self.page.text.content
        found = self.plain | {f"F_{n}" for n, pattern in _SAID.items() if pattern.search(lower, self.start, self.end)}
        found |= {f"C_{cue.direction}" for cue in self.cues} | {f"C_{cue.direction}{cue.form}" for cue in self.cues}
        found.add(f"cues{min(len(self.cues), 3)}")
        found.add(f"p={find_p(content, self.start, self.end) is not None}")
        found.add(f"sig={find_significance(content, self.start, self.end)}")
        sizes = find_sizes(content, self.start, self.end)
        found |= {f"size {dict(size.told).get('measure')}" for size in sizes} | {f"says {size.says}" for size in sizes}
        found.add(f"sizes{min(len(sizes), 2)}")
        return found

    @cached_property
    def around(self) -> Features:
        """What holds of it, of the sentence before, and of the text."""
        before = self.page.look(self.number - 1).whole if self.number > 0 else {"B nothing"}
        named = {scheme for place, _, _ in self.tokens for scheme in self.page.schemes.get(place, ())}
        found = self.whole | self.page.features | {f"Q{scheme}" for scheme in named}
        return found | {f"P{name}" for name in before if name.startswith(_FROM_BEFORE)}

    def words(self) -> list[Features]:
        """Return what holds of each token: for telling which of them are an outcome's."""
        marks = ["<", "<", *(word for _, _, word in self.tokens), ">", ">"]
        glosses: dict[int, list[str]] = {}
        for word, start in self.english:
            glosses.setdefault(start, []).append(word)
        bridged = [[], *(glosses.get(start, []) for start, _, _ in self.tokens), []]
        found = []
        for place, (start, end, word) in enumerate(self.tokens):
            second, first, after, next_after = marks[place], marks[place + 1], marks[place + 3], marks[place + 4]
            one = {f"w{word}", f"-1{first}", f"+1{after}", f"-2{second}", f"+2{next_after}", f"i{min(place, 5)}"}
            one |= {f"-{second} {first}", f"+{after} {next_after}", f"e{word[-3:]}", f"E{word[-4:]}"}
            one |= {f"-e{first[-3:]}", f"+e{after[-3:]}", f"len{min(len(word), 12) // 2}"}
            if len(word) > _LONG:
                one.add(f"w<{word[:_LONG]}")
            for side, offset in (("w", 1), ("-1", 0), ("+1", 2)):
                one |= {f"{side}:{gloss}" for gloss in bridged[place + offset]}
            one |= _beside_cues(self.cues, start, end)
            one |= {f"Q{scheme}" for scheme in self.page.schemes.get(start, ())}
            found.append(one)
        return found

    def outcome(self, sentence: Sentence, clause: Span, mention: Mention, likely: tuple[Span, float]) -> Features:
        """Return what holds of an outcome in its clause; `likely` is what the words say is one, and how plainly."""
        lower = self.page.lower
        found = set(self.around)
        before = [word for place, _, word in self.tokens if clause[0] <= place < mention.start][::-1]
        after = [word for place, _, word in self.tokens if mention.end <= place < clause[1]]
        for side, words in (("L", before), ("R", after)):
            found |= _beside(side, words)
        in_english = [word for word, start in self.english if clause[0] <= start < mention.start][::-1]
        found |= _beside_in_english("L", in_english)
        in_english = [word for word, start in self.english if mention.end <= start < clause[1]]
        found |= _beside_in_english("R", in_english)
        found |= {f"M:{word}" for word, start in self.english if mention.start <= start < mention.end}
        found.add(f"M<{lower[mention.start : mention.end].split()[-1][-_LONG:]}")
        found |= self._cues_near(clause, mention, sentence.outcomes)
        for name, pattern in _SAID.items():
            if pattern.search(lower, clause[0], mention.start):
                found.add(f"FL{name}")
            if pattern.search(lower, mention.end, clause[1]):
                found.add(f"FR{name}")
        concept = self.page.text.concepts.get(mention.concept)
        found.add(f"desired {concept.desired if concept else 'unlisted'}")
        found.add(f"measure {sentence.names_measure}")
        found |= {f"outcomes{min(len(sentence.outcomes), 4)}", f"is first {sentence.outcomes[0] is mention}"}
        found.add(f"clause first {clause[0] <= self.start + 1}")
        (start, end), plainly = likely
        found.add(f"likely {mention.start < end and start < mention.end}")
        found.add(f"plainly {int(max(-3.0, min(6.0, plainly)) / 1.5)}")
        return found

    def _cues_near(self, clause: Span, mention: Mention, others: Collection[Mention]) -> Features:
        lower = self.page.lower
        cues = [cue for cue in self.cues if clause[0] <= cue.start < clause[1]]
        found = {f"A{min(len(cues), 3)}"}
        for rank, cue in enumerate(sorted(cues, key=lambda cue: _gap(cue, mention))[:3]):
            side = "R" if cue.start >= mention.end else "L" if cue.end <= mention.start else "I"
            negated = _NEGATION.search(lower, max(clause[0], cue.start - 50), cue.start) or _NEGATION.search(
                lower, cue.end, min(clause[1], cue.end + 25)
            )
            way = cue.direction + ("~" if negated else "")
            found.add(f"A{way} {side}")
            if rank:
                continue
            gap = _gap(cue, mention)
            reach = sum(gap >= step for step in (4, 15, 40))
            words = " ".join(lower[cue.start : cue.end][:25].split())
            found |= {f"N{way}", f"N{way} {side}", f"N{way}{cue.form} {side}{reach}", f"N{cue.form} {side}{reach}"}
            found.add(f"Nw {words}{'~' if negated else ''}")
            between = (min(mention.end, cue.end), max(mention.start, cue.start))
            if any(between[0] <= other.start < between[1] for other in others if other is not mention):
                found.add("N other")
        return found


def _gap(cue: Cue, mention: Mention) -> int:
    """Return how many characters lie between."""
    return max(0, cue.start - mention.end, mention.start - cue.end)


def _beside(side: str, words: Sequence[str]) -> Features:
    """Return what holds of the words on one side of an outcome, the nearest first."""
    if not words:
        return {f"{side} nothing"}
    found = {f"{side}1{words[0]}", f"{side}2{' '.join(words[:2])}"}
    for place, word in enumerate(words[:_SIDE]):
        found.add(side + word)
        if place < _BESIDE:
            found.add(f"{side}n{word}")
        if len(word) > _LONG:
            found.add(f"{side}<{word[:_LONG]}")
        if place + 1 < len(words):
            found.add(f"{side}{word} {words[place + 1]}")
    return found


def _beside_in_english(side: str, words: Sequence[str]) -> Features:
    """Return what holds of the words on one side in English, the nearest first."""
    if not words:
        return set()
    found = {f"{side}1:{words[0]}", f"{side}2:{' '.join(words[:2])}"}
    found |= {f"{side}n:{word}" for word in words[:_BESIDE]}
    return found | {f"{side}:{word}" for word in words[:_SIDE]}


def _beside_cues(cues: Sequence[Cue], start: int, end: int) -> Features:
    inside = next((cue for cue in cues if cue.start <= start < cue.end), None)
    if inside is not None:
        return {f"in {inside.direction}{inside.form}"}
    before = next((cue for cue in reversed(cues) if cue.end <= start), None)
    after = next((cue for cue in cues if cue.start >= end), None)
    found = {"l nothing"} if before is None else {f"l{before.form}"}
    found.add("r nothing" if after is None else f"r{after.form}")
    if before is not None:
        found.add(f"l{before.direction}{before.form}{min(3, (start - before.end) // 12)}")
    if after is not None:
        found.add(f"r{after.direction}{after.form}{min(3, (after.start - end) // 12)}")
    return found
