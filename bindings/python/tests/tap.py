# SPDX-License-Identifier: MIT OR LGPL-2.1-or-later
"""A pytest plug-in that reports each test in TAP: pytest -p tap -p no:terminal."""

from __future__ import annotations

import pytest


def _print_lines(text: str) -> None:
    for line in text.splitlines():
        print(f"# {line}")


class Tap:
    """Prints a line when a test is over, and why if it did not pass."""

    def __init__(self) -> None:
        self.number = 0

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Announce how many tests there are."""
        print(f"\n1..{len(session.items)}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be read has no test to fail; the missing plan fails."""
        if report.failed:
            _print_lines(report.longreprtext)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test has up to three reports; its call's counts, or the one that failed."""
        if report.when != "call" and report.passed:
            return
        self.number += 1
        line = f"{'not ok' if report.failed else 'ok'} {self.number} - {report.nodeid}"
        if report.skipped:
            line += f" # SKIP {report.longreprtext.splitlines()[-1]}"
        print(f"\n{line}", flush=True)
        if report.failed:
            _print_lines(report.longreprtext)


def pytest_configure(config: pytest.Config) -> None:
    """Begin."""
    config.pluginmanager.register(Tap())
