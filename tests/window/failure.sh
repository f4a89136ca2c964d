#!/usr/bin/env bash
# The real program fails in a real window: work is kept, the next start says so, and nothing that was written gets out.
#
#     tests/window/failure.sh          plays it with target/debug/standpoint, which `cargo test` builds
#
# Only a debug build can be made to fail: it does while the file named by STANDPOINT_TEST_FAILURE says where. The
# documents, the folder and the coder bear a word that no report and no output may hold. By keys alone, on a screen of
# its own; it writes nowhere but to a temporary folder. Screen, waiting and hands are in screen.sh.
set -euo pipefail

teller=failure
. "$(dirname "${BASH_SOURCE[0]}")/screen.sh"
bin=$target/debug/standpoint
PLACE_OF_REST="450 788"

needs
[ -x "$bin" ] || { say "$bin is not there; cargo build makes it" >&2; exit 1; }
export STANDPOINT_TEST_FAILURE=$work/fail

canary=kanarienvogel
corpus=$work/corpus-$canary
set_file=$corpus/annotations/$canary/$canary.txt.ron
state=$work/state/standpoint
mkdir "$corpus"
printf 'The bank, says %s, opposes the tax. The union welcomes it.\n' $canary >"$corpus/$canary.txt"

says() { grep -qF -- "$2" "$1" 2>/dev/null; }
n_copies() { find "$state/rescue" -maxdepth 2 -name '*.ron' 2>/dev/null | wc -l; }
n_copies_is() { [ "$(n_copies)" = "$1" ]; }
n_statements_is() { [ "$(grep -c '^ *id: ' "$set_file" 2>/dev/null)" = "$1" ]; }

# start: the program on the corpus, ready for keys.
start() { program_start "$bin" "$corpus" --coder $canary; }

# code N: the next sentence, with a stance, kept; waits for nothing.
code() {
    key Right
    settle
    key Return
}

# nothing_got_out: the word stands in no report and in nothing that the program said.
nothing_got_out() {
    ! grep -rqi $canary "$state/reports" "$work/program.log" 2>/dev/null ||
        fail "what somebody wrote got out: $(grep -rih $canary "$state/reports" "$work/program.log")"
}

# gone CODE: the program ends by itself with this code.
gone() {
    local asked=$program
    program=""
    until_true "the program did not end" is_gone "$asked"
    program_reap "$asked"
    [ "$last_exit" = "$1" ] || fail "the program left with exit code $last_exit, not $1"
}

screen_start 1400 900

step="a session says nothing on its outputs, and an ending signal loses nothing"
start
code
until_true "the statement was not saved" n_statements_is 1
code
sleep 0.6 # every edit is on the disk half a second after it was made
kill -TERM "$program"
gone 143
n_statements_is 2 || fail "the statement before the signal is missing"
[ ! -s "$work/program.log" ] || fail "it said: $(cat "$work/program.log")"
say "$step"

step="a failing frame saves everything, and the last page says so"
start
echo frame >"$STANDPOINT_TEST_FAILURE"
key Right
until_true "no note was left" says "$state/stopped.ron" "n_kept: 0"
rm "$STANDPOINT_TEST_FAILURE"
settle
picture failure-1-last-page
nothing_got_out
grep -q 'thread:  main' "$state"/reports/*.txt || fail "there is no report"
xdotool windowclose "$window"
gone 101
says "$work/program.log" "All your work was saved" || says "$work/program.log" "all your work was saved" ||
    fail "it said: $(cat "$work/program.log")"
say "$step"

step="the next start tells, and does not open what it failed on"
start
picture failure-2-told
xdotool getwindowname "$window" | grep -qx Standpoint || fail "the corpus was opened by itself"
program_quit ctrl+q
say "$step"

step="what cannot be saved when the window system fails is rescued, and offered"
start
mv "$corpus/annotations" "$work/aside"
echo "in the way" >"$corpus/annotations"
key ctrl+d
until_true "no rescue copy was made" n_copies_is 1
echo "window system" >"$STANDPOINT_TEST_FAILURE"
key Right
gone 101
rm "$STANDPOINT_TEST_FAILURE" "$corpus/annotations"
mv "$work/aside" "$corpus/annotations"
n_copies_is 1 || fail "the rescue copy is gone"
says "$state/stopped.ron" "n_kept: 1" || fail "the note says: $(cat "$state/stopped.ron")"
nothing_got_out
"$bin" check "$corpus" >"$work/check.log" && fail "“standpoint check” found nothing"
says "$work/check.log" "work that could not be saved" || fail "it said: $(cat "$work/check.log")"
say "$step"

step="only the user can look into what is kept"
[ -z "$(find "$state" -path "*/sample_docs" -prune -o \( -type f -perm /077 -o -type d -perm /077 \) -print)" ] ||
    fail "others can read $(find "$state" -perm /077)"
say "$step"
say "all passed"
