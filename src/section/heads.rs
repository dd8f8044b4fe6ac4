//! The heads of columns, which are data: `heads.tsv`.

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("heads.tsv").lines();
    lines.filter_map(|line| line.split_once('\t'))
}

/// The heads of a column of a schema: `budget.codified`.
pub(super) fn heads(column: &'static str) -> impl Iterator<Item = &'static str> {
    rows()
        .skip_while(move |(name, _)| *name != column)
        .take_while(move |(name, _)| *name == column)
        .map(|(_, head)| head)
}

/// The procedures of the form: slug and name.
pub(super) fn procedures() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows().filter_map(|(name, head)| Some((name.strip_prefix("procedure.")?, head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_of_a_column_stand_in_a_row() {
        let mut seen: Vec<&str> = Vec::new();
        for (column, _) in rows() {
            if seen.last() != Some(&column) {
                assert!(!seen.contains(&column), "{column}");
                seen.push(column);
            }
        }
        assert_eq!(heads("budget.codified").next(), Some("CODIFICADO"));
        assert_eq!(heads("budget").next(), None);
    }
}
