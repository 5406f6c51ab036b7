"""Graph files with everything that makes other readers drop rows: each item ends as a record or an issue."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook

import importers
from netlens.case.case import Case
from netlens.case.edits.imports import CountImport
from netlens.case.importing import Importer, ReadOptions, import_files, preview
from netlens.case.intake.own import as_written
from netlens.case.records import CaseRecord, Issue, Ledger
from netlens.errors import NetLensError
from netlens.plugins import collect
from netlens.progress import finish

KEY = "một hai ba"
FOUND = collect(importers, "IMPORTER", Importer)
GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">{}</graphml>'
Values = dict[str, str]
Counts = dict[str, int]


def importer_of(path: Path) -> Importer:
    (found,) = [one for one in FOUND if one.recognises(path)]
    return found


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path, name: str = "", **extra: str) -> tuple[list[CaseRecord], list[Issue]]:
    one = next(each for each in FOUND if each.name == name) if name else importer_of(path)
    rows = list(one.read(path, ReadOptions(extra=extra)))
    records = [
        CaseRecord(row.table, row.row, as_written(row.values), row.extra) for row in rows if isinstance(row, CaseRecord)
    ]
    return records, [row for row in rows if isinstance(row, Issue)]


def links(records: list[CaseRecord]) -> list[Values]:
    return [dict(one.values) for one in records if one.table == "links"]


def ties(records: list[CaseRecord]) -> list[str]:
    """`a-b` without a direction, `a>b` with one; the count behind it."""
    found = []
    for one in links(records):
        sign = {"yes": ">", "no": "-"}.get(one.get("directed", ""), "~")
        found.append(f"{one['a']}{sign}{one['b']}" + (f" {one['count']}" if "count" in one else ""))
    return found


def names(records: list[CaseRecord]) -> dict[str, str]:
    people = [one.values for one in records if one.table == "persons"]
    found: Values = {}
    for one in people:
        found[one["person_id"]] = found.get(one["person_id"]) or one.get("full_name", "")
    return found


def imported(folder: Path, *paths: Path, register: str = "", case: str = "case") -> tuple[Ledger, Counts, Counts]:
    path = folder / f"{case}.netlens"
    if not path.exists():
        Case.create(path, KEY).close()
    ledger = finish(import_files(path, KEY, paths, FOUND, register=register, extra={"text": "keep"}))
    with Case.open(path, KEY) as opened:
        opened.apply(CountImport(ledger.import_id))
        entities, ties_ = opened.counts()
    for file in ledger.files:
        assert file.rows_read == file.rows_used + file.rows_merged + file.rows_rejected
    return ledger, dict(entities), dict(ties_)


# GraphML


def test_graphml_defaults_keys_for_all_and_edges_against_the_default(tmp_path: Path) -> None:
    text = GRAPHML.format(
        '<key id="k" for="node" attr.name="sex"><default>nam</default></key><key id="a" for="all" attr.name="note"/>'
        '<graph edgedefault="directed"><node id="x"/><node id="y"><data key="k">nữ</data><data key="a">b</data></node>'
        '<edge source="x" target="y" directed="false"><data key="a">c</data></edge><edge source="y" target="x"/>'
        "</graph>"
    )
    records, issues = read(write(tmp_path, "a.graphml", text))
    assert not issues
    assert [one.values.get("sex") for one in records[:2]] == ["nam", "nữ"]
    assert records[1].values["note"] == "b"
    assert ties(records) == ["x-y", "y>x"]
    assert links(records)[0]["note"] == "c"


def test_graphml_edges_before_nodes_nested_graphs_ports_and_hyperedges(tmp_path: Path) -> None:
    text = GRAPHML.format(
        '<graph edgedefault="undirected"><edge id="e" source="a" target="a::b" sourceport="p"/><node id="a">'
        '<graph edgedefault="directed"><node id="a::b"/><node id="a::c"/><edge source="a::b" target="a::c"/></graph>'
        '</node><hyperedge id="h"><endpoint node="a"/><endpoint node="a::c"/></hyperedge>'
        '<hyperedge><endpoint node="z"/></hyperedge></graph>'
    )
    records, issues = read(write(tmp_path, "a.graphml", text))
    assert set(names(records)) == {"a", "a::b", "a::c"}
    assert [one.extra.get("parent") for one in records if one.table == "persons"] == [None, "a", "a"]
    assert ties(records) == ["a::b>a::c", "a-h", "a::c-h", "a-a::b"]
    assert [one.extra for one in records if one.row == 1] == [{"id": "e", "sourceport": "p"}]
    assert [(one.row, one.code) for one in issues] == [(7, "unknown_node")]


def test_two_graphs_of_one_graphml_number_their_nodes_apart(tmp_path: Path) -> None:
    one = (
        '<graph id="g{0}" edgedefault="directed"><node id="n0"/><node id="n1"/><edge source="n0" target="n1"/></graph>'
    )
    records, _issues = read(write(tmp_path, "a.graphml", GRAPHML.format(one.format(1) + one.format(2))))
    assert set(names(records)) == {"n0", "n1", "g2/n0", "g2/n1"}
    assert ties(records) == ["n0>n1", "g2/n0>g2/n1"]


def test_yed_draws_labels_and_arrows(tmp_path: Path) -> None:
    text = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
    <key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d9" yfiles.type="edgegraphics"/>
    <graph edgedefault="directed">
    <node id="n0"><data key="d6"><y:ShapeNode><y:NodeLabel>Nguyễn Văn Á</y:NodeLabel></y:ShapeNode></data></node>
    <node id="n1"><data key="d6"><y:ShapeNode><y:NodeLabel>Lê Thị B</y:NodeLabel></y:ShapeNode></data></node>
    <edge source="n0" target="n1"><data key="d9"><y:PolyLineEdge><y:Arrows source="none" target="standard"/>
    <y:EdgeLabel>Tuyển mộ</y:EdgeLabel></y:PolyLineEdge></data></edge>
    <edge source="n0" target="n1"><data key="d9"><y:PolyLineEdge><y:Arrows source="none" target="none"/>
    </y:PolyLineEdge></data></edge></graph></graphml>"""
    records, _issues = read(write(tmp_path, "a.graphml", text))
    assert names(records) == {"n0": "Nguyễn Văn Á", "n1": "Lê Thị B"}
    assert [(one["kind"], one["directed"]) for one in links(records)] == [("Tuyển mộ", "yes"), ("associate", "no")]


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_document_types_are_refused(tmp_path: Path, suffix: str) -> None:
    text = f'<!DOCTYPE x [<!ENTITY a "b">]><{suffix[1:]}><graph><node id="&a;"/></graph></{suffix[1:]}>'
    path = write(tmp_path, f"a{suffix}", text)
    with pytest.raises(NetLensError, match="document type"):
        read(path, suffix[1:])


