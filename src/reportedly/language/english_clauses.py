"""From spaCy's English dependency labels to ``Phrase`` and ``Clause``. The only code that knows those labels."""

from collections.abc import Iterable, Iterator

from reportedly.language.english_nouns import ARGUMENT, is_noun_by_use
from reportedly.language.english_words import Word
from reportedly.model.text import Clause, Oblique, Phrase, Tense, Token

__all__ = ["clauses_of", "lost_verbs", "phrases_of"]

_INNER = {"det", "amod", "compound", "nummod", "poss", "quantmod", "predet", "nmod", "neg", "advmod", "case", "punct", "npadvmod"}
_VERBAL = {"VERB", "AUX"}
_BESIDE = {"before", "after", "since", "upon", "without", "while", "by"}
_WH = {"who", "whom", "which", "that", "whose"}
Place = dict[int, int]


def phrases_of(words: list[Word], place: Place) -> dict[int, Phrase]:
    """All noun phrases of some words, by head token. ``place`` maps spaCy's token numbers to ours."""
    return {place[token.i]: _phrase(token, place) for token in words if _is_nominal(token)}


def _is_nominal(token: Word) -> bool:
    return is_noun_by_use(token) or token.pos_ in {"NOUN", "PROPN", "PRON", "NUM"} or (token.pos_ in {"ADJ", "DET", "X"} and token.dep_ in ARGUMENT)


def _phrase(token: Word, place: Place) -> Phrase:
    first = token.i
    for child in reversed(token.lefts):
        if child.dep_ not in _INNER or child.range()[1] + 1 != first:
            break
        if child.dep_ == "punct" and child.text in {",", ";", ":"}:
            break
        first = child.range()[0]
    return Phrase(
        head=place[token.i],
        first=_near(first, place),
        last=place[token.i] + 1,
        whole_first=_near(token.range()[0], place),
        whole_last=_back(token.range()[1], place) + 1,
        appositions=tuple(place[child.i] for child in token.children if child.dep_ == "appos"),
        conjuncts=tuple(place[member.i] for member in _conjuncts(token)),
        possessor=next((place[child.i] for child in token.children if child.dep_ == "poss"), None),
        obliques=tuple(_obliques(token, place)),
        clauses=tuple(place[child.i] for child in token.children if child.dep_ in {"relcl", "acl"}),
    )


def _near(index: int, place: Place) -> int:
    while index not in place:
        index += 1
    return place[index]


def _back(index: int, place: Place) -> int:
    while index not in place:
        index -= 1
    return place[index]


def _conjuncts(token: Word) -> Iterator[Word]:
    for child in token.rights:
        if child.dep_ == "conj":
            yield child
            yield from _conjuncts(child)


def _obliques(token: Word, place: Place) -> Iterator[Oblique]:
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "VERB", "ADV", "PART"}:
            yield from _governed(child, child.lower_, place)
        elif child.dep_ == "acomp":
            # "is suspected of", "is guilty of": the preposition hangs on the adjective
            yield from _obliques(child, place)


def _governed(prep: Word, words: str, place: Place) -> Iterator[Oblique]:
    if words == "with" and prep.i > 0 and prep.before().lower_ in {"along", "together"}:
        words = f"{prep.before().lower_} with"
    for child in prep.children:
        if child.dep_ in {"pobj", "pcomp"}:
            yield Oblique(words, place[child.i], place[prep.i])
            for member in _conjuncts(child):
                yield Oblique(words, place[member.i], place[prep.i])
        elif child.dep_ == "prep":
            yield from _governed(child, f"{words} {child.lower_}", place)


def clauses_of(words: list[Word], place: Place, tokens: list[Token]) -> dict[int, Clause]:
    """All clauses of some words, verbal and nominal, by head token."""
    found: dict[int, Clause] = {}
    surface: dict[int, list[Word]] = {}
    lost = lost_verbs(words)
    for token in words:
        if token.i in lost:
            found[place[token.i]] = _found_again(token, lost[token.i], place, tokens)
        elif _heads_clause(token):
            found[place[token.i]] = _verbal(token, place, tokens, surface)
        elif token.pos_ == "NOUN":
            found[place[token.i]] = _nominal(token, place, tokens)
    return found


