#!/bin/sh
# A careless administrator among people who mean no good: names that lead elsewhere, folders where
# others may make files, copies with somebody's additions.
. "$(dirname "$0")/cli.inc"
command -v sqlite3 >/dev/null || exit 77
site 60
echo precious >"$dir/precious"
untouched()
{
	[ "$(cat "$dir/precious")" = precious ] || fail "$1: somebody's file was written"
}

# ---- refused lines: never through a link, into a pipe or into what another can read
printf 'name,phone\nGood One,13800000001\n,x\n' >"$dir/l.csv"
rejected=$dir/l.csv.rejected.csv
ln -s "$dir/precious" "$rejected"
run 3 client import "$dir/l.csv"
untouched import
[ -f "$rejected" ] && [ ! -L "$rejected" ] || fail 'a link took the refused lines'
rm "$rejected"
mkfifo "$rejected"
run 3 client import "$dir/l.csv"
[ -f "$rejected" ] || fail 'a pipe took the refused lines'
# Somebody who has it open sees what was there, not what comes.
echo old >"$rejected"
chmod 666 "$rejected"
exec 8<"$rejected"
run 3 client import "$dir/l.csv"
[ "$(cat <&8)" = old ] || fail 'another reads the refused lines'
exec 8<&-
[ "$(stat -c %a "$rejected")" = 600 ] || fail 'refused lines for everybody'
has "$rejected" '^,x'
rm "$rejected"
mkdir "$rejected"
run 3 client import "$dir/l.csv"
rmdir "$rejected"
ls "$dir"/l.csv.* >/dev/null 2>&1 && fail 'something was left beside the list'

# ---- a log that is no file does not hold the desk
mkfifo "$dir/pipe"
FRONTDESK_LOG="$dir/pipe" timeout 10 "$FRONTDESK" -d "$db" client show nobody \
	>"$out" 2>"$err" </dev/null
[ $? -eq 4 ] || fail 'a pipe for a log'
ln -s "$dir/precious" "$dir/log"
FRONTDESK_LOG="$dir/log" "$FRONTDESK" -d "$db" client show nobody >"$out" 2>"$err" </dev/null
untouched log

# ---- names of copies that are taken
for name in "$db-wal" "$db-shm" "$db-journal" "$db.gate" "$db.base" "$db"; do
	run 3 backup "$name"
done
ln -s "$dir/precious" "$dir/link.db"
run 3 backup "$dir/link.db"
untouched backup
run 0 verify --replay

# ---- a copy in a folder for all, and a log beside it that somebody else made
if [ "$(id -u)" -eq 0 ]; then
	run 0 backup "$dir/copy.db"
	cp "$dir/copy.db" "$dir/theirs.db"
	sqlite3 "$dir/theirs.db" "PRAGMA wal_autocheckpoint = 0;
		INSERT OR REPLACE INTO login(staff_id, pin_hash, changed_at) VALUES (1, 'theirs', 1)" \
		".shell cp $dir/theirs.db-wal $dir/copy.db-wal" >/dev/null || fail sqlite3
	chown 65534 "$dir/copy.db-wal"
	run 5 restore "$dir/copy.db" --yes
	[ "$(sqlite3 "$db" "SELECT count(*) FROM login WHERE pin_hash = 'theirs'")" -eq 0 ] ||
		fail 'what somebody wrote beside the copy was restored'
	rm "$dir/copy.db-wal"
	run 0 restore "$dir/copy.db" --yes
fi

# ---- a file in which somebody wrote past the program
triggers=$(sqlite3 "$db" "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_schema
	WHERE type = 'trigger'")
again=$(sqlite3 "$db" "SELECT group_concat(sql, ';' || char(10)) FROM sqlite_schema
	WHERE type = 'trigger'")
past_the_program()
{
	cp "$db" "$dir/x.db"
	printf '%s;\nPRAGMA ignore_check_constraints = 1;\n%s;\n%s;\n' "$triggers" "$1" "$again" |
		sqlite3 "$dir/x.db" >/dev/null || fail sqlite3
	for words in today 'client find wang' 'client find 王' 'client show 1' 'client export --all' \
	    actions 'undo 3' 'client todo' 'staff list' verify 'client add name=X --distinct'; do
		timeout 20 "$FRONTDESK" -d "$dir/x.db" $words --format text >"$out" 2>"$err" </dev/null
		[ $? -le 5 ] || fail "$1: $words"
		LC_ALL=C grep -q "$(printf '\033')" "$out" "$err" && fail "an escape: $words"
	done
}
past_the_program "UPDATE client SET state = 'merged', merged_into = 2 WHERE id = 1;
	UPDATE client SET state = 'merged', merged_into = 1 WHERE id = 2"
past_the_program "UPDATE action SET changeset = randomblob(20000), at = 9223372036854775807,
	subject = 'client:99999999999999999999', name = '%s%n', station = char(27) || '[2J'"
past_the_program "UPDATE client SET created_at = 9223372036854775807;
	UPDATE appointment SET start_at = -9223372036854775807 WHERE id % 2"
past_the_program "UPDATE client_phone SET state = char(27) || '[2J', relation = hex(zeroblob(5000))"
past_the_program "UPDATE sequence SET n = 9223372036854775807"
for sql in 'CREATE TRIGGER extra AFTER INSERT ON client BEGIN SELECT 1; END' 'DROP TABLE access' \
    'ALTER TABLE service RENAME TO s; CREATE VIEW service AS SELECT id FROM s' \
    'DROP TRIGGER action_bd'; do
	cp "$db" "$dir/x.db"
	sqlite3 "$dir/x.db" "$sql" || fail sqlite3
	"$FRONTDESK" -d "$dir/x.db" today >"$out" 2>"$err" </dev/null
	[ $? -eq 1 ] || fail "opened all the same: $sql"
	has "$err" 'changed from outside'
done
exit 0
