#!/usr/bin/env python3
"""Writes references.json: outcomes of SciPy for fixed data, which the tests compare with their own.

Needs SciPy (references.json names the version used). The waiting line of the Erlang A cases is solved here from the
balance equations of its Markov chain and not from the closed formulas that the program uses.
"""

import itertools
import json
import math
import pathlib
import random

import numpy
import scipy
from scipy import integrate, stats

random.seed(20250101)


def series(count, level, spread, digits=2, drift=0.0):
    return [f"{level + drift * k + random.gauss(0, spread):.{digits}f}" for k in range(count)]


def numbers(texts):
    return [float(text) for text in texts]


def t_tests():
    cases = []
    for first_count, second_count, shift in [(12, 12, 0.8), (30, 30, 0.0), (2, 2, 3.0), (8, 25, -2.0), (200, 40, 0.3)]:
        first, second = series(first_count, 85, 3), series(second_count, 85 + shift, 5)
        welch = stats.ttest_ind(numbers(first), numbers(second), equal_var=False)
        interval = welch.confidence_interval(0.95)
        cases.append({"kind": "welch", "first": first, "second": second, "statistic": float(welch.statistic),
                      "degrees": float(welch.df), "probability": float(welch.pvalue),
                      "low": float(interval.low), "high": float(interval.high)})
        if first_count == second_count:
            paired = stats.ttest_rel(numbers(first), numbers(second))
            interval = paired.confidence_interval(0.95)
            cases.append({"kind": "paired", "first": first, "second": second, "statistic": float(paired.statistic),
                          "degrees": float(paired.df), "probability": float(paired.pvalue),
                          "low": float(interval.low), "high": float(interval.high)})
    return cases


def doubled_ranks(texts):
    return [int(2 * rank) for rank in stats.rankdata(numbers(texts))]


def share_of_orders(first, second):
    """How many of all orders of the second ranks give a coefficient as far from 0: whole numbers, so that nothing is rounded."""
    left, right = doubled_ranks(first), doubled_ranks(second)
    middle = sum(left) * sum(right)
    distance = lambda order: abs(len(left) * sum(x * y for x, y in zip(left, order)) - middle)
    bound = distance(right)
    orders = [distance(order) >= bound for order in itertools.permutations(right)]
    return sum(orders) / len(orders)


def correlations():
    cases = []
    for count, digits in [(4, 2), (12, 0), (24, 2), (100, 0)]:
        first = series(count, 50, 4, digits)
        second = [f"{0.5 * float(value) + random.gauss(0, 3):.{digits}f}" for value in first]
        pearson = stats.pearsonr(numbers(first), numbers(second))
        interval = pearson.confidence_interval(0.95)
        spearman = stats.spearmanr(numbers(first), numbers(second))
        cases.append({"first": first, "second": second, "pearson": float(pearson.statistic),
                      "pearsonProbability": float(pearson.pvalue), "low": float(interval.low),
                      "high": float(interval.high), "spearman": float(spearman.statistic),
                      "spearmanProbability": share_of_orders(first, second) if count <= 9 else float(spearman.pvalue)})
    return cases


def group_tests():
    cases = []
    for sizes, digits in [((6, 7, 8), 1), ((20, 20), 0), ((5, 9, 12, 30), 2)]:
        groups = [series(size, 80 + 2 * k, 3 + k, digits) for k, size in enumerate(sizes)]
        values = [numbers(group) for group in groups]
        kruskal, variance = stats.kruskal(*values), stats.f_oneway(*values)
        spreads = stats.levene(*values, center="median")
        cases.append({"groups": groups, "kruskal": float(kruskal.statistic), "kruskalProbability": float(kruskal.pvalue),
                      "fisher": float(variance.statistic), "fisherProbability": float(variance.pvalue),
                      "spreads": float(spreads.statistic), "spreadsProbability": float(spreads.pvalue)})
    return cases


def trends():
    cases = []
    for count, drift, digits in [(12, 0.4, 1), (24, -0.1, 0), (40, 0.0, 2)]:
        values = series(count, 90, 2, digits, drift)
        pairs = [(numbers(values)[j] - numbers(values)[i]) for i in range(count) for j in range(i + 1, count)]
        score = sum((pair > 0) - (pair < 0) for pair in pairs)
        counts = {}
        for value in numbers(values):
            counts[value] = counts.get(value, 0) + 1
        spread = lambda n: n * (n - 1) * (2 * n + 5)
        variance = (spread(count) - sum(spread(n) for n in counts.values())) / 18
        statistic = (score - (score > 0) + (score < 0)) / math.sqrt(variance)
        slope = stats.theilslopes(numbers(values), list(range(count)), 0.95)
        cases.append({"values": values, "score": score, "variance": variance, "statistic": statistic,
                      "probability": float(2 * stats.norm.sf(abs(statistic))), "slope": float(slope.slope)})
    return cases


