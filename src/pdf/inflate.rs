//! What the streams of a PDF inflate to, counted before anything keeps it: the code that reads PDFs inflates without a limit.

use std::io::Read;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use memchr::memmem;

use super::Error;

/// Bytes that one stream inflates to, at the most, and all together that are no images.
const MAX_INFLATED: usize = 256 << 20;
/// The same of all streams, images among them: they are not kept, but counting takes time.
const MAX_COUNTED: usize = 8 * MAX_INFLATED;
/// Filters that compress.
const COMPRESSING: [&[u8]; 6] = [
    b"FlateDecode",
    b"Fl",
    b"LZWDecode",
    b"LZW",
    b"RunLengthDecode",
    b"RL",
];

/// Refuses a PDF with a stream that inflates to more than any report needs, or that is compressed more than once.
pub(super) fn check(pdf: &[u8]) -> Result<(), Error> {
    let (mut content, mut all, mut last) = (0, 0, 0);
    for at in memmem::find_iter(pdf, b"stream") {
        let (before, rest) = pdf.split_at(at);
        let before = before.get(last..).unwrap_or_default();
        last = at;
        if before.ends_with(b"end") {
            continue;
        }
        let dict = memmem::rfind(before, b"obj").map_or(before, |at| &before[at..]);
        if names(dict).filter(|it| COMPRESSING.contains(it)).count() > 1 {
            return Err(too_large("compressions of one stream", 1));
        }
        let data = rest.strip_prefix(b"stream").unwrap_or(rest);
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let inflated = inflated(data.strip_prefix(b"\n").unwrap_or(data));
        all += inflated;
        if !names(dict).any(|it| it == b"Image") {
            content += inflated;
        }
        if inflated.max(content) > MAX_INFLATED || all > MAX_COUNTED {
            return Err(too_large("bytes in its streams", MAX_INFLATED));
        }
    }
    Ok(())
}

fn too_large(what: &'static str, limit: usize) -> Error {
    Error::TooLarge { what, limit }
}

/// The names in a dictionary, such as `/Filter`, without the slash.
fn names(dict: &[u8]) -> impl Iterator<Item = &[u8]> {
    let starts = dict.split(|it| *it == b'/').skip(1);
    starts.map(|it| {
        it.split(|it| !it.is_ascii_alphanumeric())
            .next()
            .unwrap_or_default()
    })
}

/// How many bytes the data of a stream inflates to, counted to a little over [`MAX_INFLATED`].
fn inflated(data: &[u8]) -> usize {
    match count(ZlibDecoder::new(data)) {
        // Without its head it is inflated all the same.
        0 => count(DeflateDecoder::new(data)),
        count => count,
    }
}

fn count(mut inflating: impl Read) -> usize {
    let mut buffer = [0; 1 << 14];
    let mut count = 0;
    while count <= MAX_INFLATED
        && let Ok(read @ 1..) = inflating.read(&mut buffer)
    {
        count += read;
    }
    count
}
