"""BibTeX: special characters of LaTeX are escaped."""

from __future__ import annotations

from careerscore.records.citations import _bibtex, _Entry


def test_bibtex_escapes_what_latex_obeys():
    entry = _Entry("a/1", r"50% of $1 & #2_3 {x} ~^\ ", 2020, "No year.", None)
    assert _bibtex(entry) == (
        "@misc{a-1,\n"
        r"  title = {{50\% of \$1 \& \#2\_3 \{x\} \textasciitilde{}\textasciicircum{}"
        r"\textbackslash{} }},"
        "\n  year = {2020},\n  note = {No year.},\n}"
    )
