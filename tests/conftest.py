"""Shared by every test: where a skip is not allowed, it fails."""

from __future__ import annotations

import os

import pytest


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Turn a skip into a failure where FACELAW_NO_SKIPS is set, as the CI does."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("FACELAW_NO_SKIPS") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped where every test must run: {report.longrepr}"
