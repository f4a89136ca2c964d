#!/usr/bin/env bash
# No network, ever: a whole session in the window and every command are traced, and no internet socket is opened.
#
#     tests/window/no_network.sh            with the release binary, or else the debug one
#     STANDPOINT_BIN=FILE tests/…           with that binary
#
# Sees every socket of every thread and child (strace), also those that are closed at once, and io_uring, by which
# sockets could be had without a call. Skipped, visibly, where strace may not trace. Writes to a temporary folder only.
set -euo pipefail
teller="no network"
. "$(dirname "${BASH_SOURCE[0]}")/screen.sh"
# The places of the story, so that they stand in one file.
. <(sed -n '/^WINDOW_SIZE=/,/^# ──/p' "$here/story.sh")

if lacking strace python3 >"$work/lacking"; then
    say "SKIPPED: $(cat "$work/lacking")"
    exit 0
fi
strace -f -o "$work/probe" -e trace=none true 2>/dev/null || { say "SKIPPED: strace may not trace here"; exit 0; }

bin=${STANDPOINT_BIN:-$target/release/standpoint}
[ -x "$bin" ] || bin=$target/debug/standpoint
bin=$(readlink -f "$bin")

# traced LOG COMMAND...: a trace of all that a command and its children ask of the network.
traced() {
    local log=$1
    shift
    strace -f -qq --seccomp-bpf -o "$log" -e trace=%network,io_uring_setup -e signal=none "$@"
}

# reaches LOG: calls that lead to a network, or around the trace.
reaches() { grep -E 'AF_(INET|INET6|PACKET|NETLINK|VSOCK|BLUETOOTH)|io_uring_setup\(' "$1"; }

step="the trace sees a socket that is opened for a moment"
traced "$work/seen" python3 -c 'import socket, threading
thread = threading.Thread(target=lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close())
thread.start(); thread.join()'
reaches "$work/seen" >/dev/null || fail "it does not"

corpus=$work/corpus
cp -r "$root/sample_docs" "$corpus"
set_file=$corpus/annotations/ann/003_218fa99778f4842d.txt.ron
n_statements_is() { [ "$(grep -c '^ *id: ' "$set_file" 2>/dev/null)" = "$1" ]; }

# ── The window ─────────────────────────────────────────────────────────────────────────────────────────────────────

screen_start 1400 900
step="open the sample corpus in a traced window"
program_start traced "$work/window" "$bin" "$corpus" --coder ann
act "put the tour away" click $SKIP_THE_TOUR
act "go to document 003" key ctrl+Next ctrl+Next ctrl+Next
act "choose a sentence" key j j j
act "open the speaker field" key s
act "type a speaker" write goodall
act "take it" key Return
act "stance by its key" key 5
act "theme by its key" key d
act "keep the statement" key Return
step="the statement is saved"
until_true "the file $set_file did not come to hold it" n_statements_is 1
act "undo" key ctrl+z
act "redo" key ctrl+shift+z
act "open the export dialog" key ctrl+e
act "go to the destination" click $EXPORT_FIELD
key ctrl+a
act "type the destination" write "$work/out.csv"
act "press Export" click $EXPORT_BUTTON
until_true "$work/out.csv was not written" test -s "$work/out.csv"
act "close the dialog" key Escape
act "list all keys" key F1
act "close the list" key Escape
act "open the palette" key ctrl+k
act "search in it" write settings
act "leave it" key Escape
act "open the settings" key ctrl+comma
act "close them" key Escape
act "go to the codebook" key ctrl+5
act "go back to coding" key ctrl+1
act "the other theme" key ctrl+shift+l
step="leave by ctrl+q"
program_quit ctrl+q
! reaches "$work/window" || fail "the window reached for a network, by the calls above"
grep -q AF_UNIX "$work/window" || fail "the trace of the window is empty: it did not see the display either"
say "window: $(grep -c 'socket(' "$work/window") sockets opened in a whole session, none of them to a network"

# ── The commands ───────────────────────────────────────────────────────────────────────────────────────────────────

unset DISPLAY
row='{"document":"003_218fa99778f4842d.txt","start":0,"end":3}'
n=0
# command CODE ARGUMENT...: runs a command under the trace, which must end with that exit code.
command_ends() {
    local code=0 expected=$1
    shift
    step="standpoint $*"
    n=$((n + 1))
    printf '%s\n' "$row" | traced "$work/command-$n" "$bin" "$@" >"$work/out" 2>"$work/err" || code=$?
    [ "$code" = "$expected" ] || fail "exit code $code; it said: $(cat "$work/err")"
    ! reaches "$work/command-$n" || fail "it reached for a network, by the calls above"
}
for format in csv jsonl xlsx markdown html; do
    command_ends 0 export "$corpus" --to "$work/out.$format" --format "$format"
done
command_ends 0 import "$corpus" "$work/out.jsonl" --dry-run
command_ends 0 import "$corpus" - --coder zoe
command_ends 0 import "$corpus" - --coder bob --ack
command_ends 0 codebook export "$corpus" --to "$work/codebook.md"
command_ends 0 codebook import "$corpus" "$work/codebook.md"
command_ends 0 check "$corpus" --json
command_ends 0 stats "$corpus"
command_ends 0 --help
command_ends 3 "$corpus" # no display
say "commands: $n runs, no socket to a network"
