//! Themes from an outline: a name on each line, those below it indented.

use crate::model::{Codebook, Theme, ThemeId};

/// The themes that an outline adds below `parent`, in order, and how many of its names are there already.
///
/// A line is indented by spaces or tabs, may begin with a dash, a star or a bullet, and may be a path such as
/// `Workforce > Pay`.
pub fn outline(book: &Codebook, text: &str, parent: Option<&ThemeId>) -> (Vec<Theme>, usize) {
    let mut book = Codebook { themes: book.themes.clone(), ..Codebook::default() };
    let (mut made, mut n_known) = (Vec::new(), 0);
    let mut open: Vec<(usize, ThemeId)> = Vec::new();
    for line in text.lines() {
        let name = line.trim_start();
        let indent = line[..line.len() - name.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>();
        let name = name.trim_start_matches(['-', '*', '•', '–']).trim();
        if name.is_empty() {
            continue;
        }
        open.retain(|(other, _)| *other < indent);
        let mut above = open.last().map(|(_, id)| id.clone()).or_else(|| parent.cloned());
        for name in name.split('>').map(str::trim).filter(|name| !name.is_empty()) {
            if let Some(known) = book.theme_named(name, above.as_ref()) {
                n_known += 1;
                above = Some(known.id.clone());
                continue;
            }
            let id = book.new_theme_id(name);
            let theme = Theme { id: id.clone(), name: name.to_owned(), parent: above, ..Theme::default() };
            book.themes.set(&id, Some((book.themes.len(), theme.clone())));
            made.push(theme);
            above = Some(id);
        }
        open.extend(above.map(|id| (indent, id)));
    }
    (made, n_known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut book = Codebook::default();
        let (made, _) = outline(&book, text, None);
        for theme in &made {
            book.themes.push(theme.clone()).expect("ids differ");
        }
        let paths: Vec<String> = made.iter().map(|theme| book.theme_path(&theme.id)).collect();
        assert_eq!(paths, expected);
    }

    #[test]
    fn indents_bullets_and_paths_make_a_tree() {
        check(
            "Care\n  - Primary\n  - Hospital\n\tBeds\nPay",
            &["Care", "Care > Primary", "Care > Hospital", "Care > Hospital > Beds", "Pay"],
        );
        check("Care > Primary\n\nCare > Hospital", &["Care", "Care > Primary", "Care > Hospital"]);
        check("   Care\n Pay", &["Care", "Pay"]);
    }

    #[test]
    fn what_is_there_is_counted_and_not_made_again() {
        let mut book = Codebook::default();
        let (made, _) = outline(&book, "Care\n  Beds", None);
        for theme in made {
            book.themes.push(theme).expect("ids differ");
        }
        let (made, n_known) = outline(&book, "care\n  Beds\n  Pay", None);
        assert_eq!((made.len(), n_known), (1, 2));
        let (made, _) = outline(&book, "Beds", Some(&"beds".into()));
        assert_eq!(made[0].id.as_str(), "beds-2");
    }
}