def lost_verbs(words: list[Word]) -> dict[int, Word]:
    """Past forms that the parser made a modifier of their object, by token number, with that object: "The court placed curator Dahl in custody"."""
    lost: dict[int, Word] = {}
    for word in words:
        if word.tag_ not in {"VBD", "VBN"} or word.dep_ != "amod" or word.head.i < word.i:
            continue
        if any(child.dep_ in {"nsubj", "nsubjpass"} for child in word.children):
            top = word.head
            while top.head.i != top.i and top.pos_ in {"NOUN", "PROPN"} and top.head.pos_ in {"NOUN", "PROPN"}:
                top = top.head
            lost[word.i] = top
    return lost


def _found_again(token: Word, top: Word, place: Place, tokens: list[Token]) -> Clause:
    """The clause of a lost verb: its subject does it, and the noun that it was hung on undergoes it, with all that is told beside it."""
    beside = _expand([top, *(child for child in top.children if child.dep_ == "appos")])
    return Clause(
        head=place[token.i],
        lemma=token.lemma_.lower(),
        sentence=tokens[place[token.i]].sentence,
        first=_near(token.sent_start, place),
        last=_back(token.sent_end - 1, place) + 1,
        tense=Tense.PAST,
        agents=_places(_expand(child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}), place),
        patients=_places((one for one in beside if one.pos_ in {"NOUN", "PROPN"}), place),
        obliques=tuple(oblique for one in (token, *beside) for oblique in _obliques(one, place)),
    )


def _heads_clause(token: Word) -> bool:
    if token.dep_ in {"aux", "auxpass"} or is_noun_by_use(token):
        return False
    if token.pos_ in _VERBAL:
        if token.dep_ == "amod" and any(child.dep_ == "auxpass" for child in token.rights):
            return True
        return token.dep_ not in {"amod", "compound", "prep", "nmod"}
    return token.pos_ == "ADJ" and token.dep_ == "ROOT" and any(child.dep_ == "nsubj" for child in token.children)


def _expand(heads: Iterable[Word]) -> list[Word]:
    members: list[Word] = []
    for head in heads:
        members.append(head)
        members.extend(_conjuncts(head))
    return members


def _is_passive(token: Word) -> bool:
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in token.children):
        return True
    if token.tag_ not in {"VBN", "VBD"} or any(child.dep_ == "aux" and child.lemma_ == "have" for child in token.children):
        return False
    ordered = token.dep_ in {"ccomp", "xcomp"} and token.head.lemma_ in {"order", "have", "want", "get"}
    if ordered and not any(child.dep_ in {"nsubj", "aux"} for child in token.children):
        return True
    if token.tag_ != "VBN":
        return False
    if token.dep_ == "conj" and token.head.pos_ in _VERBAL and not any(child.dep_ == "nsubj" for child in token.children):
        return _is_passive(token.head)
    return token.dep_ in {"acl", "advcl", "xcomp", "ccomp"} or not any(child.dep_ == "dobj" for child in token.children)


def _subjects(token: Word, surface: dict[int, list[Word]], depth: int = 0) -> list[Word]:
    """Who the clause is about: its own subject, the antecedent of a relative pronoun, or the one that controls it."""
    if token.i in surface:
        return surface[token.i]
    own = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass", "expl"}]
    # "the chief announced on Tuesday there were suspects in custody": beside "there" nobody is what the clause is about
    own = [child for child in own if child.dep_ == "expl"] or own
    found: list[Word] = []
    if own and not (own[0].lower_ in _WH and token.dep_ == "relcl"):
        found = _expand(own)
    elif token.dep_ in {"relcl", "acl"}:
        if token.dep_ == "acl" or own:
            found = _antecedents(token)
    elif depth < 6:
        found = _inverted_subject(token) or _stray_subject(token) or _controllers(token, surface, depth)
    surface[token.i] = found
    return found


def _inverted_subject(token: Word) -> list[Word]:
    """As in "Also arrested were Jon Dahl and Ana Belko": the subject hangs on the auxiliary behind the participle."""
    helper = next((child for child in token.rights if child.dep_ == "auxpass"), None)
    if helper is None:
        return []
    return _expand(child for child in helper.children if child.dep_ in {"nsubj", "nsubjpass", "attr"})


