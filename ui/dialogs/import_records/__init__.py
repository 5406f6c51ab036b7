"""Import records: choose or drop files, look at how they would be read, map columns, import, read what became of it."""

from ui.dialog import Dialog
from ui.dialogs.import_records.sheet import ImportRecords, build

DIALOG = Dialog("import_records", build)

__all__ = ["DIALOG", "ImportRecords"]
