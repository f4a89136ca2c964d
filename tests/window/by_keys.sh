# The part of the story by keyboard alone, typed faster than the window draws: T1, T4, T6 and T7 of coding, keys that
# the user chose, and the hints put away. For story.sh, whose names it uses.

# typed KEY...: keys one right after the other, and words behind “=” letter by letter.
typed() {
    local keys=() word
    for word in "$@"; do
        if [ "${word#=}" = "$word" ]; then
            keys+=("$word")
        else
            [ ${#keys[@]} = 0 ] || xdotool key --delay 0 "${keys[@]}"
            keys=()
            xdotool type --delay 0 "${word#=}"
        fi
    done
    [ ${#keys[@]} = 0 ] || xdotool key --delay 0 "${keys[@]}"
}

# says_now EXPECTED: whether the file says what the expected one does, but for ids and times.
says_now() { [ -e "$set_file" ] && masked "$set_file" | cmp -s - "$1"; }

# comes_to_say STEP EXPECTED
comes_to_say() {
    step=$1
    masked "$set_file" >"$work/now.ron" 2>/dev/null || true
    until_true "the file does not come to say what $2 says; it has: $(sed -n '/ \(spans\|theme\|stance\):/p' "$set_file")" \
        says_now "$2"
}

settings_say() { grep -qF -- "$1" "$XDG_STATE_HOME/standpoint/settings.ron"; }

by_keys() {
    local corpus=$work/by-keys set_file
    set_file=$corpus/annotations/ann/003_218fa99778f4842d.txt.ron
    mkdir "$corpus"
    (cd "$root/sample_docs" && cp -- *.txt *.ron "$corpus")

    step="open a second copy, with other keys for two commands"
    mkdir -p "$XDG_STATE_HOME/standpoint"
    printf '{ "toggle-hints": ["F6"], "next-statement": ["F7"] }\n' >"$XDG_STATE_HOME/standpoint/keys.ron"
    program_start "$bin" "$corpus" --coder ann
    # To document 003, a first statement for the speaker, T1, T4 twice, T6 and T7, all before the window has drawn half.
    act "code by keyboard alone" typed ctrl+Next ctrl+Next ctrl+Next j j j s =goodall Return Return \
        j 5 d Return plus a 2 plus i 4 Escape \
        F7 1 Escape F7 comma comma Escape
    comes_to_say "what was typed fast is coded" "$here/by_keys.ron"
    picture story-12-by-keys
    say "coded by keyboard alone, typed without a pause"

    step="a key that was given away"
    typed bracketright 6 Escape
    settle
    says_now "$here/by_keys.ron" || fail "“]” opened a statement, though F7 is the key for that"
    act "put the hints away by the key chosen for it" key F6
    picture story-13-no-hints
    program_quit ctrl+q
    step="the hints stay away"
    settings_say 'shows_hints: false' || fail "the settings do not say so"
    says_now "$here/by_keys.ron" || fail "leaving changed the file"
    rm "$XDG_STATE_HOME/standpoint/keys.ron"
    say "other keys by keys.ron, and no hints"
}
