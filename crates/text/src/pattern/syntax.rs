//! The pattern language: text to a tree. A pattern is one line, made of what stands below.

// word        any form with the same stem        =word     exactly this form
// word*       any word that begins so            *word     any word that ends so
// #           a number                           @@        a capital letter inside the sentence
// a|b         either; (a b|c d) either phrase    item?     may be missing
// ..  ..N     up to 3 (N) words between          @name     a named class of words or phrases
// ^  $        start, end of the sentence         ,         a break (comma, dash, bracket) stands here
// "word    a word that stands in quotation marks
// A ~N B      both, in either order, at most N words apart
// A & B & !C  in one sentence: A and B anywhere, C nowhere
// {neg quote ask noask text}  flags, first in the line; see `Flags`

use super::Flags;
use super::build::Error;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Word(String),
    Exact(String),
    Prefix(String),
    Suffix(String),
    Capital,
    Quoted(Box<Tree>),
    Number,
    Class(String),
    Gap(u8),
    Start,
    End,
    Break,
    Maybe(Box<Tree>),
    Either(Vec<Tree>),
    Row(Vec<Tree>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub flags: Flags,
    pub parts: Vec<(bool, Tree)>,
}

/// Reads one pattern. `flags` are those of the place it stands in; the line may add to them.
pub(super) fn line(source: &str, mut flags: Flags) -> Result<Line, Error> {
    let fail = |what: &'static str| Error { pattern: source.to_owned(), what: what.to_owned() };
    let mut rest = source.trim();
    if let Some(inner) = rest.strip_prefix('{') {
        let (names, after) = inner.split_once('}').ok_or_else(|| fail("`{` is not closed"))?;
        for name in names.split([' ', ',']).filter(|n| !n.is_empty()) {
            match name {
                "neg" => flags.negated = true,
                "quote" => flags.quoted = true,
                "ask" => (flags.asked, flags.unasked) = (true, false),
                "noask" => (flags.asked, flags.unasked) = (false, true),
                "text" => flags.anywhere = true,
                _ => return Err(fail("unknown flag")),
            }
        }
        rest = after;
    }
    let mut parts = Vec::new();
    for part in rest.split('&') {
        let part = part.trim();
        let (wanted, part) = match part.strip_prefix('!') {
            Some(p) => (false, p.trim()),
            None => (true, part),
        };
        parts.push((wanted, near(part).map_err(fail)?));
    }
    if !parts.iter().any(|(wanted, _)| *wanted) {
        return Err(fail("nothing to look for"));
    }
    Ok(Line { flags, parts })
}

/// A phrase as it stands in a class: no flags, no `&`.
pub(super) fn phrase(source: &str) -> Result<Tree, Error> {
    let wrapped = format!("({source})");
    near(&wrapped).map_err(|what| Error { pattern: source.to_owned(), what: what.to_owned() })
}

fn near(source: &str) -> Result<Tree, &'static str> {
    let Some((a, rest)) = source.split_once('~') else {
        return whole_row(source);
    };
    let (n, b) = rest.split_once(' ').ok_or("`~N` needs a phrase after it")?;
    let n: u8 = n.parse().map_err(|_| "`~` needs a number")?;
    let (a, b) = (whole_row(a)?, whole_row(b)?);
    let gap = Tree::Gap(n);
    Ok(Tree::Either(vec![
        Tree::Row(vec![a.clone(), gap.clone(), b.clone()]),
        Tree::Row(vec![b, gap, a]),
    ]))
}

fn whole_row(source: &str) -> Result<Tree, &'static str> {
    let mut at = Cursor { rest: source.trim(), depth: 0 };
    let tree = row(&mut at)?;
    if at.rest.is_empty() { Ok(tree) } else { Err("a `)` too many") }
}

struct Cursor<'s> {
    rest: &'s str,
    /// Open brackets: inside them `|` separates whole phrases, outside single atoms.
    depth: u32,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(r) => {
                self.rest = r;
                true
            }
            None => false,
        }
    }
}

/// Items until `)`, the end, or a `|` that belongs to the bracket around.
fn row(at: &mut Cursor) -> Result<Tree, &'static str> {
    let mut items = Vec::new();
    loop {
        at.rest = at.rest.trim_start();
        match at.peek() {
            None | Some(')' | '|') => break,
            _ => items.push(item(at)?),
        }
    }
    match items.len() {
        0 => Err("an empty phrase"),
        1 => Ok(items.remove(0)),
        _ => Ok(Tree::Row(items)),
    }
}

/// One atom, or outside brackets several joined by `|`.
fn item(at: &mut Cursor) -> Result<Tree, &'static str> {
    let mut choices = vec![atom(at)?];
    while at.depth == 0 && at.eat('|') {
        choices.push(atom(at)?);
    }
    let tree = match choices.len() {
        1 => choices.remove(0),
        _ => Tree::Either(choices),
    };
    Ok(if at.eat('?') { Tree::Maybe(Box::new(tree)) } else { tree })
}

fn atom(at: &mut Cursor) -> Result<Tree, &'static str> {
    if at.eat('(') {
        if at.depth > 20 {
            return Err("brackets too deep");
        }
        at.depth += 1;
        let mut choices = vec![row(at)?];
        while at.eat('|') {
            choices.push(row(at)?);
        }
        at.depth -= 1;
        if !at.eat(')') {
            return Err("`(` is not closed");
        }
        return Ok(match choices.len() {
            1 => choices.remove(0),
            _ => Tree::Either(choices),
        });
    }
    let end =
        at.rest.find(|c: char| c.is_whitespace() || "()|?".contains(c)).unwrap_or(at.rest.len());
    let (raw, rest) = at.rest.split_at(end);
    at.rest = rest;
    bare(raw)
}

fn bare(raw: &str) -> Result<Tree, &'static str> {
    Ok(match raw {
        "" => return Err("a sign stands where a word is expected"),
        "#" => Tree::Number,
        "@@" => Tree::Capital,
        _ if raw.len() > 1 && raw.starts_with('*') => Tree::Suffix(raw[1..].to_owned()),
        "^" => Tree::Start,
        "$" => Tree::End,
        "," => Tree::Break,
        ".." => Tree::Gap(3),
        _ if raw.starts_with('"') => Tree::Quoted(Box::new(bare(&raw[1..])?)),
        _ => match (
            raw.strip_prefix('@'),
            raw.strip_prefix(".."),
            raw.strip_prefix('='),
            raw.strip_suffix('*'),
        ) {
            (Some(name), ..) => Tree::Class(name.to_owned()),
            (_, Some(n), ..) => Tree::Gap(n.parse().map_err(|_| "`..` needs a number")?),
            (_, _, Some(word), _) => Tree::Exact(word.to_owned()),
            (_, _, _, Some(word)) => Tree::Prefix(word.to_owned()),
            _ if raw.chars().all(|c| c.is_alphanumeric() || matches!(c, '\'' | '-' | '%')) => {
                Tree::Word(raw.to_owned())
            }
            _ => return Err("a word holds a sign that is no letter"),
        },
    })
}
