//! Prints: a photograph, decoded, at several widths, upright, with its colour profile and without anything else that its camera wrote.
//!
//! Everything here names its kind of pixel: what is generic would be compiled with the program, and slowly run by its tests.

use std::io::{self, Cursor};

use fast_image_resize::images::Image;
use fast_image_resize::{PixelType, Resizer};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::metadata::Orientation;
use image::{
    DynamicImage, ExtendedColorType, GrayImage, ImageDecoder, ImageEncoder, Limits, RgbImage, RgbaImage,
};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::bare::bare;
use super::{MOST_PIXELS, PhotoFormat};

/// Which way of making prints this is: those of another way are made again.
pub(super) const RECIPE: u32 = 1;
/// The quality of a JPEG: beyond it, eyes see no difference and files grow.
const QUALITY: u8 = 82;
/// The longest side of a JPEG.
const LONGEST: u32 = 65_535;

/// A photograph in memory.
struct Negative {
    picture: DynamicImage,
    turn: Orientation,
    profile: Option<Vec<u8>>,
    format: PhotoFormat,
}

/// The prints of a photograph at these widths.
///
/// # Errors
/// If it cannot be decoded.
pub(super) fn prints(bytes: &[u8], widths: &[u32]) -> io::Result<Vec<Vec<u8>>> {
    let negative = decoded(bytes)?;
    widths.iter().map(|width| negative.print(*width, bytes)).collect()
}

/// The format of a photograph, by its first bytes.
pub(super) fn format(bytes: &[u8]) -> PhotoFormat {
    if bytes.starts_with(b"\x89PNG") { PhotoFormat::Png } else { PhotoFormat::Jpeg }
}

fn decoded(bytes: &[u8]) -> io::Result<Negative> {
    match format(bytes) {
        PhotoFormat::Jpeg => of(JpegDecoder::new(Cursor::new(bytes)).map_err(failed)?, PhotoFormat::Jpeg),
        PhotoFormat::Png => of(PngDecoder::new(Cursor::new(bytes)).map_err(failed)?, PhotoFormat::Png),
    }
}

fn of(mut decoder: impl ImageDecoder, format: PhotoFormat) -> io::Result<Negative> {
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || width.max(height) > LONGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    decoder.set_limits(limits).map_err(failed)?;
    let profile = decoder.icc_profile().map_err(failed)?;
    let turn = decoder.orientation().map_err(failed)?;
    let picture = match DynamicImage::from_decoder(decoder).map_err(failed)? {
        picture
        @ (DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_)) => picture,
        DynamicImage::ImageLuma16(picture) => DynamicImage::ImageLuma16(picture).to_luma8().into(),
        picture if picture.color().has_alpha() => picture.to_rgba8().into(),
        picture => picture.to_rgb8().into(),
    };
    // A profile of other colours than those that the picture has now would spoil them.
    let of_profile: &[u8] = if matches!(picture, DynamicImage::ImageLuma8(_)) { b"GRAY" } else { b"RGB " };
    let profile = profile.filter(|profile| profile.get(16..20) == Some(of_profile));
    Ok(Negative { picture, turn, profile, format })
}

impl Negative {
    /// A print of this width, upright. At the full width, the original image data is used if it takes fewer bytes.
    fn print(&self, width: u32, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let (wide, high) = (self.picture.width(), self.picture.height());
        let is_turned = matches!(
            self.turn,
            Orientation::Rotate90
                | Orientation::Rotate270
                | Orientation::Rotate90FlipH
                | Orientation::Rotate270FlipH
        );
        let (wide, high) = if is_turned { (high, wide) } else { (wide, high) };
        let height = (u64::from(high) * u64::from(width) + u64::from(wide) / 2) / u64::from(wide.max(1));
        let height = u32::try_from(height).unwrap_or(LONGEST).clamp(1, LONGEST);
        let (across, down) = if is_turned { (height, width) } else { (width, height) };
        let mut print = resized(&self.picture, across, down)?;
        print.apply_orientation(self.turn);
        let printed = self.encoded(&print)?;
        if width == wide && self.turn == Orientation::NoTransforms {
            let bare = bare(bytes, self.format)?;
            return Ok(if bare.len() <= printed.len() { bare } else { printed });
        }
        Ok(printed)
    }

    fn encoded(&self, print: &DynamicImage) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let (width, height, samples) = (print.width(), print.height(), print.as_bytes());
        let is_grey = matches!(print, DynamicImage::ImageLuma8(_));
        match self.format {
            PhotoFormat::Jpeg => {
                let mut encoder = Encoder::new(&mut bytes, QUALITY);
                encoder.set_progressive(true);
                encoder.set_optimized_huffman_tables(true);
                encoder.set_sampling_factor(SamplingFactor::F_2_2);
                if let Some(profile) = &self.profile {
                    encoder.add_icc_profile(profile).map_err(failed)?;
                }
                let side = |side: u32| u16::try_from(side).map_err(failed);
                let colours = if is_grey { ColorType::Luma } else { ColorType::Rgb };
                encoder.encode(samples, side(width)?, side(height)?, colours).map_err(failed)?;
            }
            PhotoFormat::Png => {
                let mut encoder =
                    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive);
                if let Some(profile) = &self.profile {
                    encoder.set_icc_profile(profile.clone()).map_err(failed)?;
                }
                let colours = match print {
                    _ if is_grey => ExtendedColorType::L8,
                    DynamicImage::ImageRgba8(_) => ExtendedColorType::Rgba8,
                    _ => ExtendedColorType::Rgb8,
                };
                encoder.write_image(samples, width, height, colours).map_err(failed)?;
            }
        }
        Ok(bytes)
    }
}

/// A picture at another size.
fn resized(picture: &DynamicImage, width: u32, height: u32) -> io::Result<DynamicImage> {
    if (width, height) == (picture.width(), picture.height()) {
        return Ok(picture.clone());
    }
    let pixel = match picture {
        DynamicImage::ImageLuma8(_) => PixelType::U8,
        DynamicImage::ImageRgba8(_) => PixelType::U8x4,
        _ => PixelType::U8x3,
    };
    let mut small = Image::new(width, height, pixel);
    Resizer::new().resize(picture, &mut small, None).map_err(failed)?;
    let samples = small.into_vec();
    let small = match pixel {
        PixelType::U8 => GrayImage::from_raw(width, height, samples).map(DynamicImage::from),
        PixelType::U8x4 => RgbaImage::from_raw(width, height, samples).map(DynamicImage::from),
        _ => RgbImage::from_raw(width, height, samples).map(DynamicImage::from),
    };
    small.ok_or_else(|| io::ErrorKind::InvalidData.into())
}

fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
