# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""The package is whole: documented, exported, described by its stub."""

from __future__ import annotations

import ast
import doctest
import importlib
import inspect
import pkgutil
import types
from pathlib import Path

import pytest

import iommufd
from iommufd import _libiommufd

MODULES = [
    "iommufd." + module.name
    for module in pkgutil.iter_modules(iommufd.__path__)
    if module.name != "_libiommufd"
]


def test_modules_are_found() -> None:
    assert len(MODULES) > 5


@pytest.mark.parametrize("name", ["iommufd", *MODULES])
def test_examples_in_docstrings(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_all_names_exist() -> None:
    assert sorted(iommufd.__all__) == sorted(set(iommufd.__all__))
    for name in iommufd.__all__:
        assert hasattr(iommufd, name)


def public_members() -> list[tuple[str, object]]:
    members: list[tuple[str, object]] = []
    for name in iommufd.__all__:
        thing = getattr(iommufd, name)
        if isinstance(thing, (type, types.FunctionType)):
            members.append((name, thing))
        if isinstance(thing, type):
            members += [
                (f"{name}.{member}", getattr(thing, member))
                for member, value in vars(thing).items()
                if not member.startswith("_")
                and isinstance(value, (property, classmethod, types.FunctionType))
            ]
    return members


@pytest.mark.parametrize("name,thing", public_members())
def test_everything_has_a_docstring(name: str, thing: object) -> None:
    assert inspect.getdoc(thing)


def test_the_stub_describes_the_thin_module() -> None:
    stub = Path(iommufd.__path__[0], "_libiommufd.pyi").read_text()
    described = set()
    for node in ast.parse(stub).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            described.add(node.name)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            described.add(node.target.id)
    handles = {"iommufd", "iommufd_device"}
    present = {
        name
        for name in dir(_libiommufd)
        if name.lower().startswith("iommufd_") or name == "buffer_address"
    }
    assert described - handles == present


def test_is_typed() -> None:
    assert Path(iommufd.__path__[0], "py.typed").exists()


def test_version() -> None:
    assert all(part.isdigit() for part in iommufd.version().split("."))
