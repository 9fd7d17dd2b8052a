"""What people decided about a document's readings, as pages show it."""

from kb.domain.claims import Claim, ClaimKind
from kb.domain.judgements import ANALYST, Judgement, Subject, standing
from kb.store import Store
from kb.store.judgements import judgements_on


def judged_in(store: Store, document_id: str) -> list[tuple[Judgement, Claim]]:
    """Return the judgements that stand on a document's claims, oldest first, each with the claim that it is about."""
    with store.reading() as session:
        held = judgements_on(session, Subject.CLAIM, [document_id]).get(document_id, [])
    return [
        (one, Claim(ClaimKind(one.kind), one.value, ANALYST, str(one.id or 0), detail=one.detail))
        for one in standing(held)
    ]
