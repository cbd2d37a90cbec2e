//! An object storage that speaks S3: AWS, R2, MinIO, and the stricter OSS, COS and OBS. Requests are plain: one `PUT` a file, its
//! whole body signed, no chunks and no checksums after it.

use std::io;
use std::time::Instant;

use chrono::{DateTime, Utc};
use roxmltree::Document;
use url::Url;

use super::http::{Client, HttpReply, encoded, encoded_whole, named};
use super::s3_signature::{Unsigned, authorization, sha256};
use super::secret::Keys;
use crate::fault::Fault;
use crate::model::target::Bucket;
use crate::publish::remote::{Failure, LiveCopy, Remote, TargetFiles};
use crate::words::{Remark, publishing};

/// Hosts of services, and the header by which each is told not to replace a file. The others know `If-None-Match`.
const ABSENT: [(&str, &str); 2] =
    [("aliyuncs.com", "x-oss-forbid-overwrite"), ("myqcloud.com", "x-cos-forbid-overwrite")];
/// Hosts whose own domain makes browsers save a page instead of showing it.
const SAVED: [&str; 4] = ["aliyuncs.com", "myqcloud.com", "tencentcos.cn", "myhuaweicloud.com"];

/// A bucket.
pub(super) struct S3 {
    client: Client,
    keys: Keys,
    region: String,
    scheme: String,
    /// The host, with the bucket's name if that belongs there.
    host: String,
    /// The path of the bucket: `/`, or its name between two.
    root: String,
    /// What stands before each path in the bucket.
    prefix: String,
    /// The address at which readers find the paper.
    readers: Option<Url>,
    /// The time at which the run began, to sign with the time of each request.
    began: (DateTime<Utc>, Instant),
}

impl S3 {
    /// A bucket, with the keys of the environment.
    ///
    /// # Errors
    /// If there are no keys.
    pub(super) fn new(bucket: &Bucket, readers: Option<&Url>, now: DateTime<Utc>) -> Result<Self, Fault> {
        let keys = Keys::find(bucket.profile.as_deref())?;
        let (name, endpoint) = (&bucket.name, &bucket.endpoint);
        let service = endpoint.host_str().unwrap_or_default();
        let port = endpoint.port().map(|port| format!(":{port}")).unwrap_or_default();
        let (in_host, in_path) = if bucket.is_path_style {
            (String::new(), format!("{name}/"))
        } else if service.starts_with(&format!("{name}.")) {
            (String::new(), String::new()) // The console shows the address of the bucket, not of the service.
        } else {
            (format!("{name}."), String::new())
        };
        Ok(Self {
            client: Client::new(keys.all().cloned().collect())?,
            keys,
            region: bucket.region.clone(),
            scheme: endpoint.scheme().to_owned(),
            host: format!("{in_host}{service}{port}"),
            root: format!("{}{in_path}", endpoint.path()),
            prefix: bucket.prefix.clone(),
            readers: readers.cloned(),
            began: (now, Instant::now()),
        })
    }

    /// The reply to a signed request for a file.
    fn ask(
        &self,
        method: &str,
        path: &str,
        own: &[(&str, String)],
        body: Option<&[u8]>,
    ) -> Result<HttpReply, Failure> {
        let path = encoded(&format!("{}{}{path}", self.root, self.prefix));
        self.ask_signed(method, (&path, ""), own, body)
    }

    fn ask_signed(
        &self,
        method: &str,
        (path, query): (&str, &str),
        own: &[(&str, String)],
        body: Option<&[u8]>,
    ) -> Result<HttpReply, Failure> {
        let time = (self.began.0 + self.began.1.elapsed()).format("%Y%m%dT%H%M%SZ").to_string();
        let digest = sha256(body.unwrap_or_default());
        let mut headers = own.to_vec();
        headers.extend([
            ("host", self.host.clone()),
            ("x-amz-content-sha256", digest.clone()),
            ("x-amz-date", time.clone()),
        ]);
        headers
            .extend(self.keys.token.iter().map(|token| ("x-amz-security-token", token.reveal().to_owned())));
        let request = Unsigned { method, path, query, headers: &headers, body: &digest };
        let signed = authorization(&request, &self.keys, &self.region, &time);
        headers.push(("authorization", signed));
        let query = if query.is_empty() { String::new() } else { format!("?{query}") };
        self.client.ask(method, &format!("{}://{}{path}{query}", self.scheme, self.host), &headers, body)
    }

