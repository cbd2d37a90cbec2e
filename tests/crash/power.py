#!/usr/bin/env python3
"""Cuts the power of a disk after builds, and looks at what a reader would find.

    sudo python3 tests/crash/power.py --program target/release/lanmu --cuts 60

Needs root, a loop device and mkfs.ext4. A paper lies on an ext4 file system in a file. After a build has ended with 0, and at moments
while one runs, the file system is shut down as by a power cut (EXT4_IOC_SHUTDOWN without flushing the log), mounted again and read:
after exit 0 the site must be the new one, otherwise wholly the old or wholly the new one.
"""

import argparse
import fcntl
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import time

from kills import LARGE, SMALL, build, lay, site

EXT4_IOC_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2


def cut(mount):
    folder = os.open(mount, os.O_RDONLY)
    fcntl.ioctl(folder, EXT4_IOC_SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
    os.close(folder)


class Disk:
    def __init__(self, folder):
        self.image, self.mount = folder / "image", folder / "disk"
        self.mount.mkdir()
        with open(self.image, "wb") as image:
            image.truncate(256 << 20)
        subprocess.run(["mkfs.ext4", "-q", "-F", self.image], check=True)

    def __enter__(self):
        subprocess.run(["mount", "-o", "loop", self.image, self.mount], check=True)
        return self.mount / "paper"

    def __exit__(self, *_):
        subprocess.run(["umount", "-l" if sys.exc_info()[0] else "-f", self.mount], check=True)


def undone(root, change, program, moment):
    """Builds after a change, cuts the power after the end or after a moment, and says whether the build had ended well."""
    change(root)
    os.sync()
    if moment is None:
        ended = build(program, root).returncode == 0
    else:
        command = [program, "--root", str(root), "--as-of", "2025-12-01"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moment)
        ended = process.poll() == 0
    cut(root.parent)
    if moment is not None:
        process.kill()
        process.wait()
    return ended


def one(program, folder, kind, change, moment, seed):
    disk = Disk(folder)
    with disk as root:
        lay(root, 80)
        assert build(program, root).returncode == 0
        os.sync()
        old = site(root)
    other = folder / "other"
    subprocess.run(["mount", "-o", "loop", disk.image, disk.mount], check=True)
    subprocess.run(["cp", "-a", disk.mount / "paper", other], check=True)
    subprocess.run(["umount", disk.mount], check=True)
    change(other)
    start = time.monotonic()
    assert build(program, other).returncode == 0
    took, new = time.monotonic() - start, site(other)
    moment = moment if moment is None else moment * took
    with disk as root:
        ended = undone(root, change, program, moment)
    with disk as root:
        found = site(root)
        is_right = found == new if ended else found in (old, new)
        healed = build(program, root).returncode == 0 and site(root) == new
    state = "new" if found == new else "old" if found == old else "MIXED"
    if not (is_right and healed):
        print(f"{kind} {seed}: ended {ended}, found {state}, healed {healed}", file=sys.stderr)
    return ended, state, is_right and healed


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", default="target/release/lanmu")
    arguments.add_argument("--cuts", type=int, default=60)
    arguments = arguments.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    bad = 0
    for kind, changes in (("small", SMALL), ("large", LARGE)):
        for when in ("after exit 0", "at a moment"):
            states = {}
            for seed in range(arguments.cuts):
                chance = random.Random(seed)
                moment = None if when == "after exit 0" else chance.uniform(0.3, 1.1)
                with tempfile.TemporaryDirectory() as folder:
                    change = chance.choice(list(changes.values()))
                    ended, state, is_right = one(program, pathlib.Path(folder), kind, change, moment, seed)
                states[state] = states.get(state, 0) + 1
                bad += not is_right
            print(f"{kind}, {when}: {arguments.cuts} cuts, {states}")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
