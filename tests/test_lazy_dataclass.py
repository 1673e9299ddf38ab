"""The project's own frozen dataclasses behave as the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from app import lazy_dataclass
from app.domain.library.review import Review


def _kinds(dataclass: Callable[..., Any]) -> list[Any]:
    """The same classes, made by this decorator."""

    @dataclass(frozen=True, slots=True)
    class Empty:
        """Nothing."""

    @dataclass(frozen=True, slots=True)
    class One:
        """One field."""

        name: str

    @dataclass(frozen=True, slots=True)
    class Many:
        """Defaults, factories, and fields that are left out of something."""

        name: str
        number: float = 1.5
        names: tuple[str, ...] = ()
        found: list[str] = dataclasses.field(default_factory=list)
        hidden: str = dataclasses.field(default="s", repr=False)
        aside: int = dataclasses.field(default=0, compare=False)
        by_name: dict[str, int] = dataclasses.field(
            init=False, repr=False, compare=False, default_factory=dict
        )
        fixed: int = dataclasses.field(init=False, default=7)

        def __post_init__(self) -> None:
            self.by_name[self.name] = len(self.names)

    @dataclass(frozen=True, slots=True)
    class Own:
        """Methods of its own stay."""

        name: str

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.name.lower() == other.name.lower()

        def __hash__(self) -> int:
            return 1

    return [Empty, One, Many, Own]


EMPTY, ONE, MANY, OWN = zip(
    _kinds(dataclasses.dataclass), _kinds(lazy_dataclass.dataclass), strict=True
)


def outcome(attempt: Callable[[], object]) -> object:
    """What comes of it: a value, or the kind of error and its words, but for where it was."""
    try:
        return attempt()
    except (TypeError, AttributeError) as error:
        return type(error), re.sub(r"\S*\.(?=__init__)", "", str(error))


@pytest.mark.parametrize("kind", [EMPTY, ONE, MANY, OWN], ids=["empty", "one", "many", "own"])
@pytest.mark.parametrize(
    "attempt",
    [
        lambda kind: repr(kind()),
        lambda kind: repr(kind("a")),
        lambda kind: repr(kind(name="a")),
        lambda kind: repr(kind("a", 2, names=("b",), found=["c"], hidden="t", aside=3)),
        lambda kind: kind("a", 2, nobody=1),
        lambda kind: kind("a", name="b"),
        lambda kind: kind("a") == kind("a"),
        lambda kind: kind("a") == kind("A"),
        lambda kind: kind("a") == ("a",),
        lambda kind: kind("a") != kind("b"),
        lambda kind: kind("a", aside=1) == kind("a", aside=2),
        lambda kind: kind("a", found=[1]) == kind("a", found=[2]),
        lambda kind: kind() == kind() and hash(kind()) == hash(kind()),
        lambda kind: len({kind("a"), kind("a"), kind("b")}),
        lambda kind: kind("a").__dict__,
        lambda kind: setattr(kind("a"), "name", "b"),
        lambda kind: delattr(kind("a"), "name"),
        lambda kind: repr(dataclasses.replace(kind("a"), name="b")),
        lambda kind: dataclasses.replace(kind("a"), nobody="b"),
        lambda kind: dataclasses.asdict(kind("a")),
        lambda kind: dataclasses.astuple(kind("a")),
        lambda kind: [field.name for field in dataclasses.fields(kind)],
        lambda kind: kind.__match_args__,
        lambda kind: kind("a", names=("b",)).by_name,
        lambda kind: kind("a").found is kind("a").found,
        lambda kind: repr(copy.copy(kind("a"))),
        lambda kind: copy.deepcopy(kind("a")) == kind("a"),
        lambda kind: (kind.__name__, kind.__doc__, kind.__module__, kind.__slots__),
    ],
)
def test_it_does_what_the_standard_library_does(
    kind: tuple[Any, Any], attempt: Callable[[Any], object]
) -> None:
    standard, ours = kind
    assert outcome(lambda: attempt(ours)) == outcome(lambda: attempt(standard))


def test_nothing_can_be_set_on_it() -> None:
    # The standard library's own has another error where there are slots and no such field.
    with pytest.raises(dataclasses.FrozenInstanceError):
        ONE[1]("a").nobody = "b"


def test_what_it_does_not_know_is_refused() -> None:
    with pytest.raises(TypeError):
        lazy_dataclass.dataclass(frozen=False, slots=True)

    with pytest.raises(TypeError):

        @lazy_dataclass.dataclass(frozen=True, slots=True)
        class Named:
            """Only by its name."""

            name: str = dataclasses.field(kw_only=True)


def test_one_goes_to_another_process_and_back() -> None:
    review = Review(date(2026, 1, 1), date(2027, 1, 1))
    assert pickle.loads(pickle.dumps(review)) == review  # noqa: S301 - our own
