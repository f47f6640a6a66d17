#!/bin/sh
# Layout of C and SQL: tabs, 100 columns, no blanks at the end, guards named after the path.
# (`make format` runs clang-format; this does not.)
#   tests/lint/style.sh [FOLDER]
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}" || exit 2
{
	find src include tests -name '*.[ch]' 2>/dev/null
	ls schema.sql 2>/dev/null
} | LC_ALL=C sort | LC_ALL=C xargs -r awk -f "$here/awk/c.awk" -f "$here/awk/style.awk"
