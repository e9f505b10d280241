"""Where the wording of an offence begins and ends, and where one of a list ends and the next begins."""

from dataclasses import dataclass

from reportedly.extract.offence_nominative import case_of, head_of
from reportedly.extract.offence_pieces import (
    HYPHENS,
    QUOTES,
    after_counts,
    counters_of,
    first_but_adverbs,
    is_act,
    is_counted,
    is_gloss,
    name_in,
    opens_with_name,
    relation,
    root_of,
    stands_alone,
)
from reportedly.extract.remembered import once_a_report
from reportedly.lexicon.charges import Edges, edges
from reportedly.lexicon.offences import NameMatch, matches, word_forms
from reportedly.model.text import NameKind, Reading

__all__ = ["Wording", "told_in_clause", "wordings_after"]

_BREAKS = {";", ":", "(", ")", "[", "]", "?", "!", "."}
_DANGLING = {"ADP", "PUNCT", "CCONJ", "DET", "PRON", "SCONJ", "PART", "AUX"}
_FAR = 4
_REACH = 10
_BARE = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """A half-open token range that words one offence, and the name of the lexicon in it."""

    first: int
    last: int
    name: NameMatch | None


def wordings_after(reading: Reading, start: int, sure: bool, acts: bool) -> list[Wording]:
    """The offences that are worded from a token on.

    Args:
        reading: The report.
        start: The token after "with", "of", "for".
        sure: Whether whatever stands there is an offence; otherwise only an act or a known name is taken.
        acts: Whether an act that the lexicon does not know may be one.
    """
    last_of_sentence = reading.sentence_of(start).last if start < len(reading.tokens) else start
    if _in_wrong_case(reading, start, last_of_sentence):
        return []
    while start < last_of_sentence and reading.tokens[start].text in QUOTES:
        start += 1
    found: list[Wording] = []
    for first, last in _pieces(reading, start, last_of_sentence, sure):
        wording = _trimmed(reading, first, last)
        if wording and _is_offence(reading, wording, sure, acts):
            found.append(wording)
        elif not found:
            return []
    return found


def told_in_clause(reading: Reading, start: int) -> list[Wording]:
    """What somebody is said to have done, in a clause of its own from a token on: "в том, что он [похитил деньги]"."""
    limit = reading.sentence_of(start).last if start < len(reading.tokens) else start
    for at in range(start, min(start + _REACH, limit)):
        if reading.tokens[at].text in _BREAKS | {","}:
            return []
        if reading.tokens[at].pos == "VERB" and "VerbForm=Fin" in reading.tokens[at].features:
            first = at - 1 if at > start and reading.tokens[at - 1].pos == "PART" else at
            end = next((i for i in range(at + 1, _end(reading, at, limit)) if reading.tokens[i].text == ","), _end(reading, at, limit))
            wording = _trimmed(reading, first, end)
            return [wording] if wording and wording.name else []
    return []


def _in_wrong_case(reading: Reading, start: int, limit: int) -> bool:
    """Whether what a preposition leads to stands in a case in which it is no offence: "за городом", "в адрес"."""
    head = head_of(reading, start, limit)
    if head is None or start == 0:
        return False
    told = next((feature[5:] for feature in reading.tokens[head].features if feature.startswith("Case=")), "")
    return bool(told) and f"{reading.tokens[start - 1].lower}:{told}" in edges(reading.lang).not_in_case


def _pieces(reading: Reading, start: int, limit: int, sure: bool) -> list[tuple[int, int]]:
    """The pieces of a list of offences; one goes on after an aside ("… during a robbery, two counts of …") if what comes is surely another."""
    found: list[tuple[int, int]] = []
    at: int | None = start
    while at is not None:
        end = _end(reading, at, limit)
        found.extend(_listed(reading, _chunks(reading, at, end), sure))
        at = _after_aside(reading, start, end, limit) if sure else _behind_brackets(reading, start, end, limit)
    return found


def _after_aside(reading: Reading, begin: int, end: int, limit: int) -> int | None:
    """Where a list goes on after what is no part of it: after a comma or "and", with a count or a name of an offence; never past another verb."""
    behind = _behind_brackets(reading, begin, end, limit)
    if behind is not None:
        return behind
    for at in range(end, limit - 1):
        token = reading.tokens[at]
        if token.text in {";", ":"} or (_is_finite(reading, at) and token.lemma not in edges(reading.lang).aside):
            return None
        if token.text == "," or token.pos == "CCONJ":
            start = at + 2 if reading.tokens[at + 1].pos == "CCONJ" else at + 1
            again = lead_again(reading, begin, at, limit)
            if again is not None and not _leads_away(reading, again - 1, limit, edges(reading.lang)):
                return again
            close = next((i for i in range(start, limit) if reading.tokens[i].text == "," or reading.tokens[i].pos == "CCONJ"), limit)
            if is_counted(reading, start, close) or opens_with_name(reading, start, close):
                return start
    return None


