"""Steps in geopandas and shapely, graphs in networkx."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import networkx
import pytest
import shapely
from exporting import NOW, case_of, exported, fill, fill_hostile
from told import Said, told

from reportedly.model.claims import Step, StepType
from reportedly.model.decisions import Action
from reportedly.model.parties import Place
from reportedly.review.casework import add
from reportedly.review.deciding import Who, decide
from reportedly.store import Store, open_store

READERS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(str(tmp_path_factory.mktemp("maps") / "store.db")) as store:
        fill(store)
        fill_hostile(store)
        yield store


def graph_of(store: Store, name: str) -> Any:
    return READERS[name](io.BytesIO(exported(store, name)))


def test_geopandas_and_shapely_read_the_steps(filled: Store) -> None:
    content = exported(filled, "geojson")
    frame = geopandas.read_file(io.BytesIO(content))
    assert frame.crs.to_epsg() == 4326
    assert len(frame) == 1
    row = frame.iloc[0]
    assert (row.geometry.x, row.geometry.y) == (70.0, 50.0)
    assert (row["step"], row["words"], row["favourable"], str(row["from"].date())) == (
        "acquittal",
        "Acquittal of Danel Orzhakov",
        True,
        "2024-10-18",
    )
    assert row["sentence"] == "The Tasbulan City Court on Friday acquitted Danel Orzhakov of smuggling."
    assert row["url"] == "https://www.lantern-post.example/gold"
    for feature in json.loads(content)["features"]:
        assert shapely.from_geojson(json.dumps(feature["geometry"])).is_valid
        assert len(feature["geometry"]["coordinates"]) == 2


def test_positions_are_longitude_first_and_in_range(tmp_path: Path) -> None:
    reading, snapshot = told("a", Said(StepType.ARREST, ["Selvira Tokmashova"], date(2024, 3, 11)))
    far = Place("l1", "Farport", "NZ", 2, -36.8485091, 174.7633315, evidence=reading.claims[0].evidence)
    says = reading.claims[0].says
    assert isinstance(says, Step)
    claim = replace(reading.claims[0], says=replace(says, place="l1"), id="")
    with open_store(str(tmp_path / "store.db")) as store:
        add(store, replace(reading, places=(far,), claims=(claim,)), snapshot, NOW)
        (feature,) = json.loads(exported(store, "geojson"))["features"]
    assert feature["geometry"]["coordinates"] == [174.763331, -36.848509]


@pytest.mark.parametrize("name", READERS)
def test_networkx_reads_the_graph(name: str, filled: Store) -> None:
    graph = graph_of(filled, name)
    kinds = [values["kind"] for _, values in graph.nodes(data=True)]
    assert {"case", "person", "organisation", "source"} == set(kinds)
    assert kinds.count("case") == 4
    by_label = {values["label"]: node for node, values in graph.nodes(data=True) if values["kind"] != "source"}
    case = case_of(filled, "made")
    driver, museum = by_label["Danel Orzhakov"], by_label["Tasbulan Museum"]
    assert graph.nodes[driver]["favourable"] == "true"
    assert graph.edges[driver, case]["what"] == "accused"
    assert graph.edges[by_label["Tasbulan City Court"], case]["what"] == "acquittal"
    assert graph.edges[museum, by_label["Selvira Tokmashova"]]["kind"] == "employs"
    named = {values["label"]: node for node, values in graph.nodes(data=True) if values["kind"] == "source"}
    assert graph.edges[named["The Lantern Post"], case]["kind"] == "tells"
    assert graph.edges[named["The Lantern Post"], named["Radio Jelqanat"]]["kind"] == "quotes"
    assert graph.edges[named["Radio Jelqanat"], named["Mirlan Kestebek"]]["kind"] == "quotes"


@pytest.mark.parametrize("name", READERS)
def test_every_end_of_an_edge_is_a_node_and_every_node_stands_once(name: str, filled: Store) -> None:
    content = exported(filled, name)
    graph = graph_of(filled, name)
    assert all("kind" in values for _, values in graph.nodes(data=True))
    assert content.count(b"<node ") == graph.number_of_nodes()
    assert content.count(b"<edge ") == graph.number_of_edges()
    assert networkx.number_of_selfloops(graph) == 0


@pytest.mark.parametrize("name", READERS)
def test_people_of_one_name_in_two_cases_stay_two(name: str, tmp_path: Path) -> None:
    who = "Selvira Tokmashova"
    with open_store(str(tmp_path / "store.db")) as store:
        add(store, *told("a", Said(StepType.ARREST, [who], date(2024, 3, 11))), NOW)
        add(store, *told("b", Said(StepType.CHARGE, [who], date(2014, 3, 1)), published=date(2014, 3, 2), offence=("arson", "arson")), NOW)
        graph = graph_of(store, name)
    assert len([node for node, values in graph.nodes(data=True) if values["label"] == who]) == 2


@pytest.mark.parametrize("name", READERS)
def test_related_cases_are_joined_once(name: str, tmp_path: Path) -> None:
    arrest = Said(StepType.ARREST, ["Selvira Tokmashova", "Danel Orzhakov"], date(2024, 3, 11))
    with open_store(str(tmp_path / "store.db")) as store:
        add(store, *told("a", arrest), NOW)
        add(store, *told("b", arrest, published=date(2024, 3, 13), outlet="Radio Jelqanat"), NOW)
        decide(store, Action.SPLIT, ["b#1"], Who("ana", NOW))
        graph = graph_of(store, name)
    (related,) = [{left, right} for left, right, values in graph.edges(data=True) if values["kind"] == "related"]
    assert {graph.nodes[end]["kind"] for end in related} == {"case"}
    assert len(related) == 2
