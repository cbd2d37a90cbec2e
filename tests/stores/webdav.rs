//! A WebDAV folder at `/dav/`, with an account.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

use super::{Reply, Request, Server, Store};

pub const USER: &str = "editor";
pub const PASSWORD: &str = "planted:pass/word";

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
