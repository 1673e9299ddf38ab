"""The command that keeps and runs the expected cases of a walkthrough."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.cli.output import FAILED, print_json, stop
from app.cli.shared import (
    Who,
    by_somebody,
    library_command,
    open_to_change,
    open_to_read,
    walkthrough_of,
)
from app.domain.library.counting import count

if TYPE_CHECKING:
    from app.domain.governance.expected import CaseResult, ExpectedCase
    from app.domain.walkthrough.walkthrough import Walkthrough


@click.command()
@library_command
@click.argument("walkthrough")
@click.option(
    "--add",
    "answers",
    metavar="ANSWERS=OUTCOME",
    help="Keep a case, by ids: c01,c06,c09=o02.",
)
@click.option("--about", default="", help="With --add: why it is expected.")
@click.option("--remove", metavar="ID", help="Keep a case no longer: k03.")
@by_somebody
def cases(
    file: Path,
    walkthrough: str,
    answers: str | None,
    about: str,
    remove: str | None,
    who: Who,
    as_json: bool,
) -> None:
    """Run the expected cases of a WALKTHROUGH; exit code 1 if one does not hold.

    A case says: given these answers, expect this outcome. It stays with the walkthrough, and is
    run on each change.
    """
    from app.domain.governance.expected import run_all

    opened = open_to_change(file, who) if answers or remove else open_to_read(file)
    with opened as workshop:
        key = walkthrough_of(workshop, walkthrough)
        walked = workshop.checks.walkthrough(workshop.items.content(key))
        saved = workshop.cases.of(key.id)
        if remove and remove not in [case.id for case in saved]:
            stop(FAILED, f"{walkthrough} has no case {remove}.")
        if answers:
            saved = (*saved, _case(walked, saved, answers, about))
        saved = tuple(case for case in saved if case.id != remove)
        if answers or remove:
            workshop.cases.save(key.id, saved)
    results = run_all(walked, saved)
    if as_json:
        print_json({"walkthrough": walkthrough, "cases": [_json(result) for result in results]})
    else:
        for result in results:
            holds = "holds" if result.passed else "DOES NOT HOLD"
            click.echo(f"{result.case.id}  {holds}. {result.sentence} {result.case.about}".rstrip())
        click.echo(f"{count(len(results), 'case')}, {_failing(results)} that do not hold.")
    if _failing(results):
        raise SystemExit(FAILED)


def _case(
    walkthrough: Walkthrough, saved: tuple[ExpectedCase, ...], text: str, about: str
) -> ExpectedCase:
    from app.domain.governance.expected import ExpectedCase, new_case_id

    given, equals, outcome = (part.strip() for part in text.partition("="))
    if not equals or walkthrough.outcome(outcome) is None:
        known = ", ".join(one.id for one in walkthrough.outcomes)
        stop(FAILED, f"“{text}” is not such as c01,c06=o02. The outcomes are: {known}.")
    where = {
        choice.id: question.id for question in walkthrough.questions for choice in question.choices
    }
    answers = []
    for choice in filter(None, map(str.strip, given.split(","))):
        if choice not in where:
            stop(FAILED, f"{walkthrough.id} has no answer {choice}.")
        answers.append((where[choice], choice))
    return ExpectedCase(new_case_id(saved), about.strip(), tuple(answers), outcome)


def _failing(results: tuple[CaseResult, ...]) -> int:
    return sum(not result.passed for result in results)


def _json(result: CaseResult) -> dict[str, object]:
    case = result.case
    return {
        "id": case.id,
        "about": case.about,
        "answers": dict(case.answers),
        "outcome": case.outcome_id,
        "holds": result.passed,
        "said": result.sentence,
    }
