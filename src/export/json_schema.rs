//! The JSON Schema of what [`Report`](crate::Report) serialises to.
//!
//! Records derive theirs beside [`serde::Serialize`]. What has a serialiser of its own is told here.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::atom::{Atom, AtomKind, Date, Reference, Time};
use crate::audit::Finding;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Document;
use crate::model::{Block, ColumnKind, Furniture, List, Paragraph, Signatory, Table};
use crate::section::{
    AchievementsData, AssetDisposalsData, BudgetExecutionData, DisposalKind, EqualityPoliciesData,
    Focus, Indicators, ObjectivesData, ProcurementData, RecommendationsData, SectionId,
    SignaturesData,
};
use crate::source::{Span, Text};

/// The JSON Schema (draft 2020-12) of a report's JSON, with the data of the standard sections.
///
/// Their records implement [`JsonSchema`], so that a section from outside can derive its own from theirs. It needs the feature
/// `schemars`.
///
/// ```
/// let schema = rendicion::json_schema();
/// assert_eq!(schema.get("title").unwrap(), "rendicion.report/1");
/// ```
pub fn json_schema() -> Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let settings = settings.with_transform(FirstParagraph);
    settings.into_generator().into_root_schema_for::<Printed>()
}

/// An exact decimal, with as many places as are printed.
const DECIMAL: &str = "^-?[0-9]+(\\.[0-9]+)?$";

/// A report as JSON.
struct Printed;

impl JsonSchema for Printed {
    fn schema_name() -> Cow<'static, str> {
        "rendicion.report/1".into()
    }

    fn json_schema(to: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "title": Self::schema_name(),
            "description": "A report that rendicion read. Members may be added anywhere: read past those that you do not know.",
            "type": "object",
            "properties": {
                "schema": {"const": Self::schema_name()},
                "file": {"type": "string", "description": "The file that it was read from, where one call prints several."},
                "document": to.subschema_for::<Document>(),
                "sections": to.subschema_for::<Vec<Section>>(),
                "findings": to.subschema_for::<Vec<Finding>>(),
                "diagnostics": to.subschema_for::<Vec<Diagnostic>>(),
            },
            "required": ["schema", "document", "sections", "findings", "diagnostics"],
        })
    }
}

/// A section or a subsection as JSON.
struct Section;

impl JsonSchema for Section {
    fn schema_name() -> Cow<'static, str> {
        "Section".into()
    }

    fn json_schema(to: &mut SchemaGenerator) -> Schema {
        let data = [
            data::<AchievementsData>(&SectionId::ACHIEVEMENTS, to),
            data::<AchievementsData>(&SectionId::ADDRESS, to),
            data::<AssetDisposalsData>(&SectionId::ASSET_DISPOSALS, to),
            data::<BudgetExecutionData>(&SectionId::BUDGET_EXECUTION, to),
            data::<Indicators>(&SectionId::COVERAGE, to),
            data::<EqualityPoliciesData>(&SectionId::EQUALITY_POLICIES, to),
            data::<Indicators>(&SectionId::EXECUTIVE_SUMMARY, to),
            data::<()>(&SectionId::INTRODUCTION, to),
            data::<ObjectivesData>(&SectionId::OBJECTIVES, to),
            data::<ProcurementData>(&SectionId::PROCUREMENT, to),
            data::<RecommendationsData>(&SectionId::RECOMMENDATIONS, to),
            data::<SignaturesData>(&SectionId::SIGNATURES, to),
        ];
        json_schema!({
            "description": "A section, by the id of the parser that reads it, or a subsection, which has no data.",
            "type": "object",
            "properties": {
                "kind": to.subschema_for::<SectionId>(),
                "number": to.subschema_for::<Option<String>>(),
                "title": to.subschema_for::<Option<String>>(),
                "span": to.subschema_for::<Span>(),
                "line": {"type": "integer", "minimum": 1, "description": "The line of the span's start, counted from 1."},
                "title_span": to.subschema_for::<Option<Span>>(),
                "blocks": to.subschema_for::<Vec<Block>>(),
                "subsections": to.subschema_for::<Vec<Section>>(),
                "data": {"description": "The typed facts, or null for a section without a parser and for a subsection."},
            },
            "required": ["kind", "number", "title", "span", "line", "title_span", "blocks", "subsections", "data"],
            "allOf": data,
        })
    }
}

