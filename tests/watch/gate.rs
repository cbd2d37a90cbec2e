//! Who is answered, and who is not; and that no client can block the others.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::desk::{Desk, rounds};
use crate::support::Paper;

fn paper() -> Paper {
    Paper::of(&[
        ("content/site.yaml", "name: 试报\nurl: https://example.org/paper/\n"),
        (
            "content/editions/2025-11-20/a.md",
            "---\nheadline: 头条\nimages: [{src: lamp.svg, alt: 灯}]\n---\n正文。\n",
        ),
        ("content/editions/2025-11-20/lamp.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("secret.txt", "不许看"),
    ])
}

fn ask(desk: &Desk, line: &str, headers: &[&str]) -> u16 {
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect::<Vec<_>>().concat();
    desk.ask(format!("{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n"))
        .map_or(0, |answer| answer.status)
}

#[test]
fn only_names_of_this_machine_are_answered() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    for host in ["localhost", "localhost:9999", "127.0.0.1", "[::1]", "[::1]:80", "LOCALHOST", &desk.address]
    {
        assert_eq!(ask(&desk, "GET /paper/", &[&format!("Host: {host}")]), 200, "{host}");
    }
    let strangers = [
        "example.org",
        "localhost.example.org",
        "127.0.0.1.nip.io",
        "evil@localhost",
        "192.168.1.1",
        "0.0.0.0",
        "",
        "localhost:80:80",
        "[::1",
        "[::2]",
        "127.0.0.1:x",
        "2130706433.example",
    ];
    for host in strangers {
        assert!(matches!(ask(&desk, "GET /paper/", &[&format!("Host: {host}")]), 400 | 403), "{host}");
    }
    assert!(matches!(ask(&desk, "GET /paper/", &[]), 400 | 403), "no host at all");
    assert!(matches!(ask(&desk, "GET /paper/", &["Host: localhost", "Host: example.org"]), 400 | 403));
    assert_eq!(ask(&desk, "GET http://example.org/paper/", &["Host: localhost"]), 403);
    assert_eq!(ask(&desk, "GET http://localhost/paper/", &["Host: localhost"]), 200);
}

#[test]
fn other_pages_may_take_nothing_and_nobody_is_told_that_they_may() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    let of =
        |headers: &[&str]| ask(&desk, "GET /paper/index.html", &[&["Host: localhost"], headers].concat());
    assert_eq!(of(&["Origin: http://localhost"]), 200);
    for origin in [
        "http://localhost:4321",
        "http://127.0.0.1",
        "http://example.org",
        "https://localhost",
        "null",
        "http://localhost.example.org",
        "file://",
    ] {
        assert_eq!(of(&[&format!("Origin: {origin}")]), 403, "{origin}");
    }
    assert_eq!(of(&["Sec-Fetch-Site: same-origin"]), 200);
    assert_eq!(of(&["Sec-Fetch-Site: none"]), 200);
    for site in ["cross-site", "same-site"] {
        assert_eq!(
            of(&[&format!("Sec-Fetch-Site: {site}"), "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"]),
            403
        );
        let followed =
            [&format!("Sec-Fetch-Site: {site}"), "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"];
        assert_eq!(of(&followed), 200, "a link may be followed");
        let framed =
            [&format!("Sec-Fetch-Site: {site}"), "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"];
        assert_eq!(of(&framed), 403, "but not into a frame");
    }
    let head = desk.get("/paper/index.html").head.to_ascii_lowercase();
    assert!(!head.contains("access-control"), "{head}");
    for line in [
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "cross-origin-resource-policy: same-origin",
        "cross-origin-opener-policy: same-origin",
    ] {
        assert!(head.contains(line), "{line}");
    }
}

#[test]
fn nothing_is_asked_for_but_to_be_read() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"] {
        assert!(
            matches!(ask(&desk, &format!("{method} /paper/"), &["Host: localhost"]), 400 | 405),
            "{method}"
        );
    }
    assert_eq!(ask(&desk, "GET /paper/", &["Host: localhost", "Content-Length: 5"]), 413);
    assert_eq!(ask(&desk, "GET /paper/", &["Host: localhost", "Transfer-Encoding: chunked"]), 413);
    let head =
        desk.ask("HEAD /paper/index.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(ask(&desk, "GET /paper/", &["Host: localhost", &format!("X: {}", "x".repeat(40_000))]), 431);
    let long = format!("GET /{}", "x".repeat(5000));
    assert!(matches!(ask(&desk, &long, &["Host: localhost"]), 404 | 414));
}

