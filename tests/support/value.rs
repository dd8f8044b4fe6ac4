//! How labels in JSON are compared, whoever compares them.

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

/// The values of an array; none of anything else.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Text in composed letters, white space squeezed.
pub fn squeeze(text: &str) -> String {
    let composed: String = text.nfc().collect();
    composed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A decimal without the zeros at its end, which say nothing; any other text as it is.
pub fn without_zeros(text: String) -> String {
    let digits = text.strip_prefix('-').unwrap_or(&text);
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match digits.split_once('.') {
        Some((whole, fraction)) if all(whole) && all(fraction) => {
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => text,
    }
}
