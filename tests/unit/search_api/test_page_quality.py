"""How well texts are read: words in the language of the page, figures as the language writes them."""

import re

import pytest
from starlette.testclient import TestClient

from search_api.language import Language, speak
from search_api.quality import QualityOut, counted, figure, in_swedish_words, said


def test_what_has_swedish_words_has_them_on_the_swedish_page_and_the_measurings_own_on_the_english(
    client: TestClient,
) -> None:
    swedish, english = client.get("/kvalitet").text, client.get("/en/kvalitet").text
    assert 'role="rowheader">steget, svenska: täckning</th>' in swedish
    assert 'role="rowheader">the step, sv: coverage</th>' in english
    assert re.search(r"Mätt \d{1,2} \w+ \d{4}\.", swedish)
    assert not re.search(r"\d{4}-\d\d-\d\d", swedish)


def test_figures_are_the_same_in_both_languages_but_for_how_they_are_written(client: TestClient) -> None:
    swedish, english = (_cells(client.get(path).text) for path in ("/kvalitet", "/en/kvalitet"))
    assert swedish != english
    assert [re.sub(r"[,\u202f]", "", one) for one in swedish] == [re.sub("[.,]", "", one) for one in english]
    assert all("." not in one for one in swedish)


def test_a_row_that_has_no_swedish_words_is_shown_as_it_is_and_marked_as_english() -> None:
    speak(Language.SWEDISH)
    assert said("a new row: precision").text == "a new row: precision"
    assert said("a new row: precision").language is Language.ENGLISH
    assert said("steget").language is Language.ENGLISH


def test_nearly_all_rows_and_all_sections_that_are_shipped_have_swedish_words() -> None:
    shipped = QualityOut.shipped()
    without = [row.what for row in shipped.rows if in_swedish_words(row.what) is None]
    assert len(without) <= 0.1 * len(shipped.rows), without
    assert [section for section in shipped.sections if in_swedish_words(section) is None] == []


@pytest.mark.parametrize(
    ("value", "swedish", "english"),
    [(0.95, "0,950", "0.950"), (1.0, "1,000", "1.000"), (1.1924, "1,192", "1.192"), (7545.0, "7\u202f545", "7,545")],
)
def test_a_share_has_three_decimals_and_a_number_of_things_none(value: float, swedish: str, english: str) -> None:
    speak(Language.SWEDISH)
    assert figure(value) == swedish
    speak(Language.ENGLISH)
    assert figure(value) == english
    assert counted("1767 + 149") == "1,767 + 149"
    speak(Language.SWEDISH)


def _cells(page: str) -> list[str]:
    return re.findall(r'<td role="cell"[^>]*>([^<]*)</td>', page)
