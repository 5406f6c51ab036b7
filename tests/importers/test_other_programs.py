"""Graphs as other programs write them, each with what makes readers lose something of it; counted by others too."""

import json
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from netlens.case.records import CaseRecord
from tests.importers.taken import Taken
from tests.importers.test_graphs import importer_of, links, names, read, ties, write

XMLNS = 'xmlns="http://graphml.graphdrawing.org/xmlns"'
MALTEGO = 'xmlns:mtg="http://maltego.paterva.com/xml/mtgx"'
GEXF = """<gexf xmlns="http://gexf.net/1.3" version="1.3"><graph timerepresentation="timestamp" mode="dynamic"><nodes>
<node id="a" label="An" timestamps="&lt;[2020-01-01, 2020-02-02]&gt;"/><node id="b" timestamp="2020-01-01"/></nodes>
<edges>{}</edges></graph></gexf>"""


def dated(records: list[CaseRecord]) -> list[tuple[str, str]]:
    return [(one.get("since", ""), one.get("until", "")) for one in links(records)]


def kinds(records: list[CaseRecord]) -> dict[str, str]:
    found = {}
    for one in records:
        if one.table in ("persons", "entities"):
            found[one.values.get("person_id") or one.values["entity_id"]] = one.values.get("kind", "person")
    return found


def shape(path: Path) -> tuple[int, int]:
    """Nodes and edges of an XML graph, counted by name wherever they stand."""
    found = [element.tag.rpartition("}")[2] for element in ElementTree.parse(path).iter()]
    return found.count("node"), found.count("edge")


# Gephi


@pytest.mark.parametrize(
    ("edge", "wanted"),
    [
        ('timestamp="2020-03-01T10:00:00.000+07:00"', [("2020-03-01T10:00:00.000+07:00", "")]),
        ('timestamps="[2020-03-01, 2020-03-05]"', [("2020-03-01", ""), ("2020-03-05", "")]),
        (
            'intervals="&lt;[2019-01-01, 2019-02-01]; [2019-05-01, Infinity]&gt;"',
            [("2019-01-01", "2019-02-01"), ("2019-05-01", "")],
        ),
        ('timestamp="1262304000.0"', [("2010-01-01T00:00:00", "")]),
        ('timestamp="1262304000000"', [("2010-01-01T00:00:00", "")]),
        ('start="3.0" end="7.0"', [("", "")]),
        ('start="-Infinity" end="2020"', [("", "2020")]),
    ],
)
def test_gephi_lists_times_in_many_ways(tmp_path: Path, edge: str, wanted: list[tuple[str, str]]) -> None:
    records, issues = read(write(tmp_path, "a.gexf", GEXF.format(f'<edge source="a" target="b" kind="met" {edge}/>')))
    assert not issues
    assert dated(records) == wanted
    assert {one["kind"] for one in links(records)} == {"met"}
    assert not [name for name in records[0].extra if "timestamp" in name]


def test_two_years_are_no_year_with_a_zone(tmp_path: Path) -> None:
    records, _issues = read(write(tmp_path, "a.net", '*Vertices 2\n*Edges\n1 2 1 [2001-2003,2005-*] l "met"\n'))
    assert dated(records) == [("2001", "2003"), ("2005", "")]


# yEd


