import io
from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from enrichment.texts import Text
from enrichment.weighed import Weights, load_weights, packaged_weights, save_weights
from kb.errors import Misconfigured

CONTENT = "Lamps\n\nLamps were lit. Dogs barked all night."
WEIGHTS = Weights(
    ("", "light", "dogs"),
    {"barked": 0, "dogs": 1, "lamps": 2},
    np.array([2.0, 1.0, 2.0], dtype=np.float32),
    np.array([[0.0, -0.5, 1.5], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0]], dtype=np.float32),
    np.array([0.0, -0.25, -0.25], dtype=np.float32),
)
FEATURES = (("lamps", 0), ("dogs", 23), ("barked", 28), ("unknown", 35), ("lamps", 7))


def test_features_are_weighed_by_rarity_and_brought_to_length_one() -> None:
    found = WEIGHTS.find(FEATURES)
    assert found is not None
    length = sqrt(2 * 2 + 1 + 2 * 2)
    assert found.scores.tolist() == pytest.approx([0.0, (2 - 1) / length - 0.25, (1 + 3) / length - 0.25])


def test_a_feature_counts_once_at_its_first_place_and_unknown_ones_not_at_all() -> None:
    found = WEIGHTS.find(FEATURES)
    assert found is not None
    assert list(found.starts) == [0, 23, 28]
    assert WEIGHTS.find([("unknown", 0)]) is None
    assert WEIGHTS.find([]) is None


def test_the_sentence_that_speaks_most_is_found() -> None:
    found, text = WEIGHTS.find(FEATURES), Text(CONTENT, "en")
    assert found is not None
    start, end = found.speaking(text, 2)
    assert CONTENT[start:end] == "Dogs barked all night."
    assert found.speaking(text, 1) == (0, 5)


@pytest.mark.parametrize("small", [True, False])
def test_what_was_written_is_read_again(small: bool) -> None:
    file = io.BytesIO()
    save_weights(file, WEIGHTS, small=small)
    file.seek(0)
    found = load_weights(file, "made-up.npz")
    assert (found.classes, found.rows) == (WEIGHTS.classes, WEIGHTS.rows)
    assert np.allclose(found.weights, WEIGHTS.weights, atol=1 / 128)
    assert found.intercepts.tolist() == WEIGHTS.intercepts.tolist()


def test_what_is_damaged_missing_or_does_not_fit_together_is_named() -> None:
    file = io.BytesIO()
    save_weights(file, WEIGHTS)
    whole = file.getvalue()
    for damaged in (b"", b"no weights", whole[: len(whole) // 2]):
        with pytest.raises(Misconfigured, match=r"made-up\.npz"):
            load_weights(io.BytesIO(damaged), "made-up.npz")
    unequal = io.BytesIO()
    save_weights(unequal, Weights(("", "light"), WEIGHTS.rows, WEIGHTS.rarities, WEIGHTS.weights, WEIGHTS.intercepts))
    with pytest.raises(Misconfigured, match="not whole"):
        load_weights(io.BytesIO(unequal.getvalue()), "made-up.npz")
    endless = io.BytesIO()
    save_weights(endless, replace(WEIGHTS, intercepts=np.array([0.0, np.nan, 0.0], dtype=np.float32)))
    with pytest.raises(Misconfigured, match="not whole"):
        load_weights(io.BytesIO(endless.getvalue()), "made-up.npz")
    with pytest.raises(Misconfigured, match=r"nowhere\.npz"):
        packaged_weights("nowhere.npz")


def test_a_wrong_byte_anywhere_is_harmless_or_named() -> None:
    file = io.BytesIO()
    save_weights(file, WEIGHTS)
    whole, refused = file.getvalue(), 0
    for at in range(len(whole)):
        try:
            load_weights(io.BytesIO(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :]), "made-up.npz")
        except Misconfigured:
            refused += 1
    assert refused > len(whole) // 4
