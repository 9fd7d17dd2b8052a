import subprocess
import sys

# Looks through 50 kB of each piece, again and again the same, with every pattern of the modules.
_LOOKS = """
import importlib, re, resource

resource.setrlimit(resource.RLIMIT_CPU, ({cpu_s}, {cpu_s}))
MODULES = (
    "candidate_groups", "candidate_names", "candidate_words", "conditions", "effect_context", "effect_links",
    "effect_sizes", "effect_telling", "effect_words", "effects", "plans", "samples",
)
TABLE = "12 345 67,8 0.91 (1 234) 5 % 2019-2020 "
PIECES = ("1 ", "a ", "a", " ", "X-", "inte ", "will be ", "och ", TABLE)


def patterns(value):
    if isinstance(value, re.Pattern):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list | tuple | frozenset | set):
        return []
    return [pattern for one in value for pattern in patterns(one)]


for name in MODULES:
    found = [p for value in vars(importlib.import_module("enrichment." + name)).values() for p in patterns(value)]
    for pattern in set(found):
        for piece in PIECES:
            for _ in pattern.finditer(piece * (50_000 // len(piece))):
                pass
print("read")
"""

# Reads 30 kB of each piece, again and again the same: alone, and where a result is told.
_READS = """
import resource
from enrichment.reading import Reader
from kb.catalogue import load_catalogue

resource.setrlimit(resource.RLIMIT_CPU, (90, 90))
reader = Reader.for_catalogue(load_catalogue())
TABLE = "12 345 67,8 0.91 (1 234) 5 % 2019-2020 "
PIECES = (
    "1 ", "a ", "a", "X-", "inte ", "will be ", "och ", TABLE, "(", "the's ", "å", "reduced ", "violence ",
    "minskade våldet och ", "no difference in ", "effect of the ", ", and", "trials ", "children and ",
)
for piece in PIECES:
    many = piece * (30_000 // len(piece))
    for told in (many, f"120 pupils were randomly assigned. It reduced {many}violence. No change in {many}fear."):
        reader.read(f"Mentoring and violence\\n\\n{told}")
print("read")
"""


def test_no_pattern_takes_longer_for_hostile_text_than_a_file_is_given() -> None:
    done = subprocess.run([sys.executable, "-c", _LOOKS.format(cpu_s=30)], capture_output=True, text=True, check=False)
    assert done.stdout == "read\n", done.stderr


def test_no_text_takes_longer_to_read_than_a_file_is_given() -> None:
    done = subprocess.run([sys.executable, "-c", _READS], capture_output=True, text=True, check=False)
    assert done.stdout == "read\n", done.stderr
