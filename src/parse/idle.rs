//! Keys of front matter without effect: because of where the story stands, or beside its other keys.

use chrono::NaiveTime;
use chrono_tz::Tz;
use indexmap::IndexMap;

use super::story_parts::StoryParts;
use crate::fields::Fields;
use crate::finding::Notes;
use crate::model::byline::Byline;
use crate::model::edition::EditionKey;
use crate::model::figure::Figure;
use crate::model::inventory::FileRole;
use crate::model::phrase::{Filter, Reference};
use crate::words::idle::{self, Idle};
use crate::words::values;

/// A story whose front matter has been read.
pub(super) struct Situation<'s> {
    pub fields: &'s Fields<'s>,
    pub parts: &'s StoryParts,
    /// Its own figures.
    pub figures: &'s IndexMap<String, Figure>,
    /// The edition in whose folder it is.
    pub edition: Option<EditionKey>,
    pub zone: Tz,
    pub is_standing: bool,
}

/// Some keys, and why they have no effect, if they have none.
type IdleRule = (&'static [&'static str], fn(&Situation) -> Option<Idle>);

const RULES: [IdleRule; 9] = [
    (&["page", "rank", "span", "box", "column", "topics", "date", "keywords", "aliases"], |story| {
        story.is_standing.then_some(Idle::Standing)
    }),
    (&["page", "span", "box"], |story| {
        (!story.is_standing && story.edition.is_none()).then_some(Idle::Undated)
    }),
    (&["source_url"], |story| story.parts.front.origin.source.is_none().then_some(Idle::Without("source"))),
    (&["source"], |story| {
        let is_hidden = story.is_standing && story.parts.front.origin.copyright.is_none();
        is_hidden.then_some(Idle::Without("copyright"))
    }),
    (&["source"], |story| {
        let is_said = matches!(story.parts.front.byline, Some(Byline::Source { .. }));
        (is_said && story.parts.front.origin.copyright.is_none()).then_some(Idle::Beside("byline"))
    }),
    (&["publish_at"], |story| story.is_early("publish_at")),
    (&["embargo"], |story| story.is_early("embargo")),
    (&["publish_at"], |story| story.is_before("publish_at", "embargo")),
    (&["embargo"], |story| story.is_before("embargo", "publish_at")),
];

/// Reports the keys without effect, and the figures that nothing prints.
pub(super) fn report(story: &Situation, notes: &mut Notes) {
    for (keys, why) in RULES {
        let Some(why) = why(story) else { continue };
        for key in keys {
            let is_given = story.fields.get(key).is_some_and(|node| node.scalar() != Some("false"));
            if let Some(span) = story.fields.key_span(key).filter(|_| is_given) {
                notes.warning(span, idle::without_effect(key, &why));
            }
        }
    }
    if let Some(span) = story.fields.key_span("expire_at").filter(|_| story.is_never_shown()) {
        notes.warning(span, values::never_shown());
    }
    for figure in story.figures.values().filter(|figure| !story.is_used(figure)) {
        notes.warning(figure.at.span, values::unused_figure(&figure.key));
    }
}

impl<'s> Situation<'s> {
    /// A story at the place of its file.
    pub(super) fn of(
        fields: &'s Fields<'s>,
        parts: &'s StoryParts,
        figures: &'s IndexMap<String, Figure>,
        (notes, zone, folder): (&Notes, Tz, Option<EditionKey>),
    ) -> Self {
        let of_date = || Some(EditionKey { date: parts.slip.date?.0, suffix: String::new() });
        let is_standing = FileRole::of(notes.path()) == FileRole::Standing;
        Self { fields, parts, figures, edition: folder.or_else(of_date), zone, is_standing }
    }

    fn start(&self, key: &'static str) -> Option<chrono::NaiveDateTime> {
        let path = crate::source::SourcePath::new("");
        Some(self.fields.moment(key, &mut Notes::on(&path))?.start_in(self.zone))
    }

    /// A day on which the edition is not out yet changes nothing.
    fn is_early(&self, key: &'static str) -> Option<Idle> {
        let out = self.edition.as_ref().filter(|_| !self.is_standing)?.date;
        (self.start(key)? <= out.and_time(NaiveTime::MIN)).then(|| Idle::BeforeEdition(out.to_string()))
    }

    /// Of two days, the later one counts.
    fn is_before(&self, key: &'static str, other: &'static str) -> Option<Idle> {
        let (own, other_start) = (self.start(key)?, self.start(other)?);
        let is_earlier = own < other_start || own == other_start && key > other;
        (is_earlier && self.is_early(key).is_none()).then_some(Idle::Beside(other))
    }

    /// Whether the story expires before it is out.
    fn is_never_shown(&self) -> bool {
        let schedule = &self.parts.slip.schedule;
        let out = self.edition.as_ref().map(|key| key.date.and_time(NaiveTime::MIN));
        schedule.until.is_some_and(|until| schedule.from.max(out).is_some_and(|from| until <= from))
    }

    /// Whether the text or an exhibit refers to a figure, or to a part or the whole of it.
    fn is_used(&self, figure: &Figure) -> bool {
        let names = &self.parts.names;
        let exhibits = names.exhibits.iter().flat_map(|exhibit| &exhibit.references);
        names.references.iter().chain(exhibits).filter(|reference| reference.ledger.is_none()).any(
            |reference| {
                keys(reference).any(|key| {
                    let is_inside = |whole: &str, part: &str| {
                        part.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                    };
                    is_inside(&figure.key, key) || is_inside(key, &figure.key)
                })
            },
        )
    }
}

/// The keys that a reference names.
fn keys(reference: &Reference) -> impl Iterator<Item = &str> {
    let shares = reference.filters.iter().filter_map(|filter| match filter {
        Filter::ShareOf(key) => Some(key.as_str()),
        _ => None,
    });
    std::iter::once(reference.key.as_str()).chain(shares)
}
