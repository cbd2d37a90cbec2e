#!/usr/bin/env python3
"""Types in a made-up newspaper as an editor's program does, and tells how long the language server takes to answer."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from compare import TODAY, absolute, built, cargo


class Editor:
    """A session with the language server of a paper."""

    def __init__(self, program: Path, paper: Path) -> None:
        command = [str(program), "lsp", "--as-of", TODAY]
        self.server = subprocess.Popen(command, cwd=paper, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.paper, self.asked, self.version = paper, 0, 0
        folders = [{"uri": paper.as_uri(), "name": paper.name}]
        self.answer("initialize", {"capabilities": {}, "workspaceFolders": folders})
        self.send({"method": "initialized", "params": {}})

    def send(self, message: dict[str, Any]) -> None:
        """Sends a message."""
        text = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
        self.server.stdin.flush()

    def receive(self) -> dict[str, Any]:
        """Waits for the next message."""
        length = 0
        while line := self.server.stdout.readline().strip():
            name, value = line.split(b": ")
            length = int(value) if name == b"Content-Length" else length
        return json.loads(self.server.stdout.read(length))

    def answer(self, method: str, params: dict[str, Any]) -> Any:
        """Asks, and waits for the answer."""
        self.asked += 1
        self.send({"id": self.asked, "method": method, "params": params})
        while (message := self.receive()).get("id") != self.asked or "method" in message:
            pass
        return message.get("result")

    def open(self, story: Path, text: str) -> None:
        """Opens a story."""
        document = {"uri": story.as_uri(), "languageId": "markdown", "version": 0, "text": text}
        self.send({"method": "textDocument/didOpen", "params": {"textDocument": document}})

    def change(self, story: Path, text: str) -> None:
        """Changes the text of a story."""
        self.version += 1
        document = {"uri": story.as_uri(), "version": self.version}
        params = {"textDocument": document, "contentChanges": [{"text": text}]}
        self.send({"method": "textDocument/didChange", "params": params})

    def wait_for_findings(self, story: Path) -> None:
        """Waits until the findings of the current text are shown."""
        while True:
            params = self.receive().get("params") or {}
            if params.get("uri") == story.as_uri() and params.get("version") == self.version:
                return

    def leave(self) -> None:
        """Ends the session."""
        self.answer("shutdown", {})
        self.send({"method": "exit"})
        self.server.wait()


def milliseconds(work: Any) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def typed(editor: Editor, story: Path, rounds: int) -> dict[str, list[float]]:
    """Types in a story; every other text has a wrong figure, so that its findings change each time."""
    text = story.read_text(encoding="utf-8")
    line = text.count("\n") + 1
    position = {"line": line, "character": 4}
    took: dict[str, list[float]] = {"findings": [], "completion": [], "hover": []}
    for round in range(rounds):

        def type_a_figure() -> None:
            editor.change(story, f"{text}\n灯火{{{{nobody{round}}}}}，{round}盏。\n")
            editor.wait_for_findings(story)

        took["findings"].append(milliseconds(type_a_figure))
        place = {"textDocument": {"uri": story.as_uri()}, "position": position}
        took["completion"].append(milliseconds(lambda: editor.answer("textDocument/completion", place)))
        took["hover"].append(milliseconds(lambda: editor.answer("textDocument/hover", place)))
    return took


def told(name: str, took: list[float]) -> str:
    """A line about some measurements."""
    last = statistics.quantiles(took, n=20)[-1]
    return f"{name}: p50 {statistics.median(took):.0f} ms, p95 {last:.0f} ms, most {max(took):.0f} ms ({len(took)} times)"


def main() -> None:
    """Measures, and prints what was found."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--stories", type=int, default=10_000)
    reader.add_argument("--rounds", type=int, default=60)
    reader.add_argument("--program", type=absolute, help="a lanmu to measure, instead of the one that cargo builds")
    reader.add_argument("--paper", type=absolute, help="a paper to type in, instead of one that is made up")
    wanted = reader.parse_args()
    program = wanted.program or built("lanmu", "build", "--profile", "bench", "--bin", "lanmu")
    with tempfile.TemporaryDirectory() as scratch:
        if not wanted.paper:
            cargo("bench", "--bench", "corpus", "--", str(wanted.stories), scratch)
        paper = wanted.paper or Path(scratch) / "lanmu"
        story = sorted((paper / "content/editions").glob("*/*.md"))[-1]
        for start in ("from nothing", "after a build"):
            editor = Editor(program, paper)
            text = story.read_text(encoding="utf-8")
            editor.open(story, text)

            def first() -> None:
                editor.change(story, f"{text}\n{{{{nobody}}}}\n")
                editor.wait_for_findings(story)

            print(f"{start}: first findings after {milliseconds(first):.0f} ms")
            if start == "after a build":
                for name, took in typed(editor, story, wanted.rounds).items():
                    print(told(name, took))
            editor.leave()
            subprocess.run([program, "--root", paper, "--as-of", TODAY], check=False, capture_output=True)


if __name__ == "__main__":
    main()
