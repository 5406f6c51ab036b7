"""What can be chosen at a column, a field or a record: menus, so that everything a hand can do a key can too."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QMenu

from netlens.case import schema
from netlens.case.mapping import SheetMap, draft
from netlens.i18n import _, language
from ui.widgets.columns import names
from ui.widgets.columns.gives import fields_of

if TYPE_CHECKING:
    from ui.widgets.columns.editor import ColumnEditor

_SEPARATORS = (",", "/", "-", " ", "|", "+")
FEW = 12  # different texts of a column that can be chosen among
_ZONES = ("+00:00", "+07:00", "+08:00", "+09:00")


def _menu(editor: "ColumnEditor", title: str) -> QMenu:
    menu = QMenu(editor)
    menu.setAccessibleName(title)
    menu.setToolTipsVisible(True)
    return menu


def _step(
    editor: "ColumnEditor", menu: QMenu, text: str, do: Callable[..., SheetMap], *args: object, on: bool = False
) -> None:
    """An action that takes one step of `draft`."""
    action = menu.addAction(text.replace("&", "&&"))
    action.setCheckable(on)
    action.setChecked(on)
    action.triggered.connect(lambda _checked: editor.step(do(editor.sheet, *args)))


def adding(editor: "ColumnEditor") -> QMenu:
    """What else a row may give."""
    menu = _menu(editor, _("A row also gives…"))
    people = [record.label for record in editor.sheet.records if record.table == "persons"]
    for kind, words in names.kinds():
        if draft.KINDS[kind] in ("identifiers", "involvements") and len(people) > 1:
            of = menu.addMenu(words)
            for label in people:
                _step(editor, of, names.who(label), draft.add, kind, label)
        else:
            _step(editor, menu, words, draft.add, kind)
    return menu


def joining(editor: "ColumnEditor", column: str) -> QMenu:
    """The fields a column may feed, by record; and how its dates are written."""
    menu = _menu(editor, _("Field of the column {name}").format(name=column))
    sheet = editor.sheet
    for number in range(len(sheet.records)):
        menu.addMenu(fields(editor, number, column, menu))
    menu.addSeparator()
    dates = menu.addMenu(_("Its dates"))
    for said, words in (("", _("found out by themselves")), ("dmy", _("day first")), ("mdy", _("month first"))):
        _step(
            editor,
            dates,
            words,
            draft.order,
            column,
            said,
            on=sheet.dates.get(column, "") == said,
        )
    zones = menu.addMenu(_("Its clock"))
    for said in ("", *_ZONES):
        words = said or _("Viet Nam's, as written")
        _step(
            editor,
            zones,
            words,
            draft.zone,
            column,
            said,
            on=sheet.zones.get(column, "") == said,
        )
    _step(editor, menu, _("Keep it as an extra attribute"), draft.take_out, column)
    return menu


def fields(editor: "ColumnEditor", number: int, column: str, parent: QMenu | None = None) -> QMenu:
    """The fields of one record, for a column that was dropped on it or is to feed it."""
    record = editor.sheet.records[number]
    menu = QMenu(names.record(editor.sheet, number).replace("&", "&&"), parent or editor)
    table = schema.TABLES[record.table]
    for name in fields_of(record.table):
        star = " *" if table.column(name).required else ""
        _step(
            editor,
            menu,
            names.field(record.table, name) + star,
            draft.put,
            number,
            name,
            column,
            on=column in record.fields.get(name, ()),
        )
    return menu


def feeding(editor: "ColumnEditor", number: int, name: str) -> QMenu:
    """What may feed a field: a column, one text for all rows, another record of the row; where its cells are split."""
    sheet = editor.sheet
    record = sheet.records[number]
    column = schema.TABLES[record.table].column(name)
    menu = _menu(editor, names.field(record.table, name))
    if column.kind.startswith("code:"):
        always = menu.addMenu(_("Always the same"))
        listed = column.kind.partition(":")[2]
        for code in schema.codes(listed):
            words = schema.label(listed, code, language())
            _step(
                editor,
                always,
                words,
                draft.say,
                number,
                name,
                code,
                on=record.constants.get(name) == code,
            )
    else:
        menu.addAction(_("Always the same…")).triggered.connect(lambda _checked: _ask(editor, number, name))
    allowed = draft.REFERS.get(record.table, {}).get(name, ())
    for other in sheet.records:
        if other.label and other.table in allowed:
            words = _("this row: {who}").format(who=names.who(other.label))
            _step(
                editor,
                menu,
                words,
                draft.refer,
                number,
                name,
                other.label,
                on=record.refers.get(name) == other.label,
            )
    if record.fields.get(name):
        split = menu.addMenu(_("Several values in a cell"))
        for sign in ("", *_SEPARATORS):
            words = _("split at {sign}").format(sign=f"“{sign}”") if sign else _("no")
            _step(
                editor,
                split,
                words,
                draft.split,
                number,
                name,
                sign,
                on=record.split.get(name, "") == sign,
            )
        _meanings(editor, menu, number, name)
        _step(editor, menu, _("Nothing"), draft.clear, number, name)
    menu.addSeparator()
    for header in editor.headers:
        if header.strip():
            _step(
                editor,
                menu,
                header,
                draft.put,
                number,
                name,
                header,
                on=header in record.fields.get(name, ()),
            )
    return menu


def about(editor: "ColumnEditor", number: int) -> QMenu:
    """What can be done with a whole record."""
    menu = _menu(editor, names.record(editor.sheet, number))
    only = menu.addMenu(_("Only from rows where"))
    record = editor.sheet.records[number]
    for header in editor.headers:
        texts = editor.texts(header)
        if header.strip() and 0 < len(texts) <= FEW:
            of = only.addMenu(header.replace("&", "&&"))
            for text in texts:
                _step(editor, of, text, draft.only, number, header, text, on=text in record.where.get(header, ()))
    _step(editor, menu, _("A row does not give this"), draft.remove, number)
    return menu


def _meanings(editor: "ColumnEditor", menu: QMenu, number: int, name: str) -> None:
    """What the words of the file mean, for a field whose words are codes of a list."""
    record = editor.sheet.records[number]
    kind = schema.TABLES[record.table].column(name).kind
    if not kind.startswith("code:"):
        return
    listed = kind.partition(":")[2]
    said = record.translate.get(name, {})
    for text in dict.fromkeys(text for header in record.fields[name] for text in editor.texts(header)):
        if text not in said and schema.code(listed, text):
            continue  # understood as it stands
        of = menu.addMenu(_("“{text}” means").format(text=text.replace("&", "&&")))
        for code in schema.codes(listed):
            words = schema.label(listed, code, language())
            _step(editor, of, words, draft.mean, number, name, text, code, on=said.get(text) == code)


def _ask(editor: "ColumnEditor", number: int, name: str) -> None:
    record = editor.sheet.records[number]
    box = QInputDialog(editor)
    box.setWindowTitle(names.field(record.table, name))
    box.setLabelText(_("The same for every row:"))
    box.setTextValue(record.constants.get(name, ""))

    def said(text: str) -> None:
        if text.strip():
            editor.step(draft.say(editor.sheet, number, name, text.strip()))

    box.textValueSelected.connect(said)
    box.open()
