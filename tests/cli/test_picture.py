"""`clinic-content picture`, as staff type it: written anew, and brought into a library."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from click.testing import CliRunner, Result

from app.cli.main import main
from app.content.reader.picture_form import picture_of
from app.domain.library.markup import Picture
from tests.cli.commands import ANN, copied, on
from tests.pictures import png

_SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path d="M0 0h3v2z"/></svg>'


def run(*words: str | Path, code: int = 0) -> Result:
    result = CliRunner().invoke(main, ["picture", *map(str, words)])
    assert result.exit_code == code, result.output
    return result


def test_a_drawing_is_written_anew_beside_the_others(tmp_path: Path) -> None:
    source = tmp_path / "cell.svg"
    source.write_bytes(_SVG)
    said = run("convert", source, tmp_path).output
    made = picture_of((tmp_path / "cell.png").read_bytes())
    assert isinstance(made, Picture)
    assert f"{made.width} x {made.height} pixels" in said


def test_a_picture_comes_into_a_library_and_a_text_can_use_it(tmp_path: Path) -> None:
    file, source = copied(tmp_path), tmp_path / "Red.png"
    source.write_bytes(png())
    mark = run("add", file, source, *ANN).output.strip().replace('"A caption"', '"It is red"')
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT digest, data FROM picture WHERE name = 'red'").fetchall()
        why = connection.execute("SELECT why FROM history ORDER BY number DESC").fetchone()
    ((digest, data),) = rows
    assert digest == hashlib.sha256(data).hexdigest()
    assert why == ("The picture red",)
    on(file)("set", "t03", f"body=Words.\n\n{mark}", *ANN)
    lines = on(file)("check").output.split("\n")
    (about,) = (line for line in lines if line.startswith("advice  picture"))
    assert "No text that families see uses this picture." in about  # its text is a draft
    run("add", file, source, "--picture-name", "again", *ANN)  # it is there already
    source.write_bytes(png(colour=(1, 2, 3)))
    assert "Another picture is called red." in run("add", file, source, *ANN, code=1).output


def test_what_is_no_picture_is_named(tmp_path: Path) -> None:
    source = tmp_path / "words.png"
    source.write_bytes(b"words")
    said = run("convert", source, tmp_path, code=2).output
    assert "words.png: This is no picture that can be read." in said
    assert "PNG, JPEG, WebP or SVG" in said
    run("convert", tmp_path / "nowhere.png", tmp_path, code=2)
    source.write_bytes(png())
    assert "cannot be written" in run("convert", source, tmp_path / "no folder", code=2).output
