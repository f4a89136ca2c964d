//! The closed sets of the model as files spell them.

use crate::model::{Glyph, Hue, Progress, SpeakerKind};
use serde::{Deserialize, Serialize};

/// Makes an enum that a file spells like the model's, and the ways between the two.
macro_rules! choice {
    ($(#[$doc:meta])* $record:ident is $model:ident: $($variant:ident),+) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $record {
            $(
                #[doc = concat!("As [`", stringify!($model), "::", stringify!($variant), "`].")]
                $variant,
            )+
        }

        impl From<$model> for $record {
            fn from(value: $model) -> Self {
                match value {
                    $($model::$variant => Self::$variant,)+
                }
            }
        }

        impl From<$record> for $model {
            fn from(value: $record) -> Self {
                match value {
                    $($record::$variant => Self::$variant,)+
                }
            }
        }

        impl Default for $record {
            fn default() -> Self {
                $model::default().into()
            }
        }
    };
}

choice! {
    /// How far a coder got.
    ProgressRecord is Progress: NotStarted, InProgress, Done
}
choice! {
    /// Colour of an entry.
    HueRecord is Hue: Blue, Teal, Violet, Rust, Ochre, Pink, Green, Grey
}
choice! {
    /// Sign of a stance.
    GlyphRecord is Glyph:
    TriangleUp, TriangleUpOutline, Diamond, TriangleDownOutline, TriangleDown, Circle, Square
}
choice! {
    /// What a speaker is.
    KindRecord is SpeakerKind: Person, Organisation, Group
}

impl ProgressRecord {
    /// Whether it is left out of the file.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// What another did with something that both changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RivalRecord {
    /// Changed it otherwise.
    Edited,
    /// Deleted it.
    Deleted,
}

impl RivalRecord {
    /// Its values as files spell them.
    pub const NAMES: [(&str, Self); 2] = [("Edited", Self::Edited), ("Deleted", Self::Deleted)];
}
