"""Summaries to lay out: a topic, a walkthrough's outcome, a long one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from app.domain.handout.summary import Collection, GivenAnswer, Notice, QuestionSheet, Summary
from app.domain.library.library import Contact, LibraryInfo, Opening, Source, Term
from app.domain.library.markup import Block, BlockKind, Run
from app.domain.library.review import Review
from app.handout.site import Site

TODAY = date(2026, 11, 22)
SITE = Site(
    name="Royal Northern Children's Hospital",
    ward="Ward 4, Day Care",
    who_to_ask="a nurse at the desk on Ward 4",
)
INFO = LibraryInfo(
    title="Childhood leukaemia: information for families",
    language="en-GB",
    edition=7,
    sample=True,
    sample_notice="Sample content, to show how this works. Please do not rely on it.",
    whom_to_ask="your child's consultant",
)
SOURCE = Source(
    "r01",
    "Cancer Research UK",
    "Treatment for childhood ALL that has come back",
    address="www.cancerresearchuk.org/about-cancer/childrens-cancer",
)
REVIEW = Review(date(2021, 11, 4), date(2024, 11, 4))
WEEKDAYS = tuple(Opening(day, time(9), time(17)) for day in range(1, 6))
CONTACTS = (
    Contact(
        "p01", "Your child's consultant", "Knows your child. Has plenty of time for questions."
    ),
    Contact(
        "p02",
        "Cancer Research UK nurses",
        "Answer questions about cancer and its treatment. The call is free.",
        "0808 800 4040",
        WEEKDAYS,
    ),
)
T_CELL = Term(
    "g01", "T cell", "A white blood cell. It finds and destroys cells that have gone wrong."
)
DONOR = Term("g02", "donor", "Somebody who gives cells, blood or bone marrow to another person.")


def words(text: str, kind: BlockKind = BlockKind.PARAGRAPH, number: int = 0) -> Block:
    return Block(kind, (Run(text),), number=number)


def heading(text: str, level: int = 2) -> Block:
    return Block(BlockKind.HEADING, (Run(text),), level=level)


TOPIC = Summary(
    title="CAR T-cell therapy: what it is",
    lead="CAR T-cell therapy uses the body's own defence cells. They are changed to find the "
    "leukaemia. It is a new and very special treatment.",
    blocks=(
        heading("What T cells do"),
        Block(
            BlockKind.PARAGRAPH,
            (
                Run("A "),
                Run("T cell", term_id="g01"),
                Run(" moves round the body. It finds cells that have gone wrong and "),
                Run("destroys", strong=True),
                Run(" them. The body makes new T cells for each new illness."),
            ),
        ),
        heading("How it is done"),
        words("It is done in these steps:"),
        Block(
            BlockKind.NUMBERED,
            (
                Run("A specialist takes T cells from your child, or from a "),
                Run("donor", term_id="g02"),
                Run("."),
            ),
            number=1,
        ),
        words("In a laboratory, each cell is changed a little.", BlockKind.NUMBERED, 2),
        words("The cells go back into your child's blood.", BlockKind.NUMBERED, 3),
        words("There they look for the leukaemia cells.", BlockKind.NUMBERED, 4),
        words(
            "Only a small number of children can have this treatment. Your child's consultant can "
            "tell you more.",
            BlockKind.IMPORTANT,
        ),
        heading("Where it is done", 2),
        words("There are few centres. In each of them:"),
        words("one team looks after your child the whole time", BlockKind.BULLET),
        words("somebody can tell you about a place to stay", BlockKind.BULLET),
        heading("If you come from far away", 3),
        Block(
            BlockKind.PARAGRAPH,
            (Run("Ask about travel "), Run("early", emphasis=True), Run(". Help is there.")),
        ),
    ),
    source=SOURCE,
    review=REVIEW,
    library=INFO,
    questions=(
        "Could CAR T-cell therapy be talked about for my child?",
        "Which centre would we go to, and for how long?",
        "What else is there?",
    ),
    terms=(DONOR, T_CELL),
    contacts=CONTACTS,
    references=(
        Source(
            "r02", "Springer Open", "The EBMT Handbook", authors="Carreras and others", dated="2019"
        ),
        Source("r03", "NHS website", "CAR-T Therapy", dated="accessed September 2021"),
    ),
    topic_id="t01",
)

WALK = Summary(
    title="Talk with the consultant about CAR T-cell therapy",
    lead="",
    blocks=(
        words(
            "Your answers match a situation that the source page names. It is worth asking about."
        ),
        words("Every child is different, and there may be reasons that this screen cannot know."),
    ),
    source=SOURCE,
    review=REVIEW,
    library=INFO,
    situations=("The leukaemia came back after a stem cell or bone marrow transplant.",),
    notices=(
        Notice(
            "If you live in Scotland, Wales or Northern Ireland",
            (
                words(
                    "This treatment is given in special centres in England. You may need to travel."
                ),
            ),
        ),
    ),
    questions=TOPIC.questions,
    answers=(
        GivenAnswer("Which type of leukaemia does your child have?", "B-cell ALL"),
        GivenAnswer("How old is your child?", "25 or under"),
        GivenAnswer("What has happened so far?", "It came back after a transplant"),
        GivenAnswer("Where do you live?", "Scotland"),
    ),
    terms=(),
    contacts=CONTACTS,
    from_walkthrough=True,
)

LONG = replace(
    TOPIC,
    blocks=TOPIC.blocks * 8,
    questions=tuple(f"{q} ({i})" for i in range(1, 7) for q in TOPIC.questions),
)
CURRENT = replace(
    TOPIC,
    review=Review(date(2026, 1, 1), date(2029, 1, 1)),
    library=replace(INFO, sample=False),
)
OTHER = replace(
    CURRENT,
    title="A talk with the consultant",
    library=INFO,
    terms=(DONOR,),
    questions=("Who can we call?", "What else is there?"),
    topic_id="t02",
)
THIRD = replace(TOPIC, title="A third page, about travel", topic_id="t03")
COLLECTED = Collection(
    summaries=tuple(replace(s, terms=(), contacts=()) for s in (TOPIC, OTHER, THIRD)),
    library=INFO,
    terms=(DONOR, T_CELL),
    contacts=CONTACTS,
)
QUESTIONS = QuestionSheet(INFO, CONTACTS)
