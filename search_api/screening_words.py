"""What the analysts' pages say: the criteria, what was decided, and what the order gains, in words and documents."""

from collections.abc import Mapping

from enrichment.screening import Gain, Order
from kb.domain.screening import Choice, Criterion, Screening
from search_api.language import gettext as _
from search_api.language import marked, ngettext
from search_api.queue import Lesson

# What is asked of a document: a heading, and what it means.
CRITERIA: Mapping[Criterion, tuple[str, str]] = {
    Criterion.PREVENTION: (
        marked("Förebyggande"),
        marked("Handlar om att förebygga eller minska brott, våld eller otrygghet."),
    ),
    Criterion.MEASURE: (
        marked("Åtgärd eller orsak"),
        marked("Beskriver en åtgärd, eller en orsak eller risk som en åtgärd kan påverka."),
    ),
    Criterion.EVIDENCE: (
        marked("Underlag"),
        marked("Säger vad påståendena bygger på: en studie, en uppföljning eller redovisad erfarenhet."),
    ),
    Criterion.TRANSFER: (
        marked("Möjlig i Sverige"),
        marked("Skulle kunna prövas här, med svenska lagar, myndigheter och kommuner."),
    ),
    Criterion.SUBSTANCE: (
        marked("Innehåll"),
        marked("Har ett innehåll att bedöma. Ett konferensprogram, en annons eller en titel utan text räcker inte."),
    ),
}
_DONE: Mapping[Choice, str] = {
    Choice.ACCEPT: marked("Antaget"),
    Choice.REJECT: marked("Avvisat"),
    Choice.UNSURE: marked("Markerat som osäkert"),
    Choice.SKIP: marked("Överhoppat"),
    Choice.UNDO: marked("Ångrat"),
}


def criteria() -> list[tuple[Criterion, str, str]]:
    """Return each criterion with its heading and what it means, in the language of the page."""
    return [(one, _(heading), _(meaning)) for one, (heading, meaning) in CRITERIA.items()]


def criterion(one: Criterion) -> str:
    """Return the heading of a criterion."""
    return _(CRITERIA[one][0])


def done(screening: Screening) -> str:
    """Return what somebody did with a document."""
    return _(_DONE[screening.choice])


def lesson(found: Lesson) -> list[str]:
    """Return what the order rests on, and what the model gains, in sentences."""
    if found.gain is None:
        counted = ngettext("{n} dokument är avgjort", "{n} dokument är avgjorda", found.decided).format(n=found.decided)
        return [
            _("Först står det som den maskinella läsningen håller för relevant, nyare före äldre."),
            _("Modellen lär sig av besluten när minst tio dokument är antagna och tio avvisade. {counted}.").format(
                counted=counted
            ),
            ngettext("Det behövs minst {n} beslut till.", "Det behövs minst {n} beslut till.", found.needed).format(
                n=found.needed
            ),
        ]
    return [
        _(
            "Först står det som mest liknar vad analytikerna har antagit, nyare före äldre. "
            "Modellen har lärt sig av {n} beslut."
        ).format(n=found.gain.decided),
        *gain(found.gain),
    ]


def gain(found: Gain) -> list[str]:
    """Return what the model gains over the decided documents, each placed without its own decision."""
    return [
        _(
            "Av {decided} avgjorda dokument är {accepted} antagna. Modellens ordning hade visat {found} av dem "
            "efter {model} dokument, den maskinella läsningen ensam efter {prior} och nyast först efter {newest}."
        ).format(
            decided=found.decided,
            accepted=found.accepted,
            found=found.model.found,
            model=found.model.looked_at,
            prior=found.prior.looked_at,
            newest=found.newest.looked_at,
        ),
        _compared(found.model, found.prior),
    ]


def _compared(model: Order, other: Order) -> str:
    fewer = other.looked_at - model.looked_at
    if fewer > 0:
        return ngettext(
            "Med modellen behövde {n} dokument färre läsas än med den maskinella läsningen ensam.",
            "Med modellen behövde {n} dokument färre läsas än med den maskinella läsningen ensam.",
            fewer,
        ).format(n=fewer)
    if fewer < 0:
        return ngettext(
            "Med modellen behövde {n} dokument fler läsas än med den maskinella läsningen ensam.",
            "Med modellen behövde {n} dokument fler läsas än med den maskinella läsningen ensam.",
            -fewer,
        ).format(n=-fewer)
    return _("Modellen sparar ännu ingen läsning mot den maskinella läsningen ensam.")
