# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Contexts and devices: binding, regions, closing in any order."""

from __future__ import annotations

import errno
import mmap
import os
import stat

import pytest
from sim_device import MAGIC, Reg, SimDevice

import iommufd

PAGE = 4096


def test_opened_by_name_and_by_path() -> None:
    with iommufd.Device("vfio0") as device:
        assert device.name == "vfio0"
        by_name = os.fstat(device.fileno()).st_rdev
    with iommufd.Device("/dev/vfio/devices/vfio0") as device:
        status = os.fstat(device.fileno())
        assert stat.S_ISCHR(status.st_mode) and status.st_rdev == by_name


def test_files_are_not_inherited(
    context: iommufd.Context, device: iommufd.Device
) -> None:
    assert not os.get_inheritable(context.fileno())
    assert not os.get_inheritable(device.fileno())


def test_adopted_files_are_owned_and_not_inherited(context: iommufd.Context) -> None:
    number = os.dup(context.fileno())
    os.set_inheritable(number, True)
    with iommufd.Context.adopt(number) as adopted:
        assert adopted.fileno() == number
        assert not os.get_inheritable(number)
        # It is the same context in the kernel.
        assert adopted.ioas().id != context.ioas().id
    with pytest.raises(OSError):
        os.fstat(number)


def test_an_adopted_device(context: iommufd.Context) -> None:
    number = os.open("/dev/vfio/devices/vfio0", os.O_RDWR)
    os.set_inheritable(number, True)
    with iommufd.Device.adopt(number) as device:
        assert device.name is None and not os.get_inheritable(number)
        device.bind(context)
        assert SimDevice(device).regs.read32(Reg.MAGIC) == MAGIC
    with pytest.raises(OSError):
        os.fstat(number)


def test_the_wrong_kind_of_file(
    context: iommufd.Context, device: iommufd.Device
) -> None:
    for kind, path in (
        (iommufd.Context, "/dev/vfio/devices/vfio1"),
        (iommufd.Device, "/dev/iommu"),
        (iommufd.Device, "/dev/null"),
    ):
        with pytest.raises(iommufd.IommufdError) as caught:
            kind(path)
        assert caught.value.errno == errno.ENOTTY
        assert caught.value.path == path
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Context.adopt(device.fileno())
    assert caught.value.errno == errno.ENOTTY
    assert not device.closed and device.fileno() > 0


def test_no_such_device() -> None:
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Device("vfio99")
    assert caught.value.errno == errno.ENOENT
    assert caught.value.path == "/dev/vfio/devices/vfio99"


def test_unbound_devices_say_what_to_do(ioas: iommufd.IOAS) -> None:
    with iommufd.Device("vfio0") as device:
        with pytest.raises(ValueError, match="call bind"):
            device.id
        with pytest.raises(ValueError, match="call bind"):
            ioas.hwpt(device)
        for use in (lambda: device.attach(ioas), device.detach):
            with pytest.raises(iommufd.IommufdError) as caught:
                use()
            assert caught.value.errno == errno.EINVAL
        with pytest.raises(iommufd.IommufdError):
            device.region(0)


def test_bound_twice(context: iommufd.Context, device: iommufd.Device) -> None:
    before = device.id
    with pytest.raises(iommufd.IommufdError) as caught:
        device.bind(context)
    assert caught.value.errno == errno.EINVAL
    assert caught.value.ioctl == "VFIO_DEVICE_BIND_IOMMUFD"
    assert device.id == before and device.context is context


def test_hw_info(context: iommufd.Context, device: iommufd.Device) -> None:
    info = context.hw_info(device)
    assert isinstance(info.capabilities, iommufd.HWCapabilities)
    assert info.data_type != 0 or info.data == b""


def test_an_id_of_another_context(device: iommufd.Device) -> None:
    with iommufd.Context() as other:
        ioas = other.ioas()
        for _ in range(8):
            ioas = other.ioas()
        with pytest.raises(iommufd.IommufdError) as caught:
            other.hw_info(device)
        assert caught.value.errno == errno.ENOENT
        assert caught.value.id == device.id
        with pytest.raises(iommufd.IommufdError) as caught:
            device.attach(ioas)
        assert caught.value.errno == errno.ENOENT
        assert (caught.value.id, caught.value.pt_id) == (device.id, ioas.id)


