//! Whose section a title in other words is, told by its words.

use super::registry::Entry;
use crate::source::fold;

/// Words that say nothing about which section a title opens, as stems.
const NEUTRAL: &str = "accion activid ano como cuanto cual donde ente este fueron hacia obtenid quien atencion atendid ciudadan ejercicio enfoque entidad general gestion iess implementac \
    incorporac informac informe institu nuestr oficina para periodo plan principal proceso provinci \
    public relevante seguimiento social unidad";

/// Words of the titles of sections that the form does not have, as stems.
const FOREIGN: &str =
    "anexo bibliograf compromiso conclus deliberac desafio glosario pregunta proyeccion reto";

/// Letters of a word below which it is a particle.
const PARTICLE: usize = 4;
/// What the words of a title weigh together at the least.
const LEAST: u32 = 2;
/// The weight of a word that is one section's alone.
const OWN: u32 = 4;

/// The words by which the parsers of a registry know titles, each with its owner and weight.
#[derive(Debug)]
pub(crate) struct TitleWords(Vec<(&'static str, usize, u32)>);

impl TitleWords {
    pub(super) fn of<'e>(entries: impl Iterator<Item = &'e dyn Entry>) -> Self {
        let words = entries.enumerate().flat_map(|(owner, entry)| {
            let groups = entry.title_words().iter();
            groups.flat_map(move |&(weight, stems)| {
                let stems = stems.split(' ');
                stems.map(move |stem| (stem, owner, u32::from(weight)))
            })
        });
        Self(words.collect())
    }

    /// The parser whose words a title has, twice as many by weight as another's; where `strict`, none of its words may be
    /// unknown, else fewer than are known.
    pub(crate) fn owner_of(&self, title: &str, strict: bool) -> Option<usize> {
        let key = fold::key(title);
        let mut weights: Vec<(usize, u32)> = Vec::new();
        let (mut known, mut unknown) = (0, 0);
        for word in key.split(' ').filter(|word| word.len() >= PARTICLE) {
            let is_of = |stems: &str| stems.split(' ').any(|stem| word.starts_with(stem));
            if is_of(FOREIGN) {
                return None;
            }
            let mut found = false;
            for &(_, owner, weight) in self.0.iter().filter(|entry| word.starts_with(entry.0)) {
                found = true;
                match weights.iter_mut().find(|other| other.0 == owner) {
                    Some((_, sum)) => *sum += weight,
                    None => weights.push((owner, weight)),
                }
            }
            known += usize::from(found);
            unknown += usize::from(!found && !is_of(NEUTRAL));
        }
        weights.sort_unstable_by_key(|&(_, weight)| std::cmp::Reverse(weight));
        let &(owner, most) = weights.first()?;
        let second = weights.get(1).map_or(0, |&(_, weight)| weight);
        let is_known = unknown == 0 || !strict && unknown < known;
        (is_known && most >= LEAST && most >= 2 * second).then_some(owner)
    }
}

impl TitleWords {
    /// Whether a title has a word of the sections that the form does not have.
    pub(crate) fn is_foreign(title: &str) -> bool {
        let key = fold::key(title);
        let is_foreign = |word: &str| FOREIGN.split(' ').any(|stem| word.starts_with(stem));
        key.split(' ').any(is_foreign)
    }

    /// Whether a title has a word of a section.
    pub(crate) fn may_own(&self, title: &str) -> bool {
        self.own(&fold::key(title)).next().is_some()
    }

    /// The words of a key that are one section's alone, as stems with whose they are.
    fn own<'k>(&'k self, key: &'k str) -> impl Iterator<Item = (&'static str, usize)> + 'k {
        let words = key.split(' ').filter(|word| word.len() >= PARTICLE);
        words.flat_map(|word| {
            let own = self
                .0
                .iter()
                .filter(move |it| it.2 >= OWN && word.starts_with(it.0));
            own.map(|&(stem, owner, _)| (stem, owner))
        })
    }

    /// The parser that the words of the lines under a title, and its own, speak of: two words and more, twice as many as
    /// of another, and none of another in the title.
    pub(crate) fn owner_of_body<'t>(
        &self,
        title: &str,
        lines: impl Iterator<Item = &'t str>,
    ) -> Option<usize> {
        let title = fold::key(title);
        let mut own: Vec<(&str, usize)> = self.own(&title).collect();
        let said: Vec<usize> = own.iter().map(|it| it.1).collect();
        for line in lines {
            own.extend(self.own(&fold::key(line)));
        }
        own.sort_unstable_by_key(|&(stem, owner)| (owner, stem));
        own.dedup();
        let mut counts: Vec<(usize, usize)> = own
            .chunk_by(|a, b| a.1 == b.1)
            .map(|own| (own.len(), own[0].1))
            .collect();
        counts.sort_unstable_by_key(|&it| std::cmp::Reverse(it));
        let &(most, owner) = counts.first()?;
        let second = counts.get(1).map_or(0, |it| it.0);
        let is_his = said.iter().all(|&said| said == owner);
        (most >= 2 && most >= 2 * second && is_his).then_some(owner)
    }
}

#[cfg(test)]
mod tests {
    use crate::section::Registry;

    #[test]
    fn words_tell_sections_apart() {
        let registry = Registry::standard();
        let ids: Vec<String> = registry.ids().map(|id| id.to_string()).collect();
        let owner = |title: &str| {
            let found = registry.ready().words.owner_of(title, false);
            found.and_then(|at| ids.get(at)).map_or("", String::as_str)
        };
        for (title, id) in [
            ("Síntesis del año", "executive_summary"),
            ("NUESTRA POBLACIÓN AFILIADA", "coverage"),
            ("Avances de la gestión", "achievements"),
            ("Atención a grupos prioritarios", "equality_policies"),
            ("Gasto devengado", "budget_execution"),
            ("Adquisición de bienes y servicios", "procurement"),
            ("Donación y remate de bienes", "asset_disposals"),
            ("Exámenes especiales de la Contraloría", "recommendations"),
        ] {
            assert_eq!(owner(title), id, "{title}");
        }
        for title in [
            "Resumen de logros",
            "Conclusiones y recomendaciones",
            "Adquisición y baja de bienes",
            "Participación en el control de la vía pública",
            "Datos",
        ] {
            assert_eq!(owner(title), "", "{title}");
        }
    }
}
