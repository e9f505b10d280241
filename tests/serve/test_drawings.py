"""The drawings of a case: what is drawn stands where its day or place is, and no word lies on another."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from reporting import Desk, Report

from reportedly.export.case_wording import people_names
from reportedly.model.casefile import CaseFile
from reportedly.model.parties import Place
from reportedly.review.sources import Background, Heard
from reportedly.serve.drawings.months import ticks
from reportedly.serve.drawings.places import HEIGHT, WIDTH, place_map
from reportedly.serve.drawings.sources import sources
from reportedly.serve.drawings.timeline import LANES, LEFT, RIGHT, Timeline, timeline


def case(people: int = 2, steps: int = 3) -> CaseFile:
    report = Report("r", "2024-03-12")
    who = [report.person(f"Selvira Tokmash{'aeiouy'[number % 6]}v{number}") for number in range(people)]
    for number in range(steps):
        day = date(2024, 3, 1) + timedelta(days=number)
        report.step("pretrial_detention" if number % 2 else "hearing", who, day.isoformat(), until="2024-06-01" if number % 2 else None)
    report.step("acquittal", who[:1], "2024-09-01")
    report.step("sentence", who[1:] or who, None, term="P4Y")
    return Desk().add(report.reading()).file("r#1")


def drawn(file: CaseFile, today: date = date(2024, 5, 1)) -> Timeline:
    found = timeline(file, people_names(file), today)
    assert found is not None
    return found


def test_every_step_has_a_mark_in_the_lane_of_each_person() -> None:
    file = case()
    lanes = {lane.name: lane for lane in drawn(file).lanes}
    for person in file.people:
        own = [entry.id for entry in file.timeline if person.id in entry.who]
        assert sorted(mark.entry for mark in lanes[person.names[0].name].marks) == sorted(own)


def test_later_steps_stand_further_right_and_all_inside() -> None:
    file = case(steps=9)
    days = {entry.id: entry.when.earliest for entry in file.timeline if entry.when and entry.when.earliest}
    for lane in drawn(file).lanes:
        marks = sorted((days[mark.entry], mark.x) for mark in lane.marks if mark.entry in days)
        assert [x for _, x in marks] == sorted(x for _, x in marks)
        assert all(LEFT <= mark.x <= RIGHT for mark in lane.marks)
        assert all(lane.top < mark.y < lane.top + lane.height for mark in lane.marks)
        assert all(stretch.x + stretch.width <= RIGHT for stretch in lane.stretches)


def test_no_words_lie_on_others() -> None:
    for lane in drawn(case(steps=20)).lanes:
        boxes = [(mark.x - 100, mark.x) if mark.end else (mark.x, mark.x + 6.6 * len(mark.words)) for mark in lane.marks]
        rows = [mark.y for mark in lane.marks]
        for one, other in combinations(range(len(rows)), 2):
            if rows[one] == rows[other] and not (lane.marks[one].end or lane.marks[other].end):
                assert boxes[one][1] < boxes[other][0] or boxes[other][1] < boxes[one][0]


def test_what_is_in_their_favour_and_what_did_not_happen_look_different() -> None:
    report = Report("r", "2024-03-12")
    who = [report.person("Selvira Tokmashova")]
    report.step("release", who, "2024-03-10")
    report.step("hearing", who, "2024-04-10", standing="scheduled")
    report.step("search", who, "2024-03-09")
    marks = {mark.words: mark for lane in drawn(Desk().add(report.reading()).file("r#1")).lanes for mark in lane.marks}
    assert (marks["release"].shape, marks["release"].hollow) == ("diamond", False)
    assert (marks["planned: hearing"].shape, marks["planned: hearing"].hollow) == ("disc", True)
    assert marks["search"].shape == "square"


def test_many_people_are_counted_not_drawn() -> None:
    found = drawn(case(people=LANES + 3))
    assert (len(found.lanes), found.more) == (LANES, 3)


def test_without_a_day_nothing_is_drawn() -> None:
    assert timeline(replace(case(), timeline=()), {}, date(2024, 5, 1)) is None


@pytest.mark.parametrize("days", [1, 8, 40, 90, 400, 900, 3000, 30000])
def test_marks_of_the_scale_do_not_touch(days: int) -> None:
    first = date(1990, 1, 3)
    found = ticks(first, first + timedelta(days=days), lambda day: 900 * (day - first).days / days)
    assert all(right.x - left.x >= 58 for left, right in pairwise(found))
    assert len(found) <= 16


def test_sources_stand_in_three_columns_and_every_line_ends_at_a_box() -> None:
    file = case()
    told = Background((Heard("her lawyer", "person", {"o1": 2}), Heard("the court", "official", {"o1": 1})), frozenset({"o1"}))
    found = sources(file, told)
    assert found is not None
    assert [box.above for box in found.boxes if box.kind == "voice"] == ["her lawyer", "the court"]
    assert len([box for box in found.boxes if box.kind == "report"]) == len(file.reports)
    assert len({box.x for box in found.boxes}) == 3
    ends = {f"{box.x:g} {box.y + box.height / 2}" for box in found.boxes}
    assert all(any(line.path.endswith(end) for end in ends) for line in found.lines)
    assert sources(file, Background(whole=False)) is None
    assert sources(replace(file, reports=(), origins=()), told) is None


BISHKEK, OSH = Place("l1", "Bishkek", "KG", lat=42.87, lon=74.59), Place("l2", "Osh", "KG", lat=40.53, lon=72.79)


def test_places_stand_in_their_country() -> None:
    found = place_map([BISHKEK, OSH], ["KG"])
    assert found is not None
    assert {land.name for land in found.lands if land.own} == {"Kyrgyzstan"}
    assert {"Kazakhstan", "Uzbekistan"} <= {land.name for land in found.lands}
    (north, south) = found.dots
    assert (north.name, south.name) == ("Bishkek", "Osh")
    assert north.x > south.x
    assert north.y < south.y
    assert all(0 < dot.x < WIDTH and 0 < dot.y < HEIGHT for dot in found.dots)


def test_without_positions_the_country_is_shown_and_without_a_country_nothing() -> None:
    found = place_map([Place("l1", "Tasbulan")], ["KZ"])
    assert found is not None
    assert not found.dots
    assert [land.name for land in found.lands if land.own] == ["Kazakhstan"]
    assert place_map([Place("l1", "Tasbulan")], []) is None
    assert place_map([], ["XX"]) is None


@pytest.mark.parametrize(("lat", "lon"), [(89.9, 0.0), (-89.9, 0.0), (0.0, 179.9), (0.0, -179.9), (0.0, 0.0)])
def test_a_place_anywhere_can_be_drawn(lat: float, lon: float) -> None:
    found = place_map([Place("l1", "Somewhere", lat=lat, lon=lon)], [])
    assert found is not None
    assert len(found.dots) == 1
