#!/bin/sh
# A treatment by script: what must be seen, each step, the manager, the end, its papers.
. "$(dirname "$0")/cli.inc"
site 60
sqlite3 "$db" "UPDATE service SET price = 0; UPDATE visit SET state = 'left', left_at = arrived_at + 60, outcome = 'consulted' WHERE state <> 'left'" || fail sqlite3
run 0 -u wf arrive --client no:21-0001 --identity known --allergy same
run 0 -u wf queue --format csv
visit=$(sed -n 's/^\([0-9]*\),.*王小明.*/\1/p' "$out")
run 0 treat list --day 2020-01-01
has "$out" 'No treatment'
run 0 treat start "$visit"
has "$out" 'consent to this service is not signed'
has "$out" 'IN THE FILE: allergy to numbing cream'
# Not in a room yet; then without the consent.
run 3 treat start "$visit" --seen --consent self
has "$err" 'leads into the room'
sqlite3 "$db" "UPDATE visit SET state = 'treating' WHERE id = $visit" || fail sqlite3
run 3 treat start "$visit" --seen
has "$err" 'consent'
run 0 treat start "$visit" --seen --consent self
id=$(cat "$out")
run 3 treat start "$visit" --seen
run 3 -u ly treat step "$id" energy --figure 9
has "$err" 'Step 1 (identity, allergy read out) comes before'
run 0 -u ly treat step "$id" identity --remark "all four"
run 0 -u ly treat step "$id" 2
run 0 -u sy treat step "$id" skin --finding calm
run 0 -u ly treat step "$id" shield
run 3 -u ly treat step "$id" energy
run 3 -u ly treat step "$id" energy --figure 99
run 0 -u ly treat step "$id" energy --figure 9.5
run 4 -u ly treat step "$id" nothing
run 2 -u ly treat step x nothing
run 0 -u wl treat confirm "$id" identity
run 3 -u wl treat confirm "$id" identity
run 0 treat show "$id" --format csv
has "$out" '^1,identity,before,,.*,done,2026-11-24 14:32,刘洋,ok,2026-11-24 14:32,吴磊,0,all four'
has "$out" '^7,energy,during,operator,.*9.5 J'
run 3 -u ly treat close "$id" --used self
has "$err" 'Step 8 (full pass, both cheeks) is required'
run 3 -u ly treat close "$id" --stop "dizzy"
has "$err" 'who agreed'
run 0 paper treatment "$id"
has "$out" 'Treatment record'
has "$out" '9.5 J'
run 0 paper after-care "$id"
has "$out" 'Sun screen SPF 30'
has "$out" 'Fri 27 Nov 2026'
run 0 -u ly treat close "$id" --stop "dizzy" --agreed "he and Dr Chen"
run 0 treat list --format csv
has "$out" ',stopped,'
run 3 -u ly treat step "$id" pass
# Who answered a question so; the owner of the file sees hidden questions too, no form's are found.
sqlite3 "$db" "INSERT OR IGNORE INTO form_text(hash, form, text) VALUES ('h', 'consult-functional', '');
INSERT INTO sheet(client_id, created_at, form, form_hash) SELECT id, 1, 'consult-functional', 'h' FROM client WHERE file_no = '21-0001';
INSERT INTO answer(sheet_id, field, code) SELECT max(id), 'private', 'told' FROM sheet;
INSERT INTO answer(sheet_id, field, code) SELECT max(id), 'seen', 'diet' FROM sheet;
INSERT INTO answer(sheet_id, field, code) SELECT max(id), 'gone', 'x' FROM sheet" || fail sqlite3
run 0 consult find private told --format csv
has "$out" '王小明'
run 0 consult find seen diet --format csv
has "$out" '王小明'
run 0 consult find gone x --format csv
! grep -q '王小明' "$out" || fail 'a question of no form was found'
