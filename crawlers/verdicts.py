"""What a crawl came to: decided from what was seen and from what the source usually gives, before anything is stored.

A crawl that ended well can still have read a block page, a redesign, or half a list. Scrapy says "finished" then;
what tells is that callbacks raised, that nothing was listed, or that volume, language or length are suddenly far
from the source's habit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from crawlers.fetch import Answer, End
from kb.domain.sources import SourceKind
from kb.store.crawls import Crawl
from kb.store.sources import Verdict

_HABIT = 10  # good crawls that make up a source's habit, at most
_LEAST_HABIT = 3  # below so many there is none yet
_FAR = 4  # a volume is far from the habit when it is so many times smaller or larger
_TELLING = 8  # a list of fewer items varies by itself
_FEW = 4  # of fewer pages nobody can tell how many usually fail
_SHORT = 0.2  # of the usual length of a text
_OWN_LANGUAGE, _FOREIGN = 0.8, 0.3
# How Scrapy says that a crawl ended as it may: by itself, at the end of its time, or because a source asked it to.
_ENDED = ("finished", "closespider_timeout", "asked_to_wait")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a crawl saw. `listed` None: the list had not changed. `pages` were asked for and `failed` of them missing.

    `unread` are the pages that came and could not be read; `first` says why for the first answer that failed,
    `came` how many answers came, unchanged ones included. Lengths are in characters.
    """

    kind: SourceKind
    end: End
    listed: int | None = None
    came: int = 0
    changed: int = 0
    pages: int = 0
    failed: int = 0
    unread: int = 0
    documents: int = 0
    first: Answer | None = None
    why_unread: str = ""
    median_length: int | None = None
    in_language: float | None = None


def judge(seen: Seen, history: Sequence[Crawl]) -> tuple[Verdict, str]:
    """Return the verdict and, unless all is well, one sentence that says why; `history` is newest first."""
    if seen.end.reason is None:
        return Verdict.ERROR, "the crawl's process ended before its work was done: out of memory or time, or killed"
    if seen.end.reason not in _ENDED:
        return Verdict.ERROR, f"the crawl was broken off ({seen.end.reason})"
    if seen.end.stumbled:
        names = ", ".join(f"{count} × {name}" for name, count in seen.end.stumbled.items())
        return Verdict.ERROR, f"the spider stumbled over what the source gave ({names})"
    if seen.first is not None and seen.first.failed is not None and seen.came == 0:
        return seen.first.failed, seen.first.detail
    follows = seen.kind in (SourceKind.LISTING, SourceKind.SITEMAP)
    if seen.first is not None and seen.first.failed is not None:
        # Of many sitemaps one may be missing; a list of which a page fails is not known to be whole.
        if seen.first.role == "list" and (seen.kind is SourceKind.LISTING or not seen.listed):
            return seen.first.failed, seen.first.detail
        # An answer of an archive came and could not be read: to go on would lose what is in it.
        if seen.first.role == "answer" and seen.first.status == 200:
            return seen.first.failed, seen.first.detail
    if follows and seen.pages >= _FEW and seen.failed * 2 > seen.pages:
        detail = seen.first.detail if seen.first is not None else ""
        return Verdict.ERROR, f"{seen.failed} of {seen.pages} pages could not be fetched; the first: {detail}"
    if seen.unread and seen.documents == 0 and not follows:
        return Verdict.CHANGED, seen.why_unread
    if follows and seen.unread >= _FEW and seen.unread > seen.documents:
        share = f"{seen.unread} of {seen.unread + seen.documents}"
        return Verdict.CHANGED, f"{share} pages could not be read; the first: {seen.why_unread}"
    if follows and seen.listed == 0:
        return Verdict.EMPTY, "nothing is listed"
    return _against_habit(seen, history)


def _against_habit(seen: Seen, history: Sequence[Crawl]) -> tuple[Verdict, str]:
    good = [crawl for crawl in history if crawl.verdict is Verdict.OK][:_HABIT]
    counts = [crawl.items for crawl in good if crawl.items]
    lists = seen.kind in (SourceKind.FEED, SourceKind.LISTING, SourceKind.SITEMAP)
    if lists and seen.listed is not None and len(counts) >= _LEAST_HABIT and not _as_before(seen.listed, history):
        usual = median(counts)
        if max(usual, seen.listed) >= _TELLING and not usual / _FAR <= seen.listed <= usual * _FAR:
            return (
                Verdict.UNUSUAL,
                f"it lists {seen.listed} items, usually about {usual:.0f}; it is taken if it stays so",
            )
    lengths = [crawl.median_length for crawl in good if crawl.median_length]
    if seen.median_length is not None and len(lengths) >= _LEAST_HABIT:
        usual = median(lengths)
        if seen.median_length < usual * _SHORT:
            return Verdict.CHANGED, f"its texts hold {seen.median_length} characters, usually about {usual:.0f}"
    shares = [crawl.in_language for crawl in good if crawl.in_language is not None]
    if seen.in_language is not None and len(shares) >= _LEAST_HABIT:
        usual = median(shares)
        if usual >= _OWN_LANGUAGE and seen.in_language < _FOREIGN:
            return Verdict.CHANGED, f"{seen.in_language:.0%} of its texts are in its language, usually {usual:.0%}"
    if seen.came and not seen.changed:
        return Verdict.NOT_MODIFIED, ""
    notes = []
    if seen.first is not None and seen.first.failed is not None:
        notes.append(f"{seen.failed or 1} could not be fetched, the first: {seen.first.detail}")
    if seen.end.waiting:
        notes.append(f"{seen.end.waiting} wait for the next run")
    return Verdict.OK, "; ".join(notes)


def _as_before(listed: int, history: Sequence[Crawl]) -> bool:
    """Return whether the last crawl that saw the list saw about the same volume: then it is the new habit.

    Those that were not answered, or answered "not modified", saw none. One that was taken counts like one that was
    held back: the habit is a median, and follows only after several.
    """
    saw = (crawl for crawl in history if crawl.items and crawl.verdict in (Verdict.OK, Verdict.UNUSUAL))
    last = next(saw, None)
    return last is not None and abs(listed - last.items) * 2 <= last.items
