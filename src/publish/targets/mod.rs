//! The kinds of target, each in a file of its own.

mod folder;
mod folder_files;
mod git;
pub(super) mod http;
mod listing;
mod pages;
mod program;
mod rsync;
mod s3;
mod s3_signature;
mod secret;
mod server;
mod server_files;
mod sftp;
mod ssh;
mod ssh_server;
mod webdav;
mod zip;

use chrono::{DateTime, Utc};

use super::carrier::Carrier;
use super::remote::Remote;
use super::upload::Upload;
use crate::fault::Fault;
use crate::model::paper::Paper;
use crate::model::target::{PublishTarget, TargetKind};
use crate::project::{Audience, Project};

/// The carrier of a target of a paper. `now` is the time at which the run begins.
///
/// # Errors
/// If the target cannot be used at all: a folder that must not be written to.
pub(crate) fn carrier(
    project: &Project,
    (paper, target): (&Paper, &PublishTarget),
    now: DateTime<Utc>,
) -> Result<Box<dyn Carrier>, Fault> {
    Ok(match &target.kind {
        TargetKind::Folder { path, keep } => Box::new(folder::FolderTarget::new(project, path, *keep, now)?),
        TargetKind::Zip { path, is_proof } => {
            let is_proof = *is_proof || project.audience == Audience::Approvers;
            Box::new(zip::ZipTarget::new(project, paper, path, is_proof)?)
        }
        TargetKind::S3(bucket) => {
            let place = format!("{}{}/{}", bucket.endpoint, bucket.name, bucket.prefix);
            Box::new(over_http(project, s3::S3::new(bucket, target.url.as_ref(), now)?, place, now))
        }
        TargetKind::WebDav { url } => {
            Box::new(over_http(project, webdav::WebDav::new(url)?, url.as_str(), now))
        }
        TargetKind::Rsync(server) => {
            Box::new(server::ServerTarget::new(project, server, Box::new(rsync::RsyncFiller), now))
        }
        TargetKind::Sftp(server) => {
            Box::new(server::ServerTarget::new(project, server, Box::new(sftp::SftpFiller), now))
        }
        TargetKind::Pages { command } => Box::new(pages::PagesTarget::new(project, target, command)),
        TargetKind::Git { remote, branch } => {
            Box::new(git::GitTarget::new(project, target, (remote, branch), paper.language.into()))
        }
    })
}

/// The carrier of a remote that is reached by HTTP.
fn over_http<R: Remote>(
    project: &Project,
    remote: R,
    place: impl Into<String>,
    now: DateTime<Utc>,
) -> Upload<R> {
    let root = Some(project.root.clone());
    Upload { root, patience: http::patience(), ..Upload::to(remote, place, now) }
}
