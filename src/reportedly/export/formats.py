"""The formats that cases can be exported in. Their writers are loaded only when they are used."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from reportedly.model.material import CaseMaterial

__all__ = ["FORMATS", "NOTICE", "EachFormat", "ExportOptions", "FileFormat", "FolderFormat", "Format", "Shape"]

NOTICE = "As reported by the sources named, as of the dates given; not a finding of fact."


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export.

    ``as_of`` is the day to look from, which the export states. ``topics`` marks people with the topics that screening programs act on: only ever
    when a person asks for it. ``single`` tells that exactly one case is exported, so that a format with one file for each case gives that file
    alone on a stream instead of a ZIP archive. ``dataset`` is the name under which FollowTheMoney keeps what is exported.
    """

    as_of: date
    topics: bool = False
    single: bool = False
    dataset: str = "reportedly"


class Shape(StrEnum):
    """What a format makes of many cases: one file, a folder of files, or one file for each case."""

    FILE = "one file"
    FOLDER = "folder"
    EACH = "one file for each case"


@dataclass(frozen=True, slots=True)
class Format(ABC):
    """A format. ``title`` says for people what it is for; ``suffix`` (with its dot) and ``media_type`` are those of one of its files.

    ``text`` tells whether a file of it can be shown on a terminal.
    """

    name: str
    title: str
    suffix: str
    media_type: str
    text: bool

    @property
    @abstractmethod
    def shape(self) -> Shape:
        """What it makes of many cases."""

    @abstractmethod
    def write(self, materials: Iterable[CaseMaterial], out: BinaryIO | Path, options: ExportOptions) -> None:
        """Write the cases.

        Args:
            materials: The cases, one after the other; they are never all in memory unless the format needs them so.
            out: A stream of bytes, which need not be seekable; or a folder that exists, for a format of several files. What makes several files
                writes a ZIP archive to a stream.
            options: How to export.
        """

    def packed(self, options: ExportOptions) -> bool:
        """Whether what goes to a stream is a ZIP archive of several files."""
        return self.shape is Shape.FOLDER or (self.shape is Shape.EACH and not options.single)

    def stream_suffix(self, options: ExportOptions) -> str:
        """The suffix of what goes to a stream."""
        return ".zip" if self.packed(options) else self.suffix

    def stream_media_type(self, options: ExportOptions) -> str:
        """The media type of what goes to a stream."""
        return "application/zip" if self.packed(options) else self.media_type


@dataclass(frozen=True, slots=True)
class FileFormat(Format):
    """A format that puts all cases into one file."""

    writer: Callable[[Iterable[CaseMaterial], BinaryIO, ExportOptions], None]

    @property
    def shape(self) -> Shape:
        """What it makes of many cases."""
        return Shape.FILE

    def write(self, materials: Iterable[CaseMaterial], out: BinaryIO | Path, options: ExportOptions) -> None:
        """Write the cases to a stream, or to a file ``cases`` with the format's suffix in a folder."""
        if isinstance(out, Path):
            with (out / f"cases{self.suffix}").open("wb") as file:
                self.writer(materials, file, options)
            return
        self.writer(materials, out, options)


@dataclass(frozen=True, slots=True)
class FolderFormat(Format):
    """A format of several files that together hold all cases."""

    writer: Callable[[Iterable[CaseMaterial], Path, ExportOptions], None]

    @property
    def shape(self) -> Shape:
        """What it makes of many cases."""
        return Shape.FOLDER

    def write(self, materials: Iterable[CaseMaterial], out: BinaryIO | Path, options: ExportOptions) -> None:
        """Write the cases to a folder, or as a ZIP archive to a stream."""
        from reportedly.export.packing import zipped

        if isinstance(out, Path):
            self.writer(materials, out, options)
            return
        with zipped(out, options.as_of) as folder:
            self.writer(materials, folder, options)


