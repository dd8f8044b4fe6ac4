//! The sequences of columns of text and of values that the rows of a table suggest.

use super::piece::{Kind, Piece, VALUES};
use super::sheet::Style;

/// The most columns that a table has.
pub(super) const MOST: usize = 15;
/// The most templates that are tried for one table.
const MOST_TRIED: usize = 12;

/// Columns of text and of values, from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Template {
    len: u8,
    /// The columns of text.
    text: u16,
}

impl Template {
    pub(super) fn len(self) -> usize {
        usize::from(self.len)
    }

    pub(super) fn is_text(self, column: usize) -> bool {
        self.text >> column & 1 == 1
    }

    /// The columns of text.
    pub(super) fn texts(self) -> impl DoubleEndedIterator<Item = usize> + Clone {
        (0..self.len()).filter(move |&c| self.is_text(c))
    }

    pub(super) fn text_count(self) -> usize {
        self.text.count_ones() as usize
    }

    pub(super) fn value_count(self) -> usize {
        self.len() - self.text_count()
    }

    pub(super) fn first_text(self) -> Option<usize> {
        self.texts().next()
    }

    fn push(self, text: bool) -> Self {
        if self.len() >= 16 {
            return self;
        }
        Self {
            len: self.len + 1,
            text: self.text | u16::from(text) << self.len,
        }
    }

    fn then(self, other: Self) -> Self {
        (0..other.len()).fold(self, |t, c| t.push(other.is_text(c)))
    }

    /// With one more column of text behind column `at`.
    fn doubled(self, at: usize) -> Self {
        (0..self.len()).fold(Self::default(), |t, c| {
            let t = t.push(self.is_text(c));
            if c == at { t.push(true) } else { t }
        })
    }

    /// What stands on either side of the text in the middle, if that is the same: two rows on one line.
    fn half(self) -> Option<Self> {
        let (mid, half) = (self.len() / 2, Self::values(self.len() / 2));
        let same = half.then(Self::texts_of(1)).then(half) == self;
        (mid > 0 && same).then_some(half)
    }

    fn values(count: usize) -> Self {
        (0..count).fold(Self::default(), |t, _| t.push(false))
    }

    fn texts_of(count: usize) -> Self {
        (0..count).fold(Self::default(), |t, _| t.push(true))
    }

    /// Without the columns of text at its beginning.
    fn tail(self) -> Self {
        let lead = self.lead_texts();
        Self {
            len: self.len - lead as u8,
            text: self.text >> lead,
        }
    }

    /// How many columns of text stand at its beginning.
    pub(super) fn lead_texts(self) -> usize {
        (0..self.len()).take_while(|&c| self.is_text(c)).count()
    }

    fn ends_in_text(self) -> bool {
        self.len > 0 && self.is_text(self.len() - 1)
    }

    /// Whether two columns of text stand side by side.
    pub(super) fn has_twins(self) -> bool {
        self.text & self.text >> 1 != 0
    }

    /// The runs of columns of values.
    pub(super) fn runs(self) -> impl Iterator<Item = (usize, usize)> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < self.len() && self.is_text(at) {
                at += 1;
            }
            let from = at;
            while at < self.len() && !self.is_text(at) {
                at += 1;
            }
            (from < at).then_some((from, at))
        })
    }

    /// Whether the first row's label may stand above it: one column of text, then values and text.
    pub(super) fn has_trailing_text(self) -> bool {
        self.is_text(0) && self.ends_in_text() && self.value_count() > 0
    }
}

/// Counts of things that are few.
#[derive(Debug)]
struct Counter<T> {
    seen: Vec<(T, usize)>,
}

impl<T: PartialEq + Copy> Counter<T> {
    fn of(items: impl IntoIterator<Item = T>) -> Self {
        let mut seen: Vec<(T, usize)> = Vec::new();
        for item in items {
            if let Some((_, n)) = seen.iter_mut().find(|(it, _)| *it == item) {
                *n += 1;
            } else if seen.len() < 64 {
                seen.push((item, 1));
            }
        }
        Self { seen }
    }

    fn count(&self, item: T) -> usize {
        self.seen
            .iter()
            .find(|(it, _)| *it == item)
            .map_or(0, |&(_, n)| n)
    }

    /// The first of those that are the most.
    fn most(&self) -> Option<T> {
        let top = self.seen.iter().map(|&(_, n)| n).max()?;
        self.seen
            .iter()
            .find(|&&(_, n)| n == top)
            .map(|&(it, _)| it)
    }
}

/// What a table's lines suggest.
#[derive(Debug)]
pub(super) struct Suggested {
    pub(super) templates: Vec<Template>,
    /// One cell stands on a line.
    pub(super) cellwise: bool,
}

