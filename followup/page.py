"""Draw a feedback as one self-contained HTML page: no script, nothing fetched, good on screen and on A4."""

import os
import tempfile
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from followup import swedish
from followup.feedback import Feedback, Status
from kb.domain import swedish as common
from kb.errors import InputError
from kb.store.surveys import Level


def render(feedback: Feedback, site_url: str) -> str:
    """Return the page for one municipality; measures link to `site_url` (without a closing slash).

    The same feedback always gives the same page: it carries the day of the import, not of the drawing.
    """
    environment = Environment(
        loader=PackageLoader("followup", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    styles = (resources.files("followup") / "templates" / "feedback.css").read_text(encoding="utf-8")
    return environment.get_template("feedback.html").render(
        feedback=feedback,
        survey=feedback.survey,
        municipality=feedback.municipality,
        styles=Markup(styles),  # noqa: S704 - our own file; inside <style> nothing is escaped
        words=swedish,
        common=common,
        statuses=list(Status),
        needed=[need for need in feedback.needs if need.level is Level.NEEDED],
        not_needed=[need for need in feedback.needs if need.level is Level.NOT_NEEDED],
        open_needs=[need for need in feedback.needs if need.level in (None, Level.UNKNOWN)],
        measure_url=lambda measure: f"{site_url}/atgarder/{quote(measure, safe='')}",
        challenge_url=lambda challenge: f"{site_url}/sok?i=atgarder&utmaning={quote(challenge, safe='')}",
    )


def file_name(feedback: Feedback) -> str:
    """Return the name of the page's file, as in "aterkoppling-0180-2024.html"."""
    return f"aterkoppling-{feedback.municipality.code}-{feedback.survey.year}.html"


def write_page(folder: Path, name: str, page: str) -> Path:
    """Write `page` to `folder`, made if needed, and return its path; a reader never sees half a page.

    Raises InputError when the folder cannot be written to.
    """
    partial: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=folder, delete=False) as file:
            partial = Path(file.name)
            file.write(page)
            file.flush()
            os.fsync(file.fileno())
        partial.chmod(0o644)  # a temporary file is for its owner only; a page is for its readers
        partial.replace(folder / name)
    except OSError as error:
        if partial is not None:
            partial.unlink(missing_ok=True)
        raise InputError(f"the page {name} cannot be written to {folder}: {error.strerror}") from error
    return folder / name
