"""What the page that publishes says: what will change, what stays behind, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.content.publishing.plan import HELD_BACK, Plan
from app.content.publishing.publish import Published
from app.content.updates.kiosk_reports import WentBack
from app.domain.errors import KioskError
from app.domain.library.counting import count
from app.domain.progress import CancelledError
from app.editor.texts.moments import when_in_words

_MOST_NAMED = 8
_MOST_REPORTS = 4


def will_change(plan: Plan) -> str:
    """What families will see differently, or why it cannot be published."""
    if plan.is_blocked:
        problems = (problem.removeprefix("library: ") for problem in plan.problems[:5])
        return "It cannot be published yet. " + " ".join(problems)
    changed = len(plan.differences)
    if not changed and not plan.rearranged:
        return f"Nothing has changed for families since the last edition ({plan.edition - 1})."
    changes = [count(changed, "text") if changed else ""]
    if plan.rearranged:
        changes.append("the order, the sections, the sources or the settings")
    what = " and ".join(change for change in changes if change)
    return f"In edition {plan.edition}, families will see a change in {what}."


def stays_behind(plan: Plan) -> str:
    """Which texts are not in the edition, and why; "" where all are."""
    sentences = []
    if plan.drafts:
        left = f"Not in it, because nobody has signed them as they are: {_named(plan.drafts)}."
        sentences.append(f"{left} Families see what was signed before, where there is any.")
    if plan.held_back:
        sentences.append(f"{_named(plan.held_back)}: {HELD_BACK}")
    return " ".join(sentences)


def gone_back(reports: list[WentBack]) -> Iterator[str]:
    """A sentence for each kiosk that went back from an edition."""
    for report in reports[:_MOST_REPORTS]:
        where = f"The kiosk at {report.kiosk}" if report.kiosk else "A kiosk"
        at = when_in_words(report.at)
        why = report.why or "Staff there chose so."
        yield (
            f"⚠ {where} went back from edition {report.back}, and shows edition {report.shows}"
            f"{f' since {at}' if at else ''}. {why}"
        )
    if len(reports) > _MOST_REPORTS:
        yield f"And {len(reports) - _MOST_REPORTS} more kiosks went back."


def written(published: Published, missing: int) -> str:
    """Where an edition is, and when kiosks see it; `missing` counts signatures."""
    seen = "A kiosk that looks there shows it when nobody is reading."
    waits = f"Kiosks do not see it yet: it waits for more signatures ({missing})."
    return (
        f"Edition {published.plan.edition} is written to {published.file}."
        f" {waits if missing else seen}"
    )


def not_published(error: Exception) -> str:
    """Why there is no new edition."""
    if isinstance(error, CancelledError):
        return "You stopped it. Nothing was published; the old edition stays."
    if isinstance(error, KioskError):
        return str(error)
    return f"It could not be published: {error}. The old edition stays."


def _named(texts: Sequence[str]) -> str:
    """The titles of texts, without their ids, and how many more there are."""
    titles = [f"“{text.partition(' ')[2]}”" for text in texts[:_MOST_NAMED]]
    more = len(texts) - _MOST_NAMED
    return ", ".join(titles) + (f" and {more} more" if more > 0 else "")