# GEXF


def test_gexf_spells_nested_nodes_and_kinds_of_edges(tmp_path: Path) -> None:
    text = """<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph defaultedgetype="directed" timeformat="date">
    <attributes class="edge"><attribute id="0" title="quan hệ" type="string"/></attributes>
    <nodes>
    <node id="a" label="Lò Văn Á"><nodes><node id="b" label="Lò Thị B"/></nodes></node><node id="c" pid="a"/></nodes>
    <edges><edge id="1" source="a" target="b" start="2022-01-02" end="2022-02-03"/>
    <edge id="2" source="a" target="b" type="mutual">
    <spells><spell start="2021"/><spell end="2020-05-06"/></spells></edge>
    <edge id="3" source="a" target="c" type="undirected" start="1.5"><attvalues><attvalue for="0" value="gia đình"/>
    </attvalues></edge></edges></graph></gexf>"""
    records, issues = read(write(tmp_path, "a.gexf", text))
    assert not issues
    assert [one.extra.get("pid") for one in records[:3]] == [None, "a", "a"]
    assert ties(records) == ["a>b", "a-b", "a-b", "a-c"]
    dates = [(one.get("since"), one.get("until")) for one in links(records)]
    assert dates == [("2022-01-02", "2022-02-03"), ("2021", None), (None, "2020-05-06"), (None, None)]
    assert (links(records)[3]["kind"], records[-1].extra["start"]) == ("gia đình", "1.5")
    assert [one.row for one in records] == [1, 2, 3, 4, 5, 5, 6]


# GML


