"""The tour, taken small: what it leaves behind, and what the pictures show."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app import paths as places
from app.content.reader.library import ContentLibrary
from app.domain.walkthrough.paths import paths

ROOT = Path(__file__).parents[2]
SIZE = (960, 540)
EDITOR_SIZE = (1360, 820)
FEWEST_COLOURS = 8
SCREENS = (
    *("attract", "home", "text-size", "contrast"),
    *("keyboard-focus-on-a-card", "keyboard-focus-on-the-bar"),
    *("summary-no-printer-is-set-up", "summary-getting-ready", "summary-no-paper"),
    *("summary-printed", "summary-sent-and-nobody-knows", "summary-refused-too-long"),
    "staff-the-test-page-is-printed",
    *("my-summary-empty", "my-summary-large-print", "on-the-phone-my-summary"),
    *("on-the-phone-a-topic", "a-topic-in-my-summary-which-is-nearly-full"),
    *("walkthrough-the-opening", "walkthrough-the-answers"),
    *("idle-are-you-still-here", "i-ve-finished"),
    *("staff-the-pin", "staff-the-state-of-the-kiosk"),
    *("a-topic-was-this-helpful", "a-topic-thanks-for-an-answer", "staff-what-families-read"),
    "resting-there-is-no-library-to-show",
    *("editor-the-first-page", "editor-a-page", "editor-a-page-its-handout"),
    *("editor-a-walkthrough", "editor-a-walkthrough-a-question"),
    *("editor-a-walkthrough-an-outcome", "editor-a-glossary-word", "editor-a-contact"),
    *(
        "editor-a-walkthrough-graph",
        "editor-a-walkthrough-check-and-sign",
        "editor-a-walkthrough-history",
    ),
    *("editor-sources", "editor-reviews", "editor-publish"),
    "editor-history-of-the-library",
    *("editor-who-are-you", "editor-typed-and-not-saved", "editor-new-page"),
    *("editor-delete-is-asked", "editor-delete-says-what-points-to-a-contact"),
    *("editor-bring-in-contacts-from-ward-csv", "editor-bring-in-contacts-from-same-csv"),
    *("editor-the-disk-is-full", "editor-another-program-changed-the-text"),
    *("editor-sign-refused-without-a-source", "editor-sign-refused-to-the-one-who-wrote-it"),
    *("editor-take-down", "editor-a-version-brought-back-is-asked", "editor-publish-refused"),
    *("editor-publish-on-its-way", "editor-reviews-due-soon-and-overdue"),
    *("editor-a-walkthrough-the-graph-with-a-dead-end", "editor-a-source-marked-as-changed"),
    *("editor-somebody-else-has-it-open", "editor-open-for-reading-only"),
    *("editor-which-library", "editor-a-new-library-what-is-missing"),
    *("editor-a-table-what-can-be-done-to-it", "editor-a-picture-to-be-described"),
    "editor-a-word-that-is-spelt-wrong-and-what-may-be-meant",
    *("editor-several-pages-ready-to-be-signed", "editor-set-up-signing"),
    *("editor-an-empty-library", "editor-how-it-works", "editor-the-library-s-settings"),
)
HANDOUTS = {
    f"handout-{kind}-{size}-print.pdf"
    for kind in ("topic", "walkthrough", "questions", "collection")
    for size in ("standard", "large")
}


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the tour as ./kiosk does."""
    command = [sys.executable, "-P", "-m", "tests.shots.tour", *map(str, words)]
    return subprocess.run(
        command,
        env={"PYTHONPATH": str(ROOT), "PATH": "", "HOME": "/nonexistent"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small tour's folder."""
    out = tmp_path_factory.mktemp("tour") / "made anew"
    done = run("--out", out, "--size", "{}x{}".format(*SIZE))
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(out / "index.html") in done.stdout
    return out


@pytest.fixture(scope="module")
def pictures(tour: Path) -> list[Path]:
    return sorted(tour.glob("*.png"))


@pytest.fixture
def library() -> Iterator[ContentLibrary]:
    library = ContentLibrary(places.CONTENT)
    yield library
    library.close()


def captions(pictures: list[Path]) -> set[str]:
    """The pictures' names without their numbers."""
    return {picture.stem.partition("-")[2] for picture in pictures}


def test_every_kind_of_screen_has_its_picture(pictures: list[Path]) -> None:
    assert set(SCREENS) - captions(pictures) == set()


def test_every_topic_and_every_outcome_has_its_pictures(
    pictures: list[Path], library: ContentLibrary
) -> None:
    topics = sum(s.topic_count for s in library.sections())
    names = captions(pictures)
    assert len([n for n in names if n.startswith("topic-") and "-page-" not in n]) == topics
    ways = [
        way
        for card in library.walkthroughs()
        for way in paths(library.walkthrough(card.walkthrough_id))
    ]
    outcomes = {way.outcome.id for way in ways if way.outcome}
    found = {n for n in names if n.startswith("outcome-") and "-page-" not in n}
    assert len([n for n in found if "-with-the-note-" not in n]) == len(outcomes)
    assert len(found) == len(outcomes) + 1
    assert any(n.startswith("a-hard-word-explained-") for n in names)


def test_pictures_have_the_size_that_was_asked_for_and_show_something(
    pictures: list[Path],
) -> None:
    for file in pictures:
        image = QImage(str(file))
        wanted = EDITOR_SIZE if "-editor-" in file.name else SIZE
        assert (image.width(), image.height()) == wanted, file.name
        across, down = range(0, image.width(), 5), range(0, image.height(), 5)
        colours = {image.pixel(x, y) for x in across for y in down}
        assert len(colours) >= FEWEST_COLOURS, file.name


def test_no_two_neighbours_are_the_same(pictures: list[Path]) -> None:
    images = [(file.name, QImage(str(file))) for file in pictures]
    assert [(a, b) for (a, left), (b, right) in pairwise(images) if left == right] == []


def test_handouts_are_pdfs(tour: Path) -> None:
    files = {file.name: file.read_bytes() for file in tour.glob("*.pdf")}
    assert set(files) == HANDOUTS
    assert all(data.startswith(b"%PDF-") for data in files.values())


def test_a_dialog_of_the_editor_without_a_picture_stops_the_tour() -> None:
    tried = "from tests.shots.editor_dialogs import not_in; print(*not_in(set()))"
    command = [sys.executable, "-P", "-c", tried]
    bare = {"PYTHONPATH": str(ROOT), "PATH": "", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, env=bare, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    named = set(done.stdout.split())
    assert {"SeveralDialog", "SetUpDialog", "KeyDialog", "SignDialog", "LinkDialog"} <= named
    assert "StepDialog" not in named  # others are made of it


class Links(HTMLParser):
    """The files that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.files |= {value or "" for name, value in attrs if name in ("href", "src")}


def test_index_leads_to_everything_and_nowhere_else(tour: Path) -> None:
    links = Links()
    links.feed((tour / "index.html").read_text("utf-8"))
    assert links.files == {file.name for file in tour.iterdir()} - {"index.html"}


@pytest.mark.parametrize("words", [("--size", "big"), ("--text", "110"), ("--theme", "pink")])
def test_what_it_does_not_know_is_named(words: tuple[str, str], tmp_path: Path) -> None:
    done = run("--out", tmp_path / "none", *words)
    assert done.returncode == 2
    assert words[0] in done.stderr
    assert not (tmp_path / "none").exists()
