//! Which letters a text has.

/// Which letters from a to z a text has: most that cannot hold what is typed are passed over by it.
#[derive(Clone, Copy, Debug)]
pub struct LetterSet(u32);

impl LetterSet {
    /// The letters of folded texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let letters = texts.into_iter().flat_map(str::bytes).filter(u8::is_ascii_lowercase);
        Self(letters.fold(0, |set, letter| set | 1 << (letter - b'a')))
    }

    /// The letters that begin words of folded texts.
    pub fn of_initials<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut set = 0;
        for text in texts {
            let mut before = ' ';
            for letter in text.chars() {
                if letter.is_ascii_lowercase() && !before.is_alphanumeric() {
                    set |= 1 << (letter as u32 - 'a' as u32);
                }
                before = letter;
            }
        }
        Self(set)
    }

    /// Whether it has all letters of the other.
    pub const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_holds_the_letters_of_its_parts() {
        let all = LetterSet::of(["steve", "barclay"]);
        let begins = LetterSet::of_initials(["the secretary of state", "éclair (bank)"]);
        assert!(begins.holds(LetterSet::of(["tsob"])) && !begins.holds(LetterSet::of(["c"])));
        assert!(all.holds(LetterSet::of(["clever 2 ёж"])) && !all.holds(LetterSet::of(["steven"])));
    }
}