def wilson():
    cases = []
    for successes, trials in [(0, 10), (10, 10), (1, 3), (83, 100), (4_321, 5_000), (999_999, 1_000_000)]:
        interval = stats.binomtest(successes, trials).proportion_ci(0.95, method="wilson")
        cases.append({"successes": successes, "trials": trials, "low": float(interval.low), "high": float(interval.high)})
    return cases


def waiting_line(arrivals, handling, agents, patience, within):
    """Shares of callers who wait, hang up, and are answered in time, from the balance equations."""
    service, leaving = 1 / handling, 1 / patience if patience else 0.0
    weights = [1.0]
    while len(weights) < 4000:
        state = len(weights)
        down = min(state, agents) * service + max(0, state - agents) * leaving
        weights.append(weights[-1] * arrivals / down)
        if state > agents and weights[-1] < 1e-18 * max(weights):
            break
    whole = sum(weights)
    chances = [weight / whole for weight in weights]
    waiting = sum(chances[agents:])
    hanging_up = sum(chance * (state - agents) * leaving for state, chance in enumerate(chances) if state > agents) / arrivals
    # A caller who finds k others waiting is next after k + 1 departures; each departure may also be somebody's patience.
    # With all agents busy, j callers ahead leave at rate agents * service + j * leaving; the caller's own patience runs too.
    in_time = sum(chances[:agents])
    for state in range(agents, len(chances)):
        if chances[state] < 1e-13:
            continue
        ahead = state - agents
        # Probability that the caller is answered by `within`: integrate the pure death chain of those ahead.
        in_time += chances[state] * answered(ahead, agents * service, leaving, within)
    return waiting, hanging_up, in_time


def answered(ahead, served, leaving, within):
    """Uniformisation of the chain (callers ahead, own fate) until the caller is answered, hangs up, or time is over."""
    fastest = served + (ahead + 1) * leaving
    chance = [0.0] * (ahead + 1)
    chance[ahead] = 1.0
    done = 0.0
    result, term, weight = 0.0, 0, math.exp(-fastest * within)
    sums = weight
    result += weight * done
    while 1 - sums > 1e-13 and term < 20000:
        following = [0.0] * (ahead + 1)
        for j, value in enumerate(chance):
            if value == 0.0:
                continue
            rate = served + j * leaving
            if j == 0:
                done += value * served / fastest
            else:
                following[j - 1] += value * rate / fastest
            # Own patience ends: absorbed without an answer.
            following[j] += value * (1 - (rate + leaving) / fastest)
        chance = following
        term += 1
        weight *= fastest * within / term
        sums += weight
        result += weight * done
    return result


def queues():
    cases = []
    for arrivals, handling, agents, patience, within in [
        (0.05, 180, 12, 120, 20), (0.05, 180, 9, 60, 20), (0.5, 240, 125, 90, 15), (0.01, 300, 1, 200, 30),
        (0.2, 200, 30, 45, 20),
    ]:
        waiting, hanging_up, in_time = waiting_line(arrivals, handling, agents, patience, within)
        cases.append({"arrivals": arrivals, "handling": handling, "agents": agents, "patience": patience,
                      "within": within, "waiting": waiting, "abandonment": hanging_up, "inTime": in_time})
    for arrivals, handling, agents, within in [(0.05, 180, 12, 20), (0.5, 240, 130, 15), (0.001, 300, 1, 30)]:
        waiting, _, in_time = waiting_line(arrivals, handling, agents, None, within)
        cases.append({"arrivals": arrivals, "handling": handling, "agents": agents, "patience": None,
                      "within": within, "waiting": waiting, "abandonment": 0, "inTime": in_time})
    return cases


def slope_interval(values, ends):
    """Gilbert (1987), 16.5: ranks around the middle of all slopes, between neighbours by proportion."""
    count = len(values)
    slopes = sorted((values[j] - values[i]) / (j - i) for i in range(count) for j in range(i + 1, count))
    return [float(numpy.interp(rank, numpy.arange(1, len(slopes) + 1), slopes)) for rank in ends(len(slopes))]


