"""The extra that is named where an engine lacks a package."""

from __future__ import annotations

import pytest

from careerscore.errors import MissingDependencyError
from careerscore.frames.engines import requires_engines


@pytest.mark.parametrize(
    ("module", "extra"),
    [
        ("pyarrow", "parquet"),
        ("pyarrow.parquet", "parquet"),
        ("java", "engines"),
        (None, "engines"),
    ],
)
def test_the_smallest_extra_that_brings_a_module_is_named(module, extra):
    with pytest.raises(MissingDependencyError) as caught, requires_engines("a key"):
        raise ModuleNotFoundError("missing", name=module)
    assert (caught.value.feature, caught.value.extra) == ("a key", extra)
