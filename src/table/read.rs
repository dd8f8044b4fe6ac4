//! One table: its template, where its first row begins, its heads and its rows, by least cost of all together.

use super::align::{Action, Costs, Scratch, Setting, Step};
use super::columns::{self, Columns, Suggestion};
use super::draft::{Draft, DraftRow};
use super::heads::Above;
use super::heads_layout;
use super::heads_model::{Heads, Holds};
use super::known::Known;
use super::piece::{self, Kind, Piece};
use super::recurring::Recurring;
use super::relations::Relations;
use super::sheet::Sheet;
use super::sums;
use super::template::{self, KindCounts, Template};
use super::weights as w;
use super::word::class;

/// Lines above a table in which its heads and caption are looked for.
const ABOVE: usize = 46;
/// Lines above the first values that may be its first label, and the characters that they have at the most.
const LABEL_LINES: usize = 6;
const LABEL_WIDTH: usize = 91;
/// Lines below the last values that may go on with them.
const BELOW: usize = 3;
/// The least that heads of `k` columns cost, as far as pruning goes.
const LEAST_HEADS: f32 = -3.0;
const LEAST_HEAD: f32 = -4.0;

/// The lines of a table: those above it, its own, and those below it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lines<'l> {
    pub(super) up: &'l [usize],
    pub(super) body: &'l [usize],
    pub(super) tail: &'l [usize],
    /// No other table stands below.
    pub(super) is_last: bool,
}

/// A template with what it costs to read the table's own lines so.
struct Candidate<'c> {
    setting: Setting<'c>,
    pieces: &'c [Piece],
    counts: KindCounts,
    /// The pieces of the first line, and what is left to pay behind them.
    first: usize,
    rest: Costs,
    cost: f32,
    /// What the template costs by itself.
    own: f32,
    /// What words that recur may be worth.
    bonus: f32,
}

/// What a table reads as under one template.
struct Reading {
    cost: f32,
    candidate: usize,
    heads: Heads,
    columns: Suggestion,
    /// How many of the lines above are no label.
    above: usize,
}

