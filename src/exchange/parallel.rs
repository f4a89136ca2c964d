//! Rows written on all cores, in order.

use super::{ExchangeError, Row};
use rayon::prelude::*;
use std::io::Write;

/// Rows that one thread formats at a time.
const CHUNK: usize = 512;

/// Rows formatted before their bytes are written, which bounds the memory.
const BATCH: usize = 64 * CHUNK;

/// Writes what `put` makes of each run of rows, in order; runs are formatted in parallel.
///
/// `put` is given where to add bytes, how many rows stand before the run, and the run.
pub(super) fn write_in_parallel(
    rows: &[Row<'_>],
    out: &mut dyn Write,
    put: impl Fn(&mut Vec<u8>, usize, &[Row<'_>]) + Sync,
) -> Result<(), ExchangeError> {
    for (n, batch) in rows.chunks(BATCH).enumerate() {
        let n_before = n * BATCH;
        let format = |(n, chunk): (usize, &[Row<'_>])| {
            let mut bytes = Vec::with_capacity(chunk.len() * 768);
            put(&mut bytes, n_before + n * CHUNK, chunk);
            bytes
        };
        let pieces: Vec<Vec<u8>> = batch.par_chunks(CHUNK).enumerate().map(format).collect();
        for piece in pieces {
            out.write_all(&piece).map_err(ExchangeError::Write)?;
        }
    }
    Ok(())
}
