import errno

import pytest

from actions.library.os_reasons import reason


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "plus de place"), (errno.EACCES, "refusé"), (errno.EROFS, "lecture seule")],
)
def test_common_reasons_are_in_french(code, words):
    assert words in reason(OSError(code, "system words"))


def test_a_write_cut_short_means_a_full_disk():
    assert "plus de place" in reason(OSError("35373 requested and 20480 written"))


def test_a_rare_reason_keeps_the_system_s_words():
    assert reason(OSError(errno.EMLINK, "Too many links")) == "Too many links"
