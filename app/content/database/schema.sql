-- The tables of content.db, version 4. docs/schema.md is generated from this file.
-- A comment above a table says what the table holds; a comment beside a column says what it means.
-- Ids are for ever. Words in a language stand in the *_text tables, so that a translation adds
-- rows and changes none. Empty words are '' and never NULL.

-- The library as a whole: one row.
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

-- How the library looks, signed with the library itself: one choice a row.
CREATE TABLE appearance (
    name TEXT PRIMARY KEY -- accent, drawing, drawing_alt, logo, logo_alt
        CHECK (name GLOB '[a-z]*' AND name NOT GLOB '*[^a-z0-9_:-]*'),
    value TEXT NOT NULL CHECK (trim(value) <> '') -- a colour, a picture's digest, or words
) STRICT, WITHOUT ROWID;

-- Names, of medicines for example, that readability leaves apart.
CREATE TABLE plain_name (
    name TEXT PRIMARY KEY CHECK (trim(name) <> ''),
    position INTEGER NOT NULL CHECK (position >= 0)
) STRICT, WITHOUT ROWID;

-- The groups of topics on the home screen, in the order of position.
CREATE TABLE section (
    id TEXT PRIMARY KEY CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    position INTEGER NOT NULL CHECK (position >= 0)
) STRICT, WITHOUT ROWID;

-- A section's words in one language.
CREATE TABLE section_text (
    section_id TEXT NOT NULL REFERENCES section (id) ON DELETE CASCADE,
    language TEXT NOT NULL
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    PRIMARY KEY (section_id, language)
) STRICT, WITHOUT ROWID;

-- Where facts come from: pages, guidance, books.
CREATE TABLE source (
    id TEXT PRIMARY KEY CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    position INTEGER NOT NULL CHECK (position >= 0),
    publisher TEXT NOT NULL CHECK (trim(publisher) <> ''),
    title TEXT NOT NULL CHECK (trim(title) <> ''), -- of the page or document
    address TEXT NOT NULL DEFAULT '', -- words to print, never a link
    authors TEXT NOT NULL DEFAULT '',
    dated TEXT NOT NULL DEFAULT '', -- as the source words it
    read_on TEXT CHECK (date(read_on, '+0 days') IS read_on), -- the day it was read
    permission TEXT NOT NULL DEFAULT '', -- to use it: who gave it, or its licence
    changed_on TEXT CHECK (date(changed_on, '+0 days') IS changed_on) -- seen to differ from what was read
) STRICT, WITHOUT ROWID;

-- The pages. An approved page has a source and both review dates; the check sees to that.
CREATE TABLE topic (
    id TEXT PRIMARY KEY CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    section_id TEXT NOT NULL REFERENCES section (id),
    position INTEGER NOT NULL CHECK (position >= 0), -- the order within its section
    file_words TEXT NOT NULL DEFAULT '' -- the words of its file's name; '' makes them of the title
        CHECK (file_words NOT GLOB '*[^a-z0-9-]*'),
    icon TEXT NOT NULL CHECK (icon <> '' AND icon NOT GLOB '*[^a-z0-9-]*'),
    stands_out INTEGER NOT NULL DEFAULT 0 CHECK (stands_out IN (0, 1)),
    owner TEXT NOT NULL DEFAULT '', -- who answers for it and is asked to review it
    author TEXT NOT NULL DEFAULT '',
    source_id TEXT REFERENCES source (id),
    last_reviewed TEXT CHECK (date(last_reviewed, '+0 days') IS last_reviewed),
    next_review TEXT CHECK (date(next_review, '+0 days') IS next_review),
    CHECK ((last_reviewed IS NULL) = (next_review IS NULL)),
    CHECK (next_review >= last_reviewed)
) STRICT, WITHOUT ROWID;

