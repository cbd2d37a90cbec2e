//! An object storage that speaks S3: AWS, R2, MinIO, and the stricter OSS, COS and OBS. Requests are plain: one `PUT` a file, its
//! whole body signed, no chunks and no checksums after it.

use std::io;
use std::time::Instant;

use chrono::{DateTime, Utc};
use url::Url;

use super::http::{Client, HttpReply, encoded};
use super::s3_signature::{Unsigned, authorization, sha256};
use super::secret::Keys;
use crate::fault::Fault;
use crate::model::target::Bucket;
use crate::publish::remote::{Failure, Remote};
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
    /// What stands before each path.
    folder: String,
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
            folder: format!("{}{in_path}{}", endpoint.path(), bucket.prefix),
            readers: readers.cloned(),
            began: (now, Instant::now()),
        })
    }

    /// The reply to a signed request.
    fn ask(
        &self,
        method: &str,
        path: &str,
        own: &[(&str, String)],
        body: Option<&[u8]>,
    ) -> Result<HttpReply, Failure> {
        let path = encoded(&format!("{}{path}", self.folder));
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
        let request = Unsigned { method, path: &path, headers: &headers, body: &digest };
        let signed = authorization(&request, &self.keys, &self.region, &time);
        headers.push(("authorization", signed));
        self.client.ask(method, &format!("{}://{}{path}", self.scheme, self.host), &headers, body)
    }

    fn is_at(&self, service: &str) -> bool {
        let host = self.host.split(':').next().unwrap_or_default();
        host.strip_suffix(service).is_some_and(|rest| rest.ends_with('.'))
    }

    /// Whether the file was written; false if there was one.
    fn put_new(&self, path: &str, contents: &[u8]) -> Result<bool, Failure> {
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
}

impl Remote for S3 {
    fn get(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let reply = self.ask("GET", path, &[], None)?;
        match reply.status {
            _ if reply.is_good() => Ok(Some(reply.body)),
            404 if reply.element("Code") != Some("NoSuchBucket") => Ok(None),
            _ => Err(self.client.refusal(&reply)),
        }
    }

    fn put(&self, path: &str, contents: &[u8], headers: &[(&'static str, String)]) -> Result<(), Failure> {
        let names: Vec<String> = headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        let own: Vec<(&str, String)> =
            names.iter().zip(headers).map(|(name, (_, value))| (name.as_str(), value.clone())).collect();
        let reply = self.ask("PUT", path, &own, Some(contents))?;
        if reply.is_good() { Ok(()) } else { Err(self.client.refusal(&reply)) }
    }

    /// Twice: the second must be refused, else the service takes no notice of the condition.
    fn put_if_absent(&self, path: &str, contents: &[u8]) -> Result<bool, Failure> {
        if !self.put_new(path, contents)? {
            return Ok(false);
        }
        if self.put_new(path, contents)? {
            return Err(Failure::Lasting(io::ErrorKind::Unsupported.into()));
        }
        Ok(true)
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
