#!/bin/sh
# cases, cases take, escalations, paper case: limits, who may, and what a list says.
. "$(dirname "$0")/cli.inc"
site 60

run 0 -u wf cases take --client no:21-0001 --kind urgent --level grave 'Waited an hour'
has "$out" 'First answer by 18:32, solved by Wed 25 Nov 14:32.'
number=$(sed 's/ .*//' "$out")
run 0 -u wf cases --format=csv
has "$out" "$number,2026-11-24 14:32,open,urgent,grave,phone,"
run 0 -u wf paper case "$number"
has "$out" 'Waited an hour'

# Nobody's, and from earlier: its limits count from then.
run 0 -u wf cases take --channel review --at '2026-11-21 10:00' 'Two stars'
run 0 -u wf cases --late --format=csv
has "$out" 'Two stars'
hasnt "$out" 'Waited an hour'

# What no file knows, what is still to come, who may not.
run 3 -u wf cases take --kind angry 'x'
has "$err" 'There is no kind "angry" in complaints.cfg.'
run 3 -u wf cases take --at '2026-11-25 10:00' 'x'
has "$err" 'still to come'
run 3 -u wf cases take ' '
has "$err" 'Content is open'
run 2 -u wf cases --late --all
run 0 -u wf escalations --all
run 2 -u wf escalations --all --mine