/// Reads the table of `lines`; its draft, and how many of the lines below it took.
pub(super) fn read(
    sheet: &Sheet<'_>,
    lines: Lines<'_>,
    known: &Known,
    scratch: &mut Scratch,
) -> Option<(Draft, usize)> {
    let up = &lines.up[lines.up.len().saturating_sub(ABOVE)..];
    let lines = Lines { up, ..lines };
    let body = lines.body;
    let style = sheet.style;
    let mut own: Vec<Piece> = pieces_of(sheet, body);
    let recurring = Recurring::of(sheet, &own);
    for piece in &mut own {
        let words = (piece.to - piece.from) as usize;
        piece.recur = piece.is_text()
            && words <= 5
            && recurring.whole.get(&piece.hash).is_some_and(|&n| n >= 2);
    }
    name(&mut own, known);
    let labelled = sheet
        .pieces(*body.first()?)
        .iter()
        .any(|p| p.is_text() && p.first);
    let suggested = template::suggest(&own, style, !labelled);
    let cellwise = suggested.cellwise;
    let split = recurring.split(sheet, &own);
    let (tight, sentences) = (sheet.is_tight(&own), sentences(sheet, &own));
    let label_width = label_width(&own);
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for template in suggested.templates {
        let twins = template.has_twins() && !style.layout;
        let pieces: &[Piece] = if twins && !cellwise { &split } else { &own };
        let positions = if style.layout {
            template::positions(pieces, template)
        } else {
            None
        };
        if style.layout && positions.is_none() && template.len() > 2 {
            continue;
        }
        let counts = template::count_kinds(pieces, template);
        let setting = Setting {
            sheet,
            style,
            known,
            template,
            fits: template::fit_costs(&counts, template),
            positions,
            label_width,
            case: Setting::case(template, pieces),
            tight,
            sentences,
        };
        let Some(cost) = setting.prepare(pieces, scratch) else {
            continue;
        };
        let first = pieces.partition_point(|p| p.line as usize <= body[0]);
        candidates.push(Candidate {
            setting,
            pieces,
            counts,
            first,
            rest: Setting::rest(scratch, first),
            cost,
            own: template_cost(template, style.layout),
            bonus: if twins { w::VOCABULARY } else { 0.0 },
        });
    }
    let optimistic = |c: &Candidate<'_>| c.cost + c.own - c.bonus;
    candidates.sort_by(|a, b| optimistic(a).total_cmp(&optimistic(b)));
    let relations = Relations::of(sheet, &own);
    let mut above = Above::new(sheet, up, known, cellwise);
    let repeats = above.repeats();
    let labels = label_lines(sheet, up);
    let label_costs: Vec<f32> = labels.clone().map(|h| above.label_cost(h)).collect();
    let grouped = has_groups(sheet, body);
    let mut label_pieces = pieces_of(sheet, &up[labels.start..]);
    name(&mut label_pieces, known);
    // The pieces of the lines above, from line `h` on.
    let pieces_from = |h: usize| {
        let line = up.get(h).copied().unwrap_or(usize::MAX);
        &label_pieces[label_pieces.partition_point(|p| (p.line as usize) < line)..]
    };
    let mut memo: Vec<(Vec<Holds>, Vec<Heads>)> = Vec::new();
    let mut best: Option<Reading> = None;
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        let least = LEAST_HEADS + LEAST_HEAD * candidate.setting.template.len() as f32;
        if best
            .as_ref()
            .is_some_and(|b| optimistic(candidate) + w::HEADS * least >= b.cost)
        {
            continue;
        }
        let template = candidate.setting.template;
        // Without a column of text none of them is a label.
        let beginnings = if template.text_count() == 0 {
            up.len()..up.len() + 1
        } else {
            labels.clone()
        };
        // What each beginning costs, but for its heads.
        let parts: Vec<f32> = beginnings
            .clone()
            .map(|h| {
                pieces.clear();
                pieces.extend_from_slice(pieces_from(h));
                pieces.extend_from_slice(&candidate.pieces[..candidate.first]);
                let cost = candidate
                    .setting
                    .cost_before(&pieces, &candidate.rest, scratch);
                let groups = grouped && begins_group(sheet, up, h, body[0]);
                cost + label_costs[h - labels.start] - if groups { w::GROUP_FIRST } else { 0.0 }
            })
            .collect();
        let mut start: Option<(f32, usize, Heads, Suggestion)> = None;
        let mut consider = |h: usize, part: f32, heads: &Heads, columns: Suggestion| {
            let cost = part + w::HEADS * heads.cost + columns.cost + candidate.own;
            if start.as_ref().is_none_or(|s| cost < s.0 - 1e-6) {
                start = Some((cost, h, heads.clone(), columns));
            }
        };
        for columns in columns::suggest(sheet, candidate.pieces, template, repeats) {
            let holds = all_holds(&candidate.counts, template, columns.columns, &relations);
            let is_same =
                |(of, found): &(Vec<Holds>, Vec<Heads>)| *of == holds && found.len() >= parts.len();
            let found = memo.iter().position(is_same).unwrap_or_else(|| {
                let found = above.search(&holds, &relations, beginnings.clone());
                memo.push((holds.clone(), found));
                memo.len() - 1
            });
            let found = &memo[found].1;
            // All were found together, for the beginnings of some template.
            let skip = found.len().saturating_sub(parts.len());
            for ((h, part), heads) in beginnings.clone().zip(&parts).zip(&found[skip..]) {
                let by_place = if candidate.setting.positions.is_some() {
                    heads_layout::search(sheet, &up[..h], &candidate.setting, &holds, known)
                } else {
                    None
                };
                match by_place {
                    Some((heads, columns)) => {
                        let seen = Suggestion {
                            columns,
                            cost: 0.0,
                            is_guess: false,
                        };
                        consider(h, *part, &heads, seen);
                        if let Some(plain) = plain(template) {
                            consider(h, *part, &above.none(template.len(), h), plain);
                        }
                    }
                    None if columns.is_guess && !columns.columns.are_twins(&heads.names) => {}
                    None => consider(h, *part, heads, columns),
                }
            }
        }
        let Some((cost, above, heads, columns)) = start else {
            continue;
        };
        let bonus = if candidate.bonus > 0.0 {
            vocabulary(candidate, cellwise, scratch)
        } else {
            0.0
        };
        let cost = cost - bonus;
        if best.as_ref().is_none_or(|b| cost < b.cost) {
            best = Some(Reading {
                cost,
                candidate: at,
                heads,
                columns,
                above,
            });
        }
    }
    let best = best?;
    let candidate = &candidates[best.candidate];
    let mut pieces = pieces_from(best.above).to_vec();
    pieces.extend_from_slice(candidate.pieces);
    let mut steps = Vec::new();
    let alone = candidate.setting.align(&pieces, scratch, &mut steps)?;
    let below = goes_on(
        sheet,
        lines.tail,
        candidate,
        alone,
        &mut pieces,
        &mut steps,
        scratch,
    );
    finish(sheet, lines, best, candidate, &pieces, &steps, below)
}

