//! Reading maps and lists of a file with care: nothing said twice is lost, and no list takes memory out of proportion.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// Most items in a list inside an entry; an empty item takes many times its room in the file.
pub(super) const MAX_ITEMS: usize = 10_000;

/// Reads a map whose keys are all different: of two values under one key, one would be lost on writing.
pub(super) fn map<'de, V: Deserialize<'de>, D: Deserializer<'de>>(de: D) -> Result<BTreeMap<String, V>, D::Error> {
    struct Entries<V>(PhantomData<V>);
    impl<'de, V: Deserialize<'de>> Visitor<'de> for Entries<V> {
        type Value = BTreeMap<String, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a map")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            while let Some((key, value)) = access.next_entry::<String, V>()? {
                if map.contains_key(&key) {
                    return Err(A::Error::custom(format_args!("“{key}” is there twice")));
                }
                if map.len() == MAX_ITEMS {
                    return Err(too_many());
                }
                map.insert(key, value);
            }
            Ok(map)
        }
    }
    de.deserialize_map(Entries(PhantomData))
}

/// Reads a list of at most [`MAX_ITEMS`].
pub(super) fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(de: D) -> Result<Vec<T>, D::Error> {
    struct Items<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Items<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = access.next_element()? {
                if items.len() == MAX_ITEMS {
                    return Err(too_many());
                }
                items.push(item);
            }
            Ok(items)
        }
    }
    de.deserialize_seq(Items(PhantomData))
}

fn too_many<E: Error>() -> E {
    E::custom(format_args!("a list holds more than {MAX_ITEMS} items"))
}
