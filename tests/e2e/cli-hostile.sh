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

# Every text that a person of the house or a client may have typed, past the program: an escape, a colour,
# a title, an eight-bit CSI, marks that turn the line round. No command hands them to a terminal.
evil=$(printf '%s' "char(69, 118, 27) || '[31mil' || char(27) || ']0;x' || char(7, 155) || '2J' ||" \
	"char(8238) || 'abc' || char(8294, 8207, 1564, 8232, 127, 13, 10)")
sqlite3 "$db" "UPDATE client SET name = $evil, alias = $evil, needs = $evil, notes = $evil, email = $evil;
	UPDATE client_flag SET text = $evil; UPDATE dependant SET name = $evil;
	UPDATE client_phone SET name = $evil; UPDATE service SET name = $evil, name_en = $evil;
	UPDATE resource SET name = $evil; UPDATE staff SET name = $evil, name_en = $evil;
	UPDATE branch SET name = $evil; UPDATE site SET name = $evil; UPDATE client_note SET text = $evil" ||
	fail 'sqlite3'
turned=$(printf '\342\200\256\|\342\201\246\|\342\200\217\|\330\234\|\342\200\250')
for words in today 'client find ev' 'client find 138' 'client show 1' 'client duplicates' 'client todo' \
    'staff list --all' 'actions --limit 20' 'client export 1 --format text' doctor verify 'undo 2' \
    'client merge 1 2' 'ring 13800000823' 'client export --all --format csv' 'client export 1 --format json' \
    'client find ev --format csv' 'today --format json'; do
	# shellcheck disable=SC2086
	"$FRONTDESK" -d "$db" $words >"$out" 2>"$err" </dev/null
	case $words in *'find ev'*) has "$out" 'Ev.*\[31mil.*2Jabc' ;; esac
	for seen in "$out" "$err"; do
		tr -d '\r' <"$seen" | LC_ALL=C grep -q "[$esc$(printf '\007\177')]" && fail "an escape: $words"
		LC_ALL=C grep -q "$(printf '\302\233')" "$seen" && fail "C1: $words"
		LC_ALL=C grep -q "$turned" "$seen" && fail "a turned line: $words"
	done
done
exit 0
