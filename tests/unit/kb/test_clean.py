"""Text comes clean however it was written, and stays as it is when it was."""

import re
import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kb.domain.text import clean, words_key

ODD = "ab \n\t\r\x0b\x0c\x85\u2028\u2029\x1c\x1f\xa0\u3000\u1680\xad\u0301\u0316\u200b\ufeffåe\x00\x7f\u202e"


def one_line_after_the_other(text: str) -> str:
    """Return what `clean` promises, written down as slowly as it reads."""
    text = re.sub("\r\n?|[\x0b\x0c\x85\u2028]", "\n", text).replace("\u2029", "\n\n")
    text = re.sub("[\x1c-\x1f]", " ", text)
    text = re.sub("[\xad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]", "", text)
    text = unicodedata.normalize("NFC", re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "", text))
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.split("\n")]
    return re.sub("\n\n+", "\n\n", "\n".join(lines)).strip()


@given(st.text(alphabet=ODD, max_size=30) | st.text(max_size=60))
def test_the_quick_way_and_the_plain_one_come_to_the_same(text: str) -> None:
    assert clean(text) == one_line_after_the_other(text)


@given(st.text(alphabet=ODD, max_size=30) | st.text(max_size=60))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_letter_with_a_million_marks_keeps_thirty_and_takes_no_time() -> None:
    begun = time.process_time()
    assert clean("a" + "\u0301\u0316" * 500_000 + " b") == clean("a" + "\u0301\u0316" * 15 + " b")
    assert time.process_time() - begun < 5  # sorting them one by one takes many minutes


def test_a_line_of_signs_that_are_no_marks_stays_whole() -> None:
    assert clean("─" * 500) == "─" * 500


def test_only_other_words_are_a_change() -> None:
    before = "Brå följer upp arbetet. Läs mer!"
    for after in ("brå FÖLJER upp  arbetet – läs\nmer", "Brå följer\xad upp ar\xadbetet; läs mer"):
        assert words_key(clean(after)) == words_key(clean(before))
    for after in ("Brå följde upp arbetet. Läs mer!", "Brå följer upp arbetet.", "Arbetet följer upp Brå. Läs mer!"):
        assert words_key(clean(after)) != words_key(clean(before))
