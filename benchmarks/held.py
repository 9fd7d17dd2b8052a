"""How well the steps read made-up texts that none was taught, and that nobody who built them has opened.

    python -m benchmarks.held [FOLDER]

The sets in benchmarks/taught/held, or those in FOLDER, of the same form. What a step says is right where it says what
was noted of the text; of measures and challenges the main ones are asked for, and those read surely are counted.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import facts
from benchmarks.ours import fits
from benchmarks.report import Report
from benchmarks.taught import HELD, Style, TaughtText, as_noted, read_taught
from enrichment.reading import Reader
from enrichment.texts import Text
from kb.catalogue import load_catalogue
from kb.domain.claims import SURE, Claim, ClaimKind, Relevance, value_of

_Read = tuple[TaughtText, list[Claim]]


def main() -> None:
    """Print the table."""
    report(Report(), Path(sys.argv[1]) if len(sys.argv) > 1 else HELD)


def report(into: Report, folder: Path = HELD) -> None:
    """Add the figures on the sets in `folder`."""
    reader = Reader.for_catalogue(load_catalogue())
    read = [(text, list(reader.read(text.content))) for text in read_taught(folder=folder)]
    for style in Style:
        own = [one for one in read if one[0].style is style]
        if own:
            _section(into, style, own)


def _section(into: Report, label: str, read: Sequence[_Read]) -> None:
    into.section(f"Made-up texts held out, {label}")
    for said, is_in in (("in the field: found", True), ("outside the field: wrongly let in", False)):
        own = [claims for text, claims in read if bool(text.challenges) is is_in]
        if own:
            let_in = sum(value_of(claims, ClaimKind.RELEVANCE) == Relevance.RELEVANT for claims in own)
            into.share(f"texts {said}", let_in, len(own))
    _share(into, "study design", read, ClaimKind.STUDY_DESIGN, lambda text: (text.design,) if text.design else ())
    _effects(into, read)
    _share(into, "sample size", read, ClaimKind.SAMPLE_SIZE, lambda text: _written(text.sample_size))
    _share(into, "follow up", read, ClaimKind.FOLLOW_UP, lambda text: _written(text.follow_up_months))
    _share(into, "challenges", read, ClaimKind.CHALLENGE, lambda text: text.challenges, SURE)
    _share(into, "measures", read, ClaimKind.MEASURE, lambda text: text.measures, SURE)
    facts.report(into, [(text.facts, Text(text.content, None), claims) for text, claims in read if text.facts])


def _written(number: int | None) -> tuple[str, ...]:
    return () if number is None else (str(number),)


def _share(
    into: Report,
    what: str,
    read: Sequence[_Read],
    kind: ClaimKind,
    wanted: Callable[[TaughtText], Sequence[str]],
    least: float = 0.0,
) -> None:
    pairs = []
    for text, claims in read:
        values = {c.value for c in claims if c.kind is kind and c.value is not None and c.confidence >= least}
        if kind is ClaimKind.FOLLOW_UP:
            values = {str(as_noted(float(value))) for value in values}
        pairs.append((values, set(wanted(text))))
    facts.add_overlap(into, what, pairs)


def _effects(into: Report, read: Sequence[_Read]) -> None:
    said = right = found = asked = silent = still = 0
    for text, claims in read:
        told = [claim for claim in claims if claim.kind is ClaimKind.EFFECT and claim.value is not None]
        pairs = [(c, e) for c in told for e in text.effects if c.value == e.direction and fits(text.content, c, e)]
        said, asked = said + len(told), asked + len(text.effects)
        right += sum(any(one is c for one, _ in pairs) for c in told)
        found += sum(any(one is e for _, one in pairs) for e in text.effects)
        silent += not text.effects
        still += not text.effects and not told
    into.share("outcome and direction right: precision", right, said)
    into.share("outcome and direction right: recall", found, asked)
    into.share("texts without a result left without one", still, silent)


if __name__ == "__main__":
    main()
