# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Closing, as far as a kernel cannot be made to show it.

The thin module is replaced by one that writes down what it is asked for, and refuses
what a test wants refused.
"""

from __future__ import annotations

import errno
import gc
import mmap
import os
import subprocess
import sys
import warnings
from collections.abc import Callable

import pytest

import iommufd
from iommufd import _libiommufd, _mapping


class Recorder:
    """Stands in for the C library: the calls, with handles as strings."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        self.refuse: set[str] = set()
        self.last_id = 0
        answers: dict[str, Callable[..., object]] = {
            "iommufd_open": lambda *args: "ctx",
            "iommufd_fd": lambda *args: 3,
            "iommufd_device_open": lambda name: name,
            "iommufd_device_fd": lambda *args: 4,
            "iommufd_device_bind": self.new_id,
            "iommufd_device_attach": lambda dev, pt_id: pt_id,
            "iommufd_device_detach": lambda *args: None,
            "iommufd_device_close": lambda *args: None,
            "iommufd_ioas_alloc": self.new_id,
            "iommufd_ioas_map": lambda *args: 0x1000 * len(self.calls),
            "iommufd_ioas_unmap": lambda *args: args[3],
            "iommufd_hwpt_alloc": self.new_id,
            "iommufd_destroy": lambda *args: None,
            "iommufd_close": lambda *args: None,
        }
        for name, answer in answers.items():
            monkeypatch.setattr(_libiommufd, name, self.recording(name, answer))

    def new_id(self, *args: object) -> int:
        self.last_id += 1
        return self.last_id

    def recording(
        self, name: str, answer: Callable[..., object]
    ) -> Callable[..., object]:
        short = name.removeprefix("iommufd_")

        def call(*args: object) -> object:
            handle_and_id = [str(arg) for arg in args[:2]]
            if not short.endswith("fd"):
                self.calls.append(" ".join([short, *handle_and_id]))
            if short in self.refuse:
                raise iommufd.IommufdError(errno.EBUSY, f"{name}: refused")
            return answer(*args)

        return call


@pytest.fixture
def thin(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    return Recorder(monkeypatch)


def whole_house() -> tuple[iommufd.Context, iommufd.Device, mmap.mmap]:
    context, device = iommufd.Context(), iommufd.Device("vfio0")
    device.bind(context)
    ioas = context.ioas()
    memory = mmap.mmap(-1, 4096)
    ioas.map(memory)
    device.attach(ioas.hwpt(device))
    return context, device, memory


IN_ORDER = ["device_close vfio0", "destroy ctx 3", "destroy ctx 2", "close ctx"]


def test_a_context_closes_what_is_in_it_in_order(thin: Recorder) -> None:
    context, device, memory = whole_house()
    thin.calls.clear()
    context.close()
    assert thin.calls == IN_ORDER
    assert device.closed
    memory.close()
    context.close()
    device.close()
    assert thin.calls == IN_ORDER


def test_garbage_is_closed_in_order(thin: Recorder) -> None:
    context, device, memory = whole_house()
    thin.calls.clear()
    del device
    with pytest.warns(ResourceWarning, match="unclosed <iommufd"):
        del context
        gc.collect()
    assert sorted(thin.calls) == sorted(IN_ORDER)
    assert thin.calls.index("close ctx") > thin.calls.index("destroy ctx 2")
    memory.close()


def test_what_is_closed_is_no_garbage(thin: Recorder) -> None:
    context, device, memory = whole_house()
    context.close()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        del context, device
        gc.collect()


def test_a_forked_child_leaves_its_parents_objects_alone(
    thin: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, device, memory = whole_house()
    thin.calls.clear()
    monkeypatch.setattr(os, "getpid", lambda: -1)
    context.close()
    assert thin.calls == ["device_close vfio0", "close ctx"]


def test_an_ioas_that_stays_busy_is_emptied(thin: Recorder) -> None:
    context, device, memory = whole_house()
    thin.calls.clear()
    thin.refuse = {"destroy"}
    context.close()
    assert thin.calls[-2:] == ["ioas_unmap ctx 2", "close ctx"]
    memory.close()


def test_memory_that_devices_may_still_reach_is_kept(
    thin: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_mapping, "_reachable", [])
    context, device, memory = whole_house()
    thin.refuse = {"destroy", "ioas_unmap"}
    context.close()
    with pytest.raises(BufferError):
        memory.close()


def test_an_ioas_in_use_stays_open_and_mapped(thin: Recorder) -> None:
    with iommufd.Context() as context:
        ioas = context.ioas()
        memory = mmap.mmap(-1, 4096)
        mapping = ioas.map(memory)
        thin.refuse = {"destroy"}
        with pytest.raises(iommufd.IommufdError, match="refused"):
            ioas.close()
        assert not ioas.closed and not mapping.closed
        with pytest.raises(BufferError):
            memory.close()
        thin.refuse = set()
        ioas.close()
        assert ioas.closed and mapping.closed
        memory.close()


def test_a_refused_map_lets_go_of_the_buffer(thin: Recorder) -> None:
    with iommufd.Context() as context:
        ioas = context.ioas()
        memory = mmap.mmap(-1, 4096)
        thin.refuse = {"ioas_map"}
        with pytest.raises(iommufd.IommufdError):
            ioas.map(memory)
        memory.close()


def test_exceptions_are_not_swallowed(thin: Recorder) -> None:
    context = iommufd.Context()
    with pytest.raises(KeyError), context:
        raise KeyError
    assert context.closed


def test_a_constructor_that_fails_leaves_nothing(thin: Recorder) -> None:
    thin.refuse = {"open", "device_open"}
    with pytest.raises(iommufd.IommufdError):
        iommufd.Context()
    with pytest.raises(iommufd.IommufdError):
        iommufd.Device("vfio0")
    gc.collect()
    assert thin.calls == ["open /dev/iommu", "device_open vfio0"]


def test_exit_closes_in_order() -> None:
    script = f"""
import sys
sys.path[:0] = {sys.path!r}
from test_lifetime import Recorder, whole_house
import atexit, pytest

thin = Recorder(pytest.MonkeyPatch())
left_open = whole_house()
thin.calls.clear()
atexit._run_exitfuncs()
print(",".join(thin.calls))
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        cwd=os.path.dirname(__file__),
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stderr == ""
    calls = result.stdout.strip().split(",")
    assert sorted(calls) == sorted(IN_ORDER)
    assert calls.index("close ctx") > calls.index("destroy ctx 2")