-- A page's words in one language. What nobody has signed is never shown, whatever its state says.
CREATE TABLE topic_text (
    topic_id TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    language TEXT NOT NULL
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'approved')),
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    line TEXT NOT NULL CHECK (trim(line) <> ''), -- on the card
    summary TEXT NOT NULL CHECK (trim(summary) <> ''),
    body TEXT NOT NULL, -- CommonMark, the small set of docs/content.md
    PRIMARY KEY (topic_id, language)
) STRICT;

-- The questions that a family may ask, in one language.
CREATE TABLE topic_question (
    topic_id TEXT NOT NULL,
    language TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    PRIMARY KEY (topic_id, language, position),
    FOREIGN KEY (topic_id, language) REFERENCES topic_text (topic_id, language) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Further sources of a page.
CREATE TABLE topic_reference (
    topic_id TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    source_id TEXT NOT NULL REFERENCES source (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (topic_id, source_id)
) STRICT, WITHOUT ROWID;

-- What to read after a page.
CREATE TABLE topic_related (
    topic_id TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    related_id TEXT NOT NULL REFERENCES topic (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (topic_id, related_id),
    CHECK (related_id <> topic_id)
) STRICT, WITHOUT ROWID;

-- The hard words.
CREATE TABLE term (
    id TEXT PRIMARY KEY CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    position INTEGER NOT NULL CHECK (position >= 0),
    owner TEXT NOT NULL DEFAULT '', -- who answers for it and is asked to review it
    author TEXT NOT NULL DEFAULT '',
    source_id TEXT REFERENCES source (id),
    last_reviewed TEXT CHECK (date(last_reviewed, '+0 days') IS last_reviewed),
    next_review TEXT CHECK (date(next_review, '+0 days') IS next_review),
    CHECK ((last_reviewed IS NULL) = (next_review IS NULL)),
    CHECK (next_review >= last_reviewed)
) STRICT, WITHOUT ROWID;

-- A hard word in one language, and what it means.
CREATE TABLE term_text (
    term_id TEXT NOT NULL REFERENCES term (id) ON DELETE CASCADE,
    language TEXT NOT NULL
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'approved')),
    term TEXT NOT NULL CHECK (trim(term) <> ''),
    meaning TEXT NOT NULL CHECK (trim(meaning) <> ''),
    PRIMARY KEY (term_id, language)
) STRICT, WITHOUT ROWID;

-- Who to talk to.
CREATE TABLE contact (
    id TEXT PRIMARY KEY CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    position INTEGER NOT NULL CHECK (position >= 0),
    phone TEXT NOT NULL DEFAULT '' -- '' is met in person
        CHECK (phone = '' OR (phone NOT GLOB '*[^0-9 +()]*' AND phone GLOB '*[0-9]*[0-9]*[0-9]*')),
    owner TEXT NOT NULL DEFAULT '', -- who answers for it and is asked to review it
    author TEXT NOT NULL DEFAULT '',
    source_id TEXT REFERENCES source (id),
    last_reviewed TEXT CHECK (date(last_reviewed, '+0 days') IS last_reviewed),
    next_review TEXT CHECK (date(next_review, '+0 days') IS next_review),
    CHECK ((last_reviewed IS NULL) = (next_review IS NULL)),
    CHECK (next_review >= last_reviewed)
) STRICT, WITHOUT ROWID;

-- A contact's words in one language.
CREATE TABLE contact_text (
    contact_id TEXT NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    language TEXT NOT NULL
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'approved')),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    about TEXT NOT NULL CHECK (trim(about) <> ''),
    PRIMARY KEY (contact_id, language)
) STRICT, WITHOUT ROWID;

-- When a contact answers. Day 1 is Monday and day 7 is Sunday; times are HH:MM, 24 hours.
CREATE TABLE contact_hours (
    contact_id TEXT NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    first_day INTEGER NOT NULL CHECK (first_day BETWEEN 1 AND 7),
    last_day INTEGER NOT NULL CHECK (last_day BETWEEN 1 AND 7),
    opens TEXT NOT NULL CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]' AND opens < '24:00'),
    closes TEXT NOT NULL CHECK (closes GLOB '[0-2][0-9]:[0-5][0-9]' AND closes < '24:00'),
    PRIMARY KEY (contact_id, position),
    CHECK (last_day >= first_day),
    CHECK (closes > opens)
) STRICT, WITHOUT ROWID;

