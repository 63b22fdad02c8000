//! Looking patterns up in a text. Work is bounded: gaps are short and phrases end with their sentence.

use super::build::{Node, Part, Pattern, Set, SetId};
use super::words::{Gap, Words};
use crate::Kind;
use std::ops::Range;

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// Position in the sources the set was compiled from.
    pub pattern: usize,
    pub words: Range<usize>,
    /// Bytes of the text.
    pub span: Range<usize>,
    pub sentence: usize,
}

/// How many words before a phrase can negate it.
const REACH: usize = 4;

impl Set {
    /// All hits, by pattern, then by place. Of the hits of one pattern from one place the longest is kept.
    pub fn find(&self, words: &Words) -> Vec<Hit> {
        let marks = Marks::new(self, words);
        let mut tried = vec![usize::MAX; self.patterns.len()];
        let mut hits = Vec::new();
        for (at, sentence) in words.sentences.iter().enumerate() {
            let here = marks.over(sentence.words.clone());
            let mut one = |number: u32| {
                let pattern = &self.patterns[number as usize];
                let fresh = std::mem::replace(&mut tried[number as usize], at) != at;
                let present = if pattern.flags.anywhere { &marks.all } else { &here };
                if fresh
                    && pattern.needs.iter().all(|group| group.iter().any(|id| bit(present, *id)))
                {
                    Run { words, marks: &marks, pattern }.sentence(number as usize, at, &mut hits);
                }
            };
            for (block, bits) in here.iter().enumerate() {
                let mut bits = *bits;
                while bits != 0 {
                    let id = block * 64 + bits.trailing_zeros() as usize;
                    self.filed[id].iter().for_each(|n| one(*n));
                    bits &= bits - 1;
                }
            }
            self.always.iter().for_each(|n| one(*n));
        }
        hits.sort_by_key(|h| (h.pattern, h.words.start));
        hits
    }
}

fn bit(bits: &[u64], id: SetId) -> bool {
    bits[id as usize / 64] & (1 << (id % 64)) != 0
}

/// Which word belongs to which set, as bits.
struct Marks {
    row: usize,
    bits: Vec<u64>,
    all: Vec<u64>,
}

impl Marks {
    fn new(set: &Set, words: &Words) -> Self {
        let row = set.terms.sets.div_ceil(64);
        let mut marks = Marks { row, bits: vec![0; row * words.words.len()], all: vec![0; row] };
        for (i, word) in words.words.iter().enumerate() {
            let mut put = |ids: Option<&Vec<SetId>>| {
                for id in ids.into_iter().flatten() {
                    let (at, bit) = (*id as usize / 64, 1 << (id % 64));
                    marks.bits[i * row + at] |= bit;
                    marks.all[at] |= bit;
                }
            };
            put(set.terms.exact.get(&word.fold));
            put(set.terms.stem.get(&word.stem));
            for (start, _) in word.fold.char_indices().skip(1) {
                put(set.terms.suffix.get(&word.fold[start..]));
            }
            if word.capital {
                put(Some(&set.terms.capital));
            }
            if word.kind == Kind::Number {
                put(Some(&set.terms.number));
            }
            for (end, c) in word.fold.char_indices().take(set.terms.longest) {
                put(set.terms.prefix.get(&word.fold[..end + c.len_utf8()]));
            }
        }
        marks
    }

    fn has(&self, word: usize, id: SetId) -> bool {
        bit(&self.bits[word * self.row..], id)
    }

    /// The sets present in a range of words.
    fn over(&self, range: Range<usize>) -> Vec<u64> {
        let mut out = vec![0; self.row];
        for word in range {
            let own = &self.bits[word * self.row..(word + 1) * self.row];
            out.iter_mut().zip(own).for_each(|(o, w)| *o |= w);
        }
        out
    }
}

struct Run<'a> {
    words: &'a Words,
    marks: &'a Marks,
    pattern: &'a Pattern,
}

