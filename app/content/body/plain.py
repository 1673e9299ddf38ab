"""Words without marks, as they are pasted: paragraphs, and lists where lines begin as items."""

from __future__ import annotations

import re

from app.domain.library.markup import Block, BlockKind, Run

_BULLET = re.compile(r"\s*[-*\u2022\u00b7]\s+(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")
_HEADING = re.compile(r"(##|###) +(?=\S)")


def blocks_of_plain(text: str) -> tuple[Block, ...]:
    """The blocks of a text in which no sign is a mark, but for those that begin a line.

    Empty lines part paragraphs; other lines go on, as they do where a letter was wrapped.
    """
    found: list[Block] = []
    goes_on = False
    for line in re.split(r"\r\n|[\n\r\u2028\u2029]", text):
        if not line.strip():
            goes_on = False
            continue
        block = _item(line, found[-1] if found else None)
        if block is not None:
            found.append(block)
        elif goes_on:
            before = found.pop()
            words = f"{before.text.rstrip()} {line.strip()}"
            found.append(Block(before.kind, (Run(words),), before.level, before.number))
        else:
            found.append(Block(BlockKind.PARAGRAPH, (Run(line),)))
        goes_on = found[-1].kind is not BlockKind.HEADING
    return tuple(found)


def _item(line: str, before: Block | None) -> Block | None:
    if match := _HEADING.match(line):
        return Block(BlockKind.HEADING, (Run(line[match.end() :]),), len(match[1]))
    if match := _BULLET.match(line):
        return Block(BlockKind.BULLET, (Run(line[match.end() :]),))
    match = _NUMBER.match(line)
    wanted = before.number + 1 if before and before.kind is BlockKind.NUMBERED else 1
    if match and int(match[1]) in (1, wanted):
        return Block(BlockKind.NUMBERED, (Run(line[match.end() :]),), 0, int(match[1]))
    return None
