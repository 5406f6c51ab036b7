"""Charts and graphs made to hurt, or written badly by programs: a right result or a sentence, in little time."""

import time
from pathlib import Path

import pytest

from netlens.errors import NetLensError
from tests.importers.anx_written import Chart, Shown
from tests.importers.taken import Taken
from tests.importers.test_graphs import links, names, read, ties, write

NODES = '<node id="a"/><node id="Đỗ"/><edge source="a" target="Đỗ"/>'
BODY = f'<graphml><graph edgedefault="directed">{NODES}</graph></graphml>'
MANY = 30_000


def declared(name: str) -> str:
    return f'<?xml version="1.0" encoding="{name}"?>{BODY}'


def seconds(path: Path, name: str = "") -> float:
    begun = time.process_time()
    read(path, name)
    return time.process_time() - begun


@pytest.mark.parametrize(
    ("says", "is_"),
    [
        ("utf-16", "utf-8"),  # .NET, of a text in memory
        ("utf-16", "utf-8-sig"),
        ("utf-8", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("utf-8", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
        ("GBK", "gbk"),
        ("windows-1258", "cp1258"),
        ("UTF-8", "utf-8"),
    ],
)
def test_the_bytes_are_right_whatever_is_declared(tmp_path: Path, says: str, is_: str) -> None:
    text = declared(says).replace("Đỗ", "Đ") if is_ == "cp1258" else declared(says)
    if is_.startswith("gb"):
        text = text.replace("Đỗ", "张三")
    records, issues = read(write(tmp_path, "a.graphml", text.encode(is_)))
    assert not issues
    assert len(links(records)) == 1
    assert {"Đỗ", "Đ", "张三"} & set(names(records))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (declared("utf-7").encode("utf-7"), "encoding is unknown"),
        (declared("klingon").encode(), "encoding is unknown"),
        (declared("utf-8").replace("Đỗ", "é").encode("cp1252"), "encoding is unknown"),
        (declared("utf-8").replace("Đỗ", "a\x00b").encode(), "damaged at line 1"),
        (declared("utf-8").replace("Đỗ", "a&nbsp;b").encode(), "damaged at line 1"),
        (declared("gb18030").replace("Đỗ", "x").encode() + b"\xff\xff\xff", "encoding is unknown"),
    ],
)
def test_what_is_no_text_is_said_so(tmp_path: Path, content: bytes, says: str) -> None:
    with pytest.raises(NetLensError, match=says):
        read(write(tmp_path, "a.graphml", content), "graphml")


def test_prefixes_nobody_declared_namespaces_comments_and_instructions(tmp_path: Path) -> None:
    loose = (
        '<gexf><graph><nodes><node id="a" label="An"><viz:size value="1"/></node><node id="b"/></nodes>'
        '<edges><edge source="a" target="b"/></edges></graph></gexf>'
    )
    strict = (
        '<?pi x?><!-- c --><g:gexf xmlns:g="u" xmlns:viz="v"><g:graph><g:nodes><g:node id="a" label="An" xmlns:q="z">'
        '<viz:size value="1"/></g:node><g:node id="b"/></g:nodes><g:edges><g:edge source="a" target="b"><?x?><!-- c -->'
        "</g:edge></g:edges></g:graph></g:gexf>"
    )
    found = [read(write(tmp_path, f"{n}.gexf", text)) for n, text in enumerate((loose, strict))]
    assert found[0] == found[1]
    assert dict(found[0][0][0].extra) == {"viz:size": "1"}
    text = BODY.replace('<node id="a"/>', '<node id="a"><data key="label"><![CDATA[<b>&amp;]]> x</data></node>')
    assert read(write(tmp_path, "a.graphml", text))[0][0].values["full_name"] == "<b>&amp; x"


def test_a_thousand_of_the_same_attribute_take_no_longer_than_as_many_of_others(tmp_path: Path) -> None:
    data = "".join('<data key="k">abcdefgh</data>' for _ in range(MANY))
    path = write(tmp_path, "a.graphml", BODY.replace('<node id="a"/>', f'<node id="a">{data}</node>'))
    assert seconds(path) < 5
    extra = read(path)[0][0].extra
    assert ";".join(extra.values()).count("abcdefgh") == MANY  # nothing is lost
    chart = Chart([Shown("1", "Company", "Mẫu", attributes={"k": "1"})]).write(tmp_path / "a.anx")
    text = chart.read_text()
    one = next(line.strip() for line in text.splitlines() if "<Attribute " in line)
    chart.write_text(text.replace(one, one * MANY))
    assert seconds(chart) < 5
    assert len([name for name in read(chart)[0][0].extra if name.startswith("k")]) == MANY


def test_texts_and_labels_without_end_take_no_longer_than_the_file(tmp_path: Path) -> None:
    gml = write(tmp_path, "a.gml", 'graph [ node [ id 1 note "' + "\n" * 200_000 + '" ] ]')
    assert seconds(gml) < 5
    assert read(gml)[0][0].values["note"].count("\n") == 200_000
    assert seconds(write(tmp_path, "b.gml", "graph [ node [ id 1 ] ]\n" + '"\n' * 100_000)) < 5
    labels = write(tmp_path, "a.dl", "dl n=2\n" + "labels: a " * 100_000 + "\ndata:\n0 1\n1 0\n")
    assert seconds(labels) < 10
    doubled = ",".join(f"c{n}" for n in range(50_000))
    with pytest.raises(NetLensError, match="same label"):
        read(write(tmp_path, "a.csv", f",{doubled},c49999\na,{'0,' * 50_000}0\n"), "matrix")
    events = "TI 1\n" + "AA 1 2 1\n" * 20_000 + "DA 1 2\n" * 20_000
    assert seconds(write(tmp_path, "a.net", f"*Vertices 2\n*Events\n{events}")) < 10


def test_ids_weights_and_ends_that_are_none(tmp_path: Path) -> None:
    edges = "".join(
        f'<edge source="a" target="b"><data key="weight">{weight}</data><data key="since">{day}</data></edge>'
        for weight in ("NaN", "inf", "-INF", "1e400", "0", "9" * 5000, "1e-320")
        for day in ("99999-01-01", "2020-02-31", "0000-00-00", "-5000", "1e9")
    )
    text = (
        '<graphml><graph edgedefault="undirected"><node id="a"/><node id="a"/><node id="b"/>'
        f'<node id="{"x" * 100_000}"/>{edges}<edge source="a" target="a"/><edge source="a" target="z"/><edge/>'
        "</graph></graphml>"
    )
    records, _issues = read(write(tmp_path, "a.graphml", text))
    assert len(ties(records)) == 36
    taken = Taken(tmp_path)
    (file,) = taken.take(tmp_path / "a.graphml").files
    assert file.rows_read == file.rows_used + file.rows_merged + file.rows_rejected == 4 + 35 + 3
    assert [(issue.row, issue.code) for issue in file.rejected] == [
        *((4, "long_key"), (41, "unknown_node"), (42, "unknown_node"))
    ]
    assert len(taken.rows("persons", "key")) == 2
    assert {count for (count,) in taken.rows("links", "count") if count == count} == set()