def _behind_brackets(reading: Reading, begin: int, end: int, limit: int) -> int | None:
    """Where a list goes on behind brackets, in the case that it began in: "виновным в краже (ст. 158 УК) и [незаконном хранении …]"."""
    bracket = next((i for i in range(end, min(end + _FAR + 1, limit)) if reading.tokens[i].text in {"(", ","}), limit)
    close = next((i for i in range(bracket, limit - 2) if reading.tokens[i].text == ")"), None) if bracket < limit else None
    if (
        close is None
        or reading.tokens[bracket].text == ","
        or not (reading.tokens[close + 1].text == "," or reading.tokens[close + 1].pos == "CCONJ")
    ):
        return None
    mine, theirs = head_of(reading, begin, end), head_of(reading, close + 2, limit)
    if mine is None or theirs is None:
        return None
    case = case_of(reading.tokens[mine])
    return close + 2 if case and case == case_of(reading.tokens[theirs]) else None


def _end(reading: Reading, start: int, limit: int) -> int:
    bounds, firm = edges(reading.lang), _firm(reading, start, limit)
    for at in range(start, limit):
        token = reading.tokens[at]
        if token.text in _BREAKS or (token.text in QUOTES and token.pos == "PUNCT" and _closes(reading, at, limit)):
            return at
        if token.text.lower() in bounds.stop and at not in firm and not _joins_words(reading, at) and not _sets_manner(reading, at):
            return at
        away = at not in firm and not _leads_on(reading, start, at, limit) and _leads_away(reading, at, limit, bounds)
        if at > start and (_is_finite(reading, at) or away or _begins_a_subject(reading, at)):
            return at
    return limit


def _begins_a_subject(reading: Reading, at: int) -> bool:
    """Whether somebody is named in the nominative, so that no offence is done to them: "осуждённый за убийство Егор Дальнин умер"."""
    return "Case=Nom" in reading.tokens[at].features and any(name.kind is NameKind.PERSON and name.first == at for name in reading.names)


def _closes(reading: Reading, at: int, limit: int) -> bool:
    """Whether a quotation mark ends the wording: it follows a word, and no list goes on after it."""
    if reading.tokens[at - 1].span.end < reading.tokens[at].span.start:
        return False
    return at + 1 >= limit or (reading.tokens[at + 1].pos != "CCONJ" and reading.tokens[at + 1].text != ",")


def _joins_words(reading: Reading, at: int) -> bool:
    token, tokens = reading.tokens[at], reading.tokens
    return token.text in HYPHENS and at + 1 < len(tokens) and tokens[at - 1].span.end == token.span.start


def _sets_manner(reading: Reading, at: int) -> bool:
    """Whether a word like "while" belongs to the act: "driving while intoxicated", "operating a vehicle while impaired"."""
    tokens = reading.tokens
    after = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
    if tokens[at].pos != "SCONJ" or after.pos not in {"VERB", "ADJ"}:
        return False
    return is_act(tokens[at - 1]) or (not is_act(after) and any(is_act(token) for token in tokens[max(0, at - _FAR) : at]))


def _leads_on(reading: Reading, start: int, at: int, limit: int) -> bool:
    """Whether the preposition that a list began with stands again behind "and": "for setting fire to a barn and for threatening her"."""
    if not 0 < start < at < limit - 1 or reading.tokens[at - 1].pos != "CCONJ":
        return False
    return reading.tokens[at].lower == reading.tokens[start - 1].lower and is_act(reading.tokens[at + 1])


def _is_finite(reading: Reading, at: int) -> bool:
    token = reading.tokens[at]
    if token.pos not in {"VERB", "AUX"} or is_act(token):
        return False
    if token.lemma in counters_of(reading.lang) and reading.tokens[at - 1].pos in {"NUM", "NOUN", "ADJ"}:
        return False
    if token.text.lower() in edges(reading.lang).grade and reading.tokens[at - 1].text == ",":
        return False
    if "VerbForm=Fin" in token.features:
        return True
    return (
        token.pos == "VERB" and "Tense=Past" in token.features and at in reading.clauses and reading.tokens[at - 1].text.lower() not in {"of", "to"}
    )


