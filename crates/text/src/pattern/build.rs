//! Patterns compiled together: words interned into sets, each pattern filed under a word it cannot do without.

use super::Flags;
use super::syntax::{self, Line, Tree};
use super::words::Words;
use crate::{Analysis, Kind, Lang};
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// A pattern that cannot be read, with the reason in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    pub pattern: String,
    pub what: String,
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} in the pattern `{}`", self.what, self.pattern)
    }
}

impl std::error::Error for Error {}

/// Named classes: `@name` stands for the phrase. A class may use other classes.
pub type Macros = BTreeMap<String, String>;

/// One pattern and the flags of the place it stands in.
pub struct Source<'s> {
    pub pattern: &'s str,
    pub flags: Flags,
}

pub(super) type SetId = u32;

#[derive(Clone, Debug)]
pub(super) enum Node {
    Set(SetId),
    /// A word of the set, in quotation marks.
    Quoted(SetId),
    Row(Vec<Node>),
    /// One of the phrases. `first` holds the words they can begin with, where that is certain.
    Either {
        first: Option<SetId>,
        phrases: Vec<Node>,
    },
    Maybe(Box<Node>),
    Gap(u8),
    Start,
    End,
    Break,
}

#[derive(Debug)]
pub(super) struct Part {
    pub wanted: bool,
    pub node: Node,
}

#[derive(Debug)]
pub(super) struct Pattern {
    pub flags: Flags,
    pub parts: Vec<Part>,
    /// Of each group one set must be present, or the pattern cannot match. Small groups first.
    pub needs: Vec<Vec<SetId>>,
}

/// Compiled patterns of one language.
#[derive(Debug, Default)]
pub struct Set {
    pub(super) patterns: Vec<Pattern>,
    pub(super) terms: Terms,
    /// For each set of words the patterns that need one of them.
    pub(super) filed: Vec<Vec<u32>>,
    /// Patterns with nothing to be filed under: tried on every text.
    pub(super) always: Vec<u32>,
}

#[derive(Debug, Default)]
pub(super) struct Terms {
    pub exact: HashMap<Box<str>, Vec<SetId>>,
    pub stem: HashMap<Box<str>, Vec<SetId>>,
    pub prefix: HashMap<Box<str>, Vec<SetId>>,
    pub suffix: HashMap<Box<str>, Vec<SetId>>,
    pub number: Vec<SetId>,
    pub capital: Vec<SetId>,
    /// Longest prefix in characters.
    pub longest: usize,
    pub sets: usize,
}

impl Set {
    /// The numbers in hits are positions in `sources`.
    pub fn compile<'s>(
        lang: Lang,
        macros: &Macros,
        sources: impl IntoIterator<Item = Source<'s>>,
    ) -> Result<Set, Error> {
        let mut builder = Builder {
            lang,
            macros,
            trees: HashMap::new(),
            classes: HashMap::new(),
            forms: HashMap::new(),
            interned: HashMap::new(),
            weights: Vec::new(),
            members: Vec::new(),
            set: Set::default(),
        };
        for source in sources {
            let line = syntax::line(source.pattern, source.flags)?;
            builder.add(line).map_err(|what| Error { pattern: source.pattern.to_owned(), what })?;
        }
        Ok(builder.set)
    }

    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }
}

/// One way a word can match.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Term {
    Exact(Box<str>),
    Stem(Box<str>),
    Prefix(Box<str>),
    Suffix(Box<str>),
    Number,
    Capital,
}

/// Stem and folded form of each word of a phrase.
type Forms = Vec<(Box<str>, Box<str>)>;

struct Builder<'m> {
    lang: Lang,
    macros: &'m Macros,
    trees: HashMap<String, Rc<Tree>>,
    classes: HashMap<String, Node>,
    forms: HashMap<String, Forms>,
    interned: HashMap<Vec<Term>, SetId>,
    /// How common the words of a set are; rare sets are better to file under.
    weights: Vec<u32>,
    /// The terms of each set.
    members: Vec<Vec<Term>>,
    set: Set,
}

const DEEPEST_CLASS: u32 = 12;

