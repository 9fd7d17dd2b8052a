"""Every route against its own description: no fault, and no answer that the description does not know."""

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.unit.search_api.made_up import made_up_app

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", made_up_app())


@schema.parametrize()
@settings(max_examples=3, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
def test_no_route_fails_or_answers_what_it_does_not_describe(case: Any) -> None:
    case.call_and_validate(checks=CHECKS)
