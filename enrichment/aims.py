"""Where a text says what it set out to do or what it tried, and whether words there name it or only stand beside it."""

import re
from typing import Final

from enrichment.sections import lowered
from enrichment.texts import Span, Text
from kb.domain.preambles import is_preamble

_LONGEST = 2_000  # letters of a sentence that are looked at
_BEFORE, _AFTER = 160, 70  # letters beside a mention
_NAMED = r"(?:[\w'’./-]+ ){0,4}?"

_STUDY: Final = (
    r"(?:stud(?:y|ies)|projects?|research(?:ers?)?|evaluat(?:ions?|ors?)|review(?:ers?)?|trials?|experiments?"
    r"|collections?|surveys?|data|assessment|endeavou?r|investigat(?:ions?|ors?)|analys[ie]s|authors?|thesis|report"
    r"|article|paper|initiative)"
)
_DOES: Final = (
    r"(?:evaluat|examin|tested|testing|tests|to test|investigat|assess|compar|analy[sz]|explor|measur|describ|focus"
    r"|studied|studies|sought|seeks?|determin|consist(?:s|ed) of|(?:looked|looks) at|explain|provide)"
)
_AIMS: Final = tuple(
    re.compile(sign)
    for sign in (
        # English
        rf"\b(?:this|the|these|our|current|present|a)\b {_NAMED}{_STUDY}\b.{{0,90}}?\b{_DOES}",
        rf"\b{_STUDY} (?:(?:was|is|were|are) )?(?:designed|undertaken|conducted|collected|carried out|intended|aim)",
        r"\b(?:purposes?|goals?|aims?|objectives?|focus|hypothes[ei]s)\b"
        r".{0,90}?\b(?:was|is|were|are|of this|of the (?:study|evaluation))\b",
        r"\b(?:sought|aim(?:s|ed)?|designed|undertaken|proposes?|attempt(?:s|ed)?|used) to "
        r"(?:\w+ly )?(?:evaluat|examin|test|investigat|assess|compar|analy|explor|measur|describ|determin|document"
        r"|provide|produce|adapt)",
        r"\bhypothesi[sz]e|\bresearch questions?\b|\bfollowing questions?\b",
        r"\baddress(?:es|ed) (?:the|these|two|three)\b",
        r"\b(?:evaluat(?:ed|es|ion of|ions of|ing)|an(?:alysis|alyses) of|effects? of|impacts? of|effectiveness of"
        r"|efficacy of|results of)\b",
        r"\b(?:approach|design|method|data)s? (?:\w+ )?to (?:evaluate|assess|test|examine|investigate|compare)\b",
        r"\bwe (?:\w+ly )?(?:evaluat|examin|test|investigat|assess|compar|analy|explor|stud|describ|ask)",
        # Swedish
        r"\bsyfte(?:t|n|na)?\b|\bsyftar till\b|\bfrågeställning",
        r"(?:studien|rapporten|utvärderingen|undersökningen|projektet|avhandlingen|artikeln|översikten|uppsatsen"
        r"|kartläggningen|granskningen|försöket)\b.{0,60}?\b(?:utvärder|undersök|pröva|studera|analysera|granska"
        r"|beskriv|kartlägg|jämför|testa|sammanfatta|handla|gäll|redovisa)",
        r"\butvärdering(?:en)? av\b|\beffekt(?:en|er|erna)? av\b|\bvi (?:har )?(?:utvärder|undersök|pröva|studera"
        r"|analysera|jämför|testa)",
        # Norwegian and Danish
        r"\bformål(?:et)?\b|\bhensikten\b|\bproblemstilling|\bmålet (?:med|var|er)\b",
        r"(?:studien|studiet|rapporten|evalueringen|undersøkelsen|undersøgelsen|prosjektet|projektet|artikkelen"
        r"|artiklen|oversikten|oversigten|forsøket|forsøget)\b.{0,60}?\b(?:evaluer|undersøk|undersøg|test|vurder"
        r"|analyser|studer|kartlegg|kortlæg|sammenlign|beskriv)",
        r"\bevaluering(?:en)? a[vf]\b|\beffekt(?:en|er|ene|erne)? a[vf]\b|\bvi (?:har )?(?:evaluer|undersøk|undersøg"
        r"|test|analyser|studer|sammenlign)",
    )
)
# What was tried on some and not on others.
_TRIED: Final = re.compile(
    r"\brandom(?:ly|i[sz])|\bassigned to\b|\bcomparison (?:group|sample|site|condition|area)|\bcontrol(?:led)? (?:group"
    r"|condition|sample|site|area|stud)|\bexperimental(?:ly)? (?:group|condition|design|evaluat|stud)"
    r"|\bquasi-experiment|\bcompared (?:with|to)\b|\bmatched\b|\bpre-?(?: and |/)post-?test"
    r"|\bmet[ah]-?analys|\bwere paired with\b|\bto receive: ?1"
    r"|\b(?:one|first|second|third|other|experimental|intervention|treatment) group\b[^.;]{0,40}\b(?:received|receives"
    r"|was given|was offered)\b"
    r"|\binterventions?\b[^.;]{0,80}\b(?:was|were) (?:conducted|delivered|given|offered)\b"
    r"|\blotta(?:s|de)|\bslumpa|\brandomiser|\bkontrollgrupp|\bjämförelsegrupp|\bjämförelseområde|\bjämfördes"
    r"|\btilfeldig|\btilfældig|\blodtrækning|\bkontrolgrupp|\bsammenlign(?:ings|et|ede)|\bsammenligningsgruppe"
)

