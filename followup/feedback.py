"""What one municipality gets to hear: its own answers beside the law, its needs, and measures for its problems.

Support, not inspection: the law has no sanctions and no duty to report, so a status never says that it is broken,
and no municipality is ranked against another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from followup.suggestions import Suggest, Suggestion, chosen
from kb.catalogue import Catalogue
from kb.domain import evidence
from kb.domain.facts import Challenge, ChallengeId, Municipality, Requirement
from kb.store.surveys import Answer, Level, Survey, TargetKind, answers_of, get_survey, survey_before

# The headings of lag (2023:196), by the first of the paragraphs that stand under each.
_HEADINGS = {
    1: "Lagens innehåll och syfte",
    4: "Lägesbild och åtgärdsplan",
    8: "Kommuners ansvar för samordning",
    11: "Samordningsfunktion",
    13: "Ledningen av arbetet",
}


class Status(StrEnum):
    """How far a requirement is in place, by the municipality's own answers. MISSING is not "not in place"."""

    IN_PLACE = "in_place"
    PARTLY = "partly"
    NOT_IN_PLACE = "not_in_place"
    MISSING = "missing"


class Gap(StrEnum):
    """Why a status is MISSING."""

    NO_REPLY = "no_reply"
    NOT_ASKED = "not_asked"
    LEFT_EMPTY = "left_empty"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RequirementFeedback:
    """A requirement, its status and the answers it rests on. `gap` says why a status is MISSING, else None.

    `before` is the status in the earlier survey, None when there is none to compare with.
    """

    requirement: Requirement
    status: Status
    gap: Gap | None
    answers: tuple[Answer, ...]
    before: Status | None

    @property
    def comparable(self) -> bool:
        """Whether the status is known for both surveys."""
        return self.before not in (None, Status.MISSING) and self.status is not Status.MISSING


@dataclass(frozen=True, slots=True)
class Chapter:
    """The requirements under one heading of the law."""

    heading: str
    requirements: tuple[RequirementFeedback, ...]


@dataclass(frozen=True, slots=True)
class NeedFeedback:
    """A support need that the survey asked about. `level` None: left empty, or no reply."""

    label: str
    level: Level | None
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class ChallengeFeedback:
    """A challenge that the municipality prioritises, with measures.

    `more` measures are not shown, `more_warned` of them harmful or without effect by some portal.
    """

    challenge: Challenge
    answer: Answer
    suggestions: tuple[Suggestion, ...]
    more: int
    more_warned: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """All that a feedback page says about a municipality and a survey.

    `replied`: the municipality has a row in the survey. `earlier` is the survey compared with, None when there is
    none in which the municipality replied. `asked_needs` and `asked_challenges`: whether the survey asked at all.
    """

    municipality: Municipality
    survey: Survey
    earlier: Survey | None
    replied: bool
    chapters: tuple[Chapter, ...]
    needs: tuple[NeedFeedback, ...]
    challenges: tuple[ChallengeFeedback, ...]
    asked_needs: bool
    asked_challenges: bool

    @property
    def requirements(self) -> tuple[RequirementFeedback, ...]:
        """All requirements, in the order of the law."""
        return tuple(requirement for chapter in self.chapters for requirement in chapter.requirements)

    @property
    def counts(self) -> dict[Status, int]:
        """How many requirements have each status; they add up to all."""
        found = [requirement.status for requirement in self.requirements]
        return {status: found.count(status) for status in Status}

    @property
    def changed(self) -> int:
        """How many requirements have another status than in the earlier survey, of those known for both."""
        return sum(r.comparable and r.before is not r.status for r in self.requirements)

    @property
    def incomparable(self) -> int:
        """How many requirements have no known status in one of the two surveys."""
        return sum(not r.comparable for r in self.requirements)


