//! Heads: where the lines of a story's headline group and sub-heads may end.

use serde::{Deserialize, Serialize};

/// The numbers of the characters of a line with which another line may begin; `None` if it may end wherever a browser ends it.
pub(crate) type LineBreaks = Option<Box<[u16]>>;
/// The address of a sub-head, and the line breaks of its lines.
pub(crate) type SubHeadBreaks = (Box<str>, Box<[LineBreaks]>);

/// The line breaks of each line of a story's heads.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct HeadBreaks {
    /// 引题
    pub kicker: Box<[LineBreaks]>,
    /// 主题
    pub headline: Box<[LineBreaks]>,
    /// 副题, without its dash.
    pub deck: LineBreaks,
    /// Each 小标题, by its address in the document.
    pub sub_heads: Box<[SubHeadBreaks]>,
}

impl HeadBreaks {
    /// Those of the lines of a sub-head.
    #[must_use]
    pub(crate) fn sub_head(&self, id: &str) -> &[LineBreaks] {
        self.sub_heads.iter().find(|(known, _)| **known == *id).map_or(&[], |(_, lines)| lines)
    }

    /// Those of one of some lines.
    #[must_use]
    pub(crate) fn of_line(lines: &[LineBreaks], number: usize) -> Option<&[u16]> {
        lines.get(number)?.as_deref()
    }
}
