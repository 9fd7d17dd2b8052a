import subprocess
import sys

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


def test_no_text_takes_longer_to_read_than_a_file_is_given() -> None:
    done = subprocess.run([sys.executable, "-c", _READS], capture_output=True, text=True, check=False)
    assert done.stdout == "read\n", done.stderr
