"""CommonMark to blocks: the small set of marks that a page may use, and what violates it.

Reading is lenient, for the screen: a mark outside the set comes back as its words. The violations
say, for the build and the check, which marks those were and in which line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.content.reader.pictures import use_of
from app.content.reader.table_form import form_problems, table_problems
from app.domain.library.markup import Block, BlockKind, Cell, Run, Table

HEADING_LEVELS = (2, 3)

_LINE_END = re.compile(r"\r\n?|\n")
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"(term|topic|number|hours):([a-z][a-z0-9]*)")
_PLAIN_TEXT = "Write the words alone."


@dataclass(frozen=True, slots=True)
class MarkupViolation:
    """A mark that a page may not use: the line it stands in, from 1, and a hint."""

    line: int
    problem: str
    hint: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as blocks, the line that each begins in, and what violates the set."""

    blocks: tuple[Block, ...]
    lines: tuple[int, ...]
    violations: tuple[MarkupViolation, ...]


def blocks(text: str) -> tuple[Block, ...]:
    """A text as blocks. A mark outside the small set comes back as its words."""
    return read(text).blocks


def read(text: str) -> Reading:
    """A text as blocks, with what violates the set."""
    env: dict[str, dict[str, dict[str, list[int]]]] = {}
    reader = _Reader(_LINE_END.split(text))
    for token in PARSER.parse(text, env):
        reader.handle(token)
    for definition in env.get("references", {}).values():
        reader.report(definition["map"][0] + 1, "A link definition", _PLAIN_TEXT)
    return Reading(
        tuple(block for block, _ in reader.found),
        tuple(line for _, line in reader.found),
        tuple(sorted(reader.violations, key=lambda r: r.line)),
    )


# One line of a text that needs no parser to see that nothing in it violates the set.
_EASY = r"[^\x00-\x1f\x7f<`\\&_\[\]]"
_EASY_LINE = re.compile(
    r"(?P<mark>(?:##|###|-|>|(?P<number>[1-9]\d?)\.) |(?P<deeper> {2,3}))?"
    rf"(?:\*\*\d|(?:\*\*)?(?:[^\W\d_]|(?=\[[^\W\d_])))(?:{_EASY}|(?<!!)\[{_EASY}+\]"
    r"\((?:term|topic|number|hours):[a-z][a-z0-9]*\))*(?<! )"
)
_EASY_LINK = re.compile(r"\]\((term|topic|number|hours):([a-z][a-z0-9]*)\)")


def easy_links(text: str) -> tuple[tuple[int, str], ...] | None:
    """The line and target of each link, or None where only the parser can tell what is in a text.

    It reads most pages fifty times as fast as the parser, for the check of a big library.
    """
    found: list[tuple[int, str]] = []
    before = 0  # the number of the item of a list that the line before stands in
    is_item = False
    for number, line in enumerate(text.split("\n"), start=1):
        if not line:
            before, is_item = 0, False
            continue
        easy = _EASY_LINE.fullmatch(line)
        if easy is None or (easy["deeper"] and not is_item):
            return None
        if easy["number"]:
            if int(easy["number"]) != before + 1:
                return None
            before, is_item = before + 1, True
        elif easy["mark"] and not easy["deeper"]:
            before, is_item = 0, easy["mark"] == "- "
        elif not easy["mark"] and is_item:
            return None  # it goes on in the item, which is seldom meant
        found += [(number, f"{kind}:{item}") for kind, item in _EASY_LINK.findall(line)]
    return tuple(found)


# Underlined headings are off: a rule below a paragraph would turn it into one unseen.
PARSER = MarkdownIt("commonmark").disable("lheading").enable("table")
# Every link is checked here; none is ever followed.
PARSER.validateLink = lambda url: True  # type: ignore[method-assign]

_VIOLATIONS = {
    "html_block": ("HTML", _PLAIN_TEXT),
    "html_inline": ("HTML", _PLAIN_TEXT),
    "image": ("A picture among words, in a list or in a box", "Put it in a paragraph of its own."),
    "fence": ("A block of code", _PLAIN_TEXT),
    "code_block": ("A block of code", "Begin the line without spaces."),
    "code_inline": ("Code", "Write the words without the backquotes."),
    "hr": ("A line across the page", "Leave it out, or write a heading."),
    "hardbreak": ("A forced line break", "Begin a new paragraph, or use a list."),
}


