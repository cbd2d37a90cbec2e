//! A folder of a WebDAV server. A file is sent under another name and moved into place, so that readers never see a part of it.

use std::collections::BTreeSet;
use std::io;
use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;
use roxmltree::{Document, Node};
use url::Url;

use super::http::{Client, HttpReply, encoded, named};
use super::secret::{Secret, from_environment, needed};
use crate::digest::Digest;
use crate::fault::Fault;
use crate::publish::remote::{Failure, LiveCopy, Remote, TargetFiles};

/// The environment variables for the account.
const USER: &str = "LANMU_WEBDAV_USER";
const PASSWORD: &str = "LANMU_WEBDAV_PASSWORD";
/// The folder in which files are while they are sent.
const PARTS: &str = ".lanmu-parts/";

/// A folder on a server.
pub(super) struct WebDav {
    client: Client,
    /// Its address, ending in `/`.
    address: String,
    account: Option<Secret>,
    /// The folders that are known to be there.
    folders: Mutex<BTreeSet<String>>,
}

impl WebDav {
    /// A folder, with the account of the environment; without one if none is set.
    ///
    /// # Errors
    /// If the account is incomplete.
    pub(super) fn new(url: &Url) -> Result<Self, Fault> {
        let mut secrets = Vec::new();
        let mut account = None;
        if from_environment(USER).is_some() || from_environment(PASSWORD).is_some() {
            let (user, password) = (needed(USER)?, needed(PASSWORD)?);
            let basic = STANDARD.encode(format!("{}:{}", user.reveal(), password.reveal()));
            account = Some(Secret::from(format!("Basic {basic}").as_str()));
            secrets.extend([password, Secret::from(basic.as_str())]);
        }
        Ok(Self {
            client: Client::new(secrets)?,
            address: url.to_string(),
            account,
            folders: Mutex::default(),
        })
    }

    fn ask(
        &self,
        method: &str,
        path: &str,
        own: &[(&str, String)],
        body: Option<&[u8]>,
    ) -> Result<HttpReply, Failure> {
        self.ask_at(method, &self.url(path), own, body)
    }

    fn ask_at(
        &self,
        method: &str,
        url: &str,
        own: &[(&str, String)],
        body: Option<&[u8]>,
    ) -> Result<HttpReply, Failure> {
        let account = self.account.iter().map(|account| ("authorization", account.reveal().to_owned()));
        let headers: Vec<(&str, String)> = account.chain(own.iter().cloned()).collect();
        self.client.ask(method, url, &headers, body)
    }

    fn url(&self, path: &str) -> String {
        format!("{}{}", self.address, encoded(path))
    }

    fn done(&self, reply: &HttpReply) -> Result<(), Failure> {
        if reply.is_good() { Ok(()) } else { Err(self.client.refusal(reply)) }
    }

    /// Makes the folders above a path, and the paper's own.
    fn make_folders(&self, path: &str) -> Result<(), Failure> {
        let ends = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
        for folder in ends.map(|end| &path[..end]) {
            let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            if known.contains(folder) {
                continue;
            }
            let reply = match self.ask("MKCOL", folder, &[], None)? {
                reply if folder.is_empty() && matches!(reply.status, 404 | 409) => {
                    self.make_with_parents()?
                }
                reply => reply,
            };
            // A folder that is there is refused in several ways. If one could not be made, the next request says so.
            if reply.is_good() || matches!(reply.status, 301 | 403 | 405 | 409) {
                known.insert(folder.to_owned());
            } else {
                return Err(self.client.refusal(&reply));
            }
        }
        Ok(())
    }

    /// Makes the paper's own folder, and those that it is in.
    fn make_with_parents(&self) -> Result<HttpReply, Failure> {
        let own = Url::parse(&self.address).map_err(io::Error::other)?;
        let parent = |url: &Url| url.join("../").ok().filter(|parent| parent.path() != url.path());
        let mut folders: Vec<Url> = std::iter::successors(parent(&own), parent).collect();
        folders.pop(); // The root of the server.
        for folder in folders.iter().rev() {
            // If one cannot be made, the last request says so.
            self.ask_at("MKCOL", folder.as_str(), &[], None)?;
        }
        self.ask("MKCOL", "", &[], None)
    }

