"""Killed at any moment while another model is being prepared, the server goes on, and every search is answered."""

import random
import sys
import time
from pathlib import Path

from enrichment.reading import Reader
from kb.catalogue import load_catalogue
from kb.search.results import Query
from tests.integration.children import Beside, said_until_killed
from tests.unit.utblick.test_changing_models import Place
from tests.unit.utblick.tiny_models import make_model
from utblick.parts import Live, Parts
from utblick.settings import Settings
from utblick.worker import Worker

_DOCUMENTS = 60
# The setting at each start: on to the second, back half-way perhaps, on to a third.
_SET = (1, 1, 0, 2, 2)
_QUESTION = Query(text="street lighting burglary", limit=_DOCUMENTS + 1)


def serve(data: Path, model: str) -> None:
    """Do the work of the server until killed, and say again and again who answers and how many documents."""
    parts, live = Parts(Settings(data=data, model=model, precision="float32")), Live()
    searcher = parts.searcher(live)

    def search() -> None:
        while True:
            answering = live.answering
            if answering is not None and answering.index is not None:
                found = searcher.search_documents(_QUESTION).total
                sys.stdout.write(f"{answering.model} {found}\n")
                sys.stdout.flush()
            time.sleep(0.01)

    Beside(search).start()
    Worker(parts, live).run()


def test_killed_while_models_are_changed_the_server_goes_on_and_every_search_is_answered(tmp_path: Path) -> None:
    models = [
        make_model(tmp_path / f"m{seed}", seed=seed, dimension=dimension, tokens=tokens)
        for seed, dimension, tokens in ((1, 8, 64), (2, 12, 32), (3, 8, 48))
    ]
    catalogue = load_catalogue()
    place = Place(tmp_path / "data", catalogue, Reader.for_catalogue(catalogue))
    parts = place.parts(models[0])
    place.take(parts, range(_DOCUMENTS), 12)
    parts.store.close()
    place.work(models[0])
    chance, answers = random.Random(7), list[tuple[str, int]]()
    for number in _SET:
        command = (
            f"from pathlib import Path; import {__name__} as t; t.serve(Path({str(place.data)!r}), {models[number]!r})"
        )
        said = said_until_killed(command, chance.uniform(0.1, 5))
        answers += [(model, int(found)) for model, _, found in (line.rpartition(" ") for line in said)]

    place.work(models[2])

    place.check(models[2])
    assert {found for _, found in answers} == {_DOCUMENTS}
    assert {model for model, _ in answers} <= {place.parts(model).wanted.name for model in models}
