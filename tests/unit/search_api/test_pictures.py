"""Pictures: proper XML without script or style attributes, true to what is stated, hostile texts only text."""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

import pytest

from kb.domain.claims import EffectDirection, StudyDesign
from kb.domain.documents import DocumentId
from kb.domain.evidence import Strength
from kb.domain.facts import ChallengeId, MeasureId
from kb.domain.findings import Finding, Study
from kb.domain.studies import StudyId
from kb.search.answers import GapCell, GapMap
from search_api.pictures import svg
from search_api.pictures.forest import Panel, panels
from search_api.pictures.gap_map import cell_words, gap_picture, radius
from search_api.pictures.png import png_file
from search_api.pictures.sparks import sparks
from search_api.pictures.strongest import Strongest, shape_of, strongest
from tests.unit.search_api.made_up_status import HOSTILE

NAMESPACE = "{http://www.w3.org/2000/svg}"
GUN, DRUGS = ChallengeId("gun_violence"), ChallengeId("drugs")


def _map(studies: int = 4) -> GapMap:
    ids = tuple(StudyId(f"s{number}") for number in range(studies))
    documents = tuple(DocumentId(f"d{number}") for number in range(studies))
    levels = {"4": 1, "none": studies - 1}
    held = GapCell(GUN, "mt_policing", ids, documents, (MeasureId("x"),), levels, None, Strength.WEAK)
    gap = GapCell(DRUGS, "mt_policing", (), (), (MeasureId("x"), MeasureId("y")), {}, None, Strength.NO_STUDY)
    return GapMap((GUN, DRUGS), ("mt_policing", "mt_lighting"), (held, gap), studies)


def _drawn(name: str = "namn", said: Sequence[str] = ()) -> svg.Element:
    return gap_picture(_map(), lambda key: f"{name} {key}", lambda cell: f"/sok?{cell.challenge}", said=said)


def test_a_picture_is_proper_xml_and_a_hostile_name_is_text_in_it() -> None:
    for text in (str(svg.on_page(_drawn(HOSTILE))), svg.alone(_drawn(HOSTILE, said=[HOSTILE]))):
        root = _parsed(text)
        tags = {element.tag.removeprefix(NAMESPACE) for element in root.iter()}
        assert tags <= {"svg", "title", "style", "g", "a", "rect", "circle", "path", "text", "tspan"}
        assert not [name for element in root.iter() for name in element.attrib if name == "style" or name[:2] == "on"]
        assert "<script" not in text


def test_each_bubble_and_each_gap_is_a_link_that_says_what_it_holds() -> None:
    links = _parsed(svg.on_page(_drawn())).findall(f"{NAMESPACE}a")
    assert [link.get("aria-label") for link in links] == [
        "namn mt_policing mot namn gun_violence: 4 studier, starkast nivå 4–5: slumpad eller väl "
        "kontrollerad jämförelse",
        "namn mt_policing mot namn drugs: ingen studie, 2 åtgärder i katalogen",
    ]
    assert links[0].get("href") == "/sok?gun_violence"
    assert [one.get("class") for one in links[1]][-1] == "gap"


def test_the_area_of_a_bubble_is_in_proportion_to_its_studies() -> None:
    assert radius(40, 40) ** 2 == pytest.approx(4 * radius(10, 40) ** 2)
    assert radius(1, 10_000) > 3


def test_the_strongest_study_has_a_shape_of_its_own() -> None:
    assert strongest({"review": 1, "5": 3}) is Strongest.REVIEW
    assert strongest({"3": 1, "2": 9}) is Strongest.COMPARED
    assert strongest({"1": 1, "none": 2}) is Strongest.WEAK
    assert strongest({"none": 2}) is Strongest.UNSTATED
    assert len({shape_of(one) for one in Strongest}) == len(Strongest)


def test_one_study_is_said_in_the_singular() -> None:
    assert ": 1 studie, nivå 4–5" in cell_words(_map(1).cells[0], str)


def test_a_picture_that_stands_alone_carries_its_colours() -> None:
    text = svg.alone(_drawn(said=["Urval: alla"]))
    assert text.startswith("<?xml")
    assert "var(" not in text
    assert re.search(r"\.mark-circle\s*{\s*fill: #[0-9a-f]{6}", text)
    assert "Urval: alla" in text


def test_a_png_shows_text_also_where_the_system_has_no_font() -> None:
    plain = svg.drawing(300, 40, "t", "k")
    svg.add(plain, "rect", x=0, y=0, width=300, height=40, class_="paper")
    written = svg.drawing(300, 40, "t", "k")
    svg.add(written, "rect", x=0, y=0, width=300, height=40, class_="paper")
    svg.add(written, "text", "Åtgärder för öppna drogscener", x=4, y=24)
    empty, full = png_file(svg.alone(plain)), png_file(svg.alone(written))
    assert full[:8] == b"\x89PNG\r\n\x1a\n"
    assert len(full) > len(empty) + 500


