"""What all answers share: the model, and how a text that may be empty leaves."""

from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict

Stated = Annotated[str | None, BeforeValidator(lambda value: value or None)]
"""A text of the catalogue, where an empty cell means "not known"."""


class Model(BaseModel):
    """What all answers share: fields of the same names as in the domain."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    @classmethod
    def from_domain(cls, domain: object) -> Self:
        """Return `domain` as it leaves; a field that it lacks is an error of ours."""
        return cls.model_validate(domain)
