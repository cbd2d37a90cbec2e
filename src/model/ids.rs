//! Ids: indexes into the lists of the [`Site`](super::site::Site).

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($name:ident, $of:literal) => {
        #[doc = concat!("The place of ", $of, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub usize);
    };
}

id!(StoryId, "a story in `Site::stories`");
id!(StandingId, "a standing document in `Site::standing`");
id!(EditionId, "an edition in `Site::editions`");
id!(ColumnId, "a column in `Site::columns`");
id!(TopicId, "a topic in `Site::topics`");
id!(SignerId, "somebody in `Site::signers`");
id!(LedgerId, "a ledger in `Site::ledgers`");
id!(CarriedId, "a carried file in `Site::carried`");
