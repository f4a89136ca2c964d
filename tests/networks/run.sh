#!/usr/bin/env bash
# Whether networks that we write are the same networks to others, with figures that others come to as well.
#
#     tests/networks/run.sh            with the release binary, or else the debug one
#     STANDPOINT_BIN=FILE tests/…      with that binary
#
# Installs networkx and igraph from PyPI, in these versions, into a place of their own below target/. Where they cannot
# be had, it fails in CI and says so elsewhere. Everything else goes to a temporary folder.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
readonly packages=(networkx==3.6.1 igraph==1.0.0)

bin=${STANDPOINT_BIN:-$target/release/standpoint}
[ -x "$bin" ] || bin=$target/debug/standpoint
bin=$(readlink -f "$bin")

# The name says what is inside, so that other versions make another one.
place=$target/python/$(IFS=+; echo "${packages[*]}")
if ! "$place/bin/python" -c "import networkx, igraph" 2>/dev/null; then
    rm -rf "$place"
    if ! { python3 -m venv "$place" && "$place/bin/python" -m pip install --quiet --disable-pip-version-check "${packages[@]}"; }; then
        rm -rf "$place"
        echo "networks: ${packages[*]} cannot be installed" >&2
        [ -n "${CI:-}" ] && exit 1
        exit 0
    fi
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
exec_python() { PYTHONDONTWRITEBYTECODE=1 PYTHONUTF8=1 "$place/bin/python" "$@"; }
exec_python "$here/read_back.py" "$bin" "$root/sample_docs" "$work"
