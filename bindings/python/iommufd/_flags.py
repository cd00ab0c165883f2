# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Flags, with the kernel's names and values."""

from __future__ import annotations

import enum

from . import _libiommufd as c


def names(flags: enum.IntFlag) -> str:
    """Return the names of the flags that are set, as repr() prints them.

    >>> names(MapFlags.READABLE | MapFlags.WRITEABLE)
    'WRITEABLE|READABLE'
    >>> names(MapFlags(0))
    '0'
    """
    return flags.name or "0"


class MapFlags(enum.IntFlag):
    """What devices may do with mapped memory.

    The kernel's third flag, FIXED_IOVA, is what the parameter *iova* stands for.

    >>> MapFlags.READABLE | MapFlags.WRITEABLE
    <MapFlags.WRITEABLE|READABLE: 6>
    """

    WRITEABLE = c.IOMMUFD_IOAS_MAP_WRITEABLE
    READABLE = c.IOMMUFD_IOAS_MAP_READABLE


class HWPTFlags(enum.IntFlag):
    """What a hardware page table is allocated for.

    NEST_PARENT: it can be the stage-2 under nested HWPTs. DIRTY_TRACKING: it records
    which pages devices write. PASID: it can be attached to a PASID.
    """

    NEST_PARENT = c.IOMMUFD_HWPT_ALLOC_NEST_PARENT
    DIRTY_TRACKING = c.IOMMUFD_HWPT_ALLOC_DIRTY_TRACKING
    PASID = c.IOMMUFD_HWPT_ALLOC_PASID


class RegionFlags(enum.IntFlag):
    """What can be done with a region of a device.

    READ: read() works. WRITE: write() works. MMAP: its file can be mapped.
    """

    READ = c.IOMMUFD_REGION_READ
    WRITE = c.IOMMUFD_REGION_WRITE
    MMAP = c.IOMMUFD_REGION_MMAP


class HWCapabilities(enum.IntFlag):
    """What the IOMMU behind a device can do.

    DIRTY_TRACKING: HWPTs can record which pages are written. PCI_PASID_EXEC: PASIDs
    with execute permission. PCI_PASID_PRIV: PASIDs in privileged mode.
    PCI_ATS_NOT_SUPPORTED: the device cannot use ATS.
    """

    DIRTY_TRACKING = c.IOMMUFD_HW_CAP_DIRTY_TRACKING
    PCI_PASID_EXEC = c.IOMMUFD_HW_CAP_PCI_PASID_EXEC
    PCI_PASID_PRIV = c.IOMMUFD_HW_CAP_PCI_PASID_PRIV
    PCI_ATS_NOT_SUPPORTED = c.IOMMUFD_HW_CAP_PCI_ATS_NOT_SUPPORTED