def test_gml_lists_comments_entities_and_texts_over_lines(tmp_path: Path) -> None:
    text = """# made by hand
graph [ directed 1
  node [ id 0 label "L&#234; V&#259;n &quot;T&#233;o&quot;" group 1 group 2 note "two
lines" graphics [ x 1.5 ] ]
  node [ id 1 label "Bo]" ] node [ label "no id" ]
  edge [ source 0 target 1 weight 1.5 ] edge [ source 1 target 1 ] edge [ target 0 ]
]"""
    records, issues = read(write(tmp_path, "a.gml", text))
    assert names(records) == {"0": 'Lê Văn "Téo"', "1": "Bo]"}
    assert records[0].extra == {"group": "1;2", "graphics.x": "1.5"}
    assert records[0].values["note"] == "two\nlines"
    assert ties(records) == ["0>1", "1>1"]
    assert [(one.row, one.field) for one in issues] == [(3, "id"), (6, "source")]


def test_gml_in_latin_letters_of_windows(tmp_path: Path) -> None:
    text = 'graph [ node [ id 0 label "José Muñoz Peña" ] node [ id 1 label "Zoë Çelik" ] edge [ source 0 target 1 ] ]'
    records, _issues = read(write(tmp_path, "a.gml", text.encode("cp1252")))
    assert list(names(records).values()) == ["José Muñoz Peña", "Zoë Çelik"]


def test_a_gml_that_is_cut_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, "a.gml", 'graph [ node [ id 0 ] node [ id 1 label "x')
    with pytest.raises(NetLensError, match=r"a\.gml cannot be read: line 1"):
        read(path)


# Pajek


def test_pajek_sections_relations_and_partitions(tmp_path: Path) -> None:
    text = """*Network one
*Vertices 4
1 "Bùi Văn A" 0.1 0.2 box ic Red
3 C
*Arcs :1 "called"
1 2 3
-1 3
*Edges
2: 3 4 1 l "met" [1-3]
1 9
*Arcslist
4 1 2
*Edgeslist
1 4
*Matrix :2 "paid"
0 1 0 0
0 0 0 0
0 0 0 2
x 0 0 0
*Partition village
*Vertices 4
5
5
6
6
*Network two
*Vertices 2
1 Z
*Edges
1 2
"""
    records, issues = read(write(tmp_path, "a.paj", text))
    people = names(records)
    assert people["1"] == "Bùi Văn A"
    assert set(people) == {"1", "2", "3", "4", "2/1", "2/2"}
    assert ties(records)[:7] == ["1>2 3", "1>3", "3-4 1", "4>1", "4>2", "1-4", "1>2 1"]
    assert [one["kind"] for one in links(records)] == [
        *("called", "called", "2", "associate", "associate", "associate", "paid", "paid", "associate"),
    ]
    assert [one.extra["village"] for one in records if "village" in one.extra] == ["5", "5", "6", "6"]
    assert sorted((one.row, one.code) for one in issues) == [(10, "unknown_node"), (19, "broken_row")]


def test_pajek_two_modes(tmp_path: Path) -> None:
    text = '*Vertices 4 2\n1 "Vừ A Dơ"\n2 "Vừ A Tủa"\n3 "Đám cưới"\n4 S2\n*Matrix\n1 0\n1 1\n'
    records, _issues = read(write(tmp_path, "a.net", text))
    assert [one.values["label"] for one in records if one.table == "entities"] == ["Đám cưới", "S2"]
    assert ties(records) == ["1~3 1", "2~3 1", "2~4 1"]


def test_a_pajek_file_cannot_announce_more_than_it_holds(tmp_path: Path) -> None:
    with pytest.raises(NetLensError, match="more than the file can hold"):
        read(write(tmp_path, "a.net", "*Vertices 900000000\n*Edges\n1 2\n"))


