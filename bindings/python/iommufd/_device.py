# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""A device that user space drives."""

from __future__ import annotations

import operator
import os
from typing import TYPE_CHECKING, SupportsIndex

from . import _libiommufd as c
from ._check import descriptor, u32
from ._handle import Handle
from ._lifetime import OwnsFile
from ._region import Region

if TYPE_CHECKING:
    from ._context import Context
    from ._hwpt import HWPT
    from ._ioas import IOAS


class Device(OwnsFile):
    """An open VFIO character device (/dev/vfio/devices/vfioN).

    It can do nothing before it is bound to a context, and its DMA reaches no memory
    before it is attached to an IOAS or HWPT. It is closed by hand, with its context, or
    as a context manager.
    """

    def __init__(self, name: str | os.PathLike[str]) -> None:
        """Open it by path, or by its name below /dev/vfio/devices, such as "vfio0".

        Children of this process do not inherit the file.
        """
        self._own(os.fspath(name), c.iommufd_device_open(name))

    @classmethod
    def adopt(cls, fd: int) -> Device:
        """Make a device of a file descriptor that is open already.

        The device owns it from now on. If this fails it stays the caller's.
        """
        number = descriptor(operator.index(fd))
        self = cls.__new__(cls)
        self._own(None, c.iommufd_device_adopt(number))
        os.set_inheritable(number, False)
        return self

    def _own(self, name: str | None, pointer: c.iommufd_device) -> None:
        self._name = name
        self._handle = Handle("device", pointer, c.iommufd_device_close)
        self._context: Context | None = None
        self._id: int | None = None
        self._attached_to: IOAS | HWPT | None = None
        super().__init__()

    @property
    def name(self) -> str | None:
        """What it was opened by; None if it was adopted."""
        return self._name

    @property
    def context(self) -> Context | None:
        """The context it is bound to, or None."""
        return self._context

    @property
    def id(self) -> int:
        """The kernel's id of it in its context; ValueError if it is not bound."""
        if self.closed:
            raise ValueError("the device is closed")
        if self._id is None:
            raise ValueError("the device is not bound: call bind(context) first")
        return self._id

    def fileno(self) -> int:
        """Tell the file descriptor, for poll or for passing; it stays the device's."""
        with self._handle as dev:
            return c.iommufd_device_fd(dev)

    def bind(self, context: Context) -> int:
        """Bind the device to a context, until it is closed; return its id there.

        Until it is attached the device's DMA is blocked. Closing the context closes the
        device.
        """
        with context._handle as ctx, self._handle as dev:
            self._id = c.iommufd_device_bind(dev, ctx, None)
            self._context = context
            context._devices.add(self)
        return self._id

    def attach(self, page_table: IOAS | HWPT) -> int:
        """Give the device's DMA a page table; return the id of the HWPT it has now.

        To an IOAS: the kernel finds or allocates an HWPT that fits. On an attached
        device this replaces the page table in one step; if it fails, the old one stays.
        """
        with self._handle as dev:
            hwpt_id = c.iommufd_device_attach(dev, page_table.id)
            self._attached_to = page_table
        return hwpt_id

    def detach(self) -> None:
        """Block the device's DMA again; if it is not attached, leave it as it is.

        When the call returns, the device reaches no memory any more.
        """
        with self._handle as dev:
            c.iommufd_device_detach(dev)
            self._attached_to = None

    def region(self, index: SupportsIndex) -> Region:
        """Return a region of a bound device.

        For a PCI device 0 to 5 are the BARs, 6 the ROM, 7 the configuration space.
        """
        number = u32("index", index)
        with self._handle as dev:
            info = c.iommufd_device_get_region_info(dev, number)
        return Region(self, info)

    @property
    def closed(self) -> bool:
        """Whether it has been closed; then using it raises ValueError."""
        return self._handle.closed

    def close(self) -> None:
        """Close the device, which detaches and unbinds it. Again: does nothing."""
        self._handle.close()
        self._attached_to = None
        if self._context is not None:
            self._context._devices.discard(self)

    def __repr__(self) -> str:
        if self.closed:
            state = "closed"
        else:
            state = f"fd={self.fileno()}"
            if self._id is not None:
                state += f" id={self._id}"
        return f"<iommufd.Device {self._name or 'adopted'} {state}>"
