#!/usr/bin/python3
# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""Compare the library's wire structs and constants with the kernel's, field by field.

What to compare is read from libiommufd/uapi, so nothing in there escapes. The kernel's side is a
kernel's include/uapi directory where KERNEL_UAPI names one, and the recorded table
wire-layout.txt always: it holds what the newest kernel's header gave when it was recorded. An older
kernel may lack constants and whole structs, the table may not.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
UAPI = HERE.parent.parent / "libiommufd" / "uapi"
RECORD = HERE / "wire-layout.txt"
HEADERS = ("iommufd.h", "vfio.h")
# Ours to name: the kernel calls them something else or keeps them in no header.
NOT_THE_KERNELS = {"IOMMUFD_TYPE", "VFIO_TYPE"}

Layout = dict[str, str]


def things_to_compare() -> dict[str, list[str]]:
    """Map each struct of ours to its fields, and "" to the constants."""
    things: dict[str, list[str]] = {"": []}
    for header in HEADERS:
        text = re.sub(r"/\*.*?\*/", "", (UAPI / header).read_text(), flags=re.S)
        for name, body in re.findall(r"^struct (\w+) \{\n(.*?)^\};", text, re.S | re.M):
            things[name] = re.findall(r"(\w+)(?:\[\d+\])?(?: __attribute__.*)?;", body)
        for name in re.findall(r"^#define (\w+)[ \t]+\S", text, re.M):
            if name not in NOT_THE_KERNELS:
                things[""].append(name)
    return things


def program(things: dict[str, list[str]], includes: list[str]) -> str:
    """A C program that prints the layout of all things as the included headers have them."""
    lines = [f"#include {i}" for i in includes]
    lines += ["#include <stddef.h>", "#include <stdio.h>", "int main(void) {"]
    for struct, fields in things.items():
        if not struct:
            lines += [
                f'printf("{c} %#llx\\n", (unsigned long long)({c}));' for c in fields
            ]
            continue
        lines.append(f'printf("{struct} %zu\\n", sizeof(struct {struct}));')
        for field in fields:
            of = f"((struct {struct} *)0)->{field}"
            lines.append(
                f'printf("{struct}.{field} %zu %zu\\n",'
                f" offsetof(struct {struct}, {field}), sizeof({of}));"
            )
    return "\n".join(lines + ["return 0; }", ""])


def layout(source: str, options: list[str]) -> Layout:
    """Compile and run a program, and parse what it prints."""
    compiler = os.environ.get("CC", "cc").split()
    with tempfile.TemporaryDirectory() as tmp:
        binary = Path(tmp) / "layout"
        subprocess.run(
            [*compiler, "-w", *options, "-x", "c", "-o", str(binary), "-"],
            input=source,
            text=True,
            check=True,
        )
        out = subprocess.run(
            [binary], capture_output=True, text=True, check=True
        ).stdout
    return parse(out)


def parse(text: str) -> Layout:
    """Turn "name value" lines into a table."""
    lines = (line for line in text.splitlines() if line and line[0] != "#")
    return dict(line.split(" ", 1) for line in lines)


def known_to(uapi: Path, things: dict[str, list[str]]) -> dict[str, list[str]]:
    """What of all things the kernel's headers mention."""
    text = "".join((uapi / "linux" / header).read_text() for header in HEADERS)
    words = set(re.findall(r"\w+", text))
    return {
        struct: [name for name in names if name in words]
        for struct, names in things.items()
        if not struct or struct in words
    }


def kernel_layout(things: dict[str, list[str]], uapi: Path) -> Layout:
    """The layout a kernel's own headers give: those two, with the host's for the rest."""
    with tempfile.TemporaryDirectory() as tmp:
        include = Path(tmp) / "linux"
        include.mkdir()
        for header in HEADERS:
            (include / header).write_text((uapi / "linux" / header).read_text())
        includes = [f"<linux/{header}>" for header in HEADERS]
        # What installing the headers would strip or define.
        options = ["-I", tmp, "-D__user=", "-D__counted_by(x)="]
        return layout(program(things, includes), options)


def differences(
    struct: str, fields: list[str], ours: Layout, theirs: Layout
) -> list[str]:
    """What is not as the kernel has it: offsets must be equal, our size not larger."""
    names = fields if not struct else [f"{struct}.{field}" for field in fields]
    found = [
        f"{n}: expected {theirs.get(n, 'to be there')}, got {ours[n]}"
        for n in names
        if ours[n] != theirs.get(n)
    ]
    if struct and int(ours[struct]) > int(theirs.get(struct, 0)):
        found.append(
            f"{struct}: {ours[struct]} bytes, the kernel's has {theirs.get(struct)}"
        )
    return found


def report(
    ours: Layout, kernels: dict[str, tuple[dict[str, list[str]], Layout]]
) -> bool:
    """Print one TAP test for each struct and kernel side."""
    number, failed = 0, False
    print(f"1..{sum(len(things) for things, _ in kernels.values())}")
    for side, (things, theirs) in kernels.items():
        for struct, fields in things.items():
            number += 1
            found = differences(struct, fields, ours, theirs)
            failed |= bool(found)
            name = struct or "constants"
            print(f"{'not ok' if found else 'ok'} {number} - {name} as in {side}")
            for line in found:
                print(f"# {line}")
    return failed


def main() -> int:
    """Compare, or with --record write the table anew from KERNEL_UAPI."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--record", action="store_true", help="write wire-layout.txt anew"
    )
    args = parser.parse_args()
    uapi = os.environ.get("KERNEL_UAPI")
    things = things_to_compare()
    ours = layout(program(things, [f'"{UAPI / header}"' for header in HEADERS]), [])
    kernels = {}
    if uapi:
        known = known_to(Path(uapi), things)
        kernels["the kernel's header"] = (known, kernel_layout(known, Path(uapi)))
    if args.record:
        table = "".join(
            f"{k} {v}\n" for k, v in kernels["the kernel's header"][1].items()
        )
        RECORD.write_text(
            "# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later\n" + table
        )
    kernels["the recorded table"] = (things, parse(RECORD.read_text()))
    return report(ours, kernels)


if __name__ == "__main__":
    sys.exit(main())