# UCINET DL


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("dl n=3 format=fullmatrix labels:\na,b,c\ndata:\n0 1 0\n1 0 2\n0 2 0\n", ["b-a 1", "c-b 2"]),
        ("dl n=3, labels embedded\ndata:\na b c\na 0 1 0\nb 0 9 2\nc 0 0 0\n", ["a-b 1", "b-c 2"]),
        ("DL n=3 diagonal=absent\nlabels:\na b c\ndata:\n1 0 1 2\n0 3\n", ["a>b 1", "b>a 1", "b>c 2", "c>b 3"]),
        ("dl n=3 format=lowerhalf diagonal=absent labels: a b c data:\n1\n0 4\n", ["b-a 1", "c-b 4"]),
        ("dl n=3 format=upperhalf\nlabels:\na b\nc\ndata:\n0 1 0\n0 4\n0\n", ["a-b 1", "b-c 4"]),
        ("dl n=3 format=edgelist1\nlabels embedded\ndata:\na b 2\nb a 2\na c\n", ["a>b 2", "b>a 2", "a>c 1"]),
        ("dl n = 3 format = edgelist1 labels:\na,b,c\ndata:\n1 2\n2 1\n", ["a-b 1", "b-a 1"]),
        ("dl n=3 format=nodelist1 labels embedded\ndata:\na b c\nb\n", ["a>b 1", "a>c 1"]),
        ("dl nr=2 nc=2 format=edgelist2 labels embedded data:\na S1\nb S1 3\n", ["a~S1 1", "b~S1 3"]),
        ("dl nr=2 nc=2 row labels:\na,b\ncolumn labels:\nS1,S2\ndata:\n1 0\n1 1\n", ["a~S1 1", "b~S1 1", "b~S2 1"]),
        ("dl n=2 nm=2 labels: a b level labels: met paid data:\n0 1\n1 0\n0 1\n0 0\n", ["b-a 1", "a-b 1"]),
    ],
)
def test_ucinet_formats(tmp_path: Path, text: str, wanted: list[str]) -> None:
    records, issues = read(write(tmp_path, "a.txt", text))
    assert ties(records) == wanted
    assert not issues


def test_ucinet_says_what_it_does_not_know(tmp_path: Path) -> None:
    with pytest.raises(NetLensError, match="blockmatrix"):
        read(write(tmp_path, "a.dl", "dl n=3 format=blockmatrix\ndata:\n1 2\n"))


# Matrices


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (",a,b,c\na,0,1,0\nb,1,0,2\nc,0,2,0\n", ["b-a 1", "c-b 2"]),
        ("\ufeff,a,b,c\r\na,0,1,\r\nb,,0,2\r\nc,,,0\r\n", ["a-b 1", "b-c 2"]),
        (";a;b\na;0;2\nb;1;5\n", ["a>b 2", "b>a 1"]),
        ("\tS1\tS2\na\t1\t0\nb\t0.5\tx\n", ["a~S1 1", "b~S1", "b~S2 1"]),
        ("a b c\na 0 1 1\nb 1 0 0\nc 1 0 0\n", ["b-a 1", "c-a 1"]),
    ],
)
def test_matrices(tmp_path: Path, text: str, wanted: list[str]) -> None:
    path = write(tmp_path, "a.csv", text)
    assert importer_of(path).name == "matrix"
    records, issues = read(path)
    assert ties(records) == wanted
    assert not issues


def test_the_diagonal_is_no_tie_and_what_is_no_number_costs_its_row(tmp_path: Path) -> None:
    records, issues = read(write(tmp_path, "a.csv", ",a,b,c\na,4,1,0\nb,1,0,?\nc,0,0,0\n"), "matrix")
    assert [one.extra for one in records if one.values.get("person_id") == "a"] == [{}, {"diagonal": "4"}]
    assert [(one.row, one.code) for one in issues] == [(3, "broken_row")]


# Edge lists


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.csv", "Source,Target,Type,Id,Label,Weight\n1,2,Directed,7,,2.0\n2,3,Undirected,8,,1\n", ["1>2 2", "2-3 1"]),
        ("a.txt", "# Directed graph (each unordered pair once)\n# FromNodeId\tToNodeId\n0\t1\n", ["0>1"]),
        ("out.x", "% asym positive\n1 2 3\n2 1 4\n", []),
        ("a.edges", "% asym positive\n1 2 3\n2 1 4\n", ["1>2 3", "2>1 4"]),
        ("a.edgelist", "a b {'weight': 3, 'kind': 'met'}\nb c {}\n", ["a~b 3", "b~c"]),
        ("a.ncol", "Anh Bình 2\nBình Chi\n", ["Anh~Bình 2", "Bình~Chi"]),
        ("a.lgl", "# Anh\nBình 2\nChi\n# Chi\nDung\n", ["Anh~Bình 2", "Anh~Chi", "Chi~Dung"]),
        ("a.csv", "Người 1;Người 2;Số lần\nAnh;Bình;3\n", ["Anh~Bình 3"]),
        ("a.csv", "x,y\ny,z\nz,x\n", ["x~y", "y~z", "z~x"]),
        ("a.csv", "x,y,1\nx,y,1\ny,x,2\n", ["x>y 1", "x>y 1", "y>x 2"]),
        ("a.csv", "x,y\nx,y\ny,z\n", ["x~y 2", "x~y 2", "y~z"]),
    ],
)
def test_edge_lists(tmp_path: Path, name: str, text: str, wanted: list[str]) -> None:
    path = write(tmp_path, name, text)
    if not wanted:
        assert not [one for one in FOUND if one.recognises(path)]
        return
    assert importer_of(path).name == "edge_list"
    records, _issues = read(path)
    assert ties(records) == wanted


