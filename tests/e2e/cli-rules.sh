#!/bin/sh
# The rules of callbacks as a house changes them: every mistake is named with its line before
# anybody works with the file, and what is right is taken.
. "$(dirname "$0")/cli.inc"
# The program finds its forms beside itself; a house names its own folder.
cp -r "$(dirname "$0")/../../forms" "$dir/forms"
chmod -R u+w "$dir/forms"
printf '[frontdesk]\nforms = %s/forms\n' "$dir" >"$dir/fd.ini"
rules=$dir/forms/callbacks.cfg
cp "$rules" "$dir/right.cfg"

check()
{
	"$FRONTDESK" -c "$dir/fd.ini" check-forms >"$out" 2>"$err" </dev/null
	got=$?
	[ $got -eq "$1" ] || fail "check-forms: status $got, not $1"
}

# One word of the shipped file made wrong; what is said of it.
wrong()
{
	sed "s/$1/$2/" "$dir/right.cfg" >"$rules"
	cmp -s "$rules" "$dir/right.cfg" && fail "nothing became wrong: $1"
	check 2
	has "$err" "callbacks.cfg:[0-9]*: .*$3"
}

check 0
has "$out" 'in order'
wrong 'event = "noshow"' 'event = "noshows"' '"noshows" is not known (did you mean "noshow"?)'
wrong 'role = "nurse"' 'role = "greeter"' 'role "greeter" is not known'
wrong 'channel = "message"' 'channel = "pigeon"' 'channel "pigeon" is not known'
wrong 'by = "2h"' 'by = "2 hours"' 'is no delay'
wrong 'from = "7d"; by = "7d"' 'from = "7d"; by = "6d"' 'from lies behind by'
wrong '14:30-17:30' '12:00-17:30' 'begins before'
wrong 'when = "kind = result"' 'when = "kund = result"' 'nothing is known as kund'
wrong 'message = "indicator"' 'message = "weather"' 'messages.cfg has no message "weather"'
wrong 'script = "treat-d7"' 'script = "treat-d8"' 'scripts.cfg has no script "treat-d8"'
wrong 'when = "kind = result"' 'when = "kind = result and seg-rich = 1"' 'no segment "rich"'
wrong 'code = "treat-d7"' 'code = "treat-d3"' 'stands twice (line [0-9]*)'

# Without the file a house owes nobody a contact, and works.
rm "$rules"
check 0
cp "$dir/right.cfg" "$rules"
site 30
run 0 tick --all
has "$out" 'callbacks-expire'

# The hours of a client are understood or refused when they are typed.
run 3 client add name=Anna gender=f birth=1990-01-01 phone=13877776666 call_hours=morning
has "$err" 'no hours'
run 0 client add name=Anna gender=f birth=1990-01-01 phone=13877776666 call_hours=15:00-18:00
