"""How, for whom, under which conditions and at what cost a measure works: EMMIE beside the effect itself.

EMMIE: Johnson, Tilley & Bowers (2015), "Introducing EMMIE: an evidence rating scale to encourage mixed-method crime
prevention synthesis reviews", Journal of Experimental Criminology 11.
"""

import re
from collections.abc import Sequence
from typing import Final

from enrichment import effect_context as said
from enrichment.sections import Section, Sections, find_sections, lowered, sentences_to_read
from enrichment.texts import Span, Text
from kb.catalogue.matcher import Mention
from kb.domain.claims import Claim, ClaimKind

STEP = "conditions"
VERSION = "6"

# In the thesaurus under implementation, but told by `read_costs`.
_ON_COST: Final = frozenset(
    {"im_cost", "im_cost_effectiveness", "im_cost_benefit", "im_cost_savings", "im_cost_of_crime"}
)
_FUNDING: Final = "im_funding"
_MOST: Final = 8
_WORKS_BY: Final = re.compile(
    r"\b(?:mechanisms?|mediat\w+|by (?:increasing|reducing|strengthening|improving|making|removing)|through"
    r"|because|theory of change|explain(?:s|ed)?|works? by"
    r"|mekanism\w*|medier\w*|genom att|eftersom|därför att|förklara\w*|verkar genom|teori\w*|fungerar genom"
    r"|mekanisme\w*|virkningsmekanisme\w*|ved å|gjennom|fordi|forklare\w*|programteori\w*|ved at|gennem"
    r"|virker ved)\b",
)
_MEDIATED: Final = re.compile(
    r"\b(?:(?:was|were|is|are) (?:\w+ )?mediated (?:by|through)|mediating effects?"
    r"|(?:the )?mechanisms? (?:by|through|behind|that|underlying)|mediera(?:s|des|ts) av"
    r"|verkningsmekanism\w*"
    r"|mekanismen bakom|mediert av|medieret af|virkningsmekanisme\w*)\b",
)
_CARRIED_OUT: Final = re.compile(
    r"\b(?:implement\w*|barriers?|facilitat\w*|challenges?|obstacles?|deliver(?:ed|y)|fidelity"
    r"|success factors?|required?|lack of|genomför\w*|hinder|utmaning\w*|framgångsfaktor\w*"
    r"|förutsättning\w*|brist\w*|kräver"
    r"|gjennomfør\w*|hindr\w*|utfordring\w*|suksessfaktor\w*|forutsetning\w*|mangl\w*|gennemfør\w*"
    r"|barriere\w*|udfordring\w*|succesfaktor\w*|forudsætning\w*)\b",
)
_MODERATED: Final = re.compile(
    r"\b(?:moderat(?:ed|es|ing) (?:by|the|effects?)|moderators?\b|moderator analys\w+|subgroup (?:analys\w+"
    r"|effects?|differences?)|differential (?:effects?|impacts?)|heterogene(?:ous|ity) (?:of "
    r"|in )?(?:treatment )?effects?"
    r"|(?:effects?|impacts?|benefits?|reductions?|results?)\b[^.;]{0,40}?\b(?:larger|stronger|greater"
    r"|smaller|weaker|strongest|largest|more pronounced|concentrated|limited to|only|especially"
    r"|particularly|differed|varied)"
    r"|(?:larger|stronger|greater|smaller|weaker|bigger) (?:\w+ ){0,2}?(?:effects?|impacts?|reductions?"
    r"|benefits?)|(?:more|most|less|particularly|especially|only) (?:effective|beneficial"
    r"|successful) (?:for|among|in|with|when)"
    r"|only (?:for|among)"
    r"|modererad\w*|moderator\w*|undergrupp\w*|(?:större|starkare|mindre|svagare|störst|starkast"
    r"|bäst) (?:\w+ )?(?:effekt|minskning|verkan|påverkan)\w*|effekt\w*\b[^.;]{0,40}?\b(?:större|starkare"
    r"|mindre|svagare|störst|enbart|endast|bara|särskilt|tydligast)"
    r"|(?:mer|mest|mindre|särskilt|bara|endast) (?:verksam|effektiv|framgångsrik)[at]? (?:för|bland|hos|i"
    r"|när)|(?:endast|bara|enbart) (?:för|bland|hos)"
    r"|moderer\w*|undergruppe\w*|(?:større|sterkere|mindre|svakere|størst|sterkest|best|stærkere|svagere"
    r"|stærkest|bedst) (?:\w+ )?(?:effekt|virkning|reduksjon|reduktion|nedgang)\w*|(?:effekt"
    r"|virkning)\w*\b[^.;]{0,40}?\b(?:større|sterkere|mindre|svakere|størst|bare|kun|særlig|især|stærkere"
    r"|svagere)"
    r"|(?:kun|bare) (?:for|blant|blandt|hos))\b",
)
# "for boys but not for girls", "but not girls": of a part, not of the test ("but not significantly").
_EXCEPT: Final = re.compile(
    r"\b(?:but not|men inte|men ikke|men ikkje) "
    r"(?:(?P<of>for|among|in|at|on|with|within|after|during|när|efter|etter|under|för|bland|hos"
    r"|i|på|vid|med"
    r"|blant|blandt|ved) )?(?:the |de |den |dem )?(?=\w)"
)
_OF_THE_TEST: Final = re.compile(r"\b(?:\w{1,30} ){0,3}?(?:statisti|signifi|säkerställ|sikker)")
_ANY_EFFECT: Final = re.compile(
    r"moder|subgroup|undergr|effe[ck]|impact|reduc|redus|benefit|virkning|verksam|verkan|minsk|mindsk|but not"
    r"|men i[nk]k?[kt]e"
)
_EFFECTIVE: Final = re.compile(
    r"\b(?:effect\w*|impact\w*|reduc\w+|decreas\w+|increas\w+|lower\w*|benefit\w*|improv\w+|outcomes?"
    r"|moderat\w+|effekt\w*|minsk\w+|öka\w*|sänk\w+|förbättr\w+|verksam\w*|virkning\w*|reduser\w+|økt\w*"
    r"|økte|reducer\w+|mindsk\w+|øge\w+|falt|faldt|gikk ned|sjönk|fell)\b",
)
_COSTS: Final[dict[str, str]] = {
    "cost_benefit": (
        r"cost[-– /]?benefit\w*|benefit[-– /](?:to-)?cost\w*|return on investment"
        r"|net (?:present )?(?:monetary )?benefits?|for every (?:dollar|pound|euro|krona|krone|\$|£|€)"
        r"|kostnads?-?\s?nytto?\w*|nytto-?kostnad\w*|samhällsekonomisk\w*|kost-?nytte\w*|nytte-?kost\w*"
        r"|samfunnsøkonomisk\w*|samfundsøkonomisk\w*|för varje (?:satsad )?krona|for hver (?:investerte?"
        r"|investeret )?krone"
    ),
    "cost_effectiveness": (
        r"cost[- ]effective\w*|incremental cost\w*|icers?|qalys?|kostnadseffektiv\w*|omkostningseffektiv\w*"
        r"|kosteffektiv\w*"
    ),
    "saving": (
        r"cost[- ]savings?|savings?|saved|saves|saving|besparing\w*|sparade|sparar|inbesparing\w*|innsparing\w*"
        r"|besparelse\w*|sparte|sparede"
    ),
    "cost": (
        r"costs?|costing|expenditures?|expenses|kostnad(?:en|er|erna)?|kostade|kostar|\w+kostnad(?:en|er"
        r"|erna)?|utgift(?:en|er|erna)?|kostnaden?e|kostet|kostede|koster|omkostning(?:en|er|erne)?"
        r"|udgift(?:en|er|erne)?"
    ),
    # What is given for it: told with an amount alone.
    "grant": (
        r"allocat\w+|earmark\w+|fund(?:ed|ing|s)|grants?|granted|invest(?:s|ed|ing|ment)|budget\w*|set(?:s|ting)? aside"
        r"|anslå[rs]?|anslog|anslag\w*|avsätt(?:er|s|a)|avsatte|tillför\w*|satsar|satsas|investera\w*|bevilja\w*"
        r"|statsbidrag\w*|finansiera\w*|bidrag(?: på)?|kostnadsram\w*|setter av|satt av|avsatt|bevilge\w*|bevilling\w*"
        r"|tilskud\w*|tilskudd\w*|afsætte[rs]?|afsat|invester\w*|puljen?|satspulje\w*|finansier\w*"
    ),
}
_COST: Final = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{kind}>{names})" for kind, names in _COSTS.items()) + r")(?![\w-])"
)
_ANY_COST: Final = re.compile(
    r"cost|kost|sav(?:ed?|ing)s?\b|spar|expen|benefit|utgift|udgift|nytt|økonom|ekonom|qaly|icer|return on"
    r"|net present|alloc|earmark|fund|grant|invest|budget|set(?:s|ting)? aside|ansl|avsät|avsat|tillför|satsa|bevil"
    r"|bidrag|finans|setter av|satt av|tilsku|afsæt|afsat|pulje|dearer|cheap|billig|dyr"
)
_FIGURE: Final = r"\d{1,3}(?:[ .,\u00a0\u202f’']\d{3}){1,4}(?!\d)|\d{1,9}(?:[.,]\d{1,2})?"
_SCALE: Final = (
    r"(?: ?(?:million|billion|thousand|trillion|m|bn|k|miljon(?:er)?|miljard(?:er)?|tusen|mkr|mnkr|mdkr"
    r"|million(?:er)?|milliard(?:er)?|mill\.?|mio\.?|mia\.?|mrd\.?|tusind))"
)
_AMOUNT: Final = re.compile(
    rf"(?P<before>US\$|A\$|AU\$|C\$|CA\$|NZ\$|\$|£|€|USD|GBP|EUR|AUD|CAD|SEK|NOK|DKK"
    rf"|kr\.?) ?(?P<one>(?:{_FIGURE}){_SCALE}?)(?!\w)"
    rf"|(?<![\w.,])(?P<two>(?:{_FIGURE}){_SCALE}?) ?(?P<after>kronor|kroner|kr\.?(?!\w)|rand|francs?|yen|rupees?"
    rf"|zloty|SEK|NOK|DKK|euro?s?"
    rf"|EUR|€|dollars?|USD|pounds?|GBP|£)(?!\w)"
    rf"|(?<![\w.,])(?P<three>(?:{_FIGURE}) ?(?:mkr|mnkr|mdkr))(?!\w)"
    r"|\b(?P<four>(?:(?:a few|several|one|two|three|four|five|six|seven|eight|nine|ten|a hundred|some)"
    r"|(?:några|två|tre|fyra|fem|sex|sju|åtta|nio|tio|hundra|tusen)|(?:noen|nogle|to|fire|seks|syv|åtte|otte|ni|ti"
    r"|hundre|hundrede|tusind))"
    r"(?: (?:thousand|hundred|million|miljoner|millioner|hundra|hundre|hundrede|tusen|tusind))?)"
    r" (?P<coin>pence|penny|rand|pounds?|dollars?|cents?|euros?|kronor|kroner|öre|øre)(?!\w)",
    re.IGNORECASE,
)
_RATIO: Final = re.compile(
    r"(?:ratio|kvot\w*|forhold\w*|brøk)(?: \w+){0,3} (?:of|was|is|på|var|er|mellan"
    r"|between)? ?(?P<ratio>\d{1,3}(?:[.,]\d{1,2})?(?: ?(?:to|:|till|til) ?1)?)",
    re.IGNORECASE,
)
_OF_MEASURE: Final = re.compile(
    r"\b(?:per (?:participant|person|youth|offender|family|child|client|school|place|deltagare|ungdom"
    r"|klient|elev|familj|plats|deltaker|deltager|borger|bruger)|programme?|intervention|treatment"
    r"|insats\w*|åtgärd\w*|program\w*|tiltak\w*|indsats\w*|metod\w*|project|projekt\w*|prosjekt\w*)\b",
    re.IGNORECASE,
)
# "costs more than doing it right at once"
_WEIGHED: Final = re.compile(
    r" (?:\w+ )?(?:more|less|as much|mer|mera|mindre|mere|like mye|lika mycket|lige så meget)"
    r" (?:than|as|än|som|enn|end)\b"
)
_UNTOLD: Final = frozenset({Section.OTHER, Section.AIM, Section.METHODS})