/// The templates that `pieces` suggest, likeliest first; `labels_above` where no line of values begins with a label.
pub(super) fn suggest(pieces: &[Piece], style: Style, labels_above: bool) -> Suggested {
    let mut lines: Vec<Template> = Vec::new();
    let (mut labels, mut valued, mut several) = (false, 0, 0);
    let mut runs: Vec<usize> = Vec::new();
    let mut in_run = false;
    // The values of a line, and the empty cells that its spaces stand for.
    let mut spaced: Vec<usize> = Vec::new();
    let mut before: Option<&Piece> = None;
    for line in pieces.chunk_by(|a, b| a.line == b.line) {
        let mut shape = Template::default();
        let mut empty = 0;
        for piece in line {
            empty += usize::from(piece.extra + piece.after);
            if before.is_some_and(|before| piece.completes(before)) {
                before = Some(piece);
                continue;
            }
            before = Some(piece);
            if piece.is_value() || style.layout || !shape.ends_in_text() || piece.extra > 0 {
                shape = shape.push(piece.is_text());
            }
            match (piece.is_value(), in_run) {
                (true, true) => *runs.last_mut().unwrap_or(&mut 0) += 1,
                (true, false) => runs.push(1),
                (false, _) => {}
            }
            in_run = piece.is_value();
        }
        if shape.value_count() > 0 && shape.tail().text_count() == 0 {
            spaced.push(shape.value_count() + empty);
        }
        labels |= shape.is_text(0);
        if shape.value_count() > 0 {
            valued += 1;
            several += usize::from(shape.value_count() > 1);
        }
        lines.push(shape);
    }
    // Whether lines that begin with no label begin with a short number, as rows that are counted do.
    let mut lone = pieces.iter().filter(|p| p.first && p.is_value()).peekable();
    let numbered =
        lone.peek().is_some() && lone.all(|p| p.kind == Kind::Count && p.width <= 3 && !p.last);
    let counted = Counter::of(runs.iter().copied());
    let longest_run = runs.iter().copied().max().unwrap_or(0);
    let cellwise = several * 4 < valued && longest_run > 1 && valued > 1;
    let mut base: Vec<Template> = Vec::new();
    if cellwise {
        let mut k = counted
            .seen
            .iter()
            .filter(|&&(_, n)| n >= 2)
            .map(|&(k, _)| k)
            .max()
            .unwrap_or(longest_run);
        if k == 1 || counted.count(longest_run) == 1 && runs.len() < 4 {
            k = longest_run;
        }
        base.push(Template::values(k));
        if counted.seen.len() > 1 {
            let pairs = Counter::of(runs.windows(2).map(|p| (p[0], p[1])));
            if let Some((a, b)) = pairs
                .most()
                .filter(|&pair| pairs.count(pair) >= 2 && pair.0 != pair.1)
            {
                let text = Template::texts_of(1);
                base.push(Template::values(a).then(text).then(Template::values(b)));
                base.push(Template::values(b).then(text).then(Template::values(a)));
            }
            let other = counted
                .seen
                .iter()
                .filter(|&&(c, n)| n >= 2 && c != k)
                .map(|&(c, _)| c)
                .max();
            base.extend(other.map(Template::values));
        }
    } else {
        let tails = Counter::of(
            lines
                .iter()
                .filter(|l| l.value_count() > 0)
                .map(|l| l.tail()),
        );
        let total: usize = tails.seen.iter().map(|&(_, n)| n).sum();
        let often = |n: usize| n >= 2 && n * 100 >= 12 * total;
        let any = tails.seen.iter().any(|&(_, n)| often(n));
        let longest = tails
            .seen
            .iter()
            .filter(|&&(_, n)| !any || often(n))
            .max_by_key(|&&(t, n)| (t.len(), n));
        let more = tails
            .seen
            .iter()
            .max_by_key(|(t, _)| (t.value_count(), t.len()));
        base.extend(longest.map(|&(t, _)| t));
        base.extend(tails.most());
        if let (Some(first), Some(&(more, _))) = (base.first(), more)
            && (more.value_count() == first.value_count() + 1 || valued < 4)
        {
            base.push(more);
        }
        base.extend(lines.iter().find_map(|l| l.tail().half()));
        // Values that go on over a line end.
        if valued < 4 && base.iter().all(|b| b.value_count() < longest_run) {
            base.push(Template::values(longest_run));
        }
    }
    if style.spaced {
        let counted = Counter::of(spaced.iter().copied());
        let usual = counted
            .most()
            .filter(|&k| counted.count(k) * 2 > valued && valued > 2);
        if let Some(k) = usual.filter(|&k| k < MOST - 1 && base.iter().all(|b| b.value_count() < k))
        {
            base.push(Template::values(k));
        }
    }
    let mut out: Vec<Template> = Vec::new();
    let mut add = |t: Template| {
        if (t.len() > 1 && t.len() < MOST || t.len() == 1 && t.value_count() == 1)
            && !out.contains(&t)
            && out.len() < MOST_TRIED
        {
            out.push(t);
        }
    };
    let text = Template::texts_of(1);
    if style.layout && !cellwise {
        let leads = Counter::of(
            lines
                .iter()
                .filter(|l| l.value_count() > 0)
                .map(|l| l.lead_texts()),
        );
        let often = leads
            .seen
            .iter()
            .filter(|&&(_, n)| n * 10 >= 3 * valued)
            .map(|&(lead, _)| lead)
            .max();
        let lead = often.or_else(|| leads.most()).unwrap_or(1);
        for &b in &base {
            if labels {
                add(text.then(b));
                add(Template::texts_of(lead).then(b));
            }
            add(b);
        }
    } else {
        for &b in &base {
            if !labels && !labels_above {
                add(b);
                continue;
            }
            if !labels || numbered && b.len() > 1 && !b.is_text(0) && b.is_text(1) {
                add(b);
            }
            let two = Template::texts_of(2);
            add(text.then(b));
            add(two.then(b));
            for twin in b.texts() {
                add(text.then(b.doubled(twin)));
            }
            if cellwise {
                add(text.then(b).then(text));
                add(two.then(b).then(text));
                add(text.then(b).then(two));
            } else if b.ends_in_text() {
                add(text.then(b).then(text));
            }
        }
    }
    Suggested {
        templates: out,
        cellwise,
    }
}

