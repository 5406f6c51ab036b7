"""netlens template DIR: the empty record workbook, with explained columns and lists to choose codes from."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from netlens.case import schema
from netlens.commands import Command, Context
from netlens.errors import NetLensError
from netlens.i18n import _, language, mark

NAME = "netlens-template.xlsx"
ROWS = 5000  # rows for which a cell offers its list of codes
_LISTS, _EXPLAINED = "Code lists", "Columns explained"
_WIDTHS = {"name": 26, "date": 14, "address": 34, "text": 22}


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("the folder to write it to; made when not there"))


def run(arguments: Namespace, context: Context) -> int:
    path = arguments.folder / NAME
    if path.exists():
        raise NetLensError(
            _("There is already a file {path}.").format(path=path), _("Rename it, or choose another folder.")
        )
    try:
        arguments.folder.mkdir(parents=True, exist_ok=True)
        write(path, language())
    except OSError as error:
        raise NetLensError(
            _("{path} cannot be written.").format(path=path), _("Choose a folder in which you may write.")
        ) from error
    context.say(str(path))
    return 0


def write(path: Path, lang: str = "en") -> None:
    """Write the workbook: one sheet a table, then the explanations in both languages, then the code lists.

    `lang` is that of the column headers; both are recognised again. Cells with codes offer them, by label, and take
    other text too: what no list knows is flagged at the import, not refused in Excel. Cells of several codes are free.
    """
    from xlsxwriter import Workbook

    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "NetLens"})
        styles = {
            "header": book.add_format(
                {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "top"}
            ),
            "required": book.add_format(
                {"bold": True, "bg_color": "#F8CBAD", "border": 1, "text_wrap": True, "valign": "top"}
            ),
            "text": book.add_format({"num_format": "@"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
            "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        sheets = {table: book.add_worksheet(_sheet_name(entry.labels[lang])) for table, entry in schema.TABLES.items()}
        explained = book.add_worksheet(_EXPLAINED)
        lists = _code_lists(book.add_worksheet(_LISTS), styles, lang)
        for table, sheet in sheets.items():
            _table(sheet, schema.TABLES[table], styles, lists, lang)
        _explain(explained, styles, lists)


def _sheet_name(text: str) -> str:
    """A sheet name as Excel allows it: 31 signs, none of []:*?/\\."""
    return "".join(sign for sign in text if sign not in "[]:*?/\\")[:31]


def _table(sheet: Any, table: schema.Table, styles: dict[str, Any], lists: dict[str, str], lang: str) -> None:
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.columns):
        needed = column.required or column.name in table.one_of
        sheet.write_string(0, place, column.labels[lang], styles["required" if needed else "header"])
        sheet.write_comment(0, place, f"{column.explained[lang]}\n({column.name})", {"x_scale": 2})
        # Keys, phones and ID numbers stay text: as numbers they would lose their leading zeros.
        style = styles["date" if column.kind == "date" else "text"]
        sheet.set_column(place, place, _WIDTHS.get(column.kind, 16), style)
        source = lists.get(column.kind.removeprefix("code:")) if column.kind.startswith("code:") else None
        if source and not column.multi:
            rule = {"validate": "list", "source": source, "error_type": "information", "ignore_blank": True}
            sheet.data_validation(1, place, ROWS, place, rule)


def _code_lists(sheet: Any, styles: dict[str, Any], lang: str) -> dict[str, str]:
    """One column a list; gives the cells of each, for the cells that offer it."""
    kinds = (column.kind for table in schema.TABLES.values() for column in table.columns)
    names = dict.fromkeys(kind.removeprefix("code:") for kind in kinds if kind.startswith("code:"))
    places = {}
    for place, name in enumerate(names):
        codes = schema.codes(name)
        sheet.write_string(0, place, name, styles["header"])
        for row, code in enumerate(codes, 1):
            sheet.write_string(row, place, schema.label(name, code, lang))
        letter = _letter(place)
        places[name] = f"='{_LISTS}'!${letter}$2:${letter}${len(codes) + 1}"
    sheet.set_column(0, len(names), 30)
    sheet.freeze_panes(1, 0)
    return places


def _letter(place: int) -> str:
    """A, B … Z, AA: the name of a column."""
    return (_letter(place // 26 - 1) if place >= 26 else "") + chr(ord("A") + place % 26)


def _explain(sheet: Any, styles: dict[str, Any], lists: dict[str, str]) -> None:
    headers = (
        "Table",
        "Bảng",
        "Column",
        "Cột",
        "Name",
        "Required / Bắt buộc",
        "Explanation",
        "Giải thích",
        "Codes / Mã",
    )
    for place, (text, width) in enumerate(zip(headers, (14, 20, 20, 22, 16, 12, 60, 60, 60), strict=True)):
        sheet.write_string(0, place, text, styles["header"])
        sheet.set_column(place, place, width, styles["wrapped"])
    sheet.freeze_panes(1, 0)
    row = 0
    for table in schema.TABLES.values():
        for column in table.columns:
            row += 1
            needed = "✓" if column.required else "(✓)" if column.name in table.one_of else ""
            name = column.kind.removeprefix("code:")
            codes = (
                (
                    f"{code}: {schema.label(name, code)} / {schema.label(name, code, 'vi')}"
                    for code in schema.codes(name)
                )
                if name in lists
                else ()
            )
            cells = (
                table.labels["en"], table.labels["vi"], column.labels["en"], column.labels["vi"], column.name, needed,
                column.explained["en"], column.explained["vi"], "\n".join(codes),
            )  # fmt: skip
            for place, text in enumerate(cells):
                sheet.write_string(row, place, text, styles["wrapped"])


COMMAND = Command(
    "template", mark("the empty record workbook, with explained columns"), "netlens template records/", configure, run
)
