"""The command `boussole`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and end the process with its status."""
    from bot.cli.run import run

    sys.exit(run(sys.argv[1:]))
