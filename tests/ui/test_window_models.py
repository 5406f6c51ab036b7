"""Every item model through Qt's own tester, and what each shows."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.answers.plain.lines import Overview, RingLine, Section
from ui.answers.plain.page import Target
from ui.answers.plain.table import Column, TableData, tabulate
from ui.models.rings import CHUNK, LINE, RingsModel
from ui.models.table import TableModel


def checked(model: QAbstractItemModel) -> QAbstractItemModelTester:
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def line(number: int) -> RingLine:
    return RingLine(f"R{number}", f"Ring {number}", "supported", "open", 5, 2, ("China",), f"Ring {number}, supported")


def overview(*counts: int) -> Overview:
    sections = tuple(
        Section("corridor", f"Corridor {n}", tuple(line(100 * n + i) for i in range(count)))
        for n, count in enumerate(counts)
    )
    return Overview(sections, detected=True)


def table() -> TableData:
    rows = [("Ân", 3, "2022-01"), ("Bình", 12, ""), ("An", 5, "2021"), ("", 1, "2020-02-03")]
    columns = (Column("Name"), Column("Calls", "number"), Column("When", "date"))
    return tabulate(columns, rows, ids=[7, 8, 9, 10], targets=[Target("people:entity", (n,)) for n in (7, 8, 9, 10)])


def column(model: TableModel, number: int) -> list[str]:
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_rings_model_is_a_sound_tree() -> None:
    model = RingsModel()
    tester = checked(model)
    model.show(overview(3, 0, 2))
    assert [model.rowCount(model.index(row, 0)) for row in range(3)] == [3, 0, 2]
    ring = model.index(1, 0, model.index(2, 0))
    assert ring.data(LINE).id == "R201"
    assert ring.parent() == model.index(2, 0)
    assert model.find("R201") == ring
    assert not model.find("R9").isValid()
    assert model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable == Qt.ItemFlag.NoItemFlags
    model.show(Overview())
    assert model.rowCount(QModelIndex()) == 0
    del tester


def test_a_long_section_comes_a_screen_at_a_time_and_is_found_and_filtered_whole() -> None:
    model = RingsModel()
    model.show(overview(3, 95))
    short, long = model.index(0, 0), model.index(1, 0)
    assert (model.rowCount(short), model.rowCount(long)) == (3, CHUNK)
    assert (model.whole(short), model.whole(long)) == (True, False)
    assert long.data(Qt.ItemDataRole.AccessibleTextRole) == "Corridor 1, 95"
    model.bring(long)
    assert model.rowCount(long) == 2 * CHUNK
    assert model.find("R194").row() == 94
    assert (model.rowCount(long), model.whole(long)) == (95, True)
    tester = checked(model)  # only now: it cannot bear rows to be fetched while it looks at those that came
    del tester
    model.filter("RING 194")
    assert [model.rowCount(model.index(row, 0)) for row in range(model.rowCount())] == [1]
    assert model.index(0, 0, model.index(0, 0)).data(LINE).id == "R194"
    model.filter("corridor 0")
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Corridor 0"]
    model.filter("nothing of the kind")
    assert (model.rowCount(), model.empty) == (0, False)
    model.filter("")
    assert model.rowCount() == 2


def test_rings_are_told_to_a_screen_reader_in_words() -> None:
    model = RingsModel()
    model.show(overview(1))
    ring = model.index(0, 0, model.index(0, 0))
    assert ring.data(Qt.ItemDataRole.AccessibleTextRole) == "Ring 0, supported"
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Corridor 0, 1"


def test_table_model_sorts_numbers_as_numbers_and_names_as_people_do() -> None:
    model = TableModel()
    tester = checked(model)
    model.show(table())
    model.sort(1)
    assert column(model, 1) == ["1", "3", "5", "12"]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert column(model, 1) == ["12", "5", "3", "1"]
    model.sort(0)
    assert column(model, 0) == ["Ân", "An", "Bình", ""]
    assert model.entity(model.row_of(9)) == 9
    assert model.row_of(99) == -1
    assert model.target(3) == Target("people:entity", (10,))
    model.show(TableData((), (), ()))
    assert model.rowCount() == 0
    del tester


def test_a_picked_row_stays_picked_when_the_table_is_sorted() -> None:
    from PySide6.QtCore import QPersistentModelIndex

    model = TableModel()
    model.show(table())
    kept = QPersistentModelIndex(model.index(1, 0))
    model.sort(0)
    assert kept.data() == "Bình"


def test_a_hundred_thousand_rows_sort_without_a_pause() -> None:
    import time

    rows = [(f"{n * 7919 % 100_000}", n) for n in range(100_000)]
    data = tabulate((Column("Name"), Column("Calls", "number")), rows)
    model = TableModel()
    model.show(data)
    started = time.perf_counter()
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert time.perf_counter() - started < 0.05
    assert model.index(0, 1).data() == "99,999"