YED = f"""<graphml {XMLNS} xmlns:y="http://www.yworks.com/xml/graphml" xmlns:x="http://www.yworks.com/x">
<key for="port" id="d0" yfiles.type="portgraphics"/><key for="node" id="d6" yfiles.type="nodegraphics"/>
<key attr.name="description" for="node" id="d5"/><key for="edge" id="d9" yfiles.type="edgegraphics"/>
<graph edgedefault="directed" id="G">
<node id="n0"><desc>ghi chú</desc><data key="d5" xml:space="preserve"><![CDATA[tài xế]]></data>
<data key="d6"><y:ShapeNode><y:Geometry height="30" width="30" x="1" y="2"/><y:Fill color="#FFCC00"/>
<y:NodeLabel xml:space="preserve">Nguyễn Văn Á<y:LabelModel><y:Smart distance="4.0"/></y:LabelModel></y:NodeLabel>
<y:NodeLabel>Tài xế</y:NodeLabel></y:ShapeNode></data><port name="north"/></node>
<node id="n1" yfiles.foldertype="group"><data key="d6"><y:ProxyAutoBoundsNode><y:Realizers active="1">
<y:GroupNode><y:NodeLabel>Folder 1</y:NodeLabel></y:GroupNode><y:GroupNode><y:NodeLabel>Băng Lào Cai</y:NodeLabel>
</y:GroupNode></y:Realizers></y:ProxyAutoBoundsNode></data><graph edgedefault="directed" id="n1:">
<node id="n1::n0"><data key="d6"><x:List><y:Label><y:Label.Text>Lò Văn B</y:Label.Text></y:Label></x:List></data></node>
<node id="n1::n1"><data key="d6"><y:ShapeNode><y:NodeLabel hasText="false"/></y:ShapeNode></data></node></graph></node>
<edge id="e0" source="n0" target="n1::n0" sourceport="north"><data key="d9"><y:PolyLineEdge>
<y:LineStyle color="#000000" type="dashed"/><y:Arrows source="standard" target="none"/><y:EdgeLabel>met<y:LabelModel/>
</y:EdgeLabel><y:EdgeLabel>ở Đồng Đăng</y:EdgeLabel></y:PolyLineEdge></data></edge>
<edge id="e1" source="n0" target="n1::n1"/></graph></graphml>"""


def test_yed_labels_groups_and_ports(tmp_path: Path) -> None:
    path = write(tmp_path, "a.graphml", YED)
    records, issues = read(path)
    assert not issues
    assert shape(path) == (len(kinds(records)), len(links(records))) == (4, 2)
    assert names(records) == {"n0": "Nguyễn Văn Á", "n1::n0": "Lò Văn B", "n1::n1": ""}
    assert kinds(records)["n1"] == "organisation"
    assert next(one.values["label"] for one in records if one.table == "entities") == "Băng Lào Cai"  # as it shows
    drawn = {"x": "1", "y": "2", "color": "#FFCC00"}
    assert records[0].extra == {"description": "tài xế", "label 2": "Tài xế", "desc": "ghi chú", **drawn}
    assert ties(records) == ["n1::n0>n0", "n0>n1::n1"]
    more = {"label 2": "ở Đồng Đăng", "line": "dashed", "id": "e0", "sourceport": "north", "color": "#000000"}
    assert next(one.extra for one in records if one.table == "links") == more


def test_a_group_of_yed_in_gml_is_nobody(tmp_path: Path) -> None:
    text = 'graph [ node [ id 0 label "Băng" isGroup 1 ] node [ id 1 label "Lò A" gid 0 ] edge [ source 0 target 1 ] ]'
    assert kinds(read(write(tmp_path, "a.gml", text))[0]) == {"0": "organisation", "1": "person"}


# Maltego


def _entity(type_: str, *properties: tuple[str, str]) -> str:
    said = "".join(
        f'<mtg:Property name="{name}" displayName="{name}"><mtg:Value>{value}</mtg:Value></mtg:Property>'
        for name, value in properties
    )
    inside = f"<mtg:Properties>{said}</mtg:Properties>"
    return f'<data key="d4"><mtg:MaltegoEntity {MALTEGO} type="{type_}">{inside}</mtg:MaltegoEntity></data>'


