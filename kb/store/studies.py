"""Which documents tell of one study, kept in step with what is read; and the studies of each measure."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import combinations

from sqlalchemy import ColumnElement, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from kb.domain.claims import SURE, Claim, ClaimKind, Relevance
from kb.domain.documents import Document, DocumentId, SourceId
from kb.domain.findings import Study, Told, study_of
from kb.domain.judgements import Act, Judgement, Subject, standing
from kb.domain.likeness import Rule
from kb.domain.studies import Bond, StudyId, StudyRule, StudyTraits, clusters, same_study, study_keys, study_traits
from kb.errors import Moved, NotFound
from kb.store.claims import claims_of
from kb.store.rows import document_from, merged_into, redirect_of
from kb.store.tables import ClaimRow, DocumentRow, JudgementRow, KeyRow, RecordRow, StudyKeyRow

_MANY = 500  # within every database's limit on parameters
_BOILERPLATE = 20  # a key that more documents have tells nothing
_LARGEST = 300  # documents looked at together: a chain of likenesses that goes on for longer is none
_OF_A_STUDY = (
    ClaimKind.STUDY_DESIGN, ClaimKind.DOCUMENT_KIND, ClaimKind.EFFECT, ClaimKind.CHALLENGE, ClaimKind.COUNTRY,
    ClaimKind.TARGET_GROUP, ClaimKind.SAMPLE_SIZE, ClaimKind.MEASURE, ClaimKind.MECHANISM, ClaimKind.IMPLEMENTATION,
    ClaimKind.COST, ClaimKind.SETTING, ClaimKind.LANGUAGE,
)  # fmt: skip
_COMPARED = (
    ClaimKind.LANGUAGE, ClaimKind.DOCUMENT_KIND, ClaimKind.STUDY_DESIGN, ClaimKind.COUNTRY, ClaimKind.EFFECT,
)  # fmt: skip


def save_study_keys(session: Session, read: Iterable[tuple[Document, Collection[Claim]]]) -> None:
    """Keep under what each of these documents is looked up, as it has now been read."""
    documents = list(read)
    ids = [document.id for document, _ in documents]
    session.execute(delete(StudyKeyRow).where(StudyKeyRow.document.in_(ids)))
    own: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for document, source, external_id in session.execute(
        select(RecordRow.document, RecordRow.source, RecordRow.external_id).where(
            RecordRow.document.in_(ids), RecordRow.external_id.is_not(None)
        )
    ):
        own[document].append((source, external_id or ""))
    rows = [
        {"kind": rule, "value": value[:200], "document": document.id}
        for document, claims in documents
        for rule, value in sorted(study_keys(document, list(claims), own[document.id]))
    ]
    if rows:
        session.execute(insert(StudyKeyRow), rows)


def renew_study_keys(session: Session, document: DocumentRow) -> None:
    """Let a document that has been read be looked up by what is now known of it, and put it into its study anew."""
    if document.read_by is None:
        return  # what reads it will
    session.flush()
    save_study_keys(session, [(document_from(document), claims_of(session, [document.id]).get(document.id, []))])
    regroup(session, [document.id])


def regroup(session: Session, ids: Iterable[str]) -> None:
    """Put each of these documents, and those it may tell of one study with, into its study anew.

    Looks no further than likenesses reach, so that the work does not grow with the number of documents held.
    """
    start = set(ids)
    start |= _together_with(session, start)
    start |= {other for pair in _decided(session, start) for other in pair}
    traits: dict[str, StudyTraits] = {}
    bonds: dict[tuple[str, str], Bond] = {}
    unlike: set[tuple[str, str]] = set()
    decided: dict[tuple[str, str], Judgement] = {}
    frontier = start
    while frontier:
        traits |= _traits(session, frontier - traits.keys())
        decided |= _decided(session, frontier)
        candidates = _candidates(session, frontier)
        reached = {document for pair in [*candidates, *decided] for document in pair}
        traits |= _traits(session, reached - traits.keys())
        fresh: set[str] = set()
        for pair, rules in candidates.items():
            if pair in bonds or not (pair[0] in traits and pair[1] in traits):
                continue
            bond = _bond(traits[pair[0]], traits[pair[1]], rules)
            if bond is not None:
                bonds[pair] = bond
                fresh |= set(pair)
            elif StudyRule.SAMPLE in rules:
                unlike.add(pair)  # two reports in one language: a translation of either must not join them
        fresh |= {document for pair in decided for document in pair if document in traits}
        new = fresh - start
        new |= _together_with(session, new) - start
        start |= new
        frontier = new if len(start) <= _LARGEST + len(set(ids)) else set()
    _write(session, start & traits.keys(), bonds, unlike, decided)


def measure_told(session: Session, measure: str | None = None) -> dict[str, dict[str, list[Told]]]:
    """Return for each measure (or one) the documents of each study of it; documents come without their text."""
    relevant = select(ClaimRow.document).where(
        ClaimRow.kind == ClaimKind.RELEVANCE, ClaimRow.value == Relevance.RELEVANT
    )
    wanted: list[ColumnElement[bool]] = [ClaimRow.value.is_not(None) if measure is None else ClaimRow.value == measure]
    rows = session.execute(
        select(ClaimRow.value, DocumentRow.id, DocumentRow.study)
        .join(DocumentRow, DocumentRow.id == ClaimRow.document)
        .where(
            ClaimRow.kind == ClaimKind.MEASURE,
            ClaimRow.confidence >= SURE,
            DocumentRow.deleted_at.is_(None),
            ClaimRow.document.in_(relevant),
            *wanted,
        )
        .distinct()
    ).all()
    members: dict[str, set[str]] = defaultdict(set)
    for _, document, study in rows:
        members[study or document].add(document)
    for document, study in _members(session, {study for _, _, study in rows if study}):
        members[study].add(document)
    documents = _told(session, {document for found in members.values() for document in found})
    result: dict[str, dict[str, list[Told]]] = defaultdict(dict)
    for value, document, study in rows:
        key = study or document
        result[value or ""][key] = [documents[d] for d in sorted(members[key]) if d in documents]
    return dict(result)


def studies_of(session: Session, documents: Iterable[str]) -> dict[str, Study]:
    """Return the study that each of these documents tells of, by the document's id; only for those that are held."""
    wanted = sorted(set(documents))
    of: dict[str, str] = {}
    for first in range(0, len(wanted), _MANY):
        chunk = wanted[first : first + _MANY]
        for document, study in session.execute(
            select(DocumentRow.id, DocumentRow.study).where(
                DocumentRow.id.in_(chunk), DocumentRow.deleted_at.is_(None), DocumentRow.read_by.is_not(None)
            )
        ):
            of[document] = study or document
    members: dict[str, set[str]] = defaultdict(set)
    for document, study in of.items():
        members[study].add(document)
    for document, study in _members(session, set(of.values())):
        members[study].add(document)
    told = _told(session, {document for found in members.values() for document in found})
    made = {
        study: study_of(StudyId(study), [told[d] for d in sorted(found) if d in told])
        for study, found in members.items()
    }
    return {document: made[study] for document, study in of.items()}


