# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Flags have the kernel's values and print their names."""

from __future__ import annotations

import enum

import pytest

import iommufd


@pytest.mark.parametrize(
    "flags",
    [
        iommufd.MapFlags,
        iommufd.HWPTFlags,
        iommufd.RegionFlags,
        iommufd.HWCapabilities,
    ],
)
def test_are_int_flags(flags: type[enum.IntFlag]) -> None:
    assert issubclass(flags, enum.IntFlag)
    assert flags.__doc__


def test_have_the_kernels_values() -> None:
    assert [int(flag) for flag in iommufd.MapFlags] == [2, 4]
    assert [int(flag) for flag in iommufd.HWPTFlags] == [1, 2, 8]
    assert [int(flag) for flag in iommufd.RegionFlags] == [1, 2, 4]
    assert [int(flag) for flag in iommufd.HWCapabilities] == [1, 2, 4, 8]


def test_keep_bits_of_newer_kernels() -> None:
    assert int(iommufd.HWCapabilities(0x8001)) == 0x8001
