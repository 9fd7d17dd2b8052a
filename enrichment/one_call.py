"""A model as one call, for questions: a few words are read sooner, and other threads go on meanwhile."""

import logging
import warnings
from collections.abc import Callable, Sequence
from typing import Any

_log = logging.getLogger(__name__)
_TEXTS = ("burglary", "what works against violence between young people in public places", "skola " * 40)
_ALIKE = 1e-3

Call = Callable[[Sequence[str]], Any]


def step_by_step(model: Any) -> Call:
    """Return what turns texts into a tensor (n_texts, dim), straight through the model.

    `encode` sorts, batches and moves, which one question need not wait for: a tenth of its time alone, a third beside
    other threads.
    """
    return lambda texts: model(model.preprocess(list(texts)))["sentence_embedding"]


def as_one_call(model: Any) -> Call:
    """Return the same in one call of a trace of the model, `step_by_step` where that cannot be or differs.

    Python calls some 200 operations of a model one by one. For a question of ten words that takes a third of the time,
    and each operation waits for the interpreter, which the index holds while it looks words up; a trace lets go of it
    once. `torch.export`, which follows it, is called operation by operation too, or needs a compiler on the machine.
    """
    import torch

    def tensors(texts: Sequence[str]) -> dict[str, Any]:
        return {name: value for name, value in model.preprocess(list(texts)).items() if torch.is_tensor(value)}

    plain, sample = step_by_step(model), tensors(_TEXTS[1:2])
    model.requires_grad_(False)  # so that its weights stand in the trace as they are, not copied
    try:
        with warnings.catch_warnings():
            # That it is deprecated, and that lengths may be taken for constants: the latter is tried below.
            warnings.simplefilter("ignore")
            traced = torch.jit.trace(  # type: ignore[no-untyped-call]
                lambda *values: model(dict(zip(sample, values, strict=True)))["sentence_embedding"],
                tuple(sample.values()),
                check_trace=False,
            )

        def call(texts: Sequence[str]) -> Any:
            return traced(*tensors(texts).values())

        tried = [*([text] for text in _TEXTS), _TEXTS]
        differ = max(float((call(texts) - plain(texts)).abs().max()) for texts in tried)
    except (RuntimeError, TypeError, ValueError, KeyError, AttributeError) as error:
        _log.info("model_not_traced", extra={"reason": str(error)[:200]})
        return plain
    if differ > _ALIKE:
        _log.info("model_not_traced", extra={"reason": f"vectors differ by {differ:.3g}"})
        return plain
    return call
