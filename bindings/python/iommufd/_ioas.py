# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""An I/O address space."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, SupportsIndex

from . import _buffer
from . import _libiommufd as c
from ._check import FileDescriptorLike, descriptor, positive_u64, u32, u64
from ._errors import IommufdError
from ._flags import HWPTFlags, MapFlags
from ._hwpt import HWPT
from ._lifetime import Closing
from ._mapping import Mapping

if TYPE_CHECKING:
    from ._context import Context
    from ._device import Device

_READ_WRITE = MapFlags.READABLE | MapFlags.WRITEABLE


def _placement(iova: SupportsIndex | None, flags: MapFlags) -> tuple[int, int]:
    """Return the C library's flags and the IOVA that goes with them."""
    if iova is not None:
        return u32("flags", flags) | c.IOMMUFD_IOAS_MAP_FIXED_IOVA, u64("iova", iova)
    if flags & c.IOMMUFD_IOAS_MAP_FIXED_IOVA:
        raise ValueError("the flags ask for a fixed IOVA, but no iova is given")
    return u32("flags", flags), 0


class IOVARange(NamedTuple):
    """A range of IOVAs, both ends inclusive."""

    start: int
    last: int


class IOVARanges(NamedTuple):
    """Which IOVAs can be mapped, and what a mapping must be a multiple of in bytes."""

    ranges: list[IOVARange]
    alignment: int


