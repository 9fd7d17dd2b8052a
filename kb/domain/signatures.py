"""How alike two texts are, and keys under which texts that are nearly the same find each other.

MinHash (Broder 1997) over runs of three words, cut into bands (Leskovec, Rajaraman and Ullman, *Mining of Massive
Datasets*, ch. 3). The keys are kept in the database for ever, so they are computed here, from CRC-32 and fixed
numbers, and not by a library whose hashes may change with its version.
"""

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kb.domain.text import words

_RUN = 3
_LEAST_WORDS = 40  # a shorter text ("Read more on our web site") is no evidence of identity
# Two texts share a key with the chance 1 - (1 - s^3)^10: 0.985 at s = 0.7, 0.999 at 0.8, 0.24 at 0.3, 0.01 at 0.1.
_BANDS, _ROWS = 10, 3
_CHUNK = 20_000  # runs at a time, so that a book takes no more memory than a page

_Hashes = NDArray[np.uint64]
_MIXES = np.array([0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB], dtype=np.uint64)
_FACTORS: _Hashes = np.array(
    [zlib.crc32(b"factor %d" % n) << 32 | zlib.crc32(b"low %d" % n) | 1 for n in range(_BANDS * _ROWS)], dtype=np.uint64
)
_SUMMANDS: _Hashes = np.array(
    [zlib.crc32(b"summand %d" % n) << 32 | zlib.crc32(b"last %d" % n) for n in range(_BANDS * _ROWS)], dtype=np.uint64
)


def text_keys(text: str) -> tuple[str, ...]:
    """Return ten keys, of which texts nearly the same share at least one; none for a text under 40 words."""
    found = words(text)
    if len(found) < _LEAST_WORDS:
        return ()
    least = _least_hashes(_run_hashes(found)).reshape(_BANDS, _ROWS)
    bands = np.zeros(_BANDS, dtype=np.uint64)
    for row in range(_ROWS):
        bands = _mixed(bands * _MIXES[1] + least[:, row])
    return tuple(f"{number}{band:016x}" for number, band in enumerate(bands.tolist()))


def text_likeness(one: str, other: str, least: float) -> float | None:
    """Return the share of runs of three words that the texts have in common (Jaccard); None when below `least`."""
    mine, theirs = words(one), words(other)
    if min(len(mine), len(theirs)) < _LEAST_WORDS:
        return None
    runs, others = _runs(mine), _runs(theirs)
    if min(len(runs), len(others)) < least * max(len(runs), len(others)):
        return None
    common = len(runs & others)
    share = common / (len(runs) + len(others) - common)
    return share if share >= least else None


def _runs(found: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(found[first:] for first in range(_RUN)), strict=False))


def _run_hashes(found: Sequence[str]) -> _Hashes:
    single = np.fromiter(map(zlib.crc32, " ".join(found).encode().split(b" ")), dtype=np.uint64, count=len(found))
    runs = len(found) - _RUN + 1
    total = np.zeros(runs, dtype=np.uint64)
    for place in range(_RUN):  # the order of words counts
        total = (total + single[place : place + runs]) * _MIXES[place]
    return _mixed(total)


def _least_hashes(hashes: _Hashes) -> _Hashes:
    least = np.full(len(_FACTORS), np.iinfo(np.uint64).max, dtype=np.uint64)
    for first in range(0, len(hashes), _CHUNK):
        # Multiply-shift (Dietzfelbinger et al. 1997): the upper half of a x + b is a good hash of x.
        chunk = (hashes[first : first + _CHUNK, None] * _FACTORS + _SUMMANDS) >> np.uint64(32)
        least = np.minimum(least, chunk.min(axis=0))
    return least


def _mixed(hashes: _Hashes) -> _Hashes:
    # The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    hashes = (hashes ^ (hashes >> np.uint64(30))) * _MIXES[1]
    hashes = (hashes ^ (hashes >> np.uint64(27))) * _MIXES[2]
    return hashes ^ (hashes >> np.uint64(31))
