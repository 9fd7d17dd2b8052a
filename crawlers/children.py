"""How a child process of ours is started."""

import sys
from pathlib import Path

_ROOT = str(Path(__file__).resolve().parents[1])


def command_of(module: str, *arguments: str) -> list[str]:
    """Return the command that runs our `module` in a fresh interpreter.

    Not plain `-m`, which looks for modules in the current folder first: that folder may be full of files from
    outside, and one of them may be called json.py. Our own place comes last, for when we are not installed.
    """
    start = f"import runpy, sys; sys.path.append({_ROOT!r}); runpy.run_module({module!r}, run_name='__main__')"
    return [sys.executable, "-P", "-c", start, *arguments]
