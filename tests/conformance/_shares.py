"""Shares with their counts and bounds, and what is found at a rate of false alarms."""

import math

RATES = (0.1, 0.5, 1.0, 2.0)  # percent of ham above the cut


def wilson(hits, total, z=1.96):
    """The 95 % bounds of a share, in percent."""
    if not total:
        return 0.0, 100.0
    share, square = hits / total, z * z / total
    middle = (share + square / 2) / (1 + square)
    half = z / (1 + square) * math.sqrt(share * (1 - share) / total + square / total / 4)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


def told(hits, total):
    low, high = wilson(hits, total)
    return f"{100.0 * hits / max(1, total):6.2f} % ({hits} of {total}; {low:.1f} to {high:.1f})"


def cut_for(ham, rate):
    """The score above which at most `rate` percent of the ham lies: the largest
    number of mails that stays within it, and every mail at the cut counts as below."""
    allowed = int(len(ham) * rate / 100 + 1e-9)
    return sorted(ham, reverse=True)[allowed] if allowed < len(ham) else -math.inf


def above(scores, cut):
    return sum(s > cut for s in scores)


def table(phish, ham, name):
    """Lines: share of phish above the cut at each rate."""
    lines = []
    for rate in RATES:
        cut = cut_for(ham, rate)
        lines.append(f"{name:<22} at {rate:>3} % false alarms ({above(ham, cut)} of {len(ham)} ham above {cut:.3f}): phish above {told(above(phish, cut), len(phish))}")
    return lines
