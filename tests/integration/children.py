"""Programs of a test that work until it kills them."""

import os
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable

_BEGUN_S = 180.0


class Beside(threading.Thread):
    """A thread beside the work, with whose failure the whole program ends: it shall not go on unwatched."""

    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__(daemon=True)
        self._work = work

    def run(self) -> None:
        """Do the work; if it fails, say why and end the program."""
        try:
            self._work()
        except BaseException:  # noqa: BLE001 - whatever it is, the program ends with it
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(70)


def said_until_killed(command: str, lives_s: float) -> list[str]:
    """Run the Python command, kill it `lives_s` seconds after its first line, and return the lines it said in full.

    Raise AssertionError with what it complained of if it ends by itself, or says nothing for three minutes.
    """
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complained:
        child = subprocess.Popen([sys.executable, "-c", command], stdout=said, stderr=complained)
        try:
            deadline = time.monotonic() + _BEGUN_S
            while not os.fstat(said.fileno()).st_size and child.poll() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            if os.fstat(said.fileno()).st_size:
                time.sleep(lives_s)
            ended = child.poll()
        finally:
            child.kill()
            child.wait()
        said.seek(0)
        complained.seek(0)
        lines = [line.rstrip("\n") for line in said if line.endswith("\n")]
        assert ended is None, f"ended with {ended}; {complained.read()}"
        assert lines, f"said nothing; {complained.read()}"
        return lines
