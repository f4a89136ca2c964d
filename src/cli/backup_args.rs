//! What can be asked of backups, which is also the manual.

use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;

pub(super) const ABOUT: &str = "\
List, compare, restore and make backups.

Before the first save of a day and before every change of many things at once, the program keeps codebook, corpus file \
and annotation sets as they stand, byte for byte, in its own folder. The ten newest stay, and the newest of each day \
for two weeks; an older one goes only after a newer one was read back whole. The documents are not in a backup: \
Standpoint never writes them.";

const RESTORE_ABOUT: &str = "\
Take over what a backup says, as one change. A backup of what stands there now is made before.

Files that the backup does not hold stay as they are. Statements whose words are no longer where they were stay in the \
backup, and are named. With --to the backup is unpacked into another folder, and the corpus is not touched.";

#[derive(Debug, ClapArgs)]
pub(super) struct BackupArgs {
    #[command(subcommand)]
    pub task: BackupTask,
}

#[derive(Debug, Subcommand)]
pub(super) enum BackupTask {
    /// List the backups of a corpus, the newest first
    List(ListArgs),
    /// Show what differs between a backup and the corpus
    Show(ShowArgs),
    /// Take over what a backup says, or unpack it elsewhere
    #[command(long_about = RESTORE_ABOUT)]
    Restore(RestoreArgs),
    /// Make a backup now
    Make(MakeArgs),
}

#[derive(Debug, ClapArgs)]
pub(super) struct ListArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Print JSON, for other programs
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ShowArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Name of the backup or its beginning; “latest” is the newest
    #[arg(default_value = "latest")]
    pub backup: String,
    /// Print JSON, for other programs
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct RestoreArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Name of the backup or its beginning; “latest” is the newest
    pub backup: String,
    /// Only this file, such as codebook.ron or annotations/ann/a.txt.ron; may be given several times
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    pub file: Vec<String>,
    /// Unpack into this folder instead
    #[arg(long, value_name = "FOLDER")]
    pub to: Option<PathBuf>,
    /// Say what would be done, and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON, for other programs
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct MakeArgs {
    /// The folder of documents
    pub corpus: PathBuf,
    /// Print JSON, for other programs
    #[arg(long)]
    pub json: bool,
}