_PLAIN_TOKENS = frozenset({"text", "text_special", "softbreak"})
_PICTURE = (
    'Write ![what it shows](picture:NAME "caption | credit | licence"), or ![](decoration:NAME) for'
    " one that says nothing."
)


@dataclass
class _Reader:
    """Goes through the parser's tokens once."""

    source: list[str]
    found: list[tuple[Block, int]] = field(default_factory=list)
    violations: list[MarkupViolation] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)
    _in_item: int = 0
    _in_quote: int = 0
    _level: int = 0
    _line: int = 1
    # The rows of the table that is being read, and the line that it begins in; 0 where none is.
    _rows: list[list[Cell]] = field(default_factory=list)
    _table: int = 0
    _is_whole: bool = True

    def report(self, line: int, what: str, hint: str) -> None:
        self.violations.append(MarkupViolation(line, f"{what} has no place here.", hint))

    def handle(self, token: Token) -> None:
        if token.map:
            self._line = token.map[0] + 1
        if token.type in _VIOLATIONS:
            self.report(self._line, *_VIOLATIONS[token.type])
            self._add(BlockKind.PARAGRAPH, (Run(_text_of(token)),))
        elif token.type == "inline":
            self._inline(token)
        elif token.nesting == 1:
            self._begin(token)
        elif token.nesting == -1:
            self._end(token)

    def _begin(self, token: Token) -> None:
        kind = token.type.removesuffix("_open")
        if kind in ("bullet_list", "ordered_list"):
            if self._open:
                self.report(
                    self._line, "A list inside a list or a box", "Make it a list of its own."
                )
            self._numbers.append(0)
            if token.attrGet("start") is not None:
                self.report(self._line, "A list that does not begin with 1", "Begin it with 1.")
        elif kind == "list_item":
            self._numbers[-1] += 1
            self._in_item = 0
        elif kind == "blockquote":
            if self._open:
                self.report(self._line, "A box inside a list or a box", "Make it a box of its own.")
            self._in_quote = 0
        elif kind == "heading":
            self._level = int(token.tag[1:])
            if self._open:
                self.report(self._line, "A heading inside a list or a box", "Put it before.")
            if self._level not in HEADING_LEVELS:
                self.report(self._line, f"A heading of level {self._level}", "Begin it with ##.")
        elif kind == "table":
            self._begin_table(token)
        elif kind == "tr":
            self._rows.append([])
        if kind in ("bullet_list", "ordered_list", "list_item", "blockquote"):
            self._open.append(kind)

    def _end(self, token: Token) -> None:
        kind = token.type.removesuffix("_close")
        if kind == "heading":
            self._level = 0
        elif kind == "table":
            self._end_table()
        elif self._open and self._open[-1] == kind:
            self._open.pop()
            if kind.endswith("_list"):
                self._numbers.pop()

    def _inline(self, token: Token) -> None:
        children = token.children or []
        if self._table:
            self._rows[-1].append(tuple(_joined(self._runs(children))))
            return
        if not self._open and not self._level and [c.type for c in children] == ["image"]:
            self._picture(children[0])
            return
        runs = tuple(_joined(self._runs(children)))
        if not "".join(run.text for run in runs).strip():
            self.report(self._line, "A heading or paragraph without words", "Leave it out.")
        elif self._level:
            level = min(max(self._level, HEADING_LEVELS[0]), HEADING_LEVELS[-1])
            self._add(BlockKind.HEADING, runs, level=level)
        elif "blockquote" in self._open:
            self._in_quote += 1
            if self._in_quote > 1:
                self.report(self._line, "A second paragraph in a box", "Make it a box of its own.")
            self._add(BlockKind.IMPORTANT, runs)
        elif "list_item" in self._open:
            self._item(runs)
        else:
            self._add(BlockKind.PARAGRAPH, runs)

    def _begin_table(self, token: Token) -> None:
        first, last = token.map or [self._line - 1, self._line]
        self._rows, self._table = [], first + 1
        self._is_whole = not self._open
        if self._open:
            self.report(first + 1, "A table inside a list or a box", "Put it before or after.")
            return
        for line, problem, hint in form_problems(self.source[first:last], first + 1):
            self._is_whole = False
            self.violations.append(MarkupViolation(line, f"{problem}.", hint))

    def _end_table(self) -> None:
        first, self._table = self._table, 0
        if self._is_whole:
            head, *rows = map(tuple, self._rows)
            table = Table(head, tuple(rows))
            for line, problem, hint in table_problems(table, first):
                self.violations.append(MarkupViolation(line, f"{problem}.", hint))
            self.found.append((Block(BlockKind.TABLE, (), table=table), first))
            return
        # Not as columns: one that may be wrong is worse than none.
        for number, text in enumerate(self.source[first - 1 : self._line], start=first):
            if number != first + 1:  # the line below the head
                self.found.append((Block(BlockKind.PARAGRAPH, (Run(text.strip()),)), number))

    def _picture(self, token: Token) -> None:
        inside = token.children or []
        alt = "".join(
            " " if c.type == "softbreak" else c.content if c.type in _PLAIN_TOKENS else _text_of(c)
            for c in inside
        )
        title = str(token.attrGet("title") or "")
        use = use_of(alt, str(token.attrGet("src")), title)
        if any(c.type not in _PLAIN_TOKENS for c in inside):
            use = "has marks in its alternative text"
        if isinstance(use, str):
            self.violations.append(MarkupViolation(self._line, f"A picture {use}.", _PICTURE))
            self._add(BlockKind.PARAGRAPH, (Run(alt),))
        else:
            runs = (Run(use.caption),) if use.caption else ()
            self.found.append((Block(BlockKind.PICTURE, runs, picture=use), self._line))

    def _item(self, runs: tuple[Run, ...]) -> None:
        self._in_item += 1
        if self._in_item > 1:
            self.report(self._line, "A second paragraph in a list", "Make it an item of its own.")
        if "ordered_list" in self._open[-2:]:
            self._add(BlockKind.NUMBERED, runs, number=self._numbers[-1])
        else:
            self._add(BlockKind.BULLET, runs)

    def _add(
        self, kind: BlockKind, runs: tuple[Run, ...], *, level: int = 0, number: int = 0
    ) -> None:
        if any(run.text.strip() for run in runs):
            self.found.append((Block(kind, runs, level, number), self._line))

    def _runs(self, tokens: list[Token]) -> Iterator[Run]:
        strong = emphasis = 0
        link: dict[str, str] = {}
        line = self._line
        for token in tokens:
            match token.type:
                case "strong_open" | "strong_close":
                    strong += token.nesting
                case "em_open" | "em_close":
                    emphasis += token.nesting
                case "link_open":
                    link = self._link(token, line)
                case "link_close":
                    link = {}
                case "softbreak":
                    line += 1
                    yield Run(" ", strong > 0, emphasis > 0, **link)
                case "text" | "text_special":
                    yield Run(token.content, strong > 0, emphasis > 0, **link)
                case _:
                    self.report(line, *_VIOLATIONS.get(token.type, ("A mark", _PLAIN_TEXT)))
                    line += token.type == "hardbreak"
                    yield Run(_text_of(token), strong > 0, emphasis > 0, **link)

    def _link(self, token: Token, line: int) -> dict[str, str]:
        match = _LINK.fullmatch(str(token.attrGet("href")))
        if match is None or token.attrGet("title"):
            hint = (
                "Link to a hard word (term:g01), a page (topic:t01) or a contact's number"
                " (number:p01), or write the words alone."
            )
            self.report(line, "A web link", hint)
        if match is None:
            return {}
        is_contact = match[1] in ("number", "hours")
        return {"contact": match[0]} if is_contact else {f"{match[1]}_id": match[2]}


def _text_of(token: Token) -> str:
    if token.type in ("hardbreak", "hr"):
        return " "
    return _TAG.sub("", token.content)


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbours that look alike, as one run; runs without text left out."""
    before: Run | None = None
    for run in runs:
        if before is None or not before.text:
            before = run
        elif not run.text:
            continue
        elif _style(run) == _style(before):
            before = Run(before.text + run.text, *_style(run))
        else:
            yield before
            before = run
    if before is not None and before.text:
        yield before


def _style(run: Run) -> tuple[bool, bool, str, str, str]:
    return run.strong, run.emphasis, run.term_id, run.topic_id, run.contact
