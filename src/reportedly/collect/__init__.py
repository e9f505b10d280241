"""Reports from files, folders, pages and JSON lines: bytes in, articles and snapshots out.

``collect`` reads any source, ``collect_jsonl`` JSON lines, ``collect_bytes`` one report.
Bad input becomes ``Refused``, with the reason, and ends no batch.
"""

from reportedly.collect.given import Overrides
from reportedly.collect.inputs import MAX_BYTES, Collected, Refused, collect, collect_bytes, collect_jsonl

__all__ = ["MAX_BYTES", "Collected", "Overrides", "Refused", "collect", "collect_bytes", "collect_jsonl"]
