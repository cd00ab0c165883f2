# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Linux's iommufd: which memory devices reach, under the control of user space.

A Context is an open /dev/iommu. An IOAS in it says which memory is behind which IOVA; a
Device that is bound to the context and attached to the IOAS reaches that memory by DMA,
through a hardware page table (HWPT).

    import iommufd, mmap

    with iommufd.Context() as context, iommufd.Device("vfio0") as device:
        device.bind(context)
        ioas = context.ioas()
        mapping = ioas.map(mmap.mmap(-1, 4096))
        device.attach(ioas)
        ...  # let the device copy to or from mapping.iova

Everything can be closed by hand and by ``with``, more than once; using what is closed
raises ValueError. Failures of the kernel and the library raise IommufdError.
"""

from __future__ import annotations

from . import _libiommufd
from ._buffer import Buffer, whole_pages
from ._context import Context
from ._device import Device
from ._errors import IommufdError
from ._flags import HWCapabilities, HWPTFlags, MapFlags, RegionFlags
from ._hw_info import HWInfo
from ._hwpt import HWPT
from ._ioas import IOAS, IOVARange, IOVARanges
from ._mapping import Mapping
from ._region import Region

__all__ = [
    "Buffer",
    "Context",
    "Device",
    "HWCapabilities",
    "HWInfo",
    "HWPT",
    "HWPTFlags",
    "IOAS",
    "IOVARange",
    "IOVARanges",
    "IommufdError",
    "MapFlags",
    "Mapping",
    "Region",
    "RegionFlags",
    "version",
    "whole_pages",
]


def version() -> str:
    """Tell the version of the C library that runs.

    >>> version().count(".")
    2
    """
    return _libiommufd.iommufd_version()
