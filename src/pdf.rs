//! The text of a PDF, so that a report can be read from the file that was published (feature `pdf`).
//!
//! Characters are taken in the order in which the PDF draws them, and broken into lines where they leave the line: the cells of
//! a table's row then stay together, which [`parse`](crate::parse) reads best. `docs/extractors.md` compares other ways.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::xref::XRef;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Rect};

mod fonts;
mod inflate;
mod lines;

use fonts::Fonts;
use lines::Lines;

/// Bytes of a PDF that is read, at the most.
const MAX_PDF: usize = 256 << 20;
/// Bytes of the text that is taken out of one, at the most.
const MAX_TEXT: usize = 64 << 20;
/// Operators, glyphs, paths, images and the like that one draws, at the most: a page of text draws some thousands.
const MAX_DRAWN: usize = 16 << 20;

/// Why no text was taken out of a PDF, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The bytes are no PDF, or one that is too damaged to be opened.
    #[error(
        "the PDF is damaged, or no PDF; print it anew from a viewer, or take its text with another extractor"
    )]
    Damaged,
    /// The PDF is encrypted: it asks for a password, or is encrypted in a way that is not known here.
    #[error(
        "the PDF is encrypted, with a password or in a way that is not known; print it anew from a viewer that opens it"
    )]
    Encrypted,
    /// The pages show images of text, or nothing, or what they show is in fonts that cannot be loaded.
    #[error(
        "no text stands in the PDF: its {pages} pages are images, empty or damaged, or their fonts are; put it through OCR"
    )]
    NoText {
        /// How many pages it has.
        pages: usize,
    },
    /// The PDF, or what is drawn in it, is larger than any report.
    #[error(
        "the PDF has more than {limit} {what}; split it, or take its text with another extractor"
    )]
    TooLarge {
        /// Of what it has too much.
        what: &'static str,
        /// How much of it is read.
        limit: usize,
    },
    /// The code that reads PDFs panicked.
    #[error(
        "the PDF is damaged in a way that its reader does not know ({message}); print it anew from a viewer"
    )]
    Panicked {
        /// The message of the panic.
        message: String,
    },
}

/// The text of a PDF, and what of it is not in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Extracted {
    /// The text of the pages, joined by form feeds. It is never empty, and holds U+FFFD where something was lost.
    pub text: String,
    /// What was lost, in the order of the pages.
    pub losses: Vec<Loss>,
}

/// What a page shows, and its text does not have.
///
/// ```
/// use rendicion::pdf::Loss;
///
/// let loss = Loss::Image { page: 3 };
/// assert_eq!(loss.to_string(), "page 3 shows images and no text: put it through OCR");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Loss {
    /// A font is not in the PDF, or cannot be loaded: what is drawn in it reads as U+FFFD, or is missing.
    Font {
        /// The page, counted from 1.
        page: usize,
        /// The name of the font.
        name: String,
    },
    /// The PDF does not tell the characters of some glyphs: they read as U+FFFD.
    Characters {
        /// The page, counted from 1.
        page: usize,
        /// How many glyphs.
        count: usize,
    },
    /// The page shows images and no text, as a scan does: it reads as one U+FFFD.
    Image {
        /// The page, counted from 1.
        page: usize,
    },
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Font { page, name } => write!(
                f,
                "page {page} has text in a font that cannot be loaded, `{name}`: it is lost or U+FFFD"
            ),
            Self::Characters { page, count } => write!(
                f,
                "page {page} has {count} glyphs whose characters the PDF does not tell: they are U+FFFD"
            ),
            Self::Image { page } => {
                write!(
                    f,
                    "page {page} shows images and no text: put it through OCR"
                )
            }
        }
    }
}

/// The text of a PDF, its pages joined by form feeds; U+FFFD stands where something was lost, which [`extract`] names.
///
/// # Errors
///
/// Where there is no text in it, or none that can be taken out. A text is never empty.
///
/// ```
/// let pdf = std::fs::read("tests/specimens/santa-elena-2019.pdf").unwrap();
/// let text = rendicion::pdf::text(&pdf)?;
/// let report = rendicion::parse(&text);
/// assert_eq!(report.document().year, Some(2019));
/// # Ok::<(), rendicion::pdf::Error>(())
/// ```
pub fn text(pdf: &[u8]) -> Result<String, Error> {
    extract(pdf).map(|it| it.text)
}

/// The text of a PDF, and what of it is not in the text.
///
/// # Errors
///
/// As of [`text`].
///
/// ```
/// let pdf = std::fs::read("tests/specimens/santa-elena-2019.pdf").unwrap();
/// let extracted = rendicion::pdf::extract(&pdf)?;
/// for loss in &extracted.losses {
///     eprintln!("{loss}");
/// }
/// assert!(extracted.losses.is_empty());
/// # Ok::<(), rendicion::pdf::Error>(())
/// ```
pub fn extract(pdf: &[u8]) -> Result<Extracted, Error> {
    if pdf.len() > MAX_PDF {
        return Err(Error::TooLarge {
            what: "bytes",
            limit: MAX_PDF,
        });
    }
    // Nothing outlives a panic that could have been left half done.
    catch_unwind(AssertUnwindSafe(|| read(pdf))).unwrap_or_else(|panic| {
        Err(match panic.downcast::<Error>() {
            Ok(stopped) => *stopped,
            Err(panic) => Error::Panicked {
                message: message(&*panic),
            },
        })
    })
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}

