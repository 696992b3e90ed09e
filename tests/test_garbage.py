"""The garbage collector kept waiting."""

import gc

import pytest

from ondit.garbage import collector_waiting


def test_the_collector_waits_and_works_again() -> None:
    with collector_waiting():
        with collector_waiting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_an_error() -> None:
    with pytest.raises(ValueError, match="broken"), collector_waiting():
        raise ValueError("broken")
    assert gc.isenabled()
