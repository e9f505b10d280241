"""Texts that a page, a program or a database could be hurt by: what the workplace and its API are tested with. All names are invented."""

MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></head><body onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!--#exec cmd=id-->",
    "{{ 7 * 7 }}{% raw %}",
    "${7*7}#{7*7}",
    "' OR 1=1; DROP TABLE reports; --",
    "&lt;script&gt;&amp;#60;",
    "]]><![CDATA[",
)
SIGNS = (
    "a\u202egnp.exe\u202c",
    "zero\u200bwidth\u200d\ufeff",
    "line\u2028para\u2029",
    "combining" + "\u0301" * 200,
    "\U0001f600 \U0010ffff",
    "bell\x07back\x08esc\x1b[31m",
    "%s%n%x{0}",
    "../../etc/passwd",
    "\u0130\u0131\u00df\ufb01",
)
ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "http://user:secret@example.com/",
    "http://[::1]/",
    "//evil.example/",
    "https://example.com/\r\nset-cookie: a=b",
    "https://example.com/<script>",
)
TEXTS = MARKUP + SIGNS
