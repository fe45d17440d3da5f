"""Why the operating system refused, in French."""

from __future__ import annotations

import errno

from actions.library.catalogue import catalogue

_KEYS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "not_a_folder",
    errno.EISDIR: "a_folder",
    None: "full",  # NumPy's own error for a write that was cut short
}


def reason(error: OSError) -> str:
    """Return a few French words; the system's own where there are none."""
    key = _KEYS.get(error.errno)
    if key is None:
        return error.strerror or str(error)
    return catalogue("actions.library").text(f"os.{key}")
