"""A page and small PDF files, made by hand for the tests."""

import zlib

PAGE = """<html lang="en"><head><title>Two Bakers Held</title>
<meta property="article:published_time" content="2021-05-03T10:00:00+02:00"></head><body><article><h1>Two Bakers Held</h1>
<p>A court in Exampleton on Saturday placed two bakers in custody until June on charges of taking flour.</p>
<p>Their lawyer said that the two would appeal to the higher court as soon as they have seen the written ruling.</p></article></body></html>"""


def pdf(*pages: list[str], size: int = 11, leading: int = 14) -> bytes:
    """A PDF with one list of lines for each page; an empty line is white space, a line that starts with ``#`` is set large."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for lines in pages:
        stream = zlib.compress(_page(lines, size, leading))
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream))
        content = len(objects)
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>" % content)
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _page(lines: list[str], size: int, leading: int) -> bytes:
    drawn, height = [], 780
    for line in lines:
        height -= leading
        if line:
            large = line.startswith("#")
            words = line.lstrip("# ").replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            drawn.append(f"BT /F1 {size * 2 if large else size} Tf 60 {height} Td ({words}) Tj ET")
            height -= leading if large else 0
    return "\n".join(drawn).encode("cp1252")
