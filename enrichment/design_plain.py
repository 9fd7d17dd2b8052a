"""How an English report for everyone tells what was done, where it does not name its study design.

Reports, news and summaries say "a neighbouring town without the scheme" where a journal says "control area". Each
pattern takes a step of the study together with what it was taken on, since either alone is said in texts of all kinds.
"""

from typing import Final

from enrichment.design_words import (
    BEFORE_AFTER,
    CONTROLLED,
    CROSS,
    DONE,
    META,
    PART,
    QUALITATIVE,
    QUASI,
    REVIEW,
    TRIAL,
    words_for,
)

_COUNT: Final = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven"
    r"|eigh|nine)ty(?:-\w+)?)"
)
# Fewer pooled are one team's own data.
_SEVERAL: Final = (
    r"(?:(?:\d{2,}|[5-9]\b)(?![- ](?:week|month|year|day))|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?)"
)
# So many are not interviewed but asked: 200 and more.
_MANY: Final = r"(?:[2-9]\d\d|\d{4,}|\d{1,3}(?:[,. ]\d{3})+|hundreds of|(?:\w+ )?thousands? (?:of )?)"
_WORKS: Final = r"(?:studies|trials|evaluations|experiments)\b"
_PLACES: Final = (
    r"(?:areas?|towns?|cit(?:y|ies)|districts?|municipalit(?:y|ies)|boroughs?|neighbou?rhoods?|suburbs?|streets?"
    r"|states?|provinces?|schools?|class(?:es)?|prisons?|stations?|estates?|shops?|stores?|forces?|parks?|beats?|bars?"
    r"|villages?|regions?|sites?|units?|lines?|councils?)\b"
)
_PERSONS: Final = (
    r"(?:people|persons|pupils?|students?|youths?|boys|girls|children|young \w+|offenders?|prisoners?|probationers?"
    r"|clients?|families|households|residents?|adults|tenants?|officers?|workers?|staff|teachers?|parents?|women|men"
    r"|cases|firms|businesses|drivers?|victims?|survivors?|nurses?|employees|managers|members|participants|mothers"
    r"|councillors|guards|teenagers|practitioners|professionals|shopkeepers|owners|judges|respondents)\b"
)
_UNTOUCHED: Final = (
    r"(?:without|untreated|(?:(?:who|that|which|where) (?:\w+ )?(?:(?:had|did|were|was|have|has|does|do"
    r"|could) (?:not|yet"
    r"|never|no|neither|nothing)|got no|received no|refused|declined|applied but|dropped|kept|carried on|continued"
    r"|stayed))|not (?:yet )?(?:covered|served|offered|visited|tagged|enrolled|taking part|reached)|(?:on|from) (?:a"
    r"|the"
    r"|its) waiting list|had yet to|had not yet)\b"
)
_SPELL: Final = r"(?:years?|months?|weeks?|quarters?|seasons?|terms?|days?|period|nights)"

