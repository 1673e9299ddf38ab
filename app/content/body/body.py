"""A text as the blocks that it is made of, each with the letters that it stands in.

What is changed block by block is written anew; everything else stays to the letter. What a page may
not use is held as the blocks that families see, and stays as it was written until it is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import chain

from app.content.body.line import written_line
from app.content.reader.markup import PARSER, read
from app.content.reader.pictures import written
from app.content.reader.table_form import written_table
from app.domain.library.markup import Block, BlockKind, Run, cell_text

_LINE_END = re.compile(r"\r\n?|\n")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")
_BLANK_END = re.compile(r"\s*\Z")
_NUMBER = re.compile(r"(\s*)\d{1,9}([.)])")
_BULLET = re.compile(r"\s*([-*+])")
_LINE_BREAKS = re.compile(r"[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029]")

_GAP, _GAP_IN_LIST = "\n\n", "\n"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, what parts it from the one before, and the blocks that are read from it.

    Nearly always that is one block. A nested list, say, is several until somebody changes one.
    """

    before: str
    source: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A text in pieces; `after` is what follows the last."""

    pieces: tuple[Piece, ...]
    after: str = ""

    @classmethod
    def of(cls, text: str) -> Body:
        """A text in its pieces: together they are the text, to the letter."""
        reading = read(text)
        found: list[Piece] = []
        lines = _LINE.findall(text)
        at, spans = 0, _spans(text)
        position = 0
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line))
        for first, last in spans:
            begin, end = starts[first], starts[last]
            source = text[begin:end]
            end -= len(source) - _BLANK_END.search(source).start()  # type: ignore[union-attr]
            blocks: list[Block] = []
            while position < len(reading.blocks) and reading.lines[position] <= last:
                blocks.append(reading.blocks[position])
                position += 1
            if blocks:  # what is not seen belongs to the gap
                found.append(Piece(text[at:begin], text[begin:end], tuple(blocks)))
                at = end
        if position < len(reading.blocks):
            return cls((Piece("", text, reading.blocks),))
        return cls(tuple(found), text[at:])

    @property
    def text(self) -> str:
        """The text."""
        return "".join(chain(*((piece.before, piece.source) for piece in self.pieces), self.after))

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What families see, block by block."""
        return tuple(block for piece in self.pieces for block in piece.blocks)

    def piece_at(self, line: int) -> int:
        """The number, from 1, of the piece that a line of the text stands in, or of the next."""
        ends = 1
        for number, piece in enumerate(self.pieces, start=1):
            ends += len(_LINE_END.findall(piece.before + piece.source))
            if line <= ends:
                return number
        return max(len(self.pieces), 1)

    def with_blocks(self, blocks: Iterable[Block]) -> Body:
        """The text with these blocks: only those that differ are written. Empty ones are left out.

        The blocks of the new text are these, with the letters and marks that they were given with,
        though CommonMark keeps no blank at an end; so they are the same when they are given again.
        """
        given = tuple(blocks)
        if given == self.blocks:
            return self
        wanted = list(_counted(block for block in given if _has_words(block)))
        if not wanted:
            return self if not self.pieces else Body(())
        steps = list(_steps(self.pieces, wanted))
        if all(kept is not None for _, kept, _ in steps) and len(steps) == len(self.pieces):
            return self
        for gaps_stay in (True, False):
            pieces, changed = _put_together(self.pieces, steps, gaps_stay=gaps_stay)
            after = self.after if gaps_stay or not self.after.strip() else ""
            if _reads_back(pieces, changed, after):
                return Body(tuple(pieces), after)
        fresh = [((block,), None, None) for block in wanted]
        return Body(tuple(_put_together((), fresh, gaps_stay=False)[0]))


_Step = tuple[tuple[Block, ...], Piece | None, Piece | None]
"""Some blocks, the piece that has them already, and the piece that they stand in the place of."""


def _spans(text: str) -> list[tuple[int, int]]:
    """The lines, from 0, of each piece of a text: from the first, up to the one after the last."""
    env: dict[str, dict[str, object]] = {}
    found: list[tuple[int, int]] = []
    for token in PARSER.parse(text, env):
        is_list = token.type.endswith("_list_open") and token.level == 0
        is_item = token.type == "list_item_open" and token.level == 1
        if token.map and token.nesting >= 0 and (token.level == 0 or is_item) and not is_list:
            found.append((token.map[0], token.map[1]))
    if env.get("references"):
        return []  # a definition says what is seen elsewhere: such a text is one piece
    return found


def _steps(old: Sequence[Piece], new: Sequence[Block]) -> Iterator[_Step]:
    """What each piece of the new text is made of."""
    first, taken = 0, 0
    while first < len(old) and tuple(new[taken : taken + len(old[first].blocks)]) == (
        old[first].blocks
    ):
        taken += len(old[first].blocks)
        yield old[first].blocks, old[first], old[first]
        first += 1
    last, left = len(old), len(new)
    while last > first and left - len(old[last - 1].blocks) >= taken:
        blocks = old[last - 1].blocks
        if tuple(new[left - len(blocks) : left]) != blocks:
            break
        last, left = last - 1, left - len(blocks)
    before = [tuple(map(_unnumbered, piece.blocks)) for piece in old[first:last]]
    after = [(_unnumbered(block),) for block in new[taken:left]]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        for offset in range(k, m):
            same = tag == "equal" or (tag == "replace" and j - i == m - k)
            instead = old[first + i + offset - k] if same else None
            blocks = (new[taken + offset],)
            yield blocks, instead if instead and instead.blocks == blocks else None, instead
    for piece in old[last:]:
        yield piece.blocks, piece, piece


