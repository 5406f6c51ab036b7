"""PDF: A4, archival (PDF/A-2a), tagged, Vietnamese as text that can be searched and copied."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from netlens.i18n import mark, translator
from netlens.report.document import document
from netlens.report.drawing.svg import svg
from netlens.report.export import Export
from netlens.report.picture import from_summary
from netlens.report.summary import RingSummary
from netlens.report.typeset import replace_file, typeset

WIDTH = 640.0  # of the diagram, in the units of its own SVG; the page scales it


def write(summaries: Sequence[RingSummary], path: Path) -> None:
    """One PDF; several rings follow each other in it, each starting on a page of its own."""
    inputs = {"documents": json.dumps([asdict(document(one)) for one in summaries], ensure_ascii=False)}
    for i, one in enumerate(summaries):
        _ = translator(one.terms.lang)
        caption = _("Diagram of the ring: {n} members and the ties between them.")
        inputs[f"picture-{i}"] = svg(from_summary(one), WIDTH, min(500.0, 270.0 + 8.0 * len(one.members)))
        inputs[f"caption-{i}"] = caption.format(n=len(one.members))
    made = int(datetime.fromisoformat(summaries[0].made).timestamp())
    replace_file(path, typeset("ring.typ", inputs, "pdf", made=made))


EXPORT = Export("pdf", mark("Printable report (PDF)"), ".pdf", write)