@dataclass(frozen=True, slots=True)
class EachFormat(Format):
    """A format with one file for each case."""

    writer: Callable[[CaseMaterial, BinaryIO, ExportOptions], None]

    @property
    def shape(self) -> Shape:
        """What it makes of many cases."""
        return Shape.EACH

    def write(self, materials: Iterable[CaseMaterial], out: BinaryIO | Path, options: ExportOptions) -> None:
        """Write each case to a file with its id for a name in a folder, or as a ZIP archive, or as one file alone, to a stream."""
        from reportedly.export.packing import zipped_one_by_one

        if isinstance(out, Path):
            for material in materials:
                with (out / f"{material.file.id}{self.suffix}").open("wb") as file:
                    self.writer(material, file, options)
        elif options.single:
            for material in materials:
                self.writer(material, out, options)
        else:
            pieces = ((f"{material.file.id}{self.suffix}", lambda file, of=material: self.writer(of, file, options)) for material in materials)
            zipped_one_by_one(out, pieces, options.as_of)


def _case_json(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.case_json import write_lines

    write_lines(materials, out, options)


def _csv(materials: Iterable[CaseMaterial], folder: Path, options: ExportOptions) -> None:
    from reportedly.export.csv_tables import write

    write(materials, folder, options)


def _parquet(materials: Iterable[CaseMaterial], folder: Path, options: ExportOptions) -> None:
    from reportedly.export.parquet import write

    write(materials, folder, options)


def _ics(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.ics import write

    write(materials, out, options)


def _geojson(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.geojson import write

    write(materials, out, options)


def _graphml(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.graph_files import write_graphml

    write_graphml(materials, out, options)


def _gexf(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.graph_files import write_gexf

    write_gexf(materials, out, options)


def _followthemoney(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.followthemoney import write_entities

    write_entities(materials, out, options)


def _ftm_statements(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.followthemoney import write_statements

    write_statements(materials, out, options)


def _html(material: CaseMaterial, out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.dossier_html import write

    write(material, out, options)


def _pdf(material: CaseMaterial, out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.dossier_pdf import write

    write(material, out, options)


def _markdown(material: CaseMaterial, out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.dossier_markdown import write

    write(material, out, options)


def _jsonld(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    from reportedly.export.jsonld import write_graph

    write_graph(materials, out, options)


_ALL: tuple[Format, ...] = (
    FileFormat(
        "followthemoney",
        "Entities of FollowTheMoney, for OpenAleph, nomenklatura and yente",
        ".ftm.json",
        "application/json+ftm",
        True,
        _followthemoney,
    ),
    FileFormat("ftm-statements", "The same as statements with language and first sight", ".ftm.csv", "text/csv", True, _ftm_statements),
    FileFormat("jsonld", "Linked data: schema.org, Web Annotation and PROV", ".jsonld", "application/ld+json", True, _jsonld),
    FolderFormat("csv", "Tables for spreadsheets", ".csv", "text/csv", True, _csv),
    FolderFormat("parquet", "Tables with types, for DuckDB, Polars, pandas and R", ".parquet", "application/vnd.apache.parquet", False, _parquet),
    FileFormat("ics", "Deadlines and hearings for calendar programs", ".ics", "text/calendar", True, _ics),
    FileFormat("geojson", "Steps on a map, for QGIS and geopandas", ".geojson", "application/geo+json", True, _geojson),
    FileFormat(
        "graphml", "People, organisations, cases and sources as a graph, for networkx and yEd", ".graphml", "application/graphml+xml", True, _graphml
    ),
    FileFormat("gexf", "The same graph for Gephi", ".gexf", "application/gexf+xml", True, _gexf),
    EachFormat("html", "Dossier of a case as one page, for reading and printing", ".html", "text/html", True, _html),
    EachFormat("pdf", "Dossier of a case for paper", ".pdf", "application/pdf", False, _pdf),
    EachFormat("markdown", "Dossier of a case with footnotes", ".md", "text/markdown", True, _markdown),
    FileFormat("jsonl", "The case files themselves, one JSON object a line", ".jsonl", "application/x-ndjson", True, _case_json),
)

FORMATS: dict[str, Format] = {one.name: one for one in _ALL}
"""The formats by name."""