def study_told(session: Session, study_id: str) -> list[Told]:
    """Return the documents of a study, without their text; raise NotFound, or Moved where they are in another now.

    A study has the id of the document that founded it, and loses it when it is joined to an older one.
    """
    held = (DocumentRow.deleted_at.is_(None), DocumentRow.read_by.is_not(None))
    members = session.scalars(select(DocumentRow.id).where(DocumentRow.study == study_id, *held)).all()
    if members:
        told = _told(session, members)
        return [told[document] for document in sorted(told)]
    founder = f"d{study_id[1:]}"
    founder = redirect_of(session, founder) or founder
    now = session.scalar(select(DocumentRow.study).where(DocumentRow.id == founder, *held))
    if study_id.startswith("s") and now is not None:
        raise Moved(f"the documents of study {study_id!r} belong to {now!r} now", to=now)
    raise NotFound(f"there is no study {study_id!r}")


def _members(session: Session, studies: Collection[str]) -> list[tuple[str, str]]:
    wanted, found = sorted(studies), list[tuple[str, str]]()
    for first in range(0, len(wanted), _MANY):
        rows = session.execute(
            select(DocumentRow.id, DocumentRow.study).where(
                DocumentRow.study.in_(wanted[first : first + _MANY]), DocumentRow.deleted_at.is_(None)
            )
        )
        found += [(document, study or document) for document, study in rows]
    return found


