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


def clock(seconds: int) -> str:
    """As systems show a duration: mm:ss below an hour, else hh:mm:ss."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes:02}:{rest:02}" if minutes < 60 else f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


def spelled(row: str) -> str:
    """The same measures with durations as clocks, and the share answered in time as a percentage behind them."""
    offered, answered, in_time, abandoned, wait, talk, wrap, agents = row.strip().split(",")
    share = f"{int(in_time) * 100 / int(offered):.1f}%" if int(offered) else ""
    times = ",".join(clock(int(value)) for value in (wait, talk, wrap))
    return f"{offered},{answered},{in_time},{abandoned},{times},{agents},{share}\n"


def write(path: pathlib.Path, count: int, is_spelled: bool = False) -> None:
    """Writes `count` rows below the head, by time and then by team.

    `is_spelled` writes durations as `03:25` or `01:03:25`, and adds a percentage such as `98.5%`."""
    rows, day, written = measures(), datetime.date(2019, 1, 1), 0
    if is_spelled:
        rows = [spelled(row) for row in rows]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD + (",service-level/of-offered" if is_spelled else "") + "\n")
        while written < count:
            for half in range(48):
                begin = f"{day},{half // 2:02}:{half % 2 * 30:02},"
                teams = TEAMS[: count - written]
                file.writelines(
                    [f"{begin}{team},{rows[(written + number) % VARIETY]}" for number, team in enumerate(teams)])
                written += len(teams)
            day += datetime.timedelta(days=1)