def feedback(session: Session, catalogue: Catalogue, code: str, year: int | None, suggest: Suggest) -> Feedback:
    """Return the feedback to the municipality with `code` on the survey of `year`, None for the latest.

    Raises NotFound for an unknown code or a year without survey. A municipality without a row gets a feedback that
    says so: it has not answered "no".
    """
    municipality = catalogue.municipality(code)
    survey = get_survey(session, year)
    everybody = answers_of(session, survey.year)
    answers = [answer for answer in everybody if answer.municipality == code]
    earlier = survey_before(session, survey)
    before = answers_of(session, earlier.year, code) if earlier else []
    asked = {(answer.target_kind, answer.target) for answer in everybody}
    kinds = {kind for kind, _ in asked}
    return Feedback(
        municipality=municipality,
        survey=survey,
        earlier=earlier if before else None,
        replied=bool(answers),
        chapters=_chapters(catalogue, answers, before, asked),
        needs=tuple(
            _need(key, label, answers) for key, label in survey.needs.items() if (TargetKind.NEED, key) in asked
        ),
        challenges=_challenges(catalogue, answers, suggest),
        asked_needs=TargetKind.NEED in kinds,
        asked_challenges=TargetKind.CHALLENGE in kinds,
    )


def joint_status(levels: Sequence[Level | None]) -> Status:
    """Return the status that the answers to all questions about one requirement give together.

    An answer that is missing or unknown leaves the status open, unless the others settle it: whatever it had been,
    "in place" beside "not in place" is partly.
    """
    known = {level for level in levels if level not in (None, Level.UNKNOWN)}
    if Level.PARTLY in known or len(known) > 1:
        return Status.PARTLY
    if not known or any(level in (None, Level.UNKNOWN) for level in levels):
        return Status.MISSING
    return Status.IN_PLACE if known == {Level.IN_PLACE} else Status.NOT_IN_PLACE


def _about(answers: Sequence[Answer], kind: TargetKind, target: str) -> tuple[Answer, ...]:
    return tuple(answer for answer in answers if (answer.target_kind, answer.target) == (kind, target))


def _chapters(
    catalogue: Catalogue, answers: Sequence[Answer], before: Sequence[Answer], asked: set[tuple[TargetKind, str]]
) -> tuple[Chapter, ...]:
    found: dict[str, list[RequirementFeedback]] = {}
    for requirement in sorted(catalogue.requirements.values(), key=lambda r: r.paragraph):
        heading = next(h for first, h in reversed(_HEADINGS.items()) if requirement.paragraph >= first)
        own = _about(answers, TargetKind.REQUIREMENT, requirement.id)
        status = joint_status([answer.level for answer in own])
        earlier = _about(before, TargetKind.REQUIREMENT, requirement.id)
        found.setdefault(heading, []).append(
            RequirementFeedback(
                requirement=requirement,
                status=status,
                gap=_gap(bool(answers), (TargetKind.REQUIREMENT, requirement.id) in asked, own)
                if status is Status.MISSING
                else None,
                answers=own,
                before=joint_status([answer.level for answer in earlier]) if earlier else None,
            )
        )
    return tuple(Chapter(heading, tuple(requirements)) for heading, requirements in found.items())


def _gap(replied: bool, asked: bool, own: Sequence[Answer]) -> Gap:
    if not asked:
        return Gap.NOT_ASKED
    if not replied:
        return Gap.NO_REPLY
    return Gap.LEFT_EMPTY if any(answer.level is None for answer in own) else Gap.UNKNOWN


def _need(key: str, label: str, answers: Sequence[Answer]) -> NeedFeedback:
    own = _about(answers, TargetKind.NEED, key)
    return NeedFeedback(label, own[0].level if own else None, own[0] if own else None)


def _challenges(catalogue: Catalogue, answers: Sequence[Answer], suggest: Suggest) -> tuple[ChallengeFeedback, ...]:
    found = []
    for answer in answers:
        if answer.target_kind is not TargetKind.CHALLENGE or answer.level is not Level.PRIORITISED:
            continue
        challenge = catalogue.challenge(answer.target)
        suggestions = suggest(ChallengeId(challenge.id))
        shown = chosen(suggestions)
        left = [suggestion for suggestion in suggestions if suggestion not in shown]
        warned = sum(bool(set(s.warnings) & {evidence.Warning.HARMFUL, evidence.Warning.NO_EFFECT}) for s in left)
        found.append(ChallengeFeedback(challenge, answer, shown, len(left), warned))
    return tuple(sorted(found, key=lambda f: f.challenge.number))
