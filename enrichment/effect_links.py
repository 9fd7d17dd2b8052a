"""Which word of change, which outcome and which size in a clause belong together."""

import re
from collections.abc import Sequence
from typing import Final

from enrichment import effect_context as said
from enrichment.effect_sizes import Size
from enrichment.effect_words import Cue
from enrichment.texts import Span
from kb.catalogue.matcher import Mention

# How far apart a word of change and its outcome may stand: outcome after it, before it, and close by.
_AFTER: Final = 75
_BEFORE: Final = 120
_NEAR: Final = 45
_ADJACENT: Final = 20
_VAGUE: Final = frozenset(
    "more less smaller greater longer mer mere mindre större større längre lengre længere".split()
)
_FEWER: Final = frozenset({"fewer", "färre", "færre", "fler", "flere", "fleire"})
# Before a noun these are of it: "the centres reached more families" tells nothing of what stands before.
_OF_THINGS: Final = _FEWER | frozenset("more less mer mere mindre".split())
_WHERE: Final = re.compile(r"\b(?:where|in which|hvor|där|som handlade om|om de)\b")
_NO_THING: Final = re.compile(
    r"(?: (?:than|än|enn|end|often|ofte|ofta|tit|in|i|among|bland|blant|blandt|hos|for|för|på|at|ved|vid|after|efter"
    r"|etter|when"
    r"|när|når|med|with|there|där|der)\b|[,.;)]|$)"
)
_COPULA: Final = re.compile(
    r"\b(?:was|were|is|are|became|had|lay|stood|remained|found|seen|observed|var|är|er|blev|ble|blevet|blitt|blivit"
    r"|blir"
    r"|bliver|låg|lå|hade|hadde|havde|været|vært|varit|fell|rose|increased|decreased|minsk\w+|øk\w+|ök\w+|gått|gick"
    r"|gikk|gik)\b"
)
_WHICH_IS: Final = re.compile(
    r", (?:(?:det vill säga|dvs\.?|d\.v\.s\.|alltså|altså|det vil si|det vil sige|that is|i\.e\.|or|eller|motsvarande"
    r"|tilsvarende"
    r"|svarende til|vilket (?:är|innebär|motsvarar)|hvilket (?:er|svarer til)|which is),? )?(?:an?|ett?|en"
    r"|et) (?:\w+ )?$"
)
_PASSIVE: Final = re.compile(
    r"\b(?:was|were|is|are|been|be|being|blev|blir|blivit|ble|bliver|blitt|blevet|er|var|är|har|hade|had|has|have)"
    r"(?: \w+){0,2} $"
)
_PUT_IN: Final = re.compile(r", (?:som|der|who|which) [^,;]{1,120},")
_ONLY_JOINED: Final = re.compile(r"[\s,/]{0,6}(?:and|or|och|eller|samt|og)?[\s,]{0,6}")
_LISTED: Final = re.compile(r"\s{0,4}(?:,|/|and|or|as well as|och|eller|samt|og)[\s,]{0,4}(?:[\w-]+[ ,]+){0,5}")

# "charges for violence", "återfall i våld" and "återfall i stöld" are not of one thing.
_SAID_OF: Final = re.compile(r" (?:for|för|of|to|mot|mod|against|om|about|involving) (?:\w+ )??(\w{4,})")

Pair = tuple[Mention, Cue]


def pair(content: str, outcomes: Sequence[Mention], cues: Sequence[Cue]) -> list[Pair]:
    """Return the outcomes of a clause with the word of change that each belongs to; those without one are left out."""
    pairs: list[Pair] = []
    for place, outcome in enumerate(outcomes):
        cue = _nearest(content, outcome, cues)
        if cue is None and pairs and pairs[-1][0] is outcomes[place - 1]:
            listed = _LISTED.fullmatch(content, outcomes[place - 1].end, outcome.start)
            cue = pairs[-1][1] if listed else None
        if cue is not None:
            pairs.append((outcome, cue))
    return pairs


def spoken_of(content: str, outcome: Mention) -> str:
    """Return the label of `outcome` with what it is said of: "charges violence" of "charges for violence"."""
    said_of = _SAID_OF.match(content, outcome.end)
    return f"{outcome.label.lower()} {said_of[1] if said_of else ''}"


def size_of(
    content: str,
    outcome: Mention,
    cue: Cue,
    pairs: Sequence[Pair],
    cues: Sequence[Cue],
    sizes: Sequence[Size],
    clause: Span,
) -> tuple[tuple[str, str], ...]:
    """Return the size stated for `outcome` in its clause; nothing where it could be another's."""
    pairing = [cue for _, cue in pairs]
    # "fell by 14 percent more": a word that only weighs has no size of its own.
    telling = [
        other
        for other in cues
        if other in pairing or (content[other.start : other.end] not in _VAGUE and other.direction != "neutral")
    ]
    own = [
        size
        for size in sizes
        if clause[0] <= size.start < clause[1]
        and _told_again(_cue_of(size, telling), pairing) is cue
        # The two shares that are the change are no size of it; "halved" is.
        and (not cue.start <= size.start < cue.end or not content[cue.start].isdigit())
    ]
    together = [m for m, other in pairs if other is cue]
    if len(together) > 1:
        following = next((m.start for m in together if m.start > outcome.start), clause[1])
        near = [size for size in own if outcome.end <= size.start < following]
        last = max(m.end for m in together)
        shared = len(own) == 1 and (own[0].start >= last or own[0].end <= together[0].start)
        own = own if shared else near
    if not own:
        return ()
    return max(own, key=lambda size: (len(size.told), size.told[0][1] != "percent", -size.start)).told


