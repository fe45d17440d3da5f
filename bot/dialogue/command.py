"""Run one command of Rasa in this process, without telemetry, cache folder or noise."""

from __future__ import annotations

import os
import sys
from typing import List

# Rasa reads these when it is imported.
DEFAULTS = {
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",  # training takes seconds: no cache folder in the tree
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "OMP_NUM_THREADS": "1",  # one short sentence at a time: more threads only wait for each other
    "LOG_LEVEL": "WARNING",
    "LOG_LEVEL_LIBRARIES": "ERROR",
}


def run_rasa(arguments: List[str]) -> None:
    """Hand the arguments to Rasa's own entry point; `ps` keeps showing the original ones."""
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    from rasa.__main__ import main

    sys.argv[1:] = arguments
    main()
