"""The configuration as values: site, screen, limits, staff PIN, and what may be said of each."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from app.domain.kiosk.hours import ScreenHours
from app.lazy_dataclass import dataclass
from app.pin import DEFAULT_PIN_HASH


def _between(least: float, most: float, unit: str, default: float) -> Any:
    metadata = {"least": least, "most": most, "unit": unit}
    return field(default=default, metadata=metadata)


def _whole(least: int, most: int, unit: str, default: int) -> Any:
    metadata = {"least": least, "most": most, "unit": unit, "whole": True}
    return field(default=default, metadata=metadata)


def _one_of(*allowed: str) -> Any:
    return field(default=allowed[0], metadata={"allowed": allowed})


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """Where the kiosk stands, as it is printed and shown."""

    name: str = ""
    ward: str = ""
    who_to_ask: str = "a member of staff"


@dataclass(frozen=True, slots=True)
class ScreenConfig:
    """The screen as a thing in a room. A width of 0 stands for a 24-inch panel, either way up."""

    width_mm: float = _between(0, 3000, "millimetres", 0)
    distance_mm: float = _between(300, 3000, "millimetres", 600)
    pointer: str = _one_of("auto", "hidden", "shown")
    reach: str = _one_of("whole", "low")
    bottom_mm: float = _between(0, 2000, "millimetres", 800)

    @property
    def low_reach_from_mm(self) -> float | None:
        """How high its lower edge is above the floor, where everything is to stand low on it."""
        return self.bottom_mm if self.reach == "low" else None


@dataclass(frozen=True, slots=True)
class HoursConfig:
    """When the screen is lit; without hours it always is."""

    on: tuple[str, ...] = ()
    dim: tuple[str, ...] = ()
    outside: str = _one_of("off", "dim")
    holidays: tuple[str, ...] = ()

    def parsed(self) -> ScreenHours:
        """The same, to be asked."""
        return ScreenHours.parse(self.on, self.dim, self.holidays, self.outside)


@dataclass(frozen=True, slots=True)
class IdleConfig:
    """When a session that nobody touches is ended."""

    seconds: float = _between(20, 3600, "seconds", 90)
    warning_seconds: float = _between(10, 300, "seconds", 30)


@dataclass(frozen=True, slots=True)
class ContentConfig:
    """The library on show. Empty: the one that came with the kiosk."""

    file: str = ""


@dataclass(frozen=True, slots=True)
class UpdatesConfig:
    """Where new editions come from, and the root of trust that their list is signed under."""

    folder: str = ""
    address: str = ""
    root: str = ""
    unsigned: bool = False
    every_minutes: float = _between(1, 1440, "minutes", 10)
    usb: bool = False
    usb_folders: tuple[str, ...] = ("/media", "/run/media")

    @property
    def wanted(self) -> bool:
        """Whether editions come from anywhere."""
        return self.polled or self.usb

    @property
    def polled(self) -> bool:
        """Whether the kiosk looks for editions by itself."""
        return bool(self.folder or self.address)


@dataclass(frozen=True, slots=True)
class HandoutConfig:
    """The paper that handouts are laid out for, and where the same pages are on the internet."""

    paper: str = _one_of("a4", "letter")
    public_address: str = ""


@dataclass(frozen=True, slots=True)
class PrintingConfig:
    """The printer and its limits. An empty name stands for the machine's default printer."""

    printer: str = ""
    jobs_a_session: int = _whole(0, 20, "jobs", 3)
    pages_a_job: int = _whole(1, 100, "pages", 10)
    jobs_an_hour: int = _whole(0, 1000, "jobs", 40)
    patience_seconds: float = _between(30, 600, "seconds", 120)


@dataclass(frozen=True, slots=True)
class StaffConfig:
    """The staff PIN, hashed: `clinic-kiosk --hash-pin` makes the line to put in the file."""

    pin_hash: str = DEFAULT_PIN_HASH

    @property
    def pin_is_default(self) -> bool:
        """Whether nobody has chosen a PIN yet."""
        return self.pin_hash == DEFAULT_PIN_HASH


@dataclass(frozen=True, slots=True)
class StatusConfig:
    """Where the kiosk says how it is. Empty: in its runtime directory, /run/clinic-kiosk."""

    folder: str = ""


@dataclass(frozen=True, slots=True)
class CountsConfig:
    """What is counted of what families read. As it comes, nothing: docs/privacy.md."""

    pages: bool = False
    faces: bool = False

    @property
    def wanted(self) -> bool:
        """Whether anything is."""
        return self.pages or self.faces


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the file can say, with what holds where it says nothing."""

    site: SiteConfig = SiteConfig()
    screen: ScreenConfig = ScreenConfig()
    hours: HoursConfig = HoursConfig()
    idle: IdleConfig = IdleConfig()
    content: ContentConfig = ContentConfig()
    updates: UpdatesConfig = UpdatesConfig()
    handout: HandoutConfig = HandoutConfig()
    printing: PrintingConfig = PrintingConfig()
    staff: StaffConfig = StaffConfig()
    status: StatusConfig = StatusConfig()
    counts: CountsConfig = CountsConfig()
