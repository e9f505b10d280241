"""Bytes to text: encodings, invisible characters, line ends."""

import codecs
import re

from reportedly.errors import InputError

__all__ = ["cleaned", "decoded", "one_line"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = [
    "cp1252",
    "cp1251",
    "koi8_r",
    "iso8859_5",
    "cp866",
    "cp1250",
    "iso8859_2",
    "cp1254",
    "cp1253",
    "cp1256",
    "cp1255",
    "cp1257",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "cp874",
]
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)""", re.I)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]+)""", re.I)
# Zero-width joiners stay: Persian and Indic scripts spell with them.
_INVISIBLE = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_DROPPED = re.compile(f"{_INVISIBLE.pattern}|{_CONTROL.pattern}")
_BLANK = re.compile("[^\\S\n]+")
_AMID = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f‘’“”«»„…–—]|[¹²³ªº](?=[^\W\d_])")
_MOJIBAKE = re.compile("â€[™œ\u009d˜”“¦]|Ã[©¨¼¶¤±³¡]|Ð[°²³´µ¸¾¿\u00a0-\u00bf]Ð")
_MOJIBAKE_STARTS = ("â€", "Ã", "Ð")


def decoded(content: bytes, *, declared: str | None = None, html: bool = False) -> str:
    """The text that bytes stand for.

    A byte order mark goes before the declared charset (of an HTTP header), that before the page's own, that before what the bytes look like.

    Raises:
        InputError: If the bytes are not text.
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _checked(content.decode(name, errors="replace"))
    named = [declared] if declared else []
    if html:
        head = content[:4096]
        named += [found[1].decode("ascii") for found in (_XML.search(head), _META.search(head)) if found]
    for name in [*named, "utf-8"]:
        text = _try(content, name)
        if text is not None:
            return _checked(_mended(text))
    return _checked(_mended(_guessed(content)))


def _try(content: bytes, name: str | None) -> str | None:
    try:
        codec = codecs.lookup(name or "utf-8").name
        # Pages that declare Latin-1 are read as Windows-1252, as browsers do.
        text = content.decode("cp1252" if codec in {"iso8859-1", "ascii"} else codec)
    except (LookupError, UnicodeError):
        return None
    return None if "\x00" in text and codec == "utf-8" else text


def _guessed(content: bytes) -> str:
    wide = _wide(content)
    if wide:
        return content.decode(wide, errors="replace")
    stray = len(content) - len(content.decode("utf-8", errors="ignore").encode())
    if stray <= len(content) // 500:
        return content.decode("utf-8", errors="replace")
    if sum(content[:20_000].count(byte) for byte in range(9)) * 50 > len(content[:20_000]):
        raise InputError("not text but binary data", mend="give plain text, HTML, PDF or JSON lines")
    from charset_normalizer import from_bytes

    matches = list(from_bytes(content[:200_000], cp_isolation=_LEGACY, threshold=0.4))
    if not matches:
        raise InputError("not text in any known encoding", mend="give plain text, HTML, PDF or JSON lines")
    least, most = min(match.chaos for match in matches), max(match.coherence for match in matches)
    near = [match for match in matches if match.chaos <= least + 0.02 and match.coherence >= most - 0.12]
    # Where encodings read equally well, the one without signs amid the words is meant, or else the commonest.
    best = min(near, key=lambda match: (len(_AMID.findall(str(match))), -round(match.coherence, 2), _LEGACY.index(match.encoding)))
    return content.decode(best.encoding, errors="replace")


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: blanks and full stops leave zero bytes, all at even or all at odd places."""
    sample = content[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd < max(2, len(sample) // 50) or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _mended(text: str) -> str:
    """Undo UTF-8 that was read as Windows-1252 and saved again."""
    # Looking for single letters first is many times faster than the expression, and most pages have none of them.
    if not any(start in text for start in _MOJIBAKE_STARTS) or len(_MOJIBAKE.findall(text)) < 2:
        return text
    raw = bytearray()
    for character in text:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 255:
                return text
            raw.append(ord(character))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return text


def _checked(text: str) -> str:
    sample = text[:20_000]
    strange = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    if strange > max(2, len(sample) // 100):
        raise InputError("not text but binary data", mend="give plain text, HTML, PDF or JSON lines")
    return text


def cleaned(text: str) -> str:
    """Text with line feeds only, without invisible characters, with plain blanks. Characters that mean something stay as they are."""
    text = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n").replace("\x0c", "\n\n").replace("\x85", "\n")
    )
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return "\n".join(line.strip() for line in _BLANK.sub(" ", text).split("\n"))


def one_line(text: str) -> str:
    """Text in one line: cleaned, every run of blanks and line ends folded to one blank."""
    # All that ``cleaned`` makes a blank or a line end is a blank for ``split`` too.
    return " ".join((text if text.isascii() and text.isprintable() else _DROPPED.sub("", text)).split())
