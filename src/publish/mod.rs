//! Publish: a printed paper → what its readers see, completely or not at all.
//!
//! ```text
//!  release (what is to be live) ─┐
//!                                ├─▶ plan ─▶ carrier (a kind of target) ─▶ verify ─▶ log
//!  manifest (what is live) ──────┘   pure    moves files
//! ```
//!
//! A carrier is a target that can say what is live there, and make a release live. Targets that take one file at a time
//! are a `Remote`, and `upload` is their carrier: order, retries, lock and manifest are the same for all of them.
//! Nothing is deleted before everything else has arrived, and only what our own manifest lists.

mod approvals;
mod bundle;
mod carrier;
mod claim;
mod commands;
mod compressed;
mod gate;
mod headers;
mod host_settings;
mod log;
mod manifest;
mod online;
mod order;
mod parallel;
mod plan;
mod proof;
mod release;
mod remote;
mod retry;
mod rollback;
mod run;
mod stories;
mod targets;
mod upload;
mod verify;

pub(crate) use carrier::{BundleFile, InItsPlace, NoRollback};
pub(crate) use commands::{confirm as confirm_command, is_confirmed as is_command_confirmed};
pub(crate) use online::verify_online;
pub(crate) use proof::{for_approvers, proof_target};
pub(crate) use rollback::{PreparedRollback, prepare_rollback};
pub(crate) use run::{Allowed, Prepared, Published, Verified, choose, prepare, reader_address, verify_live};
pub(crate) use stories::{Refusal, Vanished};
pub(crate) use verify::Difference;
