"""The command `utblick`: exit codes 0 done, 1 failed, 2 wrong call, 75 try again."""

import os
import sys

import typer

from kb.errors import UtblickError
from utblick import logs
from utblick.output import warn

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Utblick: horizon scanning for promising crime-prevention measures.",
)


def main() -> None:
    """Run the command line; every error that has a name is one sentence on standard error."""
    from utblick.commands import collect, digest, followup, operate, read, search

    for module in (collect, read, search, digest, followup, operate):
        module.register(app)
    logs.configure("warning")
    try:
        app(standalone_mode=True)
    except UtblickError as error:
        warn(f"utblick: {error}")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        warn("utblick: avbrutet")
        sys.exit(130)
    except BrokenPipeError:  # the reader, such as `head`, has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