def _told(session: Session, documents: Collection[str]) -> dict[str, Told]:
    claims = claims_of(session, documents, _OF_A_STUDY)
    wanted, found = sorted(documents), dict[str, Told]()
    columns = (DocumentRow.id, DocumentRow.source, DocumentRow.title, DocumentRow.year, DocumentRow.study_reason)
    for first in range(0, len(wanted), _MANY):
        for key, source, title, year, reason in session.execute(
            select(*columns).where(DocumentRow.id.in_(wanted[first : first + _MANY]))
        ):
            document = Document(DocumentId(key), SourceId(source), title, "", 0, 0, year=year)
            found[key] = Told(document, tuple(claims.get(key, ())), reason or "")
    return found


def _together_with(session: Session, documents: Collection[str]) -> set[str]:
    """Return the documents that are in one study with any of these now."""
    found: set[str] = set()
    wanted = sorted(documents)
    for first in range(0, len(wanted), _MANY):
        studies = select(DocumentRow.study).where(
            DocumentRow.id.in_(wanted[first : first + _MANY]), DocumentRow.study.is_not(None)
        )
        found |= set(session.scalars(select(DocumentRow.id).where(DocumentRow.study.in_(studies))))
    return found


def _candidates(session: Session, documents: Collection[str]) -> dict[tuple[str, str], set[StudyRule]]:
    """Return the pairs of documents, one of them among these, that share a key, with the rules of the keys."""
    pairs: dict[tuple[str, str], set[StudyRule]] = defaultdict(set)
    wanted = sorted(documents)
    for table, condition in ((StudyKeyRow, None), (KeyRow, KeyRow.kind == Rule.TEXT)):
        for first in range(0, len(wanted), _MANY):
            mine = select(table.kind, table.value).where(table.document.in_(wanted[first : first + _MANY])).distinct()
            if condition is not None:
                mine = mine.where(condition)
            keys = mine.subquery()
            same = (table.kind == keys.c.kind) & (table.value == keys.c.value)
            shared = (
                select(table.kind, table.value)
                .join(keys, same)
                .group_by(table.kind, table.value)
                .having(func.count().between(2, _BOILERPLATE))
                .subquery()
            )
            rows = session.execute(
                select(table.kind, table.value, table.document).join(
                    shared, (table.kind == shared.c.kind) & (table.value == shared.c.value)
                )
            )
            holders: dict[tuple[str, str], list[str]] = defaultdict(list)
            for kind, value, document in rows:
                holders[kind, value].append(document)
            for (kind, _), found in holders.items():
                for one, other in combinations(sorted(found), 2):
                    if one in documents or other in documents:
                        pairs[one, other].add(StudyRule(kind))
    return pairs


def _bond(mine: StudyTraits, theirs: StudyTraits, rules: Collection[StudyRule]) -> Bond | None:
    for rule in StudyRule:  # the surest first
        reason = same_study(rule, mine, theirs) if rule in rules else None
        if reason is not None:
            return Bond(mine.id, theirs.id, rule, reason)
    return None


