"""Made-up texts that steps learn from, `benchmarks/taught/`: their form is told in its README.

    python -m benchmarks.taught [FOLDER with records.jsonl.gz]

Prints how many texts each set holds and, given a folder, how many of their sentences stand in its records.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from benchmarks.effects import lines_of
from benchmarks.facts import LETTERS, Facts, facts_of
from benchmarks.labels import LANGUAGES, EffectLabel
from kb.domain.claims import StudyDesign
from kb.errors import InputError

FOLDER: Final = Path(__file__).parent / "taught"
HELD: Final = FOLDER / "held"  # what nothing learns from
_LINE: Final = re.compile(rf"([DENFCTM{LETTERS}]): (.+)")
_ID: Final = re.compile(r"[a-z]{2}-\d{3,4}")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")
_SHORTEST_SENTENCE = 30


class Style(StrEnum):
    """How the texts of a set are told: as abstracts, as a journalist or an official would, or some of each."""

    PLAINLY = "plainly told"
    FREELY = "freely told"
    BOTH = "told both ways"


_STYLES: Final = dict.fromkeys("QRU", Style.FREELY) | dict.fromkeys("SV", Style.BOTH)


@dataclass(frozen=True, slots=True)
class TaughtText:
    """A made-up text with what its author says that it tells; None and () where it does not."""

    set: str
    id: str
    title: str
    text: str
    language: str
    design: StudyDesign | None
    effects: tuple[EffectLabel, ...]
    challenges: tuple[str, ...]
    measures: tuple[str, ...]
    sample_size: int | None
    follow_up_months: int | None
    cost: bool
    facts: Facts | None  # None where nobody has noted them

    @property
    def style(self) -> Style:
        """How it is told, by the first letter of its set."""
        return _STYLES.get(self.set[0], Style.PLAINLY)

    @property
    def content(self) -> str:
        """Return title and text as a document's content holds them."""
        return f"{self.title}\n\n{self.text}"


def sets(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the names of the sets, each by one author."""
    return tuple(sorted({file.name.split("_")[0] for file in folder.glob("*_*.txt")}))


def read_taught(names: Iterable[str] | None = None, folder: Path = FOLDER) -> list[TaughtText]:
    """Return the texts of these sets, or of all, in order of set, language and place.

    Raises InputError, naming the file and the text, for what does not have the form that the README tells.
    """
    found: list[TaughtText] = []
    for name in sets(folder) if names is None else names:
        for language in LANGUAGES:
            file = folder / f"{name}_{language}.txt"
            blocks = re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
            found += [_text(file, name, language, block.strip().split("\n")) for block in blocks]
    return found


def _text(file: Path, name: str, language: str, lines: Sequence[str]) -> TaughtText:
    key, _, title = lines[0].partition(" | ")
    told: dict[str, list[str]] = {}
    body = []
    for line in lines[1:]:
        match = _LINE.fullmatch(line)
        if match is None:
            body.append(line)
        elif match[2] != "-":
            told.setdefault(match[1], []).append(match[2])
    text = " ".join(body)
    try:
        if not _ID.fullmatch(key) or not title or not text:
            raise ValueError("a text needs an id, a title and a text")
        effects = tuple(_effect(words, text) for words in told.get("E", ()))
        return TaughtText(
            name,
            key,
            title,
            text,
            language,
            StudyDesign(told["D"][0]) if "D" in told else None,
            effects,
            tuple(told.get("T", ("",))[0].split()),
            tuple(told.get("M", ("",))[0].split()),
            int(told["N"][0]) if "N" in told else None,
            int(told["F"][0]) if "F" in told else None,
            told.get("C", ("0",))[0] == "1",
            facts_of(told, f"{title}\n\n{text}"),
        )
    except (ValueError, ValidationError) as wrong:
        raise InputError(f"{file.name}, {key}: {wrong}") from wrong


def _effect(line: str, text: str) -> EffectLabel:
    words, direction, sized, stated = line.split(" | ")
    if words not in text:
        raise ValueError(f"{words!r} does not stand in the text")
    size, measure = (None, None) if sized == "-" else sized.split()
    significance = {"s": "significant", "n": "not_significant", "-": None}[stated]
    told = {"outcome_words": words, "direction": direction, "size": size, "measure": measure}
    return EffectLabel.model_validate({**told, "significance": significance})


def as_noted(months: float) -> int:
    """Return a time as labels note it: in whole months, one at least."""
    return max(1, round(months))


def copied(texts: Iterable[TaughtText], records: Iterable[str]) -> list[str]:
    """Return the sentences of `texts` that stand in `records`, of 30 characters or more; headings are no sentences."""
    ours = {sentence for text in texts for sentence in _sentences(text.content)}
    return sorted({sentence for record in records for sentence in _sentences(record) if sentence in ours})


def _sentences(content: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(content):
        plain = " ".join(sentence.casefold().split())
        if len(plain) >= _SHORTEST_SENTENCE:
            yield plain


def main() -> None:
    """Print the sizes of the sets and, given a folder of records, the sentences that stand there too."""
    texts = read_taught()
    counts = Counter(text.set for text in texts)
    effects = Counter(text.set for text in texts for _ in text.effects)
    print("| Set | Texts | Effects |\n|---|---:|---:|")
    for name in sets():
        print(f"| {name} | {counts[name]} | {effects[name]} |")
    if len(sys.argv) > 1:
        found = copied(texts, _records(Path(sys.argv[1])))
        print(f"\n{len(found)} of their sentences stand in the records of {sys.argv[1]}", *found, sep="\n")


def _records(folder: Path) -> Iterator[str]:
    for file in sorted(folder.glob("*.jsonl.gz")):
        for record in lines_of(file):
            yield from (value for value in record.values() if isinstance(value, str))


if __name__ == "__main__":
    main()
