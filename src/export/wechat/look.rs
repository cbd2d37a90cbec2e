//! The look of a fragment for 公众号. Its editor keeps no class and no style sheet, so every element has its own style.

/// The whole.
pub(super) const WHOLE: &str = "font-size:16px;line-height:1.75;color:#222222;letter-spacing:0.5px;";
pub(super) const KICKER: &str =
    "margin:0 0 4px;font-size:15px;line-height:1.6;color:#666666;text-align:center;";
pub(super) const DECK: &str =
    "margin:0 0 8px;font-size:16px;line-height:1.6;color:#444444;text-align:center;";
pub(super) const BYLINE: &str =
    "margin:0 0 16px;font-size:14px;line-height:1.6;color:#888888;text-align:center;";
pub(super) const LEAD: &str =
    "margin:0 0 20px;padding:10px 14px;font-size:15px;color:#444444;background-color:#f6f6f6;";
pub(super) const PARAGRAPH: &str = "margin:0 0 16px;";
pub(super) const GROUP: &str = "margin:0;";
pub(super) const HEADING: &str =
    "margin:28px 0 14px;padding-left:10px;font-size:17px;font-weight:bold;border-left:4px solid #b3261e;";
pub(super) const SMALL_HEADING: &str = "margin:20px 0 10px;font-size:16px;font-weight:bold;";
pub(super) const QUOTE: &str =
    "margin:0 0 16px;padding:8px 14px;color:#555555;border-left:3px solid #cccccc;background-color:#fafafa;";
pub(super) const BOX: &str =
    "margin:0 0 16px;padding:10px 14px;border:1px solid #dddddd;background-color:#fafafa;";
pub(super) const LIST: &str = "margin:0 0 16px;padding-left:24px;";
pub(super) const ITEM: &str = "margin:0 0 6px;";
pub(super) const PICTURE: &str = "margin:0 0 8px;text-align:center;";
pub(super) const IMAGE: &str = "max-width:100%;height:auto;";
pub(super) const CAPTION: &str =
    "margin:0 0 16px;font-size:13px;line-height:1.6;color:#888888;text-align:center;";
pub(super) const TITLE: &str = "margin:16px 0 8px;font-size:15px;font-weight:bold;text-align:center;";
pub(super) const TABLE: &str =
    "margin:0 0 8px;width:100%;font-size:14px;line-height:1.5;border-collapse:collapse;";
pub(super) const CELL: &str = "padding:6px 8px;border:1px solid #cccccc;";
pub(super) const HEAD_CELL: &str =
    "padding:6px 8px;border:1px solid #cccccc;font-weight:bold;background-color:#f2f2f2;";
pub(super) const REMARK: &str = "margin:0 0 6px;font-size:13px;line-height:1.6;color:#888888;";
pub(super) const CODE: &str = concat!(
    "margin:0 0 16px;padding:10px 14px;font-size:13px;line-height:1.5;",
    "font-family:monospace;background-color:#f6f6f6;"
);
pub(super) const FOOT: &str = "margin:0 0 16px;text-align:right;color:#666666;";
pub(super) const RULE: &str = "margin:20px 0;border-top:1px solid #dddddd;";
pub(super) const NOTE_MARK: &str = "font-size:12px;vertical-align:super;color:#888888;";
pub(super) const EMPHASIS: &str = "font-style:italic;";
