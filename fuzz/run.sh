#!/usr/bin/env bash
# Runs every fuzz target for a while: each reader of files that may come from anyone.
#
#     fuzz/run.sh [SECONDS] [TARGET...]    SECONDS for each target, 60 unless said; all targets unless named
#
# A run fails on a panic, on more than 1 GB of memory, and on an input that takes longer than 10 s. What it finds is
# kept below target/fuzz/found; seeds are in fuzz/seeds and only read. It needs cargo-fuzz and a nightly toolchain;
# where one is missing it says so and ends well.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(set codebook corpus jsonl csv decode codebook_csv codebook_md query)

if ! cargo fuzz --version >/dev/null 2>&1; then
    echo "SKIPPED: cargo-fuzz is not here (cargo install cargo-fuzz --locked)"
    exit 0
fi
if ! cargo +nightly --version >/dev/null 2>&1; then
    echo "SKIPPED: no nightly toolchain is here (rustup toolchain install nightly --profile minimal)"
    exit 0
fi

export CARGO_TARGET_DIR=$PWD/target/fuzz
# Optimised once, for all targets, without the window; the checks of debug builds stay on.
cargo +nightly fuzz build --fuzz-dir fuzz --release --debug-assertions
host=$(rustc +nightly -vV | sed -n 's/^host: //p')

for target in "${targets[@]}"; do
    corpus=target/fuzz/corpus/$target
    found=target/fuzz/found/$target
    mkdir -p "$corpus" "$found"
    dictionary=()
    [ ! -f "fuzz/dictionaries/$target.dict" ] || dictionary=("-dict=fuzz/dictionaries/$target.dict")
    printf -- '-- %s: %s s\n' "$target" "$seconds"
    # A file format is told by its beginning: short inputs first, and none that only costs time.
    "$CARGO_TARGET_DIR/$host/release/$target" \
        -max_total_time="$seconds" -rss_limit_mb=1024 -malloc_limit_mb=512 -timeout=10 -max_len=16384 \
        -print_final_stats=1 -verbosity=0 -artifact_prefix="$found/" "${dictionary[@]}" \
        "$corpus" "fuzz/seeds/$target" 2>&1 | grep -vE '^(INFO|#)' | tail -n 25
done
echo "all targets ran $seconds s each and found nothing"
