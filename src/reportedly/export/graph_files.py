"""GraphML and GEXF, written while the cases pass by: for networkx, Gephi, Cytoscape and yEd."""

import re
import shutil
import tempfile
from collections.abc import Iterable
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from reportedly.export.formats import NOTICE, ExportOptions
from reportedly.export.graph import EDGE_KEYS, NODE_KEYS, Edge, Node, pieces
from reportedly.model.material import CaseMaterial

__all__ = ["write_gexf", "write_graphml"]

# What XML 1.0 cannot hold in any way.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    """Write the graph of some cases as GraphML.

    Args:
        materials: The cases.
        out: Where to write.
        options: The day that the graph states.
    """
    keys = [("label", "node", "what the node is called")]
    keys += [(key, "node", what) for key, what in NODE_KEYS.items()]
    keys += [(f"edge_{key}", "edge", what) for key, what in EDGE_KEYS.items()]
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for key, where, what in keys:
        name = key.removeprefix("edge_")
        out.write(f'<key id="{key}" for="{where}" attr.name="{name}" attr.type="string"><desc>{_text(what)}</desc></key>\n'.encode())
    for key, words in (("notice", NOTICE), ("as_of", options.as_of.isoformat())):
        out.write(f'<key id="{key}" for="graph" attr.name="{key}" attr.type="string"><default>{_text(words)}</default></key>\n'.encode())
    out.write(b'<graph edgedefault="directed">\n')
    out.write(f'<data key="notice">{_text(NOTICE)}</data><data key="as_of">{options.as_of.isoformat()}</data>\n'.encode())
    for piece in pieces(materials):
        out.write((_graphml_node(piece) if isinstance(piece, Node) else _graphml_edge(piece)).encode())
    out.write(b"</graph>\n</graphml>\n")


def _graphml_node(node: Node) -> str:
    data = "".join(f'<data key="{key}">{_text(value)}</data>' for key, value in {"label": node.label, **node.values}.items())
    return f"<node id={_attribute(node.id)}>{data}</node>\n"


def _graphml_edge(edge: Edge) -> str:
    data = "".join(f'<data key="edge_{key}">{_text(value)}</data>' for key, value in edge.values.items())
    return f"<edge id={_attribute(edge.id)} source={_attribute(edge.source)} target={_attribute(edge.target)}>{data}</edge>\n"


def write_gexf(materials: Iterable[CaseMaterial], out: BinaryIO, options: ExportOptions) -> None:
    """Write the graph of some cases as GEXF; edges wait in a file of their own, since the format wants all nodes first.

    Args:
        materials: The cases.
        out: Where to write.
        options: The day that the graph states.
    """
    day = options.as_of.isoformat()
    out.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n')
    out.write(f'<meta lastmodifieddate="{day}"><description>{_text(NOTICE)} As of {day}.</description></meta>\n'.encode())
    out.write(b'<graph mode="static" defaultedgetype="directed">\n')
    for where, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        listed = "".join(f'<attribute id="{where}_{key}" title="{key}" type="string"/>' for key in keys)
        out.write(f'<attributes class="{where}" mode="static">{listed}</attributes>\n'.encode())
    out.write(b"<nodes>\n")
    with tempfile.TemporaryFile(prefix="reportedly-") as edges:
        for piece in pieces(materials):
            if isinstance(piece, Node):
                out.write(f"<node id={_attribute(piece.id)} label={_attribute(piece.label)}>{_values(piece.values, 'node')}</node>\n".encode())
            else:
                ends = f"source={_attribute(piece.source)} target={_attribute(piece.target)}"
                edges.write(f"<edge id={_attribute(piece.id)} {ends}>{_values(piece.values, 'edge')}</edge>\n".encode())
        out.write(b"</nodes>\n<edges>\n")
        edges.seek(0)
        shutil.copyfileobj(edges, out, 1 << 20)
    out.write(b"</edges>\n</graph>\n</gexf>\n")


def _values(values: dict[str, str], where: str) -> str:
    listed = "".join(f'<attvalue for="{where}_{key}" value={_attribute(value)}/>' for key, value in values.items())
    return f"<attvalues>{listed}</attvalues>"


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("", words))


def _attribute(words: str) -> str:
    return quoteattr(_NOT_XML.sub("", words))