/// Whether a line holds words alone, as the name of a group of rows does.
fn is_alone(sheet: &Sheet<'_>, at: usize) -> bool {
    matches!(sheet.pieces(at), [one] if one.is_text() && !one.low && !one.open)
}

/// Whether names of groups stand between rows that begin with labels.
fn has_groups(sheet: &Sheet<'_>, body: &[usize]) -> bool {
    let is_row = |at: usize| {
        let pieces = sheet.pieces(at);
        pieces.len() > 1 && pieces[0].is_text() && pieces[pieces.len() - 1].is_value()
    };
    body.windows(3)
        .any(|three| is_row(three[0]) && is_alone(sheet, three[1]) && is_row(three[2]))
}

/// Whether the first label of a table is the name of a group: one line, before a row that begins with a label.
fn begins_group(sheet: &Sheet<'_>, up: &[usize], from: usize, first: usize) -> bool {
    let Some((&name, rest)) = up.get(from..).and_then(<[usize]>::split_first) else {
        return false;
    };
    let next = rest.first().copied().unwrap_or(first);
    let labelled = !rest.is_empty() || sheet.pieces(first).first().is_some_and(Piece::is_text);
    is_alone(sheet, name) && labelled && !sheet.pieces(next).first().is_some_and(|p| p.low)
}

/// The columns of a template, none of them empty.
fn plain(template: Template) -> Option<Suggestion> {
    let columns = Columns::with(template, &[])?;
    Some(Suggestion {
        columns,
        cost: 0.0,
        is_guess: false,
    })
}

fn pieces_of(sheet: &Sheet<'_>, lines: &[usize]) -> Vec<Piece> {
    lines
        .iter()
        .flat_map(|&at| sheet.pieces(at))
        .copied()
        .collect()
}

/// Notes which pieces are labels that a schema names.
fn name(pieces: &mut [Piece], known: &Known) {
    for piece in pieces.iter_mut().filter(|p| p.is_text()) {
        piece.known = known.label(piece.hash, piece.width);
    }
}

/// The width of a full line of a label.
fn label_width(pieces: &[Piece]) -> u16 {
    let mut widths: Vec<u16> = pieces
        .iter()
        .filter(|p| p.is_text() && p.first)
        .map(|p| p.width)
        .collect();
    widths.sort_unstable();
    let most = widths.len().saturating_sub(1) * 9 / 10;
    widths.get(most).copied().unwrap_or(0)
}

/// How seldom a word inside a label begins with a capital: 1 where none does.
fn sentences(sheet: &Sheet<'_>, pieces: &[Piece]) -> f32 {
    let (mut all, mut capital) = (0.0, 0.0);
    for piece in pieces.iter().filter(|p| p.is_text() && !p.upper) {
        for word in sheet.words_of(piece).iter().skip(1) {
            if word.is(class::ALPHA) && !word.is(class::OPEN) && word.width() > 2 {
                all += 1.0;
                capital += f32::from(u8::from(word.is(class::CAPITAL)));
            }
        }
    }
    if all < 2.0 {
        0.0
    } else {
        (1.0 - 4.0 * capital / all).max(0.0)
    }
}

/// What a template costs by itself.
fn template_cost(template: Template, layout: bool) -> f32 {
    let mut cost = if template.text_count() == 0 {
        w::NO_TEXT
    } else {
        0.0
    };
    if !layout {
        cost += w::MORE_TEXT * template.text_count().saturating_sub(1) as f32;
        cost += if template.lead_texts() > 1 {
            w::TWO_TEXTS
        } else {
            0.0
        };
    }
    cost
}

/// How many of the lines above may be no label, whatever the template: all but the last few, or all.
fn label_lines(sheet: &Sheet<'_>, up: &[usize]) -> std::ops::Range<usize> {
    let mut from = up.len();
    let mut width = 0;
    while from > 0 && up.len() - from < LABEL_LINES {
        width += usize::from(sheet.facts(up[from - 1]).width) + 1;
        if up.len() - from >= 2 && width > LABEL_WIDTH {
            break;
        }
        from -= 1;
    }
    from..up.len() + 1
}

