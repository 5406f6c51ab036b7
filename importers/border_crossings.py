"""Lists of border gates and immigration offices: who crossed where, when, with which paper, vehicle and companions."""

from importers.call_records import sheets
from netlens.case.intake.forms.crossings import records
from netlens.case.intake.forms.importer import form_importer
from netlens.i18n import mark

IMPORTER = form_importer(
    "border_crossings",
    mark("Lists of a border gate or immigration office"),
    "border_crossings.csv",
    sheets,
    records.reader,
)