def _traits(session: Session, documents: Collection[str]) -> dict[str, StudyTraits]:
    """Return what is compared of those of these documents that are held and read."""
    wanted, found = sorted(documents), dict[str, StudyTraits]()
    for first in range(0, len(wanted), _MANY):
        chunk = wanted[first : first + _MANY]
        claims = claims_of(session, chunk, _COMPARED)
        for row in session.scalars(
            select(DocumentRow).where(DocumentRow.id.in_(chunk), DocumentRow.deleted_at.is_(None))
        ):
            found[row.id] = study_traits(document_from(row), claims.get(row.id, ()))
    return found


def _decided(session: Session, documents: Collection[str]) -> dict[tuple[str, str], Judgement]:
    """Return what people decided about pairs of which one is among these documents, or was merged into one."""
    before = merged_into(session, documents)
    wanted, rows = sorted({*documents, *before}), list[JudgementRow]()
    for first in range(0, len(wanted), _MANY):
        chunk = wanted[first : first + _MANY]
        rows += session.scalars(
            select(JudgementRow).where(
                JudgementRow.subject == Subject.STUDY,
                or_(JudgementRow.about.in_(chunk), JudgementRow.value.in_(chunk)),
            )
        )
    decided = [_by_pair(session, row) for row in sorted({row.id: row for row in rows}.values(), key=lambda row: row.id)]
    return {(one.about, one.value or ""): one for one in standing(decided) if one.about != one.value}


def _by_pair(session: Session, row: JudgementRow) -> Judgement:
    """Return the judgement with the smaller id first: one question, whichever document was named first.

    A document that was merged into another gives way to that one.
    """
    about, value = sorted(redirect_of(session, one) or one for one in (row.about, row.value or ""))
    return Judgement(
        subject=Subject.STUDY,
        about=about,
        kind=row.kind,
        value=value,
        act=Act(row.act),
        reason=row.reason,
        author=row.author,
        made_at=row.made_at,
        id=row.id,
    )


def _write(
    session: Session,
    documents: Collection[str],
    bonds: dict[tuple[str, str], Bond],
    unlike: set[tuple[str, str]],
    decided: dict[tuple[str, str], Judgement],
) -> None:
    order = list(StudyRule)
    by_hand = [
        Bond(DocumentId(one), DocumentId(other), StudyRule.REGISTRATION, f"by {said.author}: {said.reason}", True)
        for (one, other), said in sorted(decided.items())
        if said.act is Act.STATE
    ]
    found = [*by_hand, *sorted(bonds.values(), key=lambda bond: (order.index(bond.rule), bond.one, bond.other))]
    apart = {pair for pair, judgement in decided.items() if judgement.act is Act.REJECT}
    groups = clusters(map(DocumentId, sorted(documents)), found, apart, unlike - decided.keys())
    rows = _standing(session, documents)
    for group in groups:
        founder = min(group, key=lambda document: (rows[document][0], document))
        for document in group:
            bond = next((b for b in found if {b.one, b.other} <= group and document in (b.one, b.other)), None)
            study, reason = f"s{founder[1:]}", bond.reason if bond is not None and document != founder else None
            if rows[document][1:] != (study, reason):
                values = {"study": study, "study_reason": reason}
                session.execute(update(DocumentRow).where(DocumentRow.id == document).values(**values))


def _standing(session: Session, documents: Collection[str]) -> dict[str, tuple[datetime, str | None, str | None]]:
    """Return when each document was found, its study and why, as they stand now."""
    wanted, found = sorted(documents), dict[str, tuple[datetime, str | None, str | None]]()
    columns = (DocumentRow.id, DocumentRow.found_at, DocumentRow.study, DocumentRow.study_reason)
    for first in range(0, len(wanted), _MANY):
        rows = session.execute(select(*columns).where(DocumentRow.id.in_(wanted[first : first + _MANY])))
        found |= {key: (found_at, study, reason) for key, found_at, study, reason in rows}
    return found
