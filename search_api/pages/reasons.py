"""Why a hit ranks where it does, in sentences."""

from collections.abc import Collection

from kb.catalogue import Catalogue
from kb.search.ranking import RANKING
from kb.search.results import Why
from search_api.language import gettext as _
from search_api.language import marked
from search_api.matched import MatchedWords
from search_api.wording import concept_name, decimal, joined, plural

_SIGNALS = {"words": marked("ord"), "meaning": marked("betydelse"), "concepts": marked("begrepp")}
# What moves a hit by no more is not worth a sentence. Newness does so for ten years, until `is_old` speaks.
_LITTLE = 0.03
# By the name of a factor: from which size on it says the first, below it only the second.
_FACTORS = {
    "design": (1.0, marked("för att studiedesignen är stark"), ""),
    "recency": (1.05, marked("för att det är nytt"), marked("för hur nytt det är")),
    "transfer": (1.0, marked("för att det är prövat i Norden eller Europa"), ""),
    "status": (1.15, marked("för att den är väl prövad"), marked("för hur långt den är prövad")),
}


def sentences(
    why: Why, catalogue: Catalogue, editorial: Collection[str] = (), matched: MatchedWords | None = None
) -> list[str]:
    """Return one sentence a reason: words, studies, concepts, places in the part rankings, and what moved it.

    `editorial` are concepts that the hit has through links of the catalogue's editors alone: they are said apart.
    """
    found = []
    matched = matched or MatchedWords.of(catalogue)
    words, others = matched.apart(why.words, why.concepts, catalogue)
    if words:
        found.append(_("Ord som stämmer: {words}.").format(words=joined(words)))
    if others:
        found.append(_("Ord på andra språk som stämmer: {words}.").format(words=joined(others)))
    if why.added:
        added, foreign = matched.apart(why.added, why.concepts, catalogue)
        found.append(_("Närliggande ord: {words}.").format(words=joined([*added, *foreign])))
    if why.studies:
        studies = plural(why.studies, "studie", "studier")
        at_least = why.studies >= RANKING.best_studies  # no more are counted
        said = (
            _("Minst {studies} av åtgärden stämmer med frågan.")
            if at_least
            else _("{studies} av åtgärden stämmer med frågan.")
        )
        found.append(said.format(studies=studies))
    own = [concept_name(key, catalogue) for key in why.concepts if key not in editorial]
    linked = [concept_name(key, catalogue) for key in why.concepts if key in editorial]
    if own:
        found.append(_("Begrepp som stämmer: {concepts}.").format(concepts=joined(own)))
    if linked:
        found.append(_("Begrepp som stämmer enligt redaktionell koppling: {concepts}.").format(concepts=joined(linked)))
    if why.signals:
        places = [
            _("{place} efter {signal}").format(place=place, signal=_(_SIGNALS.get(signal, signal)))
            for signal, place in why.signals.items()
        ]
        found.append(_("Placering: {places}.").format(places=", ".join(places)))
    moved = {name: factor for name, factor in why.factors.items() if round(abs(factor - 1), 2) > _LITTLE}
    if moved:
        raised = all(factor > 1 for factor in moved.values())
        said = joined(
            [
                _("{factor} gånger {why}").format(factor=decimal(factor), why=_because(name, factor))
                for name, factor in moved.items()
            ]
        )
        found.append((_("Höjd {how}.") if raised else _("Vägd {how}.")).format(how=said))
    return found


def _because(name: str, factor: float) -> str:
    if name not in _FACTORS:
        return _("för {factor}").format(factor=name)
    least, said, less = _FACTORS[name]
    return _(said if factor >= least else less or said)
