"""The commands `utblick user …`: who has an account, and as what."""

import sys
from typing import Annotated

import typer

from digest.addresses import normal_email
from kb.domain.accounts import LONGEST_PASSWORD, Account, Right, Role, check_password
from kb.errors import InputError
from utblick.context import Context
from utblick.output import emit, say

_AUTHOR = "utblick user"  # whom the log of decisions names

Json = Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from the first line of input.")]

user_app = typer.Typer(no_args_is_help=True, help="Accounts of those who change things.")


def register(app: typer.Typer) -> None:
    """Add `utblick user`."""
    app.add_typer(user_app, name="user")


@user_app.command("add")
def add(
    email: str,
    name: Annotated[str, typer.Option("--name", help="Name; decisions are signed with it.")],
    role: Annotated[Role, typer.Option("--role", help="What the person is here for.")],
    password_stdin: FromStdin = False,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Signs in elsewhere only (UTBLICK_OIDC_ISSUER).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make an account for EMAIL, or open one again that was ended."""
    from kb.store.accounts import add_account, log_change
    from kb.store.passwords import password_hash

    ctx = Context()
    address = normal_email(email)
    kept = None if no_password else password_hash(_password(password_stdin))
    with ctx.store.writing() as session:
        made = add_account(session, address, name, role, ctx.now(), kept)
        log_change(session, made, "add", made.role, _AUTHOR, None, ctx.now())
    _tell(made, as_json, f"{made.email} has an account as {made.role.value}")


@user_app.command("list")
def listed(as_json: Json = False) -> None:
    """Show all accounts, those that were ended last."""
    from kb.store.accounts import standings

    with Context().store.reading() as session:
        found = standings(session)
    if as_json:
        emit(
            {"accounts": [{**_object(one.account), "ended_at": one.ended_at, "made_at": one.made_at} for one in found]}
        )
        return
    for one in found:
        ended = f"  ended {one.ended_at:%Y-%m-%d}" if one.ended_at else ""
        say(f"{one.account.email}  {one.account.role.value}  {one.account.name}{ended}")
    if not found:
        say("nobody has an account; `utblick user add EMAIL --name NAME --role admin` makes the first")


@user_app.command("role")
def give_role(email: str, role: Role, as_json: Json = False) -> None:
    """Give EMAIL another role; it holds from the next click."""
    from kb.store.accounts import change_role, find_account, log_change

    ctx = Context()
    with ctx.store.writing() as session:
        changed = change_role(session, find_account(session, normal_email(email)).id, role)
        log_change(session, changed, "role", role, _AUTHOR, None, ctx.now())
    _tell(changed, as_json, f"{changed.email} is {changed.role.value} now")


@user_app.command("password")
def give_password(email: str, password_stdin: FromStdin = False, as_json: Json = False) -> None:
    """Give EMAIL another password; all sessions end, and a lock is lifted."""
    from kb.store.accounts import find_account, log_change, set_password
    from kb.store.passwords import password_hash

    ctx = Context()
    address = normal_email(email)
    with ctx.store.reading() as session:
        find_account(session, address)
    kept = password_hash(_password(password_stdin))
    with ctx.store.writing() as session:
        account = find_account(session, address)
        set_password(session, account.id, kept)
        log_change(session, account, "password", None, _AUTHOR, None, ctx.now())
    _tell(account, as_json, f"{account.email} has another password, and is signed out everywhere")


@user_app.command("end")
def end(email: str, as_json: Json = False) -> None:
    """End the account of EMAIL, with its sessions and keys; what it decided stays."""
    from kb.store.accounts import end_account, find_account, log_change

    ctx = Context()
    with ctx.store.writing() as session:
        ended = end_account(session, find_account(session, normal_email(email)).id, ctx.now())
        log_change(session, ended, "end", None, _AUTHOR, None, ctx.now())
    _tell(ended, as_json, f"the account of {ended.email} has ended")


@user_app.command("key")
def key(
    email: str,
    name: Annotated[str, typer.Option("--name", help="What the key is for.")],
    right: Annotated[
        list[Right] | None, typer.Option("--right", help="What it may do; may be given again. Without: read.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a key that programs ask with in the name of EMAIL, and show it, this once."""
    from kb.store.accounts import find_account
    from search_api.signing import make_key

    ctx = Context()
    with ctx.store.reading() as session:
        account = find_account(session, normal_email(email))
    made, words = make_key(ctx.store, account, name, frozenset(right or [Right.READ]), ctx.now(), _AUTHOR, None)
    if as_json:
        emit({"key": words, "name": made.name, "rights": made.rights, "account": account.email})
        return
    say(words)
    say(
        f"In the header Authorization: Bearer it may {', '.join(sorted(made.rights))}. It is kept nowhere: copy it now."
    )


def _password(from_stdin: bool) -> str:
    """Return the password that was typed twice without being shown, or the first line of standard input."""
    if from_stdin:
        password = sys.stdin.readline(LONGEST_PASSWORD + 2).rstrip("\r\n")
    elif sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt="Once more")
    else:
        raise InputError("no terminal to ask for a password at: use --password-stdin")
    check_password(password)
    return password


def _object(account: Account) -> dict[str, object]:
    return {"id": account.id, "email": account.email, "name": account.name, "role": account.role}


def _tell(account: Account, as_json: bool, text: str) -> None:
    if as_json:
        emit(_object(account))
    else:
        say(text)
