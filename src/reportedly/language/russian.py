"""Russian through razdel, slovnet and pymorphy3. This file turns text into tokens, sentences and names; ``russian_clauses`` makes the clauses."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from razdel import sentenize, tokenize

from reportedly.language.paragraphs import paragraphs
from reportedly.language.russian_cases import WORDS_OF_MEN, WORDS_OF_WOMEN, agreed, is_initial, tells_gender
from reportedly.language.russian_clauses import clauses_of
from reportedly.language.russian_forms import (
    is_common_noun,
    is_first_name,
    is_noun_for_a_person,
    is_patronymic,
    is_short_participle,
    is_small_word,
    lemma_of,
    nominative_of,
    place_of,
    voice_of,
)
from reportedly.language.russian_holders import holder_in
from reportedly.language.russian_mending import bind_name, mend_tree, name_object, name_subject, reattach_name, top_of
from reportedly.language.russian_models import Models, Parsed, Tag, load_models
from reportedly.language.russian_names import NamePiece, normal_names
from reportedly.language.russian_phrases import Tree, Word, phrases_of
from reportedly.model.text import Article, Clause, Depth, Name, NameKind, Phrase, Reading, Sentence, Span, Token

__all__ = ["read_all"]

# shorter words are as often names from abroad: "Кит", "Рой"
_SHORTEST_POST = 5
_KINDS = {"PER": NameKind.PERSON, "ORG": NameKind.ORGANISATION, "LOC": NameKind.PLACE}
# endings of Central Asian names; written small, so that a parser takes them for verbs
_NAME_ENDINGS = WORDS_OF_MEN | WORDS_OF_WOMEN
# participles that are somebody: "the accused", "those detained"
_SOMEBODY_IN = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "appos", "conj"})


def read_all(articles: Iterable[Article]) -> Iterator[Reading]:
    """Read Russian articles in full depth, in their order."""
    models = load_models()
    for article in articles:
        yield _read(article, models)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence before it is parsed: its paragraph, its span, and its words with their spans."""

    paragraph: int
    span: Span
    words: tuple[str, ...]
    spans: tuple[Span, ...]


def _pieces(article: Article) -> list[_Piece]:
    found = []
    for number, paragraph in paragraphs(article):
        for part in sentenize(paragraph.of(article.text)):
            start = paragraph.start + part.start
            words = [(word.text, Span(start + word.start, start + word.stop)) for word in tokenize(part.text)]
            if words:
                span = Span(start, start + len(part.text.rstrip()))
                found.append(_Piece(number, span, tuple(word for word, _ in words), tuple(at for _, at in words)))
    return found


def _shown(words: Sequence[str]) -> list[str]:
    """Words as the parser is shown them: the endings of Central Asian names with a capital, so that it sees names."""
    return [
        (word.capitalize() if word in _NAME_ENDINGS and at and words[at - 1][:1].isupper() else word).replace("ё", "е")
        for at, word in enumerate(words)
    ]


def _read(article: Article, models: Models) -> Reading:
    pieces = _pieces(article)
    parsed = models.parse([piece.words for piece in pieces], [_shown(piece.words) for piece in pieces])
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    heads: list[int] = []
    phrases: dict[int, Phrase] = {}
    clauses: dict[int, Clause] = {}
    names: list[Name] = []
    for piece, told in zip(pieces, parsed, strict=True):
        first = len(tokens)
        sentence = Sentence(len(sentences), piece.span, first, first + len(piece.words), piece.paragraph)
        told = replace(told, tags=tuple(_as_participle(tag) for tag in _as_a_noun(told)))
        inside = _names(piece, told, first, article.text)
        words = _words(piece.words, told, [(name.first - first, name.last - first, name.kind) for name in inside])
        sentences.append(sentence)
        names.extend(inside)
        tokens.extend(_token(word, piece.spans[word.index], first, sentence.index) for word in words)
        heads.extend(first + word.head for word in words)
        tree = Tree(words)
        inside_it = phrases_of(tree, first)
        phrases.update(inside_it)
        clauses.update(clauses_of(tree, inside_it, first, sentence.index))
    tokens = _with_normals(tokens, names)
    reading = Reading(
        article.id,
        article.lang,
        Depth.FULL,
        article.text,
        tuple(sentences),
        tuple(tokens),
        tuple(names),
        phrases,
        clauses,
        tuple(heads),
        models.label,
    )
    return replace(reading, names=tuple(replace(name, normal=reading.normal_of(name.first, name.last)) for name in names))


