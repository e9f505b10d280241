"""GeoJSON (RFC 7946): the steps of cases at the places where they are told to have happened, for QGIS, geopandas and web maps."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from reportedly.export.case_wording import entry_words, people_names
from reportedly.export.citing import Citing
from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.table_rows import precision
from reportedly.export.wording import FAVOURABLE
from reportedly.model.casefile import TimelineEntry
from reportedly.model.claims import Standing
from reportedly.model.material import CaseMaterial
from reportedly.model.parties import Place

__all__ = ["write"]

# Seven decimals are a centimetre; places of reports are towns.
_DECIMALS = 6


def write(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    """Write one point for each step whose place is known; steps without a place that can be put on a map are left out.

    Args:
        materials: The cases.
        out: Where to write.
        options: The day that the collection states.
    """
    head = {"type": "FeatureCollection", "notice": NOTICE, "as_of": options.as_of.isoformat()}
    out.write(json.dumps(head)[:-1].encode() + b', "features": [')
    separator = b"\n"
    for material in materials:
        for feature in _features(material):
            out.write(separator + json.dumps(feature, ensure_ascii=False).encode())
            separator = b",\n"
    out.write(b"\n]}\n")


def _features(material: CaseMaterial) -> Iterator[dict[str, Any]]:
    citing, names = Citing(material), people_names(material.file)
    for entry in material.file.timeline:
        place = citing.place(entry.place)
        if place is not None and place.lat is not None and place.lon is not None:
            point = {"type": "Point", "coordinates": [round(place.lon, _DECIMALS), round(place.lat, _DECIMALS)]}
            properties = _properties(material, entry, citing, names)
            yield {"type": "Feature", "id": f"{material.file.id}/{entry.id}", "geometry": point, "properties": {**properties, **_placed(place)}}


def _properties(material: CaseMaterial, entry: TimelineEntry, citing: Citing, names: dict[str, str]) -> dict[str, Any]:
    when = entry.when
    first, last = (when.earliest, when.latest) if when else (None, None)
    told = entry.evidence[0] if entry.evidence else None
    report = citing.reports.get(told.report) if told else None
    return {
        "case": material.file.id,
        "title": material.file.title,
        "step": entry.type.value,
        "words": entry_words(entry, names),
        "standing": entry.standing.value,
        "favourable": entry.type in FAVOURABLE and entry.standing is Standing.REPORTED,
        "from": first.isoformat() if first else None,
        "to": last.isoformat() if last else None,
        "precision": precision(first, last),
        "by": entry.by,
        "reports": entry.support.reports,
        "newsrooms": entry.support.newsrooms,
        "sentence": told.sentence if told else None,
        "told_by": list(citing.chain(told, entry.claims)) if told else [],
        "url": report.url if report else None,
    }


def _placed(place: Place) -> dict[str, Any]:
    return {"place": place.name, "country": place.country, "geonames": place.geonames}
