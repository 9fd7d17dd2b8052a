"""What tells a result by comparison with the untreated or by a count, or that none was shown. All match lower case."""

import re
from typing import Final

# After a word for a difference: "någon skillnad kunde inte påvisas", "the difference was not significant".
NOT_SHOWN: Final = re.compile(
    r"[^;:.]{0,80}?(?<!\w)(?:not|inte|ej|ikke|ikkje|n['’]t)(?: \w+){0,3}? (?:påvis\w*|ses|sees|konstater\w*"
    r"|säkerställ\w*"
    r"|signifi\w*|sikk?er\w*|säk(?:er|ra)|märk\w*|merk\w*|mærk\w*|noter\w*|syn(?:tes|s)|spår\w*|spor\w*|detect\w*"
    r"|found|observed|shown|demonstrat\w*|finna\w*|f[iu]nnes?|fundet|funnet"
    r"|belägg\w*|belagd|statistisk\w*|noen betydning)\b"
)
# "kan ikke udelukkes": no more than a possibility
NOT_EXCLUDED: Final = re.compile(
    r"[^.;]{0,60}?\b(?:can ?not|could not|kan inte|kan ikke|kunde inte|kunne ikke)(?: helt)?"
    r" (?:be (?:ruled out|excluded)|uteslutas|utelukkes|udelukkes)\b"
)
# "fell less than in the control area": the measure did not help, however much fell
LESS_THAN_CONTROLS: Final = re.compile(
    r"[^.;:]{0,40}?(?<!\w)(?:less|by less|more slowly|not as much|mindre|minder|långsammare|saktare|langsommere)"
    r"(?: (?:sharply|steeply|there|där|der))? (?:than|än|enn|end) [^.;:,]{0,50}?\b(?:controls?|comparison|untreated"
    r"|kontroll?\w*|jämförelse\w*|sammenlig?nings?\w*|other (?:areas|schools|towns|cities|places)|övriga \w+"
    r"|andra \w*områden"
    r"|øvrige \w+|andre \w*områder)\b"
)
# A change in treated and untreated alike is no difference.
ALIKE: Final = re.compile(
    r"[^.;]{0,60}?(?:\b(?:as much|by the same (?:amount|share)|just as (?:much|fast|sharply)"
    r"|lika (?:mycket|snabbt|kraftigt)"
    r"|like (?:mye|raskt|kraftig)|lige så (?:meget|hurtigt|kraftigt))"
    r" (?:as|som) [^.;,]{0,40}?\b(?:controls?|comparison"
    r"|kontroll?\w*|jämförelse\w*|sammenlig?nings?\w*)\b|\bin both\b"
    r"(?! (?:boys|girls|men|women|sexes|genders|countries|cities)|[^.;]{0,40}\b(?:faster|more|less|slower|but)\b)"
    r"|\bi begge(?: gruppe\w*| område\w*)?(?=[.,;]|$)|\bi båda (?:grupp|område)\w*|\blika mycket i\b|\blike mye i\b"
    r"|\blige (?:så )?meget i\b|\bto the same extent\b|\bi sam(?:ma|me) (?:grad|takt)\b)"
)
# "reported on fewer thefts": told, not aimed at
REPORTED: Final = re.compile(
    r"\b(?:rapporter(?:a(?:de|r|s)|te|ede|er?s)|meld|berätta|fortal|fortæl|oppg|opplys|oplys|uppg|vittna"
    r"|vidn)\w*(?: \w+){0,4} om $"
)
# "the share of victims": how many they are is how common it is
COUNTING: Final = re.compile(
    r"\b(?:andel(?:en|er)?|antal(?:let|l|lene)?|færre|flere|färre|fler|share|number|proportion)(?: (?:av|af"
    r"|of))?(?: \w+)? $"
)
# "Several of them say", not "more of them"
SEVERAL: Final = frozenset({"flere", "fleire"})
SAYING: Final = re.compile(
    r"(?: [\w-]+){1,3}? (?:fort[eæ]ll?er|fortalte|sier|siger|sa|sagde|mener|mente|opplev\w+|oplev\w+|beskriv\w+"
    r"|beret\w+"
    r"|peker|peger|uttrykk\w+|udtryk\w+|ønsker|etterly\w+|efterly\w+|spør|spørger)\b"
)