    /// Adds a part of the list of all files to `files`; where the next part begins, if there is one.
    fn list_part(&self, from: Option<String>, files: &mut TargetFiles) -> Result<Option<String>, Failure> {
        let from = from.map(|from| format!("continuation-token={}&", encoded_whole(&from)));
        let query = format!("{}list-type=2&prefix={}", from.unwrap_or_default(), encoded_whole(&self.prefix));
        let reply = self.ask_signed("GET", (&encoded(&self.root), &query), &[], None)?;
        if !reply.is_good() {
            return Err(self.client.refusal(&reply));
        }
        let text = reply.text()?;
        let list = Document::parse(text).map_err(io::Error::other)?;
        let text = |node, name| named(node, name).find_map(|found| found.text());
        let file = |entry| {
            let path = text(entry, "Key")?.strip_prefix(&self.prefix)?;
            Some((path.to_owned(), text(entry, "Size").and_then(|size| size.trim().parse().ok())))
        };
        files.extend(named(list.root(), "Contents").filter_map(file));
        Ok(text(list.root(), "NextContinuationToken").map(ToOwned::to_owned))
    }

    fn is_at(&self, service: &str) -> bool {
        let host = self.host.split(':').next().unwrap_or_default();
        host.strip_suffix(service).is_some_and(|rest| rest.ends_with('.'))
    }
}

impl Remote for S3 {
    fn get(&self, path: &str) -> Result<Option<LiveCopy>, Failure> {
        let reply = self.ask("GET", path, &[], None)?;
        match reply.status {
            _ if reply.is_good() => {
                let headers = Some(reply.header_values());
                Ok(Some(LiveCopy { contents: reply.body, headers }))
            }
            404 if reply.element("Code") != Some("NoSuchBucket") => Ok(None),
            _ => Err(self.client.refusal(&reply)),
        }
    }

    fn list(&self) -> Result<TargetFiles, Failure> {
        let mut files = TargetFiles::new();
        let mut next = self.list_part(None, &mut files)?;
        while let Some(from) = next {
            next = self.list_part(Some(from), &mut files)?;
        }
        Ok(files)
    }

    fn put(&self, path: &str, contents: &[u8], headers: &[(&'static str, String)]) -> Result<(), Failure> {
        let names: Vec<String> = headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        let own: Vec<(&str, String)> =
            names.iter().zip(headers).map(|(name, (_, value))| (name.as_str(), value.clone())).collect();
        let reply = self.ask("PUT", path, &own, Some(contents))?;
        if reply.is_good() { Ok(()) } else { Err(self.client.refusal(&reply)) }
    }

    fn put_if_absent(&self, path: &str, contents: &[u8]) -> Result<bool, Failure> {
        let own = ABSENT.iter().find(|(service, _)| self.is_at(service));
        let (name, value) = own.map_or(("if-none-match", "*"), |(_, header)| (*header, "true"));
        let reply = self.ask("PUT", path, &[(name, value.to_owned())], Some(contents))?;
        let is_there = matches!(reply.element("Code"), Some("FileAlreadyExists" | "PreconditionFailed"));
        match reply.status {
            _ if reply.is_good() => Ok(true),
            412 => Ok(false),
            409 if is_there || reply.element("Code").is_none() => Ok(false),
            501 => Err(Failure::Lasting(io::ErrorKind::Unsupported.into())),
            _ => Err(self.client.refusal(&reply)),
        }
    }

    fn delete(&self, path: &str) -> Result<(), Failure> {
        let reply = self.ask("DELETE", path, &[], None)?;
        let is_gone = reply.status == 404 && reply.element("Code") != Some("NoSuchBucket");
        if reply.is_good() || is_gone { Ok(()) } else { Err(self.client.refusal(&reply)) }
    }

    fn remark(&self) -> Option<Remark> {
        let is_own = |url: &Url| {
            let host = url.host_str().unwrap_or_default();
            !SAVED.iter().any(|service| host.ends_with(service))
        };
        let saves =
            SAVED.iter().any(|service| self.is_at(service)) && !self.readers.as_ref().is_some_and(is_own);
        saves.then(|| publishing::saved_pages(&self.host))
    }
}
