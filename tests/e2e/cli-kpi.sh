#!/bin/sh
# kpi: figures with how many they are of, by time, branch, person, stage, hour and thing, what they
# are made of; ratings in the staff directory.
. "$(dirname "$0")/cli.inc"
site 100

run 0 -u wl kpi --format=csv
has "$out" 'figure,n,of,value,unit,before'
for f in client-on-time house-on-time content came-back no-show conversion calls-on-time wait rework \
    unfit staff-load room-load device-load; do
	awk -F, -v f=$f '$1 == f && $2 > 0 && $3 > 0 && $4 != "" { n++ } END { exit n != 1 }' "$out" ||
		fail "$f: nothing in the made-up house"
done

# Days of a month sum up to it, branches to the house.
sum() { awk -F, -v f="$1" '$4 == f { n += $5; of += $6 } END { print n "," of }' "$out"; }
whole=$(sed -n 's/^no-show,\([0-9]*,[0-9]*\),.*/\1/p' "$out")
for by in day week month; do
	run 0 -u wl kpi --by $by --format=csv
	[ "$(sum no-show)" = "$whole" ] || fail "the ${by}s do not sum up to the month"
done
run 0 -u wl kpi --all --format=csv
whole=$(sed -n 's/^came-back,\([0-9]*,[0-9]*\),.*/\1/p' "$out")
run 0 -u wl kpi --all --by branch --format=csv
[ "$(sum came-back)" = "$whole" ] || fail 'the branches do not sum up to the house'
run 0 -u wl kpi --branch pd --format=csv
mv "$out" "$dir/pd"
run 0 -u wl -b pd kpi --format=csv
cmp "$out" "$dir/pd" || fail 'a branch by its name is not that branch at hand'

# Every row behind a figure is one of those it is of.
run 0 -u wl kpi --format=csv
of=$(sed -n 's/^rework,[0-9]*,\([0-9]*\),.*/\1/p' "$out")
run 0 -u wl kpi --rows rework --format=csv
has "$out" 'kind,id,at,client_id,client,staff,about,n,of'
[ "$(wc -l <"$out")" -eq $((of + 1)) ] || fail 'rework: not a row for each treatment'

run 0 -u wl kpi --by person --format=csv
has "$out" 'staff,name,visits,to_standard,steps,on_time,callbacks,rating,answers,asked,appointments,load'
has "$out" 'ly,刘洋,'
run 0 -u wl kpi --by stage --format=csv
for s in card wait consult pay ready room leave whole; do
	grep -q "^$s,[1-9]" "$out" || fail "stage $s: no visit"
done
run 0 -u wl kpi --by hour --format=csv
grep -q ',peak' "$out" && grep -q ',idle' "$out" || fail 'no peak or no idle hour'
run 0 -u wl kpi --by load --format=csv
grep -q '^device,laser1,' "$out" || fail 'no load of a device'

# Ratings stand in the directory.
run 0 -u wl staff list --format=csv
grep -q -E '^[0-9]+,cl,.*,[1-9][0-9]*,[1-9][0-9]*.?$' "$out" || fail 'no rating of cl'

run 2 -u wl kpi --by moon
run 2 -u wl kpi --rows moon
run 2 -u wl kpi --all --branch pd
run 4 -u wl kpi --branch moon
run 3 -u wl kpi blue