def _as_a_noun(told: Parsed) -> tuple[Tag, ...]:
    """The tags of a sentence; the word that opens it is no name because it is written large: "Кардиолог Дальнин"."""
    opening = told.tags[0]
    named = any(label == "PER" and start == 0 and stop > 1 for start, stop, label in told.names)
    if opening.pos == "PROPN" and is_small_word(opening.text) and all(start for start, _, _ in told.names):
        # "Заочно арестована": an adverb is no name either
        return (replace(opening, pos="ADV", feats={}), *told.tags[1:])
    if named and opening.pos == "PROPN" and len(opening.text) >= _SHORTEST_POST and is_noun_for_a_person(opening.text):
        return (replace(opening, pos="NOUN"), *told.tags[1:])
    return told.tags


def _as_participle(tag: Tag) -> Tag:
    """A short passive participle that was taken for an adjective, as at the beginning of a headline: "Арестован"."""
    if tag.pos not in {"ADJ", "NOUN", "PROPN"} or not is_short_participle(tag.text):
        return tag
    feats = {key: value for key, value in tag.feats.items() if key in {"Gender", "Number"}}
    return replace(tag, pos="VERB", feats={**feats, "VerbForm": "Part", "Variant": "Short", "Voice": "Pass", "Tense": "Past", "Aspect": "Perf"})


def _names(piece: _Piece, told: Parsed, first: int, text: str) -> list[Name]:
    tags = told.tags
    names: list[Name] = []
    cuts: set[int] = set()
    for start, stop, label in told.names:
        inside = list(range(start, stop))
        while inside and not piece.words[inside[0]][0].isalnum():
            inside = inside[1:]
        while inside and not piece.words[inside[-1]][0].isalnum() and piece.words[inside[-1]] != ".":
            inside = inside[:-1]
        if inside == [0] and label == "PER" and _is_only_opening(piece.words[0], tags[0], text):
            continue
        opens = len(inside) > 1 and label == "PER" and inside[0] == 0 and not is_first_name(piece.words[0])
        if opens and (tags[0].pos in {"NOUN", "ADJ", "VERB"} or is_small_word(piece.words[0])):
            # a word for a person that opens the sentence: "Обвиняемую Белкину"
            inside = inside[1:]
        held = holder_in(piece.words, tags, inside, label)
        if held is not None:
            # what a post belongs to is no part of the name behind it
            kind = _KINDS[label] if label != "PER" else NameKind.PLACE if piece.words[inside[0]].istitle() else NameKind.ORGANISATION
            names.append(_name(piece, inside[0], held, kind, first, text))
            inside, label = [at for at in inside if at >= held], "PER"
        cut = _second_name(piece, tags, inside) if label == "PER" and inside else None
        if cut is not None:
            cuts.add(cut)
            names.append(_name(piece, inside[0], cut, _KINDS[label], first, text))
            inside = [at for at in inside if at >= cut]
        if inside:
            names.append(_name(piece, inside[0], inside[-1] + 1, _KINDS[label], first, text))
    return _completed(piece, tags, sorted((*names, *_with_initials(piece, names, first, text)), key=lambda name: name.first), cuts, first, text)


def _with_initials(piece: _Piece, names: list[Name], offset: int, text: str) -> list[Name]:
    """Names that begin with an initial and that were not seen: "П.Дальнин"."""
    taken = {at - offset for name in names for at in range(name.first, name.last)}
    found: list[Name] = []
    for at in range(2, len(piece.words)):
        word = piece.words[at]
        if (
            at in taken
            or not (len(word) > 2 and word.istitle() and word.isalpha())
            or piece.words[at - 1] != "."
            or not is_initial(piece.words[at - 2])
        ):
            continue
        first = at - 4 if at > 3 and piece.words[at - 3] == "." and is_initial(piece.words[at - 4]) else at - 2
        if taken.isdisjoint(range(first, at)):
            found.append(_name(piece, first, at + 1, NameKind.PERSON, offset, text))
    return found


