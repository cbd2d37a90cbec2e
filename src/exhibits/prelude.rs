//! The imports that the files of kinds share.

pub(crate) use super::counted::{Entry, Quantity, ResolvedExhibit};
pub(crate) use super::kind::ExhibitKind;
pub(crate) use super::reading::ExhibitReading;
pub(crate) use super::sketch::{LINE, Sketch, SketchPart};
pub(crate) use super::view::{ExhibitSetting, TextTable};
pub(crate) use crate::em::{EM, Em};
pub(crate) use crate::fields::{Fields, Node, PartialDate};
pub(crate) use crate::finding::Notes;
pub(crate) use crate::source::Place;
pub(crate) use crate::words::exhibits::not_so;
pub(crate) use serde::{Deserialize, Serialize};
pub(crate) use serde_json::{Value, json};
