//! The time that a quantity is said of.

use crate::atom::{Context, Value, scan};

/// The value of a year, date or period, as its atom has it.
pub(super) fn value_of(value: &Value) -> Option<String> {
    is_time(value).then(|| value.to_string())
}

/// Whether a value is a year, a date or a period.
pub(super) fn is_time(value: &Value) -> bool {
    matches!(value, Value::Year(_) | Value::Date(_) | Value::Period(_))
}

/// The one time that a caption, a title or a head names; none, where it names several.
pub(super) fn only(text: &str) -> Option<String> {
    let mut found = scan(text, &Context::default())
        .found
        .into_iter()
        .filter_map(|found| value_of(&found.value));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}
