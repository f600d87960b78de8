"""What several tests of frames need."""

from __future__ import annotations

import os
import shutil
import warnings

import pytest

from .every_engine import ENGINES


@pytest.fixture(scope="session")
def spark():
    """A local session of Spark, shared by all tests, as it takes seconds to start."""
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java")
    # A machine's own name need not lead to it.
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = (
            SparkSession.builder.master("local[2]")
            .appName("careerscore")
            # No second compiler and no threads of a collector: the session is short.
            .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()
        )
        session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(params=ENGINES)
def engine(request):
    """Each engine in turn."""
    found = ENGINES[request.param]
    if found.name == "spark":
        return found._replace(of_arrow=request.getfixturevalue("spark").createDataFrame)
    return found
