"""Where the wording of an offence begins and ends, and where one of a list ends and the next begins."""

from dataclasses import dataclass
from functools import cache

from reportedly.lexicon.charges import Edges, charge_cues, edges
from reportedly.lexicon.offences import NameMatch, best_name, matches, offence_names, word_forms
from reportedly.model.text import NameKind, Reading, Token

__all__ = ["Wording", "name_in", "wordings_after"]

_QUOTES = {'"', "“", "”", "''", "``", "«", "»", "'", "‘", "’"}
_BREAKS = {";", ":", "(", ")", "[", "]", "?", "!", "."}
_HYPHENS = {"-", "‐", "‑"}
_DANGLING = {"ADP", "PUNCT", "CCONJ", "DET", "PRON", "SCONJ", "PART", "AUX"}
_FAR = 4
_BARE = 2


@dataclass(frozen=True, slots=True)
class Wording:
    """A half-open token range that words one offence, and the name of the lexicon in it."""

    first: int
    last: int
    name: NameMatch | None


def name_in(reading: Reading, first: int, last: int) -> NameMatch | None:
    """The name of an offence in a token range; its positions are token numbers. What stands before the first preposition counts most."""
    at = [i for i in range(first, last) if reading.tokens[i].text not in _HYPHENS]
    words = [word_forms(reading.tokens[i].text, reading.tokens[i].lemma, reading.lang) for i in at]
    opening = next((n for n, i in enumerate(at) if n and reading.tokens[i].pos in {"ADP", "SCONJ"}), len(at))
    found = best_name(words, reading.lang, opening)
    return NameMatch(found.name, at[found.first], at[found.last - 1] + 1, found.weight) if found else None


def wordings_after(reading: Reading, start: int, sure: bool, acts: bool) -> list[Wording]:
    """The offences that are worded from a token on.

    Args:
        reading: The report.
        start: The token after "with", "of", "for".
        sure: Whether whatever stands there is an offence; otherwise only an act or a known name is taken.
        acts: Whether an act that the lexicon does not know may be one.
    """
    last_of_sentence = reading.sentence_of(start).last if start < len(reading.tokens) else start
    while start < last_of_sentence and reading.tokens[start].text in _QUOTES:
        start += 1
    found: list[Wording] = []
    for first, last in _pieces(reading, start, last_of_sentence, sure):
        wording = _trimmed(reading, first, last)
        if wording and _is_offence(reading, wording, sure, acts):
            found.append(wording)
        elif not found:
            return []
    return found


def _pieces(reading: Reading, start: int, limit: int, sure: bool) -> list[tuple[int, int]]:
    """The pieces of a list of offences; one goes on after an aside ("… during a robbery, two counts of …") if what comes is surely another."""
    found: list[tuple[int, int]] = []
    at: int | None = start
    while at is not None:
        end = _end(reading, at, limit)
        found.extend(_listed(reading, _chunks(reading, at, end), sure))
        at = _after_aside(reading, end, limit) if sure else None
    return found


def _after_aside(reading: Reading, end: int, limit: int) -> int | None:
    """Where a list goes on after what is no part of it: after a comma or "and", with a count or a name of an offence; never past another verb."""
    for at in range(end, limit - 1):
        token = reading.tokens[at]
        if token.text in {";", ":"} or (_is_finite(reading, at) and token.lemma not in edges(reading.lang).aside):
            return None
        if token.text == "," or token.pos == "CCONJ":
            start = at + 2 if reading.tokens[at + 1].pos == "CCONJ" else at + 1
            close = next((i for i in range(start, limit) if reading.tokens[i].text == "," or reading.tokens[i].pos == "CCONJ"), limit)
            if _is_counted(reading, start, close) or _opens_with_name(reading, start, close):
                return start
    return None


def _opens_with_name(reading: Reading, first: int, last: int) -> bool:
    begin = _after_counts(reading, first, last, edges(reading.lang))
    words = [word_forms(token.text, token.lemma, reading.lang) for token in reading.tokens[begin:last] if token.text not in _HYPHENS]
    return any(match.first == 0 and not match.name.within for match in matches(words, reading.lang))


def is_act(token: Token) -> bool:
    """Whether a token tells an act as a thing: "stealing"."""
    return token.pos in {"VERB", "AUX"} and ("VerbForm=Ger" in token.features or token.text.lower().endswith("ing"))


def _end(reading: Reading, start: int, limit: int) -> int:
    bounds, firm = edges(reading.lang), _firm(reading, start, limit)
    for at in range(start, limit):
        token = reading.tokens[at]
        if token.text in _BREAKS or (token.text in _QUOTES and token.pos == "PUNCT" and _closes(reading, at, limit)):
            return at
        if token.text.lower() in bounds.stop and at not in firm and not _joins_words(reading, at) and not _sets_manner(reading, at):
            return at
        if at > start and (_is_finite(reading, at) or _leads_away(reading, at, limit, bounds)):
            return at
    return limit


