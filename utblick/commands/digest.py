"""The commands `utblick digest …`: who gets the weekly mail, what is in it, and sending it."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from digest.addresses import normal_email, parse_sender
from digest.weeks import Week, last_full_week, parse_week
from kb.errors import InputError
from utblick.context import Context
from utblick.output import emit, say, several, warn

if TYPE_CHECKING:
    from digest.mail import Writer
    from digest.planning import Preview, Quiet
    from digest.send import Sending
    from kb.store.subscribers import Subscriber

_LANGUAGES = ("sv",)  # the mails that are written: digest/mails/weekly

Json = Annotated[bool, typer.Option("--json", help="JSON for programs.")]
WeekOption = Annotated[str | None, typer.Option("--week", help="As in 2026-W47; without: the last full week.")]
Challenges = Annotated[list[str] | None, typer.Option("--challenge", help="A challenge's key; may be given again.")]

digest_app = typer.Typer(no_args_is_help=True, help="The weekly mail with what is new.")


def register(app: typer.Typer) -> None:
    """Add `utblick digest`."""
    app.add_typer(digest_app, name="digest")


@digest_app.command("subscribe")
def subscribe(
    email: str,
    challenge: Challenges = None,
    administrator: Annotated[
        bool, typer.Option("--administrator", help="Also tell of sources that need looking after.")
    ] = False,
    language: Annotated[str, typer.Option("--language", help="Language of the mails.")] = "sv",
    as_json: Json = False,
) -> None:
    """Let EMAIL follow challenges, after those it follows already, or be told of sources that need looking after."""
    from kb.store import subscribers as people

    ctx = Context()
    address = normal_email(email)
    if language not in _LANGUAGES:
        raise InputError(f"the mails are written in {', '.join(_LANGUAGES)}, not in {language!r}")
    if not challenge and not administrator:
        raise InputError("say what the mails are to be about: --challenge KEY, or --administrator")
    keys = [ctx.catalogue.challenge(key).id for key in challenge or []]
    with ctx.store.writing() as session:
        subscriber = people.subscribe(session, address, keys, language, ctx.now(), administrator=administrator)
    if as_json:
        emit(subscriber)
    else:
        say(f"{subscriber.email} {_gets(subscriber)}")


@digest_app.command("unsubscribe")
def unsubscribe(
    email: str,
    challenge: Annotated[
        list[str] | None, typer.Option("--challenge", help="Only this challenge; may be given again.")
    ] = None,
    administrator: Annotated[bool, typer.Option("--administrator", help="Only what is told of sources.")] = False,
    as_json: Json = False,
) -> None:
    """Send EMAIL no more mails, or leave out single challenges or what is told of sources."""
    from kb.store import subscribers as people

    ctx = Context()
    address = normal_email(email)
    keys = [ctx.catalogue.challenge(key).id for key in challenge or []]
    with ctx.store.writing() as session:
        subscriber = people.unsubscribe(session, address, keys, ctx.now(), administrator=administrator)
    if as_json:
        emit(subscriber)
    elif subscriber.ended is not None:
        say(f"{subscriber.email} gets no more mails")
    else:
        say(f"{subscriber.email} {_gets(subscriber)}")


@digest_app.command("subscribers")
def subscribers(as_json: Json = False) -> None:
    """Show who gets the digest, and about what."""
    from kb.store import subscribers as people

    with Context().store.reading() as session:
        found = people.list_subscribers(session)
    if as_json:
        emit(found)
        return
    for subscriber in found:
        say(f"{subscriber.email}  since {subscriber.since:%Y-%m-%d}  {_gets(subscriber)}")
    if not found:
        say("nobody subscribes; `utblick digest subscribe EMAIL --challenge KEY` adds somebody")


@digest_app.command("preview")
def preview(
    week: WeekOption = None,
    email: Annotated[str | None, typer.Option("--email", help="Only this subscriber.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the HTML of the one mail to this file.")] = None,
    as_json: Json = False,
) -> None:
    """Show the mails of a week; nothing is stored or sent."""
    from digest.planning import previews
    from digest.transport import ConsoleTransport
    from kb.store import subscribers as people

    ctx = Context()
    which, writer = _week(ctx, week), _writer(ctx)
    with ctx.store.reading() as session:
        only = people.find_subscriber(session, normal_email(email)) if email is not None else None
        shown, quiet = previews(session, which, writer, ctx.now(), only)
    if html is not None:
        _write_html(shown, html)
    if as_json:
        mails = [{"subject": p.mail.subject, "state": p.state, "digest": p.digest, "text": p.mail.text} for p in shown]
        emit({"week": str(which), "mails": mails, "quiet": quiet})
        return
    console = ConsoleTransport(say)
    for p in shown if html is None else []:
        console.deliver(p.mail, lambda: False)
    say(f"week {which}: {_mails(len(shown))}{_reasons(quiet)}; nothing stored, nothing sent")


@digest_app.command("send")
def send_week(
    week: WeekOption = None,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Also try again those that the mail server refused.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Plan the digests of a week and send all that are planned; without UTBLICK_SMTP_URL only show them."""
    from digest.send import plan, send
    from digest.transport import SmtpTransport, parse_smtp_url
    from kb.store.deliveries import plan_failed_again

    ctx = Context()
    which, writer = _week(ctx, week), _writer(ctx)
    if ctx.settings.smtp_url is None:
        _show(ctx, which, writer, as_json)
        return
    server = parse_smtp_url(ctx.settings.smtp_url.get_secret_value())
    if retry_failed:
        with ctx.store.writing() as session:
            plan_failed_again(session, ctx.now())
    planned = plan(ctx.store, which, writer, ctx.now())
    done = send(ctx.store, SmtpTransport(server), ctx.now, writer, which)
    if as_json:
        emit({"plan": {**asdict(planned), "week": str(which)}, "sending": done})
    else:
        say(f"week {which}: {_mails(planned.planned)} planned with {planned.items} items{_reasons(planned.quiet)}")
        say(_told(done))
        for trouble in done.troubles:
            say(f"  {trouble}")
    if done.lost:
        warn(f"utblick: failed or uncertain: {_mails(done.lost)}; `utblick digest deliveries` tells which and why")
        raise typer.Exit(1)
    done.try_again()


