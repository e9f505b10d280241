"""Find every expression of time in a report: match wordings, widen them by parts, prepositions and ranges, resolve them in the order of the text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from reportedly.extract.dates.conditions import Place, head_of, holds, is_premodifier
from reportedly.extract.dates.days import Interval
from reportedly.extract.dates.matching import Wording, match, may_open
from reportedly.extract.dates.resolving import UNKNOWN, Setting, Turn, resolve
from reportedly.extract.dates.turns import turn_of
from reportedly.extract.pieces import Piece, pieces_of
from reportedly.lexicon import dates as date_words
from reportedly.lexicon import numbers as number_words
from reportedly.model.text import Reading, Span, Tense
from reportedly.model.when import Bearing, When, WhenMention

__all__ = ["find_dates"]

_FAR = timedelta(days=270)
_NO_ANCHOR = frozenset({"span", "within", "decade", "vague"})


@dataclass(frozen=True, slots=True)
class _Expression:
    """One wording, or two that make a range, with the pieces that belong to it and how it bears on what is told."""

    wording: Wording
    to: Wording | None
    first: int
    last: int
    bearing: Bearing


def find_dates(reading: Reading, published: date | None) -> tuple[WhenMention, ...]:
    """Every expression of time in a report, in the order of the text, as an interval of days.

    Relative expressions and those without a year resolve against the day of publication; without one, or without the time that they lean on,
    both ends stay None: nothing is guessed.
    """
    lexicon = date_words.load(reading.lang)
    if not lexicon.rules:
        return ()
    found: list[WhenMention] = []
    before: list[tuple[date, date]] = []
    month_first = _month_first(reading)
    for sentence in reading.sentences:
        place = Place(reading, pieces_of(reading, sentence), lexicon)
        for expression in _expressions(place):
            setting = Setting(published, _turn(place, expression), tuple(before[-6:]), month_first)
            interval = _resolve(place, expression, setting)
            found.append(_mention(place, expression, interval, published))
            if interval[0] and interval[1] and _is_anchor(place, expression):
                before.append((interval[0], interval[1]))
    return tuple(found)


def _month_first(reading: Reading) -> bool | None:
    """The order of numeric dates, if one of the report tells it: 4/19/2025 or 19/4/2025."""
    for at, token in enumerate(reading.tokens):
        parts = token.text.split("/")
        if len(parts) == 3 and all(part.isdecimal() for part in parts) and len(parts[0]) <= 2:
            first, second = int(reading.tokens[at].text.split("/")[0]), int(parts[1])
            if first > 12 or second > 12:
                return second > 12
    return None


def _wordings(place: Place) -> list[Wording]:
    numbers = number_words.load(place.reading.lang)
    found: list[Wording] = []
    at = 0
    while at < len(place.pieces):
        opens = may_open(place.pieces[at], place.lexicon, numbers)
        wording = next((one for one in match(place.pieces, at, place.lexicon, numbers) if holds(place, one)), None) if opens else None
        if wording is None:
            at += 1
            continue
        found.append(_with_part(place, wording, found[-1].last if found else 0))
        at = wording.last
    return found


def _with_part(place: Place, wording: Wording, floor: int) -> Wording:
    """Take along words that narrow the time ("early", "the end of"), or that name a part of a day, which is shorter than we resolve."""
    parts, before_day, after_day = (place.lexicon.words_of(name) for name in ("part", "part-of-day", "day-part"))
    first, last, part = wording.first, wording.last, ""
    is_day = "weekday" in wording.slots or "day" in wording.slots or wording.rule.means == "offset"
    for length in range(6, 0, -1):
        words = tuple(piece.text for piece in place.pieces[max(floor, first - length) : first])
        if is_day and words in before_day:
            first -= len(words)
            break
        if not is_day and words in parts:
            first, part = first - len(words), str(parts[words])
            break
    if is_day:
        for length in range(3, 0, -1):
            words = tuple(piece.text for piece in place.pieces[last : last + length])
            if len(words) == length and words in after_day:
                last += length
                break
    return replace(wording, first=first, last=last, part=part)


def _expressions(place: Place) -> Iterator[_Expression]:
    wordings = _borrow_years(place, _wordings(place))
    at = 0
    while at < len(wordings):
        wording = wordings[at]
        follow = wordings[at + 1] if at + 1 < len(wordings) else None
        ranged = follow is not None and _joins(place, wording, follow)
        to = follow if ranged else None
        yield _expression(place, wording, to, wordings[at - 1].last if at else 0)
        at += 2 if ranged else 1


def _between(place: Place, one: Wording, other: Wording) -> Sequence[Piece]:
    return place.pieces[one.last : other.first]


def _joins(place: Place, one: Wording, other: Wording) -> bool:
    """Whether two wordings make a range: "from X to Y", "X-Y", "between X and Y"."""
    inside = _between(place, one, other)
    words = tuple(piece.text for piece in inside if piece.text != "the")
    value = place.lexicon.words_of("join").get(words)
    if value not in ("to", "and") or _class(one) != _class(other) or one.rule.means in _NO_ANCHOR or one.rule.means == "offset":
        return False
    before = tuple(piece.text for piece in place.pieces[max(0, one.first - 1) : one.first])
    return value == "to" or place.lexicon.words_of("join").get(before) == "between"


def _borrow_years(place: Place, wordings: list[Wording]) -> list[Wording]:
    """As in "in March and June 2023": a time without a year takes it from the next one that it is joined to."""
    found = list(wordings)
    for at in range(len(found) - 2, -1, -1):
        one, other = found[at], found[at + 1]
        year, later = other.slots.get("year"), other.slots.get("month")
        marks = {piece.text for piece in _between(place, one, other)} - {","}
        joined = not marks or all((mark,) in place.lexicon.words_of("join") for mark in marks)
        if year is None or not joined or "year" in one.slots or "month" not in one.slots or one.rule.means != "calendar" or one.rule.given:
            continue
        month = one.slots["month"]
        turned = isinstance(month, int) and isinstance(later, int) and month > later and _joins(place, one, other)
        found[at] = replace(one, slots={**one.slots, "year": int(str(year)) - 1 if turned else year})
    return found


def _expression(place: Place, wording: Wording, to: Wording | None, floor: int) -> _Expression:
    last = to.last if to else wording.last
    first, bearing = wording.first, Bearing.ON
    if to is not None or not is_premodifier(place, wording.first, last):
        first, bearing = _bearing(place, wording.first, floor)
    if to is not None and bearing in (Bearing.SINCE, Bearing.AFTER):
        bearing = Bearing.ON
    if bearing is Bearing.ON and _is_end(place, wording.first, last):
        bearing = Bearing.UNTIL
    return _Expression(wording, to, first, last, bearing)


def _bearing(place: Place, first: int, floor: int) -> tuple[int, Bearing]:
    """How far the words before an expression belong to it, and what bearing they give."""
    texts = [piece.text for piece in place.pieces]
    fillers = place.lexicon.words_of("filler")
    clock = _before_clock(place, first, floor)
    if clock < first:
        start, bearing = _bearing(place, clock, floor)
        if bearing is not Bearing.ON:
            return start, bearing
    at = first
    for _ in range(3):
        for words, bearing, lemmas in place.lexicon.bearings:
            start = at - len(words)
            if start >= floor and tuple(texts[start:at]) == words and _governed(place, start, lemmas):
                return start, bearing
        step = next((length for length in (4, 3, 2, 1) if at - length >= floor and tuple(texts[at - length : at]) in fillers), 0)
        if not step:
            break
        at -= step
    return first, Bearing.ON


def _before_clock(place: Place, first: int, floor: int) -> int:
    """Where a time of day before a day begins ("5 p.m. on Friday"); ``first`` itself if there is none."""
    words = place.lexicon.cues.get("clock", frozenset())
    at = first
    while at > floor and first - at < 10 and (place.pieces[at - 1].is_number or place.pieces[at - 1].text in words):
        at -= 1
    told = [piece for piece in place.pieces[at:first] if piece.is_number]
    return at if told and at < first - 1 else first


def _governed(place: Place, at: int, lemmas: frozenset[str]) -> bool:
    if not lemmas:
        return True
    clause = place.reading.clause_of(place.pieces[at].token)
    return clause is not None and clause.lemma in lemmas


def _is_end(place: Place, first: int, last: int) -> bool:
    """As in "his detention expires on June 17" tells an end, "the siege ended on June 17" an event."""
    token = head_of(place.reading, place.pieces[first].token, place.pieces[last - 1].token + 1)
    clause = place.reading.clause_of(token)
    return clause is not None and clause.lemma in place.lexicon.cues.get("ending", frozenset()) and clause.tense in (Tense.PRESENT, Tense.FUTURE)


def _turn(place: Place, expression: _Expression) -> Turn:
    if expression.bearing is Bearing.UNTIL or _is_aimed_at(place, expression):
        return Turn.FUTURE
    pieces = place.pieces
    token = head_of(place.reading, pieces[expression.first].token, pieces[expression.last - 1].token + 1)
    turn = turn_of(place.reading, token, place.lexicon)
    if expression.bearing is Bearing.SINCE:
        behind = pieces[expression.first].text in place.lexicon.cues.get("behind", frozenset())
        return turn if turn is Turn.FUTURE and not behind else Turn.PAST
    if _class(expression.wording) == "weekday":
        sentence = place.reading.sentence_of(token)
        owned = is_premodifier(place, expression.wording.first, expression.wording.last)
        present = turn is Turn.NEAR and not sentence.is_headline and not owned and not _is_report(place, token)
        return Turn.FUTURE if present else Turn.PAST if turn is Turn.NEAR else turn
    if expression.bearing is Bearing.BEFORE and turn is Turn.PAST:
        return Turn.NEAR
    if turn is Turn.FUTURE and "day" in expression.wording.slots and is_premodifier(place, expression.wording.first, expression.wording.last):
        return Turn.NEAR
    return turn


def _is_aimed_at(place: Place, expression: _Expression) -> bool:
    """As in "set the hearing for May 5", "fixed May 5 for mention"."""
    before = place.pieces[expression.first - 1].text if expression.first else ""
    behind = place.pieces[expression.last].text if expression.last < len(place.pieces) else ""
    exact = expression.wording.slots.keys() & {"day", "weekday"}
    ahead, fixing = (place.lexicon.cues.get(cue, frozenset()) for cue in ("ahead", "fixing"))
    return bool(exact) and (before in ahead or (before in fixing and behind in ahead))


def _is_report(place: Place, token: int) -> bool:
    """No verb, or a verb of reporting: "police say on Monday" is past."""
    clause = place.reading.clause_of(token)
    return clause is None or clause.lemma in place.lexicon.cues.get("reporting", frozenset())


def _class(wording: Wording) -> str:
    slots = wording.slots.keys()
    return "weekday" if slots == {"weekday"} else "year" if slots == {"year"} else wording.rule.means


def _resolve(place: Place, expression: _Expression, setting: Setting) -> Interval:
    interval = resolve(expression.wording, setting)
    if expression.to is not None:
        return _range(interval, expression.to, setting)
    if expression.bearing is Bearing.UNTIL and interval[0] and setting.published and interval[0] - setting.published > _FAR:
        return _passed_end(place, expression, setting, interval)
    return interval


def _passed_end(place: Place, expression: _Expression, setting: Setting, ahead: Interval) -> Interval:
    """An end nearly a year ahead, told of the past without a year, is rather one that has passed: "was held until February"."""
    token = place.pieces[expression.first].token
    if "year" in expression.wording.slots or turn_of(place.reading, token, place.lexicon) is not Turn.PAST:
        return ahead
    return resolve(expression.wording, replace(setting, turn=Turn.PAST))


def _range(first: Interval, to: Wording, setting: Setting) -> Interval:
    if first[0] is None:
        return UNKNOWN
    loose = "year" not in to.slots and not to.rule.given
    last = resolve(to, replace(setting, published=first[0], turn=Turn.FUTURE) if loose else setting)
    return (first[0], last[1]) if last[1] and last[1] >= first[0] else UNKNOWN


def _is_anchor(place: Place, expression: _Expression) -> bool:
    """Whether "the same day" may lean on it: not an end, not a vague time, and not when somebody said something."""
    rule = expression.wording.rule
    if expression.bearing is Bearing.UNTIL or rule.means in _NO_ANCHOR or rule.given.get("vague"):
        return False
    pieces = place.pieces
    clause = place.reading.clause_of(head_of(place.reading, pieces[expression.first].token, pieces[expression.last - 1].token + 1))
    return clause is None or clause.lemma not in place.lexicon.cues.get("reporting", frozenset())


def _mention(place: Place, expression: _Expression, interval: Interval, published: date | None) -> WhenMention:
    pieces = place.pieces
    span = Span(pieces[expression.first].span.start, pieces[expression.last - 1].span.end)
    told = "year" in expression.wording.slots or expression.wording.rule.means == "numeric"
    when = When(interval[0], interval[1], " ".join(span.of(place.reading.text).split()), span, None if told else published)
    return WhenMention(when, expression.bearing, pieces[expression.first].token, pieces[expression.last - 1].token + 1)
