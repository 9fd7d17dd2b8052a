"""Pairs of words that together tell what was done in a study, in whichever order a sentence has them.

Each half alone is said in texts of all kinds: "after the ban" in the news, "fell by a fifth" in statistics.
"""

from typing import Final

from enrichment.design_words import (
    BEFORE_AFTER,
    CROSS,
    DONE,
    META,
    NAMED,
    PART,
    QUALITATIVE,
    QUASI,
    REVIEW,
    TRIAL,
    Telling,
    Words,
    words_for,
)
from kb.domain.claims import StudyDesign

_REACH: Final = 110


def near(design: StudyDesign, telling: Telling, stems: str, one: str, other: str) -> Words:
    """Return the words for a design that both halves tell, each from a word's beginning, within one sentence."""
    between = rf"(?:[^.;\n]|[.](?=\d)){{0,{_REACH}}}?"
    return words_for(design, telling, stems, rf"(?:{one}){between}\b(?:{other})", rf"(?:{other}){between}\b(?:{one})")


_COUNT_EN: Final = (
    r"(?:(?:\d[\d,]+|[5-9])(?![- ](?:week|month|year|day))|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)"
)
NEAR_ENGLISH: Final = (
    near(
        META,
        DONE,
        "pool|combin|aggregat|overall|average|weighted|random-effects|taken together|heterogen",
        rf"{_COUNT_EN} (?:[\w-]+,? ){{0,4}}?(?:studies|trials|evaluations|experiments|effect sizes|comparisons)\b",
        r"(?:pooled (?:the|effects?|estimates?|results|odds|risk|analysis|across)|pooling|combined (?:them"
        r"|the (?:results"
        r"|effects|findings|estimates))|aggregated|weighted (?:average|mean)|random-effects|average effect|mean effect"
        r"|overall effect|combined effect|heterogeneity)\b",
    ),
    near(
        REVIEW,
        DONE,
        "studies|evaluations|trials",
        rf"(?:{_COUNT_EN}|all|every) (?:[\w-]+,? ){{0,4}}?(?:studies|evaluations|study|evaluation)\b",
        r"(?:review of|this review|evidence review|the review|our review|we reviewed|we read|sifted|screened|trawled"
        r"|looked through|met (?:our|the|all) (?:\w+ )?(?:criteria|standards?|bar|threshold|requirements)"
        r"|passed (?:our|the)"
        r" (?:\w+ )?(?:criteria|test|filter)|systematic(?:ally)? (?:search|looked|gathered|collected))",
    ),
    near(
        TRIAL,
        DONE,
        "random|lot |lots |lottery|coin|chance|draw",
        r"(?:at random|randomly(?! (?:selected|drawn|sampled) (?:sample|from))|by (?:lot|lottery|chance"
        r"|a? ?random draw)|lots"
        r"|a lottery|the lottery|a coin|a draw|the draw|random numbers?|random draw)\b",
        r"(?:half|the rest|the others?|the remainder|control (?:group|condition)|waiting list|business as usual"
        r"|as usual"
        r"|usual (?:care|services?|practice)|either|or (?:to )?(?:no|nothing|not|none)|won|decided|which (?:of"
        r"|\w+) (?:would"
        r"|got|received)|who (?:would|got|received)|got the|received the|was offered"
        r"|were offered)\b(?!.{0,30}\b(?:survey"
        r"|questionnaire)s?)",
    ),
    near(
        QUASI,
        PART,
        "compar|against|relative to|match|than|while|whereas|but ",
        r"(?:compar(?:ed?|ing|ison)|set against|relative to|measured against|benchmarked|contrast(?:ed|ing)?)\b",
        r"(?:neighbou?ring|nearby|adjacent|untreated|rest of the (?:city|town|county|country|district|force|state)"
        r"|elsewhere"
        r" in the|counterparts|similar (?:\w+ )?(?:areas?|towns?|schools?|streets?|estates?|neighbou?rhoods?"
        r"|districts?|cit\w+"
        r"|prisons?|units?|young|youths?|men|women|families|pupils|offenders|clients)|(?:who|that|which|where"
        r"|but) (?:\w+"
        r" )?(?:did not|had not|were not|was not|got no|received no|never|declined|stayed) (?:\w+ )?(?:get|got"
        r"|receiv\w+|tak\w+"
        r"|took|join\w*|attend\w*|complet\w+|enrol\w*|offer\w*|have|adopt\w*|introduc\w+|install\w*|part\w*|visit\w*"
        r"|yet|lit"
        r"|train\w*|cover\w*|the|it|any)|waiting list|without (?:the|it|such|any|one|cameras|lights?|a (?:programme"
        r"|program"
        r"|scheme|project|club|warden))|outside the (?:zone|area|scheme|project))\b",
    ),
    near(
        BEFORE_AFTER,
        DONE,
        "before|prior to|preceding|previous|baseline|outset|start|first|earlier",
        r"(?:(?:years?|months?|weeks?|quarters?|summers?|period|terms?|seasons?|winters?|days?) (?:\w+ )?(?:before"
        r"|prior to"
        r"|preceding)|before the (?:\w+ ){0,2}(?:scheme|programme|program|project|change|ban|law|rule|lights?"
        r"|cameras?|gates?"
        r"|course|training|switch|reform|opening|closure|launch|introduction|start|work|move|measures?)|before (?:it"
        r"|they) (?:\w+ )?"
        r"(?:began|started|opened|closed|was|were|joined|took)|at (?:baseline|the outset|the start|intake|entry)"
        r"|beforehand"
        r"|first (?:test|round|measurement|survey|wave|session))\b",
        r"(?:after(?:wards?)?|following|since|later|thereafter|once the|subsequent|at (?:the end|follow-up|exit"
        r"|completion)"
        r"|second (?:test|round|measurement|survey|wave)|last session|final (?:session|round))\b",
    ),
    near(
        BEFORE_AFTER,
        DONE,
        "since|after|following|once|introduc|install|opened",
        r"(?:since|after|following|once) (?:the |its |their |these |this )?(?:[\w-]+ ){0,3}?(?:introduc\w+"
        r"|install\w*|ban\b"
        r"|open\w*|launch\w*|clos(?:ed|ing|ure)|law\b|rules?\b|scheme|programme|project|cameras?|lights?|lighting"
        r"|gates?"
        r"|bollards?|change|reform|training|course|campaign|fence|kiosk|renovation|refurbish\w+)",
        r"(?:fell|dropped|declined|rose|increased|decreased|halved|doubled|grew|went (?:down|up)|unchanged|down from"
        r"|up from"
        r"|lower than|higher than|fewer)\b[^.;]{0,50}(?:\d|half|third|quarter|tenth|before)",
    ),
    near(
        CROSS,
        DONE,
        "survey|questionnaire|asked|answered|respon|reported|poll",
        r"(?:\d{1,3}(?:[,. ]\d{3})+|[2-9]\d\d|\d{4,})\b",
        r"(?:surveys?|surveyed|questionnaires?|respondents?|poll(?:ed)?|(?:have|had)? ?(?:answered|responded"
        r"|replied)|were asked"
        r"|we asked|filled (?:in|out)|self-report\w*|sample)\b",
    ),
    words_for(
        QUALITATIVE,
        DONE,
        "spoke|talked|listen|accounts|narrative|told|ride-along|followed|case stud|process eval|implementation stud"
        "|attended"
        "|visits|group discussion|describe|formative|met |observed|accompan|recount|reflect|share|speak|stories"
        "|experiences"
        "|tell |we met|i met|author met|site visit|implementation eval",
        r"(?:we|i|researchers?|the author|authors|evaluators) (?:\w+ )?(?:spoke (?:to|with)|talked (?:to|with)"
        r"|listened to|met"
        r"|followed|accompanied|visited|attended|observed|spent \w+ (?:\w+ )?(?:months|weeks|nights|days|hours))\b",
        r"(?:accounts|narratives|stories|testimonies|experiences) (?:of|from|by) (?:\d+|\w+teen|\w+ty(?:-\w+)?"
        r"|twelve|eleven|ten"
        r"|nine|eight)\b|ride-alongs?\b|case stud(?:y|ies) of\b|group discussions?\b|site visits?\b",
        r"(?:process evaluation|implementation (?:study|evaluation)|formative evaluation)\b",
        r"(?:\d{1,2}|\w+teen|(?:twen|thir|for|fif|six)ty(?:-\w+)?|twelve|eleven|ten|nine"
        r"|eight) (?:[\w-]+ ){1,4}?(?:describe[d]?"
        r"|told|tell|recount(?:ed)?|spoke|talked|reflect(?:ed)?|share[d]?) (?:us |their |how |of |about |what )",
    ),
    near(
        QUASI,
        PART,
        "second|other|neighbour|neighbor|nearby|elsewhere",
        r"(?:(?:the|its) (?:second|other|neighbou?ring|nearby|untreated)\b|(?:its|the) neighbou?rs?\b|(?:town|city"
        r"|school|area|street"
        r"|district|village|estate|prison)s? (?:nearby|next door|of (?:a )?similar size)|elsewhere in the)",
        r"(?:unchanged|did not change|no change|no such|stood still|stayed (?:the same|as)|remained (?:the same"
        r"|flat)|was flat"
        r"|kept|carried on|did nothing|did neither|changed little|went without|had none)\b",
    ),
    near(
        QUASI,
        PART,
        "than ",
        r"than (?:among |in |for |that of )?(?:[\w-]+ ){1,4}?(?:who|that|which) (?:\w+ )?(?:not|never)\b",
        r"(?:took part|taken part|attend\w*|receiv\w+|got|offered|joined|enrolled|trained|treated|completed|visited)\b",
    ),
    near(
        QUALITATIVE,
        DONE,
        "experience|describe|told|accounts|felt|perceptions|views|interview|talk|spoke",
        r"(?:[5-9]|[1-9]\d|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif"
        r"|six)ty(?:-\w+)?) (?:[\w-]+"
        r" ){0,3}?(?:men|women|people|girls|boys|youths?|young|officers|staff|parents|prisoners|survivors|victims"
        r"|residents"
        r"|pupils|students|teachers|workers|members|participants|mothers|fathers|offenders|clients|managers"
        r"|professionals)\b",
        r"(?:experiences?|described|describe|told|accounts?|interview\w*|talked|spoke|perceptions|reflections"
        r"|narrat\w+|in their"
        r" own words)\b",
    ),
    near(
        CROSS,
        DONE,
        "survey|questionnaire|respond|poll",
        r"(?:surveys?|questionnaires?|respondents?|poll)\b",
        r"(?:\d+(?:\.\d+)? ?(?:per cent|percent|%)|(?:one|two|three|four|five|six|seven|eight|nine) (?:in"
        r"|out of) \w+|a (?:third"
        r"|quarter|fifth) of|associated with|more likely|less likely|linked to)",
    ),
    words_for(
        QUALITATIVE, NAMED, "interview", r"interviews\b(?! (?:with|in|to) (?:the )?(?:paper|press|newspaper|radio))"
    ),
)