fn read(pdf: &[u8]) -> Result<Extracted, Error> {
    inflate::check(pdf)?;
    let pdf = Pdf::new(pdf.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Error::Encrypted,
        LoadPdfError::Invalid => Error::Damaged,
    })?;
    let reader = Reader {
        cache: InterpreterCache::new(),
        xref: pdf.xref(),
    };
    let (mut fonts, mut glyphs) = (Fonts::default(), Glyphs::default());
    let mut losses = Vec::new();
    for (page, number) in pdf.pages().iter().zip(1..) {
        let missing = fonts.missing(page, &reader, &mut glyphs);
        interpret_page(page, &mut reader.context(), &mut glyphs);
        let missing = missing.into_iter();
        let missing = missing.map(|name| Loss::Font { page: number, name });
        glyphs.end_page(number, missing.collect(), &mut losses);
    }
    let text = glyphs.lines.into_text();
    if text
        .chars()
        .all(|it| it.is_whitespace() || it == lines::UNKNOWN)
    {
        return Err(match pdf.pages().len() {
            0 => Error::Damaged,
            pages => Error::NoText { pages },
        });
    }
    Ok(Extracted { text, losses })
}

/// What the pages of a PDF are drawn with.
struct Reader<'a> {
    cache: InterpreterCache<'a>,
    xref: &'a XRef,
}

impl<'a> Reader<'a> {
    fn context(&self) -> Context<'a> {
        let bounds = Rect::new(0.0, 0.0, 1.0, 1.0);
        let settings = InterpreterSettings::default();
        Context::new(Affine::IDENTITY, bounds, &self.cache, self.xref, settings)
    }
}

/// Hands on the glyphs of a page, and nothing else that is drawn on it.
#[derive(Default)]
struct Glyphs {
    lines: Lines,
    /// How much was drawn, of any kind.
    drawn: usize,
    /// What this page shows.
    has_text: bool,
    has_images: bool,
    /// Whether another font stands in for one that cannot be loaded.
    has_stand_in: bool,
    /// Glyphs of this page whose characters are not known.
    unknown: usize,
}

impl Glyphs {
    /// Ends a page, and tells what of it was lost. U+FFFD stands for what is drawn in no font that loads, and for a page of
    /// images alone, such as a scan.
    fn end_page(&mut self, page: usize, mut lost: Vec<Loss>, losses: &mut Vec<Loss>) {
        if self.has_images && !self.has_text {
            lost.push(Loss::Image { page });
        }
        self.lines.end_page(!lost.is_empty());
        if self.unknown > 0 {
            let count = self.unknown;
            lost.push(Loss::Characters { page, count });
        }
        losses.append(&mut lost);
        (self.has_images, self.has_text, self.has_stand_in) = (false, false, false);
        self.unknown = 0;
    }

    /// Counts what is drawn. Unwinding is the only way out of the pages, forms and patterns of a PDF that draws itself over
    /// and over.
    fn count(&mut self) {
        self.drawn += 1;
        let (what, limit) = if self.drawn > MAX_DRAWN {
            ("drawn things", MAX_DRAWN)
        } else if self.lines.len() > MAX_TEXT {
            ("bytes of text", MAX_TEXT)
        } else {
            return;
        };
        resume_unwind(Box::new(Error::TooLarge { what, limit }));
    }
}

impl Device<'_> for Glyphs {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        self.count();
        self.has_text = true;
        let is_stand_in = matches!(glyph, Glyph::Outline(it) if it.font_cache_key() == STAND_IN);
        self.has_stand_in |= is_stand_in;
        let text = match glyph.as_unicode() {
            Some(BfString::Char(it)) if !is_stand_in => it.to_string(),
            Some(BfString::String(it)) if !is_stand_in => it,
            _ => lines::UNKNOWN.to_string(),
        };
        self.unknown += usize::from(!is_stand_in && text.contains(lines::UNKNOWN));
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(_) => None,
        };
        let [a, b, _, _, x, y] = (transform * glyph_transform).as_coeffs();
        self.lines.push(&lines::Glyph {
            text: &text,
            at: (x, y),
            em: (a * UPEM, b * UPEM),
            width: width.map_or(0.5, |it| f64::from(it) / UPEM),
        });
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {
        self.count();
    }
    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count();
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.count();
    }
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {
        self.count();
        self.has_images = true;
    }
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

/// The key of the font that stands in for one that cannot be loaded: every other has one of its own.
const STAND_IN: u128 = 0;
/// Units of a glyph's outline and width in one em.
const UPEM: f64 = 1000.0;
