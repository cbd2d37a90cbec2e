//! Relations: `villages * 3 <= village_reserve`, read by precedence, every key with its place.

use rust_decimal::Decimal;

use crate::fields::parse_number;
use crate::finding::Notes;
use crate::model::ledger::{Comparison, Expression, Operator, Relation};
use crate::source::{Place, Span};
use crate::words::figures;

/// How deep parentheses may nest.
const DEPTH_LIMIT: usize = 32;
/// How many operations a relation may have.
const LENGTH_LIMIT: usize = 500;

/// Reads a relation that is written at `at`; reports what cannot be read.
pub(crate) fn parse(written: &str, at: Span, notes: &mut Notes) -> Option<Relation> {
    let mut reader = RelationParser { rest: written, depth: 0, operations: 0 };
    match reader.relation() {
        Ok((left, comparison, right)) => Some(Relation {
            written: written.trim().to_owned(),
            left,
            comparison,
            right,
            at: Place::new(notes.path(), at),
        }),
        Err((zh, en)) => {
            notes.error(at, figures::bad_relation(&zh, &en));
            None
        }
    }
}

type Read<T> = Result<T, (String, String)>;

struct RelationParser<'w> {
    rest: &'w str,
    depth: usize,
    operations: usize,
}

impl RelationParser<'_> {
    fn relation(&mut self) -> Read<(Expression, Comparison, Expression)> {
        let left = self.sum()?;
        let comparison = self.comparison()?;
        let right = self.sum()?;
        match self.peek() {
            None => Ok((left, comparison, right)),
            Some(found) => Err((format!("`{found}` 多余"), format!("`{found}` is too much"))),
        }
    }

    fn comparison(&mut self) -> Read<Comparison> {
        self.rest = self.rest.trim_start();
        let all = [
            Comparison::Equal,
            Comparison::Unequal,
            Comparison::AtMost,
            Comparison::AtLeast,
            Comparison::Below,
            Comparison::Above,
        ];
        for comparison in all {
            if let Some(rest) = self.rest.strip_prefix(comparison.symbol()) {
                self.rest = rest;
                return Ok(comparison);
            }
        }
        Err(("缺少 == != <= < >= >".to_owned(), "one of == != <= < >= > is missing".to_owned()))
    }

    fn sum(&mut self) -> Read<Expression> {
        self.joined(Self::product, &[Operator::Plus, Operator::Minus])
    }

    fn product(&mut self) -> Read<Expression> {
        self.joined(Self::term, &[Operator::Times, Operator::Over])
    }

    fn joined(
        &mut self,
        inner: fn(&mut Self) -> Read<Expression>,
        operators: &[Operator],
    ) -> Read<Expression> {
        let mut left = inner(self)?;
        while let Some(operator) = operators.iter().find(|operator| self.peek() == Some(operator.symbol())) {
            self.advance();
            self.operations += 1;
            if self.operations > LENGTH_LIMIT {
                return Err(("太长".to_owned(), "it is too long".to_owned()));
            }
            left = Expression::Joined(Box::new(left), *operator, Box::new(inner(self)?));
        }
        Ok(left)
    }

    fn term(&mut self) -> Read<Expression> {
        match self.peek() {
            Some('(') => self.parenthesis(),
            Some(first) if first.is_alphanumeric() || first == '_' => Ok(self.key_or_number()),
            Some(found) => Err((format!("不认识 `{found}`"), format!("`{found}` is not understood"))),
            None => Err(("少了一边".to_owned(), "a side is missing".to_owned())),
        }
    }

    fn parenthesis(&mut self) -> Read<Expression> {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            return Err(("括号太深".to_owned(), "too many parentheses".to_owned()));
        }
        self.advance();
        let inside = self.sum()?;
        if self.peek() != Some(')') {
            return Err(("缺少 `)`".to_owned(), "`)` is missing".to_owned()));
        }
        self.advance();
        self.depth -= 1;
        Ok(inside)
    }

    fn key_or_number(&mut self) -> Expression {
        let end = self
            .rest
            .find(|character: char| !(character.is_alphanumeric() || matches!(character, '_' | '.')))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        let number: Option<Decimal> = parse_number(word).map(|number| number.amount);
        number.map_or_else(|| Expression::Key(word.to_owned()), Expression::Number)
    }

    fn peek(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start();
        self.rest.chars().next()
    }

    fn advance(&mut self) {
        let mut characters = self.rest.chars();
        characters.next();
        self.rest = characters.as_str();
    }
}
