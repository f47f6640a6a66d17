#!/bin/sh
# Floors: every include carries its floor, goes downward, and a library stays with its owner.
#   tests/lint/layers.sh [FOLDER]    FOLDER is the top of the tree, default here
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}" || exit 2
find src include -name '*.[ch]' 2>/dev/null | LC_ALL=C sort |
	LC_ALL=C xargs -r awk -f "$here/awk/layers.awk" "$here/layers.txt"
