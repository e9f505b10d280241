"""Where the name of who holds a post begins in what was seen as one name: "акима Норвика Егора Дальнина"."""

from collections.abc import Sequence

from reportedly.language.russian_cases import tells_gender
from reportedly.language.russian_forms import is_first_name, is_patronymic, place_of
from reportedly.language.russian_models import Tag
from reportedly.lexicon.places import is_place_name

__all__ = ["holder_in"]


def holder_in(words: Sequence[str], tags: Sequence[Tag], inside: Sequence[int], label: str) -> int | None:
    """The word that a person's name begins with, behind the town or the body that belongs to a post before it; None if there is no such name.

    Args:
        words: The words of the sentence.
        tags: Their tags.
        inside: The words that were seen as one name.
        label: What the name was seen as: PER, ORG, LOC.
    """
    if not inside or inside[-1] - inside[0] + 1 != len(inside) or not inside[0] or not _is_post(tags[inside[0] - 1]):
        return None
    owner = words[inside[0]]
    town = _is_town(owner)
    if len(inside) == 1:
        behind = words[inside[0] + 1] if inside[0] + 1 < len(words) else ""
        # a town that was seen as somebody, right before the name of who is somebody there
        return inside[0] + 1 if label == "PER" and town and is_first_name(behind) and behind[:1].isupper() else None
    at = next((at for at in inside[1:] if _is_name_from(words, at, inside[-1])), None)
    if at is None or not (town or sum(letter.isupper() for letter in owner) > 1 or (label != "PER" and is_first_name(words[at]))):
        return None
    return None if is_first_name(owner) or (label == "PER" and is_patronymic(words[inside[-1]])) else at


def _is_post(tag: Tag) -> bool:
    return tag.pos == "NOUN" and tag.feats.get("Animacy") == "Anim" and tag.feats.get("Number") == "Sing"


def _is_name_from(words: Sequence[str], at: int, last: int) -> bool:
    """Whether two or three words up to the end of what was seen as one name can be a person's."""
    run = words[at : last + 1]
    if not 2 <= len(run) <= 3 or not all(word[:1].isupper() and word[1:].islower() and word.isalpha() for word in run):
        return False
    known = is_first_name(run[0]) and not is_patronymic(run[0])
    return known or (len(run) == 2 and tells_gender(run[1]) and not is_first_name(run[1]))


def _is_town(word: str) -> bool:
    """Whether a word is the genitive of a town's name; in the nominative it could be anybody's."""
    named = place_of(word, {"Case": "Gen"}, set())
    return named != word and is_place_name(named)
