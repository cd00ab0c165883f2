# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""What all tests share: the driver of the sim's device, which the examples have."""

from __future__ import annotations

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "examples"))