def _leads_away(reading: Reading, at: int, limit: int, bounds: Edges) -> bool:
    """Whether a word leads on to a day, a court, a person or a place that is no part of the offence."""
    word = reading.tokens[at].text.lower()
    dated = at + 1 < limit and reading.tokens[at + 1].text.isdigit() and reading.tokens[at].text[0].isupper()
    if (
        word in bounds.time
        and reading.tokens[at].pos in {"PROPN", "ADV"}
        and (dated or word not in {"may", "march"})
        and _is_time(reading, at, bounds)
    ):
        return True
    if word in bounds.time and at + 1 < limit and (reading.tokens[at + 1].lemma in bounds.time or (bounds.ago and _is_time(reading, at + 1, bounds))):
        return True
    if word in bounds.before_act and at + 2 < limit and any(is_act(reading.tokens[i]) for i in (at + 1, at + 2)):
        return not is_act(reading.tokens[at + 1]) or reading.tokens[at + 1].text.lower() not in bounds.skip
    if reading.tokens[at].pos in {"NUM", "ADV", "PART"} and any(reading.tokens[i].lower in bounds.ago for i in range(at + 1, min(at + _FAR, limit))):
        # "почти 16 лет назад"
        return True
    if word not in bounds.stop_before:
        return False
    for ahead in range(at + 1, min(at + 1 + _FAR, limit)):
        token = reading.tokens[ahead]
        if _is_time(reading, ahead, bounds) or (token.lemma in bounds.setting and not is_act(reading.tokens[at - 1])):
            return True
        kind = _name_kind(reading, ahead)
        if kind is NameKind.PERSON and word in bounds.before_people:
            return True
        if kind in {NameKind.PLACE, NameKind.ORGANISATION} and word in bounds.before_places:
            return True
        if token.pos in {"NOUN", "ADP", "VERB", "PUNCT"} and token.text not in HYPHENS and not _is_inside(reading, ahead, word, bounds):
            return False
    return False


def _is_inside(reading: Reading, at: int, word: str, bounds: Edges) -> bool:
    """Whether something is done in a thing whose name may follow: "в [редакции] журнала Larch Watch"; in languages with cases."""
    return word in bounds.before_places and reading.tokens[at].pos == "NOUN" and not {"Case=Loc", "Case=Gen"}.isdisjoint(reading.tokens[at].features)


def _is_time(reading: Reading, at: int, bounds: Edges) -> bool:
    token = reading.tokens[at]
    lower = token.text.lower().rstrip(".")
    if lower.isdigit() and len(lower) == 4 and lower[:2] in {"18", "19", "20"}:
        return True
    return lower in bounds.time and (lower not in {"may", "march", "last"} or token.text[0].isupper() or lower == "last")


def _name_kind(reading: Reading, at: int) -> NameKind | None:
    return next((name.kind for name in reading.names if name.first <= at < name.last), None)


def _chunks(reading: Reading, start: int, end: int) -> list[tuple[int, int, str]]:
    """Pieces between commas, "and", "or", each with what stands before it (``,`` or ``and``)."""
    chunks: list[tuple[int, int, str]] = []
    firm = _firm(reading, start, end)
    first, mark = start, ""
    for at in range(start, end):
        token = reading.tokens[at]
        if (token.text == "," or token.pos == "CCONJ") and at not in firm:
            if at > first:
                chunks.append((first, at, mark))
                mark = ""
            again = lead_again(reading, start, at, end)
            if again is not None:
                first, mark = again, "again"
            elif at >= first:
                first, mark = at + 1, "and" if token.pos == "CCONJ" else (mark or ",")
    if end > first:
        chunks.append((first, end, mark))
    return chunks


def lead_again(reading: Reading, start: int, at: int, limit: int) -> int | None:
    """Where a list goes on behind the preposition that it began with, after the comma or "and" at a token: "в краже, а также [в] разбое"."""
    if start == 0 or reading.tokens[start - 1].pos != "ADP":
        return None
    lead, place = reading.tokens[start - 1].lower, at + 1
    while place < limit - 1 and (reading.tokens[place].pos in {"CCONJ", "PART"} or reading.tokens[place].lower in edges(reading.lang).also):
        place += 1
    # "в" and "во", "о" and "об" are one preposition
    if (
        place + 1 >= limit
        or reading.tokens[place].pos != "ADP"
        or reading.tokens[place].lower[0] != lead[0]
        or abs(len(lead) - len(reading.tokens[place].text)) > 1
    ):
        return None
    if reading.tokens[place].lower == lead and is_act(reading.tokens[place + 1]):
        return place + 1
    mine, theirs = head_of(reading, start, limit), head_of(reading, place + 1, limit)
    if mine is None or theirs is None:
        return None
    case = case_of(reading.tokens[mine])
    return place + 1 if case and case == case_of(reading.tokens[theirs]) else None