_WORDS = r"(?:(?!(?:of|for|on|by|with|to|and|that|which|using|through|in|av|af|för|for|om|mot|med|och|og)\b)[\w'’-]+ )"
_BESIDE: Final = tuple(
    re.compile(sign)
    for sign in (
        # not that
        r"\b(?:not|never|without|exclud(?:ed|es|ing)|other than|rather than|instead of|except(?: for)?|inte|ej|utom"
        r"|i stället för|ikke|unntatt|undtagen|i stedet for)\b[^.;,]{0,25}$|\bexcluded:[^.]*$",
        # a part of the data, by its name
        r"\bparts? \d+[^.;()]{0,6}(?:\(|, )[^.;)]*$",
        # who was asked, or where the people and data came from
        r"\binterview(?:s|ed)?\b(?: were)?(?: conducted)?(?: with)? (?:(?!\b(?:about|regarding|to)\b)[^.;])*$",
        r"\b(?:representative of|drawn from|recruited from|selected from|sampled? from|rosters of"
        r"|data were (?:collected|obtained|secured|drawn) from)\b(?:(?!\b(?:who|that|to|and)\b)[^.;])*$",
        # what a word means
        r"\b(?:refers? to|is defined as|are defined as)\b[^.;]*$",
        # the name of a body
        r"\b(?:office|department|bureau|board|ministry|division|committee|institute) (?:of|for|on) (?:the )?"
        r"(?:\w+ ){0,2}$",
    )
)
_COMPARED: Final = tuple(
    re.compile(sign)
    for sign in (
        r"\b(?:against|versus|vs\.?|than|(?:as )?compared (?:to|with)|relative to|in comparison (?:to|with)"
        r"|as opposed to|jämför(?:t|des|elsen?) med|än|sammenlignet med|sammenlignes med|enn|end)"
        r" (?:(?:the|an?|en|ett|et|den|det) )?(?:[\w-]+ ){0,2}$",
        r"\b(?:conventional|standard|traditional|usual|routine|existing|ordinary|regular|sedvanlig|ordinarie|vanlig"
        r"|sædvanlig|standardiserad)\w* (?:[\w-]+ )?$",
        # one of many things asked about, added to, made use of
        r"\b(?:variables?|items?|topics|information|questions) (?:\w+ ){0,3}"
        r"(?:includ\w+|such as|regarding|relating to|on|about|pertaining to)[^.;]*$",
        r"\butili[sz](?:ation of|e|ed|ing) (?:\w+ ){0,2}$",
        r"\badd(?:ed|ing|ition of|s)?\b[^.;,]* to (?:\w+ )?$",
        r"\b(?:control|comparison) (?:group|site|condition|sample)s?\b"
        r"(?:(?!\b(?:or|to|versus|vs|than|and|while)\b)[^.;])*$",
    )
)
_OF_A_BODY: Final = re.compile(
    r"['’]?s?[ -](?:(?:and parole )?(?:officers?|departments?|offices?|agents?|agenc(?:y|ies)|staff|records?"
    r"|department)|research\b|steering committee|intervention steering)"
)
_WHERE: Final = re.compile(
    rf"\b(?:in|at|into|within|inside|i|på|vid|inom|ved) {_WORDS}{{0,5}}$|\binto [^.;,]*$"
    r"|\b(?:conducted|carried out|tested|introduced|implemented)\b[^;]*? (?:in|at|into|across) "
    r"(?:(?!\b(?:of|for|on|with|to|that|which)\b)[^.;])*$"
)
_TAKING_PART: Final = re.compile(
    r"\b(?:participat\w+|participants|enrol\w+|plac\w+|involv\w+|engag\w+|interest\w*|success\w*|housed|treated"
    r"|served|changes?|deltag\w*|delta|deltok|deltar|deltog|ingå\w*|placera\w*) (?:\w+ )?"
    r"(?:in|at|i|på|vid|inom|ved) [^.;]*$"
)
# Teaching the police what a programme says is no programme; nor is a scale that bears its name, or treating for
# something else those who are in it.
_FOR_STAFF: Final = re.compile(
    r" (?:[\w-]+ ){0,4}training\b|(?: program(?:me)?s?)? (?:staff|personnel|experiences?|hotline)\b"
    r"| (?:[\w-]+ ){0,4}(?:scale|inventory|index)\b"
)
_THOSE_IN_IT: Final = re.compile(
    rf"\b(?:among|of|for|with|in) {_WORDS}{{0,3}}(?:residents|youths?|adolescents|men|women|patients|inmates|victims"
    rf"|people|persons|clients) (?:who (?:are|were) )?(?:\w+ )?(?:in|of|at) {_WORDS}{{0,3}}$|\btraining (?:of |for )?$"
)
_FOR_THOSE: Final = re.compile(rf"\bfor {_WORDS}{{0,2}}$")
_THOSE: Final = re.compile(r"(?: program(?:me)?s?)? (?:participants|clients|residents|patients)\b")
_FOR_EXAMPLE: Final = re.compile(
    r"(?:\b(?:such as|includ(?:e|es|ed|ing)|for example|like|e\.g\.|bland annat|till exempel|såsom|t\.ex\.|inklusive"
    r"|blant annet|for eksempel|bl\.a\.|herunder)|\be\.g\.,)\s[^.;]*$"
)


