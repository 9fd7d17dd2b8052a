"""What is news for whom, and what is told about it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from digest.compose import Digest, compose, match
from digest.weeks import parse_week
from kb.domain.claims import StudyDesign
from kb.domain.facts import Direction
from kb.store.documents import delete_document, read_documents
from kb.store.subscribers import Subscriber
from tests.unit.digest.newsroom import SCHOOL, SHOOTINGS, TUESDAY, Newsroom, small_catalogue

WEEK = parse_week("2026-W47")


def composed(newsroom: Newsroom, subscriber: Subscriber, *documents: str) -> Digest:
    with newsroom.store.reading() as session:
        return _composed(session, subscriber, documents)


def _composed(session: Session, subscriber: Subscriber, documents: tuple[str, ...]) -> Digest:
    found = read_documents(session, documents)
    return compose(
        subscriber,
        WEEK,
        found,
        match(subscriber, WEEK, found),
        catalogue=small_catalogue(),
        site_url="https://utblick.example",
    )


def test_an_item_matching_two_subscriptions_is_in_the_digest_once_and_lost_in_none(newsroom: Newsroom) -> None:
    subscriber = newsroom.joins(challenges=(SCHOOL, SHOOTINGS))
    both = newsroom.tells({SHOOTINGS: "skjutningar", SCHOOL: "skolan"})
    shootings = newsroom.tells({SHOOTINGS: "skjutningar"})

    digest = composed(newsroom, subscriber, both, shootings)

    assert [(g.challenge, [i.document for i in g.items]) for g in digest.groups] == [
        (SCHOOL, [both]),
        (SHOOTINGS, [shootings]),
    ]
    assert [(r.challenge, r.quotes) for r in digest.items[0].reasons] == [
        (SCHOOL, ("skolan",)),
        (SHOOTINGS, ("skjutningar",)),
    ]


def test_what_was_read_as_outside_the_field_or_about_something_else_is_not_told(newsroom: Newsroom) -> None:
    subscriber = newsroom.joins(challenges=(SHOOTINGS,))
    outside, school, unread = newsroom.finds(), newsroom.tells({SCHOOL: "skolan"}), newsroom.finds()
    newsroom.reads(outside, {SHOOTINGS: "skjutningar"}, relevant=False)

    assert composed(newsroom, subscriber, outside, school, unread).items == ()


def test_a_challenge_followed_later_brings_what_was_found_that_week_and_nothing_older(newsroom: Newsroom) -> None:
    newsroom.joins(challenges=(SHOOTINGS,))
    subscriber = newsroom.joins(challenges=(SCHOOL,), at=TUESDAY + timedelta(hours=1))
    older = newsroom.tells({SCHOOL: "skolan"}, at=WEEK.start - timedelta(seconds=1))
    monday = newsroom.tells({SCHOOL: "skolan"}, at=WEEK.start)

    assert subscriber.challenges == (SHOOTINGS, SCHOOL)
    assert [i.document for i in composed(newsroom, subscriber, older, monday).items] == [monday]


def test_an_item_tells_what_is_stated_and_nothing_else(newsroom: Newsroom) -> None:
    subscriber = newsroom.joins()
    bare, full = newsroom.finds(), newsroom.finds()
    newsroom.reads(bare, {SHOOTINGS: ""}, language=None)
    newsroom.reads(full, {SHOOTINGS: "skjutningar"}, design="meta_analysis", language="nb")

    strong, weak = composed(newsroom, subscriber, bare, full).items

    assert (strong.design, strong.language, strong.year) == (StudyDesign.META_ANALYSIS, "norska (bokmål)", 2026)
    assert strong.source == "Tidskrift för prevention"
    assert strong.link == f"https://utblick.example/dokument/{full}"
    assert strong.source_link == "https://journal.example/artikel/2"
    assert (weak.design, weak.language, weak.reasons[0].quotes) == (None, None, ())


def test_a_measure_that_portals_judge_as_harmful_or_useless_carries_their_words(newsroom: Newsroom) -> None:
    subscriber = newsroom.joins()
    document = newsroom.finds()
    newsroom.reads(document, {SHOOTINGS: "skjutningar"}, measures=("mentors", "prison_visits", "unknown", "mentors"))

    mentors, visits = composed(newsroom, subscriber, document).items[0].measures

    assert (mentors.name, mentors.warnings, mentors.supporters) == ("Mentorer för unga", (), ())
    assert [(w.portal, w.said, w.direction, w.checked) for w in visits.warnings] == [
        ("Beta", "Harmful <b>", Direction.HARMFUL, True),
        ("Alfa", "No effect found", Direction.NONE, False),
    ]
    assert visits.supporters == ("Gamma",)


def test_a_measure_that_no_words_of_the_text_name_is_not_said_to_be_named(newsroom: Newsroom) -> None:
    subscriber = newsroom.joins()
    document = newsroom.finds()
    newsroom.reads(document, {SHOOTINGS: "skjutningar"}, measures=("mentors",), unnamed=("prison_visits",))
    (named,) = composed(newsroom, subscriber, document).items[0].measures
    assert named.name == "Mentorer för unga"


def test_a_deleted_document_is_not_told(newsroom: Newsroom) -> None:
    subscriber = newsroom.joins()
    document = newsroom.tells()
    with newsroom.store.writing() as session:
        delete_document(session, document, TUESDAY)

    assert composed(newsroom, subscriber, document).groups == ()


def test_the_strongest_designs_come_first_then_the_rest_by_title(newsroom: Newsroom) -> None:
    subscriber = newsroom.joins()
    documents = [newsroom.finds() for _ in range(3)]
    for document, design in zip(documents, (None, "qualitative", "systematic_review"), strict=True):
        newsroom.reads(document, {SHOOTINGS: "skjutningar"}, design=design)

    told = [item.document for item in composed(newsroom, subscriber, *documents).items]

    assert told == documents[::-1]
