//! Fonts that cannot be loaded. What is drawn in one is not told: where its codes are ASCII another font stands for it, and
//! else nothing is drawn.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;

use hayro_interpret::hayro_syntax::content::TypedIter;
use hayro_interpret::hayro_syntax::content::ops::TypedInstruction;
use hayro_interpret::hayro_syntax::object::dict::keys::{BASE_FONT, FORM, RESOURCES, SUBTYPE};
use hayro_interpret::hayro_syntax::object::{Name, ObjectIdentifier};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use hayro_interpret::{CacheKey, interpret};

use super::{Glyphs, Reader};

/// How deep forms stand in forms that are looked at, as deep as they are drawn.
const MAX_DEPTH: usize = 50;

/// Which fonts of a PDF are known to load.
#[derive(Default)]
pub(super) struct Fonts(HashMap<u128, bool>);

impl Fonts {
    /// The fonts that a page asks for and that cannot be loaded, by name.
    pub(super) fn missing<'a>(
        &mut self,
        page: &Page<'a>,
        reader: &Reader<'a>,
        glyphs: &mut Glyphs,
    ) -> BTreeSet<String> {
        let mut walk = Walk {
            fonts: self,
            reader,
            glyphs,
            forms: HashSet::new(),
            missing: BTreeSet::new(),
        };
        walk.operators(page.typed_operations(), page.resources(), 0);
        walk.missing
    }
}

struct Walk<'w, 'a> {
    fonts: &'w mut Fonts,
    reader: &'w Reader<'a>,
    glyphs: &'w mut Glyphs,
    /// Forms that were looked at.
    forms: HashSet<ObjectIdentifier>,
    missing: BTreeSet<String>,
}

impl<'a> Walk<'_, 'a> {
    fn operators(&mut self, mut operators: TypedIter<'_>, resources: &Resources<'a>, depth: usize) {
        while let Some(operator) = operators.next() {
            self.glyphs.count();
            match operator {
                TypedInstruction::TextFont(it) => self.font(it.0, resources),
                TypedInstruction::XObject(it) if depth < MAX_DEPTH => {
                    self.form(it.0, resources, depth);
                }
                _ => {}
            }
        }
    }

    fn form(&mut self, name: &Name<'_>, resources: &Resources<'a>, depth: usize) {
        if let Some(form) = resources.get_x_object(name)
            && form.dict().get::<Name<'_>>(SUBTYPE).as_deref() == Some(FORM)
            && form.dict().obj_id().is_some_and(|id| self.forms.insert(id))
            && let Ok(content) = form.decoded()
        {
            let own = form.dict().get(RESOURCES).unwrap_or_default();
            let own = Resources::from_parent(own, resources.clone());
            self.operators(TypedIter::new(&content), &own, depth + 1);
        }
    }

    fn font(&mut self, name: &Name<'_>, resources: &Resources<'a>) {
        let font = resources.get_font(name);
        let loads = font.as_ref().is_some_and(|font| {
            let known = self.fonts.0.entry(font.cache_key());
            *known.or_insert_with(|| loads(name, resources, self.reader))
        });
        if !loads {
            let known = font.and_then(|it| it.get::<Name<'_>>(BASE_FONT));
            let known = known.as_ref().map_or(name.as_str(), |it| it.as_str());
            self.missing.insert(known.to_owned());
        }
    }
}

/// Whether a letter that is drawn in a font is drawn in that font.
fn loads<'a>(name: &Name<'_>, resources: &Resources<'a>, reader: &Reader<'a>) -> bool {
    let mut letter = String::from("BT /");
    for byte in name.iter() {
        let _ = write!(letter, "#{byte:02x}");
    }
    letter.push_str(" 1 Tf (AA) Tj ET");
    let mut drawn = Glyphs::default();
    let operators = TypedIter::new(letter.as_bytes());
    interpret(operators, resources, &mut reader.context(), &mut drawn);
    !drawn.has_stand_in
}
