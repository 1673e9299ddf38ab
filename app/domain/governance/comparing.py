"""What changed between two versions of a text: field by field, word by word, side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property


class Role(StrEnum):
    """How fields that have the same key belong together.

    ONE stands alone. Those of a LIST are matched by their words, whatever their number. An ORDER
    says nothing of what is in it, which stands elsewhere, and only in which order it comes.
    """

    ONE = "one"
    LIST = "list"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A field of a text under the label that staff know: "Text, paragraph 3".

    `key` is what it is matched by in the other version. `value` is compared where the words only
    stand for it, as a title stands for an id; without it, the words are compared.
    """

    key: str
    name: str
    text: str
    value: str = ""
    role: Role = Role.ONE
    is_commonmark: bool = False

    @property
    def compared(self) -> str:
        """What has to be the same for the field to be the same."""
        return self.value or self.text


class DiffOp(StrEnum):
    """What became of some words."""

    EQUAL = "same"
    DELETE = "taken out"
    INSERT = "put in"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share a mark."""

    op: DiffOp
    text: str


@dataclass(frozen=True)
class Change:
    """A field that differs. Where no word does, it is in spaces, line ends or an id: `unseen`."""

    name: str
    runs: tuple[Run, ...]
    sources: tuple[str, str] | None = dataclass_field(default=None, compare=False)
    """The CommonMark before and after, where the field holds such."""

    @cached_property
    def was(self) -> tuple[Run, ...]:
        """The words before; none where the field is new."""
        return tuple(run for run in self.runs if run.op is not DiffOp.INSERT)

    @cached_property
    def now(self) -> tuple[Run, ...]:
        """The words after; none where the field is gone."""
        return tuple(run for run in self.runs if run.op is not DiffOp.DELETE)

    @property
    def unseen(self) -> bool:
        """Whether no word differs."""
        return not any(run.text.strip() for run in self.runs if run.op is not DiffOp.EQUAL)


def compare(old: Sequence[ComparedField], new: Sequence[ComparedField]) -> tuple[Change, ...]:
    """The fields that differ, in the order of the new version."""
    before, after = _by_key(old), _by_key(new)
    found: list[Change] = []
    for key in _in_order(list(before), list(after)):
        found += _changes(before.get(key, ()), after.get(key, ()))
    return tuple(found)


def word_diff(old: str, new: str) -> tuple[Run, ...]:
    """Two texts as one row of runs: what stayed, what was taken out, what was put in."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    runs: list[Run] = []
    taken, put = "", ""
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        left, right = "".join(a[i:j]), "".join(b[k:m])
        if tag == "equal" and not (taken or put):
            runs.append(Run(DiffOp.EQUAL, left))
        elif tag == "equal" and (_WORD.search(left) or (j == len(a) and m == len(b))):
            runs += _marked(taken, put)
            runs.append(Run(DiffOp.EQUAL, left))
            taken, put = "", ""
        else:  # a space between two changes belongs to both
            taken, put = taken + left, put + right
    return (*runs, *_marked(taken, put))


_WHOLE_WORD = re.compile(r"\w+(?:[-'\N{RIGHT SINGLE QUOTATION MARK}]\w+)*")
_TOKEN = re.compile(rf"{_WHOLE_WORD.pattern}|\s+|[^\w\s]")
_WORD = re.compile(r"\w")


def _marked(taken: str, put: str) -> Iterator[Run]:
    if taken:
        yield Run(DiffOp.DELETE, taken)
    if put:
        yield Run(DiffOp.INSERT, put)


def _by_key(fields: Iterable[ComparedField]) -> Mapping[str, Sequence[ComparedField]]:
    found: dict[str, list[ComparedField]] = {}
    for field in fields:
        found.setdefault(field.key, []).append(field)
    return found


def _in_order(old: list[str], new: list[str]) -> list[str]:
    """The new keys in their order; those that are gone stand where they stood."""
    order = list(new)
    known = set(new)
    position = 0
    for key in old:
        if key in known:
            position = order.index(key) + 1
        else:
            order.insert(position, key)
            position += 1
    return order


def _changes(old: Sequence[ComparedField], new: Sequence[ComparedField]) -> Iterator[Change]:
    role = (new or old)[0].role
    if role is Role.ORDER:
        yield from _order(old, new)
        return
    matcher = SequenceMatcher(
        None, [f.compared for f in old], [f.compared for f in new], autojunk=False
    )
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            for was, now in _paired(old[i:j], new[k:m]):
                yield _change(was, now)


def _change(was: ComparedField | None, now: ComparedField | None) -> Change:
    compared = now or was
    assert compared is not None  # noqa: S101 - one of the two is there
    runs = word_diff(was.text if was else "", now.text if now else "")
    sources = (was.text if was else "", now.text if now else "") if compared.is_commonmark else None
    return Change(compared.name, runs or (Run(DiffOp.EQUAL, ""),), sources)


def _order(old: Sequence[ComparedField], new: Sequence[ComparedField]) -> Iterator[Change]:
    both = {f.compared for f in old} & {f.compared for f in new}
    before = [f for f in old if f.compared in both]
    after = [f for f in new if f.compared in both]
    if [f.compared for f in before] != [f.compared for f in after]:
        runs = (Run(DiffOp.DELETE, _listed(before)), Run(DiffOp.INSERT, _listed(after)))
        yield Change(after[0].name, runs)


def _listed(fields: Sequence[ComparedField]) -> str:
    return "; ".join(f"{number}. {field.text}" for number, field in enumerate(fields, start=1))


_ALIKE = 0.4
"""From how much of their words in common two paragraphs are versions of one."""
_MOST_PAIRS = 2500


def _paired(
    old: Sequence[ComparedField], new: Sequence[ComparedField]
) -> Iterator[tuple[ComparedField | None, ComparedField | None]]:
    """Which of the new is a version of which old one: the pairs, in order, that are most alike."""
    if len(old) == len(new) == 1 or len(old) * len(new) > _MOST_PAIRS:
        least = min(len(old), len(new))
        yield from zip(old[:least], new[:least], strict=True)
        yield from ((field, None) for field in old[least:])
        yield from ((None, field) for field in new[least:])
        return
    best: dict[tuple[int, int], float] = {}
    before, after = ([_WHOLE_WORD.findall(field.text) for field in fields] for fields in (old, new))
    alike = {(i, k): _alike(a, b) for i, a in enumerate(before) for k, b in enumerate(after)}
    for i in range(len(old) - 1, -1, -1):
        for k in range(len(new) - 1, -1, -1):
            pair = alike[i, k] + best.get((i + 1, k + 1), 0.0) if alike[i, k] >= _ALIKE else 0.0
            best[i, k] = max(pair, best.get((i + 1, k), 0.0), best.get((i, k + 1), 0.0))
    i = k = 0
    while i < len(old) and k < len(new):
        rest = best.get((i + 1, k + 1), 0.0)
        if alike[i, k] >= _ALIKE and best[i, k] == alike[i, k] + rest:
            yield old[i], new[k]
            i, k = i + 1, k + 1
        elif best[i, k] == best.get((i + 1, k), 0.0):
            yield old[i], None
            i += 1
        else:
            yield None, new[k]
            k += 1
    yield from ((field, None) for field in old[i:])
    yield from ((None, field) for field in new[k:])


def _alike(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of words in common; 0 where it is less than it takes, which is seen sooner.

    Blanks and stops are no words: counted, they alone would make any two sentences alike.
    """
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()
