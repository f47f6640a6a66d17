#!/bin/sh
# Free times at the command line: the next ones for a service, days for several, one's choice of
# person, and what is said when nothing fits.
. "$(dirname "$0")/cli.inc"
site 100
columns=start,end,branch,staff_id,staff,room_id,room,device_id,device,service,wait_min

run 0 free --service laser --format csv --count 5
[ "$(head -n 1 "$out" | tr -d '\r')" = $columns ] || fail 'columns of free'
[ "$(wc -l <"$out")" -eq 6 ] || fail 'not five times'
# Earliest first, none of them over, each with person, room and device.
tail -n +2 "$out" | cut -d , -f 1 >"$dir/starts"
LC_ALL=C sort -c "$dir/starts" 2>/dev/null || fail 'not in order'
[ "$(head -n 1 "$dir/starts")" \> '2026-11-24 14:32' ] || fail 'a past time'
tail -n +2 "$out" | grep -v -q '^[^,]*,[^,]*,ja,[0-9]*,[^,][^,]*,[0-9]*,[^,][^,]*,[0-9]*,[^,][^,]*,laser,0' &&
	fail 'something is missing'
cp "$out" "$dir/first"
run 0 free --service laser --format csv --count 5
cmp -s "$out" "$dir/first" || fail 'another answer to the same question'

# What is free can be had: nothing of it is taken by then.
sqlite3 -readonly "$db" "SELECT count(*) FROM service WHERE code = 'laser'" | grep -q 1 || fail laser
row=$(sed -n 2p "$dir/first")
room=$(echo "$row" | cut -d , -f 6)
start=$(date -d "TZ=\"Asia/Shanghai\" $(echo "$row" | cut -d , -f 1)" +%s)
end=$(date -d "TZ=\"Asia/Shanghai\" $(echo "$row" | cut -d , -f 2)" +%s)
taken=$(sqlite3 -readonly "$db" "SELECT count(*) FROM appointment_resource WHERE active = 1
	AND resource_id = $room AND start_at < $end AND end_at > $start")
[ "$taken" = 0 ] || fail "room $room is taken at $row"

run 0 free --service laser --staff cl --format csv --days 30
cut -d , -f 5 "$out" | tail -n +2 | sort -u >"$dir/who"
[ "$(grep -c 陈立 "$dir/who")" -eq "$(wc -l <"$dir/who")" ] || fail 'another person than the one wanted'
run 0 free --service laser --from 2026-12-01 --days 1 --format csv
tail -n +2 "$out" | cut -c 1-10 | sort -u | grep -v -q 2026-12-01 && fail 'another day'
run 0 free --service laser --format json --count 1
has "$out" '"start_at": [0-9]'

# Several services: whole days, one row a service, each after the one before.
run 0 free --service report,skin,laser --format csv --count 2
tail -n +2 "$out" | tr -d '\r' >"$dir/days"
[ $(($(wc -l <"$dir/days") % 3)) -eq 0 ] && [ -s "$dir/days" ] || fail 'no whole days'
awk -F , '{ if (NR % 3 != 1 && $1 < end) exit 1; end = $2 }' "$dir/days" || fail 'one before the other ends'

run 0 free --service laser
has "$out" '^2026-11-2'
run 4 free --service lazer
has "$err" 'No such service "lazer". Did you mean laser?'
run 4 free --service laser --staff wf
has "$err" '"wf" is not booked by anybody'
run 4 free --service laser --staff nobody
run 2 free
has "$err" 'free --service CODE'
run 2 free --service laser --days 0
run 2 free --service laser --days 367
run 2 free --service laser,laser,laser,laser,laser
has "$err" 'At most 4'
run 0 free --service laser --from 2030-01-01
has "$out" 'Nothing fits. Nothing is booked more than 366 days ahead.'
