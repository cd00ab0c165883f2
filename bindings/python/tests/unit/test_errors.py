# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""What failing calls raise, as far as no kernel is needed for them to fail."""

from __future__ import annotations

import copy
import errno
import os
import pickle
from pathlib import Path

import pytest

import iommufd
from iommufd import _libiommufd as c


def test_is_an_oserror_with_a_positive_errno() -> None:
    with pytest.raises(OSError) as caught:
        iommufd.Context("/nonexistent/iommu")
    assert type(caught.value) is iommufd.IommufdError
    assert caught.value.errno == errno.ENOENT
    assert caught.value.strerror == os.strerror(errno.ENOENT)


def test_says_what_failed_and_what_to_do() -> None:
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Context("/nonexistent/iommu")
    error = caught.value
    assert error.function == "iommufd_open"
    assert error.path == error.filename == "/nonexistent/iommu"
    assert error.hint is not None and "CONFIG_IOMMUFD" in error.hint
    assert error.ioctl is None and error.argument is None
    assert (error.id, error.pt_id, error.start, error.length) == (0, 0, 0, 0)
    assert str(error).startswith("iommufd_open: /nonexistent/iommu: ENOENT")
    assert error.hint in str(error)


def test_a_file_of_another_kind() -> None:
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Context("/dev/null")
    assert caught.value.errno == errno.ENOTTY
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Device("/dev/null")
    assert caught.value.errno == errno.ENOTTY


def test_a_descriptor_that_is_not_taken_stays_the_callers() -> None:
    with open("/dev/null", "rb") as file:
        with pytest.raises(iommufd.IommufdError, match="ENOTTY"):
            iommufd.Context.adopt(file.fileno())
        with pytest.raises(iommufd.IommufdError, match="ENOTTY"):
            iommufd.Device.adopt(file.fileno())
        # An object would go on owning it.
        with pytest.raises(TypeError):
            iommufd.Context.adopt(file)  # type: ignore[arg-type]
        os.fstat(file.fileno())


def test_a_descriptor_that_is_not_open() -> None:
    with open("/dev/null", "rb") as file:
        number = file.fileno()
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Context.adopt(number)
    assert caught.value.errno == errno.EBADF
    assert caught.value.argument == "fd"


def test_an_argument_the_library_refuses() -> None:
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Device("")
    assert caught.value.errno == errno.EINVAL
    assert caught.value.argument == "name"


def test_names_of_files_are_encoded_as_python_does(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/\xff")
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Context(name)
    assert caught.value.path == name
    assert name in str(caught.value)
    with pytest.raises(iommufd.IommufdError, match="vfio"):
        iommufd.Device(Path("/nonexistent") / "vfio")
    with pytest.raises(ValueError, match="null"):
        iommufd.Context("a\0b")
    with pytest.raises(TypeError):
        iommufd.Context(3)  # type: ignore[arg-type]


def test_a_very_long_name() -> None:
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Device("ü" * 5000)
    assert caught.value.errno == errno.ENAMETOOLONG
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Context("/" + "ü" * 1000)
    assert caught.value.errno == errno.ENAMETOOLONG


def test_survives_pickle_and_copy() -> None:
    with pytest.raises(iommufd.IommufdError) as caught:
        iommufd.Context("/nonexistent/iommu")
    caught.value.start = 2**63 + 1
    for again in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):
        assert type(again) is iommufd.IommufdError
        assert vars(again) == vars(caught.value)
        assert (again.errno, str(again)) == (caught.value.errno, str(caught.value))


def test_failing_leaks_nothing() -> None:
    def resident() -> int:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    def fail(times: int) -> None:
        for _ in range(times):
            with pytest.raises(iommufd.IommufdError):
                c.iommufd_device_open("/nonexistent/" + "x" * 200)
            with pytest.raises(OverflowError):
                c.iommufd_ioas_map(None, 1, 2**64, 0, 0, 0)  # type: ignore[arg-type]

    fail(1000)
    before = resident()
    fail(10000)
    assert resident() - before < 1 << 20
