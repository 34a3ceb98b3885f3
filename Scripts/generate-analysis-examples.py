#!/usr/bin/env python3
"""Writes the example data of the analyses (`pingxing kpi control|calibration|teams|…`) below Examples/*/kpi/.

Everything is invented. The same seed gives the same files, so what the documentation says of them stays true.
"""

import csv
import datetime
import math
import pathlib
import random

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "Examples"


def write(centre, name, head, rows):
    folder = EXAMPLES / centre / "kpi"
    folder.mkdir(exist_ok=True)
    with open(folder / name, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)


def calibration(chance):
    """Forty recordings scored by three checkers; the second is strict, the third scatters."""
    rows = []
    for number in range(1, 41):
        truth = min(99, max(52, chance.gauss(84, 8)))
        scores = [truth + chance.gauss(0, 2), truth - 3.2 + chance.gauss(0, 2), truth + 0.4 + chance.gauss(0, 4.5)]
        rows.append([f"R2511{number:03d}"] + [min(100, max(40, round(score))) for score in scores])
    write("lanchuan-bank", "calibration.csv", ["录音", "质检甲", "质检乙", "质检丙"], rows)


def checks(chance):
    """Weekly quality checks: sizes vary, one bad week, and a coaching scheme from the 27th week on."""
    rows = []
    for week in range(1, 49):
        size = chance.randint(140, 230)
        share = 0.092 if week < 27 else 0.058
        if week == 15:
            share = 0.19
        rows.append([f"2025-W{week:02d}", size, sum(chance.random() < share for _ in range(size))])
    write("lanchuan-bank", "quality-checks.csv", ["周", "抽检", "不合格"], rows)


def handling(chance):
    """Handling times of four teams, six agents each, on ten days; the third team varies more."""
    rows = []
    for team, level, between, within in [("一组", 262, 9, 22), ("二组", 268, 10, 24), ("三组", 266, 26, 46), ("四组", 285, 10, 23)]:
        for agent in range(1, 7):
            mean = chance.gauss(level, between)
            for day in range(10):
                date = datetime.date(2025, 11, 3) + datetime.timedelta(days=day + 2 * (day // 5))
                rows.append([date, team, f"{'ABCD'['一二三四'.index(team[0])]}{agent:02d}", round(chance.gauss(mean, within))])
    rows.sort(key=lambda row: (row[0], row[1], row[2]))
    write("lanchuan-bank", "handling-times.csv", ["日期", "班组", "座席", "平均处理时长"], rows)


def roster(chance):
    """A roster of agents from 2024 on; outbound loses more people, most of them early."""
    rows = []
    end = datetime.date(2025, 12, 31)
    for team, start_size, joining, early, late in [("客服一部", 88, 2.0, 0.10, 0.011), ("客服二部", 84, 2.2, 0.12, 0.013),
                                                   ("外呼部", 52, 3.6, 0.26, 0.030)]:
        hires = [datetime.date(2018, 1, 1) + datetime.timedelta(days=chance.randint(0, 2180)) for _ in range(start_size)]
        for month in range(24):
            first = datetime.date(2024 + month // 12, month % 12 + 1, 1)
            arrivals = int(joining) + (chance.random() < joining - int(joining))
            hires += [first + datetime.timedelta(days=chance.randint(0, 27)) for _ in range(arrivals)]
        for hired in hires:
            day, left = max(hired, datetime.date(2024, 1, 1)), None
            while day <= end:
                tenure = (day - hired).days
                risk = (early if tenure < 90 else late * (2.2 if tenure < 365 else 1)) / 30
                if chance.random() < risk and tenure > 3:
                    left = day
                    break
                day += datetime.timedelta(days=1)
            rows.append([team, hired, left or ""])
    rows.sort(key=lambda row: (row[1], row[0]))
    write("lanchuan-bank", "roster.csv", ["工号", "部门", "入职日期", "离职日期"],
          [[f"A{number:04d}"] + row for number, row in enumerate(rows, 1)])


def complaints(chance):
    """Complaints of one year, one a row."""
    causes = [("排队等待过久", 34, 0.18, 0.03), ("答复前后不一致", 23, 0.34, 0.06), ("承诺未按时兑现", 16, 0.41, 0.11),
              ("信用卡费用争议", 9, 0.22, 0.09), ("服务态度", 5, 0.10, 0.05), ("转接次数过多", 4, 0.20, 0.02),
              ("验证身份繁琐", 3, 0.08, 0.01), ("外呼打扰", 2, 0.15, 0.07), ("自助语音难用", 2, 0.05, 0.0),
              ("在线客服掉线", 1, 0.05, 0.0), ("其他", 1, 0.0, 0.0)]
    rows = []
    for number in range(1, 361):
        name, _, repeated, escalated = chance.choices(causes, weights=[cause[1] for cause in causes])[0]
        date = datetime.date(2025, 1, 1) + datetime.timedelta(days=chance.randint(0, 364))
        rows.append([date, chance.choices(["电话", "在线", "营业网点转来"], weights=[6, 3, 1])[0], name,
                     "是" if chance.random() < repeated else "否", "是" if chance.random() < escalated else "否"])
    rows.sort(key=lambda row: row[0])
    write("lanchuan-bank", "complaints.csv", ["工单号", "日期", "渠道", "原因", "重复", "越级"],
          [[f"T25{number:05d}"] + row for number, row in enumerate(rows, 1)])


def forecast(chance):
    """Four weeks of half-hours of a hotline: forecast, arrivals, and what agents handled of them."""
    rows = []
    for day in range(28):
        date = datetime.date(2025, 11, 3) + datetime.timedelta(days=day)
        weekday = 1.0 if date.weekday() < 5 else 0.62
        swing = chance.gauss(1, 0.07)
        for slot in range(48):
            hour = slot / 2
            shape = 8 + 92 * math.exp(-((hour - 10.2) / 2.1) ** 2) + 74 * math.exp(-((hour - 16.3) / 2.4) ** 2) \
                + 26 * math.exp(-((hour - 20) / 1.8) ** 2)
            plan = weekday * shape * 5.2
            mean = plan * swing * (1.12 if 15 <= hour < 17 else 0.95)
            actual = max(0, round(chance.gauss(mean, math.sqrt(mean) * 1.3)))
            share = 0.30 if 9 <= hour < 12 or 15 <= hour < 19 else 0.36 if 8 <= hour < 22 else 0.41
            handled = sum(chance.random() < share for _ in range(actual))
            rows.append([date, f"{slot // 2:02d}:{slot % 2 * 30:02d}", round(plan), actual, handled])
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
        orders = chance.randint(180, 320)
        rate = 0.075 if week not in (17, 18) else 0.19
        rows.append([f"2025-W{week:02d}", orders, poisson(chance, rate * orders)])
    write("linlan-hotline", "work-orders.csv", ["周", "抽查工单", "差错"], rows)


for make in [weekly, work_orders, calibration, checks, handling, roster, complaints, forecast]:
    make(random.Random("pingxing " + make.__name__))
