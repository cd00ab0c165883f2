# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""IOASes: mappings, their buffers, and what is refused."""

from __future__ import annotations

import errno
import mmap
import os

import pytest

import iommufd
from iommufd import HWPTFlags, MapFlags
from iommufd import _libiommufd as c

PAGE = 4096
EVERYTHING = 2**64 - 1


def test_ids_count_from_1(context: iommufd.Context) -> None:
    first, second = context.ioas(), context.ioas()
    assert 1 <= first.id < second.id
    assert first.context is context


def test_64_bits_are_exact(ioas: iommufd.IOAS, memory: mmap.mmap) -> None:
    iova = 2**63 + 1
    with ioas.map(memory) as mapping:
        address = mapping.address
    assert address is not None
    # Without a page table any address and length will do.
    mapping = ioas.map_address(address + 1, PAGE - 1, iova=iova)
    assert mapping.iova == iova
    assert ioas.unmap(iova, PAGE - 1) == PAGE - 1
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.unmap(iova, PAGE - 1)
    assert caught.value.start == iova
    assert caught.value.length == PAGE - 1
    assert f"{iova:#x}" in str(caught.value)


def test_ranges_are_all_there_is_until_a_device_is_attached(
    ioas: iommufd.IOAS, device: iommufd.Device
) -> None:
    ranges, alignment = ioas.iova_ranges()
    assert ranges == [iommufd.IOVARange(0, 2**64 - 1)]
    assert alignment == 1
    device.attach(ioas)
    narrower = ioas.iova_ranges()
    assert narrower.alignment == PAGE
    assert narrower.ranges[-1].last < 2**64 - 1
    starts = [start for start, _ in narrower.ranges]
    assert starts == sorted(starts)


def test_a_mapped_buffer_is_kept_until_unmap(
    ioas: iommufd.IOAS, memory: mmap.mmap
) -> None:
    mapping = ioas.map(memory)
    with pytest.raises(BufferError):
        memory.close()
    mapping.unmap()
    assert mapping.closed
    memory.close()
    mapping.unmap()


def test_unmap_by_range_lets_go_of_what_lies_in_it(ioas: iommufd.IOAS) -> None:
    buffers = [mmap.mmap(-1, 2 * PAGE) for _ in range(3)]
    mappings = [
        ioas.map(buffer, iova=(i + 1) * 16 * PAGE) for i, buffer in enumerate(buffers)
    ]
    assert ioas.unmap(16 * PAGE, 18 * PAGE) == 4 * PAGE
    assert [mapping.closed for mapping in mappings] == [True, True, False]
    buffers[0].close()
    with pytest.raises(BufferError):
        buffers[2].close()
    assert ioas.unmap(0, EVERYTHING) == 2 * PAGE
    buffers[2].close()
    assert ioas.unmap(0, EVERYTHING) == 0


def test_a_range_that_cuts_a_mapping(ioas: iommufd.IOAS, memory: mmap.mmap) -> None:
    mapping = ioas.map(memory, iova=0x10000)
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.unmap(0x10000, PAGE)
    assert caught.value.errno == errno.ENOENT
    assert caught.value.ioctl == "IOMMU_IOAS_UNMAP"
    assert not mapping.closed
    with pytest.raises(BufferError):
        memory.close()


def test_mapping_twice_at_one_iova(ioas: iommufd.IOAS, memory: mmap.mmap) -> None:
    ioas.map(memory, iova=0x10000)
    other = mmap.mmap(-1, PAGE)
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.map(other, iova=0x10000)
    error = caught.value
    assert error.errno == errno.EEXIST
    assert error.function == "iommufd_ioas_map"
    assert error.ioctl == "IOMMU_IOAS_MAP"
    assert (error.id, error.start, error.length) == (ioas.id, 0x10000, PAGE)
    assert error.hint is not None and error.hint in str(error)
    other.close()


@pytest.mark.parametrize("iova", [0x10001, 2**64 - PAGE])
def test_an_iova_that_will_not_do(
    ioas: iommufd.IOAS, device: iommufd.Device, memory: mmap.mmap, iova: int
) -> None:
    device.attach(ioas)
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.map(memory, iova=iova)
    assert caught.value.errno in (errno.EINVAL, errno.EOVERFLOW)
    assert caught.value.start == iova
    memory.close()


@pytest.mark.parametrize("iova", [-1, 2**64])
def test_an_iova_that_is_none(ioas: iommufd.IOAS, memory: mmap.mmap, iova: int) -> None:
    with pytest.raises(ValueError, match=f"iova is {iova}"):
        ioas.map(memory, iova=iova)
    memory.close()


def test_flags_that_make_no_sense(ioas: iommufd.IOAS, memory: mmap.mmap) -> None:
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.map(memory, flags=MapFlags(0))
    assert caught.value.errno == errno.EINVAL
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.map(memory, flags=MapFlags.READABLE | 0x100)
    assert caught.value.errno == errno.EOPNOTSUPP
    with pytest.raises(ValueError, match="no iova is given"):
        ioas.map(memory, flags=MapFlags.READABLE | 1)
    memory.close()


