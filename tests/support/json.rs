//! JSON that keeps the order of its members, to be printed short.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value; members stand in the order in which they were written.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The JSON of anything that serialises.
    pub fn of(value: &impl serde::Serialize) -> Self {
        let text = serde_json::to_string(value).unwrap();
        serde_json::from_str(&text).unwrap()
    }

    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Self::Object(members) => members
                .iter()
                .find(|(member, _)| member == name)
                .map(|(_, value)| value),
            _ => None,
        }
    }

    pub fn items(&self) -> &[Json] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            _ => "",
        }
    }

    pub fn number(&self, name: &str) -> Option<u32> {
        match self.get(name)? {
            Self::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    /// A placed value, `{"value", "span", "line"}` and nothing else: its value.
    pub fn placed(&self) -> Option<&Json> {
        match self {
            Self::Object(members)
                if members.len() == 3 && members[1].0 == "span" && members[2].0 == "line" =>
            {
                self.get("value")
            }
            _ => None,
        }
    }
}

/// On one line; a placed value is written `value@line`, and no other place is written.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("-"),
            Self::Bool(it) => it.fmt(f),
            Self::Number(it) => f.write_str(it),
            Self::Text(it) => write!(f, "{it:?}"),
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                if let Some(value) = self.placed() {
                    return write!(
                        f,
                        "{}@{}",
                        value.text(),
                        self.number("line").unwrap_or_default()
                    );
                }
                f.write_str("{")?;
                let shown = members
                    .iter()
                    .filter(|(name, _)| name != "span" && name != "line");
                for (at, (name, value)) in shown.enumerate() {
                    write!(f, "{}{name}: {value}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str("}")
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Json;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("any JSON value")
            }

            fn visit_unit<E>(self) -> Result<Json, E> {
                Ok(Json::Null)
            }

            fn visit_bool<E>(self, it: bool) -> Result<Json, E> {
                Ok(Json::Bool(it))
            }

            fn visit_u64<E>(self, it: u64) -> Result<Json, E> {
                Ok(Json::Number(it.to_string()))
            }

            fn visit_i64<E>(self, it: i64) -> Result<Json, E> {
                Ok(Json::Number(it.to_string()))
            }

            fn visit_f64<E>(self, it: f64) -> Result<Json, E> {
                Ok(Json::Number(format!("{it:?}")))
            }

            fn visit_str<E>(self, it: &str) -> Result<Json, E> {
                Ok(Json::Text(it.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Json::List(items))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Json::Object(members))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl Json {
    /// It without places: a placed value is its value alone.
    pub fn without_places(&self) -> Self {
        if let Some(value) = self.placed() {
            return value.clone();
        }
        match self {
            Self::List(items) => Self::List(items.iter().map(Self::without_places).collect()),
            Self::Object(members) => {
                let kept = members
                    .iter()
                    .filter(|(name, _)| name != "span" && name != "line");
                Self::Object(
                    kept.map(|(name, value)| (name.clone(), value.without_places()))
                        .collect(),
                )
            }
            other => other.clone(),
        }
    }
}
