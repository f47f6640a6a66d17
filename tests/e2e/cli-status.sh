#!/bin/sh
# Each class of exit status, and one sentence for each refusal.
. "$(dirname "$0")/cli.inc"
"$FRONTDESK" --help >"$out" 2>"$err" || fail '--help'
has "$out" 'client find TEXT'
"$FRONTDESK" --version >"$out" 2>"$err" || fail '--version'
has "$out" '^frontdesk [0-9]'
"$FRONTDESK" --print-schema >"$out" 2>"$err" || fail '--print-schema'
has "$out" 'CREATE TABLE client('

run 4 today
has "$err" 'frontdesk init'
run 0 init --name 'House' --zone Europe/Berlin --language en --branch x1 --manager boss
run 3 init
run 0 staff list --format csv
has "$out" '^1,boss,'
run 0 demo --clients 60 --today 2026-11-24
run 3 demo --clients 60
run 0
has "$out" 'booked, .* here'
run 0 today --format csv
has "$out" '^id,start,end,state,client_id,client,patient,service,staff_id,staff,room,device,flags'
run 0 client find zzzzz
has "$out" 'No one matches'
run 2 client find
run 2 client fnid x
has "$err" 'Did you mean'
run 2 backpu x
has "$err" 'backup'
run 2 client find x --limit 65
run 2 today now
run 2 -x
run 2 -d
run 4 client show zzzzz
run 4 client show no:99-9999
run 4 -b nowhere today
run 4 -u nobody today
run 3 client add name=
run 2 client add 'no such field=1'
run 2 -c "$dir/none.ini" -c "$dir/none.ini" today
run 4 -c "$dir/none.ini" today
printf '[lock]\nidel = 5\n' >"$dir/bad.ini"
run 2 -c "$dir/bad.ini" today
has "$err" idel
