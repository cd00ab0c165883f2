#!/usr/bin/python3
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""The whole way once: a device copies user memory through an I/O page table."""

from __future__ import annotations

import argparse
import mmap
import sys

import iommufd
from sim_device import SimDevice, Status

LENGTH = 64 * 1024
SRC_IOVA = 0x10000000


def say(what: str, text: str) -> None:
    """Tell the next line of the story."""
    print(f"{what:<10} {text}", flush=True)


def map_memory(
    ioas: iommufd.IOAS, flags: iommufd.MapFlags, iova: int | None
) -> tuple[mmap.mmap, iommufd.Mapping]:
    """Map new memory, and tell where it is."""
    memory = mmap.mmap(-1, LENGTH)
    mapping = ioas.map(memory, iova=iova, flags=flags)
    access = "readable" if flags == iommufd.MapFlags.READABLE else "writeable"
    chosen = "where the kernel chose" if iova is None else "where we said"
    say(
        "mapped",
        f"{mapping.length} bytes of user memory at {mapping.address:#x} to IOVA "
        f"{mapping.iova:#x}, {access}, {chosen}",
    )
    return memory, mapping


def copy_and_compare(
    sim: SimDevice,
    source: mmap.mmap,
    source_iova: int,
    target: mmap.mmap,
    target_iova: int,
) -> None:
    """Let the device copy, and look at the bytes."""
    source[:] = bytes((i * 7 + i // 256) & 0xFF for i in range(LENGTH))
    transfer = sim.copy(target_iova, source_iova, LENGTH)
    if transfer.status != Status.DONE:
        raise RuntimeError(f"the device did not copy: {transfer.fault_reason.text}")
    say(
        "copied",
        f"the device moved {transfer.done} bytes from IOVA {source_iova:#x} to IOVA "
        f"{target_iova:#x}",
    )
    if target[:] != source[:]:
        raise RuntimeError("the bytes differ")
    say("compared", f"{LENGTH} bytes in user memory: equal")


def unmap_and_look(
    sim: SimDevice, source_mapping: iommufd.Mapping, target_iova: int
) -> None:
    """Take the memory away from the device, and let it try again."""
    source_mapping.unmap()
    say("unmapped", f"{source_mapping.length} bytes at IOVA {source_mapping.iova:#x}")
    transfer = sim.copy(target_iova, source_mapping.iova, LENGTH)
    if transfer.status != Status.FAULT:
        raise RuntimeError("the device still reads what was unmapped")
    say(
        "refused",
        f"the device reads IOVA {transfer.fault_iova:#x} again: "
        f"{transfer.fault_reason.text}; {transfer.done} bytes moved",
    )


def use_device(context: iommufd.Context, device: iommufd.Device) -> None:
    """Bind the device, and give it memory and a page table."""
    device.bind(context)
    sim = SimDevice(device)
    say("bound", f"{device.name} as device {device.id}")

    ioas = context.ioas()
    say("allocated", f"IOAS {ioas.id}")
    readable, writeable = iommufd.MapFlags.READABLE, iommufd.MapFlags.WRITEABLE
    source, source_mapping = map_memory(ioas, readable, SRC_IOVA)
    target, target_mapping = map_memory(ioas, writeable, None)

    hwpt = ioas.hwpt(device)
    say("allocated", f"HWPT {hwpt.id} for device {device.id} from IOAS {ioas.id}")
    device.attach(hwpt)
    say("attached", f"device {device.id} to HWPT {hwpt.id}")

    copy_and_compare(sim, source, source_mapping.iova, target, target_mapping.iova)
    unmap_and_look(sim, source_mapping, target_mapping.iova)


def dma_copy(name: str) -> None:
    """Tell the whole story with one device."""
    with iommufd.Context() as context:
        say("opened", f"/dev/iommu with libiommufd {iommufd.version()}")
        with iommufd.Device(name) as device:
            use_device(context, device)
    say("closed", "device detached, HWPT and IOAS destroyed, files closed")


def main() -> int:
    """Run it; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "device",
        metavar="DEVICE",
        nargs="?",
        default="/dev/vfio/devices/vfio0",
        help="a vfio-sim device, a path or a name below /dev/vfio/devices "
        "(default %(default)s)",
    )
    try:
        dma_copy(parser.parse_args().device)
    except (OSError, RuntimeError, ValueError) as error:
        print(f"dma-copy.py: {error}", file=sys.stderr)
        if isinstance(error, iommufd.IommufdError) and error.path == "/dev/iommu":
            print(
                "To have the devices of the sim on any machine: "
                "kmod/vm/run -- /usr/bin/python3 examples/dma-copy.py",
                file=sys.stderr,
            )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
