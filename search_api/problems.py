"""The one JSON body of every error: application/problem+json (RFC 9457)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

MEDIA_TYPE = "application/problem+json"


class WrongParameter(BaseModel):
    """One parameter that cannot be used."""

    parameter: str = Field(title="Name of the parameter")
    detail: str = Field(title="What is wrong with it")


class Problem(BaseModel):
    """What went wrong (RFC 9457). `type` is always about:blank: the status says which problem it is."""

    model_config = ConfigDict(title="Problem")

    type: str = Field(default="about:blank", title="Kind of problem")
    title: str = Field(title="The status in words")
    status: int = Field(title="HTTP status")
    detail: str = Field(title="One sentence on this case")
    instance: str = Field(title="The path that was asked for")
    errors: tuple[WrongParameter, ...] | None = Field(default=None, title="Parameters that cannot be used (422)")


def problem_response(
    request: Request,
    status: int,
    detail: str,
    *,
    errors: tuple[WrongParameter, ...] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Return the answer for a problem. The path is percent-encoded; the Host header is never repeated."""
    body = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=quote(request.url.path, safe="/"),
        errors=errors,
    )
    content = body.model_dump(mode="json", exclude_none=True)
    return JSONResponse(content, status_code=status, headers=dict(headers or {}), media_type=MEDIA_TYPE)


def described(status: int, detail: str, errors: tuple[WrongParameter, ...] | None = None) -> dict[str, Any]:
    """Return how the OpenAPI document describes a problem, with an example."""
    example = Problem(
        title=HTTPStatus(status).phrase, status=status, detail=detail, instance="/api/v1/…", errors=errors
    )
    return {
        "description": HTTPStatus(status).phrase,
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": example.model_dump(mode="json", exclude_none=True),
            }
        },
    }


def schemas() -> dict[str, Any]:
    """Return the JSON schemas of a problem, by name."""
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    inner = schema.pop("$defs", {})
    return {"Problem": schema, **inner}
