#!/bin/sh
# Proofs, backup and restore, the clock's work, the list of actions.
. "$(dirname "$0")/cli.inc"
site 60
run 0 client add 'name=Dora Dill' --distinct
run 0 verify
[ "$(grep -c ' ok ' "$out")" -eq 5 ] || fail 'not five proofs'
run 0 verify --chain --format csv
has "$out" '^chain,ok,0,'
[ "$(wc -l <"$out")" -eq 2 ] || fail 'more than was asked for'
run 0 verify --replay
run 0 verify --figures
run 2 verify --base x
run 4 verify --replay --base "$dir/none"

run 0 actions --limit 1 --format csv
has "$out" ',client-add,client:'
run 0 actions --staff admin
run 4 actions --staff nobody
run 2 actions --from yesterday
run 0 actions --from 2026-11-24 --to 2026-11-24 --name client-add

run 0 tick
has "$out" 'expire-holds'
run 0 tick
has "$out" 'Nothing was due'
run 0 tick --all
run 0 doctor
chmod 666 "$db"
run 1 doctor
has "$out" 'BAD'
chmod 660 "$db"

# A copy, then more work, then the copy again: nothing is thrown away.
run 0 backup "$dir/copy.db"
run 0 backup "$dir/copy.db"
echo letter >"$dir/letter"
run 3 backup "$dir/letter"
[ "$(cat "$dir/letter")" = letter ] || fail 'the letter is gone'
run 3 backup "$db"
run 1 backup "$dir/no/such/copy.db"
run 0 client add 'name=Emil Erb' --distinct
run 2 restore "$dir/copy.db"
run 0 restore "$dir/copy.db" --yes
run 0 client find 'emil erb' --format csv
hasnt "$out" Emil
run 0 client find 'dora dill' --format csv
has "$out" Dora
"$FRONTDESK" -d "$(ls "$dir"/fd.db.before-*[0-9])" client find 'emil erb' >"$out" 2>"$err" || fail 'aside'
has "$out" Emil
# Twice in the same second: what was moved aside first is not written over.
run 0 restore "$dir/copy.db" --yes
[ "$(ls "$dir"/fd.db.before-*[0-9] | wc -l)" -eq 2 ] || fail 'one of two was moved over the other'
# An old log must not be read into the restored file.
mv "$db" "$dir/away.db"
echo 'frames of another file' >"$db-wal"
run 0 restore "$dir/copy.db"
[ ! -s "$db-wal" ] || fail 'the old log lies beside the new file'
run 0 verify
[ ! -e "$dir/copy.db-shm" ] && [ ! -e "$dir/copy.db-wal" ] || fail 'leftovers beside the copy'
run 4 restore "$dir/none.db" --yes
run 1 restore "$dir/letter" --yes
run 0 verify

# Somebody who writes past the program is found out.
command -v sqlite3 >/dev/null || exit 0
cp "$db" "$dir/good.db"
sqlite3 "$db" 'DROP TRIGGER action_bu'
run 1 verify
db=$dir/good.db
sqlite3 "$db" 'UPDATE client_figures SET n_done = n_done + 1'
run 1 verify
grep -q -E '^kpi +BAD' "$out" || fail 'a wrong figure was not found'
