#!/bin/sh
# Whatever box somebody is typing in when the power goes: at the next log-in it is offered, opens
# again over its list, and holds what was typed; what stood in a prompt of one line stands there
# again when the same is asked. One row each: who, the keys to it, what is seen of it, the keys to
# its text.
set -eu
: "${SCN:?}" "${1:?}"
here=$(cd "${0%/*}" && pwd)
cd "$1"
cat >boxes <<'END'
wl|F8 n|Complaint of nobody|Enter
wl|F8 ] ] n|Suggestion of my own|
wl|F8 ] ] y|Decision|1 Tab
wl|F8 ] ] ] n|Improvement|
wl|F8 ] ] ] y|What was done|
wl|F8 ] ] ] ] n 3|Event of the house|
wl|F8 ] ] ] ] Enter Down Enter|accepted|1 Tab
wl|F8 / "C-0001\n" Enter n|C-0001: step|Tab
wl|F8 / "C-0001\n" Enter s|message to the client|
wl|F8 / "C-0001\n" Enter e|kind and owner|Tab Tab Tab
wl|F8 / "C-0001\n" Enter F10|end of the case|
wl|F8 / "C-0001\n" Enter u|to the head office|
cl|C-p "eq\n" Enter|Answer|
zq|F2 "21-0004" Enter u|Ask about|
hj|F7 / "T-0007\n" x|Cancel the test|
qs|F7 / "T-0002\n" y|T-0002|Tab Tab
wl|F2 "21-0004" Enter ] ] ] ] ] ] ] ] ] n|by hand|1 Tab Tab
wf|F2 "wxm0823" Enter s Tab|text as it is sent|
wf|F4 End x 6|Cancel|
wf|F2 "wxm0823" Enter l|Waiting list|Tab Tab Tab Tab Tab Tab Tab Tab
wl|F6 ] n|Draw a sample|C-u
END
cat >lines <<'END'
wl|F8 / "C-0003\n" Enter y|Open again, why
wl|F8 ] ] ] x|Why not, or what is missing
zq|F6 r|Remark
zq|F6 u|To the expert, urgent
END
keys()
{
	for k in $2; do
		case $k in
		'"'*) printf '@%s type %s\n' "$1" "$k" ;;
		*) printf '@%s key %s\n' "$1" "$k" ;;
		esac
	done
}
kept="sql \"SELECT count(*) FROM draft WHERE body LIKE '%kept words %' AND state ="
{
	printf 'name "draft-boxes"\n'
	printf 'desc "every box that was open when the power went is offered, and holds what was typed"\n'
	printf 'limit 240s\n'
	sed -n '/^seed/,$p' "$here/site.inc"
	n=0
	at=
	while IFS='|' read -r who keys title rest; do
		n=$((n + 1))
		[ "$at" = "$who" ] || {
			[ -z "$at" ] || printf '@a sig KILL\n@a exits KILL\n'
			printf 'start a -c desk.ini -u %s\n' "$who"
		}
		keys a "$keys"
		printf '@a see "%s"\n' "$title"
		[ -z "$rest" ] || printf '@a key %s\n' "$rest"
		printf '@a type "kept words %d"\n@a key Tab\n' $n
		printf "%s 'open'\" = 1\n" "$kept"
		# A minute later the claim of the terminal that died has run out.
		printf '@a sig KILL\n@a exits KILL\nclock +1m\n'
		printf 'start a -c desk.ini -u %s\n@a see "Kept for you: 1 draft"\n@a key 1\n' "$who"
		printf '@a see "%s" "kept words %d"\n@a see 23 "Going on with what was typed"\n' \
			"$title" $n
		# Left by hand it is parked, and its row offers it again.
		printf '@a key Esc\n'
		printf "%s 'parked'\" = 1\nexec \"DELETE FROM draft\"\n@a key F4\n" "$kept"
		at=$who
	done <boxes
	printf '@a sig KILL\n@a exits KILL\n'
	while IFS='|' read -r who keys label; do
		n=$((n + 1))
		printf 'start a -c desk.ini -u %s\n' "$who"
		keys a "$keys"
		printf '@a see 23 "%s"\n@a type "kept words %d"\n' "$label" $n
		# A second after it was typed it is written, and at a hang-up at once.
		[ $n -gt 22 ] && printf '@a hangup\n@a exits 0\n' ||
			printf "%s 'line'\" = 1\n@a sig KILL\n@a exits KILL\n" "$kept"
		printf 'start a -c desk.ini -u %s\n@a nosee "Kept for you: 1"\n' "$who"
		keys a "$keys"
		printf '@a see 23 "%s" "kept words %d"\n' "$label" $n
		# Stepping back destroys nothing; only an answer, or an empty line, ends it.
		printf '@a key Esc\n'
		keys a "${keys##* }"
		printf '@a see 23 "kept words %d"\n@a key C-u\n' $n
		printf '%s '"'line'"'" = 0\n@a sig KILL\n@a exits KILL\n' "$kept"
	done <lines
} >boxes.scn
exec "$SCN" boxes.scn