def _stray_subject(token: Word) -> list[Word]:
    """The noun right before a finite verb that the parser made the object of the verb before: "hearing her son had been convicted"."""
    helpers = [child for child in token.lefts if child.dep_ in {"aux", "auxpass"}]
    if not helpers or token.dep_ not in {"advcl", "ccomp", "dep", "ROOT"} or _tense(token) is Tense.NONE or _marks(token):
        return []
    before = helpers[0].before() if helpers[0].i > 0 else None
    if before is None:
        return []
    # "Along with Dahl, Belko was charged": the last of the names before the verb
    fronted = token.dep_ == "ROOT" and before.pos_ == "PROPN" and before.dep_ in {"pobj", "conj"}
    if not fronted and (before.dep_ != "dobj" or before.pos_ not in {"NOUN", "PROPN", "PRON"}):
        return []
    return [before]


def _antecedents(token: Word) -> list[Word]:
    head = token.head
    # "two men, one of whom was charged" keeps the nearest; "X and Y, who were charged" means both
    return (
        [head, *_conjuncts_before(head)]
        if any(child.dep_ in {"aux", "auxpass"} and child.lower_ in {"were", "are"} for child in token.children)
        else [head]
    )


def _conjuncts_before(token: Word) -> list[Word]:
    return [*_conjuncts_before(token.head), token.head] if token.dep_ == "conj" else []


def _controllers(token: Word, surface: dict[int, list[Word]], depth: int) -> list[Word]:
    head = token.head
    if token.dep_ == "conj" and head.pos_ in _VERBAL:
        # "Dahl was arrested, Belko said, and has been in custody": what goes on is what was said
        told = next((child for child in head.lefts if child.dep_ == "ccomp" and child.pos_ in _VERBAL), None)
        return _subjects(told if told is not None else head, surface, depth + 1)
    if token.dep_ == "pcomp":
        head = head.head
        while head.dep_ == "prep":
            head = head.head
        if head.pos_ not in _VERBAL:
            return [head] if head.pos_ in {"NOUN", "PROPN"} and head.dep_ == "nsubj" else _controllers_of_noun(head, surface, depth)
    if head.dep_ == "acomp" and token.dep_ == "xcomp" and head.head.pos_ in _VERBAL:
        # "is due to stand trial": the adjective stands between
        head = head.head
    if head.pos_ not in _VERBAL or token.dep_ not in {"xcomp", "ccomp", "advcl", "pcomp", "conj", "dep"}:
        return []
    objects = [child for child in head.children if child.dep_ in {"dobj", "dative"} and child.pos_ in {"NOUN", "PROPN", "PRON"}]
    if token.dep_ == "pcomp" and token.head.lower_ in _BESIDE:
        # "told reporters before being led away": what is told beside is of the one who speaks
        objects = []
    if objects and token.dep_ in {"xcomp", "pcomp", "ccomp"}:
        return _expand(objects)
    return _subjects(head, surface, depth + 1)


def _controllers_of_noun(noun: Word, surface: dict[int, list[Word]], depth: int) -> list[Word]:
    """For "on charges of killing", "on suspicion of", "guilty of": whom the verb above speaks of."""
    head = noun
    while head.pos_ not in _VERBAL and head.head.i != head.i:
        head = head.head
    if head.pos_ not in _VERBAL:
        return []
    objects = [child for child in head.children if child.dep_ in {"dobj"} and child.i != noun.i and child.pos_ in {"PROPN", "PRON", "NOUN"}]
    return _expand(objects) if objects else _subjects(head, surface, depth + 1)


