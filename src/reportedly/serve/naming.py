"""What the values that cases are filtered by are called, for people."""

from urllib.parse import urlsplit

from reportedly.export.wording import STEP_NAMES
from reportedly.lexicon.countries import country_of_code
from reportedly.model.claims import StepType
from reportedly.store.facets import Facet

__all__ = ["FACET_NAMES", "country_name", "facet_value", "lang_name", "outlet_name", "plain", "step_name"]

FACET_NAMES = {
    Facet.COUNTRY: "Country",
    Facet.OFFENCE: "Offence",
    Facet.STEP: "Step",
    Facet.STATUS: "Last reported step",
    Facet.OUTLET: "Outlet",
    Facet.LANG: "Language",
    Facet.OPENED: "Month of the first day told",
    Facet.UPDATED: "Month of the last day told",
}
_LANGS = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "de": "German", "en": "English", "es": "Spanish", "fa": "Persian", "fr": "French",
    "hy": "Armenian", "it": "Italian", "ka": "Georgian", "kk": "Kazakh", "ky": "Kyrgyz", "pl": "Polish", "pt": "Portuguese", "ru": "Russian",
    "tg": "Tajik", "tk": "Turkmen", "tr": "Turkish", "uk": "Ukrainian", "und": "language not known", "uz": "Uzbek", "zh": "Chinese",
}  # fmt: skip


def outlet_name(outlet: str | None, url: str | None) -> str:
    """The name of an outlet, or else the domain that the report was found at."""
    domain = urlsplit(url).hostname if url else None
    return outlet or (domain or "").removeprefix("www.") or "outlet not told"


def plain(slug: str) -> str:
    """A value of the vocabulary in plain words."""
    return slug.replace("_", " ")


def country_name(code: str) -> str:
    """The name of a country, or its code when the lexicon does not have it."""
    found = country_of_code(code)
    return found.name if found else code


def lang_name(code: str) -> str:
    """The name of a language, or its code."""
    return _LANGS.get(code, code)


def step_name(value: str) -> str:
    """The name of a step, or of none."""
    return STEP_NAMES[StepType(value)] if value in set(StepType) else plain(value)


def facet_value(kind: Facet, value: str) -> str:
    """What a value is called."""
    match kind:
        case Facet.COUNTRY:
            return country_name(value)
        case Facet.STEP | Facet.STATUS:
            return step_name(value)
        case Facet.LANG:
            return lang_name(value)
        case Facet.OFFENCE:
            return plain(value)
    return value