def test_two_modes_by_their_headings_are_people_in_cases(tmp_path: Path) -> None:
    records, _issues = read(write(tmp_path, "a.csv", "person,crime,role\n1,1,Suspect\n2,1,Victim\n2,2,?\n"))
    assert [(one.values["case_id"], one.values["role"]) for one in records if one.table == "involvements"] == [
        ("crime 1", "suspect"),
        ("crime 1", "victim"),
    ]
    assert ties(records) == ["2~crime 2"]


def test_numbers_are_phones_whose_ties_are_calls(tmp_path: Path) -> None:
    records, _issues = read(write(tmp_path, "a.csv", "source,target\n0912345678,0987654321\n"))
    assert [one.values["kind"] for one in records] == ["phone", "phone", "called"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("persons.csv", "person_id,full_name\nP1,A\nP2,B\n"),
        ("x.csv", "a,b,kind\nP1,P2,met\n"),
        ("x.csv", "from,to,type\nP1,P2,met\n"),
        ("calls.csv", "caller,callee,start\n0912345678,0987654321,2022-01-01 10:00\n"),
        ("x.csv", "name,age,height\nAn,20,170\nBo,30,160\n"),
        ("x.csv", "x,1\ny,2\nz,3\n"),
        ("x.txt", "Dear all,\nplease find, attached\n"),
    ],
)
def test_other_tables_are_left_to_others(tmp_path: Path, name: str, text: str) -> None:
    path = write(tmp_path, name, text)
    assert not [one.name for one in FOUND if one.recognises(path) and one.name in ("edge_list", "matrix")]


# The whole way


def test_nodes_and_edges_in_two_files_are_one_graph(tmp_path: Path) -> None:
    nodes = "Id,Label,type\n1,Vàng A Phá,person\n2,0912 345 678,phone\n3,Vụ 12,case\n"
    edges = "Source,Target,Type,Weight,role\n1,2,Undirected,1,\n1,3,Directed,1,Nạn nhân\n4,1,Undirected,1,\n"
    paths = [write(tmp_path, "mạng [Edges].csv", edges), write(tmp_path, "mạng [Nodes].csv", nodes)]
    for _time in range(2):
        _ledger, entities, ties_ = imported(tmp_path, *paths)
        assert entities == {"case": 1, "person": 2, "phone": 1}
        assert ties_ == {"associate": 1, "holds": 1, "involvement": 1}


def test_ids_are_the_files_own_until_a_register_is_named(tmp_path: Path) -> None:
    one = write(tmp_path, "one.edges", "a b\nb c\n")
    two = write(tmp_path, "two.edges", "a b\nc d\n")
    _ledger, entities, _ties = imported(tmp_path, one, two)
    assert entities == {"person": 7}
    _ledger, entities, ties_ = imported(tmp_path, one, two, register="LC", case="named")
    assert (entities, ties_) == ({"person": 4}, {"associate": 3})


def test_the_same_graph_twice_adds_nothing_and_parallel_edges_stay(tmp_path: Path) -> None:
    edge = '<edge id="{}" source="a" target="b"/>'
    text = GRAPHML.format('<graph edgedefault="directed"><node id="a"/><node id="b"/>' + edge * 3 + "</graph>")
    path = write(tmp_path, "a.graphml", text)
    first, _entities, ties_ = imported(tmp_path, path)
    again, _entities, ties_again = imported(tmp_path, path)
    assert (first.files[0].rows_used, again.files[0].rows_merged) == (5, 5)
    assert ties_ == ties_again == {"associate": 3}


