"""JSON-LD: expanded by pyld, read by rdflib, its sentences found again in the text, and taken back without loss."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from exporting import COOK, EVERY, OPTIONS, TODAY, case_of, exported, fill
from importing import brought, export_to
from pyld import jsonld
from rdflib.compare import isomorphic

from reportedly.export.formats import FORMATS, NOTICE
from reportedly.export.jsonld_return import returned_graph
from reportedly.model.material import CaseMaterial
from reportedly.review.exporting import materials
from reportedly.store import Store, open_store

# rdflib's own reader of JSON-LD still uses the class that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

Json = dict[str, Any]
OA, PROV, SCHEMA = (rdflib.Namespace(one) for one in ("http://www.w3.org/ns/oa#", "http://www.w3.org/ns/prov#", "https://schema.org/"))
DRIVER, CURATOR = "Danel Orzhakov", "Selvira Tokmashova"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("filled") / "store.db")) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def made(filled: Store) -> bytes:
    """One case, with something in every field."""
    return exported(filled, "jsonld", case_of(filled, "made"))


@pytest.fixture(scope="module")
def graph(made: bytes) -> rdflib.Graph:
    return rdflib.Graph().parse(data=made, format="json-ld")


def unreachable(address: str, _options: object) -> None:
    raise AssertionError(f"asked the network for {address}")


def test_pyld_expands_it_without_the_network(made: bytes) -> None:
    document = json.loads(made)
    expanded = jsonld.expand(document, {"documentLoader": unreachable})
    assert len(expanded) == len(document["@graph"])
    # Every term has an address, so nothing is dropped.
    back = jsonld.compact(expanded, document["@context"], {"documentLoader": unreachable})
    assert {node["@id"]: node for node in back["@graph"]}.keys() == {node["@id"] for node in document["@graph"]}
    annotation = next(node for node in expanded if node["@id"].startswith("urn:reportedly:annotation:made/claim/"))
    selectors = annotation[str(OA.hasTarget)][0][str(OA.hasSelector)]
    assert {one["@type"][0] for one in selectors} == {str(OA.TextQuoteSelector), str(OA.TextPositionSelector)}


def test_rdflib_reads_it_and_gives_the_same_graph_back(graph: rdflib.Graph) -> None:
    for form in ("nt", "turtle", "json-ld"):
        again = rdflib.Graph().parse(data=graph.serialize(format=form), format=form)
        assert len(again) == len(graph)
        assert isomorphic(again, graph)


def test_each_fact_marks_its_sentence_in_the_text(graph: rdflib.Graph) -> None:
    marked = list(graph.subjects(rdflib.RDF.type, OA.Annotation))
    assert marked
    for annotation in marked:
        targets = list(graph.objects(annotation, OA.hasTarget))
        assert targets
        for target in targets:
            text = str(graph.value(graph.value(target, OA.hasSource), SCHEMA.articleBody))
            quote, position = (
                next(one for one in graph.objects(target, OA.hasSelector) if (one, rdflib.RDF.type, kind) in graph)
                for kind in (OA.TextQuoteSelector, OA.TextPositionSelector)
            )
            start, end = (int(str(graph.value(position, one))) for one in (OA.start, OA.end))
            exact, prefix, suffix = (str(graph.value(quote, one)) for one in (OA.exact, OA.prefix, OA.suffix))
            assert text[start:end] == exact
            assert text[:start].endswith(prefix)
            assert text[end:].startswith(suffix)


def test_offsets_are_code_points_in_any_script(filled: Store) -> None:
    document = json.loads(exported(filled, "jsonld", case_of(filled, "ru")))
    text = next(node["articleBody"] for node in document["@graph"] if "NewsArticle" in node["@type"])
    person = next(node for node in document["@graph"] if node.get("record") == "person")
    quote, position = person["hasTarget"][0]["hasSelector"]
    assert text[position["start"] : position["end"]] == quote["exact"]
    start, end = map(int, person["hasBody"]["mentions"][0].split("-"))
    assert text[start:end] == COOK


def test_the_chain_of_sources_is_told_in_prov(graph: rdflib.Graph) -> None:
    """The outlet quotes the radio, which quotes the lawyer."""
    claim = next(
        one
        for one in graph.subjects(rdflib.RDF.type, SCHEMA.Claim)
        if graph.value(one, PROV.wasQuotedFrom) is not None and graph.value(graph.value(one, PROV.wasQuotedFrom), PROV.wasQuotedFrom) is not None
    )
    said = [graph.value(claim, PROV.wasQuotedFrom)]
    said.append(graph.value(said[0], PROV.wasQuotedFrom))
    told_by = [str(graph.value(graph.value(one, PROV.wasAttributedTo), SCHEMA.name)) for one in said]
    assert told_by == ["Radio Jelqanat", "Mirlan Kestebek"]
    article = graph.value(claim, SCHEMA.appearance)
    assert str(graph.value(graph.value(article, SCHEMA.publisher), SCHEMA.name)) == "The Lantern Post"


def test_steps_come_from_claims_and_outcomes_in_favour_come_first(made: bytes, graph: rdflib.Graph) -> None:
    for event in graph.subjects(rdflib.RDF.type, SCHEMA.Event):
        claims = list(graph.objects(event, PROV.wasDerivedFrom))
        assert claims
        assert all((claim, rdflib.RDF.type, SCHEMA.Claim) in graph for claim in claims)
    people = [node for node in json.loads(made)["@graph"] if node["@id"].startswith("urn:reportedly:person:")]
    assert [node["name"][0]["@value"] for node in people][:2] == [DRIVER, CURATOR]
    assert people[0]["status"]["favourable"]


def test_it_says_what_it_is_and_gives_no_name_that_is_withheld(filled: Store) -> None:
    document = json.loads(exported(filled, "jsonld"))
    for node in document["@graph"]:
        if "Case" in node["@type"]:
            assert (node["usageInfo"], node["asOf"]) == (NOTICE, TODAY.isoformat())
    boy = [node for node in document["@graph"] if node.get("description") == "[name withheld, under 18]"]
    assert boy
    assert not [node for node in boy if "name" in node]


def test_a_round_trip_loses_nothing(filled: Store, tmp_path: Path) -> None:
    first = export_to(filled, "jsonld", tmp_path / "a.jsonld")
    with open_store(str(tmp_path / "b.db")) as other:
        told = brought(other, returned_graph(io.BytesIO(first), "a"))
        assert {one.fate.value for one in told} == {"taken"}
        second = export_to(other, "jsonld", tmp_path / "b.jsonld")
        assert exported(other, "jsonld", case_of(other, "made")) == exported(filled, "jsonld", case_of(filled, "made"))
        assert {one.fate.value for one in brought(other, returned_graph(io.BytesIO(first), "a"))} == {"already there"}
    # Who is withheld comes back as somebody without a name, so that nobody takes two labels for one person; all else is the same.
    other_lines = set(first.splitlines()) ^ set(second.splitlines())
    assert all(b"school" in line for line in other_lines)
    assert not [line for line in other_lines if line.startswith(b'{"@id":"urn:reportedly:annotation')]


def test_it_is_read_in_other_lines_too(filled: Store, tmp_path: Path) -> None:
    document = json.loads(exported(filled, "jsonld"))
    document["@graph"].reverse()
    with open_store(str(tmp_path / "b.db")) as other:
        told = brought(other, returned_graph(io.BytesIO(json.dumps(document, indent=2).encode()), "a"))
    assert [one.fate.value for one in told] == ["taken"] * 3


def test_what_is_damaged_is_refused_and_the_rest_comes(filled: Store, tmp_path: Path) -> None:
    lines = exported(filled, "jsonld").splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if b"annotation:made/claim" in line)
    lines[at] = b'{"@id":\n'
    with open_store(str(tmp_path / "b.db")) as other:
        told = brought(other, returned_graph(io.BytesIO(b"".join(lines)), "a"))
    assert sorted(one.fate.value for one in told) == ["refused", "refused", "taken", "taken"]
    assert any(f"a:{at + 1}" == one.where for one in told)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\x00\x01", b'{"@graph": [1, null, "x", {"@type": "NewsArticle"}]}'])
def test_what_is_no_export_is_no_fault(content: bytes) -> None:
    with open_store(":memory:") as store:
        assert {one.fate.value for one in brought(store, returned_graph(io.BytesIO(content), "a"))} <= {"refused"}


def test_nothing_is_held_longer_than_a_case(filled: Store) -> None:
    seen: list[int] = []
    out = io.BytesIO()

    def watched() -> Iterator[CaseMaterial]:
        for material in materials(filled, EVERY, TODAY):
            seen.append(out.tell())
            yield material

    FORMATS["jsonld"].write(watched(), out, OPTIONS)
    assert seen == sorted(set(seen))
