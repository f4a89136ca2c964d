#!/usr/bin/env bash
# The story in a real window: open, select, tag, undo, redo, export, leave, come back, be killed.
#
#     tests/window/story.sh            builds the release binary and plays the story on a screen of its own
#     STANDPOINT_BIN=FILE tests/…      plays it with that binary, such as target/debug/standpoint
#
# It works on a copy of sample_docs without its annotations, by mouse and keys alone, and ends by comparing the saved
# file with expected.ron beside this script. Pictures go to target/pictures. It writes nowhere else but to a temporary
# folder. Screen, waiting and hands are in screen.sh.
set -euo pipefail

# ── Where things are, in pixels of a window of 1280 × 800 at 100 % ─────────────────────────────────────────────────
# Taken from pictures. When the layout changes: play the story, look at target/pictures/story-failed.png and at the
# pictures before it, and correct the place here. Lines of text are 30 pixels high; a place in the text is one or two
# pixels inside the letter where a selection begins or ends.
WINDOW_SIZE="1280 800"
PLACE_OF_REST="450 788"             # the status bar, between its words
ROW_OF_003="140 277"                # “MiP Conference: …”, fourth row of the documents
IN_SENTENCE_1="500 377"             # “reconfiguration of services in Wales had …”
SENTENCE_1_BEGINS="407 334"         # in its first row, above the letters
SENTENCE_1_ENDS="912 420"           # in its last row, below the letters
THE_SMALL_SIZE="405 452"            # before “The”
CHIEF_EXECUTIVES="848 452"          # after “chief executives”, before “ –”
GIVES_US="873 452"                  # between “ and gives
MOMENTUM="812 482"                  # between momentum and ,
THERE_WAS="405 512"                 # before “there was”
ACTIONS="783 542"                   # between actions and ,
SAFE_STAFFING="458 677"             # between “ and There
BASIS="527 707"                     # between basis and ,
SKIP_THE_TOUR="67 733"              # “Skip the tour” on its card
TOUR_GOES_ON="200 725"              # inside of “Next” on the card, beside its word
EXPORT_FIELD="590 568"              # “File to write” in the dialog
EXPORT_BUTTON="407 604"             # “Export” in the dialog
# ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────

. "$(dirname "${BASH_SOURCE[0]}")/screen.sh"
. "$here/by_keys.sh"

needs python3
rm -f "$pictures"/story-*.png
if [ -n "${STANDPOINT_BIN:-}" ]; then
    bin=$(readlink -f "$STANDPOINT_BIN")
    first_command=("$bin" sample_docs)
else
    (cd "$root" && cargo build --release --quiet)
    bin=$target/release/standpoint
    first_command=(cargo run --release --quiet -- sample_docs)
fi

corpus=$work/corpus
set_file=$corpus/annotations/ann/003_218fa99778f4842d.txt.ron
mkdir "$corpus"
(cd "$root/sample_docs" && cp -- *.txt *.ron "$corpus")

# ── What is expected ───────────────────────────────────────────────────────────────────────────────────────────────

n_statements_is() { [ "$(grep -c '^ *id: ' "$set_file" 2>/dev/null)" = "$1" ]; }

file_says() { grep -qF -- "$1" "$set_file"; }

# saved STEP N: the file comes to hold N statements.
saved() {
    step=$1
    until_true "the file $set_file did not come to hold $2 statements" n_statements_is "$2"
}

# masked FILE: without what differs from run to run.
masked() { sed -E 's/^( *(id|created|modified): )".*"/\1"…"/' "$1"; }

# same_as FILE OTHER WHAT
same_as() { diff -u "$1" "$2" >"$work/diff" || fail "$3: $(printf '\n'; cat "$work/diff")"; }

# sound N: the program's own check is content, and every row of its export fits the text.
sound() {
    "$bin" check "$corpus" >"$work/check.log" 2>&1 || fail "“standpoint check” found: $(cat "$work/check.log")"
    "$bin" export "$corpus" --format jsonl --to - >"$work/rows.jsonl" || fail "“standpoint export” failed"
    python3 "$here/check_rows.py" "$corpus" "$work/rows.jsonl" "$1" 2>"$work/rows.log" || fail "$(cat "$work/rows.log")"
}

# cpu_ticks: the program's processor time until now, in ticks.
cpu_ticks() { sed 's/.*) //' "/proc/$program/stat" | awk '{ print $12 + $13 }'; }

# ── With no screen: one sentence, and exit code 3 ──────────────────────────────────────────────────────────────────

