//! Font files made for a test: each letter is a bar, the first one the lowest.

mod cff;

/// A font to make.
pub struct MadeFont<'f> {
    /// Its family.
    pub name: &'f str,
    /// The characters that it has.
    pub letters: &'f str,
    /// What its licence says about embedding.
    pub licence: u16,
    /// Whether it has axes.
    pub is_variable: bool,
    /// How its outlines are written.
    pub outlines: Outlines,
}

/// The ways of writing outlines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Outlines {
    TrueType,
    Cff,
    Cff2,
}

/// How many units an em has.
const EM: u16 = 1000;

impl<'f> MadeFont<'f> {
    pub fn of(letters: &'f str) -> Self {
        Self { name: "Bars", letters, licence: 0, is_variable: false, outlines: Outlines::TrueType }
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        self.at(0)
    }

    /// The bytes of the font, if it begins at this place of a file.
    fn at(&self, start: usize) -> Vec<u8> {
        let tables = self.tables();
        let mut offset = 12 + 16 * tables.len();
        let is_true_type = self.outlines == Outlines::TrueType;
        let mut font = if is_true_type { b"\0\x01\0\0" } else { b"OTTO" }.to_vec();
        font.extend(short(tables.len()));
        font.extend([0; 6]);
        for (tag, contents) in &tables {
            font.extend(*tag);
            font.extend([0; 4]);
            font.extend(long(start + offset));
            font.extend(long(contents.len()));
            offset += contents.len().next_multiple_of(4);
        }
        for (_, mut contents) in tables {
            contents.resize(contents.len().next_multiple_of(4), 0);
            font.extend(contents);
        }
        font
    }

    fn tables(&self) -> Vec<(&'static [u8; 4], Vec<u8>)> {
        let mut letters: Vec<char> = self.letters.chars().collect();
        letters.sort_unstable();
        let count = letters.len() + 1;
        let head = [
            &[0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x5F, 0x0F, 0x3C, 0xF5, 0, 0][..],
            &EM.to_be_bytes(),
            &[0; 16],
            &[0, 0, 0, 0, 3, 232, 3, 232, 0, 0, 0, 8, 0, 2, 0, 1, 0, 0],
        ];
        let hhea = [&[0, 1, 0, 0, 3, 112, 0xFF, 0x88, 0, 0, 3, 232][..], &[0; 22], &short(count)];
        let maxp = [&[0, 1, 0, 0][..], &short(count), &[0, 4, 0, 1], &[0; 22]];
        let mut tables = vec![
            (b"OS/2", self.os_2()),
            (b"cmap", cmap(&letters)),
            (b"head", head.concat()),
            (b"hhea", hhea.concat()),
            (b"hmtx", (0..count).flat_map(|_| [3, 232, 0, 0]).collect()),
            (b"maxp", maxp.concat()),
            (b"name", self.names()),
            (b"post", [&[0, 3, 0, 0][..], &[0; 28]].concat()),
        ];
        match self.outlines {
            Outlines::TrueType => {
                let glyphs: Vec<Vec<u8>> = (0..count).map(bar).collect();
                let places = (0..=count).flat_map(|glyph| long(glyphs[..glyph].concat().len()));
                tables.extend([(b"glyf", glyphs.concat()), (b"loca", places.collect())]);
            }
            Outlines::Cff => tables.push((b"CFF ", cff::first(count))),
            Outlines::Cff2 => tables.push((b"CFF2", cff::second(count))),
        }
        if self.is_variable {
            tables.push((b"fvar", vec![0; 16]));
        }
        tables.sort_unstable_by_key(|(tag, _)| *tag);
        tables
    }

    fn os_2(&self) -> Vec<u8> {
        let mut table = vec![0; 96];
        table[1] = 4;
        table[4..6].copy_from_slice(&700_u16.to_be_bytes());
        table[7] = 5;
        table[8..10].copy_from_slice(&self.licence.to_be_bytes());
        table[68..76].copy_from_slice(&[3, 112, 0xFF, 0x88, 0, 0, 3, 232]);
        table
    }

    fn names(&self) -> Vec<u8> {
        let name: Vec<u8> = self.name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let record = |id: u8| [&[0, 3, 0, 1, 4, 9, 0, id][..], &short(name.len()), &[0, 0]].concat();
        [&[0, 0, 0, 2, 0, 30][..], &record(1), &record(4), &name].concat()
    }
}

/// A collection of fonts.
pub fn collection(fonts: &[MadeFont]) -> Vec<u8> {
    let mut start = 12 + 4 * fonts.len();
    let mut head = [b"ttcf\0\x01\0\0", &long(fonts.len())[..]].concat();
    let mut faces = Vec::new();
    for font in fonts {
        head.extend(long(start));
        let face = font.at(start);
        start += face.len();
        faces.extend(face);
    }
    [head, faces].concat()
}

/// The sides of a bar, and its height.
const SIDES: (i16, i16) = (50, 950);
const HEIGHT: i16 = 300;

/// How far up the bar of a glyph lies.
fn foot(glyph: usize) -> i16 {
    i16::try_from(glyph * 10).unwrap()
}

/// The outline of a glyph: a bar across the em, as far up as its number.
fn bar(glyph: usize) -> Vec<u8> {
    let foot = foot(glyph);
    let ((left, right), top) = (SIDES, foot + HEIGHT);
    let numbers =
        |numbers: &[i16]| numbers.iter().flat_map(|number| number.to_be_bytes()).collect::<Vec<u8>>();
    let points = [&[1_u8; 4][..], &numbers(&[left, 0, right - left, 0, foot, top - foot, 0, foot - top])];
    [&numbers(&[1, left, foot, right, top, 3, 0])[..], &points.concat(), &[0, 0]].concat()
}

fn cmap(letters: &[char]) -> Vec<u8> {
    let groups: Vec<u8> = letters
        .iter()
        .enumerate()
        .flat_map(|(index, letter)| {
            [long(*letter as usize), long(*letter as usize), long(index + 1)].concat()
        })
        .collect();
    let head = [0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
    [&head[..], &long(16 + groups.len()), &[0; 4], &long(letters.len()), &groups].concat()
}

fn short(number: usize) -> [u8; 2] {
    u16::try_from(number).unwrap().to_be_bytes()
}

fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap().to_be_bytes()
}
