#!/usr/bin/env python3
"""Measures `pingxing kpi import` beside `wc -l` and DuckDB on one file of half-hours, and writes its part of Docs/benchmarks.md.

`make bench-kpi` prepares a virtual environment with DuckDB, builds, and calls this. All programs do the work in the same run:
they read the file, refuse what is no date, time or number or is negative, and sum up by month and team. Both results have to
be equal."""
import argparse
import collections
import csv
import decimal
import importlib.metadata
import json
import os
import pathlib
import platform
import resource
import subprocess
import sys
import tempfile
import time

import intervals
import sections

ROOT = pathlib.Path(__file__).resolve().parent.parent
MEASURES = intervals.HEAD.split(",")[3:]
# The names of the measures in the plain form.
IDS = ["offered", "answered", "answered-in-time", "abandoned", "wait-time", "talk-time", "wrap-time", "agents"]


def run(*command: str) -> dict[str, float]:
    """Runs a program to its end: processor time and wall time in seconds, peak memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output, messages = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}\n{messages.decode()}")
    return {
        "cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - start, "memory": usage.ru_maxrss / 1024,
        "output": output.decode()}


def duckdb(path: str, result: str, threads: int) -> None:
    """What `--duckdb` does in a process of its own: the import in DuckDB's words, timed without the start of Python."""
    import duckdb

    connection = duckdb.connect()
    if threads:
        connection.execute(f"SET threads={threads}")
    types = {"日期": "DATE", "时段": "TIME", "班组": "VARCHAR"} | {name: "BIGINT" for name in MEASURES[:-1]}
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in (types | {MEASURES[-1]: "DECIMAL(9,1)"}).items())
    sums = ", ".join(f"sum({name})" for name in MEASURES)
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    connection.execute(
        f"COPY (SELECT strftime(date_trunc('month', 日期), '%Y-%m'), 班组, {sums}, count(*),"
        f" count_if(least({', '.join(MEASURES)}) < 0)"
        f" FROM read_csv('{path}', header = true, columns = {{{columns}}}) GROUP BY ALL ORDER BY ALL) TO '{result}'")
    after, wall = resource.getrusage(resource.RUSAGE_SELF), time.monotonic() - start
    print(json.dumps({"cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "wall": wall}))


def duckdb_spelled(path: str, result: str, threads: int) -> None:
    """What `--duckdb-spelled` does: durations and percentages are read as text and made numbers, and every row is written."""
    import duckdb

    connection = duckdb.connect()
    if threads:
        connection.execute(f"SET threads={threads}")
    whole = {"来电量", "接听量", "时限内接听量", "放弃量"}
    types = {"日期": "DATE", "时段": "TIME", "班组": "VARCHAR"} | {name: "BIGINT" for name in whole} | {"在线坐席数": "DECIMAL(9,1)"}
    clocks = [name for name in MEASURES if name not in types]
    columns = ", ".join(
        f"'{name}': '{types.get(name, 'VARCHAR')}'" for name in ["日期", "时段", "班组", *MEASURES, "service-level/of-offered"])

    def seconds(name: str) -> str:
        parts = [f"CAST(split_part({name}, ':', {place}) AS BIGINT)" for place in (1, 2, 3)]
        return (
            f"CASE WHEN length({name}) > 5 THEN {parts[0]} * 3600 + {parts[1]} * 60 + {parts[2]}"
            f" ELSE {parts[0]} * 60 + {parts[1]} END AS {name}")

    values = ", ".join(seconds(name) if name in clocks else name for name in MEASURES)
    share = "CAST(rtrim(\"service-level/of-offered\", '%') AS DECIMAL(9,1))"
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    connection.execute(
        f"COPY (SELECT 日期, 时段, 班组, {values}, {share} FROM read_csv('{path}', header = true, columns = {{{columns}}})) TO '{result}'")
    after, wall = resource.getrusage(resource.RUSAGE_SELF), time.monotonic() - start
    print(json.dumps({"cpu": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, "wall": wall}))


def own_totals(path: pathlib.Path) -> dict:
    totals = collections.defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            totals[row["period"], row["group"]][row["indicator"]] = decimal.Decimal(row["value"])
    return totals


def check(own: pathlib.Path, other: pathlib.Path) -> str:
    """Stops where the two results differ. Agents are averaged by us and summed up there."""
    totals, count = own_totals(own), 0
    with other.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        for month, team, *cells, rows, negative in reader:
            theirs = dict(zip(IDS, map(decimal.Decimal, cells), strict=True))
            ours = totals.pop((month, team))
            theirs["agents"] = theirs["agents"] / int(rows)
            for name in IDS:
                if abs(ours[name] - theirs[name]) > decimal.Decimal("1e-9"):
                    sys.exit(f"{month} {team} {name}: {ours[name]} and {theirs[name]}")
            count += 1
    if totals or not count:
        sys.exit(f"{len(totals)} totals are missing")
    return f"{count:,} months and teams, all totals equal"


class Bench:
    def __init__(self, work: pathlib.Path, program: pathlib.Path, rows: int, runs: int):
        self.work, self.program, self.rows, self.runs = work, str(program), rows, runs
        self.large, self.small, self.spelled = work / "large.csv", work / "small.csv", work / "spelled.csv"
        self.part = rows // 4
        intervals.write(self.spelled, self.part, is_spelled=True)
        intervals.write(self.work / "part.csv", self.part)
        intervals.write(self.large, rows)
        intervals.write(self.small, rows // 10)

    def best(self, measure) -> dict[str, float]:
        """The best of several runs; the file is in the page cache for all."""
        runs = [measure() for _ in range(self.runs)]
        return {key: min(figures[key] for figures in runs) for key in ("cpu", "wall", "memory")}

    def ours(self, path: pathlib.Path) -> dict[str, float]:
        return run(
            self.program, "kpi", "import", str(path), "--by", "month", "-o", str(self.work / "own.csv"), "--data", str(ROOT))

    def written(self, path: pathlib.Path) -> dict[str, float]:
        """Every row written in the plain form."""
        return run(self.program, "kpi", "import", str(path), "-o", str(self.work / "rows.csv"), "--data", str(ROOT))

    def theirs(self, path: pathlib.Path, threads: int, what: str = "--duckdb") -> dict[str, float]:
        figures = run(sys.executable, __file__, what, str(path), str(self.work / "other.csv"), str(threads))
        return figures | json.loads(figures["output"])

    def measure(self) -> dict:
        figures = {}
        steps = [
            ("wc", lambda: self.best(lambda: run("wc", "-l", str(self.large)))),
            ("small", lambda: self.best(lambda: self.ours(self.small))),
            ("large", lambda: self.best(lambda: self.ours(self.large))),
            ("duckdb-1", lambda: self.best(lambda: self.theirs(self.large, 1))),
            ("check", lambda: check(self.work / "own.csv", self.work / "other.csv")),
            ("duckdb", lambda: self.best(lambda: self.theirs(self.large, 0))),
            ("plain-rows", lambda: self.best(lambda: self.written(self.work / "part.csv"))),
            ("spelled-rows", lambda: self.best(lambda: self.written(self.spelled))),
            ("duckdb-spelled", lambda: self.best(lambda: self.theirs(self.spelled, 1, "--duckdb-spelled"))),
            ("duckdb-small", lambda: self.best(lambda: self.theirs(self.small, 1))),
        ]
        for name, step in steps:
            figures[name] = step()
            print(f"{name}: {figures[name]}", file=sys.stderr, flush=True)
        return figures


def lines(bench: Bench, figures: dict, command: str) -> list[str]:
    ours, one, default, count = (figures[name] for name in ("large", "duckdb-1", "duckdb", "wc"))
    size = bench.large.stat().st_size / 1e6

    def row(name: str, run: dict, memory: str) -> str:
        return (
            f"| {name} | {run['cpu']:.2f} s | {bench.rows / run['cpu'] / 1e6:.2f} million | {run['cpu'] / count['cpu']:.0f} |"
            f" {run['wall']:.2f} s | {memory} |")

    def written(name: str, run: dict, quantities: int) -> str:
        rate = bench.part * quantities / run["cpu"] / 1e6
        return f"| {name} | {run['cpu']:.2f} s | {rate:.1f} million | {run['wall']:.2f} s | {run['memory']:.0f} MB |"

    small = f"{bench.rows // 10:,}"
    return [
        "## Import of indicators", "",
        f"Written by `make bench-kpi`: a file of {bench.rows:,} half-hours ({size:.0f} MB) of {len(intervals.TEAMS)} teams with"
        f" {len(MEASURES)} measures each is read, its dates, times and numbers are checked, and it is summed up by month and team.", "",
        f"- {command}, {platform.machine()}, {len(os.sched_getaffinity(0))} processors, load {os.getloadavg()[0]:.1f} at the end,"
        f" DuckDB {importlib.metadata.version('duckdb')}, Python {platform.python_version()}",
        f"- {'one run' if bench.runs == 1 else f'the best of {bench.runs} runs'} each; the file is in the page cache; Pingxing and `wc` with the start of the process,"
        " DuckDB without that of Python",
        f"- {figures['check']}", "",
        "| | processor time | rows a second of it | times `wc -l` | on the wall | peak memory |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        row("`wc -l`", count, f"{count['memory']:.0f} MB"),
        row("`pingxing kpi import --by month`", ours, f"{ours['memory']:.0f} MB"),
        row("DuckDB, one thread", one, f"{one['memory']:.0f} MB"),
        row("DuckDB, as it comes", default, f"{default['memory']:.0f} MB"), "",
        f"Pingxing takes {ours['cpu'] / one['cpu']:.2f} of the processor time of DuckDB on one thread, and"
        f" {ours['wall'] / default['wall']:.2f} of the wall time of DuckDB as it comes.", "",
        f"A file of {bench.part:,} rows with every quantity written instead of summed up: as above, and with the three durations as `03:25` or"
        " `01:03:25` and a percentage such as `98.5%` as a ninth quantity. DuckDB reads those as text, makes them numbers and writes a row a"
        " row; Pingxing writes a row a quantity, which is several times as much text:", "",
        "| | processor time | quantities a second of it | on the wall | peak memory |",
        "| --- | ---: | ---: | ---: | ---: |",
        written("`pingxing kpi import`, plain numbers", figures["plain-rows"], 8),
        written("`pingxing kpi import`, durations and percentages", figures["spelled-rows"], 9),
        written("DuckDB, one thread, durations and percentages", figures["duckdb-spelled"], 9), "",
        f"Peak memory for {small} and {bench.rows:,} rows: Pingxing {figures['small']['memory']:.1f} and {ours['memory']:.1f} MB,"
        f" DuckDB on one thread {figures['duckdb-small']['memory']:.0f} and {one['memory']:.0f} MB. What grows is the number of months.",
    ]


def main() -> None:
    for option, work in (("--duckdb", duckdb), ("--duckdb-spelled", duckdb_spelled)):
        if sys.argv[1:2] == [option]:
            work(sys.argv[2], sys.argv[3], int(sys.argv[4]))
            return
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / ".build/release/pingxing")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "Docs/benchmarks.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pingxing-bench-") as folder:
        bench = Bench(pathlib.Path(folder), options.program, options.rows, options.runs)
        part = lines(bench, bench.measure(), f"`make bench-kpi` with {options.rows:,} rows")
    text = options.output.read_text(encoding="utf-8") if options.output.exists() else "# Benchmarks\n"
    options.output.write_text(sections.replaced(text, "kpi-import", part), encoding="utf-8")
    print("\n".join(part))


if __name__ == "__main__":
    main()
