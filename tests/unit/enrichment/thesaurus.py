"""A small thesaurus and a way to read made-up texts with it."""

from enrichment.designs import read_study_design
from enrichment.document_kinds import read_document_kind
from enrichment.effect_taught import RULES_ALONE
from enrichment.effects import read_effects
from enrichment.texts import Text
from kb.catalogue.matcher import ConceptMatcher
from kb.domain.claims import Claim
from kb.domain.facts import Concept


def _outcome(key: str, desired: str | None, en: str, sv: str, nb: str, da: str) -> Concept:
    names = {
        "en": tuple(en.split("; ")),
        "sv": tuple(sv.split("; ")),
        "nb": tuple(nb.split("; ")),
        "da": tuple(da.split("; ")),
    }
    return Concept(key, "outcomes", names, desired=desired)


CONCEPTS = {
    c.id: c
    for c in (
        _outcome("oc_burglary", "less", "burglary", "inbrott", "innbrudd", "indbrud"),
        _outcome("oc_robbery", "less", "robbery", "rån", "ran", "røveri"),
        _outcome("oc_theft", "less", "theft", "stöld", "tyveri", "tyveri"),
        _outcome("oc_violence", "less", "violence; violent crime", "våld; våldsbrott", "vold", "vold"),
        _outcome("oc_reoffending", "less", "reoffending; reoffend", "återfall", "tilbakefall", "recidiv"),
        _outcome(
            "oc_fear_of_crime",
            "less",
            "fear of crime",
            "rädsla för brott",
            "frykt for kriminalitet",
            "frygt for kriminalitet",
        ),
        _outcome(
            "oc_time_to_reoffending",
            "more",
            "time to reoffending",
            "tid till återfall",
            "tid til tilbakefall",
            "tid til recidiv",
        ),
        _outcome("oc_safety", "more", "sense of safety", "trygghet", "trygghet", "tryghed"),
        _outcome("oc_reporting", None, "reports to the police", "anmälningsbenägenhet", "anmeldelser", "anmeldelser"),
        Concept("light", "measures", {"en": ("street lighting",), "sv": ("gatubelysning",)}),
        Concept("violence_work", "measure_types", {"en": ("violence prevention programme",)}),
        Concept("tg_boys", "target_groups", {"en": ("boys",), "sv": ("pojkar",), "nb": ("gutter",), "da": ("drenge",)}),
        Concept(
            "tg_girls", "target_groups", {"en": ("girls",), "sv": ("flickor",), "nb": ("jenter",), "da": ("piger",)}
        ),
        Concept("me_guardianship", "mechanisms", {"en": ("guardianship",), "sv": ("kapabla väktare",)}),
        Concept("im_training", "implementation", {"en": ("staff training",), "sv": ("utbildning av personal",)}),
        Concept("im_funding", "implementation", {"en": ("funding",), "sv": ("finansiering", "statsbidrag")}),
        Concept("im_cost", "implementation", {"en": ("programme cost",)}),
    )
}
MATCHER = ConceptMatcher(CONCEPTS.values())


def text_of(content: str, language: str = "en") -> Text:
    return Text(content, language, tuple(MATCHER.find(content, language)), CONCEPTS)


def effects_in(content: str, language: str = "en") -> list[Claim]:
    """Return what the rules alone read, without the taught reader."""
    text = text_of(content, language)
    design = read_study_design(text)
    read = read_effects(text, design, read_document_kind(text, design), RULES_ALONE)
    return [claim for claim in read if claim.value is not None]


def directions_in(content: str, language: str = "en") -> dict[str | None, str | None]:
    return {claim.told("outcome"): claim.value for claim in effects_in(content, language)}
