"""What a chart or graph draws is called by its label; how sure its links are is a grade."""

from pathlib import Path

import pytest

from netlens.case.protection import shown_label
from netlens.case.values.grade import grade_label, grade_weight, scheme, weaker
from netlens.network.evidence import gather
from netlens.report.wording import grade_words
from tests.importers.anx_written import Chart, Shown, Tied
from tests.importers.taken import Taken
from ui.answers import pictures, rows, search, ties
from ui.answers.ground.reading import Book
from ui.answers.ground.words import entity_name

GRAPHML = (
    '<graphml><key id="t" for="node" attr.name="type"/><key id="l" for="node" attr.name="label"/>'
    '<graph edgedefault="directed"><node id="n0"><data key="l">Lê Văn Tám</data></node>'
    '<node id="n1"><data key="t">case</data><data key="l">Chuyên án A1</data></node>'
    '<edge source="n0" target="n1"/></graph></graphml>'
)
FTM = (
    '{"id":"p1","schema":"Person","properties":{"name":["Lê Văn Tám"]}}\n'
    '{"id":"c1","schema":"CourtCase","properties":{"name":["Vụ án Cửa Lò"]}}\n'
    '{"id":"x1","schema":"CourtCaseParty","properties":{"party":["p1"],"case":["c1"],"role":["suspect"]}}\n'
)


def called(taken: Taken, kind: str) -> list[str]:
    with taken.case() as case:
        book = Book(case)
        return [entity_name(book, number) for number, ref in case.reading.refs.items() if ref.kind == kind]


def test_cases_events_and_organisations_of_a_chart_show_by_their_label(tmp_path: Path) -> None:
    items: list[Shown | Tied] = [
        Shown("1", "Person", "Bình Thử"),
        Shown("2", "Chuyên án", "Chuyên án Hoa Sen"),
        Shown("3", "Company", "Công ty Mẫu"),
        Shown("4", "Meeting", "Gặp ở Đồng Đăng"),
        Tied("1", "2", "Suspect"),
    ]
    taken = Taken(tmp_path)
    taken.take(Chart(items).write(tmp_path / "chart.anx"))
    found = [called(taken, kind) for kind in ("case", "organisation", "event")]
    assert found == [["Chuyên án Hoa Sen"], ["Công ty Mẫu"], ["Gặp ở Đồng Đăng"]]
    with taken.case() as case:
        book = Book(case)
        assert search.find(book, "hoa sen")[0].text == "Chuyên án Hoa Sen"
        assert "Chuyên án Hoa Sen" in pictures.scene(book, "", (), (), (), "degree", False).scene.labels


@pytest.mark.parametrize(
    ("name", "text", "label"), [("a.graphml", GRAPHML, "Chuyên án A1"), ("a.ftm", FTM, "Vụ án Cửa Lò")]
)
def test_so_do_those_of_graphs_and_follow_the_money(tmp_path: Path, name: str, text: str, label: str) -> None:
    taken = Taken(tmp_path)
    (tmp_path / name).write_text(text, encoding="utf-8")
    taken.take(tmp_path / name)
    assert called(taken, "case") == [label]


def test_a_label_that_names_somebody_protected_names_nobody(tmp_path: Path) -> None:
    items: list[Shown | Tied] = [
        Shown("1", "Victim", "Trần Thị Mẫu Đơn"),
        Shown("2", "Chuyên án", "Vụ bán Trần Thị Mẫu Đơn"),
        Shown("3", "Group", "Nhóm tran thi mau don"),
        Tied("1", "2", "Victim"),
    ]
    taken = Taken(tmp_path)
    taken.take(Chart(items).write(tmp_path / "chart.anx"))
    assert called(taken, "case") == ["Vụ bán V-0001"]
    assert called(taken, "organisation") == ["Nhóm V-0001"]


def test_a_case_of_a_register_keeps_its_number_first_and_its_title_to_itself(tmp_path: Path) -> None:
    taken = Taken(tmp_path)
    (tmp_path / "cases.csv").write_text("case_id,title\nC1,Vụ Hoa Sen\n", encoding="utf-8")
    taken.take(tmp_path / "cases.csv")
    assert called(taken, "case") == ["C1"]


@pytest.mark.parametrize(
    ("strength", "grade", "weight"),
    [
        ("Confirmed", "", 1.0),
        ("", "", 1.0),
        ("Unconfirmed", "/Unconfirmed", 0.4),
        ("Tentative", "/Tentative", 0.2),
        ("Chưa xác nhận", "/Unconfirmed", 0.4),
        ("Very Strong", "", 1.0),
    ],
)
@pytest.mark.parametrize("references", [False, True])
def test_an_unconfirmed_link_weighs_less(
    strength: str, grade: str, weight: float, references: bool, tmp_path: Path
) -> None:
    items: list[Shown | Tied] = [Shown("1", "Person", "An Thử"), Shown("2", "Person", "Bình Thử")]
    tied = Tied("1", "2", "Knows", strength=strength)
    taken = Taken(tmp_path)
    taken.take(Chart([*items, tied], references=references).write(tmp_path / "chart.anx"))
    assert taken.rows("links", "grade") == [(grade,)]
    with taken.case() as case:
        (pairs,) = gather(case).pairs.values()
        assert pairs.factor.tolist() == [weight]
        scene = pictures.scene(Book(case), "", (), (), (), "degree", False).scene
        assert scene.grade is not None
        assert scene.grade.tolist() == pytest.approx([weight])  # below a half: drawn in dashes, as i2 does


