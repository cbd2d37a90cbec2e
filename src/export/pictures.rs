//! The pictures of an exported story: their bytes as readers get them, and their size.

use imagesize::ImageType;

use super::exporting::Exporting;
use crate::fault::Fault;
use crate::model::site::Target;
use crate::pipeline;

/// A picture that can be shown.
#[derive(Clone, Debug)]
pub(super) struct ShownPicture {
    /// The ending of its file: `png`.
    pub ending: &'static str,
    pub bytes: Vec<u8>,
    /// Width and height in pixels.
    pub size: (usize, usize),
}

/// Why a picture cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotShown {
    /// It is in no file of the paper; a finding of the paper reports it.
    Unresolved,
    /// Its format is unknown there: the name of its file.
    Format(String),
}

impl Exporting<'_> {
    /// The picture that one of the draft's links leads to, if it is in one of these formats.
    ///
    /// # Errors
    /// If its file cannot be read.
    pub(super) fn picture(
        &self,
        link: usize,
        formats: &[(ImageType, &'static str)],
    ) -> Result<Result<ShownPicture, NotShown>, Fault> {
        let Target::File(file) = &self.story.targets[link] else { return Ok(Err(NotShown::Unresolved)) };
        let path = &self.site.carried[file.0].path;
        let bytes = pipeline::carried(self.project, path)?;
        let kind = imagesize::image_type(&bytes).ok();
        let ending =
            formats.iter().find(|(format, _)| Some(format) == kind.as_ref()).map(|(_, ending)| *ending);
        let size = imagesize::blob_size(&bytes).ok().map(|size| (size.width.max(1), size.height.max(1)));
        Ok(match ending.zip(size) {
            Some((ending, size)) => Ok(ShownPicture { ending, bytes, size }),
            None => Err(NotShown::Format(path.file_name().to_owned())),
        })
    }
}
