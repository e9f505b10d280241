"""What the extraction of a page's main text leaves out or takes in wrongly, mended from the page itself."""

import re

from reportedly.collect.lines import is_fragment
from reportedly.collect.metadata import Tree

__all__ = ["only_one_report", "whole_links", "with_lead", "with_missing", "without_links", "without_tail"]

_ASIDE = {"aside", "footer", "nav", "figure", "figcaption", "form", "header", "li", "table", "blockquote"}
_OUTSIDE = re.compile(
    r"related|recommend|promo|newsletter|comment|teaser|footer|sidebar|caption|copyright|author|bio|disclaimer|subscri|paywall|share|social|advert|banner|cookie",
    re.I,
)


def only_one_report(tree: Tree, headline: str | None) -> None:
    """Take other whole reports out of a page that goes on with the next one below."""
    whole = [article for article in tree.iter("article") if article.find(".//h1") is not None and _size(article) >= 800]
    whole = [article for article in whole if not any(article in other.iterdescendants("article") for other in whole)]
    if len(whole) < 2:
        return
    kept = next((article for article in whole if any(_key(_text(h1)) == _key(headline or "") for h1 in article.iter("h1"))), whole[0])
    for article in whole:
        parent = article.getparent()
        if article is not kept and parent is not None:
            parent.remove(article)


def _size(article: Tree) -> int:
    return sum(len(_text(paragraph)) for paragraph in article.iter("p"))


def _text(element: Tree) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _key(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))


def with_missing(paragraphs: list[str], blocks: list[tuple[Tree, str]]) -> list[str]:
    """Paragraphs with those that stand beside them on the page and were left out.

    Args:
        paragraphs: What was found.
        blocks: All paragraphs of the page with their text, in order.
    """
    places = {_key(paragraph): at for at, paragraph in enumerate(paragraphs)}
    beside: dict[tuple[Tree, str], int] = {}
    for element, text in blocks:
        if _key(text) in places and len(text) >= 40:
            beside[_home(element)] = beside.get(_home(element), 0) + 1
    added: dict[int, list[str]] = {}
    last = -1
    everything = _key(" ".join(paragraphs))
    for element, text in blocks:
        key = _key(text)
        if key in places:
            last = places[key]
        elif last >= 0 and len(text) >= 60 and beside.get(_home(element), 0) >= 2 and _is_prose(element, text) and key not in everything:
            added.setdefault(last, []).append(text)
    return [piece for at, paragraph in enumerate(paragraphs) for piece in (paragraph, *added.get(at, ()))]


def _home(element: Tree) -> tuple[Tree, str]:
    """What paragraphs of one column share: the parent, or with a class of their own, the grandparent and that class."""
    parent, kind = element.getparent(), element.get("class") or ""
    above = parent.getparent() if kind and parent is not None else None
    return (parent if above is None else above), kind


def without_tail(paragraphs: list[str], blocks: list[tuple[Tree, str]]) -> list[str]:
    """Paragraphs without those behind the last one of the main column that stand elsewhere on the page: appeals, other reports.

    Args:
        paragraphs: What was found.
        blocks: All paragraphs of the page with their text, in order.
    """
    columns: dict[Tree, int] = {}
    places: dict[str, Tree] = {}
    keys = {_key(paragraph) for paragraph in paragraphs}
    for element, text in blocks:
        key = _key(text)
        if key in keys and key not in places:
            places[key] = element
            column = _home(element)[0]
            columns[column] = columns.get(column, 0) + len(text)
    if not columns:
        return paragraphs
    main = max(columns, key=lambda column: columns[column])
    if columns[main] * 10 < 7 * sum(map(len, paragraphs)):
        return paragraphs
    kept = list(paragraphs)
    while len(kept) > 3:
        element = places.get(_key(kept[-1]))
        if element is None or main in element.iterancestors():
            break
        kept.pop()
    return kept


def whole_links(tree: Tree) -> frozenset[str]:
    """Keys of all texts of a page that are nothing but a link."""
    return frozenset(key for key in (_key(_text(link)) for link in tree.iter("a")) if len(key) >= 15)


def without_links(paragraphs: list[str], links: frozenset[str]) -> tuple[list[str], list[str]]:
    """Paragraphs without titles that are nothing but a link, and those titles."""
    linked = [paragraph for paragraph in paragraphs if is_fragment(paragraph) and _key(paragraph) in links]
    return [paragraph for paragraph in paragraphs if paragraph not in linked], linked


def _is_prose(element: Tree, text: str) -> bool:
    linked = sum(len(_text(link)) for link in element.iter("a"))
    names = [element, *element.iterancestors()]
    outside = any(up.tag in _ASIDE or _OUTSIDE.search(f"{up.get('class') or ''} {up.get('id') or ''}") for up in names[:3])
    return linked * 3 < len(text) and not outside and not is_fragment(text)


def with_lead(paragraphs: list[str], description: str | None, blocks: list[str]) -> list[str]:
    """Paragraphs with the standfirst before them, when the page shows the sentence that it describes itself with.

    Args:
        paragraphs: What was found.
        description: The description for machines.
        blocks: Texts of the elements of the page.
    """
    wanted = _key(description or "")[:60]
    if len(wanted) < 40 or not paragraphs or wanted[:40] in _key(" ".join(paragraphs)):
        return paragraphs
    shown = [text for text in blocks if _key(text).startswith(wanted[:50]) and len(text) <= 600]
    return [min(shown, key=len), *paragraphs] if shown else paragraphs
