"""Opening hours as people write them: "Monday to Friday, 9am to 5pm; Sat 10:00-12:00"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from app.content.items.field_values import WEEKDAYS
from app.domain.errors import KioskError

HOW = 'Write it as "Mon-Fri 09:00-17:00".'

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<days>mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:r(?:s(?:days?)?)?)?
        |fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)\b\.?
    |(?P<several>weekdays?|weekends?|daily|every\s?day|7\s?days(?:\sa\sweek)?)\b
    |(?P<closed>closed)\b
    |(?P<time>(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap]\.?m\b\.?)?(?![\d:])
        |(?P<whole>[01]\d[0-5]\d|2[0-3][0-5]\d)(?:\s?h(?:rs)?\b)?(?!\d)
        |(?P<noon>noon|midday|midnight)\b)
    |(?P<to>-|\u2013|\u2014|to\b|un?till?\b)
    |(?P<also>&|\+|/|,|and\b)
    |(?P<next>;|\n|\|)
    |(?P<nothing>:|\(|\)|from\b|open\b|opens\b|between\b|on\b)
    )[ \t]*""",
    re.IGNORECASE | re.VERBOSE,
)
_SEVERAL = {"weekd": (1, 5), "weeke": (6, 7)}
_EARLY = 7
_NOON = 12


class HoursError(KioskError):
    """Hours that are not understood: what is wrong, and the hint."""

    def __init__(self, problem: str, hint: str = HOW) -> None:
        super().__init__(problem, hint)


@dataclass(frozen=True, order=True, slots=True)
class Hours:
    """From one day to another (1 is Monday), from one time to a later one, as HH:MM."""

    first_day: int
    last_day: int
    opens: str
    closes: str

    def __str__(self) -> str:
        first, last = WEEKDAYS[self.first_day - 1], WEEKDAYS[self.last_day - 1]
        days = first if first == last else f"{first}-{last}"
        return f"{days} {self.opens}-{self.closes}"


def in_words(hours: Iterable[Hours]) -> str:
    """Hours in the form that `hours_in` reads."""
    return "; ".join(map(str, spans(hours)))


def spans(hours: Iterable[Hours]) -> tuple[Hours, ...]:
    """The same hours with days that follow on each other in one, in the order of the week."""
    found: list[Hours] = []
    for opens, closes, day in sorted((opens, closes, d) for d, opens, closes in each_day(hours)):
        last = found[-1] if found else None
        if last and (last.last_day, last.opens, last.closes) == (day - 1, opens, closes):
            found[-1] = Hours(last.first_day, day, opens, closes)
        else:
            found.append(Hours(day, day, opens, closes))
    return tuple(sorted(found))


def each_day(hours: Iterable[Hours]) -> frozenset[tuple[int, str, str]]:
    """Each day with its times, so that two ways of saying the same compare equal."""
    return frozenset(
        (day, h.opens, h.closes) for h in hours for day in range(h.first_day, h.last_day + 1)
    )


def hours_in(text: str) -> tuple[Hours, ...]:
    """The hours that a text says. HoursError where they are not clear."""
    return _Reader(text).hours()


def hours_on(days: str, times: str) -> tuple[Hours, ...]:
    """The hours of a text of days and one of times; none where the times say closed."""
    return hours_in(f"{days}: {times}") if times.strip() else ()


