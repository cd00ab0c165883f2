# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""What a failing call raises."""

from __future__ import annotations

import os


class IommufdError(OSError):
    """The kernel or the library refused a call.

    ``str()`` of it is a sentence for people; programs look at the attributes.

    errno
        The positive number of the error, as in the module ``errno``.
    strerror
        What the system calls that error.
    function
        The C function that failed, such as ``"iommufd_ioas_map"``.
    ioctl
        The kernel's name of the ioctl that failed; None if the call was refused
        before the kernel was asked, or another system call failed.
    argument
        The parameter of the C function that was refused before the kernel was
        asked, or None.
    path
        The file the call was about, or None; also ``filename``.
    hint
        What a person can do about it, or None.
    id
        The object the call was made on; 0 if none.
    pt_id
        The page table (IOAS or HWPT) the call named beside it; 0 if none.
    start, length
        The range of IOVAs, or of bytes in a region; both 0 if the call has none.

    >>> error = IommufdError(2, "iommufd_ioas_unmap: nothing there", start=4096)
    >>> error.errno, error.strerror, error.start
    (2, 'No such file or directory', 4096)
    >>> print(error)
    iommufd_ioas_unmap: nothing there
    """

    def __init__(
        self,
        errno: int,
        message: str,
        function: str | None = None,
        ioctl: str | None = None,
        argument: str | None = None,
        path: str | None = None,
        hint: str | None = None,
        id: int = 0,
        pt_id: int = 0,
        start: int = 0,
        length: int = 0,
    ) -> None:
        super().__init__(errno, os.strerror(errno))
        self.filename = path
        self.message = message
        self.function = function
        self.ioctl = ioctl
        self.argument = argument
        self.path = path
        self.hint = hint
        self.id = id
        self.pt_id = pt_id
        self.start = start
        self.length = length

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[type[IommufdError], tuple[object, ...]]:
        return type(self), (
            self.errno,
            self.message,
            self.function,
            self.ioctl,
            self.argument,
            self.path,
            self.hint,
            self.id,
            self.pt_id,
            self.start,
            self.length,
        )
