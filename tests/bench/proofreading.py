#!/usr/bin/env python3
"""Measures the proofreader: how many planted errors it finds, by kind, and how often it marks clean text.

A plant is one error in a made-up sentence. The files of `proofreading/plants/` have ten forms of each kind of error; numbers,
names and the sentence beside the plant are drawn from a fixed seed, so that each form is planted several times. A story has one
plant, and a paper one plant of every form, so that a run takes seconds. A plant is found if a finding touches the text between ⟦
and ⟧. A kind is `certain` if arithmetic, the calendar or a table decides it: its findings should be errors. A kind of `form` is how
something is written, and one of `context` needs the words around it: their findings may be warnings.

`clean.txt` has sentences without errors. Every error and warning in papers made of them is a false alarm.

What to report is `--half fresh`, the default: the forms of `proofreading/fresh/`, which were written after the rules and by which no
rule was mended. Do not read what they miss in order to mend a rule: the figure would then mean nothing. When their turn has come,
move them to `proofreading/seen/` and write others.

The forms of `seen/` and half of `plants/`, chosen by a hash, are for tuning (`--half tune`). The other half (`--half report`) was the
first to be held back; some of it has been seen since. Half of the clean sentences are for tuning, too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from proofreading_slots import filled

HERE = Path(__file__).resolve().parent / "proofreading"
EDITION, TODAY = "2025-11-20", "2025-12-01"
HALVES = ("fresh", "report", "tune")
# Where the forms of a half are: all of a folder, or half of it.
FOLDERS = {"fresh": ["fresh"], "report": ["plants"], "tune": ["plants", "seen"], "all": ["plants", "seen", "fresh"]}
# How often each form is planted, and how many papers of clean sentences are read.
ROUNDS, CLEAN_PAPERS = 4, 8
SENTENCES_OF_A_STORY = 5
GOALS = {"mean recall": 0.80, "least recall": 0.30, "errors among what is found of certain kinds": 0.70}


@dataclass(frozen=True)
class Form:
    """A sentence with an error, and how its slots are filled."""

    kind: str
    nature: str
    text: str


@dataclass
class Story:
    """A story of a paper: its source, and the text in which its error may be marked, if it has one."""

    text: str
    form: Form | None = None
    zones: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass
class Score:
    """What was found of a kind."""

    nature: str
    planted: int = 0
    found: int = 0
    as_error: int = 0
    as_hint: int = 0
    missed: Counter = field(default_factory=Counter)
    codes: Counter = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """The share of the plants that was found."""
        return self.found / self.planted


def sections(path: Path) -> Iterator[tuple[list[str], str]]:
    """The lines of a data file, each with the words of its section's head."""
    head: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            head = line[2:].split()
        elif line.strip() and not line.startswith("%"):
            yield head, line


def half_of(lines: list[str], half: str) -> list[str]:
    """Every second line in the order of their hashes. What is fresh stands beside the clean sentences that are held back."""
    ordered = sorted(lines, key=lambda line: hashlib.sha256(line.encode()).hexdigest())
    halves = {"tune": ordered[0::2], "report": ordered[1::2], "fresh": ordered[1::2], "all": ordered}
    return halves[half]


def forms(half: str, only: str) -> list[Form]:
    """The forms of a half, of the kinds whose names contain `only`."""
    chosen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for folder in FOLDERS[half]:
        by_kind: dict[tuple[str, str], list[str]] = defaultdict(list)
        for path in sorted((HERE / folder).glob("*.txt")):
            for (kind, nature), line in sections(path):
                if only in kind:
                    by_kind[kind, nature].append(line)
        for kind, lines in by_kind.items():
            chosen[kind] += half_of(lines, half) if folder == "plants" else lines
    return [Form(*kind, line) for kind, lines in chosen.items() for line in lines]


