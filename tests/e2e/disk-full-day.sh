#!/bin/sh
# The disk is full while somebody is received, pays, is booked, while an absence, hours, a setting, an
# incident is entered: one sentence each time, typing is kept, no step is half done, and with room
# again the next F10 does it.
set -u
dir=${1:?a folder}
here=$(cd "$(dirname "$0")" && pwd)
small=$dir/small
mkdir "$small"
mount -t tmpfs -o size=16m none "$small" 2>/dev/null || {
	echo 'needs the right to mount'
	exit 77
}
trap 'umount -l "$small"' EXIT
full='sh "dd if=/dev/zero of=filler bs=4096 2>/dev/null; true"'
room='sh "rm filler"'
said='see 23 "The disk is full: nothing can be saved."'
cat >"$dir/full.scn" <<END
name "disk-full-day"
include $here/site.inc
limit 200s
other -c desk.ini staff role wf manager
start -c desk.ini -u wf

# ---- received ----
key F4 a
key Tab Tab Tab
type "neck"
key S-Tab S-Tab S-Tab 1
$full
key 1
$said
see 8 "neck"
$room
sql "SELECT count(*) FROM visit WHERE rev > 3" = 0
key F10
see 23 "王小明 waits for"
sql "SELECT wants FROM visit WHERE rev > 3" = neck

# ---- led on, in one key ----
key F4 Tab Down Down
$full
key r Enter
see 23 "[greeted, told 10 min" "The disk is full"
$room
key Enter
see 23 "somebody went over"

# ---- paid ----
key \$
type "1200"
key Tab 3
$full
key F10
$said
see 5 "1,200"
$room
sql "SELECT count(*) FROM payment WHERE rev > 3" = 0
key F10
see 23 "all is paid"
sql "SELECT amount || method FROM payment WHERE rev > 3" = 120000wechat

# ---- booked ----
key F2
type "csy"
key Enter b
type "1.18 9"
see "= Mon 18 Jan 2027 09:00"
$full
key F10
$said
see 5 "1.18 9"
$room
sql "SELECT count(*) FROM appointment WHERE day = '2027-01-18'" = 0
key F10
see 23 "Booked"
sql "SELECT count(*) FROM appointment WHERE day = '2027-01-18'" = 1

# ---- let go ----
key F4 Tab Down Down x 6
type "12.1"
key Tab
type "the river"
$full
key F10
$said
see 8 "the river"
$room
sql "SELECT count(*) FROM visit WHERE rev > 3 AND state = 'left'" = 0
key F10
see 23 "has left: referred"

# ---- an absence, hours as a line ----
key F12 ] ] ] ] ] x 2
key Tab Tab Tab Tab
type "fever"
$full
key F10
$said
see 7 "fever"
$room
key F10
sql "SELECT count(*) FROM absence WHERE reason = 'fever'" = 1
key F12 ] ] ] ] ] n
type "sun 9-12"
$full
key Enter
see 23 "sun 9-12"
see 24 "The disk is full"
$room
key Enter
see 23 "1 row changed"
sql "SELECT count(*) FROM roster WHERE weekday = 7 AND from_min = 540 AND rev > 3" = 1

# ---- an incident ----
key F4 ] ] ] ] n
type "a cup of tea fell"
$full
key F10
$said
see 4 "a cup of tea fell"
$room
key F10
see 23 "Saved"
sql "SELECT count(*) FROM incident" = 1
sql "SELECT count(*) FROM draft WHERE state IN ('open', 'parked')" = 0
other verify --chain --overlap --terms
quit
END
TMPDIR=$small "$SCN" "$dir/full.scn"
