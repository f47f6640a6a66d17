#!/bin/sh
# restore and backup are killed at any moment. There is always a file, whole, either as it was or as the copy
# is; a copy that was there is whole too, the old or the new one; and nobody needs to repair anything.
#
#   RESTORE_ROUNDS=120   of one restore and one backup each
set -u
FRONTDESK=${FRONTDESK:-build/frontdesk}
rounds=${RESTORE_ROUNDS:-120}
dir=$(mktemp -d "${TMPDIR:-/tmp}/fd-restore-XXXXXX")
trap 'rm -rf "$dir"' EXIT
db=$dir/fd.db
fails=0

"$FRONTDESK" -d "$db" init >/dev/null || exit 1
"$FRONTDESK" -d "$db" demo --clients 300 --today 2026-11-24 >/dev/null || exit 1
"$FRONTDESK" -d "$db" client add 'name=In The Copy' --distinct >/dev/null || exit 1
"$FRONTDESK" -d "$db" backup "$dir/copy" >/dev/null || exit 1
"$FRONTDESK" -d "$db" backup "$dir/again" >/dev/null || exit 1
actions=$(sqlite3 "$db" 'SELECT count(*) FROM action')

bad()
{
	echo "round $1: $2"
	ls -l "$dir"
	fails=$((fails + 1))
	[ $fails -lt 5 ] || exit 1
}

# killed SECONDS WORDS...: says "done" when it came to its end before.
killed()
{
	after=$1
	shift
	"$FRONTDESK" -d "$db" "$@" >"$dir/out" 2>&1 &
	pid=$!
	sleep "$after"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	[ $? -ne 0 ] || echo finished
}

longest()
{
	from=$(date +%s%N)
	"$FRONTDESK" -d "$db" restore "$dir/copy" --yes >/dev/null || exit 1
	echo $((($(date +%s%N) - from) / 1000))
}
span=$(longest)
: >"$dir/finished"
awk -v n="$rounds" -v us="$span" 'BEGIN { srand(11); for (i = 0; i < n; i++)
	printf "%d %.5f %.5f\n", i, rand() * us * 1.1 / 1e6, rand() * us / 1e6 }' >"$dir/rounds"
while read -r i a b; do
	# Something that the copy has not: now the two can be told apart.
	"$FRONTDESK" -d "$db" client add "name=Since $i" --distinct >/dev/null || bad "$i" 'cannot be written'
	killed "$a" restore "$dir/copy" --yes >>"$dir/finished"
	[ -e "$db" ] || { bad "$i" 'there is no file'; cp "$dir/copy" "$db"; }
	now=$("$FRONTDESK" -d "$db" verify --chain 2>&1) || bad "$i" "$now"
	count=$(sqlite3 "$db" 'SELECT count(*) FROM action')
	since=$(sqlite3 "$db" "SELECT count(*) FROM client WHERE name = 'Since $i'")
	case $since in
	0) [ "$count" -eq "$actions" ] || bad "$i" "$count actions, the copy has $actions" ;;
	1) ;;
	*) bad "$i" 'not readable' ;;
	esac
	killed "$b" backup "$dir/again" >/dev/null
	copy=$("$FRONTDESK" -d "$dir/again" verify --chain 2>&1) || bad "$i" "the copy: $copy"
	rm -f "$db".before-* "$dir"/*.new-*
done <"$dir/rounds"
done=$(wc -l <"$dir/finished")
"$FRONTDESK" -d "$db" verify >/dev/null || bad end 'verify'
echo "$rounds restores, $done came to their end, $fails faults"
[ "$done" -gt 2 ] && [ "$done" -lt $((rounds - 5)) ] || { echo 'the kills came all too early or late'; fails=1; }
[ $fails -eq 0 ]