def _unnumbered(block: Block) -> Block:
    """A block as it is matched: an item that is counted anew stays the same."""
    return replace(block, number=0) if block.number else block


def _put_together(
    old: Sequence[Piece], steps: Sequence[_Step], *, gaps_stay: bool
) -> tuple[list[Piece], set[int]]:
    """The pieces of a text, and the numbers of those that are new or follow on something new."""
    found: list[Piece] = []
    changed: set[int] = set()
    places = {id(piece): place for place, piece in enumerate(old)}
    place_before = -1
    for number, (blocks, kept, instead) in enumerate(steps):
        last = found[-1] if found else None
        place = places[id(instead)] if instead is not None else -2
        follows = place == place_before + 1
        if last is None:
            before = old[0].before if old else ""
        elif (
            gaps_stay
            and follows
            and instead is not None
            and _same_kind(instead.blocks[0], blocks[0])
            and _same_kind(old[place_before].blocks[-1], last.blocks[-1])
        ):
            before = instead.before
        elif gaps_stay and kept is not None and _gap(last.blocks[-1], blocks[0]) in kept.before:
            before = kept.before if not kept.before.strip() else _gap(last.blocks[-1], blocks[0])
        else:
            before = _gap(last.blocks[-1], blocks[0])
        if kept is not None:
            piece = replace(kept, before=before)
        else:
            piece = Piece(before, _source(blocks[0], last, instead), blocks)
        if kept is None or not follows:
            changed.add(number)
        found.append(piece)
        place_before = place
    if steps and old and place_before != len(old) - 1:
        changed.add(len(found) - 1)
    return found, changed


def _same_kind(one: Block, other: Block) -> bool:
    return one.kind is other.kind


def _gap(before: Block, block: Block) -> str:
    """What parts two blocks."""
    if before.kind is not block.kind:
        return _GAP
    goes_on = block.kind is BlockKind.BULLET or (
        block.kind is BlockKind.NUMBERED and block.number > 1
    )
    return _GAP_IN_LIST if goes_on else _GAP


def _source(block: Block, before: Piece | None, instead: Piece | None) -> str:
    """A block as it is written below a piece."""
    if block.picture is not None:
        return written(block.picture)
    if block.table is not None:
        rows = (block.table.head, *block.table.rows)
        return written_table([[_line(Block(BlockKind.PARAGRAPH, c)) for c in row] for row in rows])
    marker = _marker(block, before)
    if instead is not None and block.kind is BlockKind.NUMBERED:
        one = instead.blocks[0]
        if len(instead.blocks) == 1 and replace(one, number=block.number) == block:
            return _NUMBER.sub(rf"\g<1>{marker[:-1]}", instead.source, count=1)
    return marker + _line(block)


def _marker(block: Block, before: Piece | None) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return "#" * block.level + " "
        case BlockKind.IMPORTANT:
            return "> "
        case BlockKind.BULLET:
            match = _BULLET.match(before.source) if before and _ends_in(before, block) else None
            return f"{match[1] if match else '-'} "
        case BlockKind.NUMBERED:
            match = _NUMBER.match(before.source) if before and _ends_in(before, block) else None
            point = match[2] if match else "."
            if match and block.number == 1:  # two lists that touch differ in their points
                point = ")" if point == "." else "."
            return f"{block.number}{point} "
    return ""


def _ends_in(piece: Piece, block: Block) -> bool:
    return piece.blocks[-1].kind is block.kind


def _line(block: Block) -> str:
    runs = _trimmed(block.runs)
    return written_line(replace(block, runs=runs))[0] if runs else ""


def _trimmed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs as one line can hold them: without line breaks, and without blanks at the ends."""
    found = [
        replace(run, text=_LINE_BREAKS.sub(" ", run.text).replace("\0", "\ufffd")) for run in runs
    ]
    while found and not found[0].text.strip():
        found.pop(0)
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[0] = replace(found[0], text=found[0].text.lstrip())
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
    return tuple(run for run in found if run.text)


def _has_words(block: Block) -> bool:
    return block.picture is not None or block.table is not None or bool(block.text.strip())


def _counted(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with the numbers that items have once empty ones are left out."""
    number = 0
    for block in blocks:
        if block.kind is not BlockKind.NUMBERED:
            number = 0
            yield block
            continue
        number = 1 if block.number == 1 else number + 1
        yield block if block.number == number else replace(block, number=number)


def _reads_back(pieces: Sequence[Piece], changed: set[int], after: str) -> bool:
    """Whether what was written is read as it was meant, with what stands around it."""
    first, last = max(min(changed) - 1, 0), min(max(changed) + 1, len(pieces) - 1)
    while first and pieces[first].blocks[0].number > 1:  # an item's number counts from the first
        first -= 1
    text = "".join(piece.before + piece.source for piece in pieces[first : last + 1])
    if last == len(pieces) - 1:
        text += after
    meant = [_seen(block) for piece in pieces[first : last + 1] for block in piece.blocks]
    return [_seen(block) for block in read(text.lstrip("\r\n")).blocks] == meant


def _seen(block: Block) -> tuple[object, ...]:
    """What has to be the same of a block: its words, cell by cell, and where they stand."""
    cells = [cell_text(cell) for cell in block.table.cells] if block.table else [block.text]
    words = tuple(" ".join(cell.replace("\0", "\ufffd").split()) for cell in cells)
    return block.kind, block.level, block.number, words, bool(block.picture)
