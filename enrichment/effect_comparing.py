"""What tells a result by comparison with the untreated, or that a difference was not shown. All match lower case."""

import re
from typing import Final

# After a word for a difference: "någon skillnad kunde inte påvisas", "the difference was not significant".
NOT_SHOWN: Final = re.compile(
    r"[^;:.]{0,80}?(?<!\w)(?:not|inte|ej|ikke|ikkje|n['’]t)(?: \w+){0,3}? (?:påvis\w*|ses|sees|konstater\w*"
    r"|säkerställ\w*"
    r"|signifi\w*|sikk?er\w*|säk(?:er|ra)|detect\w*|found|observed|shown|demonstrat\w*|finna\w*|f[iu]nnes?|fundet|funnet"
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
