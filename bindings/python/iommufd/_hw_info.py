# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""What the IOMMU behind a device is."""

from __future__ import annotations

from dataclasses import dataclass

from ._flags import HWCapabilities


@dataclass(frozen=True)
class HWInfo:
    """The IOMMU behind a bound device.

    data_type
        What *data* is: 0 nothing, 1 Intel VT-d, 2 ARM SMMUv3, 3 Tegra241 CMDQV, 4 AMD.
    data
        The driver's own description of the hardware, in that form.
    capabilities
        What every kind of IOMMU may have.
    max_pasid_log2
        The width of PASIDs in bits; 0 if the device has none.
    """

    data_type: int
    data: bytes
    capabilities: HWCapabilities
    max_pasid_log2: int
