//! The shapes of what templates get: the fields of each view. `stories:card` has fields itself, those of the shape `card`, or is a
//! list of such. A test compares this list with the views, and the page for the authors of themes with this list.

use super::body_shapes::BODY_SHAPES;

/// The shapes by their names: those of the views without `View`.
pub const SHAPES: [(&str, &str); 74] = [
    (
        "archive",
        "head:head month total years:year months:month editions:archived-edition previous:link next:link",
    ),
    ("archived-edition", "edition:edition-link lead_lines outline:outline"),
    (
        "area",
        "card:card place boxed across gathered led_by_picture large_pictures:picture small_pictures:picture body footnotes \
         figures:figure part cut ellipsis exhibits column_exhibits",
    ),
    (
        "area-style",
        "place x y width height head headline minor stacked columns column_gap text_width pictures exhibits \
         exhibits_across last_exhibits_from last_exhibit_alone wide_drawings at_left at_foot ragged short_ends undivided",
    ),
    ("bare", "head:head moved_to:link"),
    ("byline", "text parts:byline-part place"),
    ("byline-part", "before text"),
    ("bylines", "head:head letters:letter total sheet sheets previous next"),
    (
        "card",
        "path kicker headline language dash_mark title deck dash lead form column:link rank boxed date:date \
         byline:byline pictures:picture summary withdrawn withdrawn_on:date correction:correction waiting",
    ),
    ("chrome", "paper:paper columns:link standing:link paths:paths assets words options"),
    ("column", "name path stories:card"),
    ("compared", "ledger row label text value window as_of"),
    (
        "comparison",
        "head:head ledgers:ledger-link indicators:indicator over_time:snapshots ledger_count figure_count \
         relation_count sheet sheets previous next",
    ),
    ("correction", "date:date note"),
    ("date", "iso printed weekday weekday_first"),
    ("date-block", "month day lunar"),
    ("day", "day editions"),
    ("distribution", "report send issue copies"),
    (
        "edition",
        "path date:date date_block:date-block number total name notice distribution:distribution classification editors pages:page-link",
    ),
    ("edition-link", "path date:date number name lead"),
    ("exhibit", "kind class title note source as_of drawing table:text-table csv body"),
    ("feed", "id title feed home updated entries:feed-entry"),
    ("feed-entry", "title url published updated authors category summary content"),
    ("figure", "id text label window source note row ledger"),
    ("front", "columns:column topics:link past:edition-link"),
    ("group", "name figures:row"),
    ("head", "to_root title description canonical section json_ld feed classification picture fonts"),
    ("icon", "initial"),
    ("indicator", "name comparable drawing rows:compared"),
    ("kind", "name programmes:programme"),
    ("kind-index", "name programmes"),
    (
        "ledger",
        "head:head title owner as_of source:source note groups:group has_drawings proofs:proof programmes:programme csv \
         json",
    ),
    ("ledger-link", "title owner path figures proofs programmes stories as_of"),
    ("letter", "letter names:name"),
    ("link", "name path"),
    ("list", "head:head name about kind search stories:card total sheet sheets previous next"),
    ("miniature", "width height areas:miniature-area"),
    ("miniature-area", "path title x y width height head"),
    ("name", "name path stories"),
    ("name-image", "path width height"),
    ("month", "name weeks:day"),
    ("month-link", "name path editions"),
    ("outline", "width height areas titles here"),
    ("owner", "id name kinds:kind"),
    ("owner-link", "id name path total"),
    (
        "page",
        "head:head edition:edition page:page-link stories:area sheet:sheet-link pdf previous_page:page-link \
         next_page:page-link previous_edition:edition-link next_edition:edition-link front:front",
    ),
    ("page-areas", "number lines print_size areas:area-style"),
    ("page-link", "number name path headlines:link miniature:miniature"),
    (
        "paper",
        "name name_width kind language slogan image:name-image pinyin ear publisher copyright government_tags url \
         domain is_proof",
    ),
    ("paths", "front topics bylines archive comparison programmes search icon touch_icon feed"),
    ("picture", "source srcset sizes alt caption credit width height"),
    ("place", "url modified"),
    ("programme", "id name kind owner since parts expansion note figures:programme-figure"),
    ("programme-figure", "label text row"),
    (
        "programmes",
        "head:head index:owner-link owners:owner kinds:kind-index total sheet sheets previous next",
    ),
    ("proof", "written shown words"),
    ("qr", "size path"),
    ("robots", "sitemap"),
    (
        "row",
        "id label text value window as_of measure source note share series drawing stories:link story_count \
         parts:row",
    ),
    (
        "sheet",
        "page columns column gutter line headline_line latin sizes:size sheet:sheet-paper pages:page-areas",
    ),
    ("sheet-link", "path media"),
    ("sheet-paper", "width height margin unit"),
    ("search", "head:head periods"),
    ("sheet-turn", "sheet sheets previous next"),
    ("sitemap", "documents:place parts:place"),
    ("size", "size from"),
    ("snapshots", "name drawing periods rows"),
    ("source", "name url date"),
    ("stands-on", "number name path outline:outline previous next"),
    (
        "story",
        "head:head card:card body footnotes dateline source source_url copyright keywords editors topics:link signers:link \
         edition:edition-link page:stands-on previous:link next:link same_column:link figures:figure qr:qr language \
         versions:version picture authors",
    ),
    ("text-table", "head rows"),
    ("topics", "head:head topics:name total sheet sheets previous next"),
    ("version", "language name href alternate is_this"),
    ("year", "name months:month-link"),
];

/// The templates of documents, each with the shape that it gets.
pub const OF_TEMPLATES: [(&str, &str); 19] = [
    ("archive.html", "archive"),
    ("bylines.html", "bylines"),
    ("comparison.html", "comparison"),
    ("edition.css", "sheet"),
    ("feed.xml", "feed"),
    ("front.html", "page"),
    ("icon.svg", "icon"),
    ("ledger.html", "ledger"),
    ("list.html", "list"),
    ("moved.html", "bare"),
    ("not-found.html", "bare"),
    ("page.html", "page"),
    ("programmes.html", "programmes"),
    ("robots.txt", "robots"),
    ("search.html", "search"),
    ("sitemap.xml", "sitemap"),
    ("standing.html", "story"),
    ("story.html", "story"),
    ("topics.html", "topics"),
];

/// The shape that all of them get besides.
pub const OF_EVERY_TEMPLATE: &str = "chrome";

/// The fields of a shape, each with its own shape, if it has one.
pub(crate) fn fields(shape: &str) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
    let found = SHAPES.iter().chain(&BODY_SHAPES).find(|(name, _)| *name == shape);
    let found = found.map_or("", |(_, fields)| *fields);
    found.split_whitespace().map(|field| match field.split_once(':') {
        Some((name, shape)) => (name, Some(shape)),
        None => (field, None),
    })
}