/// How often each column of values holds each kind.
pub(super) type KindCounts = [[f32; 6]; MOST];

/// Counts kinds over the runs of values that fill a run of columns exactly.
pub(super) fn count_kinds(pieces: &[Piece], template: Template) -> KindCounts {
    let mut counts: KindCounts = [[0.0; 6]; MOST];
    let whole: Vec<Piece> = pieces
        .iter()
        .enumerate()
        .filter(|&(i, p)| i == 0 || !p.completes(&pieces[i - 1]))
        .map(|(_, p)| *p)
        .collect();
    for run in whole
        .chunk_by(|a, b| a.is_value() && b.is_value())
        .filter(|r| r[0].is_value())
    {
        let fits = template.runs().filter(|&(a, b)| b - a == run.len());
        let n = fits.count() as f32;
        for (a, _) in template.runs().filter(|&(a, b)| b - a == run.len()) {
            for (offset, piece) in run.iter().enumerate() {
                counts[a + offset][piece.kind.index()] += 1.0 / n;
            }
        }
    }
    counts
}

/// What it costs each column to hold each kind.
pub(super) fn fit_costs(counts: &KindCounts, template: Template) -> [[f32; 6]; MOST] {
    let mut out = [[0.1; 6]; MOST];
    for column in 0..template.len() {
        let n = &counts[column];
        let dash = Kind::Dash.index();
        let total: f32 = n[..dash].iter().sum();
        out[column][dash] = 0.1;
        if total <= 0.0 {
            continue;
        }
        let top = n[..dash].iter().copied().fold(0.0, f32::max).max(1.0);
        for kind in VALUES.into_iter().filter(|&k| k != Kind::Dash) {
            let mut cost = ((top + 0.2) / (n[kind.index()] + 0.2)).ln().min(4.0);
            for other in VALUES.into_iter().filter(|&k| k != Kind::Dash) {
                if n[other.index()] >= 0.5 * top
                    && let Some(like) = likeness(kind, other)
                {
                    cost = cost.min(like);
                }
            }
            out[column][kind.index()] = cost.max(0.0);
        }
    }
    out
}

/// What it costs at the most to hold one kind where another is usual.
fn likeness(a: Kind, b: Kind) -> Option<f32> {
    match (a, b) {
        (Kind::Count, Kind::Money) | (Kind::Money, Kind::Count) => Some(1.2),
        (Kind::Percent, Kind::Money | Kind::Count) | (Kind::Money | Kind::Count, Kind::Percent) => {
            Some(1.5)
        }
        _ => None,
    }
}

/// The columns of characters that each column takes, in texts that keep them.
pub(super) type Positions = [Option<(u16, u16)>; MOST];

/// Where the columns stand, by the lines that fill the template.
pub(super) fn positions(pieces: &[Piece], template: Template) -> Option<Positions> {
    let len = template.len();
    let mut out: Positions = [None; MOST];
    let grow = |slot: &mut Option<(u16, u16)>, p: &Piece| {
        *slot = Some(slot.map_or((p.a, p.b), |(a, b)| (a.min(p.a), b.max(p.b))));
    };
    let fills = |line: &[Piece], from: usize| {
        line.len() + from == len
            && line
                .iter()
                .enumerate()
                .all(|(c, p)| p.is_text() == template.is_text(c + from))
    };
    for line in pieces.chunk_by(|a, b| a.line == b.line) {
        if fills(line, 0) {
            line.iter()
                .enumerate()
                .for_each(|(c, p)| grow(&mut out[c], p));
        }
    }
    if out[0].is_none() && template.is_text(0) && len > 1 {
        for line in pieces.chunk_by(|a, b| a.line == b.line) {
            if fills(line, 1) {
                line.iter()
                    .enumerate()
                    .for_each(|(c, p)| grow(&mut out[c + 1], p));
            }
        }
        if let Some((left, _)) = out[1] {
            for line in pieces.chunk_by(|a, b| a.line == b.line) {
                if line[0].is_text() && line[0].a < left {
                    grow(&mut out[0], &line[0]);
                }
            }
        }
    }
    out.iter().any(Option::is_some).then_some(out)
}