#[test]
fn no_path_leads_out_of_the_paper() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    let ways = [
        "/../secret.txt",
        "/paper/../secret.txt",
        "/paper/%2e%2e/secret.txt",
        "/paper/%2e%2e%2fsecret.txt",
        "/paper/%252e%252e%252fsecret.txt",
        "/paper/..%5csecret.txt",
        "/paper/..\\secret.txt",
        "//secret.txt",
        "/paper//secret.txt",
        "/secret.txt",
        "/paper/%00",
        "/paper/secret.txt%00.html",
        "/paper/%c0%ae%c0%ae/secret.txt",
        "/paper/content/editions/2025-11-20/a.md",
        "/content/site.yaml",
        "/paper/C:/secret.txt",
        "/paper/a.html::$DATA",
        "/paper/~lanmu/../../secret.txt",
        "/paper/~lanmu/",
        "/paper/index.html/",
        "/PAPER/index.html",
        "/paper/INDEX.html",
        "/paper/./index.html",
        "/paper/%",
        "/paper/%zz",
        "/proc/self/environ",
        "/paper/.git/config",
    ];
    for way in ways {
        let answer =
            desk.ask(format!("GET {way} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).unwrap();
        assert!(matches!(answer.status, 400 | 404), "{way}: {}", answer.status);
        assert!(!String::from_utf8_lossy(&answer.body).contains("不许看"), "{way}");
    }
    // The alphabet of a fuzzer: parts of path traversals, joined at random.
    let pieces = [
        "..",
        "/",
        "%2e",
        "%2f",
        "\\",
        "%5c",
        "paper",
        "secret.txt",
        "content",
        "~lanmu",
        "%00",
        "%",
        ";",
        "?",
        "a",
        ":",
    ];
    let mut dice: u64 = 88_172_645_463_325_252;
    for _ in 0..rounds(2000) {
        let mut way = String::from("/");
        for _ in 0..8 {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            way.push_str(pieces[usize::try_from(dice % 16).unwrap()]);
        }
        if let Some(answer) =
            desk.ask(format!("GET {way} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
        {
            assert!(!String::from_utf8_lossy(&answer.body).contains("不许看"), "{way}");
        }
    }
    assert_eq!(ask(&desk, "GET /paper/", &["Host: localhost"]), 200);
}

#[test]
fn the_paper_stands_where_its_url_says() {
    let paper = paper();
    paper.put("content/ledgers/l.yaml", "title: 账\nfigures: {a: {label: 甲, value: 1, unit: 名}}\n");
    let desk = Desk::open(&paper, &[]);
    for (path, to) in [("/", "/paper/"), ("/paper", "/paper/")] {
        let answer = desk.get(path);
        assert_eq!(answer.status, 302);
        assert!(answer.head.to_ascii_lowercase().contains(&format!("location: {to}")), "{}", answer.head);
    }
    assert_eq!(desk.get("/paper/ledgers/").status, 200, "a folder shows its index");
    let lost = desk.get("/paper/2025-11-21/a.html");
    assert_eq!(lost.status, 404);
    assert!(
        String::from_utf8_lossy(&lost.body).contains("href=\"/paper/2025-11-20/a.html\""),
        "what is like it is named"
    );
    let picture = desk.get("/paper/2025-11-20/lamp.svg");
    assert_eq!(picture.status, 200);
    let head = picture.head.to_ascii_lowercase();
    assert!(head.contains("image/svg+xml") && head.contains("sandbox"), "{head}");
}

#[test]
fn who_comes_from_another_machine_must_show_the_token() {
    let paper = paper();
    let desk = Desk::open(&paper, &["--host", "0.0.0.0"]);
    assert!(desk.entrance.contains("token="), "{}", desk.entrance);
    assert_eq!(desk.get("/paper/").status, 401);
    assert_eq!(desk.get("/paper/?token=0").status, 401);
    let welcome = desk.get(&desk.entrance);
    assert_eq!(welcome.status, 302);
    let cookie = welcome
        .head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().starts_with("set-cookie").then(|| line.to_owned()));
    let cookie = cookie.unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split_once(':').unwrap().1.trim().split(';').next().unwrap().to_owned();
    assert_eq!(ask(&desk, "GET /paper/", &["Host: 192.168.1.7", &format!("Cookie: {cookie}")]), 200);
    assert_eq!(ask(&desk, "GET /paper/", &["Host: evil.example", &format!("Cookie: {cookie}")]), 403);
}

#[test]
fn whoever_says_nothing_gives_way() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    let mut slow: Vec<TcpStream> = Vec::new();
    for number in 0..rounds(600).min(2000) {
        let mut stream = TcpStream::connect(&desk.address).unwrap();
        if number % 2 == 0 {
            let _ = stream.write_all(b"GET /paper/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        }
        slow.push(stream);
        if slow.len() > 800 {
            slow.remove(0);
        }
    }
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..50 {
        let start = Instant::now();
        assert_eq!(desk.get("/paper/index.html").status, 200);
        times.push(start.elapsed());
    }
    times.sort();
    assert!(times[48] < Duration::from_millis(500), "{:?}", times[48]);
    // The server does not wait forever for half a request.
    let mut half = TcpStream::connect(&desk.address).unwrap();
    half.write_all(b"GET /paper/ HTTP/1.1\r\n").unwrap();
    half.set_read_timeout(Some(Duration::from_secs(9))).unwrap();
    let start = Instant::now();
    let mut rest = Vec::new();
    let _ = half.read_to_end(&mut rest);
    assert!(start.elapsed() < Duration::from_secs(8), "a connection that sends nothing is closed");
}

#[test]
fn whoever_listens_is_counted_for_as_long_as_the_connection_is_open() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    let news = b"GET /paper/~lanmu/news?page=index.html HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let mut streams: Vec<TcpStream> = Vec::new();
    for _ in 0..300 {
        let mut stream = TcpStream::connect(&desk.address).unwrap();
        stream.write_all(news).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        assert!(stream.read(&mut [0; 512]).unwrap() > 0, "news are told");
        // The connection that has listened longest is dropped, and cannot return by asking again.
        for old in &mut streams {
            let _ = old.write_all(news);
        }
        streams.push(stream);
    }
    sleep(Duration::from_millis(500));
    let open = std::fs::read_dir(format!("/proc/{}/fd", desk.id())).unwrap();
    let sockets = open.filter(|file| {
        std::fs::read_link(file.as_ref().unwrap().path())
            .is_ok_and(|to| to.to_string_lossy().starts_with("socket:"))
    });
    assert!(sockets.count() < 100, "64 listen, and two sockets are listened at");
    assert_eq!(ask(&desk, "GET /paper/", &["Host: localhost"]), 200);
}

#[test]
fn no_header_stops_the_desk() {
    let paper = paper();
    let desk = Desk::open(&paper, &[]);
    let mut dice: u64 = 6_364_136_223_846_793_005;
    let mut throw = |sides: u64| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        dice % sides
    };
    let names = [
        "Host",
        "Origin",
        "Cookie",
        "Sec-Fetch-Site",
        "Content-Length",
        "Connection",
        "Range",
        "If-None-Match",
        "",
    ];
    for _ in 0..rounds(1500) {
        let mut request = b"GET /paper/index.html HTTP/1.1\r\nHost: localhost\r\n".to_vec();
        for _ in 0..throw(4) {
            request.extend(names[usize::try_from(throw(9)).unwrap()].as_bytes());
            request.extend(b": ");
            for _ in 0..throw(30) {
                request.push(u8::try_from(throw(256)).unwrap());
            }
            request.extend(b"\r\n");
        }
        request.extend(b"Connection: close\r\n\r\n");
        let _ = desk.ask(request);
    }
    sleep(Duration::from_millis(50));
    assert_eq!(ask(&desk, "GET /paper/", &["Host: localhost"]), 200);
}