impl JsonSchema for Block {
    fn schema_name() -> Cow<'static, str> {
        "Block".into()
    }

    fn json_schema(to: &mut SchemaGenerator) -> Schema {
        let of = [
            tagged::<Paragraph>("paragraph", to),
            tagged::<List>("list", to),
            tagged::<Table>("table", to),
            tagged::<Signatory>("signatory", to),
            tagged::<Furniture>("furniture", to),
        ];
        json_schema!({
            "description": "A part of a section, by its type. Expect new types.",
            "type": "object",
            "required": ["type"],
            "allOf": of,
        })
    }
}

impl JsonSchema for Atom {
    fn schema_name() -> Cow<'static, str> {
        "Atom".into()
    }

    fn json_schema(to: &mut SchemaGenerator) -> Schema {
        let decimal = json_schema!({"pattern": DECIMAL});
        let value = |schema: &Schema| json_schema!({"properties": {"value": schema}});
        let mut amount = value(&decimal);
        amount.insert("required".to_owned(), ["currency"].into());
        let year = json_schema!({"pattern": "^[0-9]{4}$"});
        let date = json_schema!({"pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"});
        let by_kind = [
            (AtomKind::Money, amount),
            (AtomKind::Percent, value(&decimal)),
            (AtomKind::Number, value(&decimal)),
            (AtomKind::Year, value(&year)),
            (AtomKind::Date, value(&date)),
        ]
        .map(|(kind, then)| when("kind", kind.as_str(), &then));
        json_schema!({
            "description": "A value as it is printed, and what it is. Expect new kinds.",
            "type": "object",
            "properties": {
                "kind": {"type": "string"},
                "raw": {"type": "string"},
                "value": {"type": "string"},
                "currency": {"const": "USD"},
                "ambiguous": {"const": true, "description": "Where the notation has two readings and the surroundings decided."},
                "span": to.subschema_for::<Span>(),
                "line": {"type": "integer", "minimum": 1},
                "pieces": {"type": "array", "items": to.subschema_for::<Span>(), "description": "Its own parts, where something else stands in the middle of it."},
            },
            "required": ["kind", "raw", "value", "span", "line"],
            "allOf": by_kind,
        })
    }
}

/// Types that are printed as one text, whose values may become more.
macro_rules! as_text {
    ($($Type:ident, $what:literal;)*) => {$(
        impl JsonSchema for $Type {
            fn schema_name() -> Cow<'static, str> {
                stringify!($Type).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({"type": "string", "description": $what})
            }
        }
    )*};
}

as_text! {
    Code, "What a diagnostic is about, in kebab-case. Expect new ones.";
    ColumnKind, "What a column holds: label, number, money, percent, text, reference, date, url.";
    Date, "A day or a month: 2019-08-30, 2019-08.";
    DisposalKind, "How an asset was given away. Expect new ones.";
    Focus, "Whom a policy is for. Expect new ones.";
    Reference, "The reference of a document: IESS-DPX-2020-1644-M.";
    SectionId, "The id of a section's parser. Expect new ones.";
    Text, "Text as it reads, without the ends of lines.";
    Time, "A year, a date or a period: 2019, 2019-08-30, 2019-01-01/2019-12-31.";
}

/// What holds of an object whose member has this value.
fn when(member: &str, value: &str, then: &Schema) -> Schema {
    json_schema!({"if": {"properties": {member: {"const": value}}, "required": [member]}, "then": then})
}

/// What holds of a section that this parser reads.
fn data<T: JsonSchema>(parser: &SectionId, to: &mut SchemaGenerator) -> Schema {
    let data = to.subschema_for::<Option<T>>();
    when(
        "kind",
        parser.as_str(),
        &json_schema!({"properties": {"data": data}}),
    )
}

/// What holds of a block of this type.
fn tagged<T: JsonSchema>(tag: &str, to: &mut SchemaGenerator) -> Schema {
    let mut own = T::json_schema(to);
    if let Some(properties) = own.get_mut("properties").and_then(|it| it.as_object_mut()) {
        properties.insert("type".to_owned(), json_schema!({"const": tag}).into());
    }
    when("type", tag, &own)
}

/// Keeps the first paragraph of a description: examples and links are for readers of the Rust documentation.
#[derive(Clone)]
struct FirstParagraph;

impl Transform for FirstParagraph {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(description) = schema.get_mut("description") {
            let text = description.as_str().unwrap_or_default();
            let first = text.split("\n\n").next().unwrap_or_default();
            let text = first.replace("[`", "`").replace("`]", "`");
            *description = text.replace("`None`", "null").into();
        }
        transform_subschemas(self, schema);
    }
}
