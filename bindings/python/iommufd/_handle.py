# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""A C handle that outlives the calls in which it is used."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class Handle(Generic[T]):
    """A pointer into the C library, and how to free it.

    The C library wants no call in progress when a handle is closed; Python cannot
    promise that, as threads and signal handlers close what they like. So the last
    call in progress closes the handle:

        with handle as pointer:
            call(pointer)
    """

    def __init__(self, what: str, pointer: T, close: Callable[[T], None]) -> None:
        self._what = what
        self._pointer = pointer
        self._close = close
        self._lock = threading.RLock()
        self._users = 0
        self.closed = False

    def __enter__(self) -> T:
        with self._lock:
            if self.closed:
                raise ValueError(f"the {self._what} is closed")
            self._users += 1
        return self._pointer

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._lock:
            self._users -= 1
            last = self.closed and self._users == 0
        if last:
            self._close(self._pointer)

    def close(self) -> None:
        """Let no call begin any more, and free the pointer after the last one."""
        with self._lock:
            if self.closed:
                return
            self.closed = True
            idle = self._users == 0
        if idle:
            self._close(self._pointer)