def _verbal(token: Word, place: Place, tokens: list[Token], surface: dict[int, list[Word]]) -> Clause:
    passive = _is_passive(token)
    subjects = _subjects(token, surface)
    objects = _objects(token)
    small = [child for child in token.children if child.dep_ == "ccomp" and child.pos_ == "ADJ"]
    for clause in small:
        objects.extend(_expand(child for child in clause.children if child.dep_ == "nsubj"))
    if token.dep_ == "relcl" and not objects and any(child.dep_ == "nsubj" and child.lower_ not in _WH for child in token.children):
        # "the man police arrested", "the sentence he received"
        objects = [] if passive else [token.head]
    objects = [token.head if item.lower_ in _WH and token.dep_ == "relcl" else item for item in objects]
    by = [item for child in token.children if child.dep_ == "agent" for item in _expand(c for c in child.children if c.dep_ == "pobj")]
    agents, patients = (by, subjects) if passive else (subjects, objects)
    return Clause(
        head=place[token.i],
        lemma=token.lemma_.lower(),
        sentence=tokens[place[token.i]].sentence,
        first=_near(token.range()[0], place),
        last=_back(token.range()[1], place) + 1,
        particle=next((child.lower_ for child in token.children if child.dep_ == "prt"), None),
        passive=passive,
        negated=any(child.dep_ == "neg" or child.lower_ in {"never", "neither"} for child in token.children),
        tense=_tense(token),
        agents=_places(agents, place),
        patients=_places(patients + (objects if passive else []), place),
        recipients=_places(_recipients(token), place),
        obliques=tuple(_obliques(token, place)),
        predicate=_places([child for child in token.children if child.dep_ in {"attr", "acomp", "oprd"}] + small, place),
        auxiliaries=tuple(child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}),
        marks=_marks(token),
        governor=_governor(token, place),
        relation=_relation(token),
    )


def _places(found: Iterable[Word], place: Place) -> tuple[int, ...]:
    return tuple(dict.fromkeys(place[token.i] for token in found if token.i in place))


def _objects(token: Word) -> list[Word]:
    own = _expand(child for child in token.children if child.dep_ == "dobj")
    if own or token.tag_ not in {"VBD", "VBZ", "VBP", "VBN", "VB"}:
        return own
    # "arrested and charged two men": the object of the second verb is the first one's too
    later = next((child for child in token.rights if child.dep_ == "conj" and child.pos_ == "VERB"), None)
    bare = later is not None and not any(child.dep_ in {"nsubj", "nsubjpass", "auxpass", "prep"} for child in (*later.lefts, *token.rights))
    return _objects(later) if later is not None and bare else []


def _recipients(token: Word) -> list[Word]:
    bare = [child for child in token.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    governed = [
        inner for child in token.children if child.dep_ == "dative" and child.pos_ == "ADP" for inner in child.children if inner.dep_ == "pobj"
    ]
    return _expand([*bare, *governed])


def _tense(token: Word) -> Tense:
    helpers = [child for child in token.children if child.dep_ in {"aux", "auxpass"}]
    if any(child.lower_ in {"will", "shall", "'ll", "’ll"} for child in helpers):
        return Tense.FUTURE
    for word in [*helpers, token]:
        if "VerbForm=Fin" in word.features and "Tense=Past" in word.features:
            return Tense.PAST
        if "VerbForm=Fin" in word.features and "Tense=Pres" in word.features:
            return Tense.PRESENT
    return Tense.NONE


def _marks(token: Word) -> tuple[str, ...]:
    marks = [child.lower_ for child in token.children if child.dep_ == "mark" or (child.dep_ == "advmod" and child.lower_ in {"when", "where"})]
    if token.dep_ == "pcomp":
        marks.insert(0, token.head.lower_)
    return tuple(marks)


def _governor(token: Word, place: Place) -> int | None:
    head = token
    while head.head.i != head.i:
        head = head.head
        if head.i in place and (_heads_clause(head) or head.pos_ == "NOUN"):
            return place[head.i]
    return None


def _relation(token: Word) -> str:
    match token.dep_:
        case "ccomp":
            return "complement"
        case "xcomp":
            return "open"
        case "relcl":
            return "relative"
        case "acl" | "pcomp":
            return "participle"
        case "advcl":
            return "adverbial"
        case "conj":
            return "conjunct"
        case "parataxis" | "dep":
            return "parataxis"
    return "root"


def _nominal(token: Word, place: Place, tokens: list[Token]) -> Clause:
    phrase = _phrase(token, place)
    owner = [child for child in token.children if child.dep_ == "poss"]
    obliques = phrase.obliques
    return Clause(
        head=place[token.i],
        lemma=token.lemma_.lower(),
        sentence=tokens[place[token.i]].sentence,
        first=phrase.whole_first,
        last=phrase.whole_last,
        nominal=True,
        negated=any(child.lower_ == "no" for child in token.children),
        agents=tuple(oblique.head for oblique in obliques if oblique.prep == "by"),
        patients=_places(_expand(owner), place) + tuple(oblique.head for oblique in obliques if oblique.prep == "of"),
        obliques=obliques,
        governor=_governor(token, place),
        relation="root",
    )
