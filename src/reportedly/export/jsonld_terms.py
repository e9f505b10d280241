"""The terms of the JSON-LD export: its context, which stands in every file, and the addresses of its nodes."""

from typing import Any
from urllib.parse import quote, unquote

__all__ = ["CONTEXT", "RENAMED", "address", "local_id"]

_DATE = "xsd:date"

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    # What no other vocabulary has a term for; the terms are in the reference of the documentation.
    "@vocab": "urn:reportedly:term:",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "NewsArticle": "schema:NewsArticle",
    "Claim": "schema:Claim",
    "Person": "schema:Person",
    "Organization": "schema:Organization",
    "Place": "schema:Place",
    "Event": "schema:Event",
    "headline": "schema:headline",
    "articleBody": "schema:articleBody",
    "url": "schema:url",
    "author": "schema:author",
    "publisher": "schema:publisher",
    "name": "schema:name",
    "alternateName": "schema:alternateName",
    "description": "schema:description",
    "disambiguatingDescription": "schema:disambiguatingDescription",
    "nationality": "schema:nationality",
    "worksFor": {"@id": "schema:worksFor"},
    "jobTitle": "schema:jobTitle",
    "location": "schema:location",
    "latitude": {"@id": "schema:latitude", "@type": "xsd:double"},
    "longitude": {"@id": "schema:longitude", "@type": "xsd:double"},
    "inLanguage": "schema:inLanguage",
    "datePublished": {"@id": "schema:datePublished", "@type": _DATE},
    "dateModified": {"@id": "schema:dateModified", "@type": _DATE},
    "startDate": {"@id": "schema:startDate", "@type": _DATE},
    "endDate": {"@id": "schema:endDate", "@type": _DATE},
    "about": {"@id": "schema:about", "@type": "@id"},
    "appearance": {"@id": "schema:appearance", "@type": "@id"},
    "hasPart": {"@id": "schema:hasPart", "@type": "@id"},
    "usageInfo": "schema:usageInfo",
    "sha256": "schema:sha256",
    "generatedAtTime": {"@id": "prov:generatedAtTime", "@type": "xsd:dateTime"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "wasAttributedTo": "prov:wasAttributedTo",
    "wasQuotedFrom": "prov:wasQuotedFrom",
    "alternateOf": {"@id": "prov:alternateOf", "@type": "@id"},
    "motivatedBy": {"@id": "oa:motivatedBy", "@type": "@id"},
    "hasBody": "oa:hasBody",
    "hasTarget": "oa:hasTarget",
    "hasSource": {"@id": "oa:hasSource", "@type": "@id"},
    "hasSelector": "oa:hasSelector",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "earliest": {"@type": _DATE},
    "latest": {"@type": _DATE},
    "anchor": {"@type": _DATE},
    "asOf": {"@type": _DATE},
}

RENAMED = {
    "other_names": "alternateName",
    "citizenship": "nationality",
    "employer": "worksFor",
    "position": "jobTitle",
    "lat": "latitude",
    "lon": "longitude",
}
"""Fields of nouns that schema.org has a term for, by its name there."""


def address(kind: str, *ids: str) -> str:
    """The address of a node: it never changes, and asks no network."""
    return f"urn:reportedly:{kind}:{'/'.join(quote(one, safe='') for one in ids)}"


def local_id(found: str) -> str:
    """The last of the ids that an address was made from."""
    return unquote(found.rpartition(":")[2].rpartition("/")[2])
