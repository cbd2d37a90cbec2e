//! A WebDAV folder at `/dav/`, with an account.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::{Reply, Request, Server, Store};

pub const USER: &str = "editor";
pub const PASSWORD: &str = "planted:pass/word";
/// What tells that an entry is a folder.
const FOLDER: &str = "<D:resourcetype><D:collection/></D:resourcetype>";

/// A folder, and the server that has it.
#[derive(Clone)]
pub struct Folder {
    pub store: Store,
    /// Whether `If-None-Match` is honoured.
    pub knows_conditions: bool,
    pub folders: Arc<Mutex<BTreeSet<String>>>,
}

impl Folder {
    pub fn new() -> Self {
        let top = BTreeSet::from([String::new()]);
        Self { store: Store::default(), knows_conditions: true, folders: Arc::new(Mutex::new(top)) }
    }

    pub fn serve(&self) -> Server {
        let folder = self.clone();
        Server::answering(move |request| folder.answer(request))
    }

    fn answer(&self, request: &Request) -> Reply {
        if request.header("authorization")
            != format!("Basic {}", STANDARD.encode(format!("{USER}:{PASSWORD}")))
        {
            return Reply::new(401, "").with("www-authenticate", "Basic realm=\"dav\"");
        }
        let path = request.path();
        let Some(path) = path.strip_prefix("dav/") else { return Reply::new(404, "") };
        match request.method.as_str() {
            "GET" => match self.store.get(path) {
                Some(file) => Reply::new(200, file.contents),
                None => Reply::new(404, "no"),
            },
            "PUT" if !self.has_folder_of(path) => Reply::new(409, ""),
            "PUT" if request.header("if-none-match") == "*" && self.knows_conditions => {
                let is_new = self.store.put_new(path, &request.body, BTreeMap::new());
                Reply::new(if is_new { 201 } else { 412 }, "")
            }
            "PUT" => {
                self.store.put(path, &request.body, BTreeMap::new());
                Reply::new(201, "")
            }
            "PROPFIND" => self.list(path),
            "MKCOL" => self.make(path.trim_end_matches('/')),
            "MOVE" => self.move_file(path, request),
            "DELETE" if path.ends_with('/') => {
                let is_known = self.folders.lock().unwrap().remove(path.trim_end_matches('/'));
                self.store.delete(path);
                Reply::new(if is_known { 204 } else { 404 }, "")
            }
            "DELETE" => Reply::new(if self.store.delete(path) { 204 } else { 404 }, ""),
            _ => Reply::new(405, ""),
        }
    }

    /// The folder itself and what is directly in it.
    fn list(&self, path: &str) -> Reply {
        let folder = path.trim_end_matches('/');
        let folders = self.folders.lock().unwrap();
        if !folders.contains(folder) {
            return Reply::new(404, "");
        }
        let parent =
            |path: &str| path.rsplit_once('/').map_or(String::new(), |(parent, _)| parent.to_owned());
        let is_inside = |path: &&String| !path.is_empty() && parent(path) == folder;
        let entry = |path: &str, what: &str| {
            let href = utf8_percent_encode(path, NON_ALPHANUMERIC).to_string().replace("%2F", "/");
            format!(
                "<D:response><D:href>/dav/{href}</D:href><D:propstat><D:prop>{what}</D:prop></D:propstat></D:response>"
            )
        };
        let below = folders.iter().filter(is_inside).map(|path| entry(&format!("{path}/"), FOLDER));
        let all = self.store.all();
        let files = all.iter().filter(|(path, _)| is_inside(path)).map(|(path, file)| {
            entry(path, &format!("<D:getcontentlength>{}</D:getcontentlength>", file.contents.len()))
        });
        let own = entry(&format!("{folder}/"), FOLDER);
        let entries: String = std::iter::once(own).chain(below).chain(files).collect();
        Reply::new(
            207,
            format!("<?xml version=\"1.0\"?><D:multistatus xmlns:D=\"DAV:\">{entries}</D:multistatus>"),
        )
    }

    fn has_folder_of(&self, path: &str) -> bool {
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        self.folders.lock().unwrap().contains(parent)
    }

    fn make(&self, path: &str) -> Reply {
        if !self.has_folder_of(path) {
            return Reply::new(409, "");
        }
        let is_new = self.folders.lock().unwrap().insert(path.to_owned());
        Reply::new(if is_new { 201 } else { 405 }, "")
    }

    fn move_file(&self, path: &str, request: &Request) -> Reply {
        let to = request.header("destination");
        let host = format!("http://{}/dav/", request.header("host"));
        let Some(to) = to.strip_prefix(&host) else { return Reply::new(502, "") };
        let to = percent_decode_str(to).decode_utf8().unwrap();
        if !self.has_folder_of(&to) {
            return Reply::new(409, "");
        }
        let is_moved = request.header("overwrite") == "T" && self.store.move_file(path, &to);
        Reply::new(if is_moved { 204 } else { 404 }, "")
    }
}
