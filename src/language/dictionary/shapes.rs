//! Characters that sound alike or look alike.

use std::sync::LazyLock;

use pinyin::ToPinyin;
use rustc_hash::FxHashMap;

/// Groups of characters that look alike.
static SHAPES: &str = include_str!("shapes.txt");

/// For each character, those that look like it.
static ALIKE: LazyLock<FxHashMap<u16, Vec<u16>>> = LazyLock::new(|| {
    let mut alike: FxHashMap<u16, Vec<u16>> = FxHashMap::default();
    for group in SHAPES.lines().filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace) {
        let group: Vec<u16> = group.encode_utf16().collect();
        for one in &group {
            alike.entry(*one).or_default().extend(group.iter().filter(|other| *other != one));
        }
    }
    alike
});

/// Whether two characters look alike.
pub(super) fn look_alike(one: u16, other: u16) -> bool {
    ALIKE.get(&one).is_some_and(|alike| alike.contains(&other))
}

/// Whether two characters sound alike in their usual reading, whatever their tone.
pub(super) fn sound_alike(one: u16, other: u16) -> bool {
    sound(one).is_some_and(|sound_of_one| sound(other) == Some(sound_of_one))
}

/// Whether two characters sound nearly alike: to speakers who do not tell zh from z, or ing from in.
pub(super) fn sound_nearly_alike(one: u16, other: u16) -> bool {
    let blurred = |character| {
        let sound = sound(character)?.replace("zh", "z").replace("ch", "c").replace("sh", "s");
        Some(sound.replace("ng", "n"))
    };
    blurred(one).is_some_and(|sound_of_one| blurred(other) == Some(sound_of_one))
}

fn sound(character: u16) -> Option<&'static str> {
    char::from_u32(u32::from(character))?.to_pinyin().map(|pinyin| pinyin.plain())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(pair: &str) -> (u16, u16) {
        let pair: Vec<u16> = pair.encode_utf16().collect();
        (pair[0], pair[1])
    }

    #[test]
    fn characters_are_alike_by_sound_or_by_shape() {
        let (one, other) = both("装状");
        assert!(sound_alike(one, other) && !look_alike(one, other));
        let (one, other) = both("千干");
        assert!(look_alike(one, other) && !sound_alike(one, other));
        let (one, other) = both("睛心");
        assert!(!sound_nearly_alike(one, other));
        let (one, other) = both("琳玲");
        assert!(sound_nearly_alike(one, other) && !sound_alike(one, other));
    }
}
