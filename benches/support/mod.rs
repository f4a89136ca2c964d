//! What benchmarks share: generated text, thread time, memory, a table of figures beside their budgets.
#![allow(dead_code, missing_docs)] // each benchmark uses its part

pub mod corpus;
pub mod driven;
pub mod edited;
pub mod judged;
pub mod styles;

use egui::{Context, Event, Pos2, RawInput, Rect, Ui, vec2};
use std::time::Instant;

/// A small generator of pseudo-random numbers (Marsaglia, 2003: xorshift64), the same on every machine.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// Prose-like text of at least `n_bytes`: sentences, quotation marks, accents, a paragraph every 300 to 900 bytes.
pub fn prose(n_bytes: usize, seed: u64) -> String {
    const PARTS: [&str; 24] = [
        "ta", "re", "mi", "on", "es", "ing", "pol", "i", "cy", "gov", "ern", "ment", "é", "tion", "al", "per", "cent",
        "hea", "lth", "ün", "work", "er", "ance", "spe",
    ];
    const COMMON: [&str; 12] = ["the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on"];
    let mut random = Random(seed | 1);
    let rare: Vec<String> =
        (0..20_000).map(|_| (0..=random.below(4)).map(|_| PARTS[random.below(24) as usize]).collect()).collect();
    let mut text = String::with_capacity(n_bytes + 64);
    let (mut n_words, mut paragraph_end) = (0, 300);
    while text.len() < n_bytes {
        if random.below(100) < 40 {
            text.push_str(COMMON[random.below(12) as usize]);
        } else {
            text.push_str(&rare[random.below(20_000).min(random.below(20_000)) as usize]);
        }
        n_words += 1;
        if n_words > 6 + random.below(20) {
            n_words = 0;
            text.push_str(if random.below(8) == 0 { ".” " } else { ". " });
            if text.len() > paragraph_end {
                text.pop();
                text.push('\n');
                paragraph_end = text.len() + 300 + random.below(600) as usize;
            }
        } else {
            text.push_str(if random.below(15) == 0 { ", " } else { " " });
        }
    }
    text
}

/// The same text in letters of Cyrillic: two bytes each, with capital letters and accents where they were.
pub fn in_cyrillic(text: &str) -> String {
    const LETTERS: [char; 26] = [
        'а', 'б', 'ц', 'д', 'е', 'ф', 'г', 'х', 'и', 'й', 'к', 'л', 'м', 'н', 'о', 'п', 'я', 'р', 'с', 'т', 'у', 'в',
        'ш', 'ж', 'ы', 'з',
    ];
    let letter = |c: char| match c {
        'a'..='z' => LETTERS[usize::from(c as u8 - b'a')],
        'A'..='Z' => LETTERS[usize::from(c as u8 - b'A')].to_uppercase().next().unwrap_or(c),
        'é' => 'ё',
        'ü' => 'ў',
        c => c,
    };
    text.chars().map(letter).collect()
}

/// CPU time of this thread, so that other work on the machine hardly disturbs a figure.
pub struct ThreadTime {
    wall: Instant,
    cpu_ns: Option<u64>,
}

impl ThreadTime {
    pub fn start() -> Self {
        Self { wall: Instant::now(), cpu_ns: thread_cpu_ns() }
    }

    /// Milliseconds since the start: CPU time on Linux, elapsed time elsewhere.
    pub fn ms(&self) -> f64 {
        match (self.cpu_ns, thread_cpu_ns()) {
            (Some(before), Some(now)) => (now - before) as f64 / 1e6,
            _ => self.wall.elapsed().as_secs_f64() * 1e3,
        }
    }
}

/// The kernel adds up a thread's time when it is scheduled; giving way for a moment brings the figure up to date.
fn thread_cpu_ns() -> Option<u64> {
    std::thread::yield_now();
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// The most memory the process ever held, in megabytes, where the system tells.
pub fn peak_memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// The memory that the process holds now, in megabytes, where the system tells.
pub fn memory_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}

/// The value that `share` (0 to 1) of `values` do not exceed.
pub fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(((values.len().max(1) - 1) as f64 * share).round() as usize).copied().unwrap_or(0.0)
}

/// Figures beside their budgets.
#[derive(Default)]
pub struct Table {
    rows: Vec<(String, f64, f64, &'static str)>,
}

impl Table {
    pub fn add(&mut self, what: impl Into<String>, figure: f64, budget: f64, unit: &'static str) {
        self.rows.push((what.into(), figure, budget, unit));
    }

    /// Prints the table; whether every budget is kept.
    pub fn print(&self, title: &str) -> bool {
        println!("{title}");
        println!("{:<44} {:>10} {:>10}", "", "measured", "budget");
        for (what, figure, budget, unit) in &self.rows {
            let verdict = if figure <= budget { "" } else { "  MISSED" };
            println!("{what:<44} {figure:>10.3} {budget:>10.1} {unit}{verdict}");
        }
        self.rows.iter().all(|(_, figure, budget, _)| figure <= budget)
    }
}

/// Milliseconds of CPU that one frame of 800 points' height takes: UI and tessellation.
pub fn frame_ms(ctx: &Context, time: f64, width: f32, events: Vec<Event>, draw: impl FnMut(&mut Ui)) -> f64 {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(width, 800.0))),
        time: Some(time),
        events,
        focused: true,
        ..RawInput::default()
    };
    let clock = ThreadTime::start();
    let mut output = ctx.run_ui(input, draw);
    let shapes = std::mem::take(&mut output.shapes);
    std::hint::black_box(ctx.tessellate(shapes, output.pixels_per_point));
    let ms = clock.ms();
    output.drop_without_applying_deltas();
    ms
}
