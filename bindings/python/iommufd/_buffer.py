# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Memory behind the buffer protocol."""

from __future__ import annotations

import mmap
from array import array
from typing import Any, Union

from . import _libiommufd as c

# typing.Buffer comes with Python 3.12; until then: what the standard library has.
# Any other object with the buffer protocol serves as well: pass memoryview(object).
Buffer = Union[bytes, bytearray, memoryview, mmap.mmap, "array[Any]"]

#: No IOMMU has pages smaller than this, whatever the processor's are.
SMALLEST_PAGE = 4096


def address(view: memoryview) -> int:
    """Tell where the memory of a contiguous buffer is."""
    return c.buffer_address(view)


def export(buffer: Buffer) -> memoryview:
    """Export a buffer: its memory cannot move or go before the view is released."""
    try:
        view = memoryview(buffer)
    except TypeError:
        raise TypeError(
            "an object with the buffer protocol is needed, such as mmap.mmap or "
            f"bytearray, not {type(buffer).__name__}"
        ) from None
    if not view.c_contiguous:
        view.release()
        raise ValueError(
            "the buffer is not contiguous, it is no single range of memory"
        )
    return view


def whole_pages(buffer: Buffer) -> memoryview:
    """Return the part of a buffer that an IOMMU can map: its whole pages.

    An IOMMU maps whole pages of memory. ``mmap.mmap(-1, length)`` consists of whole
    pages; a bytearray or an array begins and ends anywhere.

    >>> len(whole_pages(bytearray(3 * 4096))) in (2 * 4096, 3 * 4096)
    True
    >>> len(whole_pages(bytearray(100)))
    0
    """
    with export(buffer) as exported:
        if exported.nbytes == 0:
            return memoryview(b"")
        view = exported.cast("B")
    start = address(view)
    skip = -start % SMALLEST_PAGE
    length = max(len(view) - skip, 0) // SMALLEST_PAGE * SMALLEST_PAGE
    return view[skip : skip + length]


def check_whole_pages(view: memoryview) -> None:
    """Raise ValueError if an IOMMU could not map the buffer."""
    if view.nbytes == 0:
        raise ValueError("the buffer is empty: there is nothing to map")
    start = address(view)
    if start % SMALLEST_PAGE or view.nbytes % SMALLEST_PAGE:
        raise ValueError(
            f"the buffer has {view.nbytes} bytes at {start:#x}, but an IOMMU maps "
            f"whole pages of {SMALLEST_PAGE} bytes: use mmap.mmap(-1, length) with a "
            "multiple of that as length, or iommufd.whole_pages(buffer) for the part "
            "that fits"
        )
