#!/bin/sh
# Messages through a real gammu-smsd on a dummy telephone: some numbers are refused, some texts make
# several parts, replies come in; sms-sync is killed while it hands over. In the end every message is
# in a true state, and none left twice. MESSAGES=200 KILLS=20 is the long run (make sms).
# shellcheck source=tests/e2e/cli.inc
. "$(dirname "$0")/cli.inc"
for tool in gammu-smsd gammu-smsd-inject sqlite3 python3 cc; do
	command -v $tool >/dev/null || { echo "needs $tool"; exit 77; }
done
schema=$(ls /usr/share/doc/gammu-smsd/examples/sqlite.sql* 2>/dev/null | head -n 1)
[ -n "$schema" ] || { echo 'needs sqlite.sql of the package gammu-smsd'; exit 77; }
pkg-config --exists gammu || { echo 'needs libgammu-dev'; exit 77; }
[ -e /usr/lib/*/dbd/libdbdsqlite3.so ] || { echo 'needs libdbd-sqlite3'; exit 77; }
messages=${MESSAGES:-12}
kills=${KILLS:-2}
tries=${TRIES:-1}
spool=$PWD/src/spool/spool-gammu
phone=$dir/phone
smsdb=$dir/sms.db

# ---- the telephone ----

# shellcheck disable=SC2046 # several words
cc -shared -fPIC $(pkg-config --cflags gammu) -o "$dir/refuse.so" tests/fixtures/sms-refuse.c ||
	fail 'the dummy telephone cannot be told to refuse'
for box in sms/1 sms/2 sms/3 sms/4 sms/5 pbk/ME pbk/SM pbk/MC pbk/RC pbk/DC note calendar todo \
	alarm fs/incoming fs/inbox; do
	mkdir -p "$phone/$box"
done
zcat -f "$schema" | sqlite3 "$smsdb" || fail 'no tables for the daemon'
cat >"$dir/smsdrc" <<EOF
[gammu]
model = dummy
connection = none
device = $phone
gammucoding = utf8

[smsd]
service = sql
driver = sqlite3
dbdir = $dir/
database = sms.db
logfile = $dir/smsd.log
skipsmscnumber = 123456
checksecurity = 0
checkbattery = 0
checksignal = 0
checknetwork = 0
commtimeout = 1
sendtimeout = 5
receivefrequency = 1
statusfrequency = 0
loopsleep = 0
maxretries = 1
retrytimeout = 1
EOF
smsd=

start_daemon()
{
	LD_PRELOAD=$dir/refuse.so gammu-smsd -c "$dir/smsdrc" >/dev/null 2>&1 &
	smsd=$!
}

stop_daemon()
{
	[ -n "$smsd" ] || return 0
	kill "$smsd" 2>/dev/null
	for i in 1 2 3 4 5 6; do
		kill -0 "$smsd" 2>/dev/null || break
		sleep 0.5
	done
	kill -9 "$smsd" 2>/dev/null
	wait "$smsd" 2>/dev/null
	smsd=
}
trap stop_daemon EXIT

# ---- the house ----

site 30
cat >"$dir/desk.ini" <<EOF
[spool]
command = $spool $dir/smsdrc
EOF
chmod 0600 "$dir/desk.ini"
now=$(date +%s)
echo "$now" >"$dir/clock"
ask()
{
	sqlite3 -cmd '.timeout 10000' "$db" "$1"
}
daemon()
{
	sqlite3 -cmd '.timeout 10000' "$smsdb" "$1"
}
# Never quiet, whatever the hour of the test; nothing of the made-up site waits.
ask "INSERT OR REPLACE INTO setting(key, value) VALUES ('message.quiet-from', '0'),
	('message.quiet-to', '0'), ('message.tries', '$tries');
	DELETE FROM reply; DELETE FROM message;"
client=$(ask "SELECT p.client_id FROM client_phone p JOIN client c ON c.id = p.client_id
	WHERE c.state = 'active' AND p.relation = 'self' AND NOT EXISTS (SELECT 1 FROM client_flag f
	WHERE f.client_id = p.client_id) LIMIT 1")

# Every tenth is refused by the telephone, every seventh makes three parts, one has no such number.
i=0
while [ $i -lt "$messages" ]; do
	i=$((i + 1))
	number=13800$(printf %06d $i)
	[ $((i % 10)) -ne 0 ] || number=19900$(printf %06d $i)
	[ $((i % 50)) -ne 3 ] || number=12
	long=
	[ $((i % 7)) -ne 0 ] || long=$(printf '复诊请带上次的报告单。%.0s' 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
	echo "INSERT INTO message(branch_id, client_id, day, created_at, template, channel, language,
		number, text, due_at) SELECT branch_id, id, '2026-11-24', $now, 'note', 'sms', 'zh',
		'$number', '【康禾】第${i}号。$long', $now FROM client WHERE id = $client;"
done >"$dir/fill.sql"
first=$(ask 'SELECT coalesce(max(id), 0) + 1 FROM message')
ask ".read $dir/fill.sql"
[ "$(ask "SELECT count(*) FROM message WHERE id >= $first")" = "$messages" ] || fail 'not filled'

sync_now()
{
	"$FRONTDESK" -d "$db" -c "$dir/desk.ini" sms-sync >"$out" 2>"$err" </dev/null
}

# ---- killed while it hands over ----

k=0
while [ $k -lt "$kills" ]; do
	k=$((k + 1))
	sync_now &
	one=$!
	sleep 0.$((k % 7 + 1))$((k % 10))
	# The program itself, not the shell around it; what it started goes on alone.
	pkill -9 -P $one -x frontdesk 2>/dev/null || kill -9 $one 2>/dev/null
	wait $one 2>/dev/null
done
start_daemon

# ---- until nothing waits ----

left()
{
	open=$(daemon "SELECT coalesce(group_concat(quote(CAST(ID AS TEXT))), 0) FROM (SELECT ID FROM
		outbox UNION SELECT ID FROM sentitems WHERE Status = 'SendingError')")
	ask "SELECT count(*) FROM message WHERE id >= $first AND (state IN ('queued', 'handing') OR
		state = 'sent' AND provider_id IN ($open))"
}

reply()
{
	python3 - "$phone" "$@" <<'PY'
import os, sys, time
phone, number, text, slot = sys.argv[1:5]
def code(s):
    return s.encode("utf-16-be").hex().upper()
lines = ["[SMSBackup000]", "PDU = Deliver", 'SMSC = "+8613800100500"',
    "SMSCUnicode = " + code("+8613800100500"), "DateTime = " + time.strftime("%Y%m%dT%H%M%S"),
    "State = UnRead", 'Number = "%s"' % number, "NumberUnicode = " + code(number), 'Name = ""',
    "NameUnicode = ", "Text00 = " + code(text), "Coding = Unicode_No_Compression", "Folder = 1",
    "Length = %d" % len(text), "Class = -1", "ReplySMSC = False", "RejectDuplicates = False",
    "ReplaceMessage = 0", "MessageReference = 0"]
path = os.path.join(phone, "new")
with open(path, "w") as f:
    f.write("\n".join(lines) + "\n")
os.rename(path, os.path.join(phone, "sms", "1", slot))
PY
}

answers=0
round=0
while [ "$(left)" -gt 0 ]; do
	round=$((round + 1))
	[ $round -lt $((90 + messages * 3)) ] || fail "after $round rounds $(left) wait still"
	now=$((now + 61))
	echo $now >"$dir/clock"
	sync_now || fail 'sms-sync failed'
	case $round in
	1) reply +8613800000001 1 1; answers=$((answers + 1)) ;;
	3) reply 13800000002 '换成下周可以吗' 2; answers=$((answers + 1)) ;;
	5) reply 13800000004 TD 3; answers=$((answers + 1)) ;;
	esac
	sleep 0.2
done
while [ $answers -lt 3 ]; do
	answers=$((answers + 1))
	reply "1380000000$answers" "$answers" $answers
done

# What the network reports back, on every other one that left.
for round in 1 2 3 4 5 6 7 8 9 10 11 12; do
	[ "$(ask 'SELECT count(*) FROM reply')" -lt 3 ] || break
	sleep 0.4
	sync_now || fail 'sms-sync failed'
done
daemon "UPDATE sentitems SET Status = 'DeliveryOK' WHERE Status = 'SendingOK' AND ID % 2 = 0"
# One that the daemon loses: it can be found in neither table.
gone=$(ask "SELECT min(CAST(provider_id AS INTEGER)) FROM message WHERE id >= $first AND
	state = 'sent' AND provider_id % 2 = 1")
daemon "DELETE FROM sentitems WHERE ID = $gone"
now=$((now + 61))
echo $now >"$dir/clock"
sync_now || fail 'sms-sync failed'
stop_daemon

# ---- the truth ----

ask "SELECT state, count(*) FROM message WHERE id >= $first GROUP BY state" | tr '\n' ' '
echo "replies $(ask 'SELECT count(*) FROM reply')"
# Serial number of a text, and how it ended at the daemon's.
daemon "SELECT s.ID, substr(s.TextDecoded, instr(s.TextDecoded, '第') + 1,
	instr(s.TextDecoded, '号') - instr(s.TextDecoded, '第') - 1), min(s.Status = 'SendingOK' OR
	s.Status = 'DeliveryOK') FROM sentitems s WHERE s.SequencePosition = 1
	GROUP BY s.ID" >"$dir/left"
ask "SELECT substr(text, instr(text, '第') + 1, instr(text, '号') - instr(text, '第') - 1), state,
	coalesce(provider_id, '-'), number FROM message WHERE id >= $first" >"$dir/right"
awk -F'|' -v gone="$gone" '
	NR == FNR { if ($3) { left[$2]++; id[$2] = $1 } next }
	{
		n = left[$1] + 0
		if (n > 1 && $2 != "unsure") { print "left " n " times: " $0; bad++ }
		if ($2 !~ /^(sent|delivered|failed|lost|unsure)$/) { print "no end: " $0; bad++ }
		if ($2 == "sent" || $2 == "delivered") {
			if (n != 1 || id[$1] != $3) { print "never left: " $0; bad++ }
			if (($3 % 2 == 0) != ($2 == "delivered")) { print "not as reported: " $0; bad++ }
		}
		if ($2 == "failed" && n) { print "left, yet failed: " $0; bad++ }
		if ($2 == "failed" && $4 !~ /^(199|12$)/) { print "should have left: " $0; bad++ }
		if ($2 == "lost" && $3 != gone) { print "not lost: " $0; bad++ }
	}
	END { exit bad > 0 }' "$dir/left" "$dir/right" || fail 'not every message is where it says'
unsure=$(ask "SELECT count(*) FROM message WHERE id >= $first AND state = 'unsure'")
[ "$unsure" -le "$kills" ] || fail "$unsure unsure after $kills deaths"
[ "$(ask "SELECT count(*) FROM message WHERE id >= $first AND state = 'lost'")" = 1 ] ||
	fail 'the lost one is not told'
[ "$(ask "SELECT count(*) FROM message WHERE id >= $first AND state = 'failed'")" -gt 0 ] ||
	fail 'nothing was refused'
[ "$(ask 'SELECT count(*) FROM reply')" = 3 ] || fail 'replies are missing, or came twice'
[ "$(ask "SELECT group_concat(meaning, ' ') FROM (SELECT meaning FROM reply ORDER BY meaning)")" = \
	'other stop yes' ] || [ "$messages" -lt 5 ] || ask 'SELECT text, meaning FROM reply'
long=$(daemon "SELECT count(*) FROM sentitems WHERE SequencePosition = 3")
[ "$messages" -lt 7 ] || [ "$long" -gt 0 ] || fail 'no text made three parts'
