"""Organisations: every example of the lexicon, and how names of one body come together."""

from collections.abc import Callable

import pytest

from reportedly.extract.organisations import find_organisations
from reportedly.lexicon.load import Record
from reportedly.lexicon.organisations import load_heads, org_kind
from reportedly.model.parties import Organisation, OrgKind
from reportedly.model.text import Reading

Read = Callable[[str], Reading]

EXAMPLES = [
    (record.text("id"), example.text("say"), example.text("gives")) for record in load_heads("en").examples for example in record.records("yes")
]
COUNTER = [(record.text("id"), example.text("say")) for record in load_heads("en").examples for example in record.records("no")]


def _find(read_english: Read, text: str, outlet: str | None = None) -> tuple[Organisation, ...]:
    return find_organisations(read_english(text), outlet)


def _one(found: tuple[Organisation, ...], name: str) -> Organisation:
    return next(organisation for organisation in found if name in (organisation.name, *organisation.other_names))


@pytest.mark.parametrize(("rule", "say", "gives"), EXAMPLES)
def test_lexicon_yes(read_english: Read, rule: str, say: str, gives: str) -> None:
    assert gives in [organisation.name for organisation in _find(read_english, say)], rule


@pytest.mark.parametrize(("rule", "say"), COUNTER)
def test_lexicon_no(read_english: Read, rule: str, say: str) -> None:
    assert [organisation.name for organisation in _find(read_english, say)] == [], rule


@pytest.mark.parametrize("record", load_heads("en").examples, ids=lambda record: record.text("id"))
def test_every_rule_has_an_example(record: Record) -> None:
    assert record.records("yes") or record.records("no")


def test_mentions_and_evidence_point_into_the_text(read_english: Read) -> None:
    text = "Police came.\n\nThe Larch County Sheriff's Office arrested him. On Friday, the sheriff's office put him in the Larch County Jail."
    found = _find(read_english, text)
    office = _one(found, "Larch County Sheriff's Office")
    assert [organisation.id for organisation in found] == ["o1", "o2"]
    assert [span.of(text) for span in office.mentions] == ["Larch County Sheriff's Office", "sheriff's office"]
    assert all(piece.span.of(text) == piece.sentence for organisation in found for piece in organisation.evidence)
    assert len(office.evidence) == 2 and office.kind is OrgKind.POLICE


@pytest.mark.parametrize(
    ("text", "name", "other"),
    [
        ("Radio Free Europe/Radio Liberty (RFE/RL) reported it. RFE/RL said so.", "Radio Free Europe/Radio Liberty", "RFE/RL"),
        ("The National Audit Authority (NAA) paid. The NAA did not answer.", "National Audit Authority", "NAA"),
        ("Rossotrudnichestvo was silent. Rosstrudnichestvo then spoke in Moscow, Russia.", "Rossotrudnichestvo", "Rosstrudnichestvo"),
        ("He was held by the Larch Police Department. Larch police released him.", "Larch Police Department", "Larch police"),
        ("The Ministry of the Interior spoke. The Interior Ministry was silent later.", "Ministry of the Interior", "Interior Ministry"),
    ],
)
def test_names_of_one_body_come_together(read_english: Read, text: str, name: str, other: str) -> None:
    found = _find(read_english, text)
    body = _one(found, name)
    assert body is _one(found, other) or other in (body.name, *body.other_names)


def test_two_courts_stay_two(read_english: Read) -> None:
    found = _find(read_english, "The First District Court convicted him, and the Second District Court let him go. The Electoral Court was silent.")
    assert len(found) == 3


def test_people_and_countries_are_no_organisations(read_english: Read) -> None:
    assert _find(read_english, "Dolen Mirabek, 34, of Norway told Larissa Quent that he had been in France on Tuesday.") == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("He told the Tasbulan Herald that he was ill.", ["Tasbulan Herald"]),
        ("He was ill, KXYZ reported on Monday.", ["KXYZ"]),
        ("The dawn came, and he had time to read the paper.", []),
        ("He told The Paper that he was ill.", ["The Paper"]),
    ],
)
def test_media(read_english: Read, text: str, names: list[str]) -> None:
    found = _find(read_english, text)
    assert [organisation.name.removeprefix("The ") for organisation in found] == [name.removeprefix("The ") for name in names]
    assert all(organisation.kind is OrgKind.MEDIA for organisation in found)


def test_the_stamp_of_the_publisher_is_not_news(read_english: Read) -> None:
    assert _find(read_english, "Reuters: a court adjourned.", "Reuters") == ()


@pytest.mark.parametrize("text", ["", "\n\n", "?!", "“”", "A", "the", "(AP)", "'s", "Court of", "Police of the"])
def test_scraps_do_no_harm(read_english: Read, text: str) -> None:
    assert isinstance(_find(read_english, text), tuple)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Larch County Sheriff’s Office", OrgKind.POLICE),
        ("GKNB", OrgKind.SECURITY),
        ("Parole Board of Canada", OrgKind.GOVERNMENT),
        ("Ontario Court of Appeal", OrgKind.COURT),
        ("Osh Mayor’s Office", OrgKind.GOVERNMENT),
        ("Interfax", OrgKind.MEDIA),
        ("KXYZ-TV", OrgKind.MEDIA),
        ("75th Precinct", OrgKind.POLICE),
        ("Islamic State", OrgKind.ARMED_GROUP),
        ("Norvanian Prosecutor General’s Office", OrgKind.PROSECUTOR),
        ("Larchwood", OrgKind.OTHER),
        ("", OrgKind.OTHER),
    ],
)
def test_kind_by_name(name: str, kind: OrgKind) -> None:
    assert org_kind(name) is kind