def read_mechanisms(text: Text) -> list[Claim]:
    """Return the mechanisms that `text` names, surest first; one claim with value None where it names none.

    The value is an id of the scheme mechanisms, or "mechanism" where mediation is told without one. Confidence
    is 0.8 where the sentence says that something works by it, 0.7 in the title or named twice, else 0.5.
    """
    claims = _named(text, text.mentions_of("mechanisms"), ClaimKind.MECHANISM, _WORKS_BY)
    if not claims and (match := _MEDIATED.search(lowered(text.content[:20_000]))) is not None:
        claims = [_claim(ClaimKind.MECHANISM, "mechanism", match.span(), 0.6)]
    return claims or [Claim(ClaimKind.MECHANISM, None, STEP, VERSION)]


def read_implementation(text: Text) -> list[Claim]:
    """Return the conditions of carrying out that `text` names, surest first; value None where it names none.

    The value is an id of the scheme implementation. Confidence is 0.8 where the sentence tells of carrying
    out, of barriers or success factors, 0.7 in the title or named twice, else 0.5.
    """
    lower = lowered(text.content)
    mentions = [
        m
        for m in text.mentions_of("implementation")
        if m.concept not in _ON_COST
        and (m.concept != _FUNDING or not _is_state_grant(lower, text.sentence_at(m.start)))
    ]
    claims = _named(text, mentions, ClaimKind.IMPLEMENTATION, _CARRIED_OUT)
    return claims or [Claim(ClaimKind.IMPLEMENTATION, None, STEP, VERSION)]


