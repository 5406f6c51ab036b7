"""DuckDB on the same file in the same run: what it takes to read it and to sum it by pair, and nothing else."""

import time
from pathlib import Path

from benchmarks.memory import peak_mb

# All five columns of the sums are asked for: those that nobody asks for DuckDB would not reckon.
# The numbers brought to one spelling, as far as a regular expression does; without it the sums would be of spellings.
_NUMBER = "regexp_replace(replace({}, ' ', ''), '^(0|84|\\+84)', '+84')"
_TIME = "try_strptime(start, '%d/%m/%Y %H:%M:%S')"
_SUMS = """
SELECT count(*), sum(n), sum(seconds), min(first), max(last) FROM (
    SELECT {a}, {b}, count(*) AS n,
        sum(TRY_CAST(seconds AS BIGINT)) AS seconds, min({time}) AS first, max({time}) AS last
    FROM read_csv('{file}', all_varchar = true, header = true, ignore_errors = true, quote = '', null_padding = false)
    WHERE caller IS NOT NULL AND callee IS NOT NULL AND start IS NOT NULL GROUP BY 1, 2)
"""


def ties(file: Path, *, spelt: bool) -> tuple[float, float, int, float]:
    """In a process of its own: seconds, processor seconds, the number of pairs, peak memory in MB.

    `spelt`: of numbers as they are spelt, which are no ties yet but less work.
    """
    import duckdb

    with duckdb.connect(":memory:", config={"temp_directory": "", "memory_limit": "6GB"}) as connection:
        connection.execute("SET enable_progress_bar = false")
        begun, worked = time.perf_counter(), time.process_time()
        number = "{}" if spelt else _NUMBER
        asked = _SUMS.format(a=number.format("caller"), b=number.format("callee"), time=_TIME, file=file.as_posix())
        pairs = int(connection.execute(asked).fetchall()[0][0])
        return time.perf_counter() - begun, time.process_time() - worked, pairs, peak_mb()
