"""JSON: all of a summary, for programs: keys in a fixed order, codes beside words, UTF-8."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from netlens.i18n import mark
from netlens.report.export import Export
from netlens.report.summary import RingSummary
from netlens.report.typeset import replace_file

FORM = {"format": "netlens-ring-summary", "version": 1}


def write(summaries: Sequence[RingSummary], path: Path) -> None:
    """`{"format", "version", "summaries": […]}`: each a RingSummary under the names of its fields, in their order."""
    data = {**FORM, "summaries": [asdict(summary) for summary in summaries]}
    replace_file(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


EXPORT = Export("json", mark("Data for programs (JSON)"), ".json", write)
