"""A model as one call: the same vectors as step by step, whatever the model."""

from collections.abc import Mapping, Sequence

import pytest
import torch

from enrichment.one_call import as_one_call, step_by_step


class Letters(torch.nn.Module):
    """A model of the shape of sentence-transformers': a vector of what letters a text has."""

    def __init__(self) -> None:
        super().__init__()
        self.weigh = torch.nn.Linear(8, 4)
        self.steps = 0

    def preprocess(self, texts: Sequence[str]) -> dict[str, object]:
        longest = max(map(len, texts))
        codes = [[ord(letter) % 8 for letter in text.ljust(longest)] for text in texts]
        return {"input_ids": torch.tensor(codes), "modality": "text"}

    def forward(self, features: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        self.steps += 1
        counted = torch.nn.functional.one_hot(features["input_ids"], 8).float().mean(dim=1)
        return {"sentence_embedding": self.weigh(counted)}


class TiedToLength(Letters):
    """Reckons with the length as a number of Python, which a trace takes for a constant."""

    def forward(self, features: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        found = super().forward(features)["sentence_embedding"]
        return {"sentence_embedding": found * int(features["input_ids"].shape[1])}


class Untraceable(Letters):
    """Asks for something that a trace cannot give it."""

    def forward(self, features: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
        if torch.jit.is_tracing():  # type: ignore[attr-defined,no-untyped-call]
            raise RuntimeError("this model cannot be traced")
        return super().forward(features)


def vectors(call: object, texts: Sequence[str]) -> torch.Tensor:
    assert callable(call)
    with torch.inference_mode():
        found = call(texts)
    assert isinstance(found, torch.Tensor)
    return found


@pytest.mark.parametrize("kind", [Letters, TiedToLength, Untraceable])
def test_one_call_gives_the_vectors_that_the_model_gives_step_by_step(kind: type[Letters]) -> None:
    model = kind()
    texts = ["mobbning", "inbrott i en källare", "x" * 300]
    call = as_one_call(model)
    for text in texts:
        torch.testing.assert_close(vectors(call, [text]), vectors(step_by_step(model), [text]))
    torch.testing.assert_close(vectors(call, texts), vectors(step_by_step(model), texts))


def test_a_model_that_can_be_traced_is_not_called_step_by_step() -> None:
    model = Letters()
    call = as_one_call(model)
    before = model.steps
    vectors(call, ["rån"])
    assert model.steps == before
