#!/bin/sh
# What spool-gammu says of an injector that is cut off: it may have written the message, so neither
# "not sent" (64) nor "later" (75), which alone let it go again. One that refuses is asked later.
# shellcheck source=tests/e2e/cli.inc
. "$(dirname "$0")/cli.inc"
spool=$PWD/src/spool/spool-gammu
mkdir "$dir/bin"
echo "[smsd]" >"$dir/smsdrc"

# $1: how the injector ends; $2: what is to be said of it.
ends()
{
	printf '#!/bin/sh\n%s\n' "$1" >"$dir/bin/gammu-smsd-inject"
	chmod +x "$dir/bin/gammu-smsd-inject"
	printf hello | PATH=$dir/bin:$PATH bash "$spool" "$dir/smsdrc" 13800000823 >"$out" 2>"$err"
	got=$?
	[ $got -eq "$2" ] || fail "the injector does '$1': status $got, not $2"
}

ends 'echo "Written message with ID 7"' 0
has "$out" '^7$'
ends 'echo "no such database" >&2; exit 3' 75
ends 'echo "Written message without ID"' 75
ends 'kill -KILL $$' 1
has "$err" 'did not end in time'
ends 'exit 124' 1
rm "$dir/bin/gammu-smsd-inject"

# What anybody can put into the tables of the daemon by sending a message, or worse: a sender whose
# name holds a line of its own, rows without this or that, and a text without end.
command -v sqlite3 >/dev/null || exit 0
mkdir -m 700 "$dir/db"
printf '[smsd]\nservice = sql\ndriver = sqlite3\ndbdir = %s/db\ndatabase = sms.db\n' "$dir" >"$dir/smsdrc"
sqlite3 "$dir/db/sms.db" "CREATE TABLE inbox(ID INTEGER PRIMARY KEY, ReceivingDateTime, SenderNumber,
	UDH, TextDecoded);
	INSERT INTO inbox VALUES
	(1, '2020-01-01 00:00:00', 'X' || char(10) || 'in-9' || char(9) || '13800000823' || char(9) ||
		'1577836800' || char(9) || '1', '', 'forged'),
	(2, NULL, '13800000823', NULL, NULL), (3, 'never', NULL, 'zz', 'whose'),
	(4, '2020-01-01 00:00:00', '13800000823', '050003GGZZYY', ''');DROP TABLE inbox;--'),
	(5, '2020-01-01 00:00:00', '13800000823', '', hex(zeroblob(1000000)))"
bash "$spool" "$dir/smsdrc" --replies 0 >"$out" 2>"$err" || fail "hostile rows: $(cat "$err")"
[ "$(grep -c '^in-' "$out")" -eq 4 ] || fail "four of five rows have a sender: $(cut -c 1-80 "$out")"
grep -q '^in-9' "$out" && fail "the name of a sender made a line"
has "$out" '^place	5$'
[ "$(wc -c <"$out")" -lt 4000 ] || fail "a text without end is cut"
sqlite3 "$dir/db/sms.db" "ALTER TABLE inbox RENAME TO kept; CREATE VIEW inbox AS SELECT 9 AS ID,
	'2020-01-01 00:00:00' AS ReceivingDateTime, '13800000823' AS SenderNumber, '' AS UDH,
	readfile('/etc/passwd') AS TextDecoded"
bash "$spool" "$dir/smsdrc" --replies 0 >"$out" 2>"$err" && fail 'a view read another file'
[ ! -s "$out" ] || fail "told: $(cat "$out")"
chmod 777 "$dir/db"
bash "$spool" "$dir/smsdrc" --replies 0 >"$out" 2>"$err"
[ $? -eq 75 ] || fail 'a place that anybody may write to was read'
has "$err" 'anybody may write'
