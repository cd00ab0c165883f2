#!/usr/bin/python3
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Hold the library's exported symbols, its version map and its headers to one list.

Usage: symbols.py LIBRARY. Every exported symbol must be in the map and declared in a public header
with a reference text that names all parameters, thread safety and what is returned; and nothing
may be in the map or declared that is not exported.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent / "libiommufd"
PROTOTYPE = re.compile(
    r"(?P<comment>/\*\*(?:(?!\*/).)*?\*/\n)?"
    r"^(?P<type>(?:const )?\w+ \*?)(?P<name>iommufd_\w+)\((?P<parameters>[^;{]*)\);",
    re.S | re.M,
)


def exported(library: str) -> set[str]:
    """The symbols the compiled library offers."""
    command = ["nm", "-D", "--defined-only", "--format=posix", library]
    lines = subprocess.run(
        command, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    symbols = (
        line.split()[0].split("@")[0] for line in lines if line.split()[1] in "TDBR"
    )
    return {symbol for symbol in symbols if not symbol.startswith("LIBIOMMUFD_")}


def mapped() -> set[str]:
    """The symbols the version map lists."""
    return set(
        re.findall(r"^\t(iommufd_\w+);", (ROOT / "libiommufd.map").read_text(), re.M)
    )


def declared() -> dict[str, re.Match[str]]:
    """The functions the public headers declare, each with its comment."""
    found = {}
    for header in sorted((ROOT / "include").rglob("*.h")):
        for match in PROTOTYPE.finditer(header.read_text()):
            found[match["name"]] = match
    return found


def undocumented(function: re.Match[str]) -> list[str]:
    """What a function's reference text lacks."""
    comment = function["comment"] or ""
    wanted = [f"* {function['name']}() - ", " Thread safety: "]
    if function["type"] != "void ":
        wanted.append(" Return: ")
    if function["parameters"] != "void":
        names = (re.findall(r"\w+", p)[-1] for p in function["parameters"].split(","))
        wanted += [f"* @{name}: " for name in names]
    return [
        f"its comment has no '{text.strip()}'" for text in wanted if text not in comment
    ]


def main() -> int:
    """Print one TAP test for each symbol found anywhere."""
    in_library, in_map, in_headers = exported(sys.argv[1]), mapped(), declared()
    failed = False
    symbols = sorted(in_library | in_map | set(in_headers))
    print(f"1..{len(symbols)}")
    for number, symbol in enumerate(symbols, 1):
        wrong = []
        if symbol not in in_library:
            wrong.append("the library does not export it")
        if symbol not in in_map:
            wrong.append("libiommufd.map does not list it")
        if symbol in in_headers:
            wrong += undocumented(in_headers[symbol])
        else:
            wrong.append("no public header declares it")
        failed |= bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - {symbol}")
        for line in wrong:
            print(
                f"# expected {symbol} to be exported, mapped, declared, documented; {line}"
            )
    return failed


if __name__ == "__main__":
    sys.exit(main())
