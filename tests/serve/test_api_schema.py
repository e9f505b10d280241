"""The API keeps to its own description: asked for anything, allowed or not, it answers as described and never fails."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pytest
import schemathesis
import team
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from kept import fill
from made import reading
from requests import Request
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from starlette.testclient import TestClient

from reportedly.export.case_json import case_json
from reportedly.export.report_json import report_json
from reportedly.review.viewing import view_case
from reportedly.serve.api.case_model import CaseBrief
from reportedly.serve.api.document import described
from reportedly.serve.api.report_model import ReportJson
from reportedly.serve.settings import Settings
from reportedly.store import open_store

OPERATIONS = {f"{method.upper()} {path}": operation for path, methods in described()["paths"].items() for method, operation in methods.items()}
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 5


@dataclass(frozen=True)
class Filled:
    """A workplace with reports, and ids of things that are in it."""

    client: TestClient
    ids: dict[str, str]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    place = fill(str(tmp_path_factory.mktemp("schema") / "store.db"))
    # Nothing is read here, so that no parser has to start: whatever is handed in comes too late.
    with team.workplace(Settings(place, upload_seconds=0.0)) as client:
        client.headers["x-csrf-token"] = client.get("/api/v1/me").json()["csrf"]
        person = client.get("/api/v1/people", params={"name": "Tokmashova"}).json()["items"][0]
        made = client.post("/api/v1/decisions", json={"action": "accept", "target": [person["case"]]}).json()
        yield Filled(client, {"case": person["case"], "person": person["id"], "report": "made", "decision_id": made["id"], "name": "jsonl"})


@pytest.fixture(scope="module")
def schema() -> Any:
    return schemathesis.openapi.from_dict(json.loads(json.dumps(described())))


def asked(schema: Any, filled: Filled, operation: str, mode: GenerationMode) -> set[int]:
    statuses = set()

    @given(case=schema.find_operation_by_label(operation).as_strategy(generation_mode=mode), known=st.booleans())
    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    def ask(case: Any, known: bool) -> None:
        if known:
            case.path_parameters.update({name: filled.ids[name] for name in case.path_parameters})
        sent = Request(**case.as_transport_kwargs(base_url=team.HOST)).prepare()
        headers = {name: str(value) for name, value in sent.headers.items() if name.lower() != "content-length"}
        answer = filled.client.request(str(sent.method), str(sent.url), headers=headers, content=cast("bytes | str | None", sent.body))
        statuses.add(answer.status_code)
        case.validate_response(answer, checks=CHECKS)

    ask()
    return statuses


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_is_allowed_is_answered_as_described(schema: Any, filled: Filled, operation: str) -> None:
    statuses = asked(schema, filled, operation, GenerationMode.POSITIVE)
    assert statuses & {200, 201, 304, 403, 404, 400}


def constrained(operation: dict[str, Any]) -> bool:
    """Whether anything could be sent that the description does not allow."""
    plain = [{"type": "string"}]
    known = [one.get("schema", {}) for one in operation.get("parameters", []) if one["in"] == "query"]
    return "requestBody" in operation or any([{"type": one.get("type")}] != plain for one in known)


@pytest.mark.parametrize("operation", [name for name, operation in OPERATIONS.items() if constrained(operation)])
def test_what_is_not_allowed_is_refused_as_described(schema: Any, filled: Filled, operation: str) -> None:
    assert asked(schema, filled, operation, GenerationMode.NEGATIVE)


def test_the_description_keeps_to_its_own_standard(schema: Any) -> None:
    schema.validate()
    assert described()["openapi"].startswith("3.1")


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=list(OPERATIONS))
def test_every_operation_says_what_it_does_and_what_can_go_wrong(operation: dict[str, Any]) -> None:
    assert operation["summary"]
    assert operation["description"]
    assert {"401", "403", "422", "429"} <= set(operation["responses"])
    assert all(one.get("description") or one["in"] == "path" for one in operation.get("parameters", []))


def test_the_model_of_a_report_is_what_is_written() -> None:
    ReportJson.model_validate(report_json(reading()), strict=True)


def test_the_model_of_a_case_is_what_is_written(filled: Filled, tmp_path: Any) -> None:
    with open_store(fill(str(tmp_path / "store.db"))) as store:
        brief = case_json(view_case(store, filled.ids["case"], team.NOW.date()).file, brief=True)
    CaseBrief.model_validate(brief, strict=True)
