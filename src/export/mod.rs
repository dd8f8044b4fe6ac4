//! Other shapes of a report.

mod json_schema;

pub use json_schema::json_schema;