def leads(text: Text, sentences: int) -> tuple[Span, ...]:
    """Return the first sentences after the title in which the text speaks, not the archive that keeps it."""
    found = []
    for span in text.sentences:
        if span[0] < text.title_end or is_preamble(text.content[span[0] : span[1]]):
            continue
        found.append(span)
        if len(found) == sentences:
            break
    return tuple(found)


def states_its_aim(text: Text, sentence: Span) -> bool:
    """Return whether a sentence says what the text's own study was for, or what it tried on whom."""
    lower = lowered(text.content[sentence[0] : min(sentence[1], sentence[0] + _LONGEST)])
    return _TRIED.search(lower) is not None or any(sign.search(lower) for sign in _AIMS)


def stands_beside(text: Text, mention: Span, sentence: Span) -> bool:
    """Return whether words are named as what was not meant: left out, a part of the data, a definition, a body."""
    before, after = _around(text, mention, sentence)
    return _OF_A_BODY.match(after) is not None or any(sign.search(before) for sign in _BESIDE)


def is_the_comparison(text: Text, mention: Span, sentence: Span) -> bool:
    """Return whether what is named is what something else was compared with ("against conventional counselling")."""
    before, _ = _around(text, mention, sentence)
    return any(sign.search(before) for sign in _COMPARED)


def is_the_place(text: Text, mention: Span, sentence: Span) -> bool:
    """Return whether what is named is where, or with whose people, something else was tried.

    "A screening tool in three drug courts", "treating grief in residents of shelters".
    """
    before, after = _around(text, mention, sentence)
    if _FOR_STAFF.match(after) or _THOSE_IN_IT.search(before):
        return True
    if _THOSE.match(after) and _FOR_THOSE.search(before):
        return True
    return _WHERE.search(before) is not None and _TAKING_PART.search(before) is None


def is_an_example(text: Text, mention: Span, sentence: Span) -> bool:
    """Return whether what is named is one of several things that something else holds ("services, such as …")."""
    before, _ = _around(text, mention, sentence)
    return _FOR_EXAMPLE.search(before) is not None


def _around(text: Text, mention: Span, sentence: Span) -> tuple[str, str]:
    before = lowered(text.content[max(sentence[0], mention[0] - _BEFORE) : mention[0]])
    after = lowered(text.content[mention[1] : min(sentence[1], mention[1] + _AFTER)])
    return before, after
