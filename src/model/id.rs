//! Names that files and programs hold on to.

use std::fmt;
use std::sync::Arc;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes `id` as it is.
            pub fn new(id: impl Into<Arc<str>>) -> Self {
                Self(id.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self::new(id)
            }
        }
    };
}

text_id! {
    /// Readable id of a speaker, such as `matthew-taylor`; never changes when the name does.
    SpeakerId
}
text_id! {
    /// Readable id of a theme, such as `devolution`; never changes when the name does.
    ThemeId
}
text_id! {
    /// Readable id of a stance, such as `supports`; never changes when the name does.
    StanceId
}
text_id! {
    /// Path of a document below the corpus folder, with `/` between folders on every system.
    DocPath
}
text_id! {
    /// Name of a coder, which is also the name of their folder below `annotations`.
    Coder
}

/// Names an entry of the codebook, of whichever kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryId {
    /// A theme.
    Theme(ThemeId),
    /// A stance.
    Stance(StanceId),
    /// A speaker.
    Speaker(SpeakerId),
}

impl EntryId {
    /// What kind of entry it is, in the words of the field: `theme`, `stance` or `speaker`.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Theme(_) => "theme",
            Self::Stance(_) => "stance",
            Self::Speaker(_) => "speaker",
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Theme(id) => id.as_str(),
            Self::Stance(id) => id.as_str(),
            Self::Speaker(id) => id.as_str(),
        }
    }
}

impl From<ThemeId> for EntryId {
    fn from(id: ThemeId) -> Self {
        Self::Theme(id)
    }
}

impl From<StanceId> for EntryId {
    fn from(id: StanceId) -> Self {
        Self::Stance(id)
    }
}

impl From<SpeakerId> for EntryId {
    fn from(id: SpeakerId) -> Self {
        Self::Speaker(id)
    }
}

impl Coder {
    /// Why `name` cannot be the name of a coder and so of a folder on every system, as in "because …"; `None` when
    /// it can.
    pub fn fault(name: &str) -> Option<&'static str> {
        super::coder_name::fault(name)
    }

    /// Whether Windows keeps `name`, with any ending, for a device.
    pub fn is_device(name: &str) -> bool {
        super::coder_name::is_reserved(name)
    }
}

/// Identity of a statement: a `UUIDv7`, so that ids sort by the time of creation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatementId(uuid::Uuid);

impl StatementId {
    /// Wraps a UUID made elsewhere: the clock and the dice are not this floor's business.
    pub const fn new(uuid: uuid::Uuid) -> Self {
        Self(uuid)
    }

    /// Reads the hyphenated form; `None` when `text` is not a UUID.
    pub fn parse(text: &str) -> Option<Self> {
        uuid::Uuid::try_parse(text).ok().map(Self)
    }

    /// The low 64 bits, most of which are random in a `UUIDv7`: a short key for drawing.
    pub const fn low_bits(self) -> u64 {
        self.0.as_u64_pair().1
    }
}

impl fmt::Display for StatementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