def test_regions(device: iommufd.Device) -> None:
    region = device.region(0)
    flags = iommufd.RegionFlags
    assert region.index == 0 and region.device is device
    assert region.length == PAGE
    assert flags.READ | flags.WRITE in region.flags
    assert region.read(Reg.MAGIC, 4) == MAGIC.to_bytes(4, "little")
    region.write64(Reg.SRC, 2**63 + 1)
    assert region.read64(Reg.SRC) == 2**63 + 1
    region.write(Reg.PATTERN, bytearray(b"\x01\x02\x03\x04"))
    assert region.read32(Reg.PATTERN) == 0x04030201
    four = bytearray(4)
    region.readinto(Reg.PATTERN, four)
    assert four == b"\x01\x02\x03\x04"
    assert repr(region) == (
        "<iommufd.Region 0 of vfio0 length=0x1000 flags=READ|WRITE>"
    )


def test_regions_refuse_what_is_outside(device: iommufd.Device) -> None:
    region = device.region(0)
    with pytest.raises(iommufd.IommufdError) as caught:
        region.read(PAGE - 2, 4)
    assert caught.value.errno == errno.ERANGE
    assert (caught.value.start, caught.value.length) == (PAGE - 2, 4)
    with pytest.raises(iommufd.IommufdError) as caught:
        region.write(2**64 - 1, b"1234")
    assert caught.value.errno == errno.ERANGE
    assert caught.value.start == 2**64 - 1
    with pytest.raises(ValueError, match="the whole region has 4096"):
        region.read(0, 2**40)
    with pytest.raises(ValueError, match="value is 4294967296"):
        region.write32(Reg.PATTERN, 2**32)
    with pytest.raises(ValueError, match="offset is -1"):
        region.read(-1, 4)
    with pytest.raises(BufferError):
        region.readinto(0, b"1234")
    with pytest.raises(iommufd.IommufdError) as caught:
        region.read(Reg.MAGIC + 1, 2)
    assert caught.value.errno == errno.EINVAL
    with pytest.raises(iommufd.IommufdError) as caught:
        device.region(99)
    assert caught.value.errno == errno.EINVAL


def test_closed_devices(context: iommufd.Context, ioas: iommufd.IOAS) -> None:
    device = iommufd.Device("vfio0")
    device.bind(context)
    region = device.region(0)
    device.attach(ioas)
    device.close()
    device.close()
    assert device.closed
    for use in (
        lambda: device.id,
        device.fileno,
        lambda: device.bind(context),
        lambda: device.attach(ioas),
        device.detach,
        lambda: device.region(0),
        lambda: region.read32(0),
        lambda: region.write32(0, 0),
        lambda: context.hw_info(device),
        lambda: ioas.hwpt(device),
        device.__enter__,
    ):
        with pytest.raises(ValueError, match="the device is closed|closed>"):
            use()
    # Nothing uses it any more.
    ioas.close()


def test_closed_contexts(memory: mmap.mmap) -> None:
    context = iommufd.Context()
    device = iommufd.Device("vfio0")
    device.bind(context)
    ioas = context.ioas()
    mapping = ioas.map(memory)
    hwpt = ioas.hwpt(device)
    device.attach(hwpt)
    context.close()
    assert all(thing.closed for thing in (context, device, ioas, mapping, hwpt))
    for use in (
        context.fileno,
        context.ioas,
        lambda: context.hw_info(device),
        lambda: ioas.map(memory),
        lambda: hwpt.id,
        context.__enter__,
    ):
        with pytest.raises(ValueError, match="closed"):
            use()
    memory.close()
    for thing in (mapping, hwpt, ioas, device, context):
        thing.close()
    with iommufd.Device("vfio0") as again, pytest.raises(ValueError, match="closed"):
        again.bind(context)


def test_repr(context: iommufd.Context, device: iommufd.Device) -> None:
    assert repr(context) == f"<iommufd.Context fd={context.fileno()}>"
    assert repr(device) == f"<iommufd.Device vfio0 fd={device.fileno()} id={device.id}>"
    context.close()
    assert repr(context) == "<iommufd.Context closed>"
    assert repr(device) == "<iommufd.Device vfio0 closed>"
