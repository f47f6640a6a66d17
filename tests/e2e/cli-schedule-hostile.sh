#!/bin/sh
# Words and lists about the schedule and the day that nobody means well: refused in a sentence, nothing
# written, nothing cut off silently.
. "$(dirname "$0")/cli.inc"
site 60
command -v sqlite3 >/dev/null || exit 77
db_sum()
{
	sqlite3 -readonly "$db" 'SELECT max(id) FROM action'
}
value()
{
	sqlite3 -readonly "$db" "$1"
}
tail_of()
{
	head -c "$1" /dev/zero | tr '\0' x
}
live=$(value "SELECT id FROM appointment WHERE live = 1 AND day > '2026-11-25' LIMIT 1")
due=$(value "SELECT id FROM appointment WHERE state = 'booked' AND day = '2026-11-24' AND branch_id = 1
	AND start_at > 1795480000 LIMIT 1")
[ -n "$live" ] && [ -n "$due" ] || fail 'the made-up site has no appointments'
run 0 free --service check --from 2026-12-01 --count 1 --format csv
at=$(sed -n 2p "$out" | cut -d , -f 1)
before=$(db_sum)

# ---- one way of booking at a time, and words that the form has
one="book --client 5 --service check"
for words in '--group 6 --series 2x1w' '--in-row' '--skip-taken' '--method cash' '--dry-run' \
    '--channel pigeon' '--deposit 5 --method shells' '--second wl' "--needs $(tail_of 5000)" \
    '--deposit -1' '--deposit 9999999999' '--series 99999x1w' '--series 0x1w'; do
	# shellcheck disable=SC2086
	run 2 $one --at "$at" $words
done
run 2 book --import x.csv --client 5 --group 6
run 4 free --service check --staff ''
run 4 free --service ,
run 2 resource list --kind bogus

# ---- blanks are no reason, and no allergy
for blank in '' ' ' '　 '; do
	run 3 cancel "$live" --reason "$blank"
	has "$err" 'Say why'
	run 3 arrive --id "$due" --identity known --allergy more --allergy-text "$blank"
done
run 3 $one --at "$at" --insert --reason '　'

# ---- what does not fit is refused, not cut
for word in --allergy-text --wants --learnt; do
	run 2 arrive --id "$due" --identity known --allergy more "$word" "$(tail_of 900)"
	has "$err" 'longer than can be kept'
done
run 2 roster leave cl --from 2026-12-01 --to 2026-12-01 --why "$(tail_of 700)"

# ---- numbers and days at their ends
for words in "move $live --at '9999-12-31 23:59'" "move $live --at '1970-01-01 08:00'" \
    "roster leave cl --from 2026-12-01 --to 2099-12-01" 'service set check minutes=1441' \
    'service set check deposit=1e300' 'resource set r1 rank=99999999999999999999' \
    "roster open from_day=2026-12-02 to_day=2026-12-01 open_min=9 close_min=10" \
    'service need check line=1 kind=room'; do
	eval "run 3 $words"
done
for words in "move 999999999999 --at '$at'" 'cancel 0 --reason x' 'confirm 999999999999' 'roster off 0' \
    'roster leave --end 99999' 'arrive --id 1000000000 --identity known'; do
	eval "run 4 $words"
done
for words in "move -1 --at '$at'" "cancel 99999999999999999999 --reason x" \
    'arrive --id 99999999999 --identity known' 'service need check --off 1 kind=room' \
    'free --service check --days 0' 'free --service check --count 1001' 'day --count x'; do
	eval "run 2 $words"
done
[ "$(db_sum)" = "$before" ] || fail 'something was written'

# ---- lists
esc=$(printf '\033')
{
	echo 'client,service,start,note'
	echo "5,check,$at,a${esc}[2Jb"
	echo "5,check,$at,$(tail_of 5000)"
	echo '5,check,9999-12-31 23:59,'
	echo '5,check,0000-01-01 00:00,'
	echo '99999999999999999999,check,2026-12-01 10:00,'
	echo "5,'; DROP TABLE client; --,$at,"
	echo '5'
} >"$dir/a.csv"
run 3 book --import "$dir/a.csv"
has "$out" '7 *0 *0 *7'
LC_ALL=C grep -q "$esc" "$err" && fail 'an escape came back'
head -c 1000000 /dev/zero | tr '\0' , >"$dir/b.csv"
run 3 book --import "$dir/b.csv"
run 3 request import "$dir/b.csv"
[ "$(db_sum)" = "$before" ] || fail 'a line was booked'

{
	echo 'key,came,name,phone,text'
	echo "$(tail_of 80),,A,13800000001,x"
	echo 'k1,0001-01-01 00:00,A,13800000001,x'
	echo 'k2,9999-12-31 23:59,A,13800000001,x'
	echo 'k3,2026-11-24T14:00:00+99:99,A,13800000001,x'
	echo "k4,,=1+1 ${esc}[31m,13800000001,$(tail_of 5000)"
} >"$dir/c.csv"
run 3 request import "$dir/c.csv"
has "$out" '5 *1 *0 *4'
[ "$(value "SELECT count(*) FROM request WHERE text GLOB '*xx..'")" = 1 ] || fail 'cut without a sign'
run 0 request list --format csv
LC_ALL=C grep -q "$esc" "$out" && fail 'an escape in a request'
has "$out" ",'=1+1"

# ---- a spreadsheet runs none of it
sqlite3 "$db" "UPDATE client SET name = '=1+1', alias = '+x'; UPDATE staff SET name = '@SUM(1)';
	UPDATE resource SET name = '-cmd'; UPDATE service SET name = '＝x', name_en = '=y';
	UPDATE roster SET note = '=n'; UPDATE opening SET reason = '@r'" || fail sqlite3
for words in 'day 2026-11-25' queue today 'free --service check' 'resource list' 'service list' \
    'staff list' 'roster show' 'roster open' 'roster leave' 'day --count staff' disrupt waitlist \
    'request list'; do
	# shellcheck disable=SC2086
	run 0 $words --format csv
	grep -q '\(^\|,\)"\{0,1\}\([=@＝]\|[+-][^0-9]\)' "$out" && fail "a formula: $words"
done
exit 0
