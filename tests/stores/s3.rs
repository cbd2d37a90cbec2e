//! An object storage. It checks every signature, by a reading of the specification that owes nothing to the program's.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::{Reply, Request, Server, Store};

pub const KEY: &str = "AKIDPLANTEDKEY4711";
pub const SECRET: &str = "planted/secret+of=the.storage";
pub const REGION: &str = "cn-north-9";

/// A bucket named `paper`, and the server that has it.
#[derive(Clone)]
pub struct Bucket {
    pub store: Store,
    /// Whether `If-None-Match` is honoured.
    pub knows_conditions: bool,
    /// Whether the bucket's name must be in the host name.
    pub is_virtual: bool,
}

impl Bucket {
    pub fn new() -> Self {
        Self { store: Store::default(), knows_conditions: true, is_virtual: false }
    }

    pub fn serve(&self) -> Server {
        let bucket = self.clone();
        Server::answering(move |request| bucket.answer(request))
    }

    fn answer(&self, request: &Request) -> Reply {
        if let Err(code) = verify(request) {
            return Reply::error(403, code, &format!("not for {KEY}"));
        }
        let path = request.path();
        let path = path.split('?').next().unwrap().to_owned();
        let is_named = request.header("host").starts_with("paper.");
        let path = match path.strip_prefix("paper/") {
            Some(path) if !self.is_virtual && !is_named => path,
            None if self.is_virtual && is_named => &path,
            _ => return Reply::error(404, "NoSuchBucket", "no such bucket"),
        };
        match request.method.as_str() {
            "GET" if path.is_empty() => self.list(request),
            "GET" => match self.store.get(path) {
                Some(file) => {
                    let reply = Reply::new(200, file.contents);
                    file.headers.iter().fold(reply, |reply, (name, value)| reply.with(name, value))
                }
                None => Reply::error(404, "NoSuchKey", "no such key"),
            },
            "PUT" => self.put(path, request),
            "DELETE" => {
                self.store.delete(path);
                Reply::new(204, "")
            }
            _ => Reply::error(405, "MethodNotAllowed", "not here"),
        }
    }

    /// The list of what begins with a prefix, two files at a time.
    fn list(&self, request: &Request) -> Reply {
        let query = request.target.split_once('?').unwrap().1;
        let value = |name: &str| {
            let pair = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            percent_decode_str(pair.unwrap_or_default()).decode_utf8().unwrap().into_owned()
        };
        assert_eq!(value("list-type"), "2");
        let (prefix, after) = (value("prefix"), value("continuation-token"));
        let all = self.store.all();
        let mut keys = all.keys().filter(|key| key.starts_with(&prefix) && **key > after);
        let some: Vec<&String> = keys.by_ref().take(2).collect();
        let next = keys.next().map(|_| some[1].replace('&', "&amp;"));
        let next = next.map(|next| format!("<NextContinuationToken>{next}</NextContinuationToken>"));
        let entries: String = some
            .iter()
            .map(|key| {
                let (size, key) = (all[*key].contents.len(), key.replace('&', "&amp;"));
                format!("<Contents><Key>{key}</Key><Size>{size}</Size></Contents>")
            })
            .collect();
        Reply::new(
            200,
            format!(
                "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{entries}{}</ListBucketResult>",
                next.unwrap_or_default()
            ),
        )
    }

    fn put(&self, path: &str, request: &Request) -> Reply {
        let is_kept = |name: &str| {
            ["content-type", "content-encoding", "cache-control"].contains(&name)
                || name.starts_with("x-amz-meta-")
        };
        let headers: BTreeMap<String, String> = request.headers.clone();
        let headers = headers.into_iter().filter(|(name, _)| is_kept(name)).collect();
        if request.header("if-none-match") == "*" && self.knows_conditions {
            let is_new = self.store.put_new(path, &request.body, headers);
            return if is_new {
                Reply::new(200, "")
            } else {
                Reply::error(412, "PreconditionFailed", "it exists")
            };
        }
        self.store.put(path, &request.body, headers);
        Reply::new(200, "")
    }
}

/// Whether a request is signed by the key of this storage.
fn verify(request: &Request) -> Result<(), &'static str> {
    let said = request.header("authorization");
    let field = |name: &str| {
        let (_, rest) = said.split_once(&format!("{name}="))?;
        Some(rest.split([',', ' ']).next().unwrap_or_default())
    };
    let (credential, signed, signature) = (field("Credential"), field("SignedHeaders"), field("Signature"));
    let (Some(credential), Some(signed), Some(signature)) = (credential, signed, signature) else {
        return Err("AccessDenied");
    };
    let date = request.header("x-amz-date");
    let scope = format!("{}/{REGION}/s3/aws4_request", &date[..8]);
    if credential != format!("{KEY}/{scope}") {
        return Err("InvalidAccessKeyId");
    }
    let body = hex(&Sha256::digest(&request.body));
    if request.header("x-amz-content-sha256") != body {
        return Err("XAmzContentSHA256Mismatch");
    }
    let must = |name: &&String| *name == "host" || *name == "content-type" || name.starts_with("x-amz-");
    if request.headers.keys().filter(must).any(|name| !signed.split(';').any(|known| known == name)) {
        return Err("AccessDenied");
    }
    let lines: String = signed.split(';').map(|name| format!("{name}:{}\n", request.header(name))).collect();
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    let query = pairs.join("&");
    let canonical = format!("{}\n{path}\n{query}\n{lines}\n{signed}\n{body}", request.method);
    let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{}", hex(&Sha256::digest(canonical)));
    let day = hmac(format!("AWS4{SECRET}").as_bytes(), &date[..8]);
    let key = hmac(&hmac(&hmac(&day, REGION), "s3"), "aws4_request");
    if hex(&hmac(&key, &to_sign)) == signature { Ok(()) } else { Err("SignatureDoesNotMatch") }
}

fn hmac(key: &[u8], text: &str) -> Vec<u8> {
    let mut code = Hmac::<Sha256>::new_from_slice(key).unwrap();
    code.update(text.as_bytes());
    code.finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
