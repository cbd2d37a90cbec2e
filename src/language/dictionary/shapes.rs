//! Characters that sound alike or look alike, and words that lack one.

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

/// The 汉字 that have a sound here.
const CHARACTERS: std::ops::Range<u16> = 0x4E00..0xA000;

/// The numbers of the sounds of a character: its own, and the one that it has for speakers who do not tell zh from z, or ing from in.
/// Tones are left out. A character without a sound has 0.
#[derive(Clone, Copy, Debug, Default)]
struct Sounds {
    own: u16,
    blurred: u16,
}

static SOUNDS: LazyLock<Vec<Sounds>> = LazyLock::new(|| {
    let mut numbers: FxHashMap<String, u16> = FxHashMap::default();
    let mut number = |sound: String| {
        let next = u16::try_from(numbers.len() + 1).expect("there are some four hundred sounds");
        *numbers.entry(sound).or_insert(next)
    };
    let sounds = CHARACTERS.map(|character| {
        let Some(sound) = char::from_u32(u32::from(character)).and_then(|character| character.to_pinyin())
        else {
            return Sounds::default();
        };
        let plain = sound.plain();
        let blurred = plain.replace("zh", "z").replace("ch", "c").replace("sh", "s").replace("ng", "n");
        Sounds { own: number(plain.to_owned()), blurred: number(blurred) }
    });
    sounds.collect()
});

fn sounds(character: u16) -> Sounds {
    let place = character.checked_sub(CHARACTERS.start).map(usize::from);
    place.and_then(|place| SOUNDS.get(place)).copied().unwrap_or_default()
}

/// The characters that look like one.
pub(super) fn looking_like(character: u16) -> &'static [u16] {
    ALIKE.get(&character).map_or(&[], Vec::as_slice)
}

/// Whether two characters sound alike in their usual reading, whatever their tone.
pub(super) fn sound_alike(one: u16, other: u16) -> bool {
    sounds(one).own != 0 && sounds(one).own == sounds(other).own
}

/// The sounds of a word of up to four characters, as one number that is the same for words that sound alike or nearly alike.
pub(super) fn sounds_of(word: &[u16]) -> u64 {
    word.iter()
        .fold(0, |sounds_before, character| sounds_before << 16 | u64::from(sounds(*character).blurred))
}

/// Whether `written` is `right` without one of its inner characters.
pub(super) fn lacks_one(written: &[u16], right: &[u16]) -> bool {
    let head = written.iter().zip(right).take_while(|(one, other)| one == other).count();
    written.len() + 1 == right.len()
        && (1..written.len()).contains(&head)
        && written[head..] == right[head + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> Vec<u16> {
        text.encode_utf16().collect()
    }

    #[test]
    fn characters_are_alike_by_sound_or_by_shape() {
        for (pair, sound, shape) in [("装状", true, false), ("千干", false, true), ("睛心", false, false)]
        {
            let [one, other] = units(pair)[..] else { panic!("{pair} is a pair") };
            assert_eq!(sound_alike(one, other), sound, "{pair}");
            assert_eq!(looking_like(one).contains(&other), shape, "{pair}");
        }
        assert_eq!(sounds_of(&units("玲琅满目")), sounds_of(&units("琳琅满目")));
        assert_ne!(sounds_of(&units("睛")), sounds_of(&units("心")));
    }
}
