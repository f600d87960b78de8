"""Asynchronous work is waited for, and Ctrl-C ends it at any moment."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from careerscore.live import running


def test_ctrl_c_after_the_last_answer_is_no_other_error(monkeypatch):
    done = []

    class Interrupted(Future):
        def result(self, timeout=None):
            done.append(super().result(timeout))
            raise KeyboardInterrupt

    class Pool(running.ThreadPoolExecutor):
        def submit(self, work, /, *arguments):
            future = Interrupted()
            future.set_result(super().submit(work, *arguments).result())
            return future

    async def work():
        return "found"

    monkeypatch.setattr(running, "ThreadPoolExecutor", Pool)
    with pytest.raises(KeyboardInterrupt):
        running.wait_for(work())
    assert done == ["found"]
