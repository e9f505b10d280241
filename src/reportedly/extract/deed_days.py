"""Which times behind a step are those of the deed: "charged with the murder of Orlo in Lomza on Friday" was not charged on Friday."""

from reportedly.extract.matcher import Hit
from reportedly.extract.scene import Scene
from reportedly.lexicon.roles import load_roles
from reportedly.model.claims import StepType
from reportedly.model.when import WhenMention

__all__ = ["is_of_deed"]

# what the police and a first court do because of a deed; a verdict comes so long after it that its day tells which it is
_BECAUSE = frozenset(
    {StepType.ARREST, StepType.CHARGE, StepType.INDICTMENT, StepType.WANTED, StepType.HEARING, StepType.PRETRIAL_DETENTION, StepType.CASE_OPENED}
)
_OWNED = frozenset({"DET", "PRON", "PART"})


def is_of_deed(scene: Scene, hit: Hit, mention: WhenMention) -> bool:
    """Whether a certain deed, told with whom it was done to or where, stands between a step and a time: the time is then the deed's.

    "Charged with murder on Friday" and "arrested after the murder on Friday" leave the time to the step.
    """
    published = scene.article.published
    if hit.rule.step not in _BECAUSE or hit.clause.nominal or mention.first < hit.head or (published and mention.when.earliest == published):
        return False
    told = {next((at for at in range(one.first, one.last) if at in scene.reading.phrases), one.first) for one in scene.offences}
    words = load_roles(scene.reading.lang)[0].nouns
    deeds = [at for at in range(hit.head + 1, mention.first) if at in told or scene.reading.tokens[at].lemma in words]
    return any(_is_certain(scene, deed, mention.first) for deed in deeds)


def _is_certain(scene: Scene, deed: int, end: int) -> bool:
    """Whether a noun has an article or owner before it, and something that belongs to it behind it."""
    tokens = scene.reading.tokens
    phrase = scene.reading.phrases.get(deed)
    if phrase is None or tokens[deed].pos != "NOUN" or end - deed < 2:
        return False
    owned = any(tokens[at].pos in _OWNED for at in range(phrase.first, deed))
    behind = tokens[deed + 1 : end]
    return owned and behind[0].pos == "ADP" and not any(token.text == "," or token.pos in {"VERB", "AUX"} for token in behind)
