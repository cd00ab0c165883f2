# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""An iommufd context."""

from __future__ import annotations

import errno
import operator
import os
from typing import TYPE_CHECKING

from . import _libiommufd as c
from ._check import descriptor
from ._errors import IommufdError
from ._flags import HWCapabilities
from ._handle import Handle
from ._hw_info import HWInfo
from ._hwpt import HWPT
from ._ioas import IOAS
from ._lifetime import OwnsFile

if TYPE_CHECKING:
    from ._device import Device


class Context(OwnsFile):
    """An open /dev/iommu and the objects in it.

    It can be used from many threads at once. Closing it closes what is in it: devices
    first, then HWPTs, then IOASes. As a context manager it closes itself.

        with iommufd.Context() as context, iommufd.Device("vfio0") as device:
            device.bind(context)
            ioas = context.ioas()
            mapping = ioas.map(mmap.mmap(-1, 4096))
            device.attach(ioas)
    """

    def __init__(self, path: str | os.PathLike[str] = "/dev/iommu") -> None:
        """Open the file. Children of this process do not inherit it."""
        self._own(c.iommufd_open(path))

    @classmethod
    def adopt(cls, fd: int) -> Context:
        """Make a context of a file descriptor of /dev/iommu that is open already.

        The context owns it from now on. If this fails it stays the caller's.
        """
        number = descriptor(operator.index(fd))
        self = cls.__new__(cls)
        self._own(c.iommufd_adopt(number))
        os.set_inheritable(number, False)
        return self

    def _own(self, pointer: c.iommufd) -> None:
        self._handle = Handle("context", pointer, c.iommufd_close)
        self._process = os.getpid()
        self._devices: set[Device] = set()
        self._ioases: set[IOAS] = set()
        super().__init__()

    def fileno(self) -> int:
        """Tell the file descriptor, for poll or for passing; it stays the context's."""
        with self._handle as ctx:
            return c.iommufd_fd(ctx)

    def ioas(self) -> IOAS:
        """Allocate an I/O address space (IOAS); it lasts until it or this is closed."""
        with self._handle as ctx:
            ioas = IOAS(self, c.iommufd_ioas_alloc(ctx))
            self._ioases.add(ioas)
        return ioas

    def hw_info(self, device: Device) -> HWInfo:
        """Tell what the IOMMU behind a device is that is bound to this context."""
        with self._handle as ctx:
            size = c.iommufd_get_hw_info(ctx, device.id, 0, bytearray()).data_len
            data = bytearray(size)
            info = c.iommufd_get_hw_info(ctx, device.id, 0, data)
        return HWInfo(
            info.data_type,
            bytes(data[: info.data_len]),
            HWCapabilities(info.capabilities),
            info.max_pasid_log2,
        )

    @property
    def closed(self) -> bool:
        """Whether it has been closed; then using it raises ValueError."""
        return self._handle.closed

    def close(self) -> None:
        """Close the context and all that is in it. Closing it again does nothing."""
        if self._handle.closed:
            return
        for device in list(self._devices):
            device.close()
        # A child that fork() made shares the kernel's objects with its parent, whose
        # they are.
        if self._process == os.getpid():
            for ioas in list(self._ioases):
                ioas._abandon()
        self._handle.close()

    def _destroy(self, object_id: int) -> None:
        """Destroy an object, if nobody did so behind our back."""
        try:
            with self._handle as ctx:
                c.iommufd_destroy(ctx, object_id)
        except IommufdError as error:
            if error.errno != errno.ENOENT:
                raise

    def _detach_from(self, page_table: IOAS | HWPT) -> None:
        for device in list(self._devices):
            if device._attached_to is page_table and not device.closed:
                device.detach()

    def __repr__(self) -> str:
        if self._handle.closed:
            return "<iommufd.Context closed>"
        return f"<iommufd.Context fd={self.fileno()}>"
