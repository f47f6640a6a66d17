#!/bin/sh
# Writers are killed at any moment, four at a time. Whatever was acknowledged is in the file, whatever is in
# the file is whole, and nobody needs to repair anything afterwards.
#
#   KILL_ROUNDS=150   of four writers each
set -u
FRONTDESK=${FRONTDESK:-build/frontdesk}
rounds=${KILL_ROUNDS:-150}
dir=$(mktemp -d "${TMPDIR:-/tmp}/fd-kill-XXXXXX")
trap 'rm -rf "$dir"' EXIT
db=$dir/fd.db
fails=0

"$FRONTDESK" -d "$db" init >/dev/null || exit 1
"$FRONTDESK" -d "$db" demo --clients 50 --today 2026-11-24 >/dev/null || exit 1

# One writer, killed after $2 seconds. Its name goes on the list once it said that it was done.
writer()
{
	"$FRONTDESK" -d "$db" client add "name=Kill $1" "notes=$1" --distinct >"$dir/$1.out" 2>/dev/null &
	pid=$!
	sleep "$2"
	kill -9 $pid 2>/dev/null
	if wait $pid 2>/dev/null; then
		echo "Kill $1" >>"$dir/acknowledged"
	fi
}

# Four writers at a time take so long here; the kills fall before, within and behind that.
before=$(date +%s%N)
for i in 1 2 3 4 5; do
	for n in a b c d; do
		"$FRONTDESK" -d "$db" client add "name=Warm $i-$n" --distinct >/dev/null 2>&1 &
	done
	wait
done
span=$(echo "$before $(date +%s%N)" | awk '{ printf "%.4f", ($2 - $1) / 5e9 * 1.5 }')

: >"$dir/acknowledged"
awk -v n="$rounds" -v span="$span" 'BEGIN { srand(7); for (i = 0; i < n; i++)
	printf "%d %.4f %.4f %.4f %.4f\n", i, rand() * span, rand() * span, rand() * span, rand() * span }' |
while read -r i a b c d; do
	writer "$i-a" "$a" &
	writer "$i-b" "$b" &
	writer "$i-c" "$c" &
	writer "$i-d" "$d"
	wait
done 2>/dev/null

sqlite3 "$db" "SELECT name FROM client WHERE name LIKE 'Kill %'" | sort >"$dir/there"
sort "$dir/acknowledged" >"$dir/said"
if [ -n "$(comm -23 "$dir/said" "$dir/there")" ]; then
	echo 'acknowledged and gone:'
	comm -23 "$dir/said" "$dir/there"
	fails=1
fi
# Half a client: without its action, its note, its terms.
half=$(sqlite3 "$db" "SELECT count(*) FROM client c WHERE name LIKE 'Kill %' AND (notes IS NULL OR
	NOT EXISTS (SELECT 1 FROM action a WHERE a.id = c.rev AND a.name = 'client-add') OR
	NOT EXISTS (SELECT 1 FROM client_term t WHERE t.client_id = c.id))")
[ "$half" = 0 ] || { echo "$half clients are half there"; fails=1; }
"$FRONTDESK" -d "$db" verify || fails=1
"$FRONTDESK" -d "$db" verify --replay || fails=1
"$FRONTDESK" -d "$db" client add 'name=After All' --distinct >/dev/null || fails=1

said=$(wc -l <"$dir/said")
there=$(wc -l <"$dir/there")
echo "$((rounds * 4)) writers, killed within $span s, $said acknowledged, $there in the file"
# Both must have happened, or this has shown nothing.
[ "$said" -gt 20 ] && [ "$said" -lt $((rounds * 4)) ] || { echo 'the kills came all too early or late'; fails=1; }
exit $fails
