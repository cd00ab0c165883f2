# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""What is mapped in an IOAS."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from . import _libiommufd as c
from ._errors import IommufdError
from ._flags import MapFlags, names
from ._lifetime import Closing

if TYPE_CHECKING:
    from ._ioas import IOAS


# Buffers that devices may still reach although their context is gone here. Freeing them
# would let devices write into memory that is used for something else by then.
_reachable: list[memoryview] = []


class Mapping(Closing):
    """A range of IOVAs behind which memory is.

    Made by ``IOAS.map()`` and its like; it lasts until unmap() or the end of the IOAS.
    The buffer stays exported so long: it can be read and written, but not resized,
    closed or freed. As a context manager it unmaps itself.
    """

    def __init__(
        self,
        ioas: IOAS,
        iova: int,
        length: int,
        flags: MapFlags,
        address: int | None = None,
        view: memoryview | None = None,
    ) -> None:
        self._ioas = ioas
        self._iova = iova
        self._length = length
        self._flags = MapFlags(flags)
        self._address = address
        self._view = view
        self._mapped = True

    @property
    def ioas(self) -> IOAS:
        """The IOAS it is in."""
        return self._ioas

    @property
    def iova(self) -> int:
        """The first IOVA."""
        return self._iova

    @property
    def length(self) -> int:
        """How many bytes are mapped."""
        return self._length

    @property
    def flags(self) -> MapFlags:
        """What devices may do with the memory."""
        return self._flags

    @property
    def address(self) -> int | None:
        """Where in this process the memory is; None if it is a file's."""
        return self._address

    @property
    def closed(self) -> bool:
        """Whether it is unmapped."""
        return not self._mapped

    def unmap(self) -> None:
        """Unmap it, and let go of the buffer. Doing it again does nothing.

        When the call returns, no device reaches the memory any more.
        """
        if not self._mapped:
            return
        try:
            with self._ioas._context._handle as ctx:
                c.iommufd_ioas_unmap(ctx, self._ioas._id, self._iova, self._length)
        except IommufdError as error:
            # Unmapped behind our back: there is nothing left to do.
            if error.errno != errno.ENOENT:
                raise
        self._gone()

    def close(self) -> None:
        """Do what unmap() does."""
        self.unmap()

    def _gone(self) -> None:
        """Let go of the buffer, which no device reaches any more."""
        self._mapped = False
        self._ioas._mappings.discard(self)
        if self._view is not None:
            self._view.release()
            self._view = None

    def _abandon(self) -> None:
        """Unmap it if possible; else keep the buffer for ever."""
        try:
            self.unmap()
        except IommufdError:
            if self._view is not None:
                _reachable.append(self._view)
                self._view = None
            self._gone()

    def __repr__(self) -> str:
        state = "" if self._mapped else " unmapped"
        return (
            f"<iommufd.Mapping{state} iova={self._iova:#x} length={self._length:#x} "
            f"flags={names(self._flags)}>"
        )
