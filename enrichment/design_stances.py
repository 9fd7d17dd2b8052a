"""Whose design a text names: its own, one it plans, or somebody else's; and whether it was tried on people."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from enrichment.design_words import Telling
from enrichment.texts import Span


class Stance(IntEnum):
    """How far a text claims a design for itself; the higher the surer."""

    NOT_ITS_OWN = 0
    PLANNED = 1
    SAID = 2  # named without a word on whose it is
    OWN = 3  # "we", "this study", "was carried out"


@dataclass(frozen=True, slots=True)
class Place:
    """Where words tell a design: `many` where they name several studies, `undenied` where no word of them is denied."""

    span: Span
    many: bool = False
    undenied: bool = False


_ABSENT: Final = re.compile(
    r"(?:\b(?:no|none|not|non(?!-?(?:participa|recipi|attend|complet))"
    r"|without|lack(?:s|ed|ing)?|absence|never|neither|nor|cannot|instead|rather than|unlike"
    r"|preclud\w+"
    r"|inte|icke|ej|ingen|inga|inget|aldrig|utan(?! ett? )|sakna[rsd]\w*|brist|snarare än|i ?stället för"
    r"|ikke|intet|aldri|uten|uden|mangle[rt]|mangel|manglende|fremfor|i stedet for|i stedet for)\b|n['’]t\b)"
    r"(?:(?!differ|effect|change|between|impact|reduc|only|skillnad|effekt|forskjell|forskel)[^.;:,!?]){0,30}$"
    r"|\b(?:non|pseudo|quasi|semi|icke|ikke|kvasi|post|pre|re|mendelian|mini|internal|mini-)[- ]?$",
    re.IGNORECASE,
)
# Others' studies, and those that somebody ought to make.
_CITED: Final = re.compile(
    r"\b(?:previous(?:ly)?|prior|earlier|past|recent(?:ly)?|existing|published|other|another|future|further"
    r"|additional|larger|more"
    r"|need(?:s|ed)? for|calls? for|call(?:ed|ing) for|requir\w+|warrant\w*|recommend\w*|et al|cochrane"
    r"|gold standard|such as|like"
    r"|unlike|one|e\.g|following (?:a|an|the)|deserves?|await\w*|guided by|informed by|as in|if"
    r"|tidigare|framtida|andra|annan|fler|flera|ytterligare|behov av|behövs|krävs|rekommendera\w*"
    r"|föreslå\w*|föreslog|nyligen|större"
    r"|enligt en"
    r"|tidligere|fremtidige?|framtidige?|andre|anden|annen|flere|ytterligere|yderligere|behov for|trengs|større"
    r"|nylig|anbefal\w*|foreslå\w*|ifølge en)\b"
    r"(?:(?!\b(?:we|this|our|vi|denna|denne|dette|vår)\b)[^.;:!?]){0,32}$|\b(?:19|20)\d\d\)[^.;:!?]{0,20}$"
    r"|\bitems for (?:\w+ ){0,4}$",
    re.IGNORECASE,
)
_WISHED_FOR: Final = re.compile(
    r"[^.;:!?]{0,50}?\b(?:(?:is|are|was|were|be) (?:still |also |therefore |now )?(?:needed|required|warranted"
    r"|necessary|lacking"
    r"|suggested|not|neither|scarce|missing)|should|could|would|might|must|ha(?:ve|s|d) (?:shown|found"
    r"|demonstrated|reported)"
    r"|(?:19|20)\d\d\)|et al|behövs|saknas|krävs|vore|bör|borde|skulle|har visat|trengs|mangler|kreves|bør|burde"
    r"|har vist|ville"
    r"|kræves|er nødvendig\w*|är nödvändig\w*)\b",
    re.IGNORECASE,
)
# "A randomised study was not possible": said of the design right after it, whatever tells of it.
_NOT_DONE: Final = re.compile(
    r"[^.;:!?,]{0,40}?\b(?:(?:was|were|is|are|proved|could|did) (?:not|never|im)|(?:var|är|er|blev|ble|bleve|gick|gikk"
    r"|gik|kunde|kunne|lät) (?:därför |derfor |dock |dog |tyvärr |dessverre |desværre )?(?:inte|ikke|ej|aldrig|aldri"
    r"|o?möjlig|umulig))\b ?(?:possible|feasible|practical|ethical|carried|conducted|done|be|att|sig|å|at|möjlig\w*"
    r"|mulig\w*|aktuel\w*|gjennomfør\w*|gennemfør\w*|genomför\w*|göra|etisk\w*)"
    r"| (?:therefore |however )?(?:not|never) (?:possible|feasible|practicable|ethical)"
    r"|[^.;:!?,]{0,40}?\bhar (?:inte|ikke|ej) (?:gjort|genomfört|kunnat|blitt|blevet|vært|været|kunnet|latt|ladet)\w*"
    r"|[^.;:!?,]{0,40}?\bha(?:s|ve) not been (?:made|done|possible|carried)",
    re.IGNORECASE,
)
# What was done in a study told of in passing; data, not people, that were divided; people by the questions they got.
_DONE_BY_OTHERS: Final = re.compile(
    r"(?:\bet al\b|\b(?:19|20)\d\d\)|\b(?:previous|earlier|prior|another|future|tidigare"
    r"|tidligere) (?:\w+ )?(?:stud|trial|research"
    r"|experiment|försök|forsø)\w*|\b(?:trials|studies|rcts) $|\b(?:if|whether|mendelian|should"
    r"|could(?! be (?:analy|includ|follow|match|reach|trac))|would|might"
    r"|skulle|burde|borde|ville|bør|bör)\b)[^.;!?]{0,60}$",
    re.IGNORECASE,
)
_WHOEVER: Final = re.compile(r"\b(?:anyone who|whoever|those wishing to|den som|den,? der) (?:\w+ )?$", re.IGNORECASE)
_DATA_DIVIDED: Final = re.compile(
    r"[^.;!?]{0,80}\b(?:train(?:ing)?|validation|derivation|testing|hold-?out|träningsdata|valideringsdata)\b"
    r"[^.;!?]{0,40}\b(?:sets?|cohorts?|samples?|data\w*|subsets?)\b"
    r"|[^.;!?]{0,25}\b(?:receive|complete|answer|get|fill|one of|either)\b[^.;!?]{0,25}\b(?:questionnaires?|surveys?"
    r"|forms?|interviews?|vignettes?)\b",
    re.IGNORECASE,
)
# A sample drawn to be asked, not groups made by chance.
_ASKED: Final = re.compile(
    r"\b(?:questionnaires?|surveys?|interviews?|forms?|enkät\w*|spørreskjema\w*|spørgeskema\w*)\b[^.;!?]{0,40}"
    r"\b(?:distributed|sent|given|handed|administered|mailed|posted|put|skickades|delades|sendt|delt|uddelt)\b"
    r"[^.;!?]{0,30}$",
    re.IGNORECASE,
)
_PLANNED_BEFORE: Final = re.compile(
    r"\b(?:will|shall|to be|(?:is|are) being|plan(?:s|ned)? to|intends? to|proposes? to|going to"
    r"|ska(?:ll)?|kommer (?:\w+ )?att|planera[rs]?|avser(?: att)?|skal|vil|planlegg\w+|planlægg\w+)\b"
    r"(?: \w+){0,2} ?(?:an? |en |ett |et |the )?(?:[\w-]+,? ){0,2}$|^(?:to be )$",
    re.IGNORECASE,
)
_PLANNED_AFTER: Final = re.compile(
    r"[^.;:!?]{0,30}?\b(?:will be|(?:is|are) being|(?:is|are) (?:planned|under ?way|ongoing)|has been (?:planned"
    r"|designed)"
    r"|ska(?:ll)? (?:genomföras|göras|utföras)|kommer att|planeras|pågår|skal (?:gjennomføres|gennemføres|utføres)"
    r"|vil blive?"
    r"|planlegges|planlægges)\b",
    re.IGNORECASE,
)
_PLANNED_WITHIN: Final = re.compile(r"^(?:be|being|bli|att|blive) |^(?:randomiseres|randomiseras)\b", re.IGNORECASE)
_OWN_BEFORE: Final = re.compile(
    r"\b(?:analys[ei]s of|this|present|current|our|we|here|us(?:ed|es|ing)|conduct\w+|perform\w+|carried out"
    r"|undertook|undertak\w+|employ\w*"
    r"|report(?:s|ed|ing)?|administer\w*"
    r"|through|via|design|methods?|study (?:was|is)|denna|detta|vår[at]?|vi|föreliggande|här"
    r"|genom|med hjälp av"
    r"|genomför\w*|gjorde\w*|metod|studien|rapporten|utvärderingen|denne|dette|vår[te]?|vores?|gjennom\w*"
    r"|gennem\w*|metode[nr]?"
    r"|undersøkelsen|undersøgelsen|rapporten|evalueringen|ved hjelp av|ved hjælp af)\b[^.;!?]{0,70}$",
    re.IGNORECASE,
)
# A heading or a sentence that begins with the design: "Design: A randomised trial", "In a randomised trial of ...".
_BEGINS: Final = re.compile(
    r"^(?:[\w ]{0,30}[:.] ?)?(?:in |using |i )?(?:an? |the |en |ett |et )?(?:[\w-]+,? ){0,3}$", re.IGNORECASE
)
_FOUND_BY_OTHERS: Final = re.compile(
    r"[^.;:!?]{0,40}?\b(?:show(?:s|ed)|found|finds|demonstrated|suggested|reported|published|by [A-Z]\w+"
    r"|visa[rd]e?|viste?|fann|fant|fandt)\b"
)
_OWN_AFTER: Final = re.compile(
    r"[^.;:!?]{0,30}?\b(?:(?:was|were|is) (?:then |subsequently |also |therefore )?(?:conducted|performed"
    r"|carried out|undertaken|used"
    r"|completed|done|designed|employed|implemented|run|made)|genomförde?s|utförde?s|gjorde?s|användes"
    r"|har genomförts|har gjorts"
    r"|ble (?:gjennomført|utført|brukt|gjort)|blev (?:gennemført|udført|anvendt|brugt|lavet|foretaget)"
    r"|er (?:gjennomført|gennemført|utført|udført))\b",
    re.IGNORECASE,
)
_OURS: Final = re.compile(
    r"\b(?:we|our|these|present|vi|våra|disse|data (?:\w+ ){0,2}from|in|i) (?:[\w-]+ ){0,2}(?:two|three|four|five"
    r"|2|3|4|5|två|tre|fyra|to|fire)"
    r" (?:[\w-]+,? ){0,2}$|\bwe (?:then |also )?(?:conducted|performed|ran|carried out|undertook)[^.;:!?]{0,20}$",
    re.IGNORECASE,
)
_OURS_AFTER: Final = re.compile(
    r"[^.;:!?]{0,25}?\bwere (?:also |then |therefore )?(?:conducted|performed|carried out|undertaken|done|used to)\b",
    re.IGNORECASE,
)


def stance_of(content: str, sentence: Span, place: Place, telling: Telling) -> Stance:
    """Return how far the sentence makes the design told of at `place` its own."""
    begin, stop = place.span
    before = content[max(sentence[0], begin - 90) : begin]
    after = content[stop : min(sentence[1], stop + 130)]
    if (not place.undenied and _ABSENT.search(before)) or _NOT_DONE.match(after):
        return Stance.NOT_ITS_OWN
    if telling is not Telling.NAMED:
        if (
            _DONE_BY_OTHERS.search(before)
            or _WHOEVER.search(before)
            or (telling is Telling.DONE and (_DATA_DIVIDED.match(after) or _ASKED.search(before)))
        ):
            return Stance.NOT_ITS_OWN
        planned = _PLANNED_BEFORE.search(before) or (
            _PLANNED_WITHIN.search(content[begin:stop]) and " been" not in before[-6:]
        )
        return Stance.PLANNED if planned else Stance.OWN
    if place.many:
        ours = _OURS.search(before) or (_OURS_AFTER.match(after) and not _CITED.search(before))
        return Stance.OWN if ours and not _WISHED_FOR.match(after) else Stance.NOT_ITS_OWN
    if _CITED.search(before) or _WISHED_FOR.match(after):
        return Stance.NOT_ITS_OWN
    if _PLANNED_BEFORE.search(before) or _PLANNED_AFTER.match(after):
        return Stance.PLANNED
    if _OWN_BEFORE.search(before) or _OWN_AFTER.match(after) or content[begin:stop][-6:].lower() == "design":
        return Stance.OWN
    begins = begin - sentence[0] < 80 and _BEGINS.search(before) and not _FOUND_BY_OTHERS.match(after)
    return Stance.OWN if begins else Stance.SAID


_CREATURES: Final = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rodents?|rabbits?|dogs?|cats?|pigs?|piglets?|swine|sheep|ewes?|lambs?|goats?"
    r"|cows?|cattle|calves"
    r"|heifers?|bulls?|horses?|chickens?|broilers?|hens?|turkeys?|fish|larvae|zebrafish|monkeys?|macaques?"
    r"|guinea pigs?|hamsters?"
    r"|animals?|birds?|insects?|bees?|plants?|seeds?|seedlings?|cultivars?|plots|tumou?rs?|xenografts?|cells?"
    r"|cell lines?|in vitro"
    r"|cadaver\w*|specimens?|tooth|teeth|premolars?|molars?|incisors?|discs?|råttor|möss|kaniner|grisar|hundar"
    r"|rotter|mus|griser|svin|grise|dyr|djur|planter|växter)\b",
    re.IGNORECASE,
)
_PEOPLE: Final = re.compile(
    r"\b(?:patients?|participants?|volunteers?|people|persons?|child(?:ren)?|pupils?|students?"
    r"|youths?|adolescents?|teenagers?|wom[ae]n|m[ae]n|boys?|girls?|famil(?:y|ies)|households?|users?"
    r"|offenders?|prisoners?|inmates?|probationers?|victims?|suspects?|residents?|officers?|drivers?|teachers?"
    r"|nurses?|smokers?"
    r"|schools?|classes|classrooms?|neighbou?rhoods?|hot ?spots?|villages?|communit(?:y|ies)|clinics?|hospitals?"
    r"|citizens?|couples"
    r"|barn|unga|ungdom\w*|elever\w*|deltagar\w*|personer\w*|skol\w+|områd\w+|patient\w*|kvinn\w+|kvind\w+|män"
    r"|menn|mænd|intagna"
    r"|famil\w+|unge|deltak\w+|deltag\w+|pasient\w*|insatte|indsatte|innsatte|skole\w*|borger\w*|kommun\w+)\b",
    re.IGNORECASE,
)
_LOOKED_AT = 4_000
_LONGEST = 1_000  # of a sentence or title: one without an end is not searched through for each word in it


def on_people(content: str, sentence: Span, title_end: int) -> bool:
    """Return whether the study told of in `sentence` was on people or places of people, not on animals or things."""
    here = content[sentence[0] : min(sentence[1], sentence[0] + _LONGEST)]
    if _PEOPLE.search(here):
        return True
    if _CREATURES.search(here) or _CREATURES.search(content, 0, min(title_end, _LONGEST)):
        return False
    creatures = len(_CREATURES.findall(content, 0, _LOOKED_AT))
    return creatures < 2 or len(_PEOPLE.findall(content, 0, _LOOKED_AT)) >= creatures
