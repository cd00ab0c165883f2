# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Arguments are checked before the kernel is asked."""

from __future__ import annotations

import operator
from typing import Protocol, SupportsIndex, Union


class HasFileno(Protocol):
    """An object with a file descriptor, such as an open file."""

    def fileno(self) -> int:
        """Tell the file descriptor."""


FileDescriptorLike = Union[int, HasFileno]


def _unsigned(name: str, value: SupportsIndex, bits: int) -> int:
    number = operator.index(value)
    if not 0 <= number < 1 << bits:
        raise ValueError(f"{name} is {number}, it must be in 0 to 2**{bits} - 1")
    return number


def u32(name: str, value: SupportsIndex) -> int:
    """Return the value as a number of 32 bits, or raise ValueError.

    >>> u32("index", -1)
    Traceback (most recent call last):
    ValueError: index is -1, it must be in 0 to 2**32 - 1
    """
    return _unsigned(name, value, 32)


def u64(name: str, value: SupportsIndex) -> int:
    """Return the value as a number of 64 bits, or raise ValueError."""
    return _unsigned(name, value, 64)


def positive_u64(name: str, value: SupportsIndex) -> int:
    """Return a number of 64 bits that is not 0, or raise ValueError."""
    number = u64(name, value)
    if number == 0:
        raise ValueError(f"{name} is 0, it must be at least 1")
    return number


def descriptor(file: FileDescriptorLike) -> int:
    """Return the file descriptor of an open file, or raise ValueError or TypeError."""
    if isinstance(file, int):
        number = file
    elif hasattr(file, "fileno"):
        number = file.fileno()
    else:
        raise TypeError(
            "a file descriptor or an object with fileno() is needed, "
            f"not {type(file).__name__}"
        )
    if not 0 <= number < 1 << 31:
        raise ValueError(f"the file descriptor is {number}, it must not be negative")
    return number
