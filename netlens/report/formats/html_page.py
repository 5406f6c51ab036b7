"""HTML: one file to open in any browser, offline; the graph answers, the sources stand beside it."""

from collections.abc import Sequence
from pathlib import Path

from netlens.errors import NetLensError
from netlens.i18n import _, mark
from netlens.report.export import Export
from netlens.report.page import page
from netlens.report.summary import RingSummary
from netlens.report.typeset import replace_file


def write(summaries: Sequence[RingSummary], path: Path) -> None:
    """One page for one ring; raises NetLensError for several."""
    if len(summaries) != 1:
        raise NetLensError(_("A page shows one ring."), _("Write each ring to a file of its own."))
    replace_file(path, page(summaries[0]).encode("utf-8"))


EXPORT = Export("html", mark("Interactive page (HTML, offline)"), ".html", write)
