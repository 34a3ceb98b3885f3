"""A fictional export of a large centre: a row a team and half-hour. The same every time."""
import datetime
import pathlib
import random

TEAMS = [f"{place}{number}组" for place in ("东区", "南区", "西区", "北区", "夜班") for number in range(1, 21)]
HEAD = "日期,时段,班组,来电量,接听量,时限内接听量,放弃量,等待时间合计,通话时间合计,话后时间合计,在线坐席数"
# The measures of as many rows as no cycle of teams and half-hours has, so that months differ.
VARIETY = 10_007


def measures() -> list[str]:
    chance = random.Random(20250101)
    rows = []
    for _ in range(VARIETY):
        offered = chance.choice((0, 3, 9, 17, 26, 41, 64, 120)) + chance.randrange(9)
        abandoned = min(offered, chance.choice((0, 0, 0, 1, 1, 2, 5)))
        answered = offered - abandoned
        in_time = round(answered * chance.uniform(0.6, 1))
        wait, talk, wrap = (round(answered * chance.uniform(low, high)) for low, high in ((4, 40), (140, 260), (20, 60)))
        agents = f"{answered * 0.15 + chance.uniform(0.5, 4):.1f}"
        rows.append(f"{offered},{answered},{in_time},{abandoned},{wait},{talk},{wrap},{agents}\n")
    return rows


def write(path: pathlib.Path, count: int) -> None:
    """Writes `count` rows below the head, by time and then by team."""
    rows, day, written = measures(), datetime.date(2019, 1, 1), 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD + "\n")
        while written < count:
            for half in range(48):
                begin = f"{day},{half // 2:02}:{half % 2 * 30:02},"
                teams = TEAMS[: count - written]
                file.writelines(
                    [f"{begin}{team},{rows[(written + number) % VARIETY]}" for number, team in enumerate(teams)])
                written += len(teams)
            day += datetime.timedelta(days=1)
