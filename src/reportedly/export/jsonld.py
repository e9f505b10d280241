"""Cases as linked data: one JSON-LD document with its context inside, one node a line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from reportedly.export.formats import ExportOptions
from reportedly.export.jsonld_cases import case_nodes
from reportedly.export.jsonld_reports import report_nodes
from reportedly.export.jsonld_terms import CONTEXT
from reportedly.model.material import CaseMaterial

__all__ = ["BEGINNING", "ENDING", "write_graph"]

BEGINNING = f'{{"@context":{json.dumps(CONTEXT)},"@graph":[\n'
ENDING = "\n]}\n"


def write_graph(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    """Write all cases and their reports as one document, without ever holding more than one case of it."""
    out.write(BEGINNING.encode())
    between = b""
    for node in _nodes(materials, options):
        out.write(between + json.dumps(node, ensure_ascii=False, separators=(",", ":")).encode())
        between = b",\n"
    out.write(ENDING.encode())


def _nodes(materials: Iterable[CaseMaterial], options: ExportOptions) -> Iterator[dict[str, Any]]:
    # Only a report of a case that others are related to can come again; remembering no more keeps memory small.
    written: set[str] = set()
    for material in materials:
        yield from case_nodes(material, options)
        for reading in material.readings:
            if reading.article.id in written:
                continue
            if material.file.related:
                written.add(reading.article.id)
            yield from report_nodes(material, reading)
