#!/usr/bin/env python3
"""Writes the generated part of the examples' indicators: the year before, and a month of half-hours.

In Examples/*/kpi.csv the months from 2024-12 on are written by hand to fit the notes of the assessments and stay as they
are; the twelve months before follow from them by what is said in CENTRES. Examples/*/intervals.csv holds the half-hours
of November 2025, which add up to what kpi.csv reports for that month. All of it is fictional, and the same on every
machine: the only randomness is a generator of this file's own with a fixed seed.

With --check nothing is written and the exit status is 1 where a file is out of date.
"""

import argparse
import csv
import io
import math
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIRST_WRITTEN = "2024-12"

# By how much the year before differs: added to a value, or (with *) its factor. `fault` is one thing that is wrong.
CENTRES = {
    "lanchuan-bank": {
        "before": {
            "service-level": -1.8, "interval-attainment": -2.4, "abandonment-rate": 0.4, "speed-of-answer": 2,
            "handling-time": 4, "occupancy": -0.6, "adherence": -0.7, "forecast-error": 1.1, "quality-pass-rate": -0.8,
            "first-contact-resolution": -1.9, "satisfaction": -0.3, "complaint-rate": 0.009, "attrition-rate": 0.2,
            "cost-per-call": 0.18,
        },
        "volume": 0.96,
        "hours": (0, 48),
        "days": 30,
        "within": 20,
        "holds": True,
        "peak": [],
        "missed": ((), 1),
        "night": 0.10,
        "fault": None,
    },
    "linlan-hotline": {
        "before": {
            "connection-rate": -0.6, "service-level": -1.2, "interval-attainment": -2.0, "abandonment-rate": 0.3,
            "speed-of-answer": 1, "handling-time": 1, "occupancy": 0.4, "adherence": -0.5, "quality-pass-rate": -0.9,
            "satisfaction": 0.3, "complaint-rate": 0.003, "repeat-complaint-rate": 0.4, "attrition-rate": 0.3,
        },
        "volume": 0.93,
        "hours": (0, 48),
        "days": 30,
        "within": 15,
        "holds": False,
        "peak": [],
        # Between 15 and 17 more calls come than are forecast.
        "missed": ((30, 31, 32, 33), 0.88),
        "night": 0.16,
        "fault": None,
    },
    "shiguang-shop": {
        "before": {
            "service-level": 0.7, "interval-attainment": 0.9, "abandonment-rate": -0.2, "speed-of-answer": -1,
            "media-response": 0.1, "handling-time": -5, "adherence": 0.4, "forecast-error": -0.8, "satisfaction": 0.4,
            "quality-pass-rate": -0.2, "complaint-rate": -0.02, "attrition-rate": 0.4, "repeat-complaint-rate": -0.3,
            "first-contact-resolution": 0.6,
        },
        "volume": 0.84,
        "hours": (20, 44),
        "days": 26,
        "within": 20,
        "holds": False,
        # The sales of the eleventh of November: its day, the two before and the day of deliveries.
        "peak": [(1, 1.7), (9, 1.3), (10, 1.6), (11, 2.9), (12, 1.8), (13, 1.4)],
        "missed": ((), 1),
        "night": 0.5,
        # On three half-hours of the eleventh calls that were handed over between the sites were not counted as offered.
        "fault": (11, [20, 21, 22], 37),
    },
}


