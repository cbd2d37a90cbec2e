#!/usr/bin/env python3
"""Kills builds at their system calls, and looks at what a reader would see.

    python3 tests/crash/kills.py --program target/release/lanmu --kills 500

Needs strace. For small changes and for large ones, a build is killed at the n-th call that could change a disk, for every n until
there are enough. After each, the output must be wholly the old site or wholly the new one, and the next build must print the new one.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CHANGING = ["linkat", "unlinkat", "renameat", "renameat2", "mkdirat", "fchmod", "fchown", "syncfs", "fsync"]
CALLS = ",".join([*CHANGING, "write", "openat2", "getdents64", "copy_file_range"])
STRACE = ["strace", "-f", "-qq", "-e", f"trace={CALLS}"]


def lay(root, stories):
    for number in range(stories):
        day = 1 + number % 28
        path = root / f"content/editions/2025-10-{day:02}/s{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\nheadline: 第{number}篇\nledger: l\n---\n正文{number}，共{{{{a}}}}。\n")
    ledger = root / "content/ledgers/l.yaml"
    ledger.parent.mkdir(parents=True)
    ledger.write_text("title: 账\nfigures:\n  a: {label: 甲, value: 5, unit: 名}\n")
    (root / "content/site.yaml").write_text("name: 报\nurl: https://example.org/\n")


SMALL = {
    "a body": lambda root: (root / "content/editions/2025-10-01/s0.md").write_text("# 第0篇\n\n改了。\n"),
    "a new story": lambda root: (root / "content/editions/2025-10-02/neu.md").write_text("# 新\n\n文。\n"),
    "a withdrawn story": lambda root: (root / "content/editions/2025-10-03/s2.md").unlink(),
    "a file": lambda root: (
        (root / "content/editions/2025-10-04/p.csv").write_text("1"),
        (root / "content/editions/2025-10-04/s3.md").write_text("# 第3篇\n\n见[表](p.csv)。\n"),
    ),
}
LARGE = {
    "the name": lambda root: (root / "content/site.yaml").write_text("name: 新名\nurl: https://example.org/\n"),
    "a figure": lambda root: (root / "content/ledgers/l.yaml").write_text(
        "title: 账\nfigures:\n  a: {label: 甲, value: 6, unit: 名}\n"
    ),
}


def site(root):
    public = root / "public"
    return {str(path.relative_to(public)): path.read_bytes() for path in public.rglob("*") if path.is_file()}


def build(program, root, *before):
    command = [*before, program, "--root", str(root), "--as-of", "2025-12-01"]
    return subprocess.run(command, capture_output=True, env={"RAYON_NUM_THREADS": "1", "HOME": "/nonexistent"})


def prepared(program, folder, stories, change):
    """The folder before the change, built; what it holds; and what it is to hold."""
    root = folder / "paper"
    lay(root, stories)
    assert build(program, root).returncode == 0
    old = site(root)
    other = folder / "other"
    shutil.copytree(root, other)
    change(other)
    assert build(program, other).returncode == 0
    return root, old, site(other)


def first_change(program, start, root, change, log):
    """The number of calls that a thread makes before the first that changes a disk."""
    shutil.copytree(start, root, symlinks=True, copy_function=shutil.copy2)
    change(root)
    build(program, root, *STRACE, "-o", log)
    counts = {}
    for line in pathlib.Path(log).read_text().splitlines():
        thread, call = line.split(None, 1)
        counts[thread] = counts.get(thread, 0) + 1
        if call.split("(")[0] in CHANGING:
            return counts[thread]
    return 1


def kill_all(program, name, stories, change, wanted):
    mixed = torn = wrong = done = 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        root, old, new = prepared(program, folder, stories, change)
        start = folder / "start"
        shutil.move(root, start)
        counted, log = None, str(folder / "log")
        call = max(first_change(program, start, root, change, log) - 2, 0)
        while done < wanted:
            call += 1
            shutil.rmtree(root, ignore_errors=True)
            subprocess.run(["cp", "-a", start, root], check=True)
            change(root)
            kill = ["-o", log, "-e", f"inject={CALLS}:signal=KILL:when={call}"]
            run = build(program, root, *STRACE, *kill)
            if run.returncode == 0:
                counted = call
                break
            done += 1
            found = site(root)
            if found not in (old, new):
                known = set(old.values()) | set(new.values())
                torn += any(content not in known for content in found.values())
                mixed += 1
                print(f"  {name}, call {call}: neither old nor new", file=sys.stderr)
            again = build(program, root)
            if again.returncode != 0 or site(root) != new:
                wrong += 1
                print(f"  {name}, call {call}: the next build is wrong {again.stderr.decode()}", file=sys.stderr)
            left = [path.name for path in root.iterdir() if path.name not in ("content", "public", ".cache")]
            left += [path.name for path in (root / ".cache").iterdir() if re.search("lanmu-new", path.name)]
            if left:
                wrong += 1
                print(f"  {name}, call {call}: left behind {left}", file=sys.stderr)
    print(f"{name}: {done} kills, {mixed} mixed, {torn} torn, {wrong} wrong next builds (calls: {counted})")
    return done, mixed + torn + wrong


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", default="target/release/lanmu")
    arguments.add_argument("--kills", type=int, default=500)
    arguments = arguments.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    bad = 0
    for kind, changes, sizes in (("small", SMALL, (60, 90, 120, 150)), ("large", LARGE, (40, 60, 90, 120))):
        total = 0
        for stories in sizes:
            for name, change in changes.items():
                if total < arguments.kills:
                    done, wrong = kill_all(program, f"{kind}, {name}, {stories} stories", stories, change, arguments.kills)
                    total, bad = total + done, bad + wrong
        print(f"{kind}: {total} kills")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
