//! Lists while they are read: items, their levels, what goes on with what.

use crate::model::Values;
use crate::model::{Item, List, place_of_lines};
use crate::page::Page;
use crate::page::marker::Mark;
use crate::source::Span;

/// Levels that a list may nest; deeper items stand at the deepest.
const MOST_LEVELS: usize = 8;

/// An item while it is read.
#[derive(Debug)]
pub(super) struct ItemDraft {
    mark: Mark,
    /// Its lines, the first with the marker.
    pub(super) lines: Vec<usize>,
    children: Vec<ListDraft>,
}

/// A list while it is read.
#[derive(Debug)]
pub(super) struct ListDraft {
    mark: Mark,
    indent: u16,
    items: Vec<ItemDraft>,
}

/// A list at the top level and the path to its last item.
#[derive(Debug)]
pub(super) struct OpenList {
    root: ListDraft,
    depth: usize,
    /// The ordinal of the last item of each level.
    ordinals: Vec<u8>,
}

impl OpenList {
    /// Bytes that an item takes: as a draft, thrice while its list grows; then as itself and as a fact.
    pub(super) const ITEM: usize = 3 * size_of::<ItemDraft>() + 64 + size_of::<Item>() + 128;

    pub(super) fn new(page: &Page<'_>, mark: Mark, line: usize) -> Self {
        let indent = page.lines[line].indent;
        let item = ItemDraft {
            mark,
            lines: vec![line],
            children: Vec::new(),
        };
        Self {
            root: ListDraft {
                mark,
                indent,
                items: vec![item],
            },
            depth: 1,
            ordinals: vec![mark.ordinal],
        }
    }

    /// The list at a level from 1, on the path to the last item.
    fn level(&self, depth: usize) -> &ListDraft {
        let mut list = &self.root;
        for _ in 1..depth {
            match list.items.last().and_then(|item| item.children.last()) {
                Some(child) => list = child,
                None => break,
            }
        }
        list
    }

    fn level_mut(&mut self, depth: usize) -> &mut ListDraft {
        self.root.below(depth)
    }

    /// The last line of the last item.
    pub(super) fn last_line(&self) -> Option<usize> {
        self.level(self.depth).items.last()?.lines.last().copied()
    }

    /// The level, from 1, that an item with this mark would have in this list; `None` where it begins another.
    pub(super) fn level_of(&self, page: &Page<'_>, mark: Mark, line: usize) -> Option<usize> {
        let indent = page.lines[line].indent;
        let fits = |&depth: &usize| {
            let list = self.level(depth);
            let shifted = page.style.columns
                && list.indent.abs_diff(indent) > 2
                && mark.glyph != Some('a')
                && mark.glyph != Some('1');
            list.mark.same_level(mark) && !shifted
        };
        let levels: Vec<usize> = (1..=self.depth).rev().filter(fits).collect();
        let last = |depth: usize| self.ordinals[depth - 1];
        let next = levels.iter().find(|&&depth| mark.is_next(last(depth)));
        if let Some(&depth) =
            next.or_else(|| levels.iter().find(|&&depth| mark.follows(last(depth))))
        {
            return Some(depth);
        }
        let above = self.level(self.depth);
        let last_text = self.last_line().map_or("", |at| page.text(at));
        let introduces = last_text.trim_end().ends_with(':');
        let deeper = page.style.columns && indent > above.indent + 1;
        let child = mark.rank() > above.mark.rank() || introduces || deeper;
        (child && mark.ordinal <= 1 && self.depth < MOST_LEVELS).then_some(self.depth + 1)
    }

    /// Whether an item under this list's last one may come after a paragraph that stands between.
    pub(super) fn has_level_under(&self, mark: Mark) -> Option<usize> {
        (2..=self.depth)
            .rev()
            .find(|&depth| self.level(depth).mark.same_level(mark))
    }

    /// Whether the list itself has items of this mark.
    pub(super) fn is_of(&self, mark: Mark) -> bool {
        self.root.mark.same_level(mark) && mark.follows(self.ordinals[0])
    }

    /// The ordinal of the last item of a level, from 1.
    pub(super) fn ordinal(&self, depth: usize) -> u8 {
        self.ordinals.get(depth - 1).copied().unwrap_or(0)
    }

    pub(super) fn add(&mut self, page: &Page<'_>, depth: usize, mark: Mark, line: usize) {
        let item = ItemDraft {
            mark,
            lines: vec![line],
            children: Vec::new(),
        };
        self.ordinals.truncate(depth);
        if depth > self.depth {
            let indent = page.lines[line].indent;
            if let Some(last) = self.level_mut(depth - 1).items.last_mut() {
                last.children.push(ListDraft {
                    mark,
                    indent,
                    items: vec![item],
                });
            }
            self.ordinals.push(mark.ordinal);
        } else {
            self.level_mut(depth).items.push(item);
            if let Some(last) = self.ordinals.last_mut() {
                *last = mark.ordinal;
            }
        }
        self.depth = depth;
    }

    pub(super) fn extend(&mut self, line: usize) {
        let depth = self.depth;
        if let Some(item) = self.level_mut(depth).items.last_mut() {
            item.lines.push(line);
        }
    }

    /// Whether the last item holds no more than its glyph: its text is on the next line.
    pub(super) fn awaits_text(&self, page: &Page<'_>) -> bool {
        self.level(self.depth).items.last().is_some_and(|item| {
            item.lines.len() == 1 && item.mark.content as usize >= page.text(item.lines[0]).len()
        })
    }

    /// The marker of the list's own level.
    pub(super) fn is_printed(&self) -> bool {
        self.root.mark.glyph.is_some()
    }

    pub(super) fn finish(self, page: &Page<'_>, values: &mut Values<'_, '_>) -> List {
        self.root.finish(page, values)
    }
}

impl ListDraft {
    /// The list at a level from 1, on the path to the last item; the deepest there is where that is higher.
    fn below(&mut self, depth: usize) -> &mut Self {
        let last = self.items.len().saturating_sub(1);
        match self.items.get(last).map_or(0, |item| item.children.len()) {
            count if count > 0 && depth > 1 => {
                self.items[last].children[count - 1].below(depth - 1)
            }
            _ => self,
        }
    }

    fn lines(&self, out: &mut Vec<usize>) {
        for item in &self.items {
            out.extend(&item.lines);
            for child in &item.children {
                child.lines(out);
            }
        }
    }

    fn finish(self, page: &Page<'_>, values: &mut Values<'_, '_>) -> List {
        let mut lines = Vec::new();
        self.lines(&mut lines);
        lines.sort_unstable();
        let place = place_of_lines(lines.iter().map(|&at| &page.lines[at]), page.source);
        let items = self
            .items
            .into_iter()
            .map(|item| item.finish(page, values))
            .collect();
        List {
            marker: self.mark.marker,
            items,
            place,
        }
    }
}

impl ItemDraft {
    fn finish(self, page: &Page<'_>, values: &mut Values<'_, '_>) -> Item {
        let text = page.join(&self.lines, self.mark.content as usize);
        let atoms = values.of(&text);
        let place = place_of_lines(self.lines.iter().map(|&at| &page.lines[at]), page.source);
        values.charge(
            text.heap() + place.pieces.len() * size_of::<Span>(),
            place.span,
        );
        let lost_marker = self.mark.glyph.is_none();
        if lost_marker {
            values.lost_bullet(place.span);
        }
        let children = self
            .children
            .into_iter()
            .map(|child| child.finish(page, values))
            .collect();
        Item {
            text,
            atoms,
            children,
            lost_marker,
            place,
        }
    }
}
