"""Cases as entities and as statements of FollowTheMoney, through its own library: one line an entity, or one row a statement."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from io import TextIOWrapper
from typing import Any, BinaryIO

from followthemoney import ValueEntity, model
from followthemoney.statement import Statement
from followthemoney.statement.serialize import CSVStatementWriter
from followthemoney.types import registry

from reportedly.export.formats import ExportOptions
from reportedly.export.ftm_facts import Fact, scene_of
from reportedly.export.ftm_reports import facts
from reportedly.model.material import CaseMaterial

__all__ = ["write_entities", "write_statements"]


def write_entities(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    """Write the entities of each case, one JSON object a line.

    An entity that two cases share, such as a court or a report that tells both, stands once for each; programs of FollowTheMoney join them by id.
    """
    for material in materials:
        for fact in facts(scene_of(material, options)):
            out.write(json.dumps(_entity(fact, options.dataset), ensure_ascii=False, sort_keys=True).encode() + b"\n")


def write_statements(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    """Write each value of each entity as a row: with its language, and when a report that tells the entity was kept first."""
    text = TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    with CSVStatementWriter(text) as writer:
        for material in materials:
            for fact in facts(scene_of(material, options)):
                for statement in _statements(fact, options.dataset):
                    writer.write(statement)
    # Else the stream would be closed together with what wraps it.
    text.detach()


def _entity(fact: Fact, dataset: str) -> dict[str, Any]:
    seen = _moment(fact.seen)
    proxy = ValueEntity(_schema(fact.schema), {"id": fact.id, "datasets": [dataset], "first_seen": seen, "last_seen": seen})
    for value in fact.values:
        proxy.add(value.prop, value.value, cleaned=value.ready)
    data = proxy.to_dict()
    data["properties"] = {prop: sorted(values) for prop, values in data["properties"].items()}
    return data


def _statements(fact: Fact, dataset: str) -> Iterator[Statement]:
    seen = _moment(fact.seen)
    schema = _schema(fact.schema)
    proxy = ValueEntity(schema, {"id": fact.id, "datasets": [dataset]})
    # The row that holds an entity together even where it has no values.
    yield Statement(fact.id, Statement.BASE, fact.schema, proxy.checksum, dataset, first_seen=seen)
    for value in fact.values:
        cleaned = value.value if value.ready else schema.properties[value.prop].type.clean(value.value, proxy=proxy)
        if cleaned is not None:
            lang = _language(value.lang)
            yield Statement(fact.id, value.prop, fact.schema, cleaned, dataset, lang=lang, original_value=value.value, first_seen=seen)


@cache
def _schema(name: str) -> Any:
    found = model.get(name)
    if found is None:
        raise LookupError(f"FollowTheMoney has no schema {name}")
    return found


@cache
def _language(lang: str | None) -> str | None:
    return registry.language.clean(lang) if lang else None


def _moment(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%S") if at else None
