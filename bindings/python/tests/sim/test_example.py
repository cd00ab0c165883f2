# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""The example tells its story, and fails with a sentence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[4] / "examples" / "dma-copy.py"


def run(*args: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-B", str(EXAMPLE), *args],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_whole_way() -> None:
    result = run("/dev/vfio/devices/vfio1")
    assert (result.returncode, result.stderr) == (0, "")
    told = " ".join(line.split()[0] for line in result.stdout.splitlines())
    assert told == (
        "opened bound allocated mapped mapped allocated attached copied compared "
        "unmapped refused closed"
    )


def test_no_such_device() -> None:
    result = run("vfio99")
    assert result.returncode == 1
    assert "dma-copy.py: iommufd_device_open: /dev/vfio/devices/vfio99" in result.stderr
    assert "Traceback" not in result.stderr
