"""netlens formats: what can be imported and exported, with the suffixes."""

from argparse import ArgumentParser, Namespace

from netlens.commands import Command, Context
from netlens.i18n import _, mark
from netlens.plugins import collect
from netlens.report import formats
from netlens.report.export import Export


def configure(parser: ArgumentParser) -> None:
    """It takes no arguments of its own."""


def run(arguments: Namespace, context: Context) -> int:
    context.say(_("Imports (netlens import --as NAME):"))
    rows = [(importer.name, _(importer.label), " ".join(importer.suffixes)) for importer in context.importers]
    for line in _table(rows):
        context.say(line)
    context.say(_("Exports (netlens export --format NAME):"))
    exports = collect(formats, "EXPORT", Export)
    for line in _table([(export.name, _(export.label), export.suffix) for export in exports]):
        context.say(line)
    return 0


def _table(rows: list[tuple[str, str, str]]) -> list[str]:
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    return [f"  {name:{widths[0]}}  {label:{widths[1]}}  {suffixes}" for name, label, suffixes in rows]


COMMAND = Command("formats", mark("importers and exports, with their suffixes"), "netlens formats", configure, run)
