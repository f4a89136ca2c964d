//! The dialogs by name.

/// Which dialog is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// Type the path of a folder.
    OpenPath,
    /// A corpus is being opened.
    Opening,
    /// Sets are being taken along.
    Along,
    /// Say who codes.
    Coder,
    /// Write passages to a file.
    Export,
    /// What a file of statements would add.
    Import,
    /// Write the codebook to a file.
    ExportCodebook,
    /// Write a finding to a file.
    ExportFinding,
    /// What a file of a codebook would change.
    ImportCodebook,
    /// What two people said of one thing.
    Conflicts,
    /// What backups say, to be taken over.
    Restore,
    /// Statements that a save would take away, though nobody did.
    Dropping,
    /// Second versions of files, to be merged.
    Copies,
    /// What could not be read.
    Problems,
    /// What happened when the program failed the last time.
    Stopped,
    /// What could not be saved, and what to do with it.
    Rescue,
    /// How the window looks and what stays armed.
    Settings,
    /// Every command with its key.
    Shortcuts,
    /// Commands and documents by name.
    Palette,
}