def test_maltego_keeps_all_in_elements_of_its_own(tmp_path: Path) -> None:
    link = (
        f'<data key="d6"><mtg:MaltegoLink {MALTEGO} type="maltego.link.manual-link"><mtg:Properties>'
        '<mtg:Property name="maltego.link.manual.type"><mtg:Value>{}</mtg:Value></mtg:Property>'
        '<mtg:Property name="maltego.link.color"><mtg:Value>8421505</mtg:Value></mtg:Property>'
        "</mtg:Properties></mtg:MaltegoLink></data>"
    )
    nodes = (
        _entity("maltego.Person", ("person.fullname", "Lê Văn Á"), ("person.lastname", "Á")),
        _entity("maltego.PhoneNumber", ("phonenumber", "0912 345 678")),
        _entity("maltego.EmailAddress", ("email", "a@example.com")),
        _entity("maltego.Company", ("title", "Công ty Mẫu")),
        _entity("maltego.IPv4Address", ("ipv4-address", "192.0.2.1")),
    )
    text = (
        f'<graphml {XMLNS}><key attr.name="MaltegoEntity" for="node" id="d4"/>'
        '<key attr.name="MaltegoLink" for="edge" id="d6"/><graph edgedefault="directed" id="G">'
        + "".join(f'<node id="n{n}">{said}</node>' for n, said in enumerate(nodes))
        + f'<edge id="e0" source="n0" target="n1">{link.format("uses")}</edge>'
        + f'<edge id="e1" source="n0" target="n3">{link.format("làm cho")}</edge></graph></graphml>'
    )
    records, issues = read(write(tmp_path, "a.graphml", text))
    assert not issues
    assert kinds(records) == {
        "n0": "person",
        "n1": "phone",
        "n2": "account",
        "n3": "organisation",
        "n4": "organisation",
    }
    assert records[0].values["full_name"] == "Lê Văn Á"
    held = next(one for one in records if one.table == "identifiers")
    assert (held.values["value"], held.extra["relation"]) == ("0912 345 678", "uses")
    assert [one.extra for one in records if one.table == "links"] == [{"label": "làm cho", "id": "e1"}]


# Neo4j, TinkerPop, NodeXL, Cytoscape


APOC = f"""<graphml {XMLNS}><key id="name" for="node" attr.name="name"/><key id="number" for="node" attr.name="number"/>
<key id="labels" for="node" attr.name="labels"/><key id="label" for="edge" attr.name="label"/>
<graph id="G" edgedefault="directed">
<node id="n0" labels=":Person:Suspect"><data key="labels">:Person:Suspect</data><data key="name">Lê Văn Á</data></node>
<node id="n1" labels=":Phone"><data key="labels">:Phone</data><data key="number">0912345678</data></node>
<node id="n2" labels=":Person:Victim"><data key="labels">:Person:Victim</data><data key="name">Lò Thị B</data></node>
<edge id="e0" source="n0" target="n1" label="USES"><data key="label">USES</data></edge>
<edge id="e1" source="n0" target="n2" label="RECRUITED"><data key="label">RECRUITED</data></edge></graph></graphml>"""


def test_labels_of_neo4j_say_what_a_node_is_and_whom_the_law_protects(tmp_path: Path) -> None:
    records, issues = read(write(tmp_path, "a.graphml", APOC))
    assert not issues
    assert kinds(records) == {"n0": "person", "n1": "phone", "n2": "person"}
    assert [one.values["kind"] for one in records if one.table == "links"] == ["RECRUITED"]
    taken = Taken(tmp_path)
    taken.take(tmp_path / "a.graphml")
    assert taken.rows("persons", "protected") == [(False,), (True,)]
    assert taken.rows("holdings", "kind") == [("phone",)]


def test_neo4js_two_csv_files_are_one_graph(tmp_path: Path) -> None:
    people = "personId:ID(Person),name,born:int,:LABEL\n1,Lê Văn Á,1980,Person;Suspect\n2,Lò B,1990,Person\n"
    nodes = write(tmp_path, "people nodes.csv", people)
    edges = write(
        tmp_path, "people edges.csv", ":START_ID(Person),since:date,:END_ID(Person),:TYPE\n1,2020-01-02,2,MET\n"
    )
    records, issues = read(nodes)
    assert not issues
    assert names(records) == {"Person/1": "Lê Văn Á", "Person/2": "Lò B"}
    assert records[0].values["birth_date"] == "1980"
    taken = Taken(tmp_path)
    ledger = taken.take(nodes, edges)
    assert [file.rows_used for file in ledger.files] == [2, 1]
    assert len(taken.rows("persons", "key")) == 2
    assert taken.rows("links", "kind", "since", "directed") == [("met", "2020-01-02", True)]


