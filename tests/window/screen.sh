# A screen of our own and hands to work on it: real mouse and key events, and waiting by looking.
#
# Nothing here sleeps for an effect. Every act is followed by looking at the window until it has changed and then
# stands still, and files are read until they say what they should; only when a time limit is over does a step fail.
# Needs: Xvfb, openbox, xdotool, ImageMagick's `import`, xwininfo.
#
# Whoever reads this file may set `teller` before, the word before each message. It gives a temporary folder, $work,
# which goes in the end as does all that was started, and the places of the project.

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
pictures=$target/pictures
work=$(mktemp -d)
teller=${teller:-story}           # who speaks in messages

step="before the first step"      # what is being tried, for the message of a failure
window=""                         # the id of the program's window
program=""                        # the program's process
last_exit=0                       # how the program ended
patience=${STORY_PATIENCE:-20}    # seconds after which a step has failed
started=()                        # processes that we started and that we end

say() { printf '%s: %s\n' "$teller" "$*"; }

leave() {
    local code=$?
    screen_stop
    rm -rf "$work"
    exit $code
}
trap leave EXIT
trap 'exit 130' INT TERM

# lacking: a tool of ours, or of those named, that is not installed; fails where there is none.
lacking() {
    local tool
    for tool in Xvfb openbox xdotool import xprop "$@"; do
        command -v "$tool" >/dev/null || { printf '%s is not installed; .ci/run installs it on Debian\n' "$tool"; return; }
    done
    return 1
}

# needs TOOL...: ends here where one of our tools, or of those, is not installed.
needs() {
    if lacking "$@" >"$work/lacking"; then
        say "$(cat "$work/lacking")" >&2
        exit 1
    fi
}

# The program as it meets the world here: its own state folder, X11, no graphics card, nobody's session bus.
mkdir -p "$pictures"
unset WAYLAND_DISPLAY WAYLAND_SOCKET DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP DISPLAY
export LIBGL_ALWAYS_SOFTWARE=1 XDG_SESSION_TYPE=x11 XDG_STATE_HOME=$work/state LC_ALL=C.UTF-8

# fail WHY: names the step, keeps a picture and ends the story.
fail() {
    say "FAILED at the step “$step”: $*" >&2
    if [ -n "$window" ] && import -window "$window" "$pictures/story-failed.png" 2>/dev/null; then
        say "the window at that moment is in $pictures/story-failed.png" >&2
    fi
    if [ -s "$work/program.log" ]; then
        say "the program said:" >&2
        tail -n 20 "$work/program.log" >&2
    fi
    exit 1
}

# until_true WHY COMMAND...: runs COMMAND until it succeeds; fails with WHY when patience is over.
until_true() {
    local why=$1 end=$((SECONDS + patience))
    shift
    until "$@"; do
        [ $SECONDS -lt $end ] || fail "$why (waited $patience s)"
        [ -z "$program" ] || is_running "$program" || fail "the program has ended by itself"
        sleep 0.05
    done
}

is_running() { # a process that ended but was not waited for is a zombie: not running
    local state
    state=$(sed -n 's/^State:[[:space:]]*\([A-Z]\).*/\1/p' "/proc/$1/status" 2>/dev/null) || return 1
    [ -n "$state" ] && [ "$state" != Z ]
}

# screen_start WIDTH HEIGHT: an X server on a free display and a window manager.
screen_start() {
    Xvfb -displayfd 3 -screen 0 "$1x$2x24" -nolisten tcp 3>"$work/display" >"$work/xvfb.log" 2>&1 &
    started+=($!)
    until_true "Xvfb did not start; its words are in $work/xvfb.log" test -s "$work/display"
    DISPLAY=":$(cat "$work/display")"
    export DISPLAY
    openbox --sm-disable >"$work/openbox.log" 2>&1 &
    started+=($!)
    until_true "openbox did not start" window_manager_answers
}

window_manager_answers() { xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null | grep -q 'window id'; }

