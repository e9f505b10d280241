"""Every example of the Russian lexicon is a test: steps and standings run with those of all languages, the rest runs here."""

import re
from datetime import date

import pytest

from reportedly.extract.assembly import extract
from reportedly.extract.dates import find_dates
from reportedly.extract.dates.days import month_of, year_of
from reportedly.extract.offences import find_offences
from reportedly.extract.terms import find_terms
from reportedly.language import read
from reportedly.lexicon import attribution, dates, terms
from reportedly.lexicon.charges import charge_cues
from reportedly.lexicon.load import Record, files, records
from reportedly.lexicon.offences import kind_of, offence_names
from reportedly.model.claims import Quote, ReportReading, Step
from reportedly.model.text import Article, Reading

PUBLISHED = date(2025, 4, 23)


def article(text: str) -> Article:
    return Article("test", text, "0" * 64, "ru", published=PUBLISHED)


def told(text: str) -> ReportReading:
    return extract(article(text), read(article(text)))


def reading(text: str) -> Reading:
    return read(article(text))


def of_file(name: str, key: str) -> list[object]:
    return [
        pytest.param(example, id=f"{record.text('id', record.text('rule', 'rule'))}:{example.line}")
        for path in files(f"ru/{name}.yaml")
        for record in records(path)
        for example in record.records(key)
    ]


def interval(gives: str) -> tuple[date | None, date | None]:
    if ".." in gives:
        first, last = gives.split("..")
        return (date.fromisoformat(first) if first else None), (date.fromisoformat(last) if last else None)
    parts = [int(part) for part in gives.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    return year_of(parts[0]) if len(parts) == 1 else month_of(parts[0], parts[1])


@pytest.mark.parametrize("example", of_file("dates", "yes"))
def test_dates(example: Record) -> None:
    found = [(one.when.text, one.bearing.value, (one.when.earliest, one.when.latest)) for one in find_dates(reading(example.text("say")), PUBLISHED)]
    wanted, text, bearing = interval(str(example.data["gives"])), example.text("text", ""), example.text("bearing", "")
    assert any(got == wanted and text in ("", said) and bearing in ("", bears) for said, bears, got in found), found


@pytest.mark.parametrize("text", [text for record in dates.load("ru").examples for text in record.texts("no")])
def test_no_dates(text: str) -> None:
    assert not find_dates(reading(text), PUBLISHED)


@pytest.mark.parametrize("example", of_file("terms", "yes"))
def test_terms(example: Record) -> None:
    found = find_terms(reading(example.text("say")))
    assert found
    assert found[0].iso == example.text("gives")
    assert found[0].kind.value == example.text("kind", found[0].kind.value)
    assert found[0].maximum or "maximum" not in example.data


@pytest.mark.parametrize("text", [text for record in terms.load("ru").examples for text in record.texts("no")])
def test_no_terms(text: str) -> None:
    assert not find_terms(reading(text))


@pytest.mark.parametrize("example", [example for cue in charge_cues("ru") for example in (*cue.yes, *cue.no)])
def test_charges(example: str) -> None:
    wanted = [reading(part).tokens for part in re.findall(r"\[(.+?)\]", example)]
    found = find_offences(reading(re.sub(r"[\[\]]", "", example)))
    assert [one.span.of(re.sub(r"[\[\]]", "", example)) for one in found] == [" ".join(token.text for token in part) for part in wanted]


@pytest.mark.parametrize(("kind", "text"), [(name.kind, text) for name in offence_names("ru") for text in name.yes])
def test_offence_kinds(kind: str, text: str) -> None:
    assert kind_of(" ".join(token.lemma for token in reading(text).tokens), "ru") == kind


@pytest.mark.parametrize(("kind", "text"), [(name.kind, text) for name in offence_names("ru") for text in name.no])
def test_other_kinds(kind: str, text: str) -> None:
    assert kind_of(" ".join(token.lemma for token in reading(text).tokens), "ru") != kind


@pytest.mark.parametrize("example", of_file("attribution", "yes"))
def test_speakers(example: Record) -> None:
    report = told(example.text("say"))
    quotes = [claim.says for claim in report.claims if isinstance(claim.says, Quote)]
    if example.text("speaker", ""):
        assert any(example.text("speaker").lower() in quote.speaker_text.lower() for quote in quotes), quotes
    if example.text("via", ""):
        assert any(source.name == example.text("via") for source in report.sources), report.sources


@pytest.mark.parametrize("text", [text for rule in attribution.rules_of("ru") for text in (one.text for one in rule.no)])
def test_no_speakers(text: str) -> None:
    assert not [claim for claim in told(text).claims if isinstance(claim.says, Quote)]


@pytest.mark.parametrize("example", [*of_file("people", "yes"), *of_file("names", "yes"), *of_file("roles", "yes")])
def test_people(example: Record) -> None:
    report = told(example.text("say"))
    if "name" in example.data:
        roles = {person.name: person.role.value for person in report.people}
        assert example.text("name") in roles, roles
        assert example.text("role", roles[example.text("name")]) == roles[example.text("name")]
    for who in example.texts("who"):
        assert any(person.name == who for person in report.people) or any(
            isinstance(claim.says, Step) and claim.says.who_text and who[:4] in claim.says.who_text for claim in report.claims
        )


@pytest.mark.parametrize("example", [*of_file("people", "no"), *of_file("names", "no"), *of_file("roles", "no")])
def test_not_these_people(example: Record) -> None:
    roles = {person.name: person.role.value for person in told(example.text("say")).people}
    assert "name" not in example.data or example.text("name") not in roles or roles[example.text("name")] != example.text("role", "")


@pytest.mark.parametrize("example", of_file("pronouns", "yes"))
def test_pronouns(example: Record) -> None:
    report = told(example.text("say"))
    names = {person.id: person.name for person in report.people}
    concerned = {names.get(who, who) for claim in report.claims if isinstance(claim.says, Step) for who in claim.says.who}
    assert set(example.texts("who")) <= concerned


@pytest.mark.parametrize("example", of_file("organisations", "yes"))
def test_organisations(example: Record) -> None:
    assert example.text("gives") in [organisation.name for organisation in told(example.text("say")).organisations]


@pytest.mark.parametrize("text", [text for path in files("ru/organisations.yaml") for record in records(path) for text in record.texts("no")])
def test_no_organisations(text: str) -> None:
    assert not told(text).organisations


@pytest.mark.parametrize("example", of_file("places", "yes"))
def test_places(example: Record) -> None:
    assert example.text("gives") in [place.name for place in told(example.text("say")).places]


@pytest.mark.parametrize("example", of_file("retelling", "yes"))
def test_retellings(example: Record) -> None:
    steps = [claim for claim in told(example.text("say")).claims if isinstance(claim.says, Step)]
    assert str(len(steps)) == str(example.data["steps"])