def test_victims_of_a_graph_are_protected(tmp_path: Path) -> None:
    text = 'graph [ node [ id 0 label "Lò Thị Ẩn" role "victim, minor" ] node [ id 1 label "Lò Văn B" role "boss" ] ]'
    imported(tmp_path, write(tmp_path, "a.gml", text))
    with Case.open(tmp_path / "case.netlens", KEY) as case:
        people = case.table("persons").set_index("name")
        assert people.protected.to_dict() == {"Lò Thị Ẩn": True, "Lò Văn B": False}


def test_the_dialog_shows_ids_without_their_marks(tmp_path: Path) -> None:
    (look,) = finish(preview([write(tmp_path, "a.edges", "Anh Bình\n")], FOUND))
    assert look.rows[0][1][:2] == ("persons", "Anh")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.gephi", b"PK\x03\x04 a project", "Export the graph from Gephi"),
        ("a.##h", b"\x01\x02\x00\x03\x04\x05\x06", "Export the network from UCINET"),
        ("a.clu", b"*Vertices 2\n1\n1\n", "as one project"),
    ],
)
def test_what_a_program_keeps_for_itself_says_what_to_do(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = write(tmp_path, name, content)
    with pytest.raises(NetLensError) as stop:
        imported(tmp_path, path)
    assert says in stop.value.hint
    assert name in str(stop.value)


def test_digits_of_other_kinds_are_no_numbers(tmp_path: Path) -> None:
    _records, issues = read(write(tmp_path, "a.net", "*Vertices 2\n1 A\n²2 B\n*Edges\n1 2\n*Partition x\n²\n"))
    assert [issue.row for issue in issues] == [3]


def book(path: Path, rows: list[list[str | int]]) -> Path:
    with Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write(number, place, cell)
    return path


def test_workbooks_that_hold_a_matrix_or_a_list_of_edges(tmp_path: Path) -> None:
    edges = book(
        tmp_path / "a.xlsx", [["Source", "Target", "Weight"], ["Tô Bảy", "Cao Na", 2], ["Cao Na", "Y Thuyn", 1]]
    )
    assert importer_of(edges).name == "edge_list"
    assert ties(read(edges)[0]) == ["Tô Bảy~Cao Na 2", "Cao Na~Y Thuyn 1"]
    assert [one.row for one in read(edges)[0] if one.table == "links"] == [2, 3]
    grid = book(tmp_path / "b.xlsx", [["", "A", "B", "C"], ["A", 0, 1, 0], ["B", 1, 0, 3], ["C", 0, 3, 0]])
    assert importer_of(grid).name == "matrix"
    assert ties(read(grid)[0]) == ["B-A 1", "C-B 3"]
    native = book(tmp_path / "c.xlsx", [["person_id", "full_name"], ["P1", "A"]])
    flat = book(tmp_path / "d.xlsx", [["Họ tên", "Năm sinh", "SĐT"], ["A", 1980, "0912345678"]])
    assert [importer_of(native).name, importer_of(flat).name] == ["excel", "excel"]


def test_a_sheet_of_people_is_no_list_of_nodes(tmp_path: Path) -> None:
    path = write(tmp_path, "persons.csv", "id,full name,dob,phone\n1,A,1980,0912345678\n")
    assert not [one.name for one in FOUND if one.recognises(path) and one.name == "edge_list"]


def test_encodings_are_found_out_or_named(tmp_path: Path) -> None:
    text = '*Vertices 2\n1 "Nguyễn Thị Ngọc Ánh"\n2 "Trần Văn Đức"\n*Edges\n1 2\n'
    wanted = ["Nguyễn Thị Ngọc Ánh", "Trần Văn Đức"]
    for n, codec in enumerate(("utf-8-sig", "utf-16", "utf-16-le")):
        path = write(tmp_path, f"{n}.net", text.encode(codec))
        assert list(names(read(path)[0]).values()) == wanted
    path = write(tmp_path, "x.net", text.encode("utf-16-be"))
    assert list(names(read(path, "pajek", **{"encoding:x.net": "utf-16-be"})[0]).values()) == wanted
    # As Windows-1258 writes Vietnamese: the letter, then its tone.
    parts = text.replace("ễ", "ê\u0303").replace("ị", "i\u0323").replace("ọ", "o\u0323").replace("Á", "A\u0301")
    path = write(tmp_path, "w.net", parts.replace("ầ", "â\u0300").replace("ứ", "ư\u0301").encode("cp1258"))
    assert list(names(read(path)[0]).values()) == wanted