/// What each of all columns holds.
fn all_holds(
    counts: &KindCounts,
    template: Template,
    columns: Columns,
    relations: &Relations,
) -> Vec<Holds> {
    let seen = holds(counts, template, relations);
    (0..columns.len())
        .map(|place| columns.at(place).map_or(Holds::Nothing, |c| seen[c]))
        .collect()
}

/// What words that recur are worth, which show where two columns of text part.
fn vocabulary(candidate: &Candidate<'_>, cellwise: bool, scratch: &mut Scratch) -> f32 {
    let mut steps = Vec::new();
    let pieces = candidate.pieces;
    if candidate
        .setting
        .align(pieces, scratch, &mut steps)
        .is_none()
    {
        return 0.0;
    }
    let rows = steps.iter().filter(|s| s.action == Action::New).count();
    let rows = rows.max(2) as f32;
    let template = candidate.setting.template;
    let is_twin = |column: usize| column > 0 && template.is_text(column - 1);
    let shows = pieces
        .iter()
        .zip(&steps)
        .filter(|(p, step)| {
            let parts = p.cut && step.action == Action::Cell && is_twin(step.column);
            if cellwise { p.recur } else { parts }
        })
        .count();
    let shows = shows as f32;
    if shows >= 2.0 && shows >= 0.35 * rows {
        // Few rows may recur by chance.
        let enough = if cellwise { shows } else { w::SHOWN };
        w::VOCABULARY * (shows / rows).min(1.0) * (shows / enough).min(1.0)
    } else {
        0.0
    }
}

/// How many lines below go on with the last row: their pieces and steps are added.
fn goes_on(
    sheet: &Sheet<'_>,
    tail: &[usize],
    candidate: &Candidate<'_>,
    alone: f32,
    pieces: &mut Vec<Piece>,
    steps: &mut Vec<Step>,
    scratch: &mut Scratch,
) -> usize {
    let may_follow = tail
        .iter()
        .take(BELOW)
        .take_while(|&&at| sheet.facts(at).count() <= 7 && !sheet.facts(at).caption);
    let setting = &candidate.setting;
    let (mut below, mut more) = (0, pieces.clone());
    for (m, &at) in may_follow.enumerate() {
        let from = more.len();
        more.extend(sheet.pieces(at));
        name(&mut more[from..], setting.known);
        let mut more_steps = Vec::new();
        let Some(cost) = candidate.setting.align(&more, scratch, &mut more_steps) else {
            continue;
        };
        let goes_on = more_steps.last().is_some_and(|s| s.action != Action::New);
        // A row of empty cells, which its spaces stand for.
        let empty = more.last().is_some_and(|p| {
            setting.style.spaced && usize::from(p.after) + 1 >= setting.template.len()
        });
        if (goes_on || empty && more.len() == from + 1)
            && cost < alone + 0.9 + 0.35 * (m + 1) as f32
        {
            below = m + 1;
            pieces.clone_from(&more);
            *steps = more_steps;
        }
    }
    below
}

