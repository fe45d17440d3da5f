"""Tell a disk that reports changes from one that must be looked at again and again."""

from __future__ import annotations

import os
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
# Changes made on another machine are never reported by these.
_REMOTE = ("nfs", "cifs", "smb", "9p", "fuse", "afs", "ceph", "glusterfs", "lustre", "virtiofs")
POLLING = "WATCHFILES_FORCE_POLLING"


def needs_polling(folder: Path, mounts: Path = MOUNTS) -> bool | None:
    """Say whether a folder must be polled; None leaves it to WATCHFILES_FORCE_POLLING."""
    if POLLING in os.environ:
        return None
    return True if _filesystem(folder, mounts).startswith(_REMOTE) else None


def _filesystem(folder: Path, mounts: Path) -> str:
    """Return the type of the file system that holds a folder, empty when unknown."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = "", ""
    for line in lines:
        before, _, after = line.partition(" - ")
        place = before.split(" ")[4].replace("\\040", " ")
        if folder.is_relative_to(place) and len(place) >= len(best):
            best, kind = place, after.split(" ")[0]
    return kind
