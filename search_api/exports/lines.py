"""Hits as JSON Lines: the first line tells what was asked, each other line is one hit as the JSON routes give it."""

import json
from collections.abc import Sequence

from kb.search.results import DocumentHit, MeasureHit
from search_api.exports.extract import Extract
from search_api.models.documents import DocumentHitOut
from search_api.models.measures import MeasureHitOut


def json_lines(extract: Extract, hits: Sequence[DocumentHit | MeasureHit]) -> bytes:
    """Return one JSON object a line."""
    about = {
        "question": extract.question,
        "filters": extract.filters,
        "address": extract.address,
        "made_on": extract.made_on.isoformat(),
        "count": extract.count,
        "total": extract.total,
        "version": extract.version,
        "catalogue_version": extract.catalogue_version,
    }
    lines = [json.dumps({"utblick": about}, ensure_ascii=False)]
    for hit in hits:
        out = DocumentHitOut.from_domain(hit) if isinstance(hit, DocumentHit) else MeasureHitOut.from_domain(hit)
        lines.append(json.dumps(out.model_dump(mode="json"), ensure_ascii=False))
    return ("\n".join(lines) + "\n").encode()
