#!/bin/sh
# Words that nobody means well: refused in a sentence, nothing written, nothing obeyed by a terminal.
. "$(dirname "$0")/cli.inc"
site 60
esc=$(printf '\033')
bad=$(printf '\377\376')
huge=$(head -c 100000 /dev/zero | tr '\0' a)
sum()
{
	"$FRONTDESK" -d "$db" client export --all --format csv | cksum
}
before=$(sum)
for word in "${esc}[2J" "$bad" "$huge" "a${esc}]0;x" "$(printf 'a\nb')"; do
	run 2 client find "$word"
	run 2 client show "$word"
	run 2 client add "name=$word"
	run 2 client merge "$word" 1
	run 2 actions --client "$word"
	run 2 undo "$word"
	run 2 staff add "$word" x
	run 2 backup "$word"
	run 2 restore "$word" --yes
	LC_ALL=C grep -q "$esc" "$err" && fail 'an escape came back'
done
run 2 "${esc}[2J"
run 2 "$huge"
run 4 -b "${esc}[2J" today
run 4 -u "$huge" today
LC_ALL=C grep -q "$esc" "$err" && fail 'an escape came back'
for word in "' OR 1=1 --" '%' '_' '*' '"' '%s%n%s%n' '; DROP TABLE client' '../../etc/passwd' '' ' ' \
    '-' '99999999999999999999' '1e9' '٣٤' '１３８'; do
	run 0 client find "$word"
done
run 4 client show "' OR 1=1 --"
run 4 client show 99999999999999999999
run 2 client find x --limit 99999999999999999999
run 2 undo 99999999999999999999
run 2 demo --clients -1
run 2 demo --today 2026-02-30
run 3 client add "name=$(head -c 2000 /dev/zero | tr '\0' a)"
[ "$(sum)" = "$before" ] || fail 'something was written'

# Put there past the program: printed without effect.
command -v sqlite3 >/dev/null || exit 0
sqlite3 "$db" "UPDATE client SET pinyin = 'x' || char(27) || '[2J' || char(7) || char(155) || 'y' WHERE id = 3" ||
	fail 'sqlite3'
for format in text csv json; do
	run 0 client show 3 --format $format
	LC_ALL=C grep -q "[$esc$(printf '\007\177')]" "$out" && fail "control characters in $format"
	LC_ALL=C grep -q "$(printf '\302\233')" "$out" && fail "C1 in $format"
done
exit 0