def planted(form: Form, beside: str, turn: int, rng: random.Random) -> Story:
    """The story of a plant, with a clean sentence before it or after it."""
    text, has_ledger = filled(form.text.removeprefix("@ledger"), rng), form.text.startswith("@ledger")
    headline, paragraphs = "试稿", text.split("¶")
    if paragraphs[0].startswith("# "):
        headline, *paragraphs = paragraphs[0][2:], *paragraphs[1:]
    elif len(paragraphs) == 1 and turn:
        is_open = not text.rstrip("⟧").endswith(("。", "！", "？", "”"))
        paragraphs = [f"{beside}{text}" if turn < 3 or is_open else f"{text}{beside}"]
    front = ["---", f"headline: {json.dumps(headline, ensure_ascii=False)}"]
    front += ["ledger: county"] if has_ledger else []
    source = "\n".join([*front, "---", "", "\n\n".join(paragraphs), ""])
    plain, zones, open_at = [], [], 0
    for number, line in enumerate(source.split("\n"), 1):
        kept = ""
        for character in line:
            if character == "⟦":
                open_at = len(kept)
            elif character == "⟧":
                zones.append((number, open_at + 1, len(kept) + 1))
            else:
                kept += character
        plain.append(kept)
    return Story("\n".join(plain), form, zones)


def clean_stories(half: str, rng: random.Random) -> list[Story]:
    """Stories of clean sentences of one kind of prose, each sentence once."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for (kind, *_), line in sections(HERE / "clean.txt"):
        by_kind[kind].append(line)
    stories = []
    for lines in by_kind.values():
        chosen = half_of(lines, half)
        rng.shuffle(chosen)
        heads = [filled(line[2:], rng) for line in chosen if line.startswith("# ")]
        body = [filled(line, rng) for line in chosen if not line.startswith("# ")]
        for start in range(0, len(body), SENTENCES_OF_A_STORY):
            headline = json.dumps(heads.pop() if heads else "县里的一天", ensure_ascii=False)
            paragraphs = "\n\n".join(body[start : start + SENTENCES_OF_A_STORY])
            stories.append(Story(f"---\nheadline: {headline}\n---\n\n{paragraphs}\n"))
    return stories


def findings(program: Path, stories: list[Story]) -> dict[int, list[dict]]:
    """What the program finds in a paper of these stories, by story."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        edition = content / "editions" / EDITION
        edition.mkdir(parents=True)
        shutil.copytree(HERE / "house", content / "style", ignore=shutil.ignore_patterns("county.yaml"))
        (content / "ledgers").mkdir()
        shutil.copy(HERE / "house" / "county.yaml", content / "ledgers")
        for number, story in enumerate(stories):
            (edition / f"{number:04}.md").write_text(story.text, encoding="utf-8")
        command = [str(program), "check", "--root", folder, "--as-of", TODAY, "--format", "json", "--all"]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    if told.returncode not in (0, 1):
        sys.exit(f"{program} failed:\n{told.stderr}")
    by_story: dict[int, list[dict]] = defaultdict(list)
    for finding in map(json.loads, told.stdout.splitlines()):
        if "code" in finding and (finding.get("file") or "").startswith("content/editions/"):
            by_story[int(Path(finding["file"]).stem)].append(finding)
    return by_story


def touches(finding: dict, zones: list[tuple[int, int, int]]) -> bool:
    """Whether a finding touches the text in which the error may be marked."""
    start, end = finding["column"], finding["end"]["column"]
    lines = range(finding["line"], finding["end"]["line"] + 1)
    for line, first, last in zones:
        is_open = finding["line"] != finding["end"]["line"]
        if line in lines and (is_open or start < max(last, first + 1) and end > first):
            return True
    return False


def recall(program: Path, half: str, only: str, seed: int) -> dict[str, Score]:
    """The score of each kind."""
    scores: dict[str, Score] = {}
    chosen = forms(half, only)
    beside = [line for _, line in sections(HERE / "clean.txt") if not line.startswith("# ")]
    beside = [line for line in half_of(beside, half) if not line.startswith("第")]
    for turn in range(ROUNDS):
        rng = random.Random(seed * 100 + turn)
        stories = [planted(form, filled(rng.choice(beside), rng), turn, rng) for form in chosen]
        found = findings(program, stories)
        for number, story in enumerate(stories):
            score = scores.setdefault(story.form.kind, Score(story.form.nature))
            hits = [finding for finding in found[number] if touches(finding, story.zones)]
            severities = {finding["severity"] for finding in hits}
            score.planted += 1
            score.found += bool(hits)
            score.as_error += "error" in severities
            score.as_hint += bool(hits) and severities <= {"info", "hint"}
            score.codes.update({finding["code"] for finding in hits})
            score.missed[story.form.text] += not hits
    return scores


