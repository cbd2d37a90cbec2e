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
}
