#!/usr/bin/env python3
"""Measures Pingxing, Typst and WeasyPrint on the same reports in one run, and writes Docs/benchmarks.md.

`make bench` prepares a virtual environment with the peers, builds, and calls this. Figures are processor time (user and
system), which other programs on the machine disturb less than the clock on the wall."""
import argparse
import concurrent.futures
import importlib.metadata
import json
import multiprocessing
import os
import pathlib
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time

import cohort
import fairness
import sections

ROOT = pathlib.Path(__file__).resolve().parent.parent
FONTS = pathlib.Path("/usr/share/fonts/opentype/noto")
FONT_FILES = ["NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc"]


def own_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def run(*command: str, environment: dict[str, str] | None = None) -> dict[str, float]:
    """Runs a program to its end: processor time and wall time in seconds, peak memory in MB."""
    start = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment or dict(os.environ))
    messages = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(command)}\n{messages.decode()}")
    return {
        "cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - start, "memory": usage.ru_maxrss / 1024}


def mean(runs: list[dict[str, float]]) -> dict[str, float]:
    """The mean of each figure of several runs."""
    return {key: sum(run[key] for run in runs) / len(runs) for key in runs[0]}


def alone(function, *arguments):
    """Calls a function in a process of its own: what one peer remembers or holds in memory must not help or burden the next."""
    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


# Ours and Typst's are measured in turn, this often, and averaged: a machine is not as fast in every minute.
# For Typst a process with a third of the reports is as fast a report as one with all, which the untagged run has.
ROUNDS = 3


def measure_typst(peers: pathlib.Path, fonts: pathlib.Path, tagged: bool, turn: int | None = None) -> dict[str, float]:
    """Reports in one process with one compiler, which keeps the fonts and what it remembers of earlier ones: all, or
    those of a turn."""
    import typst

    sources = [source for source in sorted(peers.glob("*.typ")) if source.name != "peers.typ"]
    # Each turn compiles another report first, for warming up.
    sources = sources if turn is None else sources[:1] + sources[1:][turn::ROUNDS]
    compiler = typst.Compiler(str(sources[0]), root=str(peers), font_paths=[str(fonts)], ignore_system_fonts=True)
    compiler.compile(input=str(sources[0]), output=str(peers / "typst.pdf"), pdf_tags=tagged)
    start, size = own_time(), 0
    for source in sources[1:]:
        size += len(compiler.compile(input=str(source), pdf_tags=tagged))
    return {"per_report": (own_time() - start) / (len(sources) - 1) * 1e3, "size": size / (len(sources) - 1)}


def measure_weasyprint(peers: pathlib.Path, count: int, tagged: bool) -> dict[str, float]:
    """Some reports in one process with one set of fonts, after one for warming up."""
    import weasyprint

    configuration = weasyprint.text.fonts.FontConfiguration()
    size, start = 0, 0.0
    for index, source in enumerate(sorted(peers.glob("*.html"))[: count + 1]):
        if index == 1:
            start = own_time()
        pdf = weasyprint.HTML(str(source)).write_pdf(font_config=configuration, pdf_tags=tagged)
        size += len(pdf) if index else 0
        if index == 0:
            (peers / "weasyprint.pdf").write_bytes(pdf)
    return {"per_report": (own_time() - start) / count * 1e3, "size": size / count}


class Bench:
    def __init__(self, work: pathlib.Path, build: pathlib.Path, count: int, many: int, weasy: int):
        self.work, self.count, self.many, self.weasy = work, count, many, weasy
        self.program = str(build / "pingxing")
        self.driver = str(build / "bench")
        self.fonts = work / "fonts"
        self.fonts.mkdir()
        for name in FONT_FILES:
            (self.fonts / name).symlink_to(FONTS / name)

    def cohort(self, count: int) -> pathlib.Path:
        """The folder of so many assessments, which are written when they are first asked for."""
        folder = self.work / f"cohort-{count}"
        if not folder.exists():
            cohort.write(ROOT / "Examples", folder, count)
        return folder

    def batch(self, count: int) -> dict[str, float]:
        folder, out = self.cohort(count), self.work / f"out-{count}"
        figures = run(self.program, "batch", str(folder), "-o", str(out), "--data", str(ROOT))
        sizes = [file.stat().st_size for file in out.iterdir()]
        assert len(sizes) == count
        # The first client's report, against which the peers' are held.
        shutil.copy(min(out.iterdir()), self.work / "first.pdf")
        shutil.rmtree(out)
        return figures | {"per_report": figures["cpu"] / count * 1e3, "size": sum(sizes) / count}

    def in_turn(self, peers: pathlib.Path) -> dict[str, dict[str, float]]:
        """Batches and Typst in turn; the large batch stands between two of the small ones, with which it is compared."""
        small, typst, many = [], [], {}
        for turn in range(ROUNDS):
            small.append(self.batch(self.count))
            if turn == 0:
                many = self.batch(self.many)
                small.append(self.batch(self.count))
            typst.append(alone(measure_typst, peers, self.fonts, True, turn))
        return {"batch": mean(small), "many": many, "beside-many": mean(small[:2]), "typst": mean(typst),
                "batches": small, "typsts": typst}

    def stages(self) -> dict:
        paths = sorted(self.cohort(self.count).glob("*/centre.yml"))[:60]
        result = subprocess.run(
            [self.driver, "stages", str(ROOT), *map(str, paths)], check=True, capture_output=True, text=True)
        return json.loads(result.stdout)

    def export(self) -> pathlib.Path:
        peers = self.work / "peers"
        peers.mkdir()
        for name in ("peers.typ", "peers.css"):
            shutil.copy(ROOT / "Benchmarks" / name, peers)
        paths = sorted(self.cohort(self.count).glob("*/centre.yml"))
        subprocess.run([self.driver, "export", str(ROOT), str(peers), *map(str, paths)], check=True)
        return peers

    def check_fairness(self, peers: pathlib.Path) -> str:
        """Stops where a peer did not make the same report."""
        faults = [
            fault for peer in ("typst", "weasyprint")
            for fault in fairness.faults(self.work / "first.pdf", peers / f"{peer}.pdf", peer)]
        if faults:
            sys.exit("the comparison is not fair\n" + "\n".join(faults))
        return "the same words, tables, figures and fonts"

    def cold(self, peers: pathlib.Path) -> tuple[dict, dict]:
        """One report as a whole process, the better of several runs: the files are in the page cache for both.

        Typst is compared as a program without the start of Python: a process that has loaded the library and does nothing is
        taken off, wall time and processor time alike."""
        assessment = next(self.cohort(self.count).glob("*/centre.yml"))
        source = peers / (assessment.parent.name + ".typ")
        script = (
            "import typst,sys; typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3],"
            " font_paths=[sys.argv[4]], ignore_system_fonts=True)")
        pdf = str(self.work / "cold.pdf")

        def best(*command: str) -> dict[str, float]:
            runs = [run(*command) for _ in range(7)]
            return {key: min(figures[key] for figures in runs) for key in ("cpu", "wall", "memory")}

        ours = best(self.program, "report", str(assessment), "-o", pdf, "--data", str(ROOT))
        whole = best(sys.executable, "-c", script, str(source), pdf, str(peers), str(self.fonts))
        empty = best(sys.executable, "-c", "import typst")
        theirs = {"cpu": whole["cpu"] - empty["cpu"], "wall": whole["wall"] - empty["wall"], "memory": whole["memory"]}
        return ours, theirs


def verdict(reached: bool) -> str:
    return "reached" if reached else "**missed**"


Goal = tuple[str, str, str, bool]


def goals(bench: Bench, figures: dict) -> list[Goal]:
    """What was to be reached, what was, and whether that is enough."""
    ours, many, beside, stages = figures["batch"], figures["many"], figures["beside-many"], figures["stages"]
    typst, weasyprint = figures["typst"], figures["weasyprint"]
    cold, cold_typst = figures["cold"]
    total = sum(time for _, time in stages["stages"])
    per_report = ours["per_report"]
    return [
        ("processor time a report, part of Typst's", "≤ 1/3", f"1/{typst['per_report'] / per_report:.1f}",
         per_report <= typst["per_report"] / 3),
        ("processor time a report, part of WeasyPrint's", "≤ 1/15", f"1/{weasyprint['per_report'] / per_report:.1f}",
         per_report <= weasyprint["per_report"] / 15),
        ("processor time a report, times the raw replay", "≤ 1.5", f"{total / stages['replay']:.2f}",
         total <= 1.5 * stages["replay"]),
        ("one cold report, wall time beside Typst's", f"≤ {cold_typst['wall']:.2f} s", f"{cold['wall']:.2f} s",
         cold["wall"] <= cold_typst["wall"]),
        ("size of the PDF beside Typst's, both tagged", f"< {typst['size'] / 1e3:.0f} KB", f"{ours['size'] / 1e3:.0f} KB",
         ours["size"] < typst["size"]),
        (f"peak memory, {bench.many:,} reports to {bench.count}", "within 5 %",
         f"{(many['memory'] / beside['memory'] - 1) * 100:+.1f} %", abs(many["memory"] / beside["memory"] - 1) <= 0.05),
        (f"processor time a report, {bench.many:,} to {bench.count}", "within 5 %",
         f"{(many['per_report'] / beside['per_report'] - 1) * 100:+.1f} %",
         abs(many["per_report"] / beside["per_report"] - 1) <= 0.05),
    ]


def table(rows: list[Goal]) -> list[str]:
    return [
        "| | goal | reached | |", "| --- | --- | --- | --- |",
        *(f"| {name} | {goal} | {value} | {verdict(is_reached)} |" for name, goal, value, is_reached in rows)]


def readme_lines(bench: Bench, rows: list[Goal], is_chinese: bool) -> list[str]:
    """The goals for a README; the Chinese names stand in the order of the goals."""
    counts = f"{bench.count:,}", f"{bench.many:,}"
    if not is_chinese:
        return [f"From a run with {counts[0]} and {counts[1]} reports.", "", *table(rows)]
    names = [
        "每份报告的处理器时间，与 Typst 之比", "每份报告的处理器时间，与 WeasyPrint 之比", "每份报告的处理器时间，为纯绘制的几倍",
        "冷启动一份报告的用时（Typst 的为目标）", "PDF 大小（Typst 的为目标，都带结构标签）",
        f"内存峰值，{counts[1]} 份比 {counts[0]} 份", f"每份处理器时间，{counts[1]} 份比 {counts[0]} 份"]
    return [
        f"一次运行的结果，分别做 {counts[0]} 份和 {counts[1]} 份报告。", "", "| | 目标 | 实测 | |", "| --- | --- | --- | --- |",
        *(f"| {name} | {goal.replace('within 5 %', '±5 % 以内')} | {value} | {'达到' if is_reached else '**未达到**'} |"
          for name, (_, goal, value, is_reached) in zip(names, rows, strict=True))]


def write_between_markers(path: pathlib.Path, lines: list[str]) -> None:
    """Replaces what stands between the two markers of the benchmarks in a file."""
    begin, end = "<!-- benchmarks -->", "<!-- /benchmarks -->"
    text = path.read_text(encoding="utf-8")
    before, rest = text.split(begin)
    _, after = rest.split(end)
    path.write_text(before + "\n".join([begin, *lines, end]) + after, encoding="utf-8")


def spread(runs: list[dict[str, float]]) -> str:
    return ", ".join(f"{run['per_report']:.0f}" for run in runs)


def document(bench: Bench, figures: dict, command: str) -> str:
    ours, many, stages = figures["batch"], figures["many"], figures["stages"]
    typst_on, typst_off = figures["typst"], figures["typst-untagged"]
    weasy_on, weasy_off = figures["weasyprint"], figures["weasyprint-untagged"]
    cold, cold_typst = figures["cold"]
    total = sum(time for _, time in stages["stages"])
    per_report = ours["per_report"]
    lines = [
        "# Benchmarks", "",
        "Written by `make bench`, which repeats all of it. Figures depend on the machine; their proportions much less.", "",
        *(["A shortened run: the goals are about 200 and 2,000 reports, and what a batch pays once weighs more here; where the"
           " load below is more than the processors, times on the wall say little.", ""] if bench.count < 200 else []),
        f"- {command}, {platform.machine()}, {len(os.sched_getaffinity(0))} processors, load {os.getloadavg()[0]:.1f} at the end",
        f"- {figures['versions']}",
        f"- {bench.count} different reports, made from the examples: other names, other marks, every note another one;"
        f" {stages['pages'] / stages['reports']:.0f} pages and {figures['charts']:.0f} charts each on average",
        "- processor time is user and system time of the whole process, start and end included, divided by the reports",
        f"- the batch of {bench.count} and Typst (tagged) run in turn, each figure is their mean:"
        f" {spread(figures['batches'])} and {spread(figures['typsts'])} ms; the batch of {bench.many:,} is held against the two beside it", "",
        "## Goals", "", *table(goals(bench, figures)), "",
        "## Side by side", "",
        "| | processor time a report | PDF |", "| --- | ---: | ---: |",
        f"| Pingxing, tagged | {per_report:.0f} ms | {ours['size'] / 1e3:.0f} KB |",
        f"| Typst, tagged (its default) | {typst_on['per_report']:.0f} ms | {typst_on['size'] / 1e3:.0f} KB |",
        f"| Typst, untagged | {typst_off['per_report']:.0f} ms | {typst_off['size'] / 1e3:.0f} KB |",
        f"| WeasyPrint, tagged | {weasy_on['per_report']:.0f} ms | {weasy_on['size'] / 1e3:.0f} KB |",
        f"| WeasyPrint, untagged (its default) | {weasy_off['per_report']:.0f} ms | {weasy_off['size'] / 1e3:.0f} KB |", "",
        "Pingxing reads the assessment, checks it, scores it, expands the template, lays out and paints. Typst and WeasyPrint"
        " get the finished words, tables and charts (as SVG) in their own forms, by the means that their manuals"
        " recommend, and the same four font files. Typst runs as a library in one process a turn with one compiler, after one report"
        f" for warming up; WeasyPrint the same, on {bench.weasy} {'report' if bench.weasy == 1 else 'reports'}, for it takes seconds for each.", "",
        f"One cold report: Pingxing {cold['wall']:.2f} s on the wall and {cold['cpu']:.2f} s of processor time, Typst"
        f" {cold_typst['wall']:.2f} s and {cold_typst['cpu']:.2f} s (a process that only loads Python and the library taken off).", "",
        f"Peak memory: {ours['memory']:.0f} MB for {bench.count} reports, {many['memory']:.0f} MB for {bench.many:,}.", "",
        "## Where the time goes", "",
        f"Processor time a report on one thread, over {stages['reports']} reports, without the start of the process. The raw replay paints the finished"
        " pages once more, with all fonts loaded: the limit of this stack. Subsetting serves the whole batch, so that little"
        " of it falls on one report; what stands there is mostly the check of the pages before they are painted.", "",
        "| stage | ms | share |", "| --- | ---: | ---: |",
        *(f"| {name} | {time:.1f} | {time / total * 100:.0f} % |" for name, time in stages["stages"]),
        f"| **together** | **{total:.1f}** | |",
        f"| raw replay | {stages['replay']:.1f} | {stages['replay'] / total * 100:.0f} % |",
        f"| raw replay without the structure tree | {stages['untagged-replay']:.1f} | |", "",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--weasyprint-reports", type=int, default=10)
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / ".build/release", help="where the programs lie")
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / "Docs/benchmarks.md")
    parser.add_argument("--readme", type=pathlib.Path, nargs="*", default=[ROOT / "README.md", ROOT / "README.zh-CN.md"],
                        help="files whose table between the markers is written anew")
    parser.add_argument("--processors", type=int, help="how many processors everything may use; all by default")
    options = parser.parse_args()
    if options.reports <= ROUNDS:
        parser.error(f"--reports must be more than {ROUNDS}")
    if options.processors:
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: options.processors]))
    doctor = subprocess.run(
        [str(options.build / "pingxing"), "doctor", "--lang", "en", "--data", str(ROOT)], capture_output=True, text=True)
    libraries = [line.strip("● ").strip() for line in doctor.stdout.splitlines() if line.startswith("  ●")][:4]
    versions = ", ".join(
        [doctor.stdout.splitlines()[0], *libraries, f"Typst {importlib.metadata.version('typst')}", f"WeasyPrint {importlib.metadata.version('weasyprint')}",
         f"Python {platform.python_version()}"])
    with tempfile.TemporaryDirectory(prefix="pingxing-bench-") as folder:
        bench = Bench(pathlib.Path(folder), options.build, options.reports, options.many, options.weasyprint_reports)
        figures = {"versions": versions}
        steps = [
            ("stages", bench.stages), ("peers", bench.export),
            ("in turn", lambda: bench.in_turn(figures["peers"])),
            ("typst-untagged", lambda: alone(measure_typst, figures["peers"], bench.fonts, False)),
            ("cold", lambda: bench.cold(figures["peers"])),
            ("weasyprint", lambda: alone(measure_weasyprint, figures["peers"], bench.weasy, True)),
            ("weasyprint-untagged", lambda: alone(measure_weasyprint, figures["peers"], bench.weasy, False)),
            ("fairness", lambda: bench.check_fairness(figures["peers"])),
        ]
        for name, step in steps:
            figures[name] = step()
            figures |= figures[name] if name == "in turn" else {}
            print(f"{name}: {figures[name]}", file=sys.stderr, flush=True)
        figures["charts"] = sum(1 for _ in figures["peers"].glob("*.svg")) / options.reports
        command = f"`make bench` with {options.reports} and {options.many:,} reports"
        text = document(bench, figures, command)
        rows = goals(bench, figures)
    options.output.write_text(sections.with_parts_of(options.output, text), encoding="utf-8")
    for path in options.readme:
        write_between_markers(path, readme_lines(bench, rows, is_chinese=".zh" in path.name))
    print(text)


if __name__ == "__main__":
    main()
