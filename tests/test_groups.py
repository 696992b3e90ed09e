"""Tests of one group run in one process: pytest-xdist tells by the name of a test which group it is of."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("samples")
@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="one process runs all tests")
def test_a_test_is_named_by_its_group(request: pytest.FixtureRequest) -> None:
    assert request.node.nodeid.endswith("@samples")
