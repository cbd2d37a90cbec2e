#!/usr/bin/env python3
"""Publishes a made-up newspaper to a folder, edits one story, and tells how long the plan takes and how much travels."""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import time
from pathlib import Path

from compare import SETTLED, TODAY, Corpus, absolute, built

# The plan should be there so soon after the build, in seconds.
GOAL = 0.5


class Press:
    """The program and a paper that it publishes to a folder."""

    def __init__(self, program: Path, corpus: Corpus, site: Path, theme: str) -> None:
        self.program, self.corpus, self.site = program, corpus, site
        corpus.choose_theme(theme)
        settings = corpus.lanmu / "content/site.yaml"
        settings.write_text(
            settings.read_text(encoding="utf-8") + f"publish: {{kind: folder, path: '{site}'}}\n", encoding="utf-8"
        )

    def run(self, *words: str) -> tuple[float, list[dict]]:
        """Runs the program: how long it took, and the lines of JSON that it said."""
        begun = time.perf_counter()
        command = [self.program, *words, "--root", self.corpus.lanmu, "--as-of", TODAY, "--format", "json"]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        wall = time.perf_counter() - begun
        if done.returncode != 0:
            raise SystemExit(f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return wall, [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    def edit(self) -> None:
        """Edits a story, when the files of the last build are old enough to be known by their stamps."""
        time.sleep(SETTLED)
        self.corpus.edit_a_body()
        time.sleep(SETTLED)

    def publish(self, *words: str) -> tuple[float, dict]:
        """Publishes, or shows what that would do: how long it took, and the plan."""
        wall, said = self.run("publish", "--allow-unready", "--allow-early", *words)
        return wall, next(line["plan"] for line in said if "plan" in line)


def round_of(press: Press) -> dict[str, float]:
    """Two edits: one is built; the other is built and planned, and then published."""
    press.edit()
    built_in, _ = press.run("build")
    press.edit()
    planned_in, plan = press.publish("--dry-run")
    before = {path: path.stat().st_ino for path in press.site.rglob("*") if path.is_file()}
    published_in, done = press.publish()
    assert done == plan, "what is done is what was planned"
    written = [path for path in press.site.rglob("*") if path.is_file() and before.get(path) != path.stat().st_ino]
    return {
        "build of one edited story": built_in,
        "the same, and the plan": planned_in,
        "publishing": published_in,
        "files in the plan": len(plan["send"]),
        "files written": len(written),
        "files in all": len(before),
    }


def main() -> None:
    """Measures, and prints what was found as Markdown."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--stories", type=int, default=10_000)
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--theme", default="broadsheet")
    reader.add_argument("--scratch", type=absolute, default=Path("/dev/shm/lanmu-publish"))
    reader.add_argument("--program", type=absolute, help="a lanmu to measure, instead of the one that cargo builds")
    reader.add_argument("--profile", default="bench", help="how cargo builds what writes the corpus")
    said = reader.parse_args()
    shutil.rmtree(said.scratch, ignore_errors=True)
    said.scratch.mkdir(parents=True)
    program = said.program or built("lanmu", "build", "--release", "--bin", "lanmu")
    corpus = Corpus(said.scratch / "corpus", said.stories, said.profile)
    press = Press(program, corpus, said.scratch / "site", said.theme)
    first, plan = press.publish()
    print(f"{said.stories} stories, {said.theme}: the first time {len(plan['send'])} files in {first:.1f} s\n")
    rounds = [round_of(press) for _ in range(said.rounds)]
    print("| | median | goal |\n| --- | ---: | ---: |")
    medians = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    for name, value in medians.items():
        print(f"| {name} | {f'{value:g}' if 'files' in name else f'{value:.2f} s'} | |")
    plan_alone = medians["the same, and the plan"] - medians["build of one edited story"]
    print(f"| the plan alone | {plan_alone:.2f} s | {GOAL} s |")


if __name__ == "__main__":
    main()
