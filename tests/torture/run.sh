#!/usr/bin/env bash
# Whether anything that was answered as saved is ever lost: kills, full and failing disks, power cuts.
#
#     tests/torture/run.sh                        all of them, with the release binary or else the debug one
#     tests/torture/run.sh kill power_cut         only these
#     STANDPOINT_TORTURE_ROUNDS=1000 tests/…      that many kills and power cuts, instead of 200 and 32
#     STANDPOINT_TORTURE_SEED=N tests/…           the random numbers of an earlier run
#     STANDPOINT_BIN=FILE tests/…                 with that binary
#
# Each script drives `standpoint import --ack` from outside and prints one line with what it counted. What cannot run
# here (no root, no strace, no loop devices) says so and is no failure; STANDPOINT_TORTURE_ALL=1 makes it one. Mounts
# are made in a mount namespace of their own and are gone with it; files go to a temporary folder.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly all=(kill syscalls faults full_disk read_only power_cut)
readonly skipped=77

command -v python3 >/dev/null || { echo "torture: skipped: python3 is not installed"; exit 0; }
[ $# != 0 ] || set -- "${all[@]}"

apart=()
if [ "$(id -u)" = 0 ] && unshare --mount --propagation private true 2>/dev/null; then
    apart=(unshare --mount --propagation private)
fi

running=""
leave() { [ -z "$running" ] || kill "$running" 2>/dev/null || true; }
trap leave EXIT
trap 'exit 130' INT TERM

failed=() left_out=()
for name in "$@"; do
    code=0
    ${apart[@]+"${apart[@]}"} python3 "$here/$name.py" &
    running=$!
    wait "$running" || code=$?
    running=""
    case $code in
        0) ;;
        "$skipped") left_out+=("$name") ;;
        *) failed+=("$name") ;;
    esac
done
[ ${#left_out[@]} = 0 ] || echo "torture: SKIPPED here, for the reasons above: ${left_out[*]}"
[ ${#left_out[@]} = 0 ] || [ "${STANDPOINT_TORTURE_ALL:-}" != 1 ] || exit 1
[ ${#failed[@]} = 0 ] || { echo "torture: FAILED: ${failed[*]}" >&2; exit 1; }
