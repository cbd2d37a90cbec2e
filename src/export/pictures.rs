//! The pictures of an exported story: their bytes as readers get them, and their size.

use imagesize::ImageType;

use super::exporting::Exporting;
use crate::fault::Fault;
use crate::finding::Finding;
use crate::model::site::Target;
use crate::pipeline;
use crate::source::Place;
use crate::words::export as words;

/// A picture that can be shown.
#[derive(Clone, Debug)]
pub(super) struct ShownPicture {
    /// The ending of its file: `png`.
    pub ending: &'static str,
    pub bytes: Vec<u8>,
    /// Width and height in pixels.
    pub size: (usize, usize),
}

/// A program that shows an export, as far as pictures are concerned.
pub(super) struct PictureProgram {
    /// As people call it: `Word`.
    pub name: &'static str,
    /// The formats that it shows, each with the ending of its files.
    pub formats: &'static [(ImageType, &'static str)],
}

/// What an export has in the place of a picture.
pub(super) enum InPlace {
    Picture(ShownPicture),
    /// Words, because the program cannot show the picture.
    Words(String),
}

impl Exporting<'_> {
    /// The picture that one of the draft's links leads to, or its description `alt` in words. A format that the program does not
    /// show is added to the findings; a link that leads nowhere is a finding of the paper already.
    ///
    /// # Errors
    /// If its file cannot be read.
    pub(super) fn picture(
        &self,
        (link, alt): (usize, &str),
        program: &PictureProgram,
        findings: &mut Vec<Finding>,
    ) -> Result<InPlace, Fault> {
        let in_words = || InPlace::Words(words::picture_here(alt, self.language));
        let Target::File(file) = &self.story.targets[link] else { return Ok(in_words()) };
        let path = &self.site.carried[file.0].path;
        let bytes = pipeline::carried(self.project, path)?;
        let kind = imagesize::image_type(&bytes).ok();
        let format = program.formats.iter().find(|(format, _)| Some(format) == kind.as_ref());
        let size = imagesize::blob_size(&bytes).ok().map(|size| (size.width.max(1), size.height.max(1)));
        if let Some(((_, ending), size)) = format.zip(size) {
            return Ok(InPlace::Picture(ShownPicture { ending, bytes, size }));
        }
        let place = Place::new(&self.story.draft.path, self.story.draft.links[link].span);
        findings.push(Finding::warning(place, words::picture_left_out(path.file_name(), program.name)));
        Ok(in_words())
    }
}
