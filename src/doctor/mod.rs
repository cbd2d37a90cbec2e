//! Doctor (体检): what the machine and the paper's folder have, and what they lack for what this paper does. It changes nothing.

mod machine;
mod paper;

use crate::language::TextLanguage;
use crate::pipeline;
use crate::project::Project;
use crate::words::Remark;

/// The result of an examination.
#[derive(Debug)]
pub(crate) struct Examination {
    pub observations: Vec<Observation>,
    /// The language of the paper.
    pub language: TextLanguage,
}

/// What was found about one thing.
#[derive(Debug)]
pub(crate) struct Observation {
    /// What it is about, as a word for programs: `watching`, `browser`.
    pub subject: &'static str,
    pub state: Health,
    pub remark: Remark,
}

/// How a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Health {
    /// As it should be.
    Good,
    /// Missing, but this paper does not need it.
    Unneeded,
    /// Missing, and this paper needs it.
    Lacking,
}

impl Health {
    /// Its word for programs.
    #[must_use]
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Unneeded => "unneeded",
            Self::Lacking => "lacking",
        }
    }
}

impl Examination {
    /// Whether this paper lacks nothing.
    #[must_use]
    pub(crate) fn is_healthy(&self) -> bool {
        self.observations.iter().all(|observation| observation.state != Health::Lacking)
    }
}

/// Examines the machine and the folder of a paper.
#[must_use]
pub(crate) fn examine(project: &Project) -> Examination {
    let settings = pipeline::settings(project).value;
    let mut observations = paper::observe(project, &settings);
    observations.extend(machine::observe(project, &settings.targets));
    Examination { observations, language: settings.language }
}

/// Something that is as it should be, or is missing and needed.
fn needed(subject: &'static str, remark: Result<Remark, Remark>) -> Observation {
    let (state, remark) = match remark {
        Ok(remark) => (Health::Good, remark),
        Err(remark) => (Health::Lacking, remark),
    };
    Observation { subject, state, remark }
}
