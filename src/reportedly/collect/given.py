"""What the user states about an input, which goes before anything that could be detected in it."""

from dataclasses import dataclass
from datetime import date, datetime

from reportedly.errors import UsageError

__all__ = ["ISO_639_1", "Overrides", "checked_lang", "parsed_day"]

# fmt: off
ISO_639_1 = frozenset({
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bi", "bm", "bn", "bo", "br", "bs", "ca",
    "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en", "eo", "es", "et", "eu", "fa", "ff", "fi",
    "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he", "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie",
    "ig", "ii", "ik", "io", "is", "it", "iu", "ja", "jv", "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv",
    "kw", "ky", "la", "lb", "lg", "li", "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na",
    "nb", "nd", "ne", "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps", "pt", "qu", "rm",
    "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "su", "sv", "sw",
    "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk", "ur", "uz", "ve", "vi", "vo", "wa",
    "wo", "xh", "yi", "yo", "za", "zh", "zu",
})
# fmt: on


def parsed_day(text: str) -> tuple[date, datetime | None]:
    """A day, and the moment if one is given, from ISO 8601.

    Raises:
        UsageError: If the text is no date.
    """
    text = text.strip()
    try:
        if len(text) <= 10:
            return date.fromisoformat(text), None
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"'{text}' is no date", mend="write a day such as 2025-04-23, or a moment such as 2025-04-23T14:05+06:00") from error
    return moment.date(), moment


def checked_lang(code: str) -> str:
    """A language code in lower case, without a region.

    Raises:
        UsageError: If it is not a code of ISO 639-1.
    """
    bare = code.strip().replace("_", "-").split("-")[0].lower()
    if bare == "und" or bare in ISO_639_1:
        return bare
    raise UsageError(f"'{code}' is no language code", mend="use two letters of ISO 639-1, such as en or ru")


@dataclass(frozen=True, slots=True)
class Overrides:
    """Values that replace what would be detected; None leaves detection alone."""

    id: str | None = None
    headline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    published_at: datetime | None = None
    lang: str | None = None

    @classmethod
    def of(
        cls,
        *,
        id: str | None = None,  # noqa: A002 (the name of the field in the format)
        headline: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        published: str | None = None,
        lang: str | None = None,
    ) -> "Overrides":
        """Overrides from texts as a user types them.

        Raises:
            UsageError: If the date is no date or the language no code.
        """
        day, moment = parsed_day(published) if published else (None, None)
        return cls(
            id=id or None,
            headline=headline or None,
            outlet=outlet or None,
            url=url or None,
            published=day,
            published_at=moment,
            lang=checked_lang(lang) if lang else None,
        )

    def under(self, others: "Overrides") -> "Overrides":
        """These values where the others, which go before them, have none."""
        return Overrides(**{name: getattr(others, name) or getattr(self, name) for name in self.__dataclass_fields__})
