//! Publishing through ssh, against a server of its own: an sshd that this test runs with keys of its own. Where sshd, sftp or rsync
//! is not installed, these tests say so and do nothing.

use std::collections::BTreeMap;
use std::fs;
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::support::{PNG, Paper, Run, files_in, run_in};
use crate::unbroken::{MORE, Reader};

/// A server with a folder for papers.
struct SshServer {
    home: TempDir,
    daemon: Child,
}

impl Drop for SshServer {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// The path of a program, if it is installed.
fn installed(name: &str) -> Option<PathBuf> {
    let folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/usr/local/sbin", "/opt/homebrew/bin"];
    folders.iter().map(|folder| Path::new(folder).join(name)).find(|path| path.is_file())
}

impl SshServer {
    /// A server on a port of this machine; `None`, with a message, if it cannot be run here.
    fn start() -> Option<Self> {
        Self::with("internal-sftp")
    }

    /// A server with this command for sftp.
    fn with(sftp: &str) -> Option<Self> {
        for name in ["sshd", "ssh", "sftp", "ssh-keygen", "rsync"] {
            if installed(name).is_none() {
                eprintln!("skipped: {name} is not installed");
                return None;
            }
        }
        let home = tempfile::tempdir().unwrap();
        let at = |name: &str| home.path().join(name);
        for key in ["host", "user"] {
            let made = Command::new("ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-f"])
                .arg(at(key))
                .status();
            assert!(made.unwrap().success());
        }
        fs::copy(at("user.pub"), at("authorized_keys")).unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = home.path().display();
        fs::write(
            at("sshd_config"),
            format!(
                "Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/authorized_keys\nPidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nMaxStartups 50\nPermitRootLogin yes\nSubsystem sftp {sftp}\n"
            ),
        )
        .unwrap();
        let host = fs::read_to_string(at("host.pub")).unwrap();
        fs::write(at("known_hosts"), format!("[127.0.0.1]:{port} {host}")).unwrap();
        fs::write(
            at("ssh_config"),
            format!(
                "Host server\n  HostName 127.0.0.1\n  Port {port}\n  IdentityFile {folder}/user\n  IdentitiesOnly yes\n  UserKnownHostsFile {folder}/known_hosts\n"
            ),
        )
        .unwrap();
        // ssh reads the configuration of the account; these read that of the test.
        fs::create_dir(at("bin")).unwrap();
        for name in ["ssh", "sftp"] {
            let program = installed(name).unwrap();
            let script = include_str!("stores/breaking.sh")
                .replace("{program}", &program.display().to_string())
                .replace("{folder}", &folder.to_string());
            fs::write(at("bin").join(name), script).unwrap();
            fs::set_permissions(at("bin").join(name), fs::Permissions::from_mode(0o755)).unwrap();
        }
        let _ = fs::create_dir("/run/sshd"); // sshd wants it when root runs it.
        let mut daemon = Command::new(installed("sshd").unwrap());
        daemon.args(["-D", "-e", "-f"]).arg(at("sshd_config")).stderr(fs::File::create(at("log")).unwrap());
        let daemon = daemon.stdin(Stdio::null()).spawn().unwrap();
        let server = Self { home, daemon };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(server);
            }
            thread::sleep(Duration::from_millis(25));
        }
        eprintln!("skipped: sshd does not run here: {}", fs::read_to_string(server.at("log")).unwrap());
        None
    }

    fn at(&self, path: &str) -> PathBuf {
        self.home.path().join(path)
    }

    /// Breaks every so many connections, in this way.
    fn breaks(&self, every: usize, how: &str) {
        let _ = fs::remove_file(self.at("runs"));
        fs::write(self.at("faults"), format!("{every} {how}\n")).unwrap();
    }

    fn is_sound(&self) {
        fs::remove_file(self.at("faults")).unwrap();
    }

    /// How many connections were broken.
    fn broken(&self) -> usize {
        fs::read(self.at("broken")).map_or(0, |lines| lines.len())
    }

    /// What the web server would serve, without the manifest.
    fn live(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = files_in(&self.at("www/current"));
        files.remove("lanmu-manifest.json").expect("a manifest");
        files
    }

    fn releases(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.at("www/releases"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn current(&self) -> String {
        fs::read_link(self.at("www/current")).unwrap().display().to_string()
    }
}

/// A paper of three stories that is published to a server.
struct Office {
    server: SshServer,
    paper: Paper,
}

impl Office {
    fn with(kind: &str) -> Option<Self> {
        Some(Self::at(kind, SshServer::start()?))
    }

    fn at(kind: &str, server: SshServer) -> Self {
        let site = format!(
            "name: 晨报\nfiles: [downloads/]\npublish: {{kind: {kind}, host: server, path: '{}', keep: 2, headers: true}}\n",
            server.at("www").display()
        );
        let paper = Paper::of(&[("content/site.yaml", &site)]);
        let office = Self { server, paper };
        for name in ["a", "b", "c"] {
            office.story(name, "正文。");
        }
        office.paper.put("content/editions/2025-11-20/lamp.png", PNG);
        office.paper.put("content/downloads/表 [1].pdf", "%PDF");
        office.story("a", "![图](lamp.png)");
        office
    }

    fn story(&self, name: &str, text: &str) {
        self.front(name, "", text);
    }

    fn front(&self, name: &str, front: &str, text: &str) {
        let text = format!("---\nbyline: 本报讯\nheadline: 题{name}\n{front}---\n{text}\n");
        self.paper.put(&format!("content/editions/2025-11-20/{name}.md"), text);
    }

    fn run(&self, arguments: &[&str]) -> Run {
        let arguments = [arguments, &["--as-of", "2025-12-01"]].concat();
        run_in(self.paper.root(), &arguments, &[("PATH", &self.path())])
    }

    /// The search path, with the programs of the test first.
    fn path(&self) -> String {
        format!("{}:{}", self.server.at("bin").display(), std::env::var("PATH").unwrap())
    }

    fn publish(&self) -> Run {
        let run = self.run(&["publish", "--allow-unready"]);
        assert_eq!(run.code, 0, "{}", run.said);
        run
    }

    /// What the build printed, and the settings for hosts, without its mark.
    fn printed(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.paper.public();
        files.remove(".lanmu.json").expect("a mark");
        files
    }

    fn assert_live(&self) {
        let mut live = self.server.live();
        for name in ["_headers", ".htaccess", "web.config", "nginx.conf.txt"] {
            assert!(live.remove(name).is_some(), "{name}");
        }
        let printed = self.printed();
        let old = |path: &String| path.starts_with("assets/") || path.ends_with(".png");
        live.retain(|path, _| printed.contains_key(path) || !old(path));
        assert_eq!(live.keys().collect::<Vec<_>>(), printed.keys().collect::<Vec<_>>());
        assert!(live == printed, "the contents differ");
    }
}

const KINDS: [&str; 2] = ["rsync", "sftp"];

#[test]
fn each_release_is_whole_and_swapped_in_by_one_link() {
    for kind in KINDS {
        let Some(office) = Office::with(kind) else { return };
        office.paper.run(&["build", "--as-of", "2025-12-01"]);
        office.paper.put("public/mine.txt", "somebody's");
        office.publish();
        fs::remove_file(office.paper.root().join("public/mine.txt")).unwrap();
        office.assert_live();
        assert_eq!(office.server.current(), "releases/1", "{kind}");
        let before = office.server.live();
        office.story("b", "改过的正文。");
        let run = office.publish();
        assert!(run.said.contains("改过的稿 1") && run.said.contains("--rollback"), "{}", run.said);
        assert!(!run.said.contains("重新送"), "{}", run.said);
        office.assert_live();
        assert_eq!(office.server.current(), "releases/2");
        let kept = files_in(&office.server.at("www/releases/1"));
        assert!(before.iter().all(|(path, contents)| kept.get(path) == Some(contents)), "{kind}");
        let number = |release: &str| {
            let path = office.server.at("www/releases").join(release).join("2025-11-20/c.html");
            fs::metadata(path).unwrap().ino()
        };
        assert_eq!(number("1"), number("2"), "{kind}: what is unchanged is linked");
        assert_eq!(office.run(&["verify"]).code, 0);
        assert!(!office.server.at("www/lanmu-lock").exists());
    }
}

#[test]
fn so_many_earlier_releases_are_kept_and_a_rollback_is_one_link() {
    for kind in KINDS {
        let Some(office) = Office::with(kind) else { return };
        office.publish();
        let mut before = BTreeMap::new();
        for edit in ["一。", "二。", "三。"] {
            before = office.server.live();
            office.story("b", edit);
            office.publish();
        }
        assert_eq!(office.server.releases(), ["2", "3", "4"], "{kind}");
        let run = office.run(&["publish", "--rollback"]);
        assert_eq!(run.code, 0, "{}", run.said);
        assert!(office.server.live() == before, "{kind}");
        assert_eq!(office.server.current(), "releases/3");
        assert_eq!(office.run(&["publish", "--rollback"]).code, 0);
        assert_eq!(office.run(&["publish", "--rollback"]).code, 1, "{kind}: nothing is left");
        office.publish();
        office.assert_live();
    }
}

#[test]
fn a_withdrawn_story_goes_from_every_release_and_no_rollback_brings_it_back() {
    for kind in KINDS {
        let Some(office) = Office::with(kind) else { return };
        office.story("b", "说错的话。");
        office.publish();
        office.story("c", "改过。");
        office.publish();
        office.front("b", "withdrawn: 经核实有误\n", "说错的话。");
        office.publish();
        assert_eq!(office.server.releases(), ["3"], "{kind}");
        let everywhere = files_in(&office.server.at("www"));
        let says = |contents: &Vec<u8>| String::from_utf8_lossy(contents).contains("说错的话");
        assert!(!everywhere.values().any(says), "{kind}");
        assert_eq!(office.run(&["publish", "--rollback"]).code, 1);
    }
}

#[test]
fn another_run_is_waited_for_and_a_killed_one_is_not() {
    for kind in KINDS {
        let Some(office) = Office::with(kind) else { return };
        office.publish();
        office.story("b", "改过。");
        let lock = office.server.at("www/lanmu-lock");
        fs::create_dir(&lock).unwrap();
        fs::write(lock.join("since.txt"), "2999-01-01T00:00:00+00:00\n").unwrap();
        let run = office.run(&["publish", "--allow-unready"]);
        assert!(run.code == 2 && run.said.contains("lanmu-lock"), "{}", run.said);
        assert_eq!(office.server.current(), "releases/1");
        fs::write(lock.join("since.txt"), "2020-01-01T00:00:00+00:00\n").unwrap();
        // A run that was killed has left a part of the next release.
        fs::create_dir_all(office.server.at("www/releases/2")).unwrap();
        fs::copy(
            office.server.at("www/current/lanmu-manifest.json"),
            office.server.at("www/releases/2/lanmu-manifest.json"),
        )
        .unwrap();
        fs::write(office.server.at("www/releases/2/index.html"), "half").unwrap();
        office.publish();
        office.assert_live();
        assert!(!lock.exists(), "{kind}");
    }
}

#[test]
fn a_folder_where_the_link_should_be_is_replaced_file_by_file() {
    for kind in KINDS {
        let Some(office) = Office::with(kind) else { return };
        fs::create_dir_all(office.server.at("www/current")).unwrap();
        let run = office.publish();
        assert!(run.said.contains("一个个换上"), "{kind}: {}", run.said);
        office.assert_live();
        office.story("b", "改过。");
        office.paper.remove("content/downloads/表 [1].pdf");
        office.publish();
        office.assert_live();
        assert_eq!(office.run(&["verify"]).code, 0);
    }
}

#[test]
fn files_that_are_not_ours_are_not_replaced_without_being_asked() {
    for kind in KINDS {
        let Some(office) = Office::with(kind) else { return };
        office.server.at("www/current");
        fs::create_dir_all(office.server.at("www/current")).unwrap();
        fs::write(office.server.at("www/current/index.html"), "somebody's").unwrap();
        let run = office.run(&["publish", "--allow-unready"]);
        assert_eq!(run.code, 1, "{kind}: {}", run.said);
        assert_eq!(fs::read_to_string(office.server.at("www/current/index.html")).unwrap(), "somebody's");
    }
}

#[test]
fn files_of_others_among_the_live_ones_are_not_left_behind_without_being_asked() {
    let Some(office) = Office::with("rsync") else { return };
    office.publish();
    let theirs = office.server.at("www/current/theirs.txt");
    fs::write(&theirs, "theirs").unwrap();
    office.story("b", "改过的正文。");
    let run = office.run(&["publish", "--allow-unready"]);
    assert_eq!(run.code, 1, "{}", run.said);
    assert!(theirs.is_file() && run.said.contains("--allow-other"), "{}", run.said);
    assert!(run.said.contains("theirs.txt；新的一份换上去，它们就不在线上了"), "{}", run.said);
    fs::remove_file(&theirs).unwrap();
    assert_eq!(office.run(&["publish", "--allow-unready"]).code, 0);
    fs::write(&theirs, "theirs").unwrap();
    let run = office.run(&["publish", "--rollback"]);
    assert!(run.code == 1 && theirs.is_file() && run.said.contains("移走它们再退"), "{}", run.said);
}

#[test]
fn an_unknown_server_or_key_is_a_fault_and_asks_nothing() {
    for kind in KINDS {
        let Some(office) = Office::with(kind) else { return };
        fs::write(office.server.at("known_hosts"), "").unwrap();
        let run = office.run(&["publish", "--allow-unready"]);
        assert!(run.code == 2 && run.said.contains("Host key verification failed"), "{kind}: {}", run.said);
        assert!(!office.server.at("www").exists());
    }
    let Some(office) = Office::with("sftp") else { return };
    fs::write(office.server.at("authorized_keys"), "").unwrap();
    let run = office.run(&["publish", "--allow-unready"]);
    assert!(run.code == 2 && run.said.contains("Permission denied"), "{}", run.said);
}

#[test]
fn what_was_changed_on_the_server_is_found() {
    for kind in KINDS {
        let Some(office) = Office::with(kind) else { return };
        office.publish();
        let page = office.server.at("www/current/2025-11-20/b.html");
        fs::write(&page, "changed").unwrap();
        fs::remove_file(office.server.at("www/current/2025-11-20/lamp.png")).unwrap();
        fs::create_dir_all(office.server.at("www/current/theirs/more of it")).unwrap();
        fs::write(office.server.at("www/current/theirs/more of it/表 1.txt"), "theirs").unwrap();
        let run = office.run(&["verify"]);
        assert_eq!(run.code, 1, "{kind}: {}", run.said);
        assert!(run.said.contains("别人的文件，没有动：theirs/more of it/表 1.txt"), "{kind}: {}", run.said);
        assert!(run.said.contains("2025-11-20/b.html") && run.said.contains("lamp.png"), "{}", run.said);
    }
}

#[test]
fn a_host_is_a_name_and_not_an_option() {
    for host in ["-oProxyCommand=touch", "a b", "a:/b", "a;b"] {
        let site = format!("name: 晨报\npublish: {{kind: sftp, host: '{host}', path: /srv}}\n");
        let paper = Paper::of(&[("content/site.yaml", &site), ("content/a.md", "# 甲\n\n文。\n")]);
        let run = paper.build();
        assert!(run.code == 1 && run.said.contains("bad-host"), "{host}: {}", run.said);
    }
    let site = "name: 晨报\npublish: {kind: rsync, host: a, path: 'b\"c'}\n";
    let paper = Paper::of(&[("content/site.yaml", site), ("content/a.md", "# 甲\n\n文。\n")]);
    assert!(paper.build().said.contains("bad-server-path"));
}

#[test]
fn where_the_server_has_no_hard_links_unchanged_files_are_sent_again() {
    let Some(server) = SshServer::with("internal-sftp -P hardlink") else { return };
    let office = Office::at("sftp", server);
    let run = office.publish();
    assert!(!run.said.contains("重新送"), "nothing was there before: {}", run.said);
    office.story("a", "没有图了。");
    let run = office.publish();
    assert!(run.said.contains("重新送"), "{}", run.said);
    office.assert_live();
    assert_eq!(office.server.current(), "releases/2");
    let number = |release: &str| {
        fs::metadata(office.server.at("www/releases").join(release).join("2025-11-20/c.html")).unwrap().ino()
    };
    assert!(number("1") != number("2"), "they are copies");
    let picture = office.server.at("www/current/2025-11-20/lamp.png");
    assert_eq!(fs::read(picture).unwrap(), PNG, "what older pages use was sent again too");
}

#[test]
fn a_killed_run_does_not_keep_the_next_one_out_of_a_server() {
    let Some(office) = Office::with("sftp") else { return };
    office.publish();
    office.story("b", "改过。");
    office.server.breaks(7, "stalled");
    let mut child = Command::new(env!("CARGO_BIN_EXE_lanmu"))
        .args(["publish", "--allow-unready", "--as-of", "2025-12-01", "--root"])
        .arg(office.paper.root())
        .env("PATH", office.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lock = office.server.at("www/lanmu-lock/since.txt");
    while office.server.broken() == 0 || !lock.exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended");
        thread::sleep(Duration::from_millis(20));
    }
    office.server.is_sound();
    let run = office.run(&["publish", "--allow-unready"]);
    assert!(run.code == 2 && run.said.contains("另一次发布正在进行"), "{}", run.said);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(lock.exists(), "it has left its lock");
    office.publish();
    office.assert_live();
    assert!(!lock.exists());
}

/// How connections break: before anything is done, when all is done, in the middle; or for good.
const FAULTS: [&str; 4] = ["refused", "lost", "cut", "denied"];

#[test]
fn a_server_stays_whole_whatever_breaks() {
    let turns = std::env::var(MORE).ok().and_then(|turns| turns.parse().ok()).unwrap_or(2);
    for (number, kind) in KINDS.into_iter().enumerate() {
        let Some(office) = Office::with(kind) else { return };
        office.publish();
        let current = office.server.at("www/current");
        let reader = Reader::of(move |path| fs::read(current.join(path)).ok());
        for turn in 0..turns {
            let story = ["a", "b", "n"][turn % 3];
            let fault = FAULTS[(2 * number + turn) % FAULTS.len()];
            office.story(story, &format!("第 {turn} 稿。"));
            office.server.breaks(2 + turn % 6, fault);
            let run = office.run(&["publish", "--allow-unready"]);
            office.server.is_sound();
            if run.code != 0 {
                assert_eq!(run.code, 2, "{kind}, {fault}: {}", run.said);
                office.publish();
            }
            office.assert_live();
        }
        assert!(office.server.broken() >= turns, "only {} connections were broken", office.server.broken());
        let dead = reader.dead_links();
        assert!(dead.is_empty(), "{kind}: {dead:#?}");
    }
}
