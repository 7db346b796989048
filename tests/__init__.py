"""Tests of the data and of macros/; the built site has its own in tests/built."""

import pytest

pytest.register_assert_rewrite("tests.support")