def time_in(value: object) -> str:
    """A cell with one time, as HH:MM. HoursError where it holds none."""
    if isinstance(value, datetime):
        value = value.time()
    if isinstance(value, timedelta):
        value = value.total_seconds() / 86_400
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value < 1:
        minutes = round(value * 24 * 60)
        return _clock(minutes // 60, minutes % 60)
    if isinstance(value, time):
        late = value.second >= 30  # noqa: PLR2004 - Excel's times are fractions, and not exact
        minutes = value.hour * 60 + value.minute + late
        return _clock(minutes // 60, minutes % 60)
    if isinstance(value, date):
        raise HoursError("This is a date.")
    match = _TOKEN.fullmatch(str(value).strip())
    if match is None or not match["time"]:
        raise HoursError(f"“{value}” is no time.", "Write it as 09:00 or 9am.")
    return _time(match)


class _Reader:
    """Goes through the words once."""

    def __init__(self, text: str) -> None:
        self._found: list[Hours] = []
        self._days: list[tuple[int, int]] = []
        self._times: list[tuple[str, str]] = []
        self._closed = self._times_first = False
        self._tokens = list(_tokens(text))

    def hours(self) -> tuple[Hours, ...]:
        """All of them."""
        tokens, at = self._tokens, 0
        while at < len(tokens):
            token = tokens[at]
            kind = token.lastgroup or ""
            goes_to = at + 2 < len(tokens) and tokens[at + 1]["to"]
            if token["days"] or token["several"]:
                if self._complete() and not self._times_first:
                    self._end()
                if token["several"]:
                    self._days.append(_SEVERAL.get(token["several"].lower()[:5], (1, 7)))
                elif goes_to and tokens[at + 2]["days"]:
                    self._add_days(_day(token), _day(tokens[at + 2]))
                    at += 2
                else:
                    self._add_days(_day(token), _day(token))
            elif token["time"]:
                if not goes_to or not tokens[at + 2]["time"]:
                    raise HoursError("A time stands alone.")
                self._add_times(_time(token), _time(tokens[at + 2]))
                at += 2
            elif token["closed"]:
                self._closed = True
            elif token["next"]:
                self._end()
            elif not (token["also"] or token["nothing"]):
                raise HoursError(f"“{token[0].strip() or kind}” is not clear here.")
            at += 1
        self._end()
        return spans(self._found)

    def _complete(self) -> bool:
        return bool(self._days and (self._times or self._closed))

    def _add_days(self, first: int, last: int) -> None:
        if last < first:  # over a Sunday
            self._days += [(first, 7), (1, last)]
        else:
            self._days.append((first, last))

    def _add_times(self, opens: str, closes: str) -> None:
        if self._complete() and self._times_first:
            self._end()
        if not self._days:
            self._times_first = True
        if closes <= opens:
            raise HoursError(
                f"{closes} is not after {opens}.", "Write 17:00 or 5pm for five in the afternoon."
            )
        self._times.append((opens, closes))

    def _end(self) -> None:
        if self._times and not self._days:
            raise HoursError("No days stand with the times.")
        if self._days and not self._times and not self._closed:
            raise HoursError("No times stand with the days.")
        if self._times and self._closed:
            raise HoursError("“closed” stands among the times.", "Leave out the days it is closed.")
        self._found += [Hours(*days, *times) for days in self._days for times in self._times]
        self._days, self._times = [], []
        self._closed = self._times_first = False


def _tokens(text: str) -> Iterable[re.Match[str]]:
    at = 0
    text = text.strip().replace("\r", "")
    if re.search(r"24\s?(?:/\s?7|hours|hrs)", text, re.IGNORECASE):
        hint = "Leave the hours empty, and say it in About."
        raise HoursError("“Always” cannot be said as hours.", hint)
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise HoursError(f"“{text[at : at + 30].strip()}” is not understood.")
        yield match
        at = match.end()


def _day(token: re.Match[str]) -> int:
    return WEEKDAYS.index(token["days"][:3].capitalize()) + 1


def _time(token: re.Match[str]) -> str:
    written = token["time"].strip()
    if token["noon"]:
        return "00:00" if token["noon"].lower() == "midnight" else "12:00"
    if token["whole"]:
        return _clock(int(token["whole"][:2]), int(token["whole"][2:]))
    hour, minute = int(token["hour"]), int(token["minute"] or 0)
    half = (token["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= _NOON:
            raise HoursError(f"“{written}” is no time.", "Write it as 09:00 or 9am.")
        return _clock(hour % _NOON + (_NOON if half == "p" else 0), minute)
    unclear = not token["minute"] or (hour < _EARLY and len(token["hour"]) == 1)
    if unclear:
        hint = f"Write {hour}am or {hour}pm, or {hour:02}:{minute:02}."
        raise HoursError(f"“{written}” may be in the morning or after midday.", hint)
    return _clock(hour, minute)


def _clock(hour: int, minute: int) -> str:
    if hour > 23 or minute > 59:  # noqa: PLR2004
        raise HoursError(f"{hour:02}:{minute:02} is no time.", "Write one from 00:00 to 23:59.")
    return f"{hour:02}:{minute:02}"
