#!/bin/sh
# Functions with a better one of ours in their place. The compiler refuses the calls (banned.h is
# forced into every file of src/); this finds also those whose address is taken.
#   tests/lint/banned.sh [FOLDER]
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}" || exit 2
find src include -name '*.[ch]' 2>/dev/null | LC_ALL=C sort |
	LC_ALL=C xargs -r awk -f "$here/awk/c.awk" -f "$here/awk/banned.awk"