def read_moderators(text: Text) -> list[Claim]:
    """Return for whom or where `text` says that effects differ; one claim with value None where it does not.

    The value is an id of the scheme target_groups or settings, or "subgroup" where the sentence names none. The
    span is the sentence. Confidence is 0.8 with a group named, else 0.6.
    """
    content = text.content
    sections = find_sections(content)
    lower = lowered(content)
    found: dict[str, Claim] = {}
    if _ANY_EFFECT.search(lower) is None:
        return [Claim(ClaimKind.MODERATOR, None, STEP, VERSION)]
    for start, end in sentences_to_read(text, sections):
        match = _MODERATED.search(lower, start, end) or _except(text, lower, (start, end))
        if match is None or sections.at(start) in _UNTOLD or sections.at(start) is Section.BACKGROUND:
            continue
        if not _EFFECTIVE.search(lower, start, end) or content[end - 1] == "?" or _is_open(lower, start, match.start()):
            continue
        groups = {m.concept for m in text.mentions_in((start, end), ("target_groups", "settings"))}
        for value in sorted(groups) or ["subgroup"]:
            found.setdefault(value, _claim(ClaimKind.MODERATOR, value, (start, end), 0.8 if groups else 0.6))
    return list(found.values())[:_MOST] or [Claim(ClaimKind.MODERATOR, None, STEP, VERSION)]


