//! Events whose anniversaries everybody keeps, and their years.

/// The words for each event, as they stand before 周年, and its year.
const EVENTS: [(&str, i32); 37] = [
    ("新中国成立", 1949),
    ("中华人民共和国成立", 1949),
    ("建国", 1949),
    ("国庆", 1949),
    ("人民政协成立", 1949),
    ("中国共产党成立", 1921),
    ("建党", 1921),
    ("中国共青团成立", 1922),
    ("中国共产主义青年团成立", 1922),
    ("中国人民解放军建军", 1927),
    ("人民军队建军", 1927),
    ("建军", 1927),
    ("南昌起义", 1927),
    ("秋收起义", 1927),
    ("抗日战争胜利", 1945),
    ("抗战胜利", 1945),
    ("世界反法西斯战争胜利", 1945),
    ("全民族抗战爆发", 1937),
    ("九一八事变", 1931),
    ("红军长征胜利", 1936),
    ("长征胜利", 1936),
    ("抗美援朝出国作战", 1950),
    ("抗美援朝战争胜利", 1953),
    ("五四运动", 1919),
    ("辛亥革命", 1911),
    ("改革开放", 1978),
    ("恢复高考", 1977),
    ("香港回归祖国", 1997),
    ("香港回归", 1997),
    ("澳门回归祖国", 1999),
    ("澳门回归", 1999),
    ("西藏和平解放", 1951),
    ("西藏自治区成立", 1965),
    ("新疆维吾尔自治区成立", 1955),
    ("内蒙古自治区成立", 1947),
    ("毛泽东同志诞辰", 1893),
    ("邓小平同志诞辰", 1904),
];

/// The year of the event that a text ends with.
#[must_use]
pub(crate) fn year_of(text: &str) -> Option<i32> {
    let ends = EVENTS.iter().filter(|(event, _)| text.ends_with(event));
    ends.max_by_key(|(event, _)| event.len()).map(|(_, year)| *year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_known_by_the_words_before_its_anniversary() {
        assert_eq!(year_of("热烈庆祝中国共产党成立"), Some(1921));
        assert_eq!(year_of("纪念红军长征胜利"), Some(1936));
        assert_eq!(year_of("县一中成立"), None);
    }
}
