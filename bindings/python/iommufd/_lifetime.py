# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Things that are closed: by hand, by ``with``, as garbage, or at exit."""

from __future__ import annotations

import atexit
import sys
import warnings
import weakref
from types import TracebackType
from typing import TypeVar

Self = TypeVar("Self", bound="Closing")


class Closing:
    """Something with a close() that can be called more than once."""

    @property
    def closed(self) -> bool:
        """Whether it has been closed; then using it raises ValueError."""
        raise NotImplementedError

    def close(self) -> None:
        """Close it. Closing it again does nothing."""
        raise NotImplementedError

    def __enter__(self: Self) -> Self:
        if self.closed:
            raise ValueError(f"{self!r} cannot be entered")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class OwnsFile(Closing):
    """Something that owns a file descriptor, and is closed if it is forgotten.

    The descriptor is closed before the memory that devices reach through it is freed:
    finalizers run before any part of the garbage is cleared, and what lives at exit is
    closed before the interpreter is taken down.
    """

    _opened = False

    def __init__(self) -> None:
        self._opened = True
        _open_files.add(self)

    def __del__(self) -> None:
        if self._opened and not self.closed and not sys.is_finalizing():
            warnings.warn(f"unclosed {self!r}", ResourceWarning, source=self)
            self.close()


_open_files: weakref.WeakSet[OwnsFile] = weakref.WeakSet()


@atexit.register
def _close_at_exit() -> None:
    for file in list(_open_files):
        file.close()
