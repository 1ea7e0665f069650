"""A process that does nothing until it is told to end: ``python -m tests.helpers.staying FOLDER`` keeps two."""

import os
import signal
import sys
from pathlib import Path

from newsarchive.serve import workers


def stay(ready, folder):
    ready.set()
    Path(folder, str(os.getpid())).touch()
    signal.pause()


if __name__ == "__main__":
    from tests.helpers import staying

    workers.keep(2, staying.stay, sys.argv[1])
