//! Postings: in which stories of a period each pair occurs. They are divided by a hash of the pair, so that their files are about
//! equally long.

use bytes::Bytes;

use super::pairs::Bigram;
use super::script;

/// About how many postings a file has. At least half as many, and with their keys 5 to 15 kB.
const OF_FILE: usize = 2500;
/// The most files of a period; a power of two.
const MOST_FILES: usize = 512;

/// A pair and the number of a story in which it occurs, in one number that sorts by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Posting(u64);

/// How many bits the number of a story takes. A period has fewer stories.
const STORY_BITS: u32 = 16;

impl Posting {
    fn new(pair: Bigram, story: usize) -> Self {
        debug_assert!(story < super::periods::MOST);
        Self((pair.0 << STORY_BITS) | story as u64)
    }

    fn pair(self) -> Bigram {
        Bigram(self.0 >> STORY_BITS)
    }

    fn story(self) -> u32 {
        (self.0 & ((1 << STORY_BITS) - 1)) as u32
    }
}

/// The postings of a period by file: for each file those of all stories, in the order of the stories.
pub(super) fn divided<'p>(stories: impl Iterator<Item = &'p [Bigram]> + Clone) -> Vec<Vec<Posting>> {
    let total: usize = stories.clone().map(<[Bigram]>::len).sum();
    let files = (total / OF_FILE).next_power_of_two().min(MOST_FILES);
    let mut divided = vec![Vec::with_capacity(total / files + total / files / 4); files];
    for (story, pairs) in stories.enumerate() {
        for pair in pairs {
            divided[pair.hash() as usize & (files - 1)].push(Posting::new(*pair, story));
        }
    }
    divided
}

/// A file: a line for each pair, with the gaps between the numbers of its stories, each gap a character.
pub(super) fn file(mut postings: Vec<Posting>, period: &str, number: usize) -> Bytes {
    postings.sort_unstable();
    let mut lines = String::with_capacity(postings.len() * 5);
    for of_pair in postings.chunk_by(|a, b| a.pair() == b.pair()) {
        lines.push('\n');
        lines.extend(of_pair[0].pair().key());
        lines.push('\t');
        let mut next = 0;
        for posting in of_pair {
            lines.push(gap(posting.story() - next));
            next = posting.story() + 1;
        }
    }
    script::call('p', period, number, &[&lines])
}

/// A gap as a character that stands for itself in a script and takes few bytes.
fn gap(gap: u32) -> char {
    let code = if gap < 93 {
        let code = gap + 0x20;
        let code = if code >= 0x22 { code + 1 } else { code };
        if code >= 0x5c { code + 1 } else { code }
    } else {
        let code = gap - 93 + 0xa1;
        if code >= 0x2028 { code + 2 } else { code }
    };
    char::from_u32(code).expect("a period has far fewer stories than there are characters")
}
