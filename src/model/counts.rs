//! The size of a paper.

use serde::{Deserialize, Serialize};

/// The size of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// 期
    pub editions: usize,
    /// 版
    pub pages: usize,
    /// 稿件
    pub stories: usize,
    /// 数字
    pub figures: usize,
    /// 网页
    pub documents: usize,
    /// 未刊
    pub held: Held,
}

/// What is in the folder and is not printed, for no fault of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Stories that are drafts, or in an edition that is one.
    pub drafts: usize,
    /// Stories whose day is to come.
    pub to_come: usize,
    /// Stories that have expired.
    pub expired: usize,
    /// Editions whose day is to come.
    pub editions_to_come: usize,
    /// Editions that have an `edition.yaml` and no story.
    pub empty_editions: usize,
}
