"""How well results are told from what is no result: statistics, plans and protocols have none.

The records carry no coded directions, so this measures false alarms; what is found is read by eye. Protocols and
designs are those that two people judged.
"""

import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from enrichment.conditions import read_costs, read_implementation, read_mechanisms, read_moderators
from enrichment.designs import read_study_design
from enrichment.document_kinds import read_document_kind
from enrichment.effects import read_effects
from enrichment.follow_up import read_follow_up
from enrichment.key_sentences import read_key_sentences
from enrichment.samples import read_sample_size
from enrichment.texts import Text
from kb.catalogue import load_catalogue
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import Claim
from kb.domain.text import clean, clean_line

Share = Callable[[str, int, int], None]
_MOST_TIMED = 500


def report(folder: Path, share: Share) -> None:
    """Print the shares of texts that are said to tell a result, and what these steps cost."""
    concepts = load_catalogue().concepts
    matcher = ConceptMatcher(concepts.values())

    def text_of(record: dict[str, Any]) -> Text:
        title, body = clean_line(record["title"]), clean(record["abstract"] or "")
        content = f"{title}\n\n{body}" if body else title
        language = record["lang"] or None
        return Text(content, language, tuple(matcher.find(content, language or "en")), concepts)

    records = list(lines_of(folder / "records.jsonl.gz"))
    designed = list(lines_of(folder / "study-designs.jsonl.gz"))
    sets = {
        "justice statistics": [r for r in records if r["labels"].get("kind") == "statistics"],
        "justice studies (described, few give results)": [r for r in records if r["labels"].get("kind") == "study"],
        "registered trials": [r for r in records if r["source"] == "clinicaltrials"],
        "grants": [r for r in records if r["source"].startswith("swecris")],
        "government documents": [r for r in records if r["source"] == "g0vse"],
        "protocols": [r for r in designed if r["labels"]["design"]["protocol"] == "1"],
        "randomised trials (health, few of our outcomes)": [
            r for r in designed if r["labels"]["design"]["randomized_trial"] == "1"
        ],
    }
    timed: list[Text] = []
    for label, chosen in sets.items():
        texts = [text_of(record) for record in chosen]
        timed += texts[: _MOST_TIMED // len(sets)]
        share(f"effect told in {label}", sum(_tells(text) for text in texts), len(texts))
    _time(timed)


def _tells(text: Text) -> bool:
    design = read_study_design(text)
    return any(claim.value is not None for claim in read_effects(text, design, read_document_kind(text, design)))


def _time(texts: list[Text]) -> None:
    def all_steps(text: Text, design: Claim, kind: Claim) -> None:
        effects = read_effects(text, design, kind)
        others = [read_sample_size(text), read_follow_up(text)]
        for read in (read_mechanisms, read_moderators, read_implementation, read_costs):
            others += read(text)
        read_key_sentences(text, [*effects, *others])

    designed = [(text, read_study_design(text)) for text in texts if text.sentences]
    read_before = [(text, design, read_document_kind(text, design)) for text, design in designed]
    started = time.process_time()
    for text, design, kind in read_before:
        all_steps(text, design, kind)
    spent_ms = (time.process_time() - started) * 1_000 / max(1, len(read_before))
    print(f"| effects, samples, conditions and key sentences: ms a text | {spent_ms:.2f} | | {len(read_before)} |")


def lines_of(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a packed file of JSON lines."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