def _except(text: Text, lower: str, sentence: Span) -> re.Match[str] | None:
    """Return the words that except a part, by a preposition or by a group that the thesaurus knows."""
    for match in _EXCEPT.finditer(lower, *sentence):
        if _OF_THE_TEST.match(lower, match.end(), sentence[1]):
            continue
        known = text.mentions_in((match.end(), sentence[1]), ("target_groups", "settings"))
        if match["of"] or any(mention.start == match.end() for mention in known):
            return match
    return None


# Cheap to look for: what every sum of money has in it.
_MONEY: Final = re.compile(
    r"[$£€]|kron|\b(?:kr|rand|sek|nok|dkk|usd|gbp|eur|öre|øre|pence|penny)\b|dollar|pound|euro|mkr"
)
# A sum of money that is paid, spent or asked for something, in whatever words; told with an amount alone.
_SPENT: Final = re.compile(
    r"\b(?:paid|pays?|paying|spen[dt]\w*|pric(?:e[ds]?|ing)|bill|charge[ds]?|fees?|cheap\w*|expensive|dear(?:er)?"
    r"|afford\w*|outlay|took|takes|totall?(?:ed|ing)|amount(?:s|ed|ing)? to|c[ao]mes? to|ran to|runs? (?:to|at)"
    r"|per (?:head|place|participant|person|youth|child|family|household|house|home|gate|unit|year|month|hour|pupil"
    r"|student|school|visit|call|call-out|case|site|area)|(?:per|a|each|every) \w+ (?:installed|served|treated|visited"
    r"|trained|enrolled)|a (?:year|head|month|piece)|apiece|annually|each|worth it|value for money"
    r"|betala\w*|betal(?:te|er|t|ing)|pris\w*|dyr\w*|billig\w*|g(?:ick|år|ått) (?:\w+ )?(?:på|löst på)|drog|slukade"
    r"|slukar|lägg(?:er|s)|lade|lagt|använ\w+|spendera\w*|upp(?:gick|går) till|notan?|avgift\w*|satsning\w*"
    r"|per \w+|pr\.? \w+|styck|stk|om året|i året|årlig\w*|bruk(?:t|te|er)|brug(?:t|te|er)|bel(?:øp|øb|øper"
    r"|øber) se?i?g"
    r"|kom på|l(?:øp|øb) op|ud(?:gør|gjorde)|ut(?:gjør|gjorde)|regning\w*|investering\w*)(?!\w)"
)
# Money that is no cost of a measure: what crime takes, what people are fined, earn or turn over.
_OTHER_MONEY: Final = re.compile(
    r"\b(?:stol\w*|larcen\w*|loss(?:es)?|lost|damages?|defraud\w*|fraud\w*|scam\w*|fine[sd]?|ransom\w*|turnover"
    r"|incomes?|earn\w*|salar\w*|wages?|rents?|revenues?|profits?|proceeds|seiz\w*|bribe\w*|launder\w*|compensation"
    r"|worth of|for (?:their )?participat\w+"
    r"|stulen|stulet|stulna|stöld\w*|felaktig\w*|förlor\w*|förlust\w*|skador\w*|skadestånd\w*|bedräg\w*|lurad\w*|böter"
    r"|bötesbelopp\w*"
    r"|omsättning\w*|omsatt\w*|inkomst\w*|lön(?:en|er)?|vinst\w*|beslag\w*|mutor|tvätta\w*"
    r"|stjål\w*|tap(?:t|te|et)?|tab(?:te|t|et)?|mistet|svindl\w*|svindel\w*|bedrag\w*|snyd\w*|bøter|bøder?|bot"
    r"|omsetning\w*"
    r"|omsætning\w*|inntekt\w*|indtægt\w*|indkomst\w*|lønn?(?:en)?|utbytte\w*|udbytte\w*|gevinst\w*|erstatning\w*"
    r"|hvitvask\w*|hvidvask\w*|verdi(?:er)?|værdi(?:er)?|rån\w*|ransutbytte|kontanter)\b"
)
# What a state gives to a field or an authority is its budget, and no price of a measure.
_BUDGET: Final = re.compile(
    r"\b(?:stats(?:bidrag|stöd)\w*|\w*bidraget|höstbudget\w*|\w*budgetproposition\w*|\w*ändringsbudget\w*|anslag\w*"
    r"|utgiftsområde\w*|regleringsbrev\w*|bp ?\d\d|statsbudsjett\w*|statstilsk\w*|finanslov\w*|satspulje\w*"
    r"|state budget|appropriat\w+)\b"
)
_STATE: Final = re.compile(
    r"\b(?:regering(?:en|ens)?|staten|riksdagen|regjering(?:en|ens)?|stortinget|folketinget|government|congress"
    r"|parliament)\b"
)
_GIVES: Final = re.compile(
    r"\b(?:bidrag|satsa[rs]?|satsning\w*|tillför\w*|tilldela\w*|bevil[jg]\w*|förstärk\w*|tilskudd?\w*|gives?|gave"
    r"|grants?|awarded)\b"
)
_FOR_EACH: Final = re.compile(
    r"\b(?:(?:per|pr\.?|for each|for every|för varje|for hvert?) (?!år|year|annum)\w+|(?:kost|cost)\w*)"
)
_OF_CRIME: Final = re.compile(
    r"\b(?:crimes?|violence|abuse|maltreatment|fraud|bullying|brott\w*|våld\w*|kriminalitet\w*|volden?)"
    r"(?: (?:against|among|in|mot|mod|i) \w+)? $"
)


