//! Share pictures: what others see of a story or an edition that a reader passes on. The name of the paper, a headline and a day,
//! drawn in the font of the paper's headlines.

mod draw;
mod setting;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::source::SourcePath;
pub(crate) use draw::picture;

/// The size of a picture, in pixels: what the programs that show it ask for.
pub(crate) const SIZE: (u16, u16) = (1200, 630);
/// Which way of drawing this is: pictures of another way are drawn again.
const RECIPE: u32 = 1;

/// A share picture that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SharePicture {
    /// The font file.
    pub source: SourcePath,
    /// The digest of its contents.
    pub contents: Digest,
    /// The face, from 0.
    pub face: usize,
    /// The name of the paper.
    pub name: String,
    /// The lines of the headline as their author divided it, each in pieces that stay whole.
    pub headline: Vec<Vec<String>>,
    /// The day.
    pub day: String,
}

impl SharePicture {
    /// The digest of all that it is made from.
    #[must_use]
    pub(crate) fn digest(&self) -> Digest {
        let Self { source, contents, face, name, headline, day } = self;
        let headline: Vec<String> = headline.iter().map(|line| line.join("\u{1}")).collect();
        let headline = headline.join("\u{2}");
        Digest::of(
            format!("{source}\u{3}{contents} {face} {RECIPE} {name}\u{3}{headline}\u{3}{day}").as_bytes(),
        )
    }

    /// Every character of it.
    pub(crate) fn characters(&self) -> impl Iterator<Item = char> {
        let headline = self.headline.iter().flatten().flat_map(|piece| piece.chars());
        self.name.chars().chain(headline).chain(self.day.chars())
    }
}
