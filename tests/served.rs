//! nginx with the configuration that goes out with a paper: it serves every file byte for byte, with the type and the headers of the
//! table. Where nginx is not installed, these tests say so and do nothing.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use ureq::http::Response;

use crate::support::{PNG, Paper, Run};

/// A server of a folder.
struct Nginx {
    child: Child,
    port: u16,
    /// Its configuration, and what it says.
    home: TempDir,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Nginx {
    /// Serves a folder with the piece of configuration in it; `None`, with a message, if nginx is not installed.
    fn of(site: &Path, port: u16) -> Option<Self> {
        let programs =
            ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx"];
        let Some(program) = programs.iter().find(|program| Path::new(program).is_file()) else {
            eprintln!("skipped: nginx is not installed");
            return None;
        };
        let home = tempfile::tempdir().unwrap();
        let (folder, site) = (home.path().display(), site.display());
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .iter()
            .map(|name| format!("{name}_temp_path {folder}/{name};\n"))
            .collect();
        fs::write(
            home.path().join("nginx.conf"),
            format!(
                "daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}server {{\nlisten 127.0.0.1:{port};\nroot {site};\ninclude {site}/nginx.conf.txt;\n}}\n}}\n"
            ),
        )
        .unwrap();
        let mut nginx = Command::new(program);
        nginx.arg("-p").arg(home.path()).arg("-c").arg(home.path().join("nginx.conf"));
        let errors = fs::File::create(home.path().join("said")).unwrap();
        let child = nginx.stdin(Stdio::null()).stdout(Stdio::null()).stderr(errors).spawn().unwrap();
        let nginx = Self { child, port, home };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(nginx);
            }
            thread::sleep(Duration::from_millis(25));
        }
        panic!("nginx does not run: {}", fs::read_to_string(nginx.home.path().join("said")).unwrap());
    }

    fn get(&self, path: &str, encoding: &str) -> (Response<()>, Vec<u8>) {
        let agent = ureq::Agent::config_builder().http_status_as_error(false).build().new_agent();
        let url = format!("http://127.0.0.1:{}/{path}", self.port);
        let mut reply = agent.get(url).header("accept-encoding", encoding).call().unwrap();
        let body = reply.body_mut().read_to_vec().unwrap();
        (reply.map(drop), body)
    }
}

fn header<'r>(reply: &'r Response<()>, name: &str) -> &'r str {
    reply.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

/// A paper that is published to a folder, which will be served at a port of this machine.
fn published() -> (Paper, u16) {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let site = format!(
        "name: 晨报\nurl: https://a.b/\nfiles: [downloads/]\npublish: {{kind: folder, path: target/site, headers: true, precompress: true, url: 'http://127.0.0.1:{port}/'}}\n"
    );
    let story = format!("---\nbyline: 本报讯\n---\n# 甲\n\n{}![图](lamp.png)\n", "正文。".repeat(300));
    let paper = Paper::of(&[
        ("content/site.yaml", &site),
        ("content/editions/2025-11-20/a.md", &story),
        ("content/downloads/table.csv", "名,数\n甲,1\n"),
        ("content/downloads/note.txt", "说明\n"),
        ("content/downloads/tel.5551234567.txt", "a number, not a digest\n"),
    ]);
    paper.put("content/editions/2025-11-20/lamp.png", PNG);
    let run = publish(&paper);
    assert_eq!(run.code, 0, "{}", run.said);
    (paper, port)
}

fn publish(paper: &Paper) -> Run {
    paper.run(&["publish", "--allow-unready", "--as-of", "2025-12-01"])
}

#[test]
fn nginx_serves_every_file_with_the_type_and_headers_of_the_table() {
    let (paper, port) = published();
    let site = paper.root().join("target/site");
    let Some(nginx) = Nginx::of(&site, port) else { return };
    let run = paper.run(&["verify"]);
    assert!(run.code == 0 && run.said.contains("读者看到的都对"), "{}", run.said);
    assert!(!run.said.contains("压缩好的没有用上"), "{}", run.said);
    for (path, kind, kept) in [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("feed.xml", "application/atom+xml; charset=utf-8", "no-cache"),
        ("sitemap.xml", "application/xml; charset=utf-8", "no-cache"),
        ("downloads/table.csv", "text/csv; charset=utf-8", "no-cache"),
        ("downloads/tel.5551234567.txt", "text/plain; charset=utf-8", "no-cache"),
        ("2025-11-20/lamp.png", "image/png", "no-cache"),
    ] {
        let (reply, body) = nginx.get(path, "identity");
        assert_eq!(reply.status(), 200, "{path}");
        assert_eq!((header(&reply, "content-type"), header(&reply, "cache-control")), (kind, kept), "{path}");
        assert!(header(&reply, "content-security-policy").starts_with("default-src 'none'"), "{path}");
        assert!(body == fs::read(site.join(path)).unwrap(), "{path}");
    }
    let sheets = fs::read_dir(site.join("assets/editions")).unwrap();
    for sheet in sheets.map(|entry| entry.unwrap().file_name().into_string().unwrap()) {
        let (reply, _) = nginx.get(&format!("assets/editions/{sheet}"), "identity");
        if sheet.ends_with(".css") {
            assert!(header(&reply, "cache-control").contains("immutable"), "{sheet}");
        }
    }
    let (reply, body) = nginx.get("nowhere/at/all.html", "identity");
    assert!(reply.status() == 404 && body == fs::read(site.join("404.html")).unwrap());
    fs::write(site.join(".lanmu.json"), "{}").unwrap();
    assert_eq!(nginx.get(".lanmu.json", "identity").0.status(), 404, "the mark of a build is never served");
}

#[test]
fn nginx_hands_out_the_compressed_forms() {
    let (paper, port) = published();
    let site = paper.root().join("target/site");
    let Some(nginx) = Nginx::of(&site, port) else { return };
    let (reply, body) = nginx.get("2025-11-20/a.html", "gzip");
    assert_eq!(header(&reply, "content-encoding"), "gzip");
    assert_eq!(header(&reply, "content-type"), "text/html; charset=utf-8");
    assert!(header(&reply, "vary").contains("Accept-Encoding"), "{:?}", reply.headers());
    assert!(
        body == fs::read(site.join("2025-11-20/a.html.gz")).unwrap(),
        "as it was sent, not compressed anew"
    );
    let (reply, body) = nginx.get("2025-11-20/a.html", "identity");
    assert_eq!(header(&reply, "content-encoding"), "");
    assert!(body == fs::read(site.join("2025-11-20/a.html")).unwrap());
}

#[test]
fn what_the_server_does_otherwise_is_told() {
    let (paper, port) = published();
    let site = paper.root().join("target/site");
    let configuration = fs::read_to_string(site.join("nginx.conf.txt")).unwrap();
    let other = paper.root().join("other");
    for (path, contents) in crate::support::files_in(&site) {
        let path = other.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }
    let wrong = configuration
        .replace("gzip_static on;", "")
        .replace("  text/css css;\n", "")
        .replace("nosniff", "sniff");
    fs::write(other.join("nginx.conf.txt"), wrong).unwrap();
    let Some(_nginx) = Nginx::of(&other, port) else { return };
    let run = paper.run(&["verify"]);
    assert_eq!(run.code, 1, "{}", run.said);
    for said in [
        "Content-Type 是“application/octet-stream”，该是“text/css",
        "X-Content-Type-Options 是“sniff”",
        "压缩好的没有用上",
    ] {
        assert!(run.said.contains(said), "{said}: {}", run.said);
    }
}
