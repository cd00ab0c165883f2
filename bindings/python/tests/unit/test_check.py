# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Arguments are refused before the kernel is asked, with a sentence."""

from __future__ import annotations

import pytest

from iommufd import _check


@pytest.mark.parametrize("value", [0, 1, 2**63 + 1, 2**64 - 1])
def test_64_bits_are_exact(value: int) -> None:
    assert _check.u64("iova", value) == value


@pytest.mark.parametrize("value", [-1, 2**64, 2**200])
def test_more_is_refused_with_the_value(value: int) -> None:
    with pytest.raises(ValueError, match=f"iova is {value}, .* 2\\*\\*64 - 1"):
        _check.u64("iova", value)


def test_32_bits() -> None:
    assert _check.u32("index", 2**32 - 1) == 2**32 - 1
    with pytest.raises(ValueError, match="index is 4294967296"):
        _check.u32("index", 2**32)


@pytest.mark.parametrize("value", [1.0, "1", None, b"1"])
def test_only_integers_are_integers(value: object) -> None:
    with pytest.raises(TypeError):
        _check.u64("iova", value)  # type: ignore[arg-type]


def test_a_length_of_0() -> None:
    assert _check.positive_u64("length", 1) == 1
    with pytest.raises(ValueError, match="length is 0"):
        _check.positive_u64("length", 0)


def test_descriptors() -> None:
    with open("/dev/null", "rb") as file:
        assert _check.descriptor(file) == _check.descriptor(file.fileno())
    with pytest.raises(ValueError, match="is -1"):
        _check.descriptor(-1)
    with pytest.raises(ValueError, match=f"is {2**32}"):
        _check.descriptor(2**32)
    with pytest.raises(TypeError, match="not str"):
        _check.descriptor("3")  # type: ignore[arg-type]
