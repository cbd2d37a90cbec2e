#!/usr/bin/env python3
"""Writes `words.txt.gz`, the words of simplified Chinese: `collect.py WORDS`.

WORDS is `src/data/dict.txt` of the crate jieba-rs 0.10.4 (MIT), which has it from jieba (MIT, Copyright 2013 Sun Junyi): a word, its
frequency and its part of speech on each line. They are sorted, each once.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path


def main() -> None:
    """Reads the words and writes them beside this file."""
    words: dict[str, tuple[int, str]] = {}
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        words.setdefault(word, (int(frequency), tag))
    text = "".join(f"{word} {frequency} {tag}\n" for word, (frequency, tag) in sorted(words.items()))
    target = Path(__file__).with_name("words.txt.gz")
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
