"""How a methodology is bound to a release: by a function of the front door.

Methodologies know no releases, and need one where they rank bare inputs among its workers.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

bind_to_release: Callable[[Any, Any], Any]
"""Given a methodology and a release, its name or None for the newest, returns it bound."""