def _is_only_opening(word: str, tag: Tag, text: str) -> bool:
    """Whether a word is written large only because it opens the sentence: "Приговорённая к штрафу", "Экс-сенатор арестован"."""
    if tag.feats.get("VerbForm") == "Part":
        return True
    stem = re.escape(word[: max(len(word) - 3, _SHORTEST_POST)])
    return is_noun_for_a_person(word) and re.search(rf"[a-zа-яё»,]\s+{stem}", text) is None


def _second_name(piece: _Piece, tags: Sequence[Tag], inside: list[int]) -> int | None:
    """Where a second person's name begins in what was seen as one: a caption that runs into a headline, or "адвокат Белкиной Егор Дальнин"."""
    if inside[-1] - inside[0] + 1 != len(inside):
        return None
    known = [is_first_name(piece.words[at]) and not is_patronymic(piece.words[at]) for at in inside]
    if len(inside) > 3 and known[0] and known[2] and not known[1] and not is_patronymic(piece.words[inside[1]]):
        return inside[2]
    if len(inside) == 4 and tells_gender(piece.words[inside[1]]) and not known[1] and not is_patronymic(piece.words[inside[1]]):
        # a family name in the middle ends a name: "Егора Дальнина Робел Ракитос"
        return inside[2]
    cases = [tags[at].feats.get("Case", "") for at in inside]
    if len(inside) > 2 and known[1] and not known[0] and cases[1] == "Nom" and cases[0] not in {"", "Nom"}:
        return inside[1]
    return None


def _name(piece: _Piece, first: int, last: int, kind: NameKind, offset: int, text: str) -> Name:
    span = Span(piece.spans[first].start, piece.spans[last - 1].end)
    return Name(span, span.of(text), kind, offset + first, offset + last)


def _completed(piece: _Piece, tags: Sequence[Tag], names: list[Name], cuts: set[int], offset: int, text: str) -> list[Name]:
    """Take "Тажибек кызы" and a second half that was seen apart into the name that they belong to."""
    done: list[Name] = []
    for name in names:
        first, last = name.first - offset, name.last - offset
        if name.kind is NameKind.PERSON:
            while last < len(piece.words) and piece.words[last].lower() in _NAME_ENDINGS:
                last += 1
            if last + 1 < len(piece.words) and piece.words[last + 1].lower() in _NAME_ENDINGS and piece.words[last][:1].isupper():
                last += 2
            beside = bool(done) and done[-1].kind is NameKind.PERSON and done[-1].last - offset >= first and first not in cuts
            beside = beside and (last - first == 1 or done[-1].last - done[-1].first == 1 or last - first > name.last - name.first)
            if beside and _one_case(tags, done[-1].first - offset, first):
                first = done.pop().first - offset
        if done and done[-1].last - offset > first:
            continue
        done.append(_name(piece, first, last, name.kind, offset, text))
    return done


def _one_case(tags: Sequence[Tag], left: int, right: int) -> bool:
    one, two = (tags[at].feats.get("Case", "") for at in (left, right))
    return bool(one == two)


def _words(printed: Sequence[str], told: Parsed, names: list[tuple[int, int, NameKind]]) -> list[Word]:
    people = {at for first, last, kind in names if kind is NameKind.PERSON for at in range(first, last)}
    tags, heads, rels = told.tags, list(told.heads), list(told.rels)
    for first, last, kind in names:
        if kind is NameKind.PERSON:
            top = top_of(heads, first, last)
            tags = agreed(tags, first, last, _role(heads, rels, top), heads[top], heads[heads[top]])
    mend_tree(heads, rels, tags)
    for first, last, kind in names:
        if kind is NameKind.PERSON:
            bind_name(heads, rels, first, last)
            reattach_name(heads, rels, tags, first, last)
            name_subject(heads, rels, tags, top_of(heads, first, last))
            name_object(heads, rels, tags, first, last)
    words = []
    for at, (text, tag) in enumerate(zip(printed, tags, strict=True)):
        feats = dict(tag.feats)
        if feats.get("VerbForm") == "Part":
            feats["Voice"] = voice_of(text) or feats.get("Voice", "Act")
        rel = _by_case(rels[at], feats.get("Case", "Nom"), pronoun=tag.pos == "PRON")
        pos = "PROPN" if at in people and tag.pos not in {"PUNCT", "NUM"} and text[0].isalpha() else tag.pos
        if pos == "PROPN" and at not in people and at == 0 and (is_common_noun(text) or is_noun_for_a_person(text)):
            pos = "NOUN"
        if pos == "VERB" and feats.get("VerbForm") == "Part" and feats.get("Variant") != "Short" and rel in _SOMEBODY_IN:
            pos = "NOUN"
        lemma = _lemma(text, pos, tag.pos, feats)
        if rel == "nsubj" and _disagrees(feats, tags[heads[at]]):
            rel = "obj"
        words.append(Word(at, text, lemma, pos, feats, heads[at], rel if heads[at] != at else "root"))
    return words