def slopes():
    cases = []
    for count, drift, digits in [(10, 0.4, 1), (24, -0.1, 0), (40, 0.0, 2)]:
        texts = series(count, 90, 2, digits, drift)
        values = numbers(texts)
        ties = [values.count(value) for value in set(values)]
        variance = (count * (count - 1) * (2 * count + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
        reach = float(stats.norm.ppf(0.975)) * math.sqrt(variance)
        low, high = slope_interval(values, lambda size: [(size - reach) / 2, (size + reach) / 2 + 1])
        # SciPy takes whole ranks (Sen 1968), so its ends lie within one rank of these.
        whole = stats.theilslopes(values, list(range(count)), 0.95)
        cases.append({"values": texts, "low": low, "high": high, "wholeLow": float(whole.low_slope),
                      "wholeHigh": float(whole.high_slope)})
    return cases


def survivals():
    cases = []
    for count, ending in [(12, 20), (60, 365), (400, 730)]:
        times = [min(int(random.expovariate(1 / 300)), ending) for _ in range(count)]
        left = [time < ending and random.random() < 0.9 for time in times]
        data = stats.CensoredData(uncensored=[t for t, gone in zip(times, left) if gone],
                                  right=[t for t, gone in zip(times, left) if not gone])
        curve = stats.ecdf(data).sf
        interval = curve.confidence_interval(0.95, method="log-log")
        points = sorted({t for t, gone in zip(times, left) if gone})
        cases.append({"times": times, "left": left, "points": points,
                      "shares": [float(value) for value in curve.evaluate(points)],
                      "lows": [finite(value) for value in interval.low.evaluate(points)],
                      "highs": [finite(value) for value in interval.high.evaluate(points)]})
    return cases


def departures():
    """The log-rank test: of two groups by SciPy, of more by the textbook's sums with NumPy's linear algebra."""
    cases = []
    for sizes, ending in [([20, 25], 200), ([60, 60], 365), ([8, 40, 30], 365), ([30, 30, 30, 60], 730)]:
        groups = []
        for place, size in enumerate(sizes):
            times = [min(int(random.expovariate(1 / (200 + 90 * place))), ending) for _ in range(size)]
            groups.append({"times": times, "left": [time < ending and random.random() < 0.9 for time in times]})
        times = sorted({t for group in groups for t, gone in zip(group["times"], group["left"]) if gone})
        observed, expected = numpy.zeros(len(groups)), numpy.zeros(len(groups))
        variance = numpy.zeros((len(groups), len(groups)))
        for time in times:
            present = numpy.array([sum(t >= time for t in group["times"]) for group in groups], dtype=float)
            gone = numpy.array([sum(t == time and g for t, g in zip(group["times"], group["left"])) for group in groups])
            everybody, leavers = present.sum(), gone.sum()
            observed += gone
            expected += leavers * present / everybody
            if everybody > 1:
                shares = present / everybody
                variance += leavers * (everybody - leavers) / (everybody - 1) * (numpy.diag(shares) - numpy.outer(shares, shares))
        difference = (observed - expected)[:-1]
        statistic = float(difference @ numpy.linalg.solve(variance[:-1, :-1], difference))
        if len(groups) == 2:
            data = [stats.CensoredData(uncensored=[t for t, gone in zip(g["times"], g["left"]) if gone],
                                       right=[t for t, gone in zip(g["times"], g["left"]) if not gone]) for g in groups]
            official = stats.logrank(*data)
            assert math.isclose(official.statistic ** 2, statistic, rel_tol=1e-9)
            probability = float(official.pvalue)
        else:
            probability = float(stats.chi2.sf(statistic, len(groups) - 1))
        cases.append({"groups": groups, "expected": [float(value) for value in expected], "statistic": statistic,
                      "probability": probability})
    return cases


def finite(value):
    return float(value) if math.isfinite(value) else None


def agreements():
    """Kappa and its error by the matrix formula of Fleiss, Cohen and Everitt (1969), with weights of agreement."""
    cases = []
    for count, size, weighting in [(40, 2, "none"), (60, 5, "none"), (60, 5, "linear"), (80, 4, "quadratic")]:
        first = [random.randint(1, size) for _ in range(count)]
        second = [mark if random.random() < 0.6 else random.randint(1, size) for mark in first]
        shares = numpy.zeros((size, size))
        for one, other in zip(first, second):
            shares[one - 1, other - 1] += 1 / count
        steps = numpy.abs(numpy.subtract.outer(range(size), range(size)))
        distances = {"none": (steps > 0) * 1.0, "linear": steps / (size - 1), "quadratic": (steps / (size - 1)) ** 2}
        weights = 1 - distances[weighting]
        rows, columns = shares.sum(axis=1), shares.sum(axis=0)
        observed, chance = (weights * shares).sum(), (weights * numpy.outer(rows, columns)).sum()
        kappa = (observed - chance) / (1 - chance)
        beside = numpy.add.outer(weights @ columns, rows @ weights)
        inner = (shares * (weights - beside * (1 - kappa)) ** 2).sum() - (kappa - chance * (1 - kappa)) ** 2
        error = math.sqrt(inner / count) / (1 - chance)
        reach = float(stats.norm.ppf(0.975)) * error
        cases.append({"first": first, "second": second, "categories": size, "weighting": weighting,
                      "kappa": float(kappa), "low": float(kappa - reach), "high": float(kappa + reach)})
    return cases


def changes():
    """Shares and rates before and after: SciPy's Fisher test, Newcombe's interval from SciPy's Wilson intervals, and
    the conditional test of two Poisson rates from SciPy's binomial distribution."""
    shares, rates = [], []
    for first, second in [((12, 200), (5, 210)), ((0, 40), (6, 38)), ((7, 7), (3, 9)), ((1, 3), (1, 2)), ((120, 1968), (80, 2000)),
                          ((45_210, 900_000), (44_800, 910_000)), ((30, 60), (30, 60)), ((3, 2_000_000), (21, 2_100_000))]:
        table = [[second[0], second[1] - second[0]], [first[0], first[1] - first[0]]]
        before, after = [stats.binomtest(*side).proportion_ci(0.95, method="wilson") for side in (first, second)]
        one, other = first[0] / first[1], second[0] / second[1]
        shares.append({"before": first, "after": second, "difference": other - one,
                       "low": float(other - one - math.hypot(other - after.low, before.high - one)),
                       "high": float(other - one + math.hypot(after.high - other, one - before.low)),
                       "probability": float(stats.fisher_exact(table).pvalue)})
    for first, second in [((12, 200), (5, 210)), ((0, 40), (6, 38)), ((6, 38), (0, 40)), ((1, 3), (1, 2)), ((312, 51_020), (255, 50_771)),
                          ((9_120, 900_000), (8_800, 910_000)), ((30, 60), (30, 60)), ((400, 100), (520, 90))]:
        whole, expected = first[0] + second[0], second[1] / (first[1] + second[1])
        share = stats.binomtest(second[0], whole).proportion_ci(0.95, method="exact")
        ratio = lambda p: float(p / (1 - p) * first[1] / second[1]) if p < 1 else None
        tails = stats.binom.cdf(second[0], whole, expected), stats.binom.sf(second[0] - 1, whole, expected)
        rates.append({"before": first, "after": second, "low": ratio(share.low), "high": ratio(share.high),
                      "probability": float(min(1, 2 * min(tails)))})
    return shares, rates


def side_by_side():
    cases = []
    for teams, count, digits in [(3, 6, 1), (3, 12, 0), (5, 24, 1)]:
        groups = [series(count, 80 + 0.7 * place, 2, digits) for place in range(teams)]
        friedman = stats.friedmanchisquare(*[numbers(group) for group in groups])
        cases.append({"groups": groups, "statistic": float(friedman.statistic), "probability": float(friedman.pvalue)})
    return cases


share_changes, rate_changes = changes()
def rank_orders():
    cases = [(["1", "2", "4"], ["1", "3", "20"]), (["1", "2", "4", "8"], ["1", "3", "20", "21"]),
             (["1", "2", "2", "3", "5"], ["4", "4", "4", "1", "0"]),
             (["3", "1", "4", "1", "5", "9", "2", "6"], ["2", "7", "1", "8", "2", "8", "1", "8"]),
             (["1", "2", "3", "4", "5", "6", "7", "8", "9"], ["2", "1", "4", "3", "9", "5", "6", "8", "7"])]
    return [{"first": first, "second": second, "probability": share_of_orders(first, second)} for first, second in cases]


def ranges_beyond():
    """How often the range of n normal values lies outside mean ± 3 standard deviations of it."""
    cases = []
    for size in [2, 3, 5, 7, 10, 25]:
        above = lambda w: float(stats.studentized_range.sf(w, size, 1e9))
        mean = integrate.quad(above, 0, 20, limit=200)[0]
        square = integrate.quad(lambda w: 2 * w * above(w), 0, 20, limit=200)[0]
        spread = math.sqrt(square - mean * mean)
        low = mean - 3 * spread
        cases.append({"size": size, "chance": above(mean + 3 * spread) + (1 - above(low) if low > 0 else 0)})
    return cases


outcome = {
    "made-with": f"SciPy {scipy.__version__}",
    "tTests": t_tests(), "correlations": correlations(), "groups": group_tests(), "trends": trends(), "wilson": wilson(), "queues": queues(),
    "slopes": slopes(), "survivals": survivals(), "agreements": agreements(),
    "departures": departures(), "shareChanges": share_changes, "rateChanges": rate_changes, "blocks": side_by_side(),
    "rankOrders": rank_orders(), "rangesBeyond": ranges_beyond(),
}
target = pathlib.Path(__file__).resolve().parent / "references.json"
lines = [json.dumps(key) + ": [\n  " + ",\n  ".join(json.dumps(case) for case in cases) + "\n ]"
         for key, cases in outcome.items() if isinstance(cases, list)]
head = json.dumps("made-with") + ": " + json.dumps(outcome["made-with"])
target.write_text("{\n " + ",\n ".join([head] + lines) + "\n}\n", encoding="utf-8")