fn finish(
    sheet: &Sheet<'_>,
    lines: Lines<'_>,
    best: Reading,
    candidate: &Candidate<'_>,
    pieces: &[Piece],
    steps: &[Step],
    below: usize,
) -> Option<(Draft, usize)> {
    let Lines {
        up,
        body,
        tail,
        is_last,
    } = lines;
    let template = candidate.setting.template;
    let columns = best.columns.columns;
    let k = columns.len();
    let mut rows: Vec<DraftRow> = Vec::new();
    for (piece, step) in pieces.iter().zip(steps) {
        if step.action == Action::New || rows.is_empty() {
            // A label alone may be the first line of the next one: then neither row is decided.
            let follows_label = rows.last_mut().is_some_and(|before| {
                let is_label =
                    before.filled() == 1 && before.cells.first().is_some_and(|c| !c.is_empty());
                if is_label {
                    before.margin = before.margin.min(w::LABEL_DOUBT * step.margin);
                }
                is_label && piece.is_text()
            });
            rows.push(DraftRow {
                cells: vec![Vec::new(); k],
                margin: if best.columns.is_guess {
                    0.0
                } else if follows_label {
                    w::LABEL_DOUBT * step.margin
                } else {
                    f32::MAX
                },
                joined: follows_label,
            });
        }
        if let Some(row) = rows.last_mut() {
            let place = columns.place(step.column);
            row.cells[place].push((piece.line as usize, sheet.span_of(piece)));
            row.margin = row.margin.min(step.margin);
            row.joined |= step.action == Action::Join;
        }
    }
    // Labels alone above the first values are heads that were not told: nothing is known of the columns.
    let above = pieces.iter().zip(steps).take_while(|(p, _)| p.is_text());
    let begun = above.filter(|(_, step)| step.action == Action::New);
    let mut labels: Vec<f32> = begun.map(|(p, _)| p.known).collect();
    labels.pop();
    if labels.iter().filter(|known| **known < 1.0).count() > 1 {
        for row in &mut rows {
            (row.margin, row.joined) = (0.0, true);
        }
    }
    let values = pieces.iter().filter(|p| p.is_value()).count();
    let captioned = up.iter().any(|&at| sheet.facts(at).caption);
    let headed = !best.heads.names.is_empty();
    // Dashes alone are marks of a list.
    if pieces.iter().all(|p| p.is_text() || p.kind == Kind::Dash) {
        return None;
    }
    // Numbers that an extractor tore into digits tell no cells.
    let torn = pieces.iter().filter(|p| p.torn_start && !p.first);
    if torn.count() * 5 > values {
        return None;
    }
    if rows.len() < 2 && (values < 3 || !headed) && !(headed && captioned)
        || k == 1 && rows.len() < 3
    {
        return None;
    }
    if !columns.hides() && template.is_text(0) && template.text_count() == 1 {
        let of_values: Vec<usize> = (1..k).collect();
        sums::place(sheet, &mut rows, &of_values);
    }
    let mut caption: Vec<usize> = up[..best.heads.caption.min(best.above)].to_vec();
    let mut used = below;
    if caption.is_empty() && (headed || best.above == 0) {
        let rest = &tail[used..];
        if let Some(&next) = rest.first() {
            let marked = sheet.facts(next).caption;
            // `Fuente:` begins a note.
            let is_note = sheet.words(next).iter().take(3).any(|w| w.is(class::STOPS));
            if sheet.facts(next).width < 120
                && !is_note
                && sheet.facts(next).count() >= 3
                && (marked || is_last && rest.len() <= 2)
            {
                let lines = if is_last && rest.len() == 2 && !marked {
                    2
                } else {
                    1
                };
                caption = rest[..lines].to_vec();
                used += lines;
            }
        }
    }
    let first = up.first().or(body.first()).copied()?;
    let last = tail[..used].last().or(body.last()).copied()?;
    // What the cells hold where they were put.
    let mut counts: KindCounts = [[0.0; 6]; template::MOST];
    for (piece, step) in pieces.iter().zip(steps).filter(|(p, _)| p.is_value()) {
        counts[step.column][piece.kind.index()] += 1.0;
    }
    let kinds = all_holds(&counts, template, columns, &Relations::default())
        .into_iter()
        .map(|holds| match holds {
            Holds::Label => None,
            Holds::Value(kind) => Some(kind),
            Holds::Nothing => Some(Kind::Dash),
        });
    let draft = Draft {
        lines: first..last + 1,
        caption,
        names: best.heads.names,
        kinds: kinds.collect(),
        rows,
        is_paired: false,
    };
    Some((draft, used))
}

/// What each column holds, by the kind of most of its cells.
fn holds(counts: &KindCounts, template: Template, relations: &Relations) -> Vec<Holds> {
    let mut values = 0;
    let count = template.len() - template.text_count();
    (0..template.len())
        .map(|c| {
            if template.is_text(c) {
                return Holds::Label;
            }
            values += 1;
            if relations.is_share(count, values - 1) {
                return Holds::Value(Kind::Percent);
            }
            let n = &counts[c][..Kind::Dash.index()];
            let total: f32 = n.iter().sum();
            let money = Kind::Money.index();
            let mut kind = piece::VALUES.into_iter().filter(|k| *k != Kind::Dash).fold(
                Kind::Count,
                |best, k| {
                    if n[k.index()] > n[best.index()] {
                        k
                    } else {
                        best
                    }
                },
            );
            if kind == Kind::Count && n[money] >= 0.3 * total && total > 0.0 {
                kind = Kind::Money;
            }
            Holds::Value(kind)
        })
        .collect()
}