@once_a_report
def _firm(reading: Reading, start: int, end: int) -> frozenset[int]:
    """The tokens inside fixed names, such as the "and" of "hit and run"."""
    at = [i for i in range(start, end) if reading.tokens[i].text not in HYPHENS]
    words = [word_forms(reading.tokens[i].text, reading.tokens[i].lemma, reading.lang) for i in at]
    return frozenset(
        at[n] for match in matches(words, reading.lang) if match.last - match.first == match.weight for n in range(match.first + 1, match.last - 1)
    )


def _listed(reading: Reading, chunks: list[tuple[int, int, str]], sure: bool) -> list[tuple[int, int]]:
    if not chunks:
        return []
    found = []
    first, last, _ = chunks[0]
    aside = False
    for number, (next_first, next_last, mark) in enumerate(chunks[1:], 1):
        opens = is_counted(reading, next_first, next_last) or opens_with_name(reading, next_first, next_last)
        aside = (aside and not opens) or any(token.lemma in edges(reading.lang).aside for token in reading.tokens[next_first:next_last])
        if aside or is_gloss(reading, next_first, next_last):
            continue
        match relation(reading, (first, last), (next_first, next_last), mark, sure):
            case "another":
                found.append((first, last))
                first, last = next_first, next_last
            case "same":
                last = next_last
            case _:
                if not (sure and number + 1 < len(chunks) and stands_alone(reading, *chunks[number + 1][:2])):
                    break
    return [*found, (first, last)]


def _trimmed(reading: Reading, first: int, last: int) -> Wording | None:
    bounds = edges(reading.lang)
    first = after_counts(reading, first, last, bounds)
    last = _without_tail(reading, first, last)
    if sum(token.text in QUOTES for token in reading.tokens[first:last]) % 2 and last < len(reading.tokens) and reading.tokens[last].text in QUOTES:
        last += 1
    if last <= first:
        return None
    name = name_in(reading, first, last)
    if name is not None and last - 1 == name.last and reading.tokens[last - 1].lemma in bounds.generic:
        last = name.last
    return Wording(first, last, name)


def _without_tail(reading: Reading, first: int, last: int) -> int:
    """Without the little words that dangle at the end of a wording."""
    while last > first and (reading.tokens[last - 1].pos in _DANGLING or reading.tokens[last - 1].text in QUOTES):
        last -= 1
    return last


def _is_offence(reading: Reading, wording: Wording, sure: bool, acts: bool) -> bool:
    bounds = edges(reading.lang)
    opening = first_but_adverbs(reading, wording.first, wording.last)
    content = [reading.tokens[i] for i in range(wording.first, wording.last) if reading.tokens[i].pos in {"NOUN", "VERB", "PROPN", "ADJ", "X"}]
    root = reading.tokens[root_of(reading, wording.first, wording.last)]
    if (
        not content
        or (wording.name is None and all(token.lemma in bounds.generic | bounds.empty or token.text.lower() in bounds.time for token in content))
        or _is_time(reading, wording.first, bounds)
    ):
        return False
    if is_act(opening) and wording.name is None:
        return acts and (opening.lemma not in bounds.generic or wording.last - wording.first > _BARE)
    if wording.name is not None and (not sure or root.lemma in bounds.generic):
        return not _is_institution(reading, wording) and all(
            reading.tokens[i].pos not in {"ADP", "VERB", "SCONJ"} and not (reading.tokens[i].pos == "PART" and reading.tokens[i].text[0].isalpha())
            for i in range(wording.first, wording.name.first)
        )
    if wording.name is not None:
        return True
    if not sure or root.lemma in bounds.generic or _is_named(reading, wording.first) or _is_named(reading, root.index):
        return False
    return root.pos in {"NOUN", "VERB", "ADJ", "PROPN"} and not opening.text.isdigit()


def _is_named(reading: Reading, at: int) -> bool:
    return reading.tokens[at].pos == "PROPN" and _name_kind(reading, at) is not None


def _is_institution(reading: Reading, wording: Wording) -> bool:
    """Whether the name of an offence is a part of somebody's own name: "the Robbery Unit"."""
    if wording.name is None or reading.sentence_of(wording.first).is_headline:
        return False
    return all(token.text[0].isupper() for token in reading.tokens[wording.name.first : wording.name.last]) and any(
        name.first <= wording.name.first < name.last and name.kind in {NameKind.ORGANISATION, NameKind.PERSON} for name in reading.names
    )
