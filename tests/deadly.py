"""Settings under which some records kill the process that reads them, as a fault in a library would. Workers import this module by its name."""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from reportedly.bulk.settings import BulkSettings
from reportedly.collect import Overrides

__all__ = ["Deadly"]


@dataclass(frozen=True, slots=True)
class Deadly(BulkSettings):
    """``mark`` is a file that remembers who has died once."""

    mark: str = ""

    @property
    def overrides(self) -> Overrides:
        """What goes before anything stated, after the record that it is asked for has done its worst."""
        content: bytes = sys._getframe(1).f_locals["raw"].content
        if b"number 1," in content:
            os.kill(os.getpid(), signal.SIGSEGV)
        if b"number 3," in content:
            time.sleep(600)
        if b"number 4," in content:
            bytearray(8 << 30)
        if b"number 6," in content and not Path(self.mark).exists():
            Path(self.mark).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Overrides(lang=self.lang)
