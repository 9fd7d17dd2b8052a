"""The words that only frame a question."""

import pytest

from kb.search.framing import unframed


@pytest.mark.parametrize(
    ("text", "language", "left"),
    [
        ("vad fungerar mot rån", "sv", "vad mot rån"),
        ("vad hjälper för att förebygga inbrott", "sv", "vad för att inbrott"),
        ("what works to prevent burglary", "en", "what to burglary"),
        ("Do mentors work?", "en", "Do mentors ?"),
        ("hvad virker mod indbrud", "da", "hvad indbrud"),
        ("hva hjelper mot vold", "nb", "mot vold"),
        # Nouns, and what asks for less, are part of what is asked about.
        ("hjälp till brottsoffer", "sv", "hjälp till brottsoffer"),
        ("social work with youth", "en", "social work with youth"),
        ("What social work methods reduce reoffending", "en", "What social work methods reduce reoffending"),
        ("Can community work reduce crime", "en", "Can community work reduce crime"),
        ("vad minskar återfall", "sv", "vad minskar återfall"),
        # Where nothing else is asked, they are what is asked.
        ("vad fungerar", "sv", "vad fungerar"),
    ],
)
def test_words_that_only_frame_a_question_are_left_out_where_there_are_others(
    text: str, language: str, left: str
) -> None:
    assert unframed(text, language) == left


def test_what_says_to_prevent_makes_no_answer_itself() -> None:
    assert unframed("vad minskar återfall", "sv", wholly=True) == "vad återfall"
