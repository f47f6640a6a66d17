#!/bin/sh
# message send, messages, message withdraw: what waits is taken back, once, with a reason.
. "$(dirname "$0")/cli.inc"
site 60

run 0 -u wf message send --client no:21-0001 --template thanks
run 0 -u wf messages --waiting --format=csv
id=$(tail -n 1 "$out" | cut -d, -f1)
run 2 -u wf message withdraw --why 'written to the wrong one'
run 2 -u wf message withdraw "$id" 2 --why 'written to the wrong one'
run 0 -u wf message withdraw "$id" --why 'written to the wrong one'
has "$out" "Withdrawn: message $id."
run 3 -u wf message withdraw "$id" --why 'again'
