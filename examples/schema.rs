//! Prints the JSON Schema of a report's JSON, as docs/report.schema.json has it.
//!
//! ```sh
//! cargo run --features schemars --example schema
//! ```

fn main() -> serde_json::Result<()> {
    let schema = rendicion::json_schema();
    println!("{}", serde_json::to_string_pretty(&schema)?);
    Ok(())
}
