"""How far a text has come, and who may sign it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.governance.governance import (
    ItemStatus,
    Person,
    RuleViolation,
    Signature,
    Step,
    is_signed,
    on_show,
    signing_violation,
    status_of,
)

ANN, BEA = Person("Ann Ward", "Ward sister"), Person("Dr Bea Consultant", "Consultant")
STEPS = st.builds(Signature, st.sampled_from(Step), st.sampled_from("abc"), st.just("Ann"))


def signed(step: Step, digest: str = "a", name: str = "Ann Ward") -> Signature:
    return Signature(step, digest, name)


def violation(person: Person, *signatures: Signature, **more: object) -> RuleViolation | None:
    facts: dict[str, object] = {
        "authors": (),
        "people": 2,
        "has_source": True,
        "has_review": True,
        **more,
    }
    return signing_violation(person, "a", signatures, **facts)  # type: ignore[arg-type]


def test_a_text_goes_from_draft_to_live() -> None:
    steps: list[Signature] = []
    assert status_of("a", steps) is ItemStatus.DRAFT
    steps.append(signed(Step.CHECKED))
    assert status_of("a", steps) is ItemStatus.CHECKED
    steps.append(signed(Step.SIGNED))
    assert status_of("a", steps) is ItemStatus.SIGNED
    assert status_of("a", steps, published="a") is ItemStatus.LIVE
    assert status_of("b", steps, published="a") is ItemStatus.DRAFT


def test_a_draft_beside_a_live_page_changes_nothing_for_families() -> None:
    steps = [signed(Step.SIGNED, "a"), signed(Step.CHECKED, "b")]
    assert on_show(steps) == "a"
    assert on_show([*steps, signed(Step.SIGNED, "b")]) == "b"


def test_what_is_taken_down_has_to_be_signed_again() -> None:
    steps = [signed(Step.CHECKED), signed(Step.SIGNED), signed(Step.WITHDRAWN)]
    assert on_show(steps) == ""
    assert status_of("a", steps) is ItemStatus.DRAFT


@given(st.lists(STEPS))
def test_families_see_nothing_that_is_not_signed(steps: list[Signature]) -> None:
    shown = on_show(steps)
    assert shown == "" or is_signed(shown, steps)
    if steps and steps[-1].step is Step.WITHDRAWN:
        assert shown == ""


def test_a_second_person_signs() -> None:
    checked = signed(Step.CHECKED, name=ANN.name)
    assert violation(BEA, checked, authors=[ANN.name]) is None


@pytest.mark.parametrize("name", ["Ann Ward", "ann  ward ", "ANN WARD"])
def test_nobody_signs_their_own_words(name: str) -> None:
    violations = violation(Person(name), signed(Step.CHECKED, name="Bea"), authors=["Ann Ward"])
    assert violations is not None
    assert "second person" in violations.hint


def test_the_library_can_allow_one_person() -> None:
    assert violation(ANN, signed(Step.CHECKED), authors=[ANN.name], people=1) is None


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"has_source": False}, "no source"),
        ({"has_review": False}, "no review date"),
        ({"errors": ["A link leads nowhere.", "Another."]}, "A link leads nowhere. Another. Mend"),
        ({"errors": [f"Fault {n}." for n in range(6)]}, "Fault 3. There are 2 more. Mend it"),
        ({"has_source": False, "has_review": False}, "It needs a source and two dates. Say where"),
        (
            {"errors": ["A link leads nowhere."], "has_source": False},
            "A link leads nowhere. It has no source. Mend it first. Say where its facts come from",
        ),
    ],
)
def test_what_is_not_ready_cannot_be_signed(more: dict[str, object], words: str) -> None:
    violations = violation(BEA, signed(Step.CHECKED), **more)
    assert violations is not None
    assert words in str(violations)


def test_what_nobody_checked_cannot_be_signed() -> None:
    assert "checked" in str(violation(BEA, signed(Step.CHECKED, "b")))
    assert "name" in str(violation(Person(" "), signed(Step.CHECKED)))
    assert "already" in str(violation(BEA, signed(Step.CHECKED), signed(Step.SIGNED)))