-- The contacts shown below a page.
CREATE TABLE topic_contact (
    topic_id TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    contact_id TEXT NOT NULL REFERENCES contact (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (topic_id, contact_id)
) STRICT, WITHOUT ROWID;

-- The walkthroughs: questions that prepare a talk with whom families ask.
CREATE TABLE walkthrough (
    id TEXT PRIMARY KEY CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    file_words TEXT NOT NULL DEFAULT '' -- the words of its file's name; '' makes them of the title
        CHECK (file_words NOT GLOB '*[^a-z0-9-]*'),
    icon TEXT NOT NULL CHECK (icon <> '' AND icon NOT GLOB '*[^a-z0-9-]*'),
    owner TEXT NOT NULL DEFAULT '', -- who answers for it and is asked to review it
    author TEXT NOT NULL DEFAULT '',
    source_id TEXT REFERENCES source (id),
    last_reviewed TEXT CHECK (date(last_reviewed, '+0 days') IS last_reviewed),
    next_review TEXT CHECK (date(next_review, '+0 days') IS next_review),
    CHECK ((last_reviewed IS NULL) = (next_review IS NULL)),
    CHECK (next_review >= last_reviewed)
) STRICT, WITHOUT ROWID;

-- A walkthrough's words in one language. Its state is the state of everything below it.
CREATE TABLE walkthrough_text (
    walkthrough_id TEXT NOT NULL REFERENCES walkthrough (id) ON DELETE CASCADE,
    language TEXT NOT NULL
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'approved')),
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    line TEXT NOT NULL CHECK (trim(line) <> ''), -- on the card
    opening TEXT NOT NULL CHECK (trim(opening) <> ''), -- CommonMark
    PRIMARY KEY (walkthrough_id, language)
) STRICT;

