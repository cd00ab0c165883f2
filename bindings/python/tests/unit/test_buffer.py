# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Which buffers can be mapped, and where their memory is."""

from __future__ import annotations

import mmap
from array import array

import pytest

import iommufd
from iommufd import _buffer


def test_whole_pages_of_an_mmap_are_all_of_it() -> None:
    memory = mmap.mmap(-1, 3 * 4096)
    with iommufd.whole_pages(memory) as pages:
        assert pages.nbytes == 3 * 4096
        pages[4096] = 7
    assert memory[4096] == 7


@pytest.mark.parametrize("buffer", [bytearray(5 * 4096), array("I", bytes(5 * 4096))])
def test_whole_pages_of_what_begins_anywhere(buffer: bytearray) -> None:
    pages = iommufd.whole_pages(buffer)
    assert pages.nbytes in (4 * 4096, 5 * 4096)
    assert _buffer.address(pages) % 4096 == 0
    _buffer.check_whole_pages(pages)
    inside = _buffer.address(pages) - _buffer.address(memoryview(buffer))
    assert 0 <= inside < 4096


@pytest.mark.parametrize("length", [0, 1, 4095])
def test_no_whole_page(length: int) -> None:
    assert iommufd.whole_pages(bytearray(length)).nbytes == 0


def test_whole_pages_keep_the_buffer() -> None:
    buffer = bytearray(2 * 4096)
    pages = iommufd.whole_pages(buffer)
    with pytest.raises(BufferError):
        buffer.append(0)
    pages.release()
    buffer.append(0)


def test_whole_pages_of_a_read_only_buffer_are_read_only() -> None:
    assert iommufd.whole_pages(bytes(2 * 4096)).readonly


def test_what_is_not_whole_pages_is_refused_with_the_way_out() -> None:
    view = memoryview(mmap.mmap(-1, 2 * 4096))
    with pytest.raises(ValueError, match="4096 bytes at 0x.*whole_pages"):
        _buffer.check_whole_pages(view[1:4097])
    with pytest.raises(ValueError, match="4095 bytes"):
        _buffer.check_whole_pages(view[:4095])
    with pytest.raises(ValueError, match="empty"):
        _buffer.check_whole_pages(view[:0])


def test_what_is_no_buffer() -> None:
    with pytest.raises(TypeError, match="not int"):
        _buffer.export(3)  # type: ignore[arg-type]


def test_what_is_not_contiguous() -> None:
    with pytest.raises(ValueError, match="contiguous"):
        _buffer.export(memoryview(bytearray(8192))[::2])