step="start with no display"
code=0
timeout 20 "$bin" "$corpus" >"$work/out" 2>"$work/err" || code=$?
[ "$code" = 3 ] || fail "the exit code is $code, not 3; it said: $(cat "$work/err")"
[ "$(wc -l <"$work/err")" = 1 ] || fail "it said more than one line: $(cat "$work/err")"
grep -q '^standpoint: ' "$work/err" || fail "it said: $(cat "$work/err")"
[ ! -s "$work/out" ] || fail "it wrote to the standard output: $(cat "$work/out")"
say "with no display: exit code 3 and one sentence"

# ── The first command of the README ────────────────────────────────────────────────────────────────────────────────

screen_start 1400 900
step="${first_command[*]}"
cd "$root"
program_start "${first_command[@]}"
picture story-0-sample
step="the tour is offered, and put away"
offered=$(colour $TOUR_GOES_ON)
act "put the tour away" click $SKIP_THE_TOUR
[ "$(colour $TOUR_GOES_ON)" != "$offered" ] || fail "its card is still there"
put_away=$(colour $TOUR_GOES_ON)
program_quit ctrl+q
cd "$work"

# ── Three statements, by mouse and keys ────────────────────────────────────────────────────────────────────────────

step="open the copy of the sample corpus"
program_start "$bin" "$corpus" --coder ann
[ "$(colour $TOUR_GOES_ON)" = "$put_away" ] || fail "the tour is offered again"
size=$(xdotool getwindowgeometry --shell "$window" | sed -n 's/^WIDTH=//p; s/^HEIGHT=//p' | tr '\n' ' ')
[ "$size" = "$WINDOW_SIZE " ] || fail "the window is $size large, not $WINDOW_SIZE"
picture story-1-open

act "open document 003 by its row" click $ROW_OF_003
picture story-2-document
choose "choose a sentence by three clicks" "$SENTENCE_1_BEGINS" "$SENTENCE_1_ENDS" click $IN_SENTENCE_1 3
act "stance by its key, 5" key 5
act "open the theme field by t" key t
act "type the name of a theme" write structural
act "take the theme by Enter" key Return
act "open the speaker field by s" key s
act "type the name of a speaker" write goodall
act "take the speaker by Enter" key Return
picture story-3-filled-in
act "keep the statement by Enter" key Return
saved "the first statement is saved" 1

act "choose part of a sentence by dragging" drag $THERE_WAS $ACTIONS
act "stance by its key, 2" key 2
act "theme by its key, a" key a
act "open the note by n" key n
act "type a note" write "Scrutiny as a risk."
act "leave the note by Escape" key Escape
act "keep the second statement by Enter, its speaker carried over" key Return
saved "the second statement is saved" 2
cp "$set_file" "$work/two.ron"

act "choose the first part of a cut quotation" drag $THE_SMALL_SIZE $CHIEF_EXECUTIVES
act "hold the first part by p" key p
act "choose the second part" drag $GIVES_US $MOMENTUM
act "stance by its key, 5" key 5
act "theme by its key, d" key d
act "keep the third statement by Enter" key Return
saved "the third statement is saved" 3
step="what the three statements say"
masked "$set_file" >"$work/now.ron"
same_as "$here/expected.ron" "$work/now.ron" "the saved file is not as expected"
sound 3
cp "$set_file" "$work/three.ron"
picture story-4-three-statements
say "three statements saved as expected"

act "undo by ctrl+z" key ctrl+z
saved "undo takes the third statement out of the file" 2
same_as "$work/two.ron" "$set_file" "the file after undo is not the file before the edit"
act "redo by ctrl+shift+z" key ctrl+shift+z
saved "redo brings it back" 3
same_as "$work/three.ron" "$set_file" "the file after redo is not the file before undo"
say "undo and redo gave back the same bytes"

# ── Export ─────────────────────────────────────────────────────────────────────────────────────────────────────────

act "open the export dialog by ctrl+e" key ctrl+e
act "go to the destination" click $EXPORT_FIELD
key ctrl+a
act "type the destination" write "$work/out.csv"
picture story-5-export
act "press Export" click $EXPORT_BUTTON
until_true "$work/out.csv was not written" test -s "$work/out.csv"
"$bin" export "$corpus" --format csv --to "$work/cli.csv" >/dev/null 2>&1 || fail "“standpoint export” failed"
same_as "$work/cli.csv" "$work/out.csv" "window and command line export different bytes"
act "close the dialog by Escape" key Escape
say "the window exports what the command line exports"