def told_recall(scores: dict[str, Score], show: bool) -> bool:
    """Prints the recall of each kind; whether the goals are reached."""
    print("| kind | | planted | found | as errors | as hints only |\n| --- | --- | ---: | ---: | ---: | ---: |")
    for kind, score in sorted(scores.items(), key=lambda one: (one[1].recall, one[0])):
        shares = [score.recall, score.as_error / score.planted, score.as_hint / score.planted]
        print(f"| {kind} | {score.nature} | {score.planted} | " + " | ".join(f"{share:.0%}" for share in shares) + " |")
        if show:
            print("  found by", dict(score.codes.most_common(4)))
            for form, many in score.missed.items():
                print(f"  missed {many}: {form}" if many else "", end="\n" if many else "")
    certain = [score for score in scores.values() if score.nature == "certain" and score.found]
    values = {
        "mean recall": sum(score.recall for score in scores.values()) / len(scores),
        "least recall": min(score.recall for score in scores.values()),
        "errors among what is found of certain kinds": sum(score.as_error for score in certain)
        / max(1, sum(score.found for score in certain)),
    }
    for nature in ("certain", "form", "context"):
        kinds = [score.recall for score in scores.values() if score.nature == nature]
        if kinds:
            print(f"- {len(kinds)} kinds, {nature}: mean recall {sum(kinds) / len(kinds):.1%}")
    for goal, least in GOALS.items():
        print(f"- {goal}: {values[goal]:.1%} (goal {least:.0%})")
    return all(values[goal] >= least for goal, least in GOALS.items())


def told_alarms(program: Path, half: str, seed: int) -> bool:
    """Prints the false alarms in clean text; whether there are few enough."""
    severities, seen, characters = Counter(), Counter(), 0
    for paper in range(CLEAN_PAPERS):
        stories = clean_stories(half, random.Random(seed * 1000 + paper))
        characters += sum(len(story.text) for story in stories)
        for number, hits in findings(program, stories).items():
            for hit in hits:
                severities[hit["severity"]] += 1
                line = stories[number].text.split("\n")[hit["line"] - 1]
                seen[hit["severity"], hit["code"], hit.get("text") or "", line[:60]] += 1
    print(f"- clean text: {characters} characters, " + ", ".join(f"{many} {name}" for name, many in severities.items()))
    for (severity, code, text, line), many in seen.most_common():
        if severity in ("error", "warning"):
            print(f"  {many} × {severity} {code} “{text}”: {line}")
    return severities["error"] * 20000 <= 0.2 * characters and severities["warning"] * 20000 <= characters


def main() -> int:
    """Measures, prints, and fails if `--goals` are asked for and not reached."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--program", type=Path, default=Path("target/release/lanmu"))
    parser.add_argument("--half", choices=(*HALVES, "all"), default="fresh", help="the forms to plant")
    parser.add_argument("--kind", default="", help="only kinds whose names contain this")
    parser.add_argument("--seed", type=int, default=19)
    parser.add_argument("--show", action="store_true", help="show the missed forms; of the tuning half only")
    parser.add_argument("--goals", action="store_true", help="fail if a goal is not reached")
    asked = parser.parse_args()
    if asked.show and asked.half != "tune":
        parser.error("--show is for --half tune: what is reported must not be tuned on")
    program = asked.program.resolve()
    reached = told_recall(recall(program, asked.half, asked.kind, asked.seed), asked.show)
    quiet = asked.kind != "" or told_alarms(program, asked.half, asked.seed)
    return int(asked.goals and not (reached and quiet))


if __name__ == "__main__":
    sys.exit(main())
