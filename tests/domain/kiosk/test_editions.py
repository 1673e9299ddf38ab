"""Which edition is shown: what is taken, what is refused, and what the kiosk falls back on."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from app.domain.kiosk.edition_record import BASE, Edition, EditionRejection, Offer, Record, State
from app.domain.kiosk.editions import (
    GOOD_LIMIT,
    JUMP,
    TRIES,
    alternatives,
    arrived,
    base_numbered,
    can_confirm,
    choose,
    confirmed,
    damaged,
    duplicate,
    jump_rejected,
    rejected,
    restarted,
    selected,
    switched,
    trial_failed,
    trial_passed,
    went_back_from,
)

AT = "2026-11-22T10:00"


def offer(number: int, words: str = "") -> Offer:
    """An edition in a folder; other `words` make other contents of the same number."""
    return Offer(f"/share/{number}{words}.db", f"mark {number}{words}", number, "A library")


def copy(number: int, words: str = "") -> Edition:
    """The checked copy of that offer."""
    file = f"edition-{number:06}-{words or 'a'}.db"
    where = offer(number, words)
    source = f"source {number}{words}"
    return Edition(
        file, number, source, "digest", 9, fingerprint=where.fingerprint, origin=where.file
    )


def take(record: Record, number: int, words: str = "") -> Record:
    """An edition that arrives, is put on show and passes its trial."""
    record = switched(arrived(record, copy(number, words), asked=False, at=AT), AT)
    return trial_passed(record, record.on_show)


def shown(record: Record) -> int:
    """The number on show."""
    return record.number


@pytest.fixture
def record() -> Record:
    """Edition 11, then 12, on a kiosk that was set up with edition 1."""
    return take(take(base_numbered(Record(), 1), 11), 12)


# -- what is taken by itself --------------------------------------------------------------------


def test_the_highest_newer_number_is_chosen(record: Record) -> None:
    assert choose(record, [offer(13), offer(15), offer(14)]) == offer(15)


@pytest.mark.parametrize("number", [1, 10, 11])
def test_an_older_number_is_never_chosen(record: Record, number: int) -> None:
    assert choose(record, [offer(number, "x")]) is None


def test_what_cannot_be_read_is_never_chosen(record: Record) -> None:
    assert choose(record, [replace(offer(99), problem="It is damaged.")]) is None


def test_a_file_that_was_dealt_with_is_not_chosen_until_it_differs(record: Record) -> None:
    no = EditionRejection("/share/13.db", 13, "It is damaged.", "Replace it.")
    record = rejected(record, no, offer(13).fingerprint)
    assert choose(record, [offer(13)]) is None
    assert choose(record, [replace(offer(13), fingerprint="another")]) is not None


def test_nothing_older_than_what_waits_is_chosen(record: Record) -> None:
    record = arrived(record, copy(14), asked=False, at=AT)
    assert choose(record, [offer(13)]) is None
    record = arrived(record, copy(15), asked=False, at=AT)
    assert record.next == copy(15).file
    assert record.edition(copy(14).file) is None


def test_the_base_counts_with_its_number() -> None:
    record = base_numbered(Record(), 5)
    assert choose(record, [offer(4)]) is None
    assert choose(record, [offer(6)]) == offer(6)
    record = arrived(record, copy(5), asked=False, at=AT)
    assert record.next == ""
    assert "is edition 5" in record.rejections[-1].problem


def test_the_same_number_with_other_contents_is_refused(record: Record) -> None:
    other = offer(12, "x")
    assert choose(record, [other]) == other
    record = arrived(record, copy(12, "x"), asked=False, at=AT)
    assert (record.next, shown(record)) == ("", 12)
    assert "another edition 12" in record.rejections[-1].problem
    assert choose(record, [other]) is None
    record = arrived(record, copy(11, "x"), asked=True, at=AT)
    assert "another edition 11" in record.rejections[-1].problem


def test_the_same_contents_under_another_name_change_nothing(record: Record) -> None:
    again = replace(offer(12), file="/share/copy.db", fingerprint="mark of the copy")
    assert choose(record, [again]) == again
    record = duplicate(record, again, "source 12", asked=False, at=AT)
    assert (record.next, record.rejections) == ("", ())
    assert choose(record, [again]) is None


def test_an_older_copy_that_arrives_unasked_is_let_lie(record: Record) -> None:
    assert arrived(record, copy(9), asked=False, at=AT).next == ""


def test_a_new_edition_takes_its_refusal_back(record: Record) -> None:
    record = rejected(record, EditionRejection(offer(13).file, 13, "Half.", "Wait."), "half")
    assert take(record, 13).rejections == ()


# -- trials -------------------------------------------------------------------------------------


def test_a_new_edition_is_on_trial_until_it_is_settled(record: Record) -> None:
    record = switched(arrived(record, copy(13), asked=False, at=AT), AT)
    assert record.showing is not None
    assert record.showing.state is State.TRIAL
    assert trial_passed(record, copy(12).file) == record
    record = trial_passed(record, copy(13).file)
    assert record.entries[-1].since == AT
    assert [e.state for e in record.entries] == [State.GOOD] * 3


def test_one_that_fails_gives_way_to_the_last_good_one_for_good(record: Record) -> None:
    record = switched(arrived(record, copy(13), asked=False, at=AT), AT)
    record = trial_failed(record, "A page did not show.", AT)
    assert shown(record) == 12
    assert copy(13).file not in record.files
    assert record.rejections[-1].problem == "A page did not show."
    assert choose(record, [offer(13)]) is None
    again = replace(offer(13), fingerprint="copied anew")
    assert choose(record, [again]) == again
    record = duplicate(record, again, "source 13", asked=False, at=AT)
    assert record.next == ""
    assert "was tried" in record.rejections[-1].problem
    assert shown(take(record, 13, "mended")) == 13


def test_a_good_edition_does_not_fail(record: Record) -> None:
    assert trial_failed(record, "A page did not show.", AT) == record


def test_without_a_good_one_it_falls_back_on_the_base() -> None:
    record = switched(arrived(base_numbered(Record(), 1), copy(2), asked=False, at=AT), AT)
    record = trial_failed(record, "It did not show.", AT)
    assert (record.on_show, shown(record)) == (BASE, 1)


def test_stopping_again_and_again_under_a_trial_ends_it(record: Record) -> None:
    assert restarted(record, AT) == record
    record = switched(arrived(record, copy(13), asked=False, at=AT), AT)
    for _ in range(TRIES - 1):
        record = restarted(record, AT)
        assert shown(record) == 13
    record = restarted(record, AT)
    assert shown(record) == 12
    assert "stopped 3 times" in record.rejections[-1].problem


def test_the_last_three_good_ones_are_kept(record: Record) -> None:
    for number in (13, 14, 15):
        record = take(record, number)
    assert [e.number for e in record.entries] == [13, 14, 15]


# -- staff --------------------------------------------------------------------------------------


def test_staff_go_back_and_only_a_newer_number_comes_by_itself(record: Record) -> None:
    assert [e.number for e in alternatives(record)] == [11]
    record = switched(selected(record, copy(11).file), AT)
    assert shown(record) == 11
    assert choose(record, [offer(12), offer(12, "x")]) is None
    assert [e.number for e in alternatives(record)] == [12]
    assert choose(record, [offer(13)]) == offer(13)
    assert shown(take(record, 13)) == 13


def test_staff_may_go_forth_again(record: Record) -> None:
    record = switched(selected(record, copy(11).file), AT)
    record = switched(selected(record, copy(12).file), AT)
    assert shown(record) == 12
    assert record.showing is not None
    assert record.showing.state is State.GOOD


def test_what_staff_left_is_nothing_to_fall_back_on(record: Record) -> None:
    record = switched(selected(record, copy(11).file), AT)
    record = damaged(record, copy(11).file, AT)
    assert record.on_show == BASE
    assert choose(record, [offer(11), offer(12)]) == offer(11)
    record = duplicate(take(record, 11), offer(12), "source 12", asked=False, at=AT)
    assert (shown(record), record.next) == (11, "")


def test_staff_go_back_to_the_base(record: Record) -> None:
    record = switched(selected(record, BASE), AT)
    assert (record.on_show, record.next) == (BASE, "")
    assert choose(record, [offer(12, "x")]) is None
    assert [e.number for e in alternatives(record)] == [12, 11]


def test_going_to_what_is_on_show_or_not_there_changes_nothing(record: Record) -> None:
    assert selected(record, copy(12).file) == record
    assert selected(record, "edition-000099-a.db") == record


def test_staff_may_bring_an_older_one(record: Record) -> None:
    record = arrived(record, copy(9), asked=True, at=AT)
    record = switched(record, AT)
    assert shown(record) == 9
    record = trial_passed(record, record.on_show)
    assert choose(record, [offer(12), offer(11)]) is None
    record = duplicate(record, offer(12), "source 12", asked=True, at=AT)
    assert shown(switched(record, AT)) == 12


def test_an_older_one_that_fails_leads_back_to_where_staff_were(record: Record) -> None:
    record = switched(arrived(record, copy(9), asked=True, at=AT), AT)
    record = trial_failed(record, "It did not show.", AT)
    assert shown(record) in (11, 12)


# -- damage -------------------------------------------------------------------------------------


def test_a_damaged_copy_is_dropped_and_may_be_taken_again(record: Record) -> None:
    record = damaged(record, copy(12).file, AT)
    assert shown(record) == 11
    assert choose(record, [offer(12)]) == offer(12)
    assert "damaged" in record.rejections[-1].problem
    assert damaged(record, copy(12).file, AT) == record


def test_a_damaged_copy_that_is_not_on_show_changes_nothing_else(record: Record) -> None:
    record = damaged(record, copy(11).file, AT)
    assert shown(record) == 12
    assert alternatives(record) == ()


def test_what_was_forgotten_of_a_copy_is_learned_anew(record: Record) -> None:
    lost = replace(record, entries=tuple(replace(e, source="") for e in record.entries))
    found = arrived(lost, copy(12), asked=False, at=AT)
    assert found.rejections == ()
    assert found.showing is not None
    assert found.showing.source == "source 12"


# -- whatever happens ---------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(40))
def test_whatever_happens_something_good_or_on_trial_is_on_show(seed: int) -> None:
    chance = random.Random(seed)
    record = base_numbered(Record(), 1)
    for _ in range(80):
        before = record
        number = chance.randint(1, 30)
        act = chance.randrange(8)
        if act <= 1:
            record = arrived(record, copy(number, chance.choice("xy")), asked=False, at=AT)
        elif act == 2:
            record = arrived(record, copy(number, chance.choice("xy")), asked=True, at=AT)
        elif act == 3 and record.next:
            record = switched(record, AT)
        elif act == 4:
            record = trial_passed(record, record.on_show)
        elif act == 5:
            record = trial_failed(record, "It did not show.", AT)
        elif act == 6 and record.entries:
            record = damaged(record, chance.choice(record.entries).file, AT)
        elif act == 7:
            choices = (BASE, *(e.file for e in alternatives(record)))
            record = selected(record, chance.choice(choices))
        assert record.on_show == BASE or record.showing is not None
        if record.showing:
            assert record.showing.state in (State.TRIAL, State.GOOD)
            assert record.on_show in record.files
        assert not record.next or record.next == BASE or record.next in record.files
        if act <= 1 and record.coming and record.next != before.next:
            assert record.coming.number > max(before.number, before.ignored_up_to)
        if act == 4:
            good = [e for e in record.entries if e.state is State.GOOD]
            assert len(good) <= max(
                GOOD_LIMIT, len([e for e in before.entries if e.state is State.GOOD])
            )


def test_a_number_that_jumps_is_reported_of_once_and_may_fit_later(record: Record) -> None:
    far = offer(12 + JUMP + 1)
    assert choose(record, [far, offer(13)]) == offer(13)
    told = jump_rejected(record, far, AT)
    assert "more than 1000 after edition 12" in told.rejections[-1].problem
    assert jump_rejected(told, far, "later") == told
    assert choose(take(told, 13), [far]) == far


def test_the_first_edition_of_a_kiosk_may_have_any_number() -> None:
    assert choose(base_numbered(Record(), 1), [offer(5000)]) == offer(5000)


def test_the_edition_that_staff_confirmed_is_never_pushed_out(record: Record) -> None:
    record = confirmed(record)
    assert not can_confirm(record)
    for number in range(13, 40):
        record = take(record, number)
    assert [e.number for e in record.entries] == [12, 38, 39]
    record = confirmed(record)
    for number in range(40, 50):
        record = take(record, number)
    assert [e.number for e in record.entries] == [39, 48, 49]


def test_only_a_good_edition_on_show_can_be_confirmed(record: Record) -> None:
    trial = switched(arrived(record, copy(13), asked=False, at=AT), AT)
    assert confirmed(trial) == trial
    assert confirmed(Record()) == Record()


def test_a_kiosk_knows_what_it_and_its_staff_went_back_from(record: Record) -> None:
    assert went_back_from(record) == 0
    assert went_back_from(switched(selected(record, copy(11).file), AT)) == 12
    trial = switched(arrived(record, copy(13), asked=False, at=AT), AT)
    assert went_back_from(trial_failed(trial, "It did not show.", AT)) == 13
