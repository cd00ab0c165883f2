# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Nothing is left behind, whatever the order things go in."""

from __future__ import annotations

import gc
import itertools
import mmap
import os
import random
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest
from sim_device import SimDevice, Status

import iommufd

PAGE = 4096
MEBIBYTE = 1 << 20


def open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def status_bytes(name: str) -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    raise AssertionError(f"/proc/self/status has no {name}")


def use_everything(close: bool) -> None:
    context, device = iommufd.Context(), iommufd.Device("vfio0")
    device.bind(context)
    ioas = context.ioas()
    mapping = ioas.map(mmap.mmap(-1, MEBIBYTE))
    device.attach(ioas.hwpt(device))
    assert SimDevice(device).fill(mapping.iova, 1, MEBIBYTE).status == Status.DONE
    context.hw_info(device)
    with pytest.raises(iommufd.IommufdError):
        ioas.map(mmap.mmap(-1, PAGE), iova=mapping.iova)
    if close:
        context.close()


@pytest.mark.parametrize("close", [True, False], ids=["closed", "garbage"])
def test_200_contexts_leak_nothing(close: bool) -> None:
    def use(times: int) -> None:
        for _ in range(times):
            use_everything(close)
            if not close:
                gc.collect()

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        use(20)
        gc.collect()
        files, resident = open_files(), status_bytes("VmRSS")
        use(200)
        gc.collect()
    assert open_files() == files
    assert status_bytes("VmRSS") - resident < 2 * MEBIBYTE
    assert status_bytes("VmPin") == 0


def test_closing_in_any_order(memory: mmap.mmap) -> None:
    random.seed(1)
    for order in random.sample(list(itertools.permutations(range(5))), 40):
        context, device = iommufd.Context(), iommufd.Device("vfio0")
        device.bind(context)
        ioas = context.ioas()
        mapping = ioas.map(memory)
        hwpt = ioas.hwpt(device)
        device.attach(hwpt)
        things = [context, device, ioas, mapping, hwpt]
        for i in order:
            things[i].close()
        assert all(thing.closed for thing in things)
    memory.close()


def test_garbage_in_any_order_and_at_exit() -> None:
    script = """
import iommufd, itertools, mmap, random, sys
random.seed(2)
for order in random.sample(list(itertools.permutations("abcdef")), 40):
    names = {}
    names["a"] = iommufd.Context()
    names["b"] = iommufd.Device("vfio0")
    names["b"].bind(names["a"])
    names["c"] = names["a"].ioas()
    names["d"] = mmap.mmap(-1, 1 << 16)
    names["e"] = names["c"].map(names["d"])
    names["f"] = names["c"].hwpt(names["b"])
    names["b"].attach(names["f"])
    for name in order:
        del names[name]
    import gc; gc.collect()

context = sys.context = iommufd.Context()
device = iommufd.Device("vfio0")
device.bind(context)
ioas = context.ioas()
loop = [ioas, device]
loop.append(loop)
mapping = ioas.map(mmap.mmap(-1, 1 << 16))
device.attach(ioas)
print("end")
"""
    options: list[list[str]] = [[], ["-X", "dev", "-W", "ignore::ResourceWarning"]]
    for extra in options:
        result = subprocess.run(
            [sys.executable, *extra, "-c", script],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (result.returncode, result.stdout) == (0, "end\n"), result.stderr
        assert result.stderr == ""


def test_a_forked_child_leaves_its_parents_objects_alone(memory: mmap.mmap) -> None:
    with iommufd.Context() as context, iommufd.Device("vfio0") as device:
        device.bind(context)
        ioas = context.ioas()
        mapping = ioas.map(memory)
        device.attach(ioas)
        child = os.fork()
        if child == 0:
            context.close()
            os._exit(0)
        assert os.waitpid(child, 0) == (child, 0)
        sim = SimDevice(device)
        assert sim.fill(mapping.iova, 5, PAGE).status == Status.DONE
    assert memory[:PAGE] == b"\x05" * PAGE


def test_a_device_held_elsewhere_reaches_nothing_after_close(
    memory: mmap.mmap,
) -> None:
    context, device = iommufd.Context(), iommufd.Device("vfio0")
    device.bind(context)
    ioas = context.ioas()
    mapping = ioas.map(memory)
    device.attach(ioas)
    offset = device.region(0).file_offset
    held = os.dup(device.fileno())
    context.close()
    # The kernel keeps the page table as long as the file is open, but it is empty.
    memory.close()
    os.pwrite(held, mapping.iova.to_bytes(8, "little"), offset + 0x18)
    os.pwrite(held, PAGE.to_bytes(8, "little"), offset + 0x20)
    os.pwrite(held, (2).to_bytes(4, "little"), offset + 0x08)
    while (status := os.pread(held, 4, offset + 0x0C)[0]) == Status.BUSY:
        pass
    assert status == Status.FAULT
    os.close(held)


def start(work: Callable[..., None], *args: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=args, daemon=True)
    thread.start()
    return thread


def wait_for(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive(), "a thread hangs"


def test_threads(context: iommufd.Context, device: iommufd.Device) -> None:
    ioas = context.ioas()
    device.attach(ioas)
    failures: list[BaseException] = []

    def work(first: int) -> None:
        try:
            memory = mmap.mmap(-1, PAGE)
            for i in range(100):
                with ioas.map(memory, iova=first + i * PAGE):
                    pass
                with pytest.raises(iommufd.IommufdError) as caught:
                    ioas.unmap(first + i * PAGE, PAGE)
                # Each thread sees its own failures only.
                assert caught.value.start == first + i * PAGE
        except BaseException as error:
            failures.append(error)

    threads = [start(work, (i + 1) << 24) for i in range(4)]
    wait_for(threads)
    assert failures == []


def test_closing_while_other_threads_call() -> None:
    for _ in range(20):
        context, device = iommufd.Context(), iommufd.Device("vfio0")
        device.bind(context)
        ioas = context.ioas()
        region = device.region(0)
        unexpected: list[BaseException] = []
        going = threading.Barrier(4)

        def call() -> None:
            going.wait()
            try:
                while True:
                    region.read32(0)
                    ioas.iova_ranges()
                    with ioas.map(mmap.mmap(-1, PAGE)):
                        pass
            except ValueError as error:
                if "closed" not in str(error):
                    unexpected.append(error)
            except BaseException as error:
                unexpected.append(error)

        threads = [start(call) for _ in range(3)]
        going.wait()
        context.close()
        wait_for(threads)
        assert unexpected == []
