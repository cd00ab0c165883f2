# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""A user-space driver of the vfio-sim device (kmod/include/vfio-sim.h).

As one would write it for a real device: find the registers, describe a transfer, start
it, wait, read what came of it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

import iommufd

REGION_INDEX = 0
MAGIC = 0x4D495356


class Reg(enum.IntEnum):
    """Offsets of the registers."""

    MAGIC = 0x00
    VERSION = 0x04
    COMMAND = 0x08
    STATUS = 0x0C
    SRC = 0x10
    DST = 0x18
    LEN = 0x20
    PATTERN = 0x28
    FAULT_REASON = 0x2C
    FAULT_IOVA = 0x30
    FAULT_ACCESS = 0x38
    DONE = 0x40
    PASID = 0x48


class Command(enum.IntEnum):
    """What COMMAND starts."""

    COPY = 1
    FILL = 2


class Status(enum.IntEnum):
    """What STATUS says."""

    IDLE = 0
    BUSY = 1
    DONE = 2
    FAULT = 3
    ABORTED = 4


class Fault(enum.IntEnum):
    """What FAULT_REASON says."""

    NONE = 0
    BLOCKED = 1
    NOT_PRESENT = 2
    PERMISSION = 3
    BUS = 4

    @property
    def text(self) -> str:
        """The reason in words."""
        return _FAULT_TEXT[self]


class Access(enum.IntEnum):
    """What FAULT_ACCESS says."""

    READ = 1
    WRITE = 2


_FAULT_TEXT = {
    Fault.NONE: "no fault",
    Fault.BLOCKED: "the device is attached to no page table",
    Fault.NOT_PRESENT: "nothing is mapped there",
    Fault.PERMISSION: "the mapping forbids the access",
    Fault.BUS: "the address is not memory",
}


@dataclass(frozen=True)
class Transfer:
    """What came of a transfer: the device's registers of the same names.

    What FAULT_IOVA and FAULT_ACCESS say without a fault means nothing.
    """

    status: Status
    fault_reason: Fault
    fault_iova: int
    fault_access: int
    done: int


class SimDevice:
    """The registers of a bound device, which remains the caller's."""

    def __init__(self, device: iommufd.Device) -> None:
        self.regs = device.region(REGION_INDEX)
        if self.regs.length < 4 or self.regs.read32(Reg.MAGIC) != MAGIC:
            raise ValueError("this is not a vfio-sim device")

    def copy(self, dst: int, src: int, length: int) -> Transfer:
        """Have the device copy from IOVA src to IOVA dst, and wait for the end."""
        self.regs.write64(Reg.SRC, src)
        self.regs.write64(Reg.DST, dst)
        self.regs.write64(Reg.LEN, length)
        return self._run(Command.COPY)

    def fill(self, dst: int, byte: int, length: int) -> Transfer:
        """Have the device fill memory from IOVA dst on, and wait for the end."""
        self.regs.write32(Reg.PATTERN, byte)
        self.regs.write64(Reg.DST, dst)
        self.regs.write64(Reg.LEN, length)
        return self._run(Command.FILL)

    def _run(self, command: Command) -> Transfer:
        self.regs.write32(Reg.COMMAND, command)
        while (status := self.regs.read32(Reg.STATUS)) == Status.BUSY:
            pass
        return Transfer(
            status=Status(status),
            fault_reason=Fault(self.regs.read32(Reg.FAULT_REASON)),
            fault_iova=self.regs.read64(Reg.FAULT_IOVA),
            fault_access=self.regs.read32(Reg.FAULT_ACCESS),
            done=self.regs.read64(Reg.DONE),
        )
