//! H03: a picture without a credit, or a byline that is in none of the trade's forms.
//!
//! Every picture has an author: its credit, its caption (张文博 摄, 体育局供图) or the story's byline (本报记者 张文博 摄) names them. A byline
//! names outlet and role before the name, so that readers and machines know who signs: 本报记者 张文博.
//!
//! Wrong: 记者：王建国, by 李秀兰, a caption that only describes the picture. Right: 本报讯（记者 张文博）, 柳湾镇党委.
//!
//! Guard: a bare name or office is a byline; the pictures of standing documents and of websites need no credit.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::galley::Pictured;
use crate::model::byline::Byline;
use crate::model::inventory;
use crate::model::paper::PaperKind;
use crate::model::passage::Role;
use crate::source::Place;
use crate::words::rules::names;

pub(crate) static RULE: Rule = Rule::of_story("byline-form", "H03", Severity::Warning, TENTH, look);

/// Words that credit a picture: 张文博 摄, 供图, 本报绘制, 文/图; but not 拍摄 or 图为.
static CREDITED: LazyLock<Regex> = LazyLock::new(|| {
    let taken = r"(?:^|[^拍])摄(?:影(?:报道)?)?(?:$|[\s。）)，、；：:/／])";
    let drawn = r"绘(?:制|图)?(?:$|[。）)])|制图";
    let given = r"供图|图源|资料(?:图|照|片)|提供[。）)]?$|来源[：:]";
    Regex::new(&format!("{taken}|{drawn}|{given}|[文字][/／]图|图[/／文]")).expect("a constant")
});

/// The longest line that only credits pictures, in characters.
const CREDIT_LINE: usize = 40;

/// Roles with a colon, names before roles, and what other languages write.
static FORMLESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\p{Han}\s*[：:]|(?i:^by\b)|\s(?:记者|通讯员|作者|编辑)$|[讯电]\s").expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    byline(reading, marks);
    // On the web, the page of a picture says whose it is.
    let is_web = reading.house.site.paper.kind == PaperKind::Web;
    if !is_web && inventory::FileRole::of(&reading.galley.path) == inventory::FileRole::Story {
        pictures(reading, marks);
    }
}

fn byline(reading: &Reading, marks: &mut Marks) {
    let Some(Byline::AsWritten(written)) = &reading.story.draft.front().byline else { return };
    let signed = written.strip_prefix("来源").unwrap_or(written);
    if FORMLESS.is_match(signed) {
        for line in reading.lines().filter(|line| line.role == Role::Byline) {
            marks.mark(line, 0..line.text.len(), names::byline_form(&line.text));
        }
    }
}

fn pictures(reading: &Reading, marks: &mut Marks) {
    let is_credited = |picture: &Pictured| !picture.credit.is_empty() || CREDITED.is_match(&picture.caption);
    let pictures = &reading.galley.pictures;
    if pictures.iter().all(is_credited) || has_credit_line(reading) {
        return;
    }
    for picture in pictures.iter().filter(|picture| !is_credited(picture)) {
        let place = Place::new(&reading.galley.path, picture.address);
        marks.mark_at(place, names::picture_without_credit());
    }
}

/// Whether the byline, or a line of its own in the text, credits all the pictures.
fn has_credit_line(reading: &Reading) -> bool {
    reading.lines().any(|line| match line.role {
        Role::Byline => CREDITED.is_match(&line.text),
        Role::Paragraph => line.text.chars().count() < CREDIT_LINE && CREDITED.is_match(&line.text),
        _ => false,
    })
}