def _nearest(content: str, outcome: Mention, cues: Sequence[Cue]) -> Cue | None:
    """Return the word of change that `outcome` belongs to, None where none stands near enough."""
    best: tuple[float, Cue] | None = None
    for cue in cues:
        cost: float | None
        if cue.end <= outcome.start:
            gap, cost = outcome.start - cue.end, _cost_after(content, cue, outcome)
        elif cue.start >= outcome.end:
            gap, cost = _way(content, outcome, cue), _cost_before(content, cue, outcome)
        else:
            gap, cost = 0, 5.0
        if cost is not None and cue.direction == "neutral":
            cost += 20  # a word that itself says what became of it goes first
        if cost is not None and (best is None or gap + cost < best[0]):
            best = (gap + cost, cue)
    return best[1] if best else None


def _way(content: str, outcome: Mention, cue: Cue) -> int:
    """Return how far before `cue` the outcome stands, a clause put in between not counted: "X, which rose, fell"."""
    return cue.start - outcome.end - sum(len(m[0]) for m in _PUT_IN.finditer(content, outcome.end, cue.start))


def _cost_after(content: str, cue: Cue, outcome: Mention) -> float | None:
    """Return what it costs, beside the way, to take an outcome that follows `cue`; None where it cannot be."""
    word = content[cue.start : cue.end].lower()
    reach = _NEAR if cue.form in "pa" and word not in _FEWER else _AFTER
    if cue.form == "a" and word in _VAGUE and not said.CHANCE.match(content, cue.end + 1):
        reach = _ADJACENT
    if outcome.start - cue.end > reach:
        return None
    if cue.form == "a" and _WHERE.search(content, cue.end, outcome.start):
        return None
    if cue.direction in ("less", "more", "good", "bad") and said.ELSEWHERE.search(content, cue.end, outcome.start):
        # "fewer patients who came back": what is counted does it itself
        likely = word.endswith("likely") or word.startswith(("effective", "effektiv")) or word in _FEWER
        if not likely and not said.CHANCE.search(content, cue.start, outcome.start):
            return None
    joined = _joined(content, cue.end, outcome.start)
    if cue.form == "i":
        return 25 + joined
    if cue.form == "v" and _PASSIVE.search(content, max(0, cue.start - 30), cue.start):
        return 35 + joined
    return joined


def _cost_before(content: str, cue: Cue, outcome: Mention) -> float | None:
    """Return what it costs, beside the way, to take an outcome that goes before `cue`; None where it cannot be."""
    gap = _way(content, outcome, cue)
    if cue.form == "n" and _WHICH_IS.search(content, max(outcome.end, cue.start - 30), cue.start):
        return 10  # "X was 9 in the year after, that is, a drop of a third"
    if gap > (_AFTER if cue.form == "p" else _BEFORE) or cue.form in "bg":
        return None
    if content[cue.start : cue.end] in _OF_THINGS and not (
        _NO_THING.match(content, cue.end) or _COPULA.search(content, max(outcome.end, cue.start - _NEAR), cue.start)
    ):
        return None
    with_object = cue.form == "v" and not _PASSIVE.search(content, max(0, cue.start - 30), cue.start)
    with_object = with_object and not said.INTRANSITIVE.match(content, cue.end)
    if with_object and gap > 12 and content[cue.start : cue.end].endswith("ed"):
        return None
    joined = _joined(content, outcome.end, cue.start)
    if cue.form == "n":
        return joined + (0 if gap <= 2 else 35)
    if cue.form == "v" and not _PASSIVE.search(content, max(0, cue.start - 30), cue.start):
        return joined + (15 if said.INTRANSITIVE.match(content, cue.end) else 50)
    return joined + 5


def _joined(content: str, start: int, end: int) -> float:
    """Return a cost where nothing but "and" or a comma stands between: what is joined is not governed."""
    between = content[start:end]
    return 45 if between.strip() and _ONLY_JOINED.fullmatch(between) else 0


def _told_again(cue: Cue | None, pairing: Sequence[Cue]) -> Cue | None:
    """Return the cue before it that `cue`, of no outcome itself, tells again: "fell by half, a drop of 12 points"."""
    if cue is None or cue in pairing:
        return cue
    return next((one for one in reversed(pairing) if one.end <= cue.start and one.direction == cue.direction), cue)


def _cue_of(size: Size, cues: Sequence[Cue]) -> Cue | None:
    holding = next((cue for cue in cues if cue.start <= size.start < cue.end), None)
    if holding is not None:
        return holding
    following = next((cue for cue in cues if cue.start >= size.end), None)
    before = next((cue for cue in reversed(cues) if cue.end <= size.start), None)
    if following is not None and (before is None or following.start - size.end <= 15):
        return following
    return before
