"""Numbers in workbooks, with every digit they have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.worksheet import Worksheet

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ExactWorksheet"]


class ExactWorksheet(Worksheet):  # type: ignore[misc]
    """A sheet whose numbers are read back as what they are.

    XlsxWriter writes sixteen digits, and a number can need seventeen: exposures of
    0.24999999999999997, which count as below 0.25, would become 0.25.
    """

    def _xml_number_element(
        self, number: float, attributes: Iterable[tuple[str, Any]] = ()
    ) -> None:
        told = "".join(f' {name}="{value}"' for name, value in attributes)
        self.fh.write(f"<c{told}><v>{number!s}</v></c>")