def _closes(reading: Reading, at: int, limit: int) -> bool:
    """Whether a quotation mark ends the wording: it follows a word, and no list goes on after it."""
    if reading.tokens[at - 1].span.end < reading.tokens[at].span.start:
        return False
    return at + 1 >= limit or (reading.tokens[at + 1].pos != "CCONJ" and reading.tokens[at + 1].text != ",")


def _joins_words(reading: Reading, at: int) -> bool:
    token, tokens = reading.tokens[at], reading.tokens
    return token.text in _HYPHENS and at + 1 < len(tokens) and tokens[at - 1].span.end == token.span.start


def _sets_manner(reading: Reading, at: int) -> bool:
    """Whether a word like "while" belongs to the act: "driving while intoxicated"."""
    return reading.tokens[at].pos == "SCONJ" and is_act(reading.tokens[at - 1]) and reading.tokens[at + 1].pos in {"VERB", "ADJ"}


def _is_finite(reading: Reading, at: int) -> bool:
    token = reading.tokens[at]
    if token.pos not in {"VERB", "AUX"} or is_act(token):
        return False
    if token.lemma in _counters(reading.lang) and reading.tokens[at - 1].pos in {"NUM", "NOUN", "ADJ"}:
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
    if word in bounds.time and at + 1 < limit and reading.tokens[at + 1].lemma in bounds.time:
        return True
    if word in bounds.before_act and at + 2 < limit and any(is_act(reading.tokens[i]) for i in (at + 1, at + 2)):
        return not is_act(reading.tokens[at + 1]) or reading.tokens[at + 1].text.lower() not in bounds.skip
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
        if token.pos in {"NOUN", "ADP", "VERB", "PUNCT"} and token.text not in _HYPHENS:
            return False
    return False


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
            first, mark = at + 1, "and" if token.pos == "CCONJ" else (mark or ",")
    if end > first:
        chunks.append((first, end, mark))
    return chunks


def _firm(reading: Reading, start: int, end: int) -> frozenset[int]:
    """The tokens inside fixed names, such as the "and" of "hit and run"."""
    at = [i for i in range(start, end) if reading.tokens[i].text not in _HYPHENS]
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
        opens = _is_counted(reading, next_first, next_last) or _opens_with_name(reading, next_first, next_last)
        aside = (aside and not opens) or any(token.lemma in edges(reading.lang).aside for token in reading.tokens[next_first:next_last])
        if aside or _is_gloss(reading, next_first, next_last):
            continue
        match _relation(reading, (first, last), (next_first, next_last), mark, sure):
            case "another":
                found.append((first, last))
                first, last = next_first, next_last
            case "same":
                last = next_last
            case _:
                if not (sure and number + 1 < len(chunks) and _stands_alone(reading, *chunks[number + 1][:2])):
                    break
    return [*found, (first, last)]


def _relation(reading: Reading, left: tuple[int, int], right: tuple[int, int], mark: str, sure: bool) -> str:
    """How a piece of a list relates to the one before it: another offence, part of the same, or none."""
    left_whole, right_whole = _stands_alone(reading, *left), _is_counted(reading, *right) or _stands_alone(reading, *right)
    root = _root(reading, *right)
    hangs = _hangs_on(reading, root, left[0], right[0])
    sibling = hangs and reading.heads[root] == _root(reading, *left)
    if right_whole:
        if left_whole or (mark == "," and sure and not _is_open(reading, left[1])):
            return "another"
        return "same"
    if not hangs:
        return "none"
    return "another" if sibling and sure and left_whole and not is_act(reading.tokens[_root(reading, *left)]) and mark == "and" else "same"


