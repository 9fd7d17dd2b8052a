"""What a mapping file may say, and which sentence answers a wrong one."""

import pytest

from followup.mapping import read_mapping
from kb.errors import InputError
from tests.unit.followup.facts import MAPPING, Desk


def test_a_mapping_names_every_column_that_the_table_must_have(desk: Desk) -> None:
    mapping = read_mapping(desk.put("karta.toml", MAPPING), desk.catalogue)

    assert mapping.headers[0] == "Kommunkod"
    assert [column.target for column in mapping.columns] == [
        "5.plan_beslutad",
        "10.strategiskt_rad",
        "uppfoljning",
        "gun_violence",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"5.plan_beslutad"', '"5.plan"', "columns 1 .*requirement '5.plan' is not in the catalogue"),
        ('challenge = "gun_violence"', 'challenge = "moln"', "columns 4 .*challenge 'moln' is not in the catalogue"),
        ('need = "uppfoljning"', 'need = "annat"', r"columns 3 .*need 'annat' is not in the table \[needs\]"),
        ('scale = "prio"', 'scale = "skala"', "columns 4 .*no scale 'skala'; known: ja_nej, stod, prio"),
        ('scale = "prio"', 'scale = "stod"', "scale 'stod' has the level 'needed', not one of a challenge"),
        ('"Delvis" = "partly"', '"Delvis" = "half"', r"karta.toml, scales\.ja_nej\.Delvis"),
        ('"Delvis" = "partly"', '" ja " = "partly"', "scales.ja_nej: ' ja ' stands twice"),
        ('"Delvis" = "partly"', '" " = "partly"', "an empty answer has no level"),
        ('need = "uppfoljning"', 'need = "uppfoljning"\nchallenge = "gun_violence"', "exactly one of"),
        ('by = "code"', 'by = "number"', r"karta.toml, municipality\.by"),
        ("made_up = false", "", "karta.toml, made_up: field required"),
        ("made_up = false", "made_up = false\nmade = 1", "karta.toml, made: extra inputs"),
        ("made_up = false", "made_up = false\nyear = 1066", "karta.toml, year"),
        ("[needs]", "[needs", r"karta.toml is not TOML: .*line \d+, column \d+"),
        ('ignore = ["Summa"]', 'names = { "Sthlm" = "9999" }', "no municipality has the code '9999'"),
        ("Finns ett strategiskt råd?", " finns en beslutad ÅTGÄRDSPLAN?", "is mapped twice"),
    ],
)
def test_a_wrong_mapping_is_refused_with_its_file_and_key(desk: Desk, old: str, new: str, words: str) -> None:
    assert old in MAPPING
    path = desk.put("karta.toml", MAPPING.replace(old, new))

    with pytest.raises(InputError, match=words):
        read_mapping(path, desk.catalogue)


@pytest.mark.parametrize(("content", "words"), [(b"title = '\xe5'", "not UTF-8"), (b"x=" + b"[" * 5000, "karta.toml")])
def test_bytes_that_are_no_mapping_are_refused(desk: Desk, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_mapping(desk.put("karta.toml", content), desk.catalogue)


def test_a_missing_mapping_file_is_named(desk: Desk) -> None:
    with pytest.raises(InputError, match=r"no mapping file .*saknas\.toml"):
        read_mapping(desk.folder / "saknas.toml", desk.catalogue)