def _is_state_grant(lower: str, sentence: Span) -> bool:
    """Whether the money of a sentence is what a state gives, and not told as the price of something."""
    of_state = _BUDGET.search(lower, *sentence) or (_STATE.search(lower, *sentence) and _GIVES.search(lower, *sentence))
    return bool(of_state) and _FOR_EACH.search(lower, *sentence) is None


def read_costs(text: Text) -> list[Claim]:
    """Return what `text` states on cost, one claim for each kind; one claim with value None where nothing is stated.

    Kinds: cost_benefit, cost_effectiveness, saving, cost. `detail` has "amount" and "currency" as stated, and "ratio"
    of benefits to costs. Costs are told only with an amount, of a measure or weighed against something; what is set
    aside for it is a cost with an amount, but what a state gives in grants or by its budget is none, nor what crime
    costs. Confidence is 0.85 with a figure, 0.7 without, 0.5 where it is only an aim.
    """
    content = text.content
    sections = find_sections(content)
    lower = lowered(content)
    found: dict[str, Claim] = {}
    money = _MONEY.search(lower) is not None
    if _ANY_COST.search(lower) is None and not money:
        return [Claim(ClaimKind.COST, None, STEP, VERSION)]
    for start, end in sentences_to_read(text, sections):
        told: set[str] = set()
        if money and (spent := _spent(text, lower, (start, end), sections)) is not None:
            found.setdefault("cost", spent)
        for match in _COST.finditer(lower, start, end):
            given = match.lastgroup == "grant"
            kind = "cost" if given else match.lastgroup or "cost"
            if kind in told:
                continue
            if _OF_CRIME.search(lower, start, match.start()):
                continue
            detail = _figures(content, kind, match, (start, end))
            if (given and not detail) or (kind == "cost" and detail and _is_state_grant(lower, (start, end))):
                continue
            told.add(kind)
            if (
                kind in ("cost", "saving")
                and not detail
                and not _WEIGHED.match(lower, match.end(), end)
                and not _OF_MEASURE.search(lower, max(start, match.start() - 60), min(end, match.end() + 60))
            ):
                continue
            aimed = (
                sections.at(start) in _UNTOLD
                or _is_open(lower, start, match.start())
                or said.PLANNED.search(lower, start, end)
            )
            claim = _claim(ClaimKind.COST, kind, (start, end), 0.5 if aimed else 0.85 if detail else 0.7, detail)
            if kind not in found or claim.confidence > found[kind].confidence:
                found[kind] = claim
    claims = sorted(found.values(), key=lambda claim: (-claim.confidence, claim.start or 0))
    return claims or [Claim(ClaimKind.COST, None, STEP, VERSION)]


