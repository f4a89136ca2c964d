//! Classes of characters that sentences and quotations are told by.

/// Whether `c` can end a sentence: `. ! ?`, the ellipsis, and their like in other scripts.
pub(super) const fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '．') || is_full_stop(c)
}

/// Whether `c` ends a sentence even with no space after it: it never stands within a word.
pub(super) const fn is_full_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '؟' | '۔' | '।' | '॥' | '։' | '።' | '፧' | '។' | '။' | '᠃' | '᠉')
}

/// Whether a line ends at `c`, besides the line feed: no sentence runs over it.
pub(super) const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether `c` is white space within a line.
pub(super) const fn is_space(c: char) -> bool {
    c.is_whitespace() && !is_line_break(c)
}

/// Whether `c` says something: a letter, a figure, a symbol or an emoji, but no punctuation, space or invisible sign.
pub(super) fn is_wordy(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let is_silent = c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{ad}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}' | '\u{60c}'
                | '\u{61b}' | '\u{200b}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{2190}'..='\u{21ff}'
                | '\u{2500}'..='\u{25ff}' | '\u{2e00}'..='\u{2e7f}' | '\u{3000}'..='\u{3004}'
                | '\u{3008}'..='\u{3020}' | '\u{30fb}' | '\u{fe00}'..='\u{fe6f}' | '\u{feff}'
                | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
                | '\u{ff5b}'..='\u{ff65}'
        );
    !is_silent && !is_stop(c)
}

/// Whether a sentence never begins with `c`, because `c` is a small letter of a script that has capitals.
///
/// Georgian letters count as small in Unicode, yet sentences begin with them.
pub(super) fn is_small(c: char) -> bool {
    c.is_lowercase() && !matches!(c, '\u{10d0}'..='\u{10ff}')
}

/// Whether `c` is a letter of a script written without spaces or with particles set right behind a closing mark.
pub(super) const fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether `c` is a hyphen or dash.
pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐'..='―' | '−')
}

/// Whether `c`, with a space after it, opens an item of a list.
pub(super) const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣'
            | '◦'
            | '●'
            | '○'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '·'
            | '∙'
            | '⁃'
            | '*'
            | '+'
            | '►'
            | '➢'
            | '→'
    ) || is_dash(c)
}

/// Whether `c` goes on with a sentence that seemed to have ended.
pub(super) const fn is_comma(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '、' | '，' | '；' | '：' | '،' | '؛')
}

/// Whether `c` is an opening bracket.
pub(super) const fn is_open_bracket(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '（' | '［' | '【' | '〔' | '《' | '〈')
}

/// Whether `c` is a closing bracket.
pub(super) const fn is_close_bracket(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '）' | '］' | '】' | '〕' | '》' | '〉')
}
