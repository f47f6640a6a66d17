#!/bin/sh
# Files that are not what they should be; two who write at once; a full disk behind the list.
. "$(dirname "$0")/cli.inc"
command -v sqlite3 >/dev/null || exit 77
site 60
good=$db

db=$dir
run 1 today
has "$err" 'is not a file'
db=$dir/letter
echo 'Dear Sir' >"$db"
run 1 today
run 1 client add name=X
[ "$(cat "$db")" = 'Dear Sir' ] || fail 'the letter was written to'
db=$dir/foreign.db
sqlite3 "$db" 'CREATE TABLE a(b)'
run 1 today
has "$err" 'another program'
db=$dir/newer.db
cp "$good" "$db"
sqlite3 "$db" 'PRAGMA user_version = 99' >/dev/null
run 2 today
has "$err" 'newer'
db=$dir/no/such/folder.db
run 4 today
run 1 init
db=$dir/empty.db
: >"$db"
run 1 today
run 0 init

# Two at once: nobody's file is lost, every file number is given once.
db=$good
before=$("$FRONTDESK" -d "$db" client export --all --format csv | wc -l)
for i in 1 2 3 4 5 6; do
	"$FRONTDESK" -d "$db" client add "name=Zwei $i" --distinct >"$dir/add$i" 2>&1 </dev/null &
done
wait
run 0 client export --all --format csv
[ "$(wc -l <"$out")" -eq $((before + 6)) ] || fail "6 added, $(wc -l <"$out") lines after $before"
[ "$(cat "$dir"/add? | cut -d ' ' -f 2 | sort -u | wc -l)" -eq 6 ] || fail 'file numbers twice'
run 0 verify

if [ -w /dev/full ]; then
	"$FRONTDESK" -d "$db" client export --all >/dev/full 2>"$err" </dev/null
	[ $? -eq 1 ] || fail 'a full disk looked like success'
fi