def test_bursts_are_marked_by_more_than_colour_and_one_document_is_no_tall_bar() -> None:
    drawn = _parsed(svg.on_page(sparks([1, 0, 20], ["2023", "2024", "2025"], {"2025"})))
    assert len(drawn.findall(f"{NAMESPACE}path[@class='bar-burst']")) == 1
    bars = [float(one.get("height", 0)) for one in drawn.findall(f"{NAMESPACE}rect")]
    assert bars[0] == pytest.approx(bars[1] / 20, abs=0.01)
    lone = _parsed(svg.on_page(sparks([0, 1], ["2024", "2025"], ())))
    assert float(lone.find(f"{NAMESPACE}rect").get("height", 0)) < bars[1] / 4  # type: ignore[union-attr]


def _finding(direction: EffectDirection = EffectDirection.LESS, good: bool | None = True, **stated: str) -> Finding:
    return Finding(DocumentId("d1"), direction, "oc_crime", HOSTILE, good, None, **stated)  # type: ignore[arg-type]


def _panels(*findings: Finding) -> list[Panel]:
    study = Study(
        StudyId("s1"), (DocumentId("d1"),), HOSTILE, 2020, StudyDesign.RANDOMISED_TRIAL, findings,
        frozenset(), frozenset(), frozenset(), None, {},
    )  # fmt: skip
    return panels([study])


def test_results_stand_on_one_axis_per_kind_of_measure() -> None:
    found = _panels(
        _finding(measure="odds_ratio", size="0.7", low="0.5", high="0.98"),
        _finding(measure="relative_effect_size", size="1.2"),
        _finding(measure="cohens_d", size="-0.3"),
        _finding(measure="percent", size="12"),
        _finding(),
        _finding(measure="number", size="7"),
    )
    assert [len(panel.rows) for panel in found] == [2, 1, 1, 2]
    assert [panel.axis is not None for panel in found] == [True, True, True, False]


def test_no_interval_is_drawn_where_none_is_stated_or_where_it_does_not_hold_the_size() -> None:
    (panel,) = _panels(
        _finding(measure="smd", size="0.3", low="0.1", high="0.5"),
        _finding(measure="smd", size="0.3"),
        _finding(measure="smd", size="0.3", low="0.5", high="0.9"),
    )
    assert ['class="interval"' in row.strip for row in panel.rows] == [True, False, False]


def test_a_change_in_percent_takes_its_sign_from_the_direction_that_is_stated() -> None:
    (panel,) = _panels(
        _finding(measure="percent", size="20"),
        _finding(EffectDirection.MORE, good=False, measure="percent", size="20"),
    )
    less, more = (_place_of_mark(row.strip) for row in panel.rows)
    null = float(re.findall(r'd="M([\d.]+) 0 V', panel.rows[0].strip)[0])
    assert less < null < more


def test_a_ratio_has_its_line_at_one_and_as_far_to_a_half_as_to_two() -> None:
    (panel,) = _panels(_finding(measure="odds_ratio", size="0.5"), _finding(measure="odds_ratio", size="2"))
    half, twice = (_place_of_mark(row.strip) for row in panel.rows)
    null = float(re.findall(r'd="M([\d.]+) 0 V', panel.rows[0].strip)[0])
    assert null - half == pytest.approx(twice - null, abs=0.02)


def test_an_effect_size_of_an_unnamed_kind_has_no_line_of_no_difference() -> None:
    (panel,) = _panels(_finding(measure="effect_size", size="0.4"))
    assert "null-line" not in panel.rows[0].strip


@pytest.mark.parametrize("size", ["inf", "nan", "1e400", "-5", "0", "tolv", ""])
def test_a_size_that_cannot_be_placed_leaves_the_direction(size: str) -> None:
    (panel,) = _panels(_finding(measure="odds_ratio", size=size))
    assert panel.axis is None
    assert 'class="arrow arrow-good"' in panel.rows[0].strip


def test_a_figure_beyond_the_axis_is_an_arrow_at_its_edge() -> None:
    (panel,) = _panels(
        _finding(measure="percent", size="5000", low="100", high="9000"), _finding(measure="percent", size="5")
    )
    assert "mark" not in panel.rows[0].strip
    assert "mark" in panel.rows[1].strip


def test_each_sign_of_a_result_has_a_shape_of_its_own() -> None:
    (panel,) = _panels(
        _finding(measure="smd", size="0.3"),
        _finding(good=False, measure="smd", size="0.3"),
        _finding(EffectDirection.NO_DIFFERENCE, good=None, measure="smd", size="0.3"),
        _finding(EffectDirection.MIXED, good=None, measure="smd", size="0.3"),
    )
    shapes = [_parsed(row.strip)[-1] for row in panel.rows]
    assert len({(one.tag, (one.get("d") or "").count("L")) for one in shapes}) == 4


def _parsed(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text.encode())  # noqa: S314 - of our own making


def _place_of_mark(strip: str) -> float:
    circle = _parsed(strip).find(f"{NAMESPACE}circle")
    if circle is not None:
        return float(circle.get("cx", 0))
    mark = _parsed(strip)[-1]
    return float(re.findall(r"M([\d.]+)", mark.get("d", ""))[0])