# ── At rest ────────────────────────────────────────────────────────────────────────────────────────────────────────

step="the window at rest uses no processor"
xdotool mousemove --window "$window" $PLACE_OF_REST
sleep 6 # what was announced goes away by itself
settle
before=$(cpu_ticks)
sleep 10
used=$(awk -v ticks=$(($(cpu_ticks) - before)) -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.2f", ticks / hz }')
say "processor time of the window at rest: $used s in 10 s (0.20 s at most)"
awk -v used="$used" 'BEGIN { exit !(used <= 0.2) }' || fail "the window at rest used $used s in 10 s"

step="no network"
sockets=$(find "/proc/$program/fd" -printf '%l\n' 2>/dev/null | sed -n 's/^socket:\[\([0-9]*\)\]$/\1/p')
for table in tcp tcp6 udp udp6 udplite udplite6 raw raw6; do
    [ -r "/proc/$program/net/$table" ] || continue
    for socket in $sockets; do
        ! awk 'NR > 1 { print $10 }' "/proc/$program/net/$table" | grep -qx "$socket" || fail "a $table socket is open"
    done
done
say "sockets: $(printf '%s\n' "$sockets" | grep -c .), none of them to a network"

# ── Leave and come back ────────────────────────────────────────────────────────────────────────────────────────────

step="leave by ctrl+q"
program_quit ctrl+q
same_as "$work/three.ron" "$set_file" "leaving changed the file"

step="come back"
program_start "$bin" "$corpus" --coder ann
picture story-6-reopened
act "open the first statement by a click on its passage" click $IN_SENTENCE_1
act "change its stance by the key 4" key 4
step="the change of stance is saved"
until_true "the file does not say “conditional”" file_says 'stance: "conditional"'
picture story-7-statement-opened
act "take it back by ctrl+z" key ctrl+z
step="taking it back is saved"
until_true "the file is not as it was" cmp -s "$work/three.ron" "$set_file"
say "reopened: the statements are there, and can be changed"

# ── Killed ─────────────────────────────────────────────────────────────────────────────────────────────────────────

key Escape
act "choose a quotation by dragging" drag $SAFE_STAFFING $BASIS
act "open the speaker field by s" key s
act "type the name of another speaker" write summers
act "take the speaker by Enter" key Return
act "stance by its key, 5" key 5
act "keep the fourth statement by Enter" key Return
step="a kill loses nothing that was saved"
sleep 1.5 # an edit is on the disk after one second at most
kill -9 "$program"
program_reap "$program"
n_statements_is 4 || fail "the statement made 1.5 s before the kill is not in $set_file"
for line in 'spans: [(805, 876)]' 'speakers: ["malcolm-summers"]' \
    'quote: ["There is a focus on safe staffing and putting that on a statutory basis"]'; do
    file_says "$line" || fail "“$line” is not in the file, which has: $(grep -E ' (spans|quote|speakers):' "$set_file")"
done
sound 4
step="nothing is left beside the files of the corpus"
(cd "$corpus" && find . -type f ! -name .standpoint-lock | sort) >"$work/files"
(cd "$corpus" && printf '%s\n' ./*.txt ./codebook.ron ./corpus.ron "./${set_file#"$corpus/"}" | sort) >"$work/files-expected"
same_as "$work/files-expected" "$work/files" "files that should not be there, or are missing"
for text in "$corpus"/*.txt "$corpus"/codebook.ron "$corpus"/corpus.ron; do
    cmp -s "$text" "$root/sample_docs/${text##*/}" || fail "${text##*/} was changed"
done
say "killed: the statement made before is in the file, and the documents are untouched"

# ── By keyboard alone ──────────────────────────────────────────────────────────────────────────────────────────────

by_keys

# ── Pictures: dark, and small ──────────────────────────────────────────────────────────────────────────────────────

step="come back after the kill"
cp "$set_file" "$work/four.ron"
program_start "$bin" "$corpus" --coder ann
act "open the first statement by a click on its passage" click $IN_SENTENCE_1
picture story-8-after-the-kill
act "the other theme by ctrl+shift+l" key ctrl+shift+l
picture story-9-dark
act "a smaller window" xdotool windowsize --sync "$window" 900 600
picture story-10-small-dark
act "back to the first theme" key ctrl+shift+l
picture story-11-small-light
step="leave by ctrl+q"
program_quit ctrl+q
same_as "$work/four.ron" "$set_file" "looking changed the file"
say "done: every step held"
