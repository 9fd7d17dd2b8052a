from enrichment.cues import Cues

CUES = Cues({"en": [("lamp-", 1), ("lamp", 2), ("on the square", 3)], "nb": [("lykt-", 4)]})


def test_a_cue_is_a_word_a_stem_or_words_as_they_stand() -> None:
    assert list(CUES.find("Lamp, lamps on the square", "en")) == [(2, (0, 4)), (1, (6, 11)), (3, (12, 25))]


def test_words_that_go_on_are_not_the_cue() -> None:
    assert list(CUES.find("on the squares", "en")) == []


def test_nynorsk_is_read_as_bokmal_and_an_unknown_language_as_english() -> None:
    assert list(CUES.find("lykta", "nn")) == [(4, (0, 5))]
    assert list(CUES.find("lamp", None)) == [(2, (0, 4))]


def test_a_part_is_found_within_words_and_every_cue_that_fits_a_word_may_count() -> None:
    every = Cues({"en": [("lamp-", 1), ("lamp", 2), ("-light-", 3)]}, every=True)
    assert [given for given, _ in every.find("A lamp and the streetlights", "en")] == [2, 1, 3]