def test_apocs_one_csv_holds_nodes_and_edges(tmp_path: Path) -> None:
    text = (
        '"_id","_labels","name","number","_start","_end","_type","since"\n'
        '"0",":Person","Lê Văn Á","",,,,\n"1",":Phone","","0912345678",,,,\n"2",":Person","Lò B","",,,,\n'
        ',,,,"0","1","USES","2020-01-01"\n,,,,"0","2","MET",""\n,,,,"0","9","MET",""\n'
    )
    records, issues = read(write(tmp_path, "export.csv", text))
    assert kinds(records) == {"0": "person", "1": "phone", "2": "person", "9": "person"}
    assert ties(records) == ["0>2", "0>9"]
    assert not issues
    assert [one.values["value"] for one in records if one.table == "identifiers"] == ["0912345678"]


@pytest.mark.parametrize(
    "header", ["_id,start,end,name,_uuid,_status", "Họ tên: mã,Ngày:giờ,SĐT", "id,label", "MÃ:ID số,Tên,SĐT"]
)
def test_other_headings_are_not_neo4js(tmp_path: Path, header: str) -> None:
    from netlens.case.intake.graph.recognition import is_of_neo4j

    assert not is_of_neo4j([header, "1,2,3"])


def test_types_dates_and_weights_of_tinkerpop_and_nodexl(tmp_path: Path) -> None:
    text = f"""<graphml {XMLNS}><key id="labelV" for="node" attr.name="labelV"/>
    <key id="n" for="node" attr.name="name"/>
    <key id="labelE" for="edge" attr.name="labelE"/><key id="E-Date" for="edge" attr.name="Relationship Date (UTC)"/>
    <key id="E-W" for="edge" attr.name="Edge Weight"/><graph edgedefault="directed">
    <node id="1"><data key="labelV">person</data></node>
    <node id="3"><data key="labelV">vehicle</data><data key="n">29A-123.45</data></node><node id="4"/>
    <edge source="1" target="3"><data key="labelE">owns</data></edge>
    <edge source="1" target="4"><data key="labelE">met</data><data key="E-Date">2023-02-03 10:11:12</data>
    <data key="E-W">4</data></edge></graph></graphml>"""
    records, _issues = read(write(tmp_path, "a.graphml", text))
    assert kinds(records) == {"1": "person", "3": "vehicle", "4": "person"}
    (link,) = links(records)
    assert (link["kind"], link["since"], link["count"]) == ("met", "2023-02-03 10:11:12", "4")


def test_cytoscapes_sif_ties_one_to_many(tmp_path: Path) -> None:
    path = write(tmp_path, "a.sif", "Lê Á\tmet\tLò B\tVừ C\nLò B\tpaid\tVừ C\nHoàng D\nx\ty\n")
    records, issues = read(path)
    assert set(names(records)) == {"Lê Á", "Lò B", "Vừ C", "Hoàng D"}
    assert [(one["a"], one["b"], one["kind"]) for one in links(records)] == [
        *(("Lê Á", "Lò B", "met"), ("Lê Á", "Vừ C", "met"), ("Lò B", "Vừ C", "paid")),
    ]
    assert [(one.row, one.code) for one in issues] == [(4, "broken_row")]


# Pajek, UCINET


def test_pajeks_events_tell_who_was_tied_when(tmp_path: Path) -> None:
    text = """*Vertices 3
*Events
TI 2001
AV 1 "Lê An"
AV 2 "Lò Bo"
AE 1 2 1 l "met"
TI 2003
AA 1 2 2
TE 2004
HE 1 2
TI 2006
DA 1 2
SE 1 2
AA 2 3 1
CV 1 ic Red
"""
    records, issues = read(write(tmp_path, "a.net", text))
    assert names(records) == {"1": "Lê An", "2": "Lò Bo", "3": ""}
    assert ties(records) == ["1-2 1", "1-2 1", "1>2 2", "2>3 1"]
    assert dated(records) == [("2001", "2004"), ("2006", ""), ("2003", "2006"), ("2006", "")]
    assert [(one.row, one.code) for one in issues] == [(15, "other_line")]
    taken = Taken(tmp_path)
    (file,) = taken.take(tmp_path / "a.net").files
    assert (file.rows_read, file.rows_used, file.rows_rejected) == (6, 6, 0)


UCINET = {
    "nodelist1b": (
        "dl n=4 format=nodelist1b\ndata:\n 3 1 2 3\n 3 1 2 4\n 0\n 2 1 4\n",
        [[1, 2, 3], [1, 2, 4], [], [1, 4]],
    ),
    "nodelist1": ("dl n=4 format=nodelist1\ndata:\n1 3 2 1\n4 1 4\n2 2 4 1\n", [[1, 2, 3], [1, 2, 4], [], [1, 4]]),
}


