#!/usr/bin/env python3
"""Writes the example data of the analyses (`pingxing kpi control|calibration|teams|…`) below Examples/*/kpi/.

Everything is invented. What a centre reports by month (Examples/*/kpi.csv, intervals.csv) is what these files add up to:
its checks, handling times, leavers, complaints and volumes. The same seed gives the same files, so what the documentation
says of them stays true.

With --check nothing is written and the exit status is 1 where a file is out of date.
"""

import argparse
import csv
import datetime
import io
import math
import pathlib
import random
import sys

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "Examples"
FILES = {}


def write(centre, name, head, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    FILES[EXAMPLES / centre / "kpi" / name] = out.getvalue()


def rows_of(centre, name):
    with open(EXAMPLES / centre / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def reported(centre, indicator):
    """What the centre reports of an indicator: (value, sample) by month."""
    return {row["period"]: (float(row["value"]), int(row["sample"]))
            for row in rows_of(centre, "kpi.csv") if row["indicator"] == indicator}


def spread(total, weights):
    """Whole numbers in proportion to weights that add up to the total (largest remainders)."""
    shares = [weight * total / sum(weights) for weight in weights]
    counts = [int(share) for share in shares]
    rest = sorted(range(len(shares)), key=lambda index: (counts[index] - shares[index], index))
    for index in rest[: total - sum(counts)]:
        counts[index] += 1
    return counts


def days_of(month):
    day = datetime.date.fromisoformat(month + "-01")
    days = []
    while day.isoformat().startswith(month):
        days.append(day)
        day += datetime.timedelta(days=1)
    return days


def calibration(chance):
    """Forty recordings, four a month, scored by three checkers; the outsourced one is strict by 1.6 points, as the
    centre's own calibration of October 2025 found, the second scatters. No two differ by more than six points."""
    rows = []
    for number in range(40):
        truth = min(97, max(74, chance.gauss(86.8, 5)))
        while True:
            scores = [truth + chance.gauss(0, 0.9), truth + 0.2 + chance.gauss(0, 1.9), truth - 1.6 + chance.gauss(0, 1.1)]
            scores = [min(100, round(score)) for score in scores]
            if max(scores) - min(scores) <= 6:
                break
        rows.append([f"R25{number // 4 + 1:02d}{number % 4 + 1:03d}"] + scores)
    write("lanchuan-bank", "calibration.csv", ["录音", "质检甲", "质检乙", "外包质检"], rows)


def checks(chance):
    """Weekly quality checks, which add up to the pass rates by month: bad after the release of the bank's app of June
    2025, better with a coaching scheme from September, the 36th week, on."""
    rates = reported("lanchuan-bank", "quality-pass-rate")
    sizes, failed = {}, {}
    for month in [f"2025-{number:02d}" for number in range(1, 12)] + ["2024-12"]:
        rate, sample = rates[month]
        days = days_of(month)
        inspected = spread(sample, [0.6 if day.weekday() > 4 else 1 for day in days])
        bad = spread(round(sample * (100 - rate) / 100), [
            size * max(0.05, chance.gauss(1, 0.34)) * after_release(day) for day, size in zip(days, inspected)])
        for day, size, count in zip(days, inspected, bad):
            year, week, _ = day.isocalendar()
            if year == 2025:
                sizes[week] = sizes.get(week, 0) + size
                failed[week] = failed.get(week, 0) + count
    write("lanchuan-bank", "quality-checks.csv", ["周", "抽检", "不合格"],
          [[f"2025-W{week:02d}", sizes[week], failed[week]] for week in sorted(sizes)])


def after_release(day):
    """How much more is failed on a day, after the release of 21 June 2025."""
    if datetime.date(2025, 6, 23) <= day <= datetime.date(2025, 6, 29):
        return 1.8
    return 1.3 if datetime.date(2025, 6, 30) <= day <= datetime.date(2025, 7, 20) else 1


def handling(chance):
    """Handling times of four teams, six agents each, on ten days, which average what November 2025 reports; the third
    team varies more, the fourth takes longer."""
    rows = []
    for team, level, between, within in [("一组", 199, 6, 15), ("二组", 201, 6, 16), ("三组", 200, 12, 32), ("四组", 217, 6, 15)]:
        for agent in range(1, 7):
            mean = chance.gauss(level, between)
            for day in range(10):
                date = datetime.date(2025, 11, 3) + datetime.timedelta(days=day + 2 * (day // 5))
                rows.append([date, team, f"{'ABCD'['一二三四'.index(team[0])]}{agent:02d}", chance.gauss(mean, within)])
    shift = reported("lanchuan-bank", "handling-time")["2025-11"][0] - sum(row[3] for row in rows) / len(rows)
    rows = sorted(row[:3] + [round(row[3] + shift)] for row in rows)
    write("lanchuan-bank", "handling-times.csv", ["日期", "班组", "坐席", "平均处理时长"], rows)


# How many of those who leave have been there up to 90 days, a year, three years, and longer.
TENURES = {"2024": (0.11, 0.25, 0.46, 0.18), "2025": (0.09, 0.24, 0.48, 0.19)}
BOUNDS = (90, 365, 1096)


def roster(chance):
    """The agents on the list since 2024, so that headcount and leavers by month are those reported: most are lost
    before their third year, and the second department, which works the nights, loses more of its new people."""
    rates = reported("lanchuan-bank", "attrition-rate")
    months = [month for month in sorted(rates) if "2024-01" <= month <= "2025-11"]
    # At the turn of two months stand as many as the mean of both; the last month ends as it began.
    turns = [rates[months[0]][1]]
    turns += [round((rates[before][1] + rates[after][1]) / 2) for before, after in zip(months, months[1:])]
    turns.append(turns[-1])
    people = []
    for number in range(turns[0]):
        longest = 2600 if number % 20 < 8 else 1000
        shortest = 1096 if number % 20 < 8 else 20
        hired = datetime.date(2024, 1, 1) - datetime.timedelta(days=chance.randint(shortest, longest))
        people.append([department(number), hired, None])
    for month, before, after in zip(months, turns, turns[1:]):
        leaving = round(rates[month][0] * rates[month][1] / 100)
        days = days_of(month)
        for number, tenure in enumerate(tenures(leaving, TENURES[month[:4]], chance)):
            day = days[(number * 7 + chance.randint(0, 6)) % len(days)]
            leave(people, day, tenure, chance)
        mondays = [day for day in days if day.weekday() == 0]
        classes = {"05": mondays[-1:], "06": mondays[1:2], "07": mondays[2:3], "08": mondays[:1]}
        for _ in range(after - before + leaving):
            people.append([department(len(people)), chance.choice(classes.get(month[5:], mondays)), None])
    people.sort(key=lambda person: (person[1], person[0]))
    write("lanchuan-bank", "roster.csv", ["工号", "部门", "入职日期", "离职日期"],
          [[f"A{number:04d}", team, hired, left or ""] for number, (team, hired, left) in enumerate(people, 1)])


def department(number):
    return ["客服一部", "客服二部", "客服一部", "客服二部", "客服一部", "在线服务部", "客服二部"][number % 7]


def tenures(count, shares, chance):
    """The classes of tenure of those who leave in a month."""
    return chance.choices(range(4), weights=shares, k=count)


def leave(people, day, tenure, chance):
    """One of that class of tenure leaves, or of the next one that has anybody."""
    for wanted in [tenure, *range(tenure + 1, 4), *reversed(range(tenure))]:
        least = (5, *BOUNDS)[wanted]
        most = (*BOUNDS, 99999)[wanted]
        present = [person for person in people if person[2] is None and least <= (day - person[1]).days < most]
        if present:
            # The nights of the second department cost it people early; later the departments differ little.
            burden = {"客服一部": 1, "客服二部": 6, "在线服务部": 0.8} if wanted < 2 else {}
            weights = [burden.get(person[0], 1) for person in present]
            chance.choices(present, weights=weights)[0][2] = day
            return


def complaints(chance):
    """The complaints of autumn 2025, one a row: as many by month as reported, and as many of them repeated."""
    rates = reported("lanchuan-bank", "complaint-rate")
    # Cause, complaints, and of them repeated and taken further.
    causes = [("分期提前还款手续费", 98, 3, 1), ("年费与积分规则", 79, 2, 0), ("转账限额误伤", 74, 3, 1), ("排队等待过久", 66, 1, 0),
              ("卡片寄送", 58, 7, 3), ("App登录与人脸识别", 50, 1, 0), ("答复前后不一致", 36, 4, 1), ("承诺未按时兑现", 24, 3, 2),
              ("服务态度", 13, 0, 0), ("转接次数过多", 9, 1, 0), ("验证身份繁琐", 7, 0, 0), ("外呼打扰", 5, 0, 0),
              ("其他", 3, 0, 0)]
    kinds = [(name, "是" if number < repeated else "否", "是" if number < escalated else "否")
             for name, count, repeated, escalated in causes for number in range(count)]
    chance.shuffle(kinds)
    days = []
    for month in ["2025-09", "2025-10", "2025-11"]:
        rate, calls = rates[month]
        days += sorted(chance.choices(days_of(month), k=round(rate * calls / 100)))
    assert len(days) == len(kinds), (len(days), len(kinds))
    rows = [[f"T25{number:05d}", day, chance.choices(["电话", "在线", "营业网点转来"], weights=[6, 3, 1])[0], *kind]
            for number, (day, kind) in enumerate(zip(days, kinds), 1804)]
    write("lanchuan-bank", "complaints.csv", ["工单号", "日期", "渠道", "原因", "重复", "越级"], rows)


def forecast(_):
    """November 2025 of a hotline by half-hours: what was forecast and what came, self-service included, and what agents
    answered of it. The half-hours are those of intervals.csv; with what self-service took they add up to the calls of
    the month."""
    intervals = rows_of("linlan-hotline", "intervals.csv")
    offered = [int(row["offered"]) for row in intervals]
    hours = [int(row["period"][11:13]) for row in intervals]
    # Self-service takes more at night.
    leaning = [0.8 if 9 <= hour < 18 else 1.2 if 7 <= hour < 22 else 2.4 for hour in hours]
    served = spread(reported("linlan-hotline", "connection-rate")["2025-11"][1] - sum(offered), [
        calls * lean for calls, lean in zip(offered, leaning)])
    rows = []
    for row, calls, alone in zip(intervals, offered, served):
        planned = int(row["forecast"])
        rows.append([row["period"][:10], row["period"][11:16], planned + round(alone * planned / calls) if calls else planned,
                     calls + alone, row["answered"]])
    write("linlan-hotline", "forecast.csv", ["日期", "时刻", "预测", "实际", "人工受理"], rows)


def weekly(chance):
    """Five checked recordings a week, as subgroups; a new knowledge base lifts the scores from the 19th week on."""
    rows = []
    for week in range(1, 31):
        level = 84 if week < 19 else 88.5
        for number in range(1, 6):
            score = min(100, max(50, round(chance.gauss(level - (7 if week == 11 else 0), 3.6))))
            rows.append([f"2025-W{week:02d}", f"R25{week:02d}{number:02d}", score])
    write("lanchuan-bank", "weekly-scores.csv", ["周", "录音", "得分"], rows)


def poisson(chance, mean):
    limit, product, count = math.exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        count += 1
    return count


def work_orders(chance):
    """Faults of work orders by week: several on one order, numbers of orders vary, two weeks after an update are bad."""
    rows = []
    for week in range(1, 31):
        orders = chance.randint(130, 150)
        rate = 0.03 if week not in (17, 18) else 0.15
        rows.append([f"2025-W{week:02d}", orders, poisson(chance, rate * orders)])
    write("linlan-hotline", "work-orders.csv", ["周", "抽查工单", "差错"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    for make in [weekly, work_orders, calibration, checks, handling, roster, complaints, forecast]:
        make(random.Random("pingxing " + make.__name__))
    stale = []
    for path, content in FILES.items():
        if not options.check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != content:
            stale.append(f"{path.parent.parent.name}/kpi/{path.name}")
    if stale:
        print("out of date: " + ", ".join(stale), file=sys.stderr)
        sys.exit(1)


main()
