"""The command `utblick`: exit codes 0 done, 1 failed, 2 wrong call, 75 try again."""

import os
import sys
import threading
from collections.abc import Sequence

import typer

from kb.errors import UtblickError
from utblick import logs
from utblick.output import told, warn

_INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it
_OF_THE_SERVER = ("worker", "collector")


def main() -> None:
    """Run the command line that the process was called with, and end the process."""
    code = run(sys.argv[1:])
    if any(thread.name.startswith(_OF_THE_SERVER) for thread in threading.enumerate()):
        # One that is still within torch would abort the process while Python takes itself down.
        sys.stdout.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; every error that has a name is one sentence on standard error."""
    logs.configure("warning")
    try:
        application()(args=list(arguments), prog_name="utblick")
    except SystemExit as end:  # how typer ends, whatever the outcome
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except UtblickError as error:
        warn(f"utblick: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        warn("utblick: interrupted")
        return _INTERRUPTED
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:  # a full disk or a folder that is not ours can meet any command anywhere
        warn(f"utblick: {told(error)}")
        return UtblickError.exit_code
    return 0


def application() -> typer.Typer:
    """Return the application with all commands. Nothing heavy is imported before a command is called."""
    from utblick.commands import (
        candidates,
        collect,
        digest,
        documents,
        followup,
        judge,
        operate,
        read,
        search,
        sources,
        thesaurus,
        trying,
        users,
    )

    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Utblick: horizon scanning for promising crime-prevention measures.",
    )
    for module in (
        collect,
        trying,
        sources,
        read,
        search,
        candidates,
        documents,
        judge,
        thesaurus,
        digest,
        followup,
        users,
        operate,
    ):
        module.register(app)
    return app