def cost_told(text: Text, sentence: Span) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return which kind of cost a sentence tells, and its figures, where it is known to tell one."""
    match = _COST.search(lowered(text.content), *sentence)
    kind = "cost" if match is None or match.lastgroup == "grant" else match.lastgroup or "cost"
    match = match or _AMOUNT.search(text.content, *sentence)
    return kind, () if match is None else _figures(text.content, kind, match, sentence)


def _spent(text: Text, lower: str, sentence: Span, sections: Sections) -> Claim | None:
    """Return the sum that a sentence says is paid or asked for something; None for money of another kind."""
    if (
        _MONEY.search(lower, *sentence) is None
        or _SPENT.search(lower, *sentence) is None
        or sections.at(sentence[0]) is Section.BACKGROUND
    ):
        return None
    amount = _AMOUNT.search(text.content, *sentence)
    if amount is None or _OTHER_MONEY.search(lower, *sentence) or _is_state_grant(lower, sentence):
        return None
    detail = _figures(text.content, "cost", amount, sentence)
    return _claim(ClaimKind.COST, "cost", sentence, 0.7, detail) if detail else None


def _named(text: Text, mentions: Sequence[Mention], kind: ClaimKind, cue: re.Pattern[str]) -> list[Claim]:
    if not mentions:
        return []
    lower = lowered(text.content)
    by_concept: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_concept.setdefault(mention.concept, []).append(mention)
    claims = []
    for concept, found in by_concept.items():
        told = next((m for m in found[:5] if cue.search(lower, *text.sentence_at(m.start))), None)
        first = told or found[0]
        sure = 0.8 if told else 0.7 if len(found) > 1 or first.start < text.title_end else 0.5
        claims.append(_claim(kind, concept, (first.start, first.end), sure))
    return sorted(claims, key=lambda claim: (-claim.confidence, claim.start or 0))[:_MOST]


def _figures(content: str, kind: str, match: re.Match[str], sentence: Span) -> tuple[tuple[str, str], ...]:
    """Return the amount that stands nearest to the words on cost in their sentence, or the ratio of benefits."""
    if kind == "cost_benefit" and (ratio := _RATIO.search(content, match.start(), sentence[1])) is not None:
        return (("ratio", ratio["ratio"]),)
    if kind == "cost_effectiveness" and not match.group().lower().startswith(("incremental", "icer", "qaly")):
        return ()
    nearest: re.Match[str] | None = None
    for amount in _AMOUNT.finditer(content, *sentence):
        if nearest is None or abs(amount.start() - match.end()) < abs(nearest.start() - match.end()):
            nearest = amount
    if nearest is None:
        return ()
    figure = (nearest["one"] or nearest["two"] or nearest["three"] or nearest["four"]).strip()
    currency = nearest["before"] or nearest["after"] or nearest["coin"]
    return (("amount", figure), ("currency", currency)) if currency else (("amount", figure),)


def _is_open(lower: str, start: int, end: int) -> bool:
    """Whether what follows is asked or aimed at, not found."""
    return any(
        pattern.search(lower, start, end) is not None and said.FOUND.search(lower, start, end) is None
        for pattern in (said.QUESTION, said.AIM)
    )


def _claim(kind: ClaimKind, value: str, span: Span, sure: float, detail: tuple[tuple[str, str], ...] = ()) -> Claim:
    return Claim(kind, value, STEP, VERSION, *span, sure, detail)
