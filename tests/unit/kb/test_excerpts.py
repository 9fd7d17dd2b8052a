"""Which words of a text are marked as those of the question."""

from kb.search.excerpts import excerpt, matched_spans


def marked(text: str, *lemmas: str, language: str = "sv") -> list[str]:
    return [text[start:end] for start, end in matched_spans(text, lemmas, language)]


def test_a_phrase_is_marked_only_where_it_stands_whole() -> None:
    assert marked("Social workers met social work students at work", "social work", language="en") == ["social work"]


def test_a_word_is_marked_within_the_phrase_that_holds_it_once() -> None:
    assert marked("Mäns våld mot kvinnor ökar", "våld", "våld mot kvinnor") == ["våld mot kvinnor"]


def test_a_word_is_marked_in_compounds_wherever_it_stands_in_them() -> None:
    assert marked("Ungdomsrånen och rånförsöken i granskogen", "rån") == ["Ungdomsrånen", "rånförsöken"]


def test_what_an_archive_says_of_its_files_is_not_shown_and_places_stay_right() -> None:
    content = "Lamps\n\nThese data are part of NACJD's Fast Track Release. The study looked at lamps in parks."
    shown = excerpt(content, None, ["lamp"], "en")
    assert shown.text == "The study looked at lamps in parks."
    assert content[shown.start :] == shown.text
    assert [shown.text[start:end] for start, end in shown.marks] == ["lamps"]
