"""How texts of all kinds tell what was done in a study, by word families: chance and division, hits and choice.

Each pair takes a family of words together with what only a study does with it, so that either may be put in any way.
"""

from typing import Final

from enrichment.design_near import near
from enrichment.design_words import CONTROLLED, CROSS, DONE, META, NAMED, PART, QUASI, REVIEW, TRIAL, words_for

_MANY: Final = r"(?:\d{1,3}(?:[ .,]\d{3})+|[2-9]\d\d|\d{4,})\b"

BROAD_ENGLISH: Final = (
    near(
        META,
        DONE,
        "effects model|effects meta",
        r"(?:random|fixed|mixed)[- ]effects? (?:model|meta)",
        r"(?:combin|pool|aggregat|synthesi[sz]|summari[sz])\w*",
    ),
    words_for(
        REVIEW,
        DONE,
        "records|titles|references|abstracts|hits",
        r"(?:screen|sift|retriev|assess|check)\w* (?:\w+ )?\d[\d,. ]*(?:\w+ )?(?:records|titles|references|abstracts"
        r"|hits)\b",
        r"of (?:the )?\d[\d,. ]*(?:\w+ )?(?:records|titles|references|abstracts|hits)\b[^.;]{0,60}?\b(?:met|remained"
        r"|eligible|includ\w+|relevant|left|qualified)\b",
    ),
    words_for(
        TRIAL, NAMED, "list trial|list-controlled|placebo|sham", r"wait(?:ing)?[- ]list(?:[- ]controlled)? trial\b"
    ),
    words_for(
        TRIAL,
        DONE,
        "computer|lottery|lot |lots|coin|ballot|draw|raffle|hat|chance|dice",
        r"(?:allocat|assign|allott|divid|split|sort|distribut|decid|determin|pick|chos|select|award|rank|order)\w*"
        r"(?: [\w-]+){0,6}? (?:by|through|using|with|on the basis of) (?:an? |the )?(?:[\w-]+ )?(?:computer|lottery"
        r"|lots?|coin|ballot|draw|raffle|chance|dice|random[- ]numbers?)\b",
        r"(?:names|numbers|lots) (?:\w+ ){0,2}(?:drawn|pulled|picked) (?:from|out of) a hat\b"
        r"|drew (?:lots|names|straws)\b",
    ),
    near(
        CONTROLLED,
        PART,
        "panel",
        r"panel (?:data|of|study|regression|analysis|dataset)\b",
        r"(?:controll?\w*|adjust\w*|account\w*|allow\w*) for\b|net of\b",
    ),
    words_for(
        QUASI,
        PART,
        "as compari|as control|as a compari|as a control|controls|comparators|arms",
        r"(?:serv|act|function|us|chos|treat)\w* (?:\w+ )?as (?:a |the )?(?:untreated )?(?:comparisons?|controls?"
        r"|comparators?)\b",
        r"\d+ (?:matched |untreated )?controls\b|(?:matched|untreated) controls\b"
        r"|between (?:the )?(?:two |study )?arms\b",
    ),
)
BROAD_SWEDISH: Final = (
    words_for(
        REVIEW,
        DONE,
        "träffar|referenser|titlar|poster|sammanfattningar|abstrakt",
        r"\d[\d .]* (?:\w+ )?(?:träffar|referenser|titlar|poster|sammanfattningar|abstrakt)\b[^.;]{0,120}?\b(?:studi"
        r"|artikl|undersökning|utvärdering|åters|kvar|inklu|uppfyll|granska|relevan|läst)\w*",
    ),
    near(
        TRIAL,
        DONE,
        "slump|lott",
        r"(?:slump(?:mässigt(?! (?:utvald|urval|valda? (?:personer|invånare)))|vis\b|a(?:de|des|t|ts|d)\b"
        r"|talsgenerator\w*|generator\w*)"
        r"|lott(?:a(?:de|des|t|ts|d)|ning\w*|dragning\w*)\b|drog (?:man |vi )?lott\b)",
        r"(?:avgör|avgjord|bestäm|styr|fördel|tilldel|vald|valts|utsed|utsåg|försöksgrupp|insatsgrupp|hälften"
        r"|erbjud|erbjöd"
        r"|antingen|väntelista|plats)\w*(?!.{0,30}\benkät)",
    ),
    near(
        CONTROLLED,
        PART,
        "panel",
        r"panel(?:data|studie|analys)\w*",
        r"(?:hänsyn|kontroller\w*|kontroll|juster\w*|rensa\w*) (?:tag\w* |till |för )",
    ),
    near(
        CROSS,
        DONE,
        "undersökning|mätning|rundfråg",
        rf"(?:\w*undersökning|\w*mätning|rundfrågning|panel)\w* (?:bland|med|av|till|hos) (?:\w+ ){{0,2}}{_MANY}",
        r"(?:personer|invånare|elever|unga|vuxna|svensk|boende|anställda|företag|kvinnor|män|ungdomar|kommuner)\w*",
    ),
)
BROAD_NORDIC: Final = (
    words_for(
        REVIEW,
        DONE,
        "treff|referanser|referencer|titler|poster|sammendrag|hits|artikler|studier|undersøgelser|undersøkelser",
        r"\d[\d .]* (?:\w+ )?(?:treff|referanser|referencer|titler|poster|sammendrag|hits|artikler)\b[^.;]{0,120}?\b"
        r"(?:\w*studi|artikl|undersøk|undersøg|evaluering|tilba[kg]e|igjen|inklu|op?pfyl|relevan|medtag)\w*",
        r"(?:\d+|\w+) (?:\w+ )?(?:\w*studier|undersøgelser|undersøkelser) (?:\w+ ){0,2}(?:op?pfyl(?:te|dte|ler|der)"
        r"|levede op) (?:\w+ ){0,3}(?:krav|kriteri)\w*",
    ),
    near(
        TRIAL,
        DONE,
        "lod|tilfeldig|tilfældig|tilfel|trekning|trak |trakk",
        r"(?:lodd?tr[eæ]k\w*|tilf[eæ]ldi(?:g(?:t|hed|het)?|gheds?generator\w*|ghets?generator\w*)\b|trekning(?:en)?\b"
        r"|ved lodd?\b|tr[ae]kk? (?:man |vi )?lodd?\b)(?! (?:utvalgte?|udvalgte) (?:personer|borgere|innbyggere))",
        r"(?:avgj|afgj|avgør|afgør|bestem|fordel|tildel|halvpart|halvdel|tilb[uy]d|enten|venteliste|plads|plass"
        r"|tiltaksgrupp"
        r"|indsatsgrupp|forsøksgrupp|forsøgsgrupp)\w*(?!.{0,30}\bsp[øo]rr?[eg])",
    ),
    words_for(
        TRIAL,
        DONE,
        "trukket ut|udtrukket|uttrukket",
        r"(?:trukket ut|udtrukket|uttrukket) til (?:enten|å få|at få|[^.;]{3,60}? eller)\b",
    ),
    near(
        CONTROLLED,
        PART,
        "panel",
        r"panel(?:data|studie|analyse)\w*",
        r"(?:hensyn til|kontroll?er\w* for|kontroll? for|juster\w* for|højde for|høyde for)\b",
    ),
    near(
        CROSS,
        DONE,
        "undersøk|undersøg|måling|rundspør",
        r"(?:\w*undersøkelse|\w*undersøgelse|\w*måling|rundspør)\w* (?:blant|blandt|med|av|af|hos) (?:\w+ ){0,2}"
        + _MANY,
        r"(?:person|innbygger|borger|elev|ung|voks|nordm|dansk|beboer|ansatt|bedrift|virksomhed|kvinn|kvind|menn|mænd"
        r"|kommune)\w*",
    ),
)
