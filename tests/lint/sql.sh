#!/bin/sh
# SQL stays in src/data and schema.sql; no SELECT *; SQL built at run time says why.
#   tests/lint/sql.sh [FOLDER]
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}" || exit 2
bad=0
if [ -e schema.sql ] && sed 's/--.*//' schema.sql | grep -n -i 'select  *\*'; then
	echo 'schema.sql: SELECT * : name the columns'
	bad=1
fi
find src include -name '*.[ch]' 2>/dev/null | LC_ALL=C sort |
	LC_ALL=C xargs -r awk -f "$here/awk/c.awk" -f "$here/awk/sql.awk" || bad=1
exit $bad