impl Builder<'_> {
    fn add(&mut self, line: Line) -> Result<(), String> {
        let mut parts = Vec::new();
        for (wanted, tree) in line.parts {
            let node = self.node(&tree, 0)?;
            if takes_nothing(&node) {
                return Err("a phrase that matches no word".to_owned());
            }
            parts.push(Part { wanted, node });
        }
        let number = self.set.patterns.len() as u32;
        let mut groups: Vec<(u32, Vec<SetId>)> = Vec::new();
        for part in parts.iter().filter(|p| p.wanted) {
            self.groups(&part.node, &mut groups);
        }
        groups.sort();
        groups.dedup();
        match groups.first() {
            Some((_, sets)) => {
                for set in sets {
                    let list = &mut self.set.filed[*set as usize];
                    if list.last() != Some(&number) {
                        list.push(number);
                    }
                }
            }
            None => self.set.always.push(number),
        }
        let needs = groups.into_iter().map(|(_, sets)| sets).collect();
        self.set.patterns.push(Pattern { flags: line.flags, parts, needs });
        Ok(())
    }

    fn node(&mut self, tree: &Tree, depth: u32) -> Result<Node, String> {
        Ok(match tree {
            Tree::Gap(n) => Node::Gap(*n),
            Tree::Start => Node::Start,
            Tree::End => Node::End,
            Tree::Break => Node::Break,
            Tree::Maybe(inner) => Node::Maybe(Box::new(self.node(inner, depth)?)),
            Tree::Row(items) => {
                Node::Row(items.iter().map(|t| self.node(t, depth)).collect::<Result<_, _>>()?)
            }
            Tree::Class(name) => {
                if depth > DEEPEST_CLASS {
                    return Err(format!("`@{name}` leads back to itself"));
                }
                if let Some(node) = self.classes.get(name) {
                    return Ok(node.clone());
                }
                let inner = self.class(name)?;
                let node = self.node(&inner, depth + 1)?;
                self.classes.insert(name.clone(), node.clone());
                node
            }
            Tree::Quoted(inner) => match self.node(inner, depth)? {
                Node::Set(id) => Node::Quoted(id),
                _ => return Err("quotation marks stand before one word".to_owned()),
            },
            Tree::Number => self.terms(vec![Term::Number]),
            Tree::Capital => self.terms(vec![Term::Capital]),
            Tree::Suffix(end) => self.terms(vec![self.suffix(end)?]),
            Tree::Word(_) | Tree::Exact(_) | Tree::Prefix(_) => self.word(tree)?,
            Tree::Either(items) => self.either(items, depth)?,
        })
    }

    /// Single words of a choice become one set, phrases stay branches.
    fn either(&mut self, items: &[Tree], depth: u32) -> Result<Node, String> {
        let (mut words, mut branches) = (Vec::new(), Vec::new());
        self.gather(items, depth, &mut words, &mut branches)?;
        if !words.is_empty() {
            branches.insert(0, self.terms(words));
        }
        Ok(match branches.len() {
            1 => branches.remove(0),
            _ => self.choice(branches),
        })
    }

    fn gather(
        &mut self,
        items: &[Tree],
        depth: u32,
        words: &mut Vec<Term>,
        out: &mut Vec<Node>,
    ) -> Result<(), String> {
        for item in items {
            match item {
                Tree::Number => words.push(Term::Number),
                Tree::Capital => words.push(Term::Capital),
                Tree::Suffix(end) => words.push(self.suffix(end)?),
                Tree::Word(_) | Tree::Exact(_) | Tree::Prefix(_) => match self.single(item)? {
                    Some(terms) => words.extend(terms),
                    None => out.push(self.word(item)?),
                },
                Tree::Either(inner) => self.gather(inner, depth, words, out)?,
                Tree::Class(name) if depth <= DEEPEST_CLASS => {
                    let inner = self.class(name)?;
                    self.gather(std::slice::from_ref(&*inner), depth + 1, words, out)?;
                }
                _ => out.push(self.node(item, depth)?),
            }
        }
        Ok(())
    }

    fn class(&mut self, name: &str) -> Result<Rc<Tree>, String> {
        if let Some(tree) = self.trees.get(name) {
            return Ok(tree.clone());
        }
        let source = self.macros.get(name).ok_or_else(|| format!("no class `@{name}`"))?;
        let tree =
            syntax::phrase(source).map_err(|e| format!("{} in the class `@{name}`", e.what))?;
        let tree = Rc::new(tree);
        self.trees.insert(name.to_owned(), tree.clone());
        Ok(tree)
    }

    fn word(&mut self, tree: &Tree) -> Result<Node, String> {
        if let Some(terms) = self.single(tree)? {
            return Ok(self.terms(terms));
        }
        let (Tree::Word(raw) | Tree::Exact(raw) | Tree::Prefix(raw)) = tree else {
            return Err("not a word".to_owned());
        };
        let forms = self.forms(raw)?;
        let row = forms
            .into_iter()
            .map(|(fold, stem)| self.terms(vec![Term::Exact(fold), Term::Stem(stem)]));
        Ok(Node::Row(row.collect()))
    }

    /// The terms of a pattern word that is one word of text; none when it is several.
    fn single(&mut self, tree: &Tree) -> Result<Option<Vec<Term>>, String> {
        let (Tree::Word(raw) | Tree::Exact(raw) | Tree::Prefix(raw)) = tree else {
            return Ok(None);
        };
        let forms = self.forms(raw)?;
        let [(fold, stem)] = forms.as_slice() else {
            return Ok(None);
        };
        Ok(Some(match tree {
            Tree::Prefix(_) => vec![Term::Prefix(fold.clone())],
            Tree::Exact(_) => vec![Term::Exact(fold.clone())],
            _ => vec![Term::Exact(fold.clone()), Term::Stem(stem.clone())],
        }))
    }

    /// An ending is compared with the folded word: lower case, no Latin diacritics.
    fn suffix(&self, end: &str) -> Result<Term, String> {
        let fold = Analysis::with_lang(end, self.lang).tokens.first().map(|t| t.fold.clone());
        fold.map(Term::Suffix).ok_or_else(|| format!("`*{end}` is no ending"))
    }

    fn forms(&mut self, raw: &str) -> Result<Forms, String> {
        if let Some(forms) = self.forms.get(raw) {
            return Ok(forms.clone());
        }
        let analysis = Analysis::with_lang(raw, self.lang);
        let words = Words::new(&analysis).words;
        if words.is_empty() || words.iter().any(|w| w.kind != Kind::Word && w.kind != Kind::Number)
        {
            return Err(format!("`{raw}` is no word"));
        }
        let forms: Vec<_> = words.into_iter().map(|w| (w.fold, w.stem)).collect();
        self.forms.insert(raw.to_owned(), forms.clone());
        Ok(forms)
    }

    fn terms(&mut self, terms: Vec<Term>) -> Node {
        Node::Set(self.set_of(terms))
    }

    fn set_of(&mut self, mut terms: Vec<Term>) -> SetId {
        terms.sort();
        terms.dedup();
        if let Some(id) = self.interned.get(&terms) {
            return *id;
        }
        let id = self.set.terms.sets as SetId;
        self.set.terms.sets += 1;
        self.set.filed.push(Vec::new());
        let mut weight = 0;
        for term in &terms {
            let index = &mut self.set.terms;
            weight += match term {
                Term::Exact(s) | Term::Stem(s) | Term::Prefix(s) if s.chars().count() <= 3 => 12,
                Term::Number | Term::Capital | Term::Suffix(_) => 40,
                _ => 1,
            };
            match term {
                Term::Exact(s) => index.exact.entry(s.clone()).or_default().push(id),
                Term::Stem(s) => index.stem.entry(s.clone()).or_default().push(id),
                Term::Prefix(s) => {
                    index.longest = index.longest.max(s.chars().count());
                    index.prefix.entry(s.clone()).or_default().push(id);
                }
                Term::Suffix(s) => index.suffix.entry(s.clone()).or_default().push(id),
                Term::Number => index.number.push(id),
                Term::Capital => index.capital.push(id),
            }
        }
        self.weights.push(weight);
        self.members.push(terms.clone());
        self.interned.insert(terms, id);
        id
    }

    fn choice(&mut self, phrases: Vec<Node>) -> Node {
        let mut terms = Vec::new();
        let certain = phrases.iter().all(|n| self.openings(n, &mut terms));
        let first = certain.then(|| self.set_of(terms));
        Node::Either { first, phrases }
    }

    /// The words a phrase can begin with; false when it may also begin with any or with none.
    fn openings(&self, node: &Node, out: &mut Vec<Term>) -> bool {
        match node {
            Node::Set(id) | Node::Quoted(id) => {
                out.extend(self.members[*id as usize].iter().cloned());
                true
            }
            Node::Either { phrases, .. } => phrases.iter().all(|n| self.openings(n, out)),
            Node::Row(items) => {
                for item in items {
                    match item {
                        Node::Start | Node::Break => {}
                        Node::Maybe(inner) if !self.openings(inner, out) => return false,
                        Node::Maybe(_) => {}
                        _ => return self.openings(item, out),
                    }
                }
                false
            }
            Node::Maybe(_) | Node::Gap(_) | Node::Start | Node::End | Node::Break => false,
        }
    }

    /// Groups of sets, with their weight: every match holds a word of each.
    fn groups(&self, node: &Node, out: &mut Vec<(u32, Vec<SetId>)>) {
        match node {
            Node::Set(id) | Node::Quoted(id) => out.push((self.weights[*id as usize], vec![*id])),
            Node::Row(items) => items.iter().for_each(|n| self.groups(n, out)),
            Node::Either { phrases: items, .. } => {
                let (mut weight, mut sets) = (0, Vec::new());
                for item in items {
                    let mut own = Vec::new();
                    self.groups(item, &mut own);
                    let Some((w, best)) = own.into_iter().min() else { return };
                    weight += w;
                    sets.extend(best);
                }
                out.push((weight, sets));
            }
            Node::Maybe(_) | Node::Gap(_) | Node::Start | Node::End | Node::Break => {}
        }
    }
}

fn takes_nothing(node: &Node) -> bool {
    match node {
        Node::Set(_) | Node::Quoted(_) => false,
        Node::Row(items) => items.iter().all(takes_nothing),
        Node::Either { phrases, .. } => phrases.iter().any(takes_nothing),
        _ => true,
    }
}