@pytest.mark.parametrize("format_", UCINET)
def test_ucinets_node_lists_count_lines_as_its_manual_says(tmp_path: Path, format_: str) -> None:
    text, rows = UCINET[format_]
    graph: nx.DiGraph[int] = nx.DiGraph([(n, other) for n, row in enumerate(rows, 1) for other in row])
    records, issues = read(write(tmp_path, "a.dl", text))
    assert not issues
    assert sorted((int(one["a"]), int(one["b"])) for one in links(records)) == sorted(graph.edges)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("DL N = 3 Data: 0 1 1\n0 0 1\n1 0 0\n", ["1>2 1", "1>3 1", "2>3 1", "3>1 1"]),
        ("dl n=3 diagonal absent\nlabels:\nAn Bo Co\ndata:\n1 0\n1 1\n0 1\n", ["Bo-An 1", "Co-Bo 1"]),
        (
            "dl n=3 format=el1\nlabels:\nAVERY,JORDAN,SAM\ndata:\nAvery Jordan 4\njordan sam\n",
            ["AVERY>JORDAN 4", "JORDAN>SAM 1"],
        ),
        (
            "dl n=2 nm=2 format=edgearray1\nlabels: An Bo\ndata:\nAn Bo 1 5\nBo An 0 2\n",
            ["An>Bo 1", "An>Bo 5", "Bo>An 2"],
        ),
    ],
)
def test_ucinets_other_ways(tmp_path: Path, text: str, wanted: list[str]) -> None:
    records, issues = read(write(tmp_path, "a.dl", text))
    assert not issues
    assert ties(records) == wanted


# FollowTheMoney


NESTED = {
    "id": "NK-1", "schema": "Person", "caption": "Lê Văn Á", "target": True, "referents": ["old-1"],
    "properties": {
        "name": ["Lê Văn Á"],
        "addressEntity": [{"id": "addr-1", "schema": "Address", "properties": {"full": ["1 Phố Huế, Hà Nội"]}}],
        "familyPerson": [
            {"id": "fam-1", "schema": "Family", "properties": {
                "relationship": ["brother"],
                "relative": [{"id": "NK-2", "schema": "Person", "properties": {"name": ["Lò B"]}}],
            }}
        ],
    },
}  # fmt: skip


def test_entities_inside_others_are_entities(tmp_path: Path) -> None:
    path = write(tmp_path, "targets.nested.json", json.dumps(NESTED) + "\n")
    records, issues = read(path)
    assert not issues
    assert importer_of(path).name == "follow_the_money"
    assert names(records) == {"NK-1": "Lê Văn Á", "NK-2": "Lò B"}
    assert [(one["a"], one["b"], one["kind"]) for one in links(records)] == [("NK-1", "NK-2", "family")]
    assert [one.values["value"] for one in records if one.table == "identifiers"] == ["1 Phố Huế, Hà Nội"]
    assert path.read_text().count('"schema"') == 4 == len(kinds(records)) + len(links(records))


def test_what_is_learned_in_parts_is_one(tmp_path: Path) -> None:
    lines = [
        {"id": "o", "schema": "Ownership", "properties": {"owner": ["a"]}},
        {"id": "a", "schema": "LegalEntity", "properties": {"name": ["Lê Văn Á"]}},
        {"id": "a", "schema": "Person", "properties": {"birthDate": ["1980"]}},
        {"id": "c", "schema": "Company", "properties": {"name": ["Công ty Mẫu"]}},
        {"id": "o", "schema": "Ownership", "properties": {"asset": ["c"], "percentage": ["50"]}},
    ]
    path = write(tmp_path, "a.ftm", "".join(json.dumps(one) + "\n" for one in lines))
    taken = Taken(tmp_path)
    (file,) = taken.take(path).files
    assert (file.rows_read, file.rows_rejected) == (5, 0)
    assert taken.rows("persons", "name", "birth_date") == [("Lê Văn Á", "1980")]
    assert taken.rows("links", "kind") == [("controls",)]
