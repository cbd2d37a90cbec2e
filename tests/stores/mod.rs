//! Small servers for tests: an object storage and a WebDAV folder as strict as the strictest, and a proxy that breaks things.

mod faults;
mod http;
mod s3;
mod webdav;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

pub use faults::{Fault, Proxy};
pub use http::{Reply, Request, Server};
pub use s3::{Bucket, KEY, SECRET};
pub use webdav::{Folder, PASSWORD, USER};

/// A stored file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub contents: Vec<u8>,
    /// Its headers, by names in lower case.
    pub headers: BTreeMap<String, String>,
}

/// What a server keeps: files by path. Clones share it.
#[derive(Clone, Default)]
pub struct Store(Arc<Mutex<BTreeMap<String, Stored>>>);

impl Store {
    pub fn get(&self, path: &str) -> Option<Stored> {
        self.0.lock().unwrap().get(path).cloned()
    }

    pub fn put(&self, path: &str, contents: &[u8], headers: BTreeMap<String, String>) {
        self.0.lock().unwrap().insert(path.to_owned(), Stored { contents: contents.to_vec(), headers });
    }

    /// Writes a file unless there is one; whether it did.
    pub fn put_new(&self, path: &str, contents: &[u8], headers: BTreeMap<String, String>) -> bool {
        let mut files = self.0.lock().unwrap();
        let is_new = !files.contains_key(path);
        if is_new {
            files.insert(path.to_owned(), Stored { contents: contents.to_vec(), headers });
        }
        is_new
    }

    pub fn move_file(&self, from: &str, to: &str) -> bool {
        let mut files = self.0.lock().unwrap();
        let Some(file) = files.remove(from) else { return false };
        files.insert(to.to_owned(), file);
        true
    }

    /// Deletes a file, or everything below a folder; whether there was something.
    pub fn delete(&self, path: &str) -> bool {
        let mut files = self.0.lock().unwrap();
        let before = files.len();
        files.retain(|known, _| known != path && !(path.ends_with('/') && known.starts_with(path)));
        files.len() < before
    }

    pub fn all(&self) -> BTreeMap<String, Stored> {
        self.0.lock().unwrap().clone()
    }
}