    /// The files and the folders in a folder, which is empty or ends in `/`; so do the folders. Files have their size.
    fn inside(&self, folder: &str) -> Result<Vec<(String, Option<u64>)>, Failure> {
        let reply = self.ask("PROPFIND", folder, &[("depth", "1".to_owned())], None)?;
        if reply.status == 404 {
            return Ok(Vec::new());
        }
        self.done(&reply)?;
        let (base, root) = (self.url(folder), self.url(""));
        let base = Url::parse(&base).map_err(io::Error::other)?;
        let parsed = Document::parse(reply.text()?).map_err(io::Error::other)?;
        let path = |response: Node| {
            let address = base.join(named(response, "href").next()?.text()?.trim()).ok()?;
            let path = address.as_str().strip_prefix(&root)?.trim_end_matches('/');
            let path = percent_decode_str(path).decode_utf8().ok()?.into_owned();
            let is_folder = named(response, "collection").next().is_some();
            let length = named(response, "getcontentlength").find_map(|length| length.text());
            let size = length.and_then(|length| length.trim().parse().ok());
            Some(if is_folder { (path + "/", None) } else { (path, size) })
        };
        let all = named(parsed.root(), "response").filter_map(path);
        Ok(all.filter(|(path, _)| path != folder && path != "/").collect())
    }
}

impl Remote for WebDav {
    fn get(&self, path: &str) -> Result<Option<LiveCopy>, Failure> {
        let reply = self.ask("GET", path, &[], None)?;
        if matches!(reply.status, 404 | 409 | 410) {
            return Ok(None);
        }
        self.done(&reply)?;
        Ok(Some(reply.body.into()))
    }

    fn list(&self) -> Result<TargetFiles, Failure> {
        let (mut files, mut folders) = (TargetFiles::new(), vec![String::new()]);
        while let Some(folder) = folders.pop() {
            let (below, here): (Vec<_>, Vec<_>) =
                self.inside(&folder)?.into_iter().partition(|(path, _)| path.ends_with('/'));
            files.extend(here);
            folders.extend(below.into_iter().map(|(folder, _)| folder).filter(|folder| folder != PARTS));
        }
        Ok(files)
    }

    /// Headers are not sent: WebDAV has no way to set those of a response.
    fn put(&self, path: &str, contents: &[u8], _: &[(&'static str, String)]) -> Result<(), Failure> {
        self.make_folders(path)?;
        self.make_folders(PARTS)?;
        let part = format!("{PARTS}{}", Digest::of(path.as_bytes()).short());
        self.done(&self.ask("PUT", &part, &[], Some(contents))?)?;
        let to = [("destination", self.url(path)), ("overwrite", "T".to_owned())];
        self.done(&self.ask("MOVE", &part, &to, None)?)
    }

    fn put_if_absent(&self, path: &str, contents: &[u8]) -> Result<bool, Failure> {
        self.make_folders(path)?;
        let reply = self.ask("PUT", path, &[("if-none-match", "*".to_owned())], Some(contents))?;
        if reply.status == 412 {
            return Ok(false);
        }
        self.done(&reply).map(|()| true)
    }

    fn tidy(&self) -> Result<(), Failure> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).remove(PARTS);
        self.delete(PARTS)
    }

    /// Deletes only the file. Deleting a folder would also delete the files of others in it.
    fn delete(&self, path: &str) -> Result<(), Failure> {
        let reply = self.ask("DELETE", path, &[], None)?;
        if matches!(reply.status, 404 | 410) { Ok(()) } else { self.done(&reply) }
    }

    fn parallel(&self) -> usize {
        4
    }
}
