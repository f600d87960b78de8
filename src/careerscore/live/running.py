"""Plain functions over asynchronous ones, also where an event loop runs already."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

ResultT = TypeVar("ResultT")


def wait_for(work: Coroutine[Any, Any, ResultT]) -> ResultT:
    """Return the result of asynchronous work, which Ctrl-C cancels.

    It runs in a thread with an event loop of its own: a notebook has one in this thread.
    """
    runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
    loop = runner.get_loop()

    def cancel() -> None:
        for task in asyncio.all_tasks(loop):
            task.cancel()

    def run() -> ResultT:
        with runner:
            return runner.run(work)

    with ThreadPoolExecutor(1, "careerscore-live") as pool:
        future = pool.submit(copy_context().run, run)
        try:
            return future.result()
        except KeyboardInterrupt:
            # The thread ends before this one goes on. Its loop may have ended by now.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(cancel)
            raise
