import subprocess
import sys

# Looks through 50 kB of each piece, again and again the same, with every pattern of the modules.
_READS = """
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


def test_no_pattern_takes_longer_for_hostile_text_than_a_file_is_given() -> None:
    done = subprocess.run([sys.executable, "-c", _READS.format(cpu_s=30)], capture_output=True, text=True, check=False)
    assert done.stdout == "read\n", done.stderr
