"""XML is read with document types refused, and never more than one element in memory."""

from pathlib import Path

import pytest

from netlens.case.intake import xml
from netlens.errors import NetLensError

LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>'
PARAMETER = '<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>'


def _file(folder: Path, data: bytes | str) -> Path:
    path = folder / "chart.xml"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, PARAMETER])
def test_a_document_type_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(NetLensError, match="document type"):
        list(xml.elements(_file(tmp_path, text), frozenset({"a"})))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_elements_come_whole_whatever_the_encoding(tmp_path: Path, encoding: str) -> None:
    text = '<r xmlns="urn:x"><i id="1">Đặng<c/></i><j/><i id="2"><i id="3"/></i></r>'
    path = _file(tmp_path, text.encode(encoding))
    found = list(xml.elements(path, frozenset({"i"})))
    assert [(one.get("id"), one.text, len(one.children)) for one in found] == [("1", "Đặng", 1), ("2", "", 1)]
    assert xml.root_of(path)[0] == "r"


@pytest.mark.parametrize("text", ["<a>", "<a></b>", "a,b\n1,2\n", "", '<?xml version="1.0" encoding="klingon"?><a/>'])
def test_what_is_no_whole_xml_is_said_so(tmp_path: Path, text: str) -> None:
    with pytest.raises(NetLensError, match=r"chart\.xml cannot be read"):
        list(xml.elements(_file(tmp_path, text), frozenset({"a"})))


def test_depth_and_size_have_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NetLensError, match="deeper or larger"):
        list(xml.elements(_file(tmp_path, "<a>" * (xml.DEPTH + 1)), frozenset({"a"})))
    monkeypatch.setattr(xml, "LARGEST", 1000)
    with pytest.raises(NetLensError, match="deeper or larger"):
        list(xml.elements(_file(tmp_path, f"<a>{'x' * 2000}</a>"), frozenset({"a"})))
