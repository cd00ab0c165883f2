# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""A hardware page table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._flags import HWPTFlags, names
from ._lifetime import Closing

if TYPE_CHECKING:
    from ._ioas import IOAS


class HWPT(Closing):
    """A hardware page table (HWPT): holds what is mapped in an IOAS, now and later.

    Made by ``IOAS.hwpt()``. As a context manager it closes itself.
    """

    def __init__(self, ioas: IOAS, hwpt_id: int, flags: HWPTFlags) -> None:
        self._ioas = ioas
        self._context = ioas._context
        self._id = hwpt_id
        self._flags = HWPTFlags(flags)
        self._destroyed = False

    @property
    def id(self) -> int:
        """The kernel's id of it."""
        self._check_open()
        return self._id

    @property
    def ioas(self) -> IOAS:
        """The IOAS whose mappings it holds."""
        return self._ioas

    @property
    def flags(self) -> HWPTFlags:
        """What it was allocated for."""
        return self._flags

    @property
    def closed(self) -> bool:
        """Whether it is destroyed; then using it raises ValueError."""
        return self._destroyed or self._context.closed

    def close(self) -> None:
        """Detach the devices that were attached to it here, and destroy it.

        IommufdError (EBUSY): another process or a nested HWPT uses it; it stays open.
        Closing it again does nothing.
        """
        if self.closed:
            return
        self._context._detach_from(self)
        self._context._destroy(self._id)
        self._gone()

    def _gone(self) -> None:
        self._destroyed = True
        self._ioas._hwpts.discard(self)

    def _check_open(self) -> None:
        if self.closed:
            raise ValueError("the HWPT is closed")

    def __repr__(self) -> str:
        state = " closed" if self.closed else ""
        return (
            f"<iommufd.HWPT{state} id={self._id} ioas={self._ioas._id} "
            f"flags={names(self._flags)}>"
        )
