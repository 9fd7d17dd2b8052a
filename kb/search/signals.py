"""The three signals of each language group, asked of an index, and what answers them."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import MappingProxyType
from typing import Final

from kb.domain.vectors import Vectors
from kb.index.port import Ask, Field, Index, Selection, Signal, Sparse
from kb.index.terms import without
from kb.search.fusion import Candidate, fused, gather, owners_with_words
from kb.search.ranking import RANKING

GROUPS: Final = ("english", "nordic", "other")
# Where questions are embedded. The model takes them one by one; what is known already need not wait behind them.
_ASIDE: Final = ThreadPoolExecutor(4, thread_name_prefix="meaning")


def candidates_of(
    index: Index,
    concepts: Sparse,
    words: Mapping[str, Sparse],
    meaning: Callable[[], Mapping[str, Vectors]],
    selection: Selection,
    limit: int,
    *,
    whole: Mapping[str, Sparse],
    names: Mapping[str, Sparse] = MappingProxyType({}),
    strange: bool = False,
) -> list[Candidate]:
    """Return everything that answers, at most `limit` points from each signal and group, with its relevance.

    `words` and `meaning` hold what is asked of a group. `meaning` is called in another thread while words and concepts
    are looked up: each takes one core some 15 ms (`enrichment.one_call`). `whole`, `names` and `strange` are as a
    `Question` has them: letters rank what has a word, and answer nothing themselves.
    """
    narrowed = {group: selection.also(Field.GROUP, group) for group in GROUPS}
    vectors = _ASIDE.submit(meaning)
    # Concepts first: what shares a concept is an answer already (`gather`).
    asks = [
        (group, Ask(signal, terms, narrowed[group], limit))
        for group in GROUPS
        for signal, terms in ((Signal.CONCEPTS, concepts), (Signal.WORDS, words[group]))
        if terms.indices
    ]
    # What is found by letters must be looked up among all that has a word, so more of those are fetched.
    deep = RANKING.candidates_to_check
    subject = {group: without(whole[group], terms) for group, terms in names.items()}
    looked_up = [
        (group, kind, Ask(Signal.WORDS, terms[group], narrowed[group], deep))
        for kind, terms in (("whole", whole), ("names", names), ("subject", subject))
        for group in GROUPS
        if group in terms and terms[group].indices and (kind != "whole" or terms[group] != words[group])
    ]
    answers = index.ask([*(ask for _, ask in asks), *(ask for _, _, ask in looked_up)])
    held = {
        (group, kind): owners_with_words(answer, 0.0 if kind == "names" else RANKING.least_words_share)
        for (group, kind, _), answer in zip(looked_up, answers[len(asks) :], strict=True)
    }
    del answers[len(asks) :]
    # Words of which none is whole find nothing by themselves.
    held |= {(group, "whole"): frozenset() for group in GROUPS if group in whole and not whole[group].indices}
    near = [(group, Ask(Signal.MEANING, vector, narrowed[group], limit)) for group, vector in vectors.result().items()]
    if near:
        answers += index.ask([ask for _, ask in near])
    found: dict[tuple[str, str], Candidate] = {}
    for (group, ask), answer in zip(asks + near, answers, strict=True):
        gather(found, group, ask.signal, answer, held.get((group, "whole")))
    if any(owners for (_, kind), owners in held.items() if kind == "names"):
        more = bool(concepts.indices) or any(terms.indices for terms in subject.values())
        for (group, owner), candidate in found.items():
            candidate.named = owner in held.get((group, "names"), ())
            says_more = owner in held.get((group, "subject"), ()) or candidate.means_the_same
            candidate.on_subject = says_more or Signal.CONCEPTS in candidate.ranks or not more
    if strange:
        for candidate in found.values():
            candidate.telling = Signal.CONCEPTS in candidate.ranks or candidate.means_the_same
    asked = {group: {ask.signal for g, ask in asks + near if g == group} for group in GROUPS}
    return [c for g in GROUPS for c in fused([c for c in found.values() if c.group == g], asked[g])]
