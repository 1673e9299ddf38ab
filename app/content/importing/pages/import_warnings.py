"""What a page cannot keep of a text that is brought in, in plain words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

_MOST_SHOWN = 10
_MOST_LETTERS = 2_000


@dataclass(frozen=True, slots=True)
class PageWarning:
    """Something that was left out or changed; `lines` are those of the file, where it has lines."""

    message: str
    lines: tuple[int, ...] = ()

    def __str__(self) -> str:
        if not self.lines:
            return self.message
        shown = [str(line) for line in self.lines[:_MOST_SHOWN]]
        more = ", …" if len(self.lines) > _MOST_SHOWN else ""
        return f"Line{'s' if len(self.lines) > 1 else ''} {', '.join(shown)}{more}: {self.message}"


class WarningKind(Enum):
    """The kinds of thing: one of them, several of them, and what became of them."""

    PICTURE = ("a picture", "{} pictures", "left out")
    CHART = ("a chart or diagram", "{} charts or diagrams", "left out")
    FORMULA = ("a formula", "{} formulas", "left out")
    EMBEDDED = ("something embedded", "{} embedded things", "left out")
    FORM = ("a box to fill in", "{} boxes to fill in", "left out")
    FIELD = ("a field that Word fills in", "{} fields that Word fills in", "left out")
    EDGES = ("a header or footer", "{} headers and footers", "left out")
    COMMENT = ("a comment", "{} comments", "left out")
    DRAWN = ("words in a drawing", "words in a drawing, {} times", "left out")
    OTHER = ("other words", "other words, {} times", "left out")
    FOOTNOTE = ("a footnote", "{} footnotes", "left out")
    DELETED = ("a tracked deletion", "{} tracked deletions", "left out")
    INSERTED = ("a tracked insertion", "{} tracked insertions", "the words are kept")
    STRUCK = ("struck-out words", "struck-out words, {} times", "left out")
    HIDDEN = ("hidden words", "hidden words, {} times", "left out")
    SYMBOL = ("a sign from a symbol font", "{} signs from a symbol font", "left out")
    TURNED = (
        "a character that turns text round",
        "{} characters that turn text round",
        "left out: look at the numbers beside it",
    )
    RULE = ("a line across the page", "{} lines across the page", "left out")
    TABLE = ("a table", "{} tables", "the words are kept, each row as a paragraph")
    MERGED = (
        "a merged cell",
        "{} merged cells",
        "look whether each row says what the table said",
    )
    UNCLEAR_ROW = (
        "a row of a table with an empty cell",
        "{} rows of tables with empty cells",
        "look whether each cell stands as the table had it",
    )
    LINK = ("a link", "{} links", "the words are kept")
    CODE = ("words set as code", "words set as code, {} times", "kept as plain words")
    UNDERLINE = ("underlined words", "underlined words, {} times", "kept without the line")
    RAISED = ("raised or lowered words", "raised or lowered words, {} times", "kept on the line")
    NESTED = (
        "a list inside a list",
        "{} lists inside lists",
        "the items are kept, all in one list",
    )
    BOXED = ("a list inside a box", "{} lists inside boxes", "kept below the box")
    RENUMBERED = (
        "a list that did not begin with 1",
        "{} lists that did not begin with 1",
        "it is numbered from 1",
    )
    NUMBER = (
        "a number or letter of a list",
        "{} numbers or letters of lists",
        "changed or left out: look for words such as “step 3”",
    )
    TEXT_BOX = (
        "a text box",
        "{} text boxes",
        "the words are kept, below the paragraph that it stood by",
    )
    LETTERED = ("a lettered list", "{} lettered lists", "it has numbers in place of letters")
    LEVELS = ("a small heading", "{} small headings", "made the smallest that a page has")
    EMPHASIS = (
        "bold or italics inside a word",
        "bold or italics inside a word, {} times",
        "the words are kept plain",
    )


class Tally:
    """Counts warnings while a text is read."""

    def __init__(self) -> None:
        self._lines: defaultdict[WarningKind, list[int]] = defaultdict(list)
        self._quotes: defaultdict[WarningKind, list[str]] = defaultdict(list)
        self._others: list[PageWarning] = []

    def note(self, kind: WarningKind, line: int = 0, *, words: str = "", count: int = 1) -> None:
        """Count something, with the words that went, where there were some."""
        if count > 0:
            self._lines[kind] += [line] * count
        short = " ".join(words.split())
        if short:
            self._quotes[kind].append(short)

    def count(self, kind: WarningKind) -> int:
        """How many there are of a kind so far."""
        return len(self._lines.get(kind, ()))

    def add(self, message: str, line: int = 0) -> None:
        """Warn of something that is not among the kinds."""
        self._others.append(PageWarning(message, (line,) if line else ()))

    def quotes(self, *kinds: WarningKind) -> Iterator[str]:
        """All words that were noted of these kinds."""
        for kind in kinds:
            yield from self._quotes.get(kind, ())

    def take(self, other: Tally) -> None:
        """Count what another has counted, too."""
        for kind, lines in other._lines.items():
            self._lines[kind] += lines
        for kind, quotes in other._quotes.items():
            self._quotes[kind] += quotes
        self._others += other._others

    def warnings(self) -> tuple[PageWarning, ...]:
        """Everything so far, the same kinds together."""
        return (*self._others, *self._counted())

    def _counted(self) -> Iterator[PageWarning]:
        for kind in WarningKind:
            lines = self._lines.get(kind)
            if not lines:
                continue
            one, many, fate = kind.value
            what = one if len(lines) == 1 else many.format(len(lines))
            quoted = _quoted(self._quotes.get(kind, []))
            message = f"{what}{quoted}: {fate}."
            known = tuple(sorted({line for line in lines if line}))
            yield PageWarning(message[0].upper() + message[1:], known)


def _quoted(quotes: Sequence[str]) -> str:
    """The words themselves, as many as one would read, and how many more there are."""
    shown: list[str] = []
    room, left = _MOST_LETTERS, 0
    for quote in quotes:
        short = quote if len(quote) <= room else quote[:room].rpartition(" ")[0]
        if short:
            shown.append(f"“{short}”" if short == quote else f"“{short} …”")
        left += len(quote.split()) - len(short.split())
        room = max(room - len(quote), 0)
    if left:
        shown.append(f"and {left:,} more word{'s' if left > 1 else ''}")
    return f" ({', '.join(shown)})" if shown else ""