@digest_app.command("deliveries")
def deliveries(
    week: Annotated[str | None, typer.Option("--week", help="As in 2026-W47; without: all weeks.")] = None,
    as_json: Json = False,
) -> None:
    """Show digests and what became of them."""
    from kb.store import subscribers as people
    from kb.store.deliveries import DeliveryState, list_deliveries

    ctx = Context()
    which = str(parse_week(week)) if week is not None else None
    with ctx.store.reading() as session:
        found = list_deliveries(session, which)
        emails = {d.subscriber: people.get_subscriber(session, d.subscriber).email for d in found}
    if as_json:
        emit([{**asdict(d), "email": emails[d.subscriber]} for d in found])
        return
    for d in found:
        detail = f"  ({d.detail})" if d.detail and d.state is not DeliveryState.SENT else ""
        told = f"{len(d.items)} items" + (f", {several(len(d.notices), 'source')}" if d.notices else "")
        say(f"{d.id}  {d.week}  {d.state}  {told}  {emails[d.subscriber]}{detail}")
    if not found:
        say(f"no digest is planned{f' for {which}' if which else ''}")


def _show(ctx: Context, week: Week, writer: "Writer", as_json: bool) -> None:
    from digest.planning import draft_mail, drafts
    from digest.send import send
    from digest.transport import ConsoleTransport

    console = ConsoleTransport(_silent if as_json else say)
    with ctx.store.reading() as session:
        found = drafts(session, week, writer, ctx.now())
    for draft in found.drafts:
        console.deliver(draft_mail(draft, writer, ctx.now()), lambda: False)
    shown = len(found.drafts) + send(ctx.store, console, ctx.now, writer, week).shown
    if as_json:
        emit({"week": str(week), "shown": shown, "quiet": found.quiet, "sent": 0, "transport": "console"})
        return
    say(
        f"week {week}: {_mails(shown)} shown{_reasons(found.quiet)}; "
        "UTBLICK_SMTP_URL is not set, so nothing was sent and nothing stored"
    )


def _silent(text: str) -> None:
    """Show nothing."""


def _write_html(shown: "list[Preview]", file: Path) -> None:
    if len(shown) != 1:
        raise InputError(f"--html takes one mail and there are {len(shown)}: choose a subscriber with --email")
    try:
        file.write_text(shown[0].mail.html, encoding="utf-8")
    except OSError as error:
        raise InputError(f"the file {file} cannot be written: {error.strerror}") from error


def _week(ctx: Context, text: str | None) -> Week:
    return parse_week(text) if text is not None else last_full_week(ctx.now())


def _writer(ctx: Context) -> "Writer":
    from digest.mail import Writer

    return Writer(ctx.catalogue, ctx.settings.site_url, parse_sender(ctx.settings.mail_from))


def _gets(subscriber: "Subscriber") -> str:
    said = [f"follows {', '.join(subscriber.challenges)}"] if subscriber.challenges else []
    return " and ".join([*said, "is told of sources that need looking after"] if subscriber.administrator else said)


def _mails(count: int) -> str:
    return "1 mail" if count == 1 else f"{count} mails"


def _reasons(quiet: "Mapping[Quiet, int]") -> str:
    from digest.planning import Quiet

    said = {
        Quiet.NOTHING_NEW: "nothing new for {}",
        Quiet.PLANNED_BEFORE: "planned before: {}",
        Quiet.UNSUBSCRIBED: "unsubscribed: {}",
    }
    return "".join(f", {said[reason].format(count)}" for reason, count in quiet.items())


def _told(done: "Sending") -> str:
    counts = {
        "sent": done.sent,
        "failed": done.failed,
        "cancelled": done.cancelled,
        "uncertain": done.uncertain,
        "postponed": done.postponed,
        "without an answer": done.unanswered,
        "under way elsewhere": done.under_way,
    }
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "nothing to send"