class IOAS(Closing):
    """An I/O address space (IOAS): which memory is behind which IOVA.

    Made by ``Context.ioas()``. It lasts until it or its context is closed. As a context
    manager it closes itself.
    """

    def __init__(self, context: Context, ioas_id: int) -> None:
        self._context = context
        self._id = ioas_id
        self._destroyed = False
        self._hwpts: set[HWPT] = set()
        self._mappings: set[Mapping] = set()

    @property
    def id(self) -> int:
        """The kernel's id of it."""
        self._check_open()
        return self._id

    @property
    def context(self) -> Context:
        """The context it is in."""
        return self._context

    def map(
        self,
        buffer: _buffer.Buffer,
        *,
        iova: SupportsIndex | None = None,
        flags: MapFlags | None = None,
    ) -> Mapping:
        """Map a buffer without copying it; a device's writes appear in it.

        The buffer consists of whole pages, as ``mmap.mmap(-1, length)`` does and what
        ``iommufd.whole_pages()`` returns. It stays exported as long as it is mapped.

        Without *iova* the kernel chooses one. Devices may read and write a writable
        buffer, and only read a read-only one, unless *flags* allows less.
        """
        view = _buffer.export(buffer)
        try:
            _buffer.check_whole_pages(view)
            if flags is None:
                flags = MapFlags.READABLE if view.readonly else _READ_WRITE
            elif view.readonly and flags & MapFlags.WRITEABLE:
                raise ValueError(
                    "the buffer is read-only: map it with MapFlags.READABLE, or pass "
                    "a writable one"
                )
            address, length = _buffer.address(view), view.nbytes
            return self._map_memory(address, length, iova, flags, view)
        except BaseException:
            view.release()
            raise

    def map_address(
        self,
        address: SupportsIndex,
        length: SupportsIndex,
        *,
        iova: SupportsIndex | None = None,
        flags: MapFlags = _READ_WRITE,
    ) -> Mapping:
        """Map memory of this process that has no Python object, by its address.

        The memory must stay until it is unmapped: nothing here keeps it.
        """
        start = positive_u64("address", address)
        size = positive_u64("length", length)
        return self._map_memory(start, size, iova, flags)

    def map_file(
        self,
        fd: FileDescriptorLike,
        offset: SupportsIndex,
        length: SupportsIndex,
        *,
        iova: SupportsIndex | None = None,
        flags: MapFlags = _READ_WRITE,
    ) -> Mapping:
        """Map a part of a memfd or dma-buf. The mapping holds the file."""
        file = descriptor(fd)
        start = u64("offset", offset)
        size = positive_u64("length", length)
        wire, wanted = _placement(iova, flags)
        with self._context._handle as ctx:
            given = c.iommufd_ioas_map_file(
                ctx, self.id, file, start, size, wire, wanted
            )
            return self._add_mapping(Mapping(self, given, size, flags))

    def unmap(self, iova: SupportsIndex, length: SupportsIndex) -> int:
        """Unmap all mappings within a range, each whole; return how many bytes.

        IOVA 0 and length 2**64 - 1 mean everything. When the call returns, no device
        reaches the memory any more.
        """
        start = u64("iova", iova)
        size = positive_u64("length", length)
        # What another thread maps there meanwhile may stay.
        before = list(self._mappings)
        with self._context._handle as ctx:
            unmapped = c.iommufd_ioas_unmap(ctx, self.id, start, size)
        for mapping in before:
            if start <= mapping.iova and mapping.iova - start + mapping.length <= size:
                mapping._gone()
        return unmapped

    def iova_ranges(self) -> IOVARanges:
        """Tell which IOVAs can be mapped, ascending, and how mappings are aligned.

        Attaching a device narrows the ranges and may raise the alignment.
        """
        with self._context._handle as ctx:
            ranges, alignment = c.iommufd_ioas_iova_ranges(ctx, self.id)
        return IOVARanges([IOVARange(*pair) for pair in ranges], alignment)

    def hwpt(self, device: Device, flags: HWPTFlags = HWPTFlags(0)) -> HWPT:
        """Allocate a hardware page table for a bound device.

        Attaching a device to the IOAS allocates one on its own; one allocated by hand
        can have flags.
        """
        options = c.iommufd_hwpt_alloc_opts()
        options.flags = u32("flags", flags)
        with self._context._handle as ctx:
            hwpt_id = c.iommufd_hwpt_alloc(ctx, device.id, self.id, options)
            hwpt = HWPT(self, hwpt_id, flags)
            self._hwpts.add(hwpt)
        return hwpt

    @property
    def closed(self) -> bool:
        """Whether it is destroyed; then using it raises ValueError."""
        return self._destroyed or self._context.closed

    def close(self) -> None:
        """Detach devices attached to it here, and destroy it with HWPTs and mappings.

        IommufdError (EBUSY): another process uses it; it stays open, and mapped.
        Closing it again does nothing.
        """
        if self.closed:
            return
        for hwpt in list(self._hwpts):
            hwpt.close()
        self._context._detach_from(self)
        self._context._destroy(self._id)
        self._gone()

    def _abandon(self) -> None:
        """Close it as far as it can be closed: its context is about to go."""
        try:
            self.close()
        except IommufdError:
            for mapping in list(self._mappings):
                mapping._abandon()
            self._gone()

    def _gone(self) -> None:
        self._destroyed = True
        self._context._ioases.discard(self)
        for mapping in list(self._mappings):
            mapping._gone()

    def _map_memory(
        self,
        address: int,
        length: int,
        iova: SupportsIndex | None,
        flags: MapFlags,
        view: memoryview | None = None,
    ) -> Mapping:
        wire, wanted = _placement(iova, flags)
        with self._context._handle as ctx:
            given = c.iommufd_ioas_map(ctx, self.id, address, length, wire, wanted)
            mapping = Mapping(self, given, length, flags, address, view)
            return self._add_mapping(mapping)

    def _add_mapping(self, mapping: Mapping) -> Mapping:
        self._mappings.add(mapping)
        # Another thread may have closed the IOAS since the kernel mapped it.
        if self._destroyed:
            mapping._gone()
        return mapping

    def _check_open(self) -> None:
        if self.closed:
            raise ValueError("the IOAS is closed")

    def __repr__(self) -> str:
        state = " closed" if self.closed else ""
        return f"<iommufd.IOAS{state} id={self._id} mappings={len(self._mappings)}>"
