"""The process that reads what people hand in to the workplace; ``reader`` starts it."""

import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection

from reportedly.errors import InputError
from reportedly.model.claims import ReportReading
from reportedly.model.text import Article
from reportedly.serve.reader import Material, ReadReport

__all__ = ["main"]

_LOG = logging.getLogger(__name__)


def main(pipe: Connection, memory: int) -> None:
    """Read what is handed in until nobody hands anything in any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    from reportedly.pipeline import read

    pipe.send("ready")
    with suppress(EOFError, OSError):
        while True:
            material, max_bytes = pipe.recv()
            pipe.send(_attempt(material, max_bytes, read))


def _attempt(material: Material, max_bytes: int, read: Callable[[Article], ReportReading]) -> ReadReport | InputError:
    from reportedly.collect import Refused, collect, collect_bytes

    try:
        if material.address is None:
            found = collect_bytes(material.content, material.name, material.media_type, material.overrides, max_bytes=max_bytes)
        else:
            (item,) = collect(material.address, overrides=material.overrides, max_bytes=max_bytes)
            if isinstance(item, Refused):
                return item.error
            found = item
        return ReadReport(read(found.article), found.snapshot)
    except InputError as error:
        return error
    except MemoryError:
        return InputError("reading it takes too much memory", where=material.name, mend="split it, or read it with reportedly add")
    except Exception as fault:  # noqa: BLE001 (a fault of ours in one report must not end the workplace; it is printed for whoever runs it)
        _LOG.exception("reading %s", material.name)
        return InputError(f"a fault of the reader, not of the report: {type(fault).__name__}", where=material.name, mend="please tell the makers")


if __name__ == "__main__":
    main(Connection(int(sys.argv[1])), int(sys.argv[2]))
