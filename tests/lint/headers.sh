#!/bin/sh
# Every public header compiles alone, twice in a row, without a warning.
# Quick when none has changed: the last good run leaves a stamp.
#   tests/lint/headers.sh [FOLDER]
cd "${1:-.}" || exit 2
stamp=${BUILD:-build}/lint/headers.ok
if [ -e "$stamp" ] && [ -z "$(find include -newer "$stamp" 2>/dev/null | head -n 1)" ]; then
	exit 0
fi
alone='printf "#include \"%s\"\n#include \"%s\"\n" "$1" "$1" |
	gcc -std=gnu11 -D_GNU_SOURCE -Iinclude -Wall -Wextra -Wstrict-prototypes -Wundef -Werror \
	-fsyntax-only -x c - 2>&1 | sed "s|^|include/$1: |" | grep . && exit 1; exit 0'
(cd include 2>/dev/null && find . -name '*.h') | sed 's|^\./||' | LC_ALL=C sort |
	xargs -r -n 1 -P "${JOBS:-2}" sh -c "$alone" sh || exit 1
mkdir -p "$(dirname "$stamp")" && touch "$stamp"
