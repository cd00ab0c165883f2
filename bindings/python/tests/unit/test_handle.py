# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""A C handle lives as long as a call uses it, and no longer."""

from __future__ import annotations

import threading

import pytest

from iommufd._handle import Handle


def test_closes_once() -> None:
    freed: list[int] = []
    handle = Handle("thing", 7, freed.append)
    with handle as pointer:
        assert pointer == 7
    assert freed == []
    handle.close()
    handle.close()
    assert freed == [7]


def test_use_after_close() -> None:
    handle = Handle("thing", 7, lambda pointer: None)
    handle.close()
    with pytest.raises(ValueError, match="the thing is closed"):
        handle.__enter__()


def test_the_last_call_in_progress_frees_it() -> None:
    freed: list[int] = []
    handle = Handle("thing", 7, freed.append)
    inside, leave = threading.Barrier(3), threading.Event()

    def call() -> None:
        with handle:
            inside.wait()
            leave.wait()

    threads = [threading.Thread(target=call, daemon=True) for _ in range(2)]
    for thread in threads:
        thread.start()
    inside.wait()
    handle.close()
    assert handle.closed and freed == []
    with pytest.raises(ValueError):
        handle.__enter__()
    leave.set()
    for thread in threads:
        thread.join()
    assert freed == [7]


def test_closed_by_the_call_itself() -> None:
    freed: list[int] = []
    handle = Handle("thing", 7, freed.append)
    with handle:
        handle.close()
        assert freed == []
    assert freed == [7]


def test_exceptions_pass() -> None:
    freed: list[int] = []
    handle = Handle("thing", 7, freed.append)
    with pytest.raises(KeyError), handle:
        handle.close()
        raise KeyError
    assert freed == [7]