# screen_stop: ends what we started, by number, the program first.
screen_stop() {
    local pid
    [ -z "$program" ] || kill "$program" 2>/dev/null || true
    for pid in "${started[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
}

# program_start COMMAND...: runs the program and waits for its window to stand still.
program_start() {
    "$@" >"$work/program.log" 2>&1 &
    program=$!
    until_true "no window appeared whose title ends with “Standpoint”" find_window
    settle
}

find_window() {
    window=$(xdotool search --onlyvisible --name 'Standpoint$' 2>/dev/null | head -n 1) && [ -n "$window" ] &&
        import -window "$window" "$work/seen.png" 2>/dev/null
}

# program_quit KEY: asks the program to leave and checks that it says all went well.
program_quit() {
    local asked=$program
    xdotool key --clearmodifiers "$1"
    program=""
    until_true "the program did not leave after $1" is_gone "$asked"
    program_reap "$asked"
    [ "$last_exit" = 0 ] || fail "the program left with exit code $last_exit"
}

is_gone() { ! is_running "$1"; }

program_reap() {
    last_exit=0
    wait "$1" 2>/dev/null || last_exit=$?
    program="" window=""
}

look() { import -window "$window" rgb:- 2>/dev/null | cksum; }

# settle: waits until three looks in a row are the same. A blinking caret stands still for longer than that.
settle() {
    local seen="" now n=0 end=$((SECONDS + patience))
    while [ $n -lt 2 ]; do
        [ $SECONDS -lt $end ] || fail "the window did not come to rest (waited $patience s)"
        now=$(look)
        if [ "$now" = "$seen" ]; then n=$((n + 1)); else n=0; fi
        seen=$now
        sleep 0.07
    done
}

# act STEP COMMAND...: does something, and fails when the window does not change from it.
act() {
    local before
    step=$1
    shift
    settle
    before=$(look)
    "$@"
    until_true "nothing changed in the window" differs_from "$before"
    settle
}

differs_from() { [ "$(look)" != "$1" ]; }

# choose STEP "X Y" "X Y" COMMAND...: does something that selects text, and fails when the two places, the first and the
# last of the selection, do not both change their colour. Clicks in a row have to reach the program in time, and on a
# busy machine they may not; so this tries again, as a person would, and says so.
choose() {
    local n from=$2 to=$3 before_from before_to
    step=$1
    shift 3
    settle
    before_from=$(colour $from) before_to=$(colour $to)
    for n in 1 2 3 4 5 6; do
        "$@"
        sleep 0.5 # longer than the pause within which clicks count as a row
        settle
        if [ "$(colour $from)" != "$before_from" ] && [ "$(colour $to)" != "$before_to" ]; then
            [ $n = 1 ] || say "“$step” took $n tries: the machine is busy"
            return
        fi
    done
    fail "the text from ($from) to ($to) was not selected"
}

# colour X Y: of one pixel of the window.
colour() { import -window "$window" -crop "1x1+$1+$2" +repage -depth 8 rgb:- | od -An -tx1; }

# point X Y: the pointer, in pixels of the window.
point() { xdotool mousemove --window "$window" "$1" "$2" sleep 0.1; }

# click X Y [TIMES]
click() {
    point "$1" "$2"
    xdotool click --repeat "${3:-1}" --delay 60 1
}

# drag X Y X Y: press at the first place, go to the second, let go there.
drag() {
    local i
    point "$1" "$2"
    xdotool mousedown 1 sleep 0.1
    for i in 1 2 3 4 5; do
        point $(($1 + ($3 - $1) * i / 5)) $(($2 + ($4 - $2) * i / 5))
    done
    xdotool mouseup 1
}

key() { xdotool key --clearmodifiers "$@"; }

write() { xdotool type --clearmodifiers --delay 25 "$1"; }

# picture NAME: keeps what the window shows; the pointer goes out of the way first, so that no tooltip is in it.
picture() {
    xdotool mousemove --window "$window" $PLACE_OF_REST
    sleep 0.3
    settle
    import -window "$window" "$pictures/$1.png"
    say "picture $1.png"
}
