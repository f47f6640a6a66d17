#!/bin/sh
# Names of clients are seen through desk/cover.h alone: nobody else asks whether a file is restricted,
# or takes the client's or patient's name of an appointment as it stands; and screens and commands search
# through desk/find.h. What makes up the site to
# try the program with writes the column; where free times are found a choice of things is restricted.
#   tests/lint/cover.sh [FOLDER]
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}" || exit 2
find src/desk src/screen src/cmd src/app -name '*.[ch]' 2>/dev/null |
	grep -v -e '^src/desk/\([a-z]*/\)*\(cover\.c$\|demo_\|free\)' | LC_ALL=C sort |
	LC_ALL=C xargs -r awk -f "$here/awk/c.awk" -f "$here/awk/cover.awk"
