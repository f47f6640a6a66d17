#!/bin/sh
# Booking, moving, confirming, cancelling at the command line: what is printed, how a refusal reads,
# series, deposits, lists, and the way back.
. "$(dirname "$0")/cli.inc"
site 100
columns=id,start,end,state,client_id,client,patient,service,staff_id,staff,room,device,flags,branch

# The first time that `free` finds can be had, by whoever asks first.
run 0 free --service laser --format csv --count 3
at=$(sed -n 2p "$out" | cut -d , -f 1)
later=$(sed -n 4p "$out" | cut -d , -f 1)
run 0 client add name=甲 phone=13912340001 --distinct
run 3 book --client "$(cut -d ' ' -f 1 "$out")" --service laser --at "$at"
has "$err" 'Not booked. The file lacks: Gender.'
run 0 client add name=甲 gender=f phone=13912340001 --distinct
one=$(cut -d ' ' -f 1 "$out")
run 0 client add name=乙 gender=m phone=13912340002 --distinct
two=$(cut -d ' ' -f 1 "$out")
run 0 book --client "$one" --service laser --at "$at" --format csv
[ "$(head -n 1 "$out" | tr -d '\r')" = $columns ] || fail 'columns of book'
has "$out" "^[0-9]*,$at,[^,]*,booked,$one,甲,,"
id=$(sed -n 2p "$out" | cut -d , -f 1)
staff=$(sqlite3 -readonly "$db" "SELECT s.code FROM appointment_resource x JOIN resource r
	ON r.id = x.resource_id JOIN staff s ON s.id = r.staff_id WHERE x.appointment_id = $id LIMIT 1")
[ "$(sqlite3 -readonly "$db" "SELECT count(*) FROM message WHERE appointment_id = $id
	AND channel = 'sms' AND state = 'queued' AND number = '13912340001'")" = 1 ] || fail 'no message'

# Taken: by whom, since when, and others.
run 3 book --client "$two" --service laser --at "$at" --staff "$staff"
has "$err" 'Not booked. .* was taken for 甲 (.*14:32). Next: '
hasnt "$err" F10
has "$out" '^start .*staff'
has "$out" '^2026-1'
run 3 book --client "$one" --service consult --at "$at"
has "$err" 'Not booked. 甲 has an appointment then'
run 3 book --client "$two" --service laser --at '2026-11-24 09:00'
has "$err" '09:00 is past'
run 3 book --client "$two" --service laser --at '2026-11-25 23:00'
has "$err" 'Not booked'
run 2 book --client "$two" --service laser --at '2026-11-31 10:00'
run 2 book --client "$two" --service laser --at 2026-11-25
has "$err" 'Say day and hour'
run 2 book --client "$two" --service laser
run 4 book --client "$two" --service lazer --at "$at"
has "$err" 'Did you mean laser'
run 4 book --client 999999 --service laser --at "$at"
run 4 book --client "$two" --service laser --at "$later" --room nowhere
run 2 book --client "$two" --service laser --at "$later" --deposit -5

# Moving frees the old time; confirming and the rest follow their order.
run 0 move "$id" --at "$later" --reason 'the bus' --format csv
has "$out" "^$id,$later,"
run 0 confirm "#$id"
has "$out" confirmed
run 3 confirm "$id"
has "$err" 'It is confirmed already'
run 3 noshow "$id"
has "$err" 'it can be said from'
run 4 confirm 999999
run 2 confirm x
[ "$(sqlite3 -readonly "$db" "SELECT group_concat(what) FROM (SELECT what FROM appointment_event
	WHERE appointment_id = $id AND what <> 'taken' ORDER BY id)")" = booked,moved,confirmed ] ||
	fail 'the steps are not kept'
run 3 cancel "$id"
has "$err" 'Say why'
run 0 cancel "$id" --reason ill
has "$out" cancelled
[ "$(sqlite3 -readonly "$db" "SELECT count(*) FROM client_todo WHERE kind = 'rebook'
	AND client_id = $one AND state = 'open'")" = 1 ] || fail 'not on the list'
run 0 actions --format csv --limit 1
run 0 undo "$(sed -n 2p "$out" | cut -d , -f 1)" --yes
[ "$(sqlite3 -readonly "$db" "SELECT state FROM appointment WHERE id = $id")" = confirmed ] ||
	fail 'not taken back'

# A deposit comes with it and is paid back with it.
run 0 free --service skin --format csv --count 1
at=$(sed -n 2p "$out" | cut -d , -f 1)
run 0 book --client "$two" --service skin --at "$at" --deposit 199.50 --method wechat --format csv
id=$(sed -n 2p "$out" | cut -d , -f 1)
[ "$(sqlite3 -readonly "$db" "SELECT amount || method FROM payment WHERE appointment_id = $id")" = \
	19950wechat ] || fail 'no deposit'
run 0 cancel "$id" --reason ill --pay-back
[ "$(sqlite3 -readonly "$db" "SELECT sum(amount) FROM payment WHERE appointment_id = $id")" = 0 ] ||
	fail 'not paid back'

# A series: all, or those that are free.
run 0 free --service laser --from 2027-03-01 --format csv --count 1
at=$(sed -n 2p "$out" | cut -d , -f 1)
run 0 book --client "$two" --service laser --at "$at" --series '4 weekly' --format csv
[ "$(wc -l <"$out")" -eq 5 ] || fail 'not four'
first=$(sed -n 2p "$out" | cut -d , -f 1)
run 3 book --client "$two" --service consult --at "$at" --series '5 weekly'
has "$out" 'has an appointment\|no  '
run 0 book --client "$two" --service consult --at "$at" --series '5 weekly' --skip-taken --format csv
[ "$(wc -l <"$out")" -eq 2 ] || fail 'not the fifth alone'
run 0 cancel "$first" --reason 'moves away' --later
[ "$(sqlite3 -readonly "$db" "SELECT count(*) FROM appointment WHERE series_id = $first
	AND live = 1")" = 0 ] || fail 'the series is still there'
run 2 book --client "$two" --service laser --at "$at" --series weakly

# A list: the same rules, line by line; the refused ones beside it; twice adds nothing.
# A group: at the same time with different people, or one after the other with the same; all or none.
run 0 free --service check --from 2027-03-01 --format csv --count 1
at=$(sed -n 2p "$out" | cut -d , -f 1)
run 0 book --client "$one" --group "$two" --service check --at "$at" --format csv
[ "$(sed 1d "$out" | cut -d , -f 2 | sort -u)" = "$at" ] || fail 'not at the same time'
[ "$(sed 1d "$out" | cut -d , -f 9 | sort -u | wc -l)" = 2 ] || fail 'one person for two'
run 3 book --client "$one" --group "$two" --service check --at "$at"
run 0 book --client "$one" --group "$two" --in-row --service consult --at '2027-03-02 10:00' \
	--staff lxy --format csv
[ "$(sed 1d "$out" | cut -d , -f 2 | tr '\n' ' ')" = '2027-03-02 10:00 2027-03-02 10:30 ' ] ||
	fail 'not in a row'
[ "$(sqlite3 -readonly "$db" 'SELECT count(*) FROM appointment WHERE group_id IS NOT NULL')" = 4 ] ||
	fail 'no groups'

# It moves and ends whole; who waits for what came free is said.
id=$(sed -n 2p "$out" | cut -d , -f 1)
run 2 move "$id" --at '2027-01-19 10:00' --group --later
has "$err" 'Say one of them'
run 0 move "$id" --at '2027-01-19 10:00' --group --format csv
[ "$(grep -c '^[0-9]*,2027-01-19 1' "$out")" = 2 ] || fail 'the group is not moved'
sqlite3 "$db" "INSERT INTO waiter(branch_id, client_id, service_id, day, created_at, rev, created_by)
	SELECT a.branch_id, c.id, a.service_id, '2026-11-24', 0, 0, 1 FROM appointment a, client c
	WHERE a.id = $id AND c.id NOT IN ($one, $two) ORDER BY c.id LIMIT 1"
run 0 cancel "$id" --reason ill --group --format csv
[ "$(grep -c ',cancelled,' "$out")" = 2 ] || fail 'the group is not cancelled'
has "$err" 'came free. Who waits for it: '
run 3 book --client "$one" --group "$two,$one" --service check --at '2027-03-03 10:00'
has "$err" 'twice'
run 4 book --client "$one" --group "$two,nobody at all" --service check --at '2027-03-03 10:00'
run 2 book --client "$one" --group '' --service check --at '2027-03-03 10:00'

run 0 free --service laser --from 2027-04-01 --format csv --count 1
at=$(sed -n 2p "$out" | cut -d , -f 1)
cat >"$dir/list.csv" <<L
Client,Service,Start,Staff,Note
$one,laser,$at,,first
$two,laser,$at,$staff,
nobody at all,laser,$at,,
$two,lazer,$at,,
$two,consult,2026-11-20 10:00,,
$two,consult,yesterday,,
L
run 3 book --import "$dir/list.csv" --dry-run
has "$err" 'nothing was written'
run 3 book --import "$dir/list.csv" --format csv
has "$out" '^6,[12],0,[45]'
has "$err" 'list.csv:4: No client matches'
has "$err" 'list.csv:5: No such service'
has "$err" 'list.csv:6: .*is past'
has "$err" 'list.csv:7: .*YYYY-MM-DD'
has "$dir/list.csv.rejected.csv" '^Client,Service,Start,Staff,Note'
[ "$(sqlite3 -readonly "$db" "SELECT count(*) FROM message WHERE template = 'booked'
	AND appointment_id = (SELECT max(id) FROM appointment)")" = 0 ] || fail 'a list tells nobody'
n=$(sqlite3 -readonly "$db" 'SELECT count(*) FROM appointment')
run 3 book --import "$dir/list.csv" --format csv
has "$out" '^6,0,[12],[45]'
[ "$(sqlite3 -readonly "$db" 'SELECT count(*) FROM appointment')" = "$n" ] || fail 'twice'
printf 'client,service,when\n' >"$dir/bad.csv"
run 3 book --import "$dir/bad.csv"
has "$err" 'No column of appointments is called "when"'
run 0 verify
