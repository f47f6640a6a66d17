#!/bin/sh
# A script has a folder of its own, the program and the player.
set -eu
test -z "$(ls -A "$1")"
"$FRONTDESK" -d "$1/desk.db" init
"$FRONTDESK" -d "$1/desk.db" say hello | grep -q 'said hello'
test -x "$SCN"