def _role(heads: list[int], rels: list[str], at: int) -> str:
    """What a word is in its clause, through the words that it is joined to."""
    for _ in range(3):
        if rels[at] != "conj":
            break
        at = heads[at]
    return rels[at]


def _disagrees(feats: dict[str, str], verb: Tag) -> bool:
    """Whether a thing told as one is no subject of a verb told of many: "союз попросили уйти"."""
    above = verb.feats
    thing = feats.get("Animacy") == "Inan" and feats.get("Number") == "Sing"
    return thing and verb.pos == "VERB" and above.get("Number") == "Plur" and above.get("VerbForm") == "Fin"


def _by_case(rel: str, case: str, *, pronoun: bool) -> str:
    """What a word is in its clause, mended by its case: no subject stands in the accusative or the dative."""
    if rel in {"nsubj", "nsubj:pass"} and pronoun and case == "Gen":
        return "obj"
    if rel in {"nsubj", "nsubj:pass"} and case in {"Acc", "Dat", "Ins"}:
        return {"Acc": "obj", "Dat": "iobj"}.get(case, "obl")
    return rel


def _lemma(text: str, pos: str, tagged: str, feats: dict[str, str]) -> str:
    if pos == "NOUN" and tagged == "VERB":
        # "задержанных" told of people is the noun "задержанный"
        return nominative_of(text.lower(), "ADJ", {**feats, "Number": "Sing", "Gender": "Masc"} | _somebody(feats)).replace("ё", "е")
    lemma = lemma_of(text, tagged if pos == "PROPN" else pos, feats)
    if pos == "VERB" and feats.get("Voice") == "Pass" and lemma.endswith("ся"):
        return lemma.removesuffix("ся")
    return lemma


def _somebody(feats: dict[str, str]) -> dict[str, str]:
    return {"Case": feats.get("Case", "Gen")}


def _token(word: Word, span: Span, first: int, sentence: int) -> Token:
    feats = frozenset(f"{key}={value}" for key, value in word.feats.items())
    normal = nominative_of(word.text, word.pos, word.feats) if word.pos in {"NOUN", "PROPN", "ADJ"} and "Case" in word.feats else ""
    agrees = word.rel in {"amod", "det", "flat", "flat:name", "appos", "conj"}
    return Token(first + word.index, span, word.text, word.lemma, word.pos, sentence, feats, "" if normal == word.text else normal, agrees)


def _with_normals(tokens: list[Token], names: list[Name]) -> list[Token]:
    """Put people's names into the nominative, all of a report together, so that a full name helps a surname that stands alone."""
    pieces = [
        [NamePiece(at, tokens[at].text, _feats(tokens[at])) for at in range(name.first, name.last)] for name in names if name.kind is NameKind.PERSON
    ]
    for at, normal in normal_names(pieces).items():
        tokens[at] = replace(tokens[at], normal=normal if normal != tokens[at].text else "")
    printed = {token.text for token in tokens}
    for name in names:
        if name.kind is NameKind.PLACE and name.last - name.first == 1:
            token = tokens[name.first]
            normal = place_of(token.text, _feats(token), printed)
            tokens[name.first] = replace(token, normal=normal if normal != token.text else "")
    return tokens


def _feats(token: Token) -> dict[str, str]:
    return dict(feature.split("=", 1) for feature in token.features)