-- The contacts shown with a walkthrough's outcomes.
CREATE TABLE walkthrough_contact (
    walkthrough_id TEXT NOT NULL REFERENCES walkthrough (id) ON DELETE CASCADE,
    contact_id TEXT NOT NULL REFERENCES contact (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (walkthrough_id, contact_id)
) STRICT, WITHOUT ROWID;

-- A walkthrough's questions. The first by position is asked first.
CREATE TABLE question (
    walkthrough_id TEXT NOT NULL REFERENCES walkthrough (id) ON DELETE CASCADE,
    id TEXT NOT NULL CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (walkthrough_id, id)
) STRICT, WITHOUT ROWID;

-- A question's words in one language.
CREATE TABLE question_text (
    walkthrough_id TEXT NOT NULL,
    question_id TEXT NOT NULL,
    language TEXT NOT NULL
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    why TEXT NOT NULL CHECK (trim(why) <> ''), -- why it is asked
    PRIMARY KEY (walkthrough_id, question_id, language),
    FOREIGN KEY (walkthrough_id, question_id) REFERENCES question (walkthrough_id, id)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Where a walkthrough can end.
CREATE TABLE outcome (
    walkthrough_id TEXT NOT NULL REFERENCES walkthrough (id) ON DELETE CASCADE,
    id TEXT NOT NULL CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    position INTEGER NOT NULL CHECK (position >= 0),
    shows_situations INTEGER NOT NULL DEFAULT 0 CHECK (shows_situations IN (0, 1)),
    takes_answers_along INTEGER NOT NULL DEFAULT 0 CHECK (takes_answers_along IN (0, 1)),
    PRIMARY KEY (walkthrough_id, id)
) STRICT, WITHOUT ROWID;

-- An outcome's words in one language. They never give a verdict; the check looks for one.
CREATE TABLE outcome_text (
    walkthrough_id TEXT NOT NULL,
    outcome_id TEXT NOT NULL,
    language TEXT NOT NULL
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    body TEXT NOT NULL CHECK (trim(body) <> ''), -- CommonMark
    PRIMARY KEY (walkthrough_id, outcome_id, language),
    FOREIGN KEY (walkthrough_id, outcome_id) REFERENCES outcome (walkthrough_id, id)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The questions that a family takes along from an outcome.
CREATE TABLE outcome_question (
    walkthrough_id TEXT NOT NULL,
    outcome_id TEXT NOT NULL,
    language TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    text TEXT NOT NULL CHECK (trim(text) <> ''),
    PRIMARY KEY (walkthrough_id, outcome_id, language, position),
    FOREIGN KEY (walkthrough_id, outcome_id, language)
        REFERENCES outcome_text (walkthrough_id, outcome_id, language) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The pages to read after an outcome.
CREATE TABLE outcome_topic (
    walkthrough_id TEXT NOT NULL,
    outcome_id TEXT NOT NULL,
    topic_id TEXT NOT NULL REFERENCES topic (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (walkthrough_id, outcome_id, topic_id),
    FOREIGN KEY (walkthrough_id, outcome_id) REFERENCES outcome (walkthrough_id, id)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The answers to a question. Each leads to one question or to one outcome, of its walkthrough.
CREATE TABLE choice (
    walkthrough_id TEXT NOT NULL,
    id TEXT NOT NULL CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    question_id TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    not_sure INTEGER NOT NULL DEFAULT 0 CHECK (not_sure IN (0, 1)),
    to_question TEXT,
    to_outcome TEXT,
    PRIMARY KEY (walkthrough_id, id),
    FOREIGN KEY (walkthrough_id, question_id) REFERENCES question (walkthrough_id, id)
        ON DELETE CASCADE,
    FOREIGN KEY (walkthrough_id, to_question) REFERENCES question (walkthrough_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (walkthrough_id, to_outcome) REFERENCES outcome (walkthrough_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    CHECK ((to_question IS NULL) <> (to_outcome IS NULL)),
    CHECK (to_question IS NOT question_id)
) STRICT, WITHOUT ROWID;

-- An answer's words in one language.
CREATE TABLE choice_text (
    walkthrough_id TEXT NOT NULL,
    choice_id TEXT NOT NULL,
    language TEXT NOT NULL
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    label TEXT NOT NULL CHECK (trim(label) <> ''),
    situation TEXT NOT NULL DEFAULT '', -- the source's situation that the answer stands for
    ask TEXT NOT NULL DEFAULT '', -- a question to take along because of the answer
    PRIMARY KEY (walkthrough_id, choice_id, language),
    FOREIGN KEY (walkthrough_id, choice_id) REFERENCES choice (walkthrough_id, id)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Where an answer leads instead, when another was given before. The first that fits counts.
CREATE TABLE choice_unless (
    walkthrough_id TEXT NOT NULL,
    choice_id TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    after_choice TEXT NOT NULL,
    to_question TEXT,
    to_outcome TEXT,
    PRIMARY KEY (walkthrough_id, choice_id, position),
    FOREIGN KEY (walkthrough_id, choice_id) REFERENCES choice (walkthrough_id, id)
        ON DELETE CASCADE,
    FOREIGN KEY (walkthrough_id, after_choice) REFERENCES choice (walkthrough_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (walkthrough_id, to_question) REFERENCES question (walkthrough_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY (walkthrough_id, to_outcome) REFERENCES outcome (walkthrough_id, id)
        DEFERRABLE INITIALLY DEFERRED,
    CHECK ((to_question IS NULL) <> (to_outcome IS NULL)),
    CHECK (after_choice <> choice_id)
) STRICT, WITHOUT ROWID;

-- Paragraphs added to some outcomes when one of some answers was given.
CREATE TABLE note (
    walkthrough_id TEXT NOT NULL REFERENCES walkthrough (id) ON DELETE CASCADE,
    id TEXT NOT NULL CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (walkthrough_id, id)
) STRICT, WITHOUT ROWID;

-- A note's words in one language.
CREATE TABLE note_text (
    walkthrough_id TEXT NOT NULL,
    note_id TEXT NOT NULL,
    language TEXT NOT NULL
        CHECK (language GLOB '[a-z][a-z]*' AND language NOT GLOB '*[^A-Za-z0-9-]*'),
    title TEXT NOT NULL CHECK (trim(title) <> ''),
    body TEXT NOT NULL CHECK (trim(body) <> ''), -- CommonMark
    PRIMARY KEY (walkthrough_id, note_id, language),
    FOREIGN KEY (walkthrough_id, note_id) REFERENCES note (walkthrough_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The answers that a note waits for: any one of them.
CREATE TABLE note_choice (
    walkthrough_id TEXT NOT NULL,
    note_id TEXT NOT NULL,
    choice_id TEXT NOT NULL,
    PRIMARY KEY (walkthrough_id, note_id, choice_id),
    FOREIGN KEY (walkthrough_id, note_id) REFERENCES note (walkthrough_id, id) ON DELETE CASCADE,
    FOREIGN KEY (walkthrough_id, choice_id) REFERENCES choice (walkthrough_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- The outcomes that a note may be added to.
CREATE TABLE note_outcome (
    walkthrough_id TEXT NOT NULL,
    note_id TEXT NOT NULL,
    outcome_id TEXT NOT NULL,
    PRIMARY KEY (walkthrough_id, note_id, outcome_id),
    FOREIGN KEY (walkthrough_id, note_id) REFERENCES note (walkthrough_id, id) ON DELETE CASCADE,
    FOREIGN KEY (walkthrough_id, outcome_id) REFERENCES outcome (walkthrough_id, id)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Ways through a walkthrough that staff expect to end where they say. Tried on each change.
CREATE TABLE expected_case (
    walkthrough_id TEXT NOT NULL REFERENCES walkthrough (id) ON DELETE CASCADE,
    id TEXT NOT NULL CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    position INTEGER NOT NULL CHECK (position >= 0),
    about TEXT NOT NULL DEFAULT '', -- why it is expected
    outcome_id TEXT NOT NULL, -- stays when that outcome is deleted: then the case fails, and says so
    PRIMARY KEY (walkthrough_id, id)
) STRICT, WITHOUT ROWID;

-- The answers of an expected way, in order.
CREATE TABLE expected_answer (
    walkthrough_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    question_id TEXT NOT NULL,
    choice_id TEXT NOT NULL,
    PRIMARY KEY (walkthrough_id, case_id, position),
    FOREIGN KEY (walkthrough_id, case_id) REFERENCES expected_case (walkthrough_id, id)
        ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Notes for editors. Families never see them.
CREATE TABLE staff_note (
    id TEXT PRIMARY KEY CHECK (id GLOB '[a-z]*' AND id NOT GLOB '*[^a-z0-9]*' AND length(id) <= 32),
    position INTEGER NOT NULL CHECK (position >= 0),
    note TEXT NOT NULL CHECK (trim(note) <> '') -- CommonMark
) STRICT, WITHOUT ROWID;

-- The pages that a staff note is about.
CREATE TABLE staff_note_topic (
    staff_note_id TEXT NOT NULL REFERENCES staff_note (id) ON DELETE CASCADE,
    topic_id TEXT NOT NULL REFERENCES topic (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (staff_note_id, topic_id)
) STRICT, WITHOUT ROWID;

-- The walkthroughs that a staff note is about.
CREATE TABLE staff_note_walkthrough (
    staff_note_id TEXT NOT NULL REFERENCES staff_note (id) ON DELETE CASCADE,
    walkthrough_id TEXT NOT NULL REFERENCES walkthrough (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    PRIMARY KEY (staff_note_id, walkthrough_id)
) STRICT, WITHOUT ROWID;

-- The pictures that texts use, each once. A text names one by its digest, so whoever signs the text
-- signs the picture; what it shows in words stands in the text, because that differs with the use.
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

-- Every state in which an item was saved, whole. Rows are added and never changed.
CREATE TABLE version (
    digest TEXT PRIMARY KEY -- SHA-256 of content: what a signature covers
        CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
    content TEXT NOT NULL -- JSON: the item's rows, and the words of the sources it names
) STRICT, WITHOUT ROWID;

-- Who checked and who signed which version of an item. Rows are added and never changed.
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

-- What was done to the library, by whom, when and why. Rows are added and never changed.
CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL, -- UTC, as YYYY-MM-DDTHH:MM:SSZ
    name TEXT NOT NULL, -- '' where another program changed a row
    role TEXT NOT NULL DEFAULT '',
    act TEXT NOT NULL CHECK (act IN ('found', 'saved', 'deleted', 'checked', 'signed', 'reviewed',
        'withdrawn', 'restored', 'imported', 'arranged', 'published')),
    kind TEXT NOT NULL, -- of the item; library for the arrangement and the settings
    item_id TEXT NOT NULL,
    language TEXT NOT NULL,
    digest TEXT REFERENCES version (digest), -- what it became; NULL once deleted
    why TEXT NOT NULL DEFAULT ''
) STRICT;

-- What was typed and not yet saved, kept as one goes; the next start offers it back.
CREATE TABLE unfinished (
    kind TEXT NOT NULL,
    item_id TEXT NOT NULL,
    language TEXT NOT NULL,
    at TEXT NOT NULL, -- UTC, as YYYY-MM-DDTHH:MM:SSZ
    name TEXT NOT NULL,
    content TEXT NOT NULL, -- JSON, as in version
    PRIMARY KEY (kind, item_id, language)
) STRICT, WITHOUT ROWID;

-- The editions that were published. The number only grows.
CREATE TABLE publication (
    edition INTEGER PRIMARY KEY CHECK (edition >= 1),
    at TEXT NOT NULL, -- UTC, as YYYY-MM-DDTHH:MM:SSZ
    name TEXT NOT NULL,
    digest TEXT NOT NULL -- SHA-256 of the file
) STRICT;

-- What an edition showed.
CREATE TABLE publication_item (
    edition INTEGER NOT NULL REFERENCES publication (edition),
    kind TEXT NOT NULL,
    item_id TEXT NOT NULL,
    language TEXT NOT NULL,
    digest TEXT NOT NULL REFERENCES version (digest),
    PRIMARY KEY (edition, kind, item_id, language)
) STRICT, WITHOUT ROWID;

-- A digest of each table's rows, set by the build. Any edit with SQL puts 'edited' in its place
-- (three triggers a table), so a digest that does not fit means a damaged file. The row "order" is
-- of the order of pages and contacts as our programs wrote it last.
CREATE TABLE seal (
    table_name TEXT PRIMARY KEY,
    digest TEXT NOT NULL
        CHECK (digest = 'edited' OR (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'))
) STRICT, WITHOUT ROWID;

CREATE INDEX signature_by_item ON signature (kind, item_id, language);
CREATE INDEX history_by_item ON history (kind, item_id, language);
CREATE INDEX topic_by_section ON topic (section_id, position);
CREATE INDEX topic_by_source ON topic (source_id);
CREATE INDEX topic_related_by_related ON topic_related (related_id);
CREATE INDEX topic_reference_by_source ON topic_reference (source_id);
CREATE INDEX topic_contact_by_contact ON topic_contact (contact_id);
CREATE INDEX outcome_topic_by_topic ON outcome_topic (topic_id);
CREATE INDEX staff_note_topic_by_topic ON staff_note_topic (topic_id);
CREATE INDEX choice_by_question ON choice (walkthrough_id, question_id, position);