PLAIN_ENGLISH: Final = (
    words_for(
        META,
        DONE,
        "pool|combin|together|random-effects|random effects|averag|meta-analy",
        rf"(?:we|were|was|is|are|have) (?:then |also )?(?:statistically )?(?:pooled"
        rf"|combined) [^.;]{{0,70}}?\b{_SEVERAL}"
        rf" (?:[\w-]+ ){{0,4}}?{_WORKS}",
        rf"{_SEVERAL} (?:[\w-]+,? ){{0,4}}?{_WORKS}[^.;]{{0,100}}?\b(?:were|was|we|are) (?:statistically |then )?"
        r"(?:pooled|combined|analy[sz]ed together|estimated the (?:pooled|average|mean|overall|combined))\b",
        rf"(?:pool|combin|averag)(?:ing|es|ed) (?:the )?(?:\w+ ){{0,3}}(?:of|from|across) (?:all )?(?:the )?{_SEVERAL}"
        rf" (?:[\w-]+ ){{0,4}}?{_WORKS}",
        rf"pooled (?:effect|estimate|result|analysis)s?[^.;]{{0,60}}?\b{_SEVERAL} (?:[\w-]+ ){{0,4}}?{_WORKS}",
        r"updat(?:ed|es|ing) (?:an?|the|our) (?:\w+ ){0,3}meta-?analysis\b",
    ),
    words_for(
        REVIEW,
        DONE,
        "review|synthes|databases|every |all |overview of|summary of|stud|evaluations|trials|experiments",
        rf"(?:review|synthesis|summary|overview) of (?:the )?(?:\w+ ){{0,2}}?{_COUNT} (?:[\w-]+ ){{0,4}}?{_WORKS}",
        rf"reviewed {_COUNT} (?:[\w-]+ ){{0,4}}?{_WORKS}",
        r"searched (?:\w+ )?(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+) (?:\w+ )?databases\b",
        r"(?:looked for|gathered|read|collected|found) (?:all|every) (?:[\w-]+ ){0,4}?(?:study|evaluation|trial|studies"
        r"|evaluations|trials)\b",
    ),
    words_for(
        TRIAL,
        DONE,
        "lot|random|chance|coin|drawn|a draw|computer|a die|dice",
        r"(?:by lot|by lottery|by drawing lots|lots were drawn|drew lots|(?:on|by) the (?:toss|flip) of a coin"
        r"|coin toss)\b",
        r"a (?:lottery|draw|computer|coin|die) (?:then )?(?:decided|determined|chose|picked|settled|assigned)\b",
        r"(?:chosen|selected|picked|drawn|offered) (?:\w+ )?(?:at random|randomly|by chance) (?:to"
        r"|for) (?!be (?:surveyed"
        r"|interviewed|asked|screened)|answer|complete|interview|take part in the survey)",
        r"(?:randomly|at random) (?:chosen|selected|picked|drawn) (?:to (?:get|receive|have|be (?:given|visited|sent"
        r"|patrolled|offered))|for (?:the )?(?:programme|program|treatment|visits|patrols|offer))\b",
        r"(?:a|one|the other) (?:randomly (?:chosen|selected)|random) half\b|half,? (?:chosen|picked|drawn"
        r"|selected) (?:by"
        r" lot|at random)\b|chance (?:decided|determined)\b|(?:introduced|rolled out"
        r"|phased in) in (?:a )?random order\b",
        rf"randomi[sz](?:ed|es|ing) (?:\d[\d,]* |{_COUNT} )?(?:[\w-]+ ){{0,3}}?(?:{_PERSONS}|{_PLACES})",
    ),
    words_for(
        CONTROLLED,
        DONE,
        "event-study|event study|fixed effects|instrument|cut-off|cutoff|threshold|just below|staggered|matched"
        "|just above|just over|just under",
        r"event[- ]study (?:framework|design|model|analys\w+|estimat\w+)\b|(?:as an?|is used as an?) instrument\b",
        r"(?:municipality|county|state|city|district|area|year|month|time|school|force|region|neighbou?rhood|individual"
        r"|unit|country|province|precinct|firm)(?:[- ]\w+)?(?:,? and [\w-]+)? fixed effects\b",
        r"(?:cases?|those|people|areas|schools|pupils|youths|offenders|firms|places)[^.;]{0,40}? just (?:above|below"
        r"|over"
        r"|under) (?:and (?:those )?just (?:above|below|over|under) )?(?:the|a|this|that) (?:cut-?off|threshold|limit"
        r"|line|age)\b",
        r"staggered (?:adoption|roll-?out|introduction|timing)\b",
    ),
    words_for(
        CONTROLLED,
        PART,
        "matched|matching",
        r"matched (?!controls? (?:subjects|for age))(?:[^\s.;]+ ){0,12}?(?:on|for|by) (?:[\w'’-]+ ){1,4}?(?:, |,"
        r"|and )?[\w'’ -]{0,30},[\w'’ -]{2,40}(?:,| and )",
        rf"matched {_COUNT} [^.;]{{0,60}}?\b(?:with|to) (?:\d|as many|the same number|{_COUNT})",
        rf"[\w-]*matched (?:comparison|control) (?:group|{_PLACES}|{_PERSONS})",
    ),
    words_for(
        QUASI,
        PART,
        "compar|control|neighbour|neighbor|nearby|second|other|with |adjacent|unlit|untreated",
        rf"compar\w+ (?:[^\s.;]+ ){{0,12}}?(?:{_PLACES}|{_PERSONS}|those|ones|others|peers)(?:[^\s.;]+ | ){{0,4}}?"
        rf"{_UNTOUCHED}",
        rf"compar\w+ (?:[^\s.;]+ ){{0,8}}?(?:with|to|and) (?:[\w-]+ ){{0,2}}?(?:neighbou?ring|nearby|adjacent"
        rf"|comparable|second) (?:[\w-]+ ){{0,3}}?{_PLACES}",
        r"(?:served|acted|used|functioned|chosen|act|serve) as (?:a |the |our )?(?:[\w-]+ )?(?:comparisons?"
        r"|controls?)\b",
        rf"(?:neighbou?ring|nearby|adjacent|second|another|other|comparable|similar) (?:[\w-]+ ){{0,3}}?{_PLACES}"
        r"(?:,? (?:that|which|where))? ?(?:nearby |without|(?:it |they )?(?:did (?:not|neither|nothing)|had (?:no|not"
        r"|neither)|has (?:no|not)|kept|carried on|continued|received no|got no|stayed as))\b",
        r"(?:its|their|the|a) neighbou?rs? (?:did (?:not|neither)|had (?:no|not)|kept|carried on|continued)\b",
        rf"{_COUNT} (?:[\w-]+ ){{0,3}}?with (?:[^\s.;]+ ){{0,6}}?(?:and|with|to"
        rf"|against) {_COUNT} (?:[\w-]+ )?without\b",
        rf"(?:than|against|while|whereas|but|compared with)[^.;]{{0,50}}? in (?:the |a )?(?:other|comparison|control"
        rf"|neighbou?ring|untreated|nearby|second|unlit|adjacent) (?:\w+ )?{_PLACES}",
        rf"(?:control|comparison) (?!units)(?:{_PLACES}|{_PERSONS}|suburb|cohort)",
    ),
    words_for(
        BEFORE_AFTER,
        DONE,
        "before|after|later|prior|previous|baseline|earlier|entry|outset|intake|start",
        rf"{_SPELL} (?:immediately |just )?(?:before|prior to)\b[^.;]{{0,110}}?\b{_SPELL}? ?(?:after|since|following)\b"
        r"(?!wards)",
        rf"{_SPELL} (?:immediately |just )?after\b[^.;]{{0,110}}?\b(?:{_SPELL} (?:before|earlier)|before (?:it|the|that"
        r"|they))\b",
        r"before (?:and|to|versus) (?:[\w-]+ ){0,4}after\b(?![- ]school)",
        r"(?:before|prior to) (?:the |its |they |it )?(?:[\w-]+ ){0,3}(?:programme|program|scheme|course|training"
        r"|lights"
        r"|cameras|ban|law|project|change|campaign|opening|launch|start\w*|introduc\w+|closure|installation)\b"
        r"[^.;]{0,90}?\b(?:after(?:wards)?|since|once)\b",
        r"(?:assessed|measured|surveyed|tested|asked|questioned|screened|scored|interviewed|weighed|filled|completed"
        r"|rated)"
        r"[^.;]{0,60}? (?:on (?:entry|entering|arrival|admission|intake|joining)|at (?:intake|the (?:start|outset)"
        r"|baseline"
        r"|enrolment)|when (?:they )?(?:started|entered|joined))\b[^.;]{0,60}?\b(?:and|then)\b[^.;]{0,60}?\b(?:after"
        r"|later|on|end|discharge|completion|follow-up)\b",
    ),
    words_for(
        CROSS,
        DONE,
        "questionnaire|survey|respond|repl|answered|asked|interviews with|sample|at one|single|snapshot|same time"
        "|recorded together|response rate|interviewed|assessed"
        "|completed|filled|collected|occasion|simultaneous|answers",
        r"questionnaires? (?:(?:was|were) )?(?:sent|completed|answered|returned|posted|mailed|handed|filled"
        r"|distributed)\b",
        r"(?:sent|mailed|posted|handed(?: out)?|distributed) (?:an? )?(?:\w+ )?questionnaires?\b",
        rf"{_MANY} (?:[\w-]+ ){{0,6}}?(?:responded|replied|answered|completed|took part in (?:the|a|this"
        rf"|our) (?:\w+ )?survey"
        r"|were (?:surveyed|asked|interviewed|questioned|polled)|filled (?:in|out)|told (?:the|a|our) survey)\b",
        rf"(?:asked|surveyed|questioned|polled|interviewed|(?:interviews|answers|responses|replies) (?:with|from|by)"
        rf"|sample of) (?:about |some |over |more than |around |nearly |a total of )?(?:a )?(?:random "
        rf"|representative )?"
        rf"(?:sample of )?{_MANY}",
        r"(?:response rate (?:was|of|among)|respondents (?:were|had|said|who|in|aged|reported|felt))\b"
        r"|nationally representative"
        r" (?:survey|sample)\b",
        r"survey (?:asked|found|shows?|respondents|data|responses)\b|findings from the (?:\w+ ){0,3}survey\b",
        r"(?:measured|recorded|asked|collected|reported|assessed)[^.;]{0,30}? (?:at (?:the same|one"
        r"|a single) (?:time|point"
        r"|moment)|together|on (?:one|a single) occasion|only once|simultaneously)\b",
    ),
    words_for(
        QUALITATIVE,
        DONE,
        "interview|observ|fieldwork|field notes|conversations|shadow|sat in|told us|life stories|diaries|workshops"
        "|visited|case notes|life stor|participants|informants|described",
        r"(?:we|was|were|who|i|researchers|have|has|been) (?:\w+ )?interviewed\b",
        r"interviews? (?:\w+ ){0,2}?(?:with|were|was|among|of|conducted|held|at|in)\b(?! (?:the )?(?:paper|newspaper"
        r"|radio"
        r"|television|broadcaster|bbc|\w+ news))",
        rf"{_COUNT} (?:[\w-]+ ){{0,4}}?interviews\b|(?:based|draws?|drew|drawing|relie[sd]"
        rf"|rests?) on (?:[\w-]+,? ){{0,5}}?"
        r"(?:interviews|observations?|fieldwork|conversations|case notes|site visits)\b",
        rf"(?:observ(?:ed|ing|ations?)(?: of)?|sat in on|shadowed|visited) (?:the )?{_COUNT} (?:[\w-]+ )?",
        rf"conversations with (?:[\w-]+,? ){{0,4}}?{_PERSONS}",
        r"fieldwork\b|field notes\b|life stor(?:y|ies)\b|(?:participants|interviewees|informants) (?:told us|described"
        r"|spoke of|said)\b",
    ),
)