@pytest.mark.parametrize(
    ("source", "info", "strength", "grade"),
    [
        ("B", "", "Tentative", "B/Tentative"),
        ("B", "2", "Unconfirmed", "B/Unconfirmed"),
        ("B", "5", "Tentative", "B/5"),
        ("B", "2", "Confirmed", "B/2"),
    ],
)
def test_of_a_grade_and_a_strength_the_more_doubtful_stands(
    source: str, info: str, strength: str, grade: str, tmp_path: Path
) -> None:
    indices = {"GradeOneIndex": "0"} | ({"GradeTwoIndex": "0"} if info else {})
    items: list[Shown | Tied] = [
        *(Shown("1", "Person", "An Thử"), Shown("2", "Person", "Bình Thử")),
        Tied("1", "2", "Knows", strength=strength, item=indices),
    ]
    taken = Taken(tmp_path)
    taken.take(Chart(items, grades=((source,), (info,), ())).write(tmp_path / "chart.anx"))
    assert taken.rows("links", "grade") == [(grade,)]


def test_it_is_read_on_the_page_of_the_link_and_in_its_row(tmp_path: Path) -> None:
    items: list[Shown | Tied] = [
        *(Shown("1", "Person", "An Thử"), Shown("2", "Person", "Bình Thử")),
        Tied("1", "2", "Knows", strength="Tentative"),
    ]
    taken = Taken(tmp_path)
    taken.take(Chart(items).write(tmp_path / "chart.anx"))
    with taken.case() as case:
        book = Book(case)
        one, other = case.table("persons").id.tolist()
        assert "tentative link" in str(ties.pair(book, one, other))
        links = case.table("links")
        assert "'Tentative'" in str(rows.record(book, (int(links.file[0]), int(links.row[0]))))
        assert shown_label(case, one) == "An Thử"


def test_strengths_are_a_scheme_beside_any_source() -> None:
    assert (
        scheme("/Tentative")
        == scheme("B/tentative")
        == scheme("3/Unconfirmed")
        == scheme("", "TENTATIVE")
        == "strength"
    )
    assert scheme("Trần Thị B/Tentative") == ""  # shown masked
    assert grade_weight("Trần Thị B/Tentative") == grade_weight("Tentative") == 0.2
    assert grade_weight("B/Unconfirmed") == pytest.approx(0.36)
    assert weaker("/Tentative", "/Unconfirmed") == weaker("", "/Tentative") == "/Tentative"
    assert grade_label("B/Tentative") == "usually reliable; tentative link"
    assert (grade_words("/Tentative", "en"), grade_words("/2", "en")) == ("tentative link", "2: probably true")
    assert grade_words("/Unconfirmed", "vi") == "mối liên hệ chưa xác nhận"


def test_a_tie_of_no_known_kind_is_called_as_the_chart_calls_it(tmp_path: Path) -> None:
    items: list[Shown | Tied] = [
        Shown("1", "Person", "An Thử"),
        Shown("2", "Company", "Công ty Mẫu"),
        Shown("3", "Victim", "Trần Thị Mẫu Đơn"),
        Tied("1", "2", "Employed by"),
        Tied("1", "2", "Hẹn Trần Thị Mẫu Đơn"),
        Tied("1", "2", "x" * 80),
    ]
    taken = Taken(tmp_path)
    taken.take(Chart(items).write(tmp_path / "chart.anx"))
    graph = GRAPHML.replace('target="n1"/>', 'target="n1"><data key="t">chở đò giúp</data></edge>')
    (tmp_path / "a.graphml").write_text(graph, encoding="utf-8")
    taken.take(tmp_path / "a.graphml")
    with taken.case() as case:
        book = Book(case)
        ids = {ref.key.partition(":")[2]: number for number, ref in case.reading.refs.items()}
        page = str(ties.pair(book, ids["1"], ids["2"]))
        assert "Employed by, Hẹn V-0001" in page
        assert "xxx" not in page
        assert "chở đò giúp" in str(ties.pair(book, ids["n0"], ids["n1"]))


def test_a_number_without_a_label_is_called_by_itself(tmp_path: Path) -> None:
    node = '<node id="n1"><data key="type">phone</data><data key="number">0912345678</data></node>'
    taken = Taken(tmp_path)
    (tmp_path / "a.graphml").write_text(f"<graphml><graph>{node}</graph></graphml>")
    taken.take(tmp_path / "a.graphml")
    assert called(taken, "phone") == ["0912345678"]
