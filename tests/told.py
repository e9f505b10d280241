"""Readings put together from a few words: what the store, the resolving of cases and the commands are tested with. All names are invented."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reportedly.model.claims import Attribution, Claim, Offence, ReportReading, Standing, Step, StepType
from reportedly.model.parties import Evidence, Person, RoleName
from reportedly.model.text import Article, Depth, Snapshot, Span
from reportedly.model.when import When


@dataclass(frozen=True, slots=True)
class Said:
    """A step as one sentence says it of some people."""

    type: StepType
    who: Sequence[str]
    on: date | None = None
    until: date | None = None
    standing: Standing = Standing.REPORTED


def told(
    article_id: str,
    *said: Said,
    published: date = date(2024, 3, 12),
    outlet: str = "Tasbulan Herald",
    offence: tuple[str, str] | None = ("smuggling of gold", "smuggling"),
    url: str | None = None,
    lang: str = "en",
    note: str = "",
) -> tuple[ReportReading, Snapshot]:
    """A reading with one sentence for each step, and the bytes of its report."""
    sentences = [_sentence(step, offence) for step in said] + ([note] if note else [])
    text = "\n\n".join(["What is told", *sentences])
    content = text.encode()
    snapshot = Snapshot(hashlib.sha256(content).hexdigest(), "text/plain", content)
    article = Article(article_id, text, snapshot.sha256, lang, url, outlet, "What is told", Span(0, 12), published=published)
    names = list(dict.fromkeys(name for step in said for name in step.who))
    ids = {name: f"p{number}" for number, name in enumerate(names, start=1)}
    proof = {sentence: Evidence(Span(text.index(sentence), text.index(sentence) + len(sentence)), sentence) for sentence in sentences}
    people = tuple(_person(ids[name], name, text, proof.values()) for name in names)
    offences = (
        (Offence("f1", offence[0], offence[1], mentions=_spans(offence[0], text), evidence=tuple(proof.values())[:1]),) if offence and said else ()
    )
    claims = tuple(_claim(article_id, step, proof[sentence], ids, offences) for step, sentence in zip(said, sentences, strict=False))
    return ReportReading(article, Depth.FULL, people, offences=offences, claims=claims, model="by hand"), snapshot


def _sentence(step: Said, offence: tuple[str, str] | None) -> str:
    until = f" until {step.until}" if step.until else ""
    return (
        f"The {step.type.value.replace('_', ' ')} of {' and '.join(step.who)} on {step.on}{until}{f' over {offence[0]}' if offence else ''} is told."
    )


def _person(key: str, name: str, text: str, proof: object) -> Person:
    assert hasattr(proof, "__iter__")
    evidence = tuple(item for item in proof if isinstance(item, Evidence) and name in item.sentence)
    return Person(key, name, role=RoleName.ACCUSED, mentions=_spans(name, text), evidence=evidence[:1])


def _spans(words: str, text: str) -> tuple[Span, ...]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1)
    return tuple(found)


def _claim(article: str, step: Said, proof: Evidence, ids: dict[str, str], offences: tuple[Offence, ...]) -> Claim:
    until = When(step.until, step.until, str(step.until)) if step.until else None
    says = Step(step.type, tuple(ids[name] for name in step.who), until=until, offences=tuple(item.id for item in offences))
    when = When(step.on, step.on, str(step.on)) if step.on else None
    return Claim(article, (proof,), Attribution(), says, step.standing, when, "made.rule")
