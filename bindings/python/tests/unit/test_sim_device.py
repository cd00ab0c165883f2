# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""The driver of the sim's device declares what kmod/include/vfio-sim.h does."""

from __future__ import annotations

import enum
import re
from pathlib import Path

import pytest
import sim_device

HEADER = Path(__file__).resolve().parents[4] / "kmod" / "include" / "vfio-sim.h"
DEFINES = {
    name: int(value, 0)
    for name, value in re.findall(
        r"^#define VFIO_SIM_(\w+)\s+(\w+)", HEADER.read_text(), re.MULTILINE
    )
    if value[0].isdigit()
}


@pytest.mark.parametrize(
    "prefix,members",
    [
        ("REG_", sim_device.Reg),
        ("COMMAND_", sim_device.Command),
        ("STATUS_", sim_device.Status),
        ("FAULT_", sim_device.Fault),
        ("ACCESS_", sim_device.Access),
    ],
)
def test_constants(prefix: str, members: type[enum.IntEnum]) -> None:
    declared = {
        name[len(prefix) :]: value
        for name, value in DEFINES.items()
        if name.startswith(prefix)
    }
    assert declared == {member.name: int(member) for member in members}


def test_identity() -> None:
    assert DEFINES["MAGIC"] == sim_device.MAGIC
    assert DEFINES["REGION_INDEX"] == sim_device.REGION_INDEX


def test_every_fault_has_words() -> None:
    assert all(fault.text for fault in sim_device.Fault)
