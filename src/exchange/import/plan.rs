//! From lines to one edit.

use super::entries::Entries;
use super::record::{Line, Record};
use super::{ImportPlan, MAX_REFUSED, Refusal, Taken, held, place};
use crate::edit::Edit;
use crate::exchange::{Cancel, ExchangeError, cancel};
use crate::model::{
    AnnotationSet, Attribution, Coder, Corpus, DocPath, Document, Progress, RoleHeld, SetKey, SpeakerId, StanceId,
    Statement, StatementId, ThemeId,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

/// Ids that the plan needs.
#[derive(Default)]
struct Used {
    stances: HashSet<StanceId>,
    themes: HashSet<ThemeId>,
    speakers: HashSet<SpeakerId>,
}

/// Collects statements and new entries from lines.
pub(super) struct Planner<'c, 'i> {
    corpus: &'c Corpus,
    coder: Option<&'c Coder>,
    new_id: &'i mut dyn FnMut() -> StatementId,
    now: Timestamp,
    entries: Entries<'c>,
    /// In which set of the corpus each id is.
    homes: HashMap<StatementId, &'c SetKey>,
    /// The statements of sets that rows without ids came to, by what they say.
    gists: HashMap<SetKey, HashMap<u64, Vec<usize>>>,
    /// What earlier lines bring.
    coming: HashMap<StatementId, (SetKey, Arc<Statement>)>,
    sets: BTreeMap<SetKey, Vec<Arc<Statement>>>,
    n_already_there: usize,
    taken: Vec<Taken>,
    refused: Vec<Refusal>,
    n_refused: usize,
}

impl<'c, 'i> Planner<'c, 'i> {
    pub fn new(
        corpus: &'c Corpus,
        coder: Option<&'c Coder>,
        new_id: &'i mut dyn FnMut() -> StatementId,
        now: Timestamp,
    ) -> Self {
        let ids = |(key, set): (&'c SetKey, &'c AnnotationSet)| set.statements().iter().map(move |s| (s.id, key));
        Self {
            corpus,
            coder,
            new_id,
            now,
            entries: Entries::new(&corpus.codebook),
            homes: corpus.sets().iter().flat_map(ids).collect(),
            gists: HashMap::new(),
            coming: HashMap::new(),
            sets: BTreeMap::new(),
            n_already_there: 0,
            taken: Vec::new(),
            refused: Vec::new(),
            n_refused: 0,
        }
    }

    /// Takes a line in, or notes why not.
    pub fn take(&mut self, line: &Line) {
        let result = line.record.as_ref().map_err(Clone::clone).and_then(|record| self.take_record(record));
        match result {
            Ok((set, id, is_new)) => self.taken.push(Taken { line: line.number, set, id, is_new }),
            Err(cause) => {
                self.n_refused += 1;
                if self.refused.len() < MAX_REFUSED {
                    self.refused.push(Refusal::new(line.number, &cause));
                }
            }
        }
    }

    /// The statement that `record` becomes or already is, with its set, and whether it is new.
    fn take_record(&mut self, record: &Record) -> Result<(SetKey, StatementId, bool), String> {
        let document = self.document(record)?;
        let path = document.path.as_str();
        let text = document.ready_text().ok_or_else(|| format!("the text of {path} could not be read"))?;
        let key = SetKey::new(self.coder(record)?, document.path.clone());
        let spans = place::place(record, path, text)?;
        let id = record.id.as_deref().and_then(StatementId::parse);
        let statement = Statement {
            id: id.unwrap_or_else(|| (self.new_id)()),
            spans,
            speakers: held::attributions(record, document.days(), &mut self.entries)?,
            theme: self.entries.theme(
                record.theme_id.as_deref(),
                record.theme_path.as_deref(),
                record.theme.as_deref(),
            )?,
            stance: self.entries.stance(record.stance_id.as_deref(), record.stance.as_deref(), record.stance_value)?,
            note: record.note.clone(),
            is_unsure: record.is_unsure,
            created: moment("created", record.created.as_deref())?.unwrap_or(self.now),
            modified: moment("modified", record.modified.as_deref())?,
        };
        let (id, is_new) = self.take_statement(key.clone(), document, statement, id.is_some())?;
        self.n_already_there += usize::from(!is_new);
        Ok((key, id, is_new))
    }

    fn document(&self, record: &Record) -> Result<&'c Document, String> {
        let named = record.document.as_deref().ok_or("it names no document")?;
        let found = self.corpus.document(&DocPath::from(named)).or_else(|| {
            let plain = named.replace('\\', "/");
            self.corpus.document(&DocPath::from(plain.strip_prefix("./").unwrap_or(&plain)))
        });
        found.ok_or_else(|| format!("there is no document “{}” in this corpus", brief(named)))
    }

    fn coder(&self, record: &Record) -> Result<Coder, String> {
        let named = || record.coder.as_deref().map(Coder::from);
        let coder = self.coder.cloned().or_else(named).ok_or("it names no coder, and none was given for all")?;
        match Coder::fault(coder.as_str()) {
            None => Ok(coder),
            Some(why) => Err(format!("“{}” cannot be a coder: {why}", brief(coder.as_str()))),
        }
    }

    /// Takes `statement` in under its id, or a fresh one where another set has that; skips what is already there.
    fn take_statement(
        &mut self,
        key: SetKey,
        document: &Document,
        mut statement: Statement,
        has_id: bool,
    ) -> Result<(StatementId, bool), String> {
        if has_id && self.corpus.set(&key).is_some_and(|set| set.unplaced().contains_key(&statement.id)) {
            return Err(format!("the statement {} is there already and waits for a place", statement.id));
        }
        let there = match (self.homes.get(&statement.id), self.coming.get(&statement.id)) {
            (Some(home), _) => self.corpus.set(home).and_then(|set| Some((*home, set.get(statement.id)?))),
            (None, Some((home, coming))) => Some((home, coming)),
            (None, None) => None,
        };
        if let Some((_, other)) = there.filter(|(home, _)| **home == key) {
            if !self.says_same(document, other, &statement) {
                return Err(format!("the statement {} is there already and says something else", statement.id));
            }
            return Ok((statement.id, false));
        }
        let is_taken = there.is_some();
        let same = (is_taken || !has_id).then(|| self.same_in_set(&key, document, &statement)).flatten();
        if let Some(same) = same {
            return Ok((same, false));
        }
        if is_taken {
            statement.id = (self.new_id)();
        }
        let (id, statement) = (statement.id, Arc::new(statement));
        self.coming.insert(id, (key.clone(), Arc::clone(&statement)));
        self.sets.entry(key).or_default().push(statement);
        Ok((id, true))
    }

    /// The same reading of the same passage that the corpus has in this set, under any id.
    ///
    /// A set may hold a million readings of one passage, and a file bring as many: they are looked up, not gone through.
    fn same_in_set(&mut self, key: &SetKey, document: &Document, statement: &Statement) -> Option<StatementId> {
        let all = self.corpus.set(key).map(AnnotationSet::statements).unwrap_or_default();
        if !self.gists.contains_key(key) {
            let mut gists: HashMap<u64, Vec<usize>> = HashMap::with_capacity(all.len());
            for (at, other) in all.iter().enumerate() {
                gists.entry(gist(other)).or_default().push(at);
            }
            self.gists.insert(key.clone(), gists);
        }
        let here = self.gists.get(key).and_then(|gists| gists.get(&gist(statement)));
        let mut here = here.into_iter().flatten().map(|at| &all[*at]);
        here.find(|other| self.says_same(document, other, statement)).map(|other| other.id)
    }

    /// Whether two statements on `document` say the same, however their roles came about and whenever made.
    fn says_same(&self, document: &Document, a: &Statement, b: &Statement) -> bool {
        let role = |who: &Attribution| -> Option<RoleHeld> {
            let by_date = || self.entries.speakers.get(&who.speaker)?.role_on(document.days()).cloned();
            who.role_override.clone().or_else(by_date).filter(|held| *held != RoleHeld::default())
        };
        let is_same = |(a, b): (&Attribution, &Attribution)| a.speaker == b.speaker && role(a) == role(b);
        (&a.spans, &a.theme, &a.stance, &a.note) == (&b.spans, &b.theme, &b.stance, &b.note)
            && a.speakers.len() == b.speakers.len()
            && a.speakers.iter().zip(&b.speakers).all(is_same)
    }

    /// Entries that statements name, with what those entries name in turn: a refused row leaves none behind.
    fn used(&self) -> Used {
        let mut used = Used::default();
        let mut waiting = Vec::new();
        for statement in self.sets.values().flatten() {
            used.stances.extend(statement.stance.clone());
            let mut theme = statement.theme.clone();
            while let Some(id) = theme.filter(|id| used.themes.insert(id.clone())) {
                theme = self.entries.themes.get(&id).and_then(|theme| theme.parent.clone());
            }
            for who in &statement.speakers {
                waiting.push(who.speaker.clone());
                waiting.extend(who.role_override.iter().filter_map(|held| held.organisation.clone()));
            }
        }
        while let Some(id) = waiting.pop() {
            if let Some(speaker) = self.entries.speakers.get(&id)
                && used.speakers.insert(id)
            {
                let affiliations = speaker.affiliations.iter();
                waiting.extend(affiliations.filter_map(|affiliation| affiliation.held.organisation.clone()));
            }
        }
        used
    }

    /// The plan: entries that are used, then statements by set and position.
    ///
    /// # Errors
    /// When it is cancelled meanwhile.
    pub fn finish(mut self, cancel: &Cancel) -> Result<ImportPlan, ExchangeError> {
        let used = self.used();
        self.coming = HashMap::new();
        self.homes = HashMap::new();
        self.gists = HashMap::new();
        cancel::check(cancel)?;
        let codebook = &self.corpus.codebook;
        let mut plan = ImportPlan {
            edit: Edit::Batch(Vec::new()),
            n_statements: self.sets.values().map(Vec::len).sum(),
            n_already_there: self.n_already_there,
            new_themes: Vec::new(),
            new_stances: Vec::new(),
            new_speakers: Vec::new(),
            coders: self.sets.keys().map(|key| key.coder.clone()).collect(),
            taken: self.taken,
            refused: self.refused,
            n_refused: self.n_refused,
        };
        let mut edits = Vec::with_capacity(plan.n_statements + 2 * self.sets.len());
        for stance in self.entries.stances.made.into_iter().filter(|entry| used.stances.contains(&entry.id)) {
            plan.new_stances.push(stance.name.clone());
            let at = codebook.stances.len() + plan.new_stances.len() - 1;
            edits.push(Edit::Stance { id: stance.id.clone(), value: Some((at, stance)) });
        }
        for (theme, path) in self.entries.themes.made.into_iter().zip(self.entries.made_paths) {
            if used.themes.contains(&theme.id) {
                plan.new_themes.push(path);
                let at = codebook.themes.len() + plan.new_themes.len() - 1;
                edits.push(Edit::Theme { id: theme.id.clone(), value: Some((at, theme)) });
            }
        }
        for speaker in self.entries.speakers.made.into_iter().filter(|entry| used.speakers.contains(&entry.id)) {
            plan.new_speakers.push(speaker.name.clone());
            let at = codebook.speakers.len() + plan.new_speakers.len() - 1;
            edits.push(Edit::Speaker { id: speaker.id.clone(), value: Some((at, speaker)) });
        }
        for (set, mut statements) in self.sets {
            cancel::check(cancel)?;
            statements.sort_by_key(|statement| statement.order());
            for statement in statements {
                edits.push(Edit::Statement { set: set.clone(), id: statement.id, value: Some(statement) });
            }
            if self.corpus.set(&set).is_none_or(|set| set.progress == Progress::NotStarted) {
                edits.push(Edit::Progress { set, value: Progress::InProgress });
            }
        }
        plan.edit = Edit::Batch(edits);
        Ok(plan)
    }
}

/// A number that is the same for statements that say the same, whatever the roles of their speakers.
fn gist(statement: &Statement) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    (&statement.spans, &statement.theme, &statement.stance, &statement.note).hash(&mut hasher);
    statement.speakers.iter().for_each(|who| who.speaker.hash(&mut hasher));
    hasher.finish()
}

/// A moment in RFC 3339.
fn moment(column: &str, text: Option<&str>) -> Result<Option<Timestamp>, String> {
    let parse = |text: &str| {
        text.parse().map_err(|_| format!("`{column}` is “{}”, not a time such as 2026-11-21T19:02:11Z", brief(text)))
    };
    text.map(parse).transpose()
}

fn brief(text: &str) -> String {
    let mut out: String = text.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(60).is_some() {
        out.push('…');
    }
    out
}
