"""By what hits can be narrowed and counted."""

from enum import StrEnum


class Facet(StrEnum):
    """A property of hits with a limited set of values; the values are ids or codes, never words of a text.

    Documents have those of DOCUMENT_FACETS, measures those of MEASURE_FACETS.
    """

    CHALLENGE = "challenge"
    MEASURE = "measure"
    MEASURE_TYPE = "measure_type"
    EFFECT = "effect"  # of a document: directions it tells (EffectDirection); of a measure: the axis (Effect)
    STRENGTH = "strength"
    VERDICT = "verdict"
    STATUS = "status"
    WARNING = "warning"
    DESIGN = "design"
    KIND = "kind"
    FOCUS = "focus"
    COUNTRY = "country"  # ISO 3166-1 alpha-2
    REGION = "region"  # nordic, european, elsewhere: what the countries come to
    LANGUAGE = "language"
    SOURCE = "source"
    TARGET_GROUP = "target_group"
    SETTING = "setting"
    LEVEL = "level"  # prevention level of the measure: universal, selective, indicated


DOCUMENT_FACETS = (
    Facet.CHALLENGE, Facet.MEASURE, Facet.MEASURE_TYPE, Facet.EFFECT, Facet.DESIGN, Facet.KIND, Facet.FOCUS,
    Facet.COUNTRY, Facet.REGION, Facet.LANGUAGE, Facet.SOURCE, Facet.TARGET_GROUP, Facet.SETTING, Facet.LEVEL,
)  # fmt: skip
MEASURE_FACETS = (
    Facet.CHALLENGE, Facet.MEASURE_TYPE, Facet.EFFECT, Facet.STRENGTH, Facet.VERDICT, Facet.STATUS, Facet.WARNING,
    Facet.DESIGN, Facet.REGION, Facet.LEVEL,
)  # fmt: skip
GAP_FACETS = (
    Facet.CHALLENGE, Facet.MEASURE_TYPE, Facet.REGION, Facet.COUNTRY, Facet.TARGET_GROUP, Facet.SETTING, Facet.DESIGN,
    Facet.LANGUAGE,
)  # fmt: skip
