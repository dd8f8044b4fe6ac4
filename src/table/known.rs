//! The words of schemas, as hashes: a bonus for the labels and heads that are known.

use super::word::{SEED, classify, combine};

/// The labels and the heads of the schemas of a section.
#[derive(Debug, Default)]
pub(crate) struct Known {
    labels: Vec<u32>,
    begins: Vec<u32>,
    heads: Vec<u32>,
    heads_begin: Vec<u32>,
}

impl Known {
    /// Those of `labels` and `heads`; stacked heads count level by level.
    pub(crate) fn new<'t>(
        labels: impl IntoIterator<Item = &'t str>,
        heads: impl IntoIterator<Item = &'t str>,
    ) -> Self {
        let mut out = Self::default();
        for label in labels {
            let mut hash = SEED;
            for word in label.split_whitespace() {
                hash = combine(hash, classify(word).0);
                out.begins.push(hash);
            }
            out.labels.push(hash);
        }
        for level in heads.into_iter().flat_map(|head| head.split(" / ")) {
            let hash = level.split_whitespace().fold(SEED, |hash, word| {
                let hash = combine(hash, classify(word).0);
                out.heads_begin.push(hash);
                hash
            });
            out.heads.push(hash);
        }
        for list in [
            &mut out.labels,
            &mut out.begins,
            &mut out.heads,
            &mut out.heads_begin,
        ] {
            list.sort_unstable();
            list.dedup();
        }
        out
    }

    /// How surely a run of words is a row's label: 1 a whole one, 0.5 the beginning of one.
    pub(super) fn label(&self, hash: u32, width: u16) -> f32 {
        if self.labels.binary_search(&hash).is_ok() {
            1.0
        } else if width > 8 && self.begins.binary_search(&hash).is_ok() {
            0.5
        } else {
            0.0
        }
    }

    /// Whether a head begins so.
    pub(super) fn begins_head(&self, hash: u32) -> bool {
        self.heads_begin.binary_search(&hash).is_ok()
    }

    pub(super) fn is_head(&self, hash: u32) -> bool {
        self.heads.binary_search(&hash).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_labels_and_levels_of_heads() {
        let known = Known::new(["Menor Cuantía"], ["ADJUDICADOS / NÚMERO"]);
        let hash = |text: &str| text.split(' ').fold(SEED, |h, w| combine(h, classify(w).0));
        assert!((known.label(hash("MENOR CUANTIA"), 13) - 1.0).abs() < f32::EPSILON);
        assert!(known.is_head(hash("Número")) && !known.is_head(hash("Total")));
    }
}
