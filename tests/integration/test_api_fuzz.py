"""Every route against its own description: no fault, and no answer that the description does not know."""

import re
from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.unit.search_api.made_up import made_up_app

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", made_up_app())


def _test_of(method: str, path: str) -> Any:
    """Return a test that asks one route in many ways and compares what it answers with its description."""

    @_schema.include(method=method, path=path).parametrize()
    @settings(max_examples=3, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def test(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    return test


# A name for each: from pytest 9.2 on the tests of one parametrised schema share an id, and xdist runs one of those.
for _found in _schema.get_all_operations():
    assert isinstance(_found, Ok), _found
    _route = _found.ok()
    _name = "test_no_fault_and_nothing_undescribed_from_" + re.sub(r"\W+", "_", f"{_route.method}{_route.path}".lower())
    assert _name not in globals(), _name
    globals()[_name] = _test_of(_route.method, _route.path)
