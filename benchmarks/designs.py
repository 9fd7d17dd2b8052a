"""How well study designs and document kinds are read, on labelled public records.

A text counts as a systematic review where the claim's value or its `also` says so, as meta-analysis likewise; as a
randomised trial or protocol only by the value.
"""

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from enrichment.designs import read_study_design
from enrichment.document_kinds import read_document_kind
from enrichment.texts import Text
from kb.domain.claims import Claim, DocumentKind, StudyDesign
from kb.domain.text import clean, clean_line

Share = Callable[[str, int, int], None]
Read = tuple[dict[str, Any], Claim, Claim]

# What two people judged of a record. Of several a record is the last: a protocol of a trial is a protocol.
JUDGED: Final = {
    "randomized_trial": StudyDesign.RANDOMISED_TRIAL,
    "systematic_review": StudyDesign.SYSTEMATIC_REVIEW,
    "meta_analysis": StudyDesign.META_ANALYSIS,
    "protocol": StudyDesign.PROTOCOL,
}
_REVIEWS: Final = frozenset({StudyDesign.SYSTEMATIC_REVIEW, StudyDesign.META_ANALYSIS})
# Designs that claim an effect was measured or gathered.
_EVALUATING: Final = frozenset(StudyDesign) - {
    StudyDesign.CROSS_SECTIONAL,
    StudyDesign.QUALITATIVE,
    StudyDesign.PROTOCOL,
}
# What the government calls its documents, where that is one of our kinds.
_KINDS: Final = {
    DocumentKind.POLICY: (
        *(
            "proposition",
            "lagradsremiss",
            "kommittedirektiv",
            "departementsserien-och-promemorior",
            "skrivelse",
            "remisser",
        ),
        *("faktapromemoria", "regeringsuppdrag", "statens-offentliga-utredningar", "overenskommelser-och-avtal"),
        "strategier-for-internationellt-bistand",
    ),
    DocumentKind.NEWS: ("pressmeddelanden",),
    DocumentKind.OPINION: ("debattartiklar", "tal"),
}
# Articles on the government's pages are news in part, so they count for no kind and against none.
_BETWEEN: Final = ("artiklar", "uttalanden", "informationsmaterial", "rapporter")


def report(folder: Path, share: Share) -> None:
    """Print the shares for the labelled sets in `folder`."""
    _designs(list(_read(folder / "study-designs.jsonl.gz")), share)
    records = list(_read(folder / "records.jsonl.gz"))
    _statistics([r for r in records if r[0]["source"] == "doj-datajson"], share)
    _government([r for r in records if r[0]["source"] == "g0vse" and r[0]["labels"]["doctype"] not in _BETWEEN], share)


def _designs(read: Sequence[Read], share: Share) -> None:
    for label, design in JUDGED.items():
        named = [record for record, claim, _ in read if _says(claim, design)]
        yes = [claim for record, claim, _ in read if _labelled(record, label)]
        share(f"design {label}: sensitivity", sum(_says(claim, design) for claim in yes), len(yes))
        share(f"design {label}: precision", sum(_labelled(record, label) for record in named), len(named))
    protocols = [claim for record, claim, _ in read if _labelled(record, "protocol")]
    as_result = sum(claim.value not in (StudyDesign.PROTOCOL, None) for claim in protocols)
    share("protocols read as a result", as_result, len(protocols))


def _statistics(read: Sequence[Read], share: Share) -> None:
    for kind in ("statistics", "study"):
        some = [r for r in read if r[0]["labels"]["kind"] == kind]
        share(
            f"{kind} of justice given a design that evaluates",
            sum(d.value in _EVALUATING for _, d, _ in some),
            len(some),
        )
        share(
            f"{kind} of justice read as statistics",
            sum(k.value == DocumentKind.STATISTICS for _, _, k in some),
            len(some),
        )


def _government(read: Sequence[Read], share: Share) -> None:
    for kind, doctypes in _KINDS.items():
        yes = [k.value for record, _, k in read if record["labels"]["doctype"] in doctypes]
        named = [record["labels"]["doctype"] in doctypes for record, _, k in read if k.value == kind]
        share(f"government documents, {kind}: sensitivity", sum(value == kind for value in yes), len(yes))
        share(f"government documents, {kind}: precision", sum(named), len(named))


def _says(claim: Claim, design: StudyDesign) -> bool:
    if claim.value == design:
        return True
    also = (claim.told("also") or "").split(", ")
    return design in _REVIEWS and claim.value != StudyDesign.PROTOCOL and design in also


def _labelled(record: dict[str, Any], label: str) -> bool:
    return bool(record["labels"]["design"][label] == "1")


def _read(file: Path) -> Iterator[Read]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            abstract = clean(record["abstract"] or "")
            title = clean_line(record["title"])
            text = Text(f"{title}\n\n{abstract}" if abstract else title, record["lang"])
            design = read_study_design(text)
            yield record, design, read_document_kind(text, design)
