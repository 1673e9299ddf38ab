"""What each version of the schema changed, as SQL. A step that has been released is never changed.

SQLite changes no rule of a table in its place: a table is made anew, under its own name, with the
text that schema.sql has for it.
"""

from __future__ import annotations

TO_2 = """
ALTER TABLE library RENAME TO library_1;
ALTER TABLE signature RENAME TO signature_1;

CREATE TABLE library (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    language TEXT NOT NULL -- the language that families see
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    edition INTEGER NOT NULL CHECK (edition >= 1), -- goes up with each publication
    sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)), -- 1: not approved for use
    sample_notice TEXT NOT NULL DEFAULT '', -- shown on every screen while sample is 1
    people_to_sign INTEGER NOT NULL DEFAULT 2 CHECK (people_to_sign IN (1, 2)),
    take_down_after INTEGER CHECK (take_down_after >= 0), -- days overdue; NULL: shown with a banner
    published_on TEXT NOT NULL DEFAULT '' -- '' in a library that is worked on, a day in an edition
        CHECK (published_on = '' OR date(published_on, '+0 days') IS published_on),
    welcome TEXT NOT NULL DEFAULT '', -- the main words of the resting screen
    whom_to_ask TEXT NOT NULL DEFAULT '', -- whom families ask: "your child's consultant"
    helpline_id TEXT REFERENCES contact (id), -- the contact whose number is always in sight
    CHECK (sample = 0 OR trim(sample_notice) <> '')
) STRICT;

CREATE TABLE signature (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'walkthrough', 'contact', 'term', 'library')),
    item_id TEXT NOT NULL, -- library for the library's own words, which have no language here
    language TEXT NOT NULL,
    digest TEXT NOT NULL, -- of a version; an edition holds the signatures without the versions
    step TEXT NOT NULL -- reviewed: nothing but the review dates changed; withdrawn: taken down
        CHECK (step IN ('checked', 'signed', 'reviewed', 'withdrawn')),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    role TEXT NOT NULL DEFAULT '',
    day TEXT NOT NULL DEFAULT '' -- '' where the text it was built from gives none
        CHECK (day = '' OR date(day, '+0 days') IS day)
) STRICT;

INSERT INTO library (id, title, language, edition, sample, sample_notice, people_to_sign,
        take_down_after, published_on)
    SELECT id, title, language, edition, sample, sample_notice, people_to_sign,
        take_down_after, published_on FROM library_1;
INSERT INTO signature (number, kind, item_id, language, digest, step, name, role, day)
    SELECT number, kind, item_id, language, digest, step, name, role, day FROM signature_1;

DROP TABLE library_1;
DROP TABLE signature_1;

CREATE INDEX signature_by_item ON signature (kind, item_id, language);
UPDATE seal SET digest = 'edited' WHERE table_name = 'library';
"""
"""Version 2: the library's own words are signed, and whom families ask is one of them.

The row of the library has new columns, so its checksum fits no more: its signature guards it.
"""

TO_3 = """
CREATE TABLE picture (
    digest TEXT PRIMARY KEY -- SHA-256 of data
        CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
    name TEXT NOT NULL UNIQUE -- of its file in the library's text, without the ending
        CHECK (name GLOB '[a-z]*' AND name NOT GLOB '*[^a-z0-9-]*' AND length(name) <= 60),
    media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg')),
    width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 1920), -- in pixels
    height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 1920), -- in pixels
    data BLOB NOT NULL CHECK (length(data) BETWEEN 1 AND 350000) -- written by this program alone
) STRICT, WITHOUT ROWID;

INSERT INTO seal (table_name, digest) VALUES ('picture', 'edited');
"""
"""Version 3: the pictures that texts use."""

TO_4 = """
CREATE TABLE appearance (
    name TEXT PRIMARY KEY -- accent, drawing, drawing_alt, logo, logo_alt
        CHECK (name GLOB '[a-z]*' AND name NOT GLOB '*[^a-z0-9_:-]*'),
    value TEXT NOT NULL CHECK (trim(value) <> '') -- a colour, a picture's digest, or words
) STRICT, WITHOUT ROWID;

INSERT INTO seal (table_name, digest) VALUES ('appearance', 'edited');
"""
"""Version 4: how a library looks."""
