# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""What is mapped is what the device reaches."""

from __future__ import annotations

import mmap
import os
from array import array

import pytest
from sim_device import Access, Fault, SimDevice, Status

import iommufd
from iommufd import MapFlags

PAGE = 4096
TARGET_IOVA = 0x40000000


@pytest.fixture
def target(device: iommufd.Device, ioas: iommufd.IOAS) -> mmap.mmap:
    """Where the device copies to, at TARGET_IOVA; the device is attached."""
    memory = mmap.mmap(-1, 16 * PAGE)
    ioas.map(memory, iova=TARGET_IOVA)
    device.attach(ioas)
    return memory


def pattern(length: int) -> bytes:
    return bytes((i * 7 + i // 256) & 0xFF for i in range(length))


def sources() -> list[tuple[str, memoryview]]:
    anonymous = mmap.mmap(-1, 3 * PAGE)
    return [
        ("mmap", memoryview(anonymous)),
        ("bytearray", iommufd.whole_pages(bytearray(4 * PAGE))),
        ("array", iommufd.whole_pages(array("Q", bytes(4 * PAGE)))),
        ("part of a memoryview", memoryview(anonymous)[PAGE : 3 * PAGE]),
        ("numbers", memoryview(anonymous).cast("I")),
    ]


@pytest.mark.parametrize("buffer", [pytest.param(v, id=k) for k, v in sources()])
def test_copy_from_any_buffer(
    ioas: iommufd.IOAS, target: mmap.mmap, sim: SimDevice, buffer: memoryview
) -> None:
    with buffer.cast("B") as plain:
        plain[:] = pattern(buffer.nbytes)
    with ioas.map(buffer) as mapping:
        assert mapping.length == buffer.nbytes
        transfer = sim.copy(TARGET_IOVA, mapping.iova, mapping.length)
    assert transfer.status == Status.DONE and transfer.done == buffer.nbytes
    assert target[: buffer.nbytes] == pattern(buffer.nbytes)


@pytest.mark.parametrize("buffer", [pytest.param(v, id=k) for k, v in sources()])
def test_the_device_writes_into_any_buffer(
    ioas: iommufd.IOAS, target: mmap.mmap, sim: SimDevice, buffer: memoryview
) -> None:
    with ioas.map(buffer) as mapping:
        assert mapping.flags == MapFlags.READABLE | MapFlags.WRITEABLE
        sim.fill(mapping.iova, 0xA5, mapping.length)
    assert buffer.tobytes() == b"\xa5" * buffer.nbytes


def test_a_read_only_buffer_is_mapped_readable(
    ioas: iommufd.IOAS, target: mmap.mmap, sim: SimDevice
) -> None:
    source = iommufd.whole_pages(pattern(5 * PAGE))
    with ioas.map(source) as mapping:
        assert mapping.flags == MapFlags.READABLE
        assert sim.copy(TARGET_IOVA, mapping.iova, PAGE).status == Status.DONE
        assert target[:PAGE] == source[:PAGE]
        before = source.tobytes()
        transfer = sim.fill(mapping.iova, 0, PAGE)
    assert transfer.status == Status.FAULT
    assert transfer.fault_reason == Fault.PERMISSION
    assert transfer.fault_access == Access.WRITE
    assert transfer.fault_iova == mapping.iova
    assert source.tobytes() == before


def test_writing_a_read_only_buffer_is_refused_before_the_kernel_is_asked(
    ioas: iommufd.IOAS,
) -> None:
    source = iommufd.whole_pages(bytes(2 * PAGE))
    with pytest.raises(ValueError, match="read-only"):
        ioas.map(source, flags=MapFlags.READABLE | MapFlags.WRITEABLE)


def test_a_mapping_only_for_writing(
    ioas: iommufd.IOAS, target: mmap.mmap, sim: SimDevice, memory: mmap.mmap
) -> None:
    mapping = ioas.map(memory, flags=MapFlags.WRITEABLE)
    transfer = sim.copy(TARGET_IOVA, mapping.iova, PAGE)
    assert transfer.fault_reason == Fault.PERMISSION
    assert transfer.fault_access == Access.READ
    assert sim.fill(mapping.iova, 1, PAGE).status == Status.DONE


def test_what_is_unmapped_is_out_of_reach(
    ioas: iommufd.IOAS, target: mmap.mmap, sim: SimDevice, memory: mmap.mmap
) -> None:
    mapping = ioas.map(memory, iova=0x10000000)
    assert mapping.iova == 0x10000000
    mapping.unmap()
    transfer = sim.copy(TARGET_IOVA, 0x10000000, PAGE)
    assert transfer.status == Status.FAULT
    assert transfer.fault_reason == Fault.NOT_PRESENT
    assert transfer.fault_iova == 0x10000000
    assert transfer.done == 0


def test_a_detached_device_is_blocked(
    device: iommufd.Device, target: mmap.mmap, sim: SimDevice
) -> None:
    assert sim.fill(TARGET_IOVA, 1, PAGE).status == Status.DONE
    device.detach()
    assert sim.fill(TARGET_IOVA, 2, PAGE).fault_reason == Fault.BLOCKED
    assert target[:PAGE] == b"\x01" * PAGE
    device.detach()


def test_attaching_again_replaces(
    context: iommufd.Context,
    device: iommufd.Device,
    ioas: iommufd.IOAS,
    target: mmap.mmap,
    sim: SimDevice,
) -> None:
    other, memory = context.ioas(), mmap.mmap(-1, PAGE)
    other.map(memory, iova=TARGET_IOVA)
    device.attach(other)
    sim.fill(TARGET_IOVA, 9, PAGE)
    assert memory[:] == b"\x09" * PAGE
    assert target[:PAGE] == bytes(PAGE)
    # The device left it, so closing it does not touch the device.
    ioas.close()
    assert sim.fill(TARGET_IOVA, 8, PAGE).status == Status.DONE


def test_two_devices_share_memory(
    device: iommufd.Device,
    second: iommufd.Device,
    ioas: iommufd.IOAS,
    target: mmap.mmap,
    sim: SimDevice,
) -> None:
    second.attach(ioas)
    sim.fill(TARGET_IOVA, 3, PAGE)
    assert SimDevice(second).copy(TARGET_IOVA + PAGE, TARGET_IOVA, PAGE).done == PAGE
    assert target[: 2 * PAGE] == b"\x03" * (2 * PAGE)


def test_a_file(ioas: iommufd.IOAS, target: mmap.mmap, sim: SimDevice) -> None:
    fd = os.memfd_create("test")
    os.truncate(fd, 4 * PAGE)
    os.pwrite(fd, b"x" * PAGE, 2 * PAGE)
    mapping = ioas.map_file(fd, PAGE, 2 * PAGE)
    assert mapping.address is None
    assert sim.copy(TARGET_IOVA, mapping.iova + PAGE, PAGE).status == Status.DONE
    assert target[:PAGE] == b"x" * PAGE
    sim.fill(mapping.iova, 0x79, PAGE)
    assert os.pread(fd, PAGE, PAGE) == b"y" * PAGE
    os.close(fd)
    assert sim.fill(mapping.iova, 0x7A, PAGE).status == Status.DONE
    mapping.unmap()


def test_memory_by_address(
    ioas: iommufd.IOAS, target: mmap.mmap, sim: SimDevice, memory: mmap.mmap
) -> None:
    with ioas.map(memory) as mapping:
        address = mapping.address
    assert address is not None
    memory[:PAGE] = b"z" * PAGE
    again = ioas.map_address(address, PAGE, flags=MapFlags.READABLE)
    assert sim.copy(TARGET_IOVA, again.iova, PAGE).status == Status.DONE
    assert target[:PAGE] == b"z" * PAGE
