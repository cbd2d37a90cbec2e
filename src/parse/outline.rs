//! The outline of a narrative: the headline is the document's only heading of the first level.

use crate::model::body::{Block, BlockKind, Body};

/// Moves the outline as a whole below the headline, so that no two of its levels become one.
pub(crate) fn put_below_headline(body: &mut Body) {
    let mut highest = 2;
    body.visit(&mut |block, _| {
        if let BlockKind::Heading { level, .. } = block.kind {
            highest = highest.min(level);
        }
    });
    if highest < 2 {
        lower(&mut body.blocks);
        body.footnotes.iter_mut().for_each(|blocks| lower(blocks));
    }
}

fn lower(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => *level += 1,
            BlockKind::Quote(blocks) | BlockKind::Group { blocks, .. } => lower(blocks),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| lower(item)),
            _ => {}
        }
    }
}