def _is_gloss(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece only says how grave the offence before it is: "a third-degree felony"."""
    bounds = edges(reading.lang)
    plain = bounds.generic | bounds.grade | bounds.skip | _HYPHENS | {"degree", "class"}
    return reading.tokens[first].pos == "DET" and all(not plain.isdisjoint((token.lemma, token.text.lower())) for token in reading.tokens[first:last])


def _is_open(reading: Reading, last: int) -> bool:
    """Whether a piece waits for its noun: "second-", "federal"."""
    token = reading.tokens[last - 1]
    if any(token.text.lower() in name.weak for name in offence_names(reading.lang)):
        return False
    return token.text in _HYPHENS or token.text.endswith("-") or token.pos in {"ADJ", "NUM", "ADP", "DET"}


def _is_counted(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece begins with its own count: "two counts of"."""
    begin = _after_counts(reading, first, last, edges(reading.lang))
    return begin < last and any(token.lemma in _counters(reading.lang) for token in reading.tokens[first:begin])


def _stands_alone(reading: Reading, first: int, last: int) -> bool:
    bounds = edges(reading.lang)
    first = _after_counts(reading, first, last, bounds)
    if first >= last:
        return False
    if is_act(_first_but_adverbs(reading, first, last)) and last - first > 1:
        return True
    if last - first > _BARE - 1 and _names_formally(reading, first, last):
        return True
    found = name_in(reading, first, last)
    if found is None:
        return False
    leading = [reading.tokens[i] for i in range(first, found.first)]
    return all(token.pos not in {"ADP", "SCONJ"} or token.text.lower() == "of" for token in leading) and len(leading) <= _FAR


def _names_formally(reading: Reading, first: int, last: int) -> bool:
    """Whether a piece has the form of a charge: "failure to …", "second-degree …", "… violations"."""
    bounds, tokens = edges(reading.lang), reading.tokens
    graded = tokens[first].text.lower() in bounds.grade and tokens[last - 1].pos == "NOUN"
    return graded or tokens[first].lemma in bounds.empty or tokens[last - 1].lemma in bounds.empty | _counters(reading.lang)


def _first_but_adverbs(reading: Reading, first: int, last: int) -> Token:
    return next((reading.tokens[i] for i in range(first, last) if reading.tokens[i].pos != "ADV"), reading.tokens[first])


def _root(reading: Reading, first: int, last: int) -> int:
    for at in range(first, last):
        if not first <= reading.heads[at] < last or reading.heads[at] == at:
            if reading.tokens[at].pos in {"DET", "PUNCT", "ADV", "CCONJ"}:
                continue
            return at
    return first


def _hangs_on(reading: Reading, token: int, first: int, last: int) -> bool:
    at = token
    while reading.heads[at] != at:
        at = reading.heads[at]
        if first <= at < last:
            return True
    return False


def _after_counts(reading: Reading, first: int, last: int, bounds: Edges) -> int:
    """Past articles, numbers and "three felony counts each of"."""
    counters = _counters(reading.lang)
    at = first
    while at < last and _is_preamble(reading, at, last, bounds, counters):
        at += 1
    return at


@cache
def _counters(lang: str) -> frozenset[str]:
    return frozenset(word for cue in charge_cues(lang) if cue.count for word in cue.words)


def _is_preamble(reading: Reading, at: int, last: int, bounds: Edges, counters: frozenset[str]) -> bool:
    token = reading.tokens[at]
    lower = token.text.lower()
    if lower in bounds.skip or token.text in _QUOTES:
        return True
    if token.lemma in counters and at > 0 and reading.tokens[at - 1].pos == "NUM":
        return True
    if token.lemma in counters:
        return any(reading.tokens[i].text.lower() in {"of", "for"} for i in range(at + 1, min(at + 3, last)))
    return (token.pos == "NUM" or lower.isdigit()) and _counts(reading, at + 1, last, counters)


def _counts(reading: Reading, first: int, last: int, counters: frozenset[str]) -> bool:
    return any(reading.tokens[i].lemma in counters for i in range(first, min(first + 3, last)))


def _trimmed(reading: Reading, first: int, last: int) -> Wording | None:
    bounds = edges(reading.lang)
    first = _after_counts(reading, first, last, bounds)
    last = _without_tail(reading, first, last)
    if sum(token.text in _QUOTES for token in reading.tokens[first:last]) % 2 and last < len(reading.tokens) and reading.tokens[last].text in _QUOTES:
        last += 1
    if last <= first:
        return None
    name = name_in(reading, first, last)
    if name is not None and last - 1 == name.last and reading.tokens[last - 1].lemma in bounds.generic:
        last = name.last
    return Wording(first, last, name)


def _without_tail(reading: Reading, first: int, last: int) -> int:
    """Without the little words that dangle at the end of a wording."""
    while last > first and (reading.tokens[last - 1].pos in _DANGLING or reading.tokens[last - 1].text in _QUOTES):
        last -= 1
    return last


def _is_offence(reading: Reading, wording: Wording, sure: bool, acts: bool) -> bool:
    bounds = edges(reading.lang)
    opening = _first_but_adverbs(reading, wording.first, wording.last)
    content = [reading.tokens[i] for i in range(wording.first, wording.last) if reading.tokens[i].pos in {"NOUN", "VERB", "PROPN", "ADJ", "X"}]
    root = reading.tokens[_root(reading, wording.first, wording.last)]
    if (
        not content
        or all(token.lemma in bounds.generic | bounds.empty or token.text.lower() in bounds.time for token in content)
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
    inside = reading.tokens[wording.name.first : wording.name.last]
    return all(token.text[0].isupper() for token in inside) and any(
        name.first <= wording.name.first < name.last and name.kind in {NameKind.ORGANISATION, NameKind.PERSON} for name in reading.names
    )