class Chance:
    """A linear congruential generator (Knuth's MMIX constants): the same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def unit(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 11) / 2**53

    def around(self, spread):
        """A number about 0, nearly normal, with the given standard deviation."""
        return (sum(self.unit() for _ in range(12)) - 6) * spread


# MARK: - Months


def places(text):
    return len(text.partition(".")[2])


def year_before(rows, centre, chance):
    """The rows of the twelve months before. What was measured for less than ten months had not begun by then; a month
    whose figure is still to come follows from the last."""
    latest = {row["indicator"]: row for row in rows}
    periods = sorted({row["period"] for row in rows})
    present = {(row["indicator"], row["period"]) for row in rows}
    began = {name for name in latest if sum(key == name for key, _ in present) >= 10}
    rows = [row for row in rows if row["indicator"] in began] + [
        {**latest[name], "period": period}
        for name in latest if name in began for period in periods if (name, period) not in present]
    rows.sort(key=lambda row: row["period"])
    earlier = []
    # One factor a month, so that the samples of its indicators stay in proportion.
    volumes = {month: centre["volume"] + chance.around(0.01) for month in periods}
    for row in rows:
        year, month = row["period"].split("-")
        shift = centre["before"].get(row["indicator"], 0)
        decimals = places(row["value"])
        value = float(row["value"]) + shift + chance.around(0.12 * abs(shift))
        if row["unit"] == "%":
            value = min(value, 99.6)
        value = f"{max(value, 0):.{decimals}f}"
        counts_calls = row["indicator"] not in ("interval-attainment", "forecast-error", "occupancy", "adherence", "attrition-rate")
        sample = int(row["sample"])
        if counts_calls:
            sample = round(sample * volumes[row["period"]])
        elif row["indicator"] in ("interval-attainment", "forecast-error") and (year, month) == ("2025", "02"):
            sample = sample * 29 // 28
        earlier.append({**row, "period": f"{int(year) - 1}-{month}", "value": value, "sample": str(sample)})
    return earlier


def months(path, centre, seed):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    written = [row for row in rows if row["period"] >= FIRST_WRITTEN]
    names = list(dict.fromkeys(row["indicator"] for row in written))
    earlier = year_before(written, centre, Chance(seed))
    # The order of the written rows is kept: by month, or by indicator.
    if written[0]["period"] == written[1]["period"]:
        ordered = earlier + written
    else:
        ordered = [row for name in names for row in earlier + written if row["indicator"] == name]
    out = io.StringIO()
    writer = csv.DictWriter(out, ["period", "indicator", "variant", "value", "unit", "sample"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(ordered)
    return out.getvalue(), {row["indicator"]: row for row in written if row["period"] == "2025-11"}


# MARK: - Half-hours


def volume_weight(slot, weekday, centre):
    """How many calls a half-hour draws: two humps a day, less at night and on days off."""
    hour = slot / 2
    humps = math.exp(-((hour - 10.2) ** 2) / 5.5) + 0.82 * math.exp(-((hour - 15.6) ** 2) / 7.0)
    evening = 0.42 * math.exp(-((hour - 20.3) ** 2) / 4.5)
    return round((centre["night"] + humps + evening) * [1.12, 1.05, 1.0, 0.99, 1.0, 0.72, 0.66][weekday], 9)


def spread(total, weights):
    """Whole numbers in proportion to weights that add up to the total (largest remainders)."""
    scale = total / sum(weights)
    shares = [weight * scale for weight in weights]
    counts = [int(share) for share in shares]
    rest = sorted(range(len(shares)), key=lambda index: (counts[index] - shares[index], index))
    for index in rest[: total - sum(counts)]:
        counts[index] += 1
    return counts


def levels(stress, attained, wanted, weights, target):
    """Service levels that fall with stress, meet the target in the wanted share of intervals, and average as reported."""
    order = sorted(range(len(stress)), key=lambda index: (stress[index], index))
    met = round(attained * len(order))
    low, high = 0.0, 12.0
    for _ in range(60):
        steepness = (low + high) / 2
        result = [0.0] * len(order)
        for rank, index in enumerate(order):
            if rank < met:
                result[index] = 0.985 - (0.985 - target - 0.004) * (rank / met) ** 1.3
            else:
                depth = (rank - met + 1) / (len(order) - met + 1)
                result[index] = (target - 0.006) * (1 - depth**2) ** (steepness / 3)
        mean = sum(level * weight for level, weight in zip(result, weights)) / sum(weights)
        low, high = (low, steepness) if mean < wanted else (steepness, high)
    return result


def half_hours(centre, reported, seed):
    chance = Chance(seed)
    first, last = centre["hours"]
    slots = [(day, slot) for day in range(1, centre["days"] + 1) for slot in range(first, last)]
    peaks = dict(centre["peak"])
    # November 2025 begins on a Saturday.
    planned = [volume_weight(slot, (day + 4) % 7, centre) * peaks.get(day, 1) for day, slot in slots]
    drawn = [weight * (1 + chance.around(0.07)) for weight in planned]
    level = reported["service-level"]
    offered = spread(int(level["sample"]), drawn)
    forecast = spread(round(sum(offered) * 0.985), [
        weight * (1 + chance.around(0.03)) * (centre["missed"][1] if slot in centre["missed"][0] else 1)
        for weight, (day, slot) in zip(planned, slots)])
    handling = reported["handling-time"]
    abandoned_total = sum(offered) - int(handling["sample"])

    # An interval is under stress where more came than forecast and where the volume is high.
    stress = [
        (came - plan) / max(8, plan) + 0.25 * came / max(offered) + chance.around(0.06)
        for came, plan in zip(offered, forecast)
    ]
    shares = levels(
        stress, float(reported["interval-attainment"]["value"]) / 100, float(level["value"]) / 100, offered, 0.80)
    in_time = spread(round(sum(offered) * float(level["value"]) / 100), [
        calls * share for calls, share in zip(offered, shares)])
    in_time = [min(calls, came) for calls, came in zip(in_time, offered)]
    abandoned = spread(abandoned_total, [
        0.02 + (came - quick) * (0.6 + share) for came, quick, share in zip(offered, in_time, shares)])
    abandoned = [min(left, came - quick) for left, came, quick in zip(abandoned, offered, in_time)]
    for _ in range(abandoned_total - sum(abandoned)):
        room = max(range(len(slots)), key=lambda index: (offered[index] - in_time[index] - abandoned[index], -index))
        abandoned[room] += 1
    answered = [came - left for came, left in zip(offered, abandoned)]
    early = [round(left * 0.22) for left in abandoned]

    seconds = [calls * (float(handling["value"]) + chance.around(6)) for calls in answered]
    busy = spread(round(sum(answered) * float(handling["value"])), [max(value, 0.001) for value in seconds])
    late = [calls - quick for calls, quick in zip(answered, in_time)]
    waits = spread(round(sum(answered) * float(reported["speed-of-answer"]["value"])), [
        quick * 3.2 + slow * (centre["within"] + 60 * (1.05 - share)) + 0.001
        for quick, slow, share in zip(in_time, late, shares)])
    # What those who gave up had waited: less than the limit, or the limit and more, the longer the fewer got through. It has
    # its own chance, so that nothing else depends on it.
    patience = Chance(seed + 1000)
    lost = [
        round((quick * 0.5 + (left - quick) * (1 + 2.4 * (1.05 - share))) * centre["within"] * (1 + patience.around(0.04)))
        for left, quick, share in zip(abandoned, early, shares)
    ]
    lost = [max(waited, (left - quick) * centre["within"]) for waited, left, quick in zip(lost, abandoned, early)]
    occupancy = float(reported["occupancy"]["value"]) / 100 if "occupancy" in reported else 0.81
    agents = staff(busy, stress, occupancy)

    out = io.StringIO()
    names = ["offered", "forecast", "answered", "answered-in-time", "abandoned", "abandoned-in-time", "wait-time"]
    names += ["abandoned-wait-time", "talk-time"]
    names += (["hold-time"] if centre["holds"] else []) + ["wrap-time", "available-time", "agents"]
    out.write("period," + ",".join(names) + "\n")
    for index, (day, slot) in enumerate(slots):
        hold = round(busy[index] * 0.045) if centre["holds"] else 0
        wrap = round(busy[index] * (0.155 + chance.around(0.008)))
        came = offered[index]
        if centre["fault"] and day == centre["fault"][0] and slot in centre["fault"][1]:
            came -= centre["fault"][2]
        values = [came, forecast[index], answered[index], in_time[index], abandoned[index], early[index], waits[index], lost[index]]
        values += [busy[index] - hold - wrap] + ([hold] if centre["holds"] else [])
        values += [wrap, agents[index] * 1800 - busy[index], agents[index]]
        end = slot + 1
        time = f"2025-11-{day:02} {slot // 2:02}:{slot % 2 * 30:02}-{end // 2:02}:{end % 2 * 30:02}"
        out.write(time + "," + ",".join(map(str, values)) + "\n")
    return out.getvalue()


def staff(busy, stress, occupancy):
    """Whole numbers of agents with which the occupancy of the month comes out; more of it under stress."""
    middle = sorted(stress)[len(stress) // 2]
    aims = [min(0.97, max(0.35, 1 + 0.22 * (value - middle))) for value in stress]
    low, high = 0.3, 1.2
    for _ in range(60):
        factor = (low + high) / 2
        agents = [max(1, math.ceil(work / 1800 / min(0.985, aim * factor))) for work, aim in zip(busy, aims)]
        reached = sum(busy) / (1800 * sum(agents))
        low, high = (factor, high) if reached < occupancy else (low, factor)
    return agents


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    stale = []
    for seed, (name, centre) in enumerate(CENTRES.items(), start=2025):
        folder = ROOT / "Examples" / name
        text, reported = months(folder / "kpi.csv", centre, seed)
        for path, content in [
            (folder / "kpi.csv", text), (folder / "intervals.csv", half_hours(centre, reported, seed + 1000)),
        ]:
            if options.check:
                if not path.is_file() or path.read_text(encoding="utf-8") != content:
                    stale.append(f"{name}/{path.name}")
            else:
                path.write_text(content, encoding="utf-8")
    if stale:
        print("out of date: " + ", ".join(stale), file=sys.stderr)
        sys.exit(1)


main()
