# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""A context with a device of the sim bound to it, fresh for each test."""

from __future__ import annotations

import mmap
from collections.abc import Iterator

import pytest
from sim_device import SimDevice

import iommufd

PAGE = 4096


@pytest.fixture
def context() -> Iterator[iommufd.Context]:
    with iommufd.Context() as context:
        yield context


@pytest.fixture
def device(context: iommufd.Context) -> Iterator[iommufd.Device]:
    with iommufd.Device("vfio0") as device:
        device.bind(context)
        yield device


@pytest.fixture
def second(context: iommufd.Context) -> Iterator[iommufd.Device]:
    with iommufd.Device("vfio1") as device:
        device.bind(context)
        yield device


@pytest.fixture
def ioas(context: iommufd.Context) -> iommufd.IOAS:
    return context.ioas()


@pytest.fixture
def sim(device: iommufd.Device) -> SimDevice:
    return SimDevice(device)


@pytest.fixture
def memory() -> mmap.mmap:
    return mmap.mmap(-1, 4 * PAGE)