impl Run<'_> {
    fn sentence(&self, number: usize, at: usize, hits: &mut Vec<Hit>) {
        let parts = &self.pattern.parts;
        let Some(lead) = parts.iter().find(|p| p.wanted) else { return };
        if self.words.sentences[at].question && self.pattern.flags.unasked {
            return;
        }
        let before = hits.len();
        self.lead(lead, number, at, hits);
        if hits.len() > before && !self.others(parts, lead, at) {
            hits.truncate(before);
        }
    }

    fn lead(&self, lead: &Part, number: usize, sentence: usize, hits: &mut Vec<Hit>) {
        let range = self.words.sentences[sentence].words.clone();
        for start in range.clone() {
            if let Some(end) = self.longest(&lead.node, start, &range)
                && (self.pattern.flags.negated || !self.negated(start, range.start))
            {
                hits.push(Hit {
                    pattern: number,
                    words: start..end,
                    span: self.words.words[start].start..self.words.words[end - 1].end,
                    sentence,
                });
            }
        }
    }

    /// Do the parts beside the leading one hold, here or (`text`) anywhere?
    fn others(&self, parts: &[Part], lead: &Part, sentence: usize) -> bool {
        parts.iter().filter(|p| !std::ptr::eq(*p, lead)).all(|part| {
            let found = if self.pattern.flags.anywhere {
                (0..self.words.sentences.len()).any(|s| self.within(part, s))
            } else {
                self.within(part, sentence)
            };
            found == part.wanted
        })
    }

    fn within(&self, part: &Part, sentence: usize) -> bool {
        let range = self.words.sentences[sentence].words.clone();
        range.clone().any(|start| {
            self.longest(&part.node, start, &range).is_some()
                && (!part.wanted || self.pattern.flags.negated || !self.negated(start, range.start))
        })
    }

    /// The farthest end of a match from `start`, if it takes at least one word.
    fn longest(&self, node: &Node, start: usize, range: &Range<usize>) -> Option<usize> {
        let mut best = None;
        self.walk(node, start, range, &mut |end| best = best.max(Some(end)));
        best.filter(|end| *end > start)
    }

    fn walk(&self, node: &Node, at: usize, range: &Range<usize>, next: &mut dyn FnMut(usize)) {
        match node {
            Node::Set(id) => {
                if at < range.end && self.marks.has(at, *id) && self.own(at) {
                    next(at + 1);
                }
            }
            Node::Quoted(id) => {
                if at < range.end && self.marks.has(at, *id) && self.words.words[at].quoted {
                    next(at + 1);
                }
            }
            Node::Row(items) => self.row(items, at, range, next),
            Node::Either { first, phrases } => {
                let can = first.is_none_or(|id| at < range.end && self.marks.has(at, id));
                if can {
                    phrases.iter().for_each(|n| self.walk(n, at, range, next));
                }
            }
            Node::Maybe(inner) => {
                next(at);
                self.walk(inner, at, range, next);
            }
            Node::Gap(most) => {
                next(at);
                for (i, word) in self.words.words[at.min(range.end)..range.end]
                    .iter()
                    .take(*most as usize)
                    .enumerate()
                {
                    if word.before == Gap::Strong && at + i > range.start
                        || word.negation && !self.pattern.flags.negated
                    {
                        break;
                    }
                    next(at + i + 1);
                }
            }
            Node::Start if at == range.start => next(at),
            Node::End if at == range.end => next(at),
            Node::Break if at == range.end || self.words.words[at].before > Gap::None => next(at),
            Node::Start | Node::End | Node::Break => {}
        }
    }

    /// The writer's own word, where that matters.
    fn own(&self, at: usize) -> bool {
        let word = &self.words.words[at];
        self.pattern.flags.quoted || !word.quoted && !word.reported
    }

    fn row(&self, items: &[Node], at: usize, range: &Range<usize>, next: &mut dyn FnMut(usize)) {
        match items.split_first() {
            None => next(at),
            Some((first, rest)) => {
                self.walk(first, at, range, &mut |p| self.row(rest, p, range, next))
            }
        }
    }

    /// A negation stands shortly before `start`, in the same clause.
    fn negated(&self, start: usize, first: usize) -> bool {
        let words = &self.words.words;
        for i in (first.max(start.saturating_sub(REACH))..start).rev() {
            if words[i + 1].before > Gap::None {
                return false;
            }
            if words[i].negation {
                return true;
            }
        }
        false
    }
}
