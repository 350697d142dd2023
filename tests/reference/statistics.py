"""Reference figures of the tests in src/tally, by other software and by brute force.

    pip install numpy scipy statsmodels
    python tests/reference/statistics.py

Prints what the tests compare with. Nothing here shares code or method with the program: the
interval is made of whole matrices, the permutation test of all orders.
"""

from itertools import permutations

import numpy as np
import statsmodels.api as sm
from scipy import stats
from scipy.linalg import block_diag, inv, sqrtm
from statsmodels.stats.meta_analysis import combine_effects


def show(name, *figures):
    print(f"{name}:", *(repr(float(figure)) for figure in figures))


def interval():
    """CR2 variance and Satterthwaite degrees of freedom (Bell and McCaffrey 2002)."""
    sizes = np.array([40, 12, 6, 3, 2, 1, 1, 1, 1])
    sums = np.array([-8, 3.6, 0, -1.2, 0.8, 0, -0.6, 0.4, 0])
    total, ends = sizes.sum(), np.cumsum(sizes)
    ones = np.ones((total, 1))
    hat = ones @ ones.T / total
    rest = np.eye(total) - hat
    alike = block_diag(*[0.01 + 0.99 * np.eye(size) for size in sizes])
    scores = np.repeat(sums / sizes, sizes)
    rows = []
    for size, end in zip(sizes, ends):
        own = slice(end - size, end)
        adjust = np.real(inv(sqrtm(np.eye(size) - hat[own, own])))
        rows.append((ones[own].T @ adjust @ rest[own])[0] / total)
    rows = np.array(rows)
    variance = ((rows @ scores) ** 2).sum()
    spread = rows @ alike @ rows.T
    freedom = np.trace(spread) ** 2 / np.trace(spread @ spread)
    half = stats.t.ppf(0.975, freedom) * variance**0.5
    show("uneven units", variance, freedom, scores.mean() - half, scores.mean() + half)
    x = np.array([0.1, -0.3, 0.5, 0, 0.2, -0.1, 0.4, 0.3])
    show("even units", *stats.t.interval(0.95, 7, loc=x.mean(), scale=stats.sem(x)))
    show("Student", *(stats.t.ppf(0.975, f) for f in (1, 2.5, 3.3, 7, 29, 1000, 1e6)))
    # The upper limit of a share of which 0 of n were seen (Clopper and Pearson).
    show("units that agree", *(0.4 * stats.beta.ppf(0.975, 1, n) for n in (8, 100)))


def change(name, speakers, days, sizes, means):
    """The largest standardised CUSUM, its day and its exact p value over all orders."""
    speakers, days, sizes, means = map(np.array, (speakers, days, sizes, means))
    weights = sizes / (1 + 0.1 * (sizes - 1))
    own = [np.flatnonzero(speakers == speaker) for speaker in np.unique(speakers)]
    parts = [weights[i] * (means[i] - np.average(means[i], weights=weights[i])) for i in own]
    orders = [np.array(list(permutations(part))) for part in parts]
    observed, drawn = {}, []
    for day in range(1, days.max() + 1):
        before = [days[i] < day for i in own]
        if sum(min(b.sum(), (~b).sum()) for b in before) < 3:
            continue
        sums = [order[:, b].sum(axis=1) for order, b in zip(orders, before)]
        deviation = sum((s**2).mean() for s in sums) ** 0.5
        observed[day] = abs(sum(p[b].sum() for p, b in zip(parts, before))) / deviation
        all_orders = sums[0]
        for s in sums[1:]:
            all_orders = np.add.outer(all_orders, s)
        drawn.append(abs(all_orders) / deviation)
    day = max(observed, key=observed.get)
    show(name, observed[day], day, (np.max(drawn, axis=0) >= observed[day] - 1e-9).mean())
    levels = [speakers == speaker for speaker in np.unique(speakers)]
    design = np.column_stack([*levels, days >= day]).astype(float)
    show(f"{name}, change", sm.WLS(means, design, weights=sizes).fit().params[-1])


interval()
change(
    "one speaker",
    [1] * 8,
    [0, 1, 1, 2, 3, 4, 5, 6],
    [1, 2, 1, 1, 3, 1, 1, 2],
    [0.4, 0.1, 0.5, 0.3, -0.2, -0.6, 0, -0.4],
)
change(
    "two speakers",
    [1] * 4 + [2] * 5,
    [0, 2, 4, 5, 1, 2, 3, 4, 6],
    [1, 1, 2, 1, 1, 1, 4, 1, 1],
    [0.5, 0.2, -0.1, -0.3, 0.9, 0.8, 0.2, 0.3, 0.1],
)
show(
    "Benjamini and Hochberg",
    *stats.false_discovery_control([0.01, 0.04, 0.03, 0.005, 0.2, 0.04, 0.9], method="bh"),
)
pooled = combine_effects(
    np.array([0.31, -0.12, 0.05, 0.62, -0.4]),
    np.array([0.02, 0.05, 0.01, 0.08, 0.03]),
    method_re="dl",
)
show("DerSimonian and Laird", pooled.tau2, pooled.mean_effect_re, pooled.sd_eff_w_re)
