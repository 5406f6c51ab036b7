"""A mapping file that somebody spoilt: read as a mapping that is written again the same, or refused in words."""

import tomllib
from pathlib import Path
from random import Random

from benchmarks.fuzzing.mutate import mutated
from netlens.case.mapping import Mapping
from netlens.case.mapping.written import from_toml, to_toml
from netlens.errors import NetLensError
from netlens.resource import folder

SEED = """name = "x"
dates = "dmy"
text = "each"
grade = "B/2"
[[sheet]]
headers = ["Số vụ", "Ngày"]
dates = { "Ngày" = "dmy" }
zones = { "Ngày" = "+08:00" }
[[sheet.record]]
table = "persons"
as = "victim{}"
each = ["1", "2"]
fields = { full_name = "Nạn nhân {}", phones = ["Di động {}"], accounts = "Zalo 1" }
prefix = { "Zalo 1" = "zalo:" }
optional = true
[[sheet.record]]
table = "involvements"
each = ["1", "2"]
refers = { person_id = "victim{}" }
fields = { case_id = "Số vụ", since = ["Ngày", "Giờ"] }
joined = { since = " " }
constants = { role = "victim" }
where = { "Diện" = ["nghi can", "nạn nhân"] }
split = { functions = "," }
[sheet.record.translate.role]
"Nghi can" = "suspect"
"""
INPUTS = 400


def test_any_mapping_is_read_or_refused_in_words(tmp_path: Path) -> None:
    chance = Random(4)
    good = [SEED.encode("utf-8"), *(path.read_bytes() for path in sorted(folder("mappings").glob("*.toml")))]
    path = tmp_path / "m.toml"
    loaded = 0
    for _number in range(INPUTS):
        path.write_bytes(mutated(chance.choice(good), chance, good, "table"))
        try:
            mapping = Mapping.load(path)
        except NetLensError:
            continue
        loaded += 1
        assert from_toml(tomllib.loads(to_toml(mapping))) == mapping
    assert loaded > 5, "some are spoilt so little that they still are mappings"
