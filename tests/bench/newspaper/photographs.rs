//! Photographs for the stories of the generated newspaper.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use jpeg_encoder::{ColorType, Encoder};
use rayon::prelude::*;

use super::random::Random;
use super::story::Story;

/// How many different pictures are encoded; the rest are these with another comment, which makes them other files.
const PICTURES: usize = 8;
/// How far the colours of a point lie from those of the light around it, at most.
const GRAIN: usize = 24;

/// Adds one photograph to each of the first stories of a paper in Lanmu's format. Each is this wide, and three quarters as high.
pub fn add(photographs: usize, width: u16, folder: &Path) -> io::Result<()> {
    let pictures: Vec<Vec<u8>> = (0..PICTURES).into_par_iter().map(|seed| picture(seed, width)).collect();
    (0..photographs).into_par_iter().map(Story::new).try_for_each(|story| {
        let edition = folder.join(format!("content/editions/{}", story.date));
        let name = format!("p{:06}.jpg", story.number);
        fs::write(edition.join(&name), commented(&pictures[story.number % PICTURES], story.number))?;
        let mut text = OpenOptions::new().append(true).open(edition.join(story.file_name()))?;
        writeln!(text, "\n![河堤上的早晨]({name})")
    })
}

/// Light that falls off across the picture, with some grain.
fn picture(seed: usize, width: u16) -> Vec<u8> {
    let (mut random, height) = (Random::new(seed), width / 4 * 3);
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for row in 0..usize::from(height) {
        for column in 0..usize::from(width) {
            let grain = random.between(0, GRAIN);
            for light in [row * 150 / usize::from(height), column * 150 / usize::from(width), 30 * (seed % 5)]
            {
                pixels.push(u8::try_from(light + grain + 20).unwrap());
            }
        }
    }
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 85).encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}

/// A photograph with a comment at its beginning.
fn commented(picture: &[u8], number: usize) -> Vec<u8> {
    let comment = format!("{number:06}");
    let length = u16::try_from(comment.len() + 2).unwrap().to_be_bytes();
    [&picture[..2], &[0xFF, 0xFE], &length, comment.as_bytes(), &picture[2..]].concat()
}
