"""What the extraction of a page's main text leaves out or takes in wrongly, mended from the page itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.collect.charset import one_line
from reportedly.collect.lines import is_fragment
from reportedly.collect.metadata import Tree

__all__ = ["Block", "blocks_of", "only_one_report", "with_lead", "with_missing", "without_links", "without_tail"]

_ASIDE = {"aside", "footer", "nav", "figure", "figcaption", "form", "header", "li", "table", "blockquote"}
_OUTSIDE = re.compile(
    r"related|recommend|promo|newsletter|comment|teaser|footer|sidebar|caption|copyright|author|bio|disclaimer|subscri|paywall|share|social|advert|banner|cookie",
    re.I,
)
_WORD = re.compile(r"\w+")
_NO_WORD = re.compile(r"\W+")
_SHORTEST_TITLE = 15
_MAY_LEAD = ("p", "h2", "h3", "h4", "li", "blockquote", "div", "span")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a page: its element, its text in one line, and the letters and digits of that text in lower case."""

    element: Tree
    text: str
    key: str


def blocks_of(tree: Tree) -> list[Block]:
    """All paragraphs of a page, in order."""
    texts = ((element, one_line(_text(element))) for element in tree.iter("p"))
    return [Block(element, text, _key(text)) for element, text in texts]


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
    return "".join(element.itertext())


def _key(text: str) -> str:
    return "".join(_WORD.findall(text.casefold()))


def with_missing(paragraphs: list[str], blocks: list[Block]) -> list[str]:
    """Paragraphs with those that stand beside them on the page and were left out.

    Args:
        paragraphs: What was found.
        blocks: All paragraphs of the page, in order.
    """
    places = {_key(paragraph): at for at, paragraph in enumerate(paragraphs)}
    beside: dict[tuple[Tree, str], int] = {}
    for block in blocks:
        if block.key in places and len(block.text) >= 40:
            beside[_home(block.element)] = beside.get(_home(block.element), 0) + 1
    added: dict[int, list[str]] = {}
    last = -1
    everything = _key(" ".join(paragraphs))
    for block in blocks:
        if block.key in places:
            last = places[block.key]
        elif last >= 0 and len(block.text) >= 60 and beside.get(_home(block.element), 0) >= 2 and _is_prose(block) and block.key not in everything:
            added.setdefault(last, []).append(block.text)
    return [piece for at, paragraph in enumerate(paragraphs) for piece in (paragraph, *added.get(at, ()))]


def _home(element: Tree) -> tuple[Tree, str]:
    """What paragraphs of one column share: the parent, or with a class of their own, the grandparent and that class."""
    parent, kind = element.getparent(), element.get("class") or ""
    above = parent.getparent() if kind and parent is not None else None
    return (parent if above is None else above), kind


def without_tail(paragraphs: list[str], blocks: list[Block]) -> list[str]:
    """Paragraphs without those behind the last one of the main column that stand elsewhere on the page: appeals, other reports.

    Args:
        paragraphs: What was found.
        blocks: All paragraphs of the page, in order.
    """
    columns: dict[Tree, int] = {}
    places: dict[str, Tree] = {}
    keys = {_key(paragraph) for paragraph in paragraphs}
    for block in blocks:
        if block.key in keys and block.key not in places:
            places[block.key] = block.element
            column = _home(block.element)[0]
            columns[column] = columns.get(column, 0) + len(block.text)
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


def without_links(paragraphs: list[str], tree: Tree) -> tuple[list[str], list[str]]:
    """Paragraphs without titles that are nothing but a link of the page, and those titles."""
    titles = {key for key in (_key(paragraph) for paragraph in paragraphs if is_fragment(paragraph)) if len(key) >= _SHORTEST_TITLE}
    if not titles:
        return paragraphs, []
    links = {key for key in (_key(_text(link)) for link in tree.iter("a")) if key in titles}
    linked = [paragraph for paragraph in paragraphs if is_fragment(paragraph) and _key(paragraph) in links]
    return [paragraph for paragraph in paragraphs if paragraph not in linked], linked


def _is_prose(block: Block) -> bool:
    element, text = block.element, block.text
    linked = sum(len(_text(link)) for link in element.iter("a"))
    names = [element, *element.iterancestors()]
    outside = any(up.tag in _ASIDE or _OUTSIDE.search(f"{up.get('class') or ''} {up.get('id') or ''}") for up in names[:3])
    return linked * 3 < len(text) and not outside and not is_fragment(text)


def with_lead(paragraphs: list[str], description: str | None, tree: Tree) -> list[str]:
    """Paragraphs with the standfirst before them, when the page shows the sentence that it describes itself with.

    Args:
        paragraphs: What was found.
        description: The description for machines.
        tree: The page.
    """
    wanted = _key(description or "")[:60]
    if len(wanted) < 40 or not paragraphs or wanted[:40] in _key(" ".join(paragraphs)):
        return paragraphs
    shown = [text for text in _starting(tree, wanted[:8]) if _key(text).startswith(wanted[:50]) and len(text) <= 600]
    return [min(shown, key=len), *paragraphs] if shown else paragraphs


def _starting(tree: Tree, start: str) -> Iterator[str]:
    """Texts of the elements of a page that start with some letters."""
    for element in tree.iter(*_MAY_LEAD):
        head = element.text if element.text and element.text.strip() else (element[0].text if len(element) else None)
        if head and _NO_WORD.sub("", head[:40].casefold())[:8] == start:
            yield one_line(_text(element))
