# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""The registers and memory of a device."""

from __future__ import annotations

from typing import TYPE_CHECKING, SupportsIndex

from . import _libiommufd as c
from ._buffer import Buffer
from ._check import u32, u64
from ._flags import RegionFlags, names

if TYPE_CHECKING:
    from ._device import Device


class Region:
    """A region of a device: a BAR, its configuration space, ...

    Made by ``Device.region()``. 1, 2, 4 or 8 bytes at a multiple of that are one access
    of the device. Numbers are little-endian, as VFIO has them.
    """

    def __init__(self, device: Device, info: c.iommufd_region_info) -> None:
        self._device = device
        self._info = info

    @property
    def device(self) -> Device:
        """The device it belongs to."""
        return self._device

    @property
    def index(self) -> int:
        """Its number."""
        return self._info.index

    @property
    def flags(self) -> RegionFlags:
        """What can be done with it."""
        return RegionFlags(self._info.flags)

    @property
    def length(self) -> int:
        """How many bytes it has; 0 if the device does not have it."""
        return self._info.length

    @property
    def file_offset(self) -> int:
        """Where it begins in the device's file."""
        return self._info.file_offset

    def readinto(self, offset: SupportsIndex, buffer: Buffer) -> None:
        """Read as many bytes as a writable buffer has."""
        first = u64("offset", offset)
        with self._device._handle as dev:
            c.iommufd_device_region_read(dev, self._info, first, buffer)

    def read(self, offset: SupportsIndex, length: SupportsIndex) -> bytes:
        """Read bytes."""
        size = u64("length", length)
        # A mistaken length must not allocate gigabytes first.
        if size > self.length:
            raise ValueError(
                f"length is {size}, but the whole region has {self.length} bytes"
            )
        data = bytearray(size)
        self.readinto(offset, data)
        return bytes(data)

    def write(self, offset: SupportsIndex, data: Buffer) -> None:
        """Write bytes."""
        first = u64("offset", offset)
        with self._device._handle as dev:
            c.iommufd_device_region_write(dev, self._info, first, data)

    def read32(self, offset: SupportsIndex) -> int:
        """Read a number of 32 bits."""
        return int.from_bytes(self.read(offset, 4), "little")

    def read64(self, offset: SupportsIndex) -> int:
        """Read a number of 64 bits."""
        return int.from_bytes(self.read(offset, 8), "little")

    def write32(self, offset: SupportsIndex, value: SupportsIndex) -> None:
        """Write a number of 32 bits."""
        self.write(offset, u32("value", value).to_bytes(4, "little"))

    def write64(self, offset: SupportsIndex, value: SupportsIndex) -> None:
        """Write a number of 64 bits."""
        self.write(offset, u64("value", value).to_bytes(8, "little"))

    def __repr__(self) -> str:
        return (
            f"<iommufd.Region {self.index} of {self._device._name or 'device'} "
            f"length={self.length:#x} flags={names(self.flags)}>"
        )