def test_memory_that_is_not_there(ioas: iommufd.IOAS, device: iommufd.Device) -> None:
    device.attach(ioas)
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.map_address(PAGE, PAGE)
    assert caught.value.errno == errno.EFAULT
    with pytest.raises(ValueError, match="address is 0"):
        ioas.map_address(0, PAGE)
    with pytest.raises(ValueError, match="length is 0"):
        ioas.map_address(PAGE, 0)


def test_files_that_will_not_do(ioas: iommufd.IOAS, device: iommufd.Device) -> None:
    device.attach(ioas)
    with open("/dev/null", "rb") as file:
        with pytest.raises(iommufd.IommufdError) as caught:
            ioas.map_file(file, 0, PAGE)
        assert caught.value.errno in (errno.EBADF, errno.EINVAL)
        assert caught.value.ioctl == "IOMMU_IOAS_MAP_FILE"
    fd = os.memfd_create("test")
    os.truncate(fd, PAGE)
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.map_file(fd, 0, 2 * PAGE)
    assert caught.value.errno == errno.EINVAL
    os.close(fd)


def test_a_closed_ioas(ioas: iommufd.IOAS, memory: mmap.mmap) -> None:
    mapping = ioas.map(memory)
    ioas.close()
    ioas.close()
    assert ioas.closed and mapping.closed
    mapping.unmap()
    for use in (
        lambda: ioas.id,
        lambda: ioas.map(memory),
        lambda: ioas.map_address(PAGE, PAGE),
        lambda: ioas.map_file(0, 0, PAGE),
        lambda: ioas.unmap(0, EVERYTHING),
        ioas.iova_ranges,
        ioas.__enter__,
    ):
        with pytest.raises(ValueError, match="closed"):
            use()
    memory.close()


def test_an_ioas_destroyed_behind_our_back(
    context: iommufd.Context, ioas: iommufd.IOAS, memory: mmap.mmap
) -> None:
    mapping, other = ioas.map(memory), ioas.map(memory)
    with context._handle as ctx:
        c.iommufd_destroy(ctx, ioas.id)
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.map(memory)
    assert caught.value.errno == errno.ENOENT
    mapping.unmap()
    assert mapping.closed and not other.closed
    ioas.close()
    assert ioas.closed and other.closed
    memory.close()


def test_a_mapping_unmapped_behind_our_back(
    context: iommufd.Context, ioas: iommufd.IOAS, memory: mmap.mmap
) -> None:
    mapping = ioas.map(memory)
    with context._handle as ctx:
        c.iommufd_ioas_unmap(ctx, ioas.id, mapping.iova, mapping.length)
    mapping.unmap()
    memory.close()


def test_leaving_with_detaches_and_destroys(
    context: iommufd.Context, device: iommufd.Device, memory: mmap.mmap
) -> None:
    with pytest.raises(KeyError):
        with context.ioas() as ioas, ioas.map(memory):
            device.attach(ioas)
            raise KeyError
    assert ioas.closed
    memory.close()


def test_hwpt(ioas: iommufd.IOAS, device: iommufd.Device) -> None:
    with ioas.hwpt(device) as hwpt:
        assert hwpt.ioas is ioas and hwpt.flags == HWPTFlags(0)
        assert device.attach(hwpt) == hwpt.id
        assert device.attach(ioas) not in (hwpt.id, ioas.id)
        device.attach(hwpt)
    assert hwpt.closed
    hwpt.close()
    with pytest.raises(ValueError, match="the HWPT is closed"):
        device.attach(hwpt)


def test_hwpt_goes_with_its_ioas(ioas: iommufd.IOAS, device: iommufd.Device) -> None:
    hwpt = ioas.hwpt(device)
    device.attach(hwpt)
    ioas.close()
    assert hwpt.closed and not device.closed


def test_hwpt_flags_that_are_refused(
    ioas: iommufd.IOAS, device: iommufd.Device
) -> None:
    with pytest.raises(iommufd.IommufdError) as caught:
        ioas.hwpt(device, HWPTFlags(0x80000000))
    assert caught.value.errno == errno.EOPNOTSUPP
    assert caught.value.ioctl == "IOMMU_HWPT_ALLOC"
    assert (caught.value.id, caught.value.pt_id) == (device.id, ioas.id)


def test_repr(ioas: iommufd.IOAS, device: iommufd.Device, memory: mmap.mmap) -> None:
    mapping = ioas.map(memory, iova=0x4000)
    hwpt = ioas.hwpt(device)
    assert repr(ioas) == f"<iommufd.IOAS id={ioas.id} mappings=1>"
    assert repr(mapping) == (
        "<iommufd.Mapping iova=0x4000 length=0x4000 flags=WRITEABLE|READABLE>"
    )
    assert repr(hwpt) == f"<iommufd.HWPT id={hwpt.id} ioas={ioas.id} flags=0>"
    ioas.close()
    assert "closed" in repr(ioas) and "closed" in repr(hwpt)
    assert "unmapped" in repr(mapping)
