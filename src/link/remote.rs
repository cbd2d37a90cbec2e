//! Pictures that other sites have: one finding for each of the sites.

use std::collections::BTreeMap;
use std::sync::Arc;

use url::Url;

use crate::finding::Finding;
use crate::model::body::LinkDraft;
use crate::model::draft::StoryDraft;
use crate::source::{Place, SourcePath};
use crate::words::links;

/// The address of a picture that another site has.
pub(crate) fn address(link: &LinkDraft) -> Option<&str> {
    let destination = link.destination.as_deref().filter(|_| link.picture)?;
    let begins = |scheme: &str| {
        destination.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    (begins("http:") || begins("https:") || begins("//")).then_some(destination)
}

/// Reports the pictures of other sites in some stories, by host.
pub(super) fn report<'s>(stories: impl Iterator<Item = &'s Arc<StoryDraft>>, findings: &mut Vec<Finding>) {
    let mut hosts: BTreeMap<String, Vec<(&SourcePath, &LinkDraft, &str)>> = BTreeMap::new();
    for story in stories.filter(|story| !story.is_withdrawn()) {
        for link in &story.links {
            if let Some(address) = address(link) {
                hosts.entry(host(address)).or_default().push((&story.path, link, address));
            }
        }
    }
    for (host, pictures) in hosts {
        let first = pictures.iter().min_by_key(|(path, link, _)| (*path, link.span));
        findings.extend(first.map(|(path, link, address)| {
            Finding::error(
                Place::new(path, link.span),
                links::remote_pictures(&host, address, pictures.len()),
            )
        }));
    }
}

fn host(address: &str) -> String {
    let whole = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
    let url = Url::parse(&whole).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| address.to_owned())
}
