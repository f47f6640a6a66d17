#!/bin/sh
# The program set-group-id with real Unix users: what one's role may not, one cannot do or see by
# any command. In a mount namespace with an /etc of its own, so that nothing of the machine changes.
[ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null && command -v sqlite3 >/dev/null || exit 77
# A search for leaks cannot look into such a program.
ldd "$FRONTDESK" | grep -q libasan && exit 77
if [ -z "${INSIDE_NAMESPACE:-}" ]; then
	unshare -m true 2>/dev/null || exit 77
	INSIDE_NAMESPACE=1 exec unshare -m sh "$0" "$@"
fi
. "$(dirname "$0")/cli.inc"
group=64001
findmnt -no OPTIONS -T "$dir" 2>/dev/null | grep -q nosuid && exit 77
chmod 755 "$dir"
case $(stat -c %A "$dir/..") in
*[xt]) ;;
*) exit 77 ;;
esac

# ---- a site: file, forms, program, people
mkdir -m 2770 "$dir/site"
chgrp $group "$dir/site"
site 100
mv "$db" "$db.base" "$dir/site/"
rm -f "$db"*
db=$dir/site/fd.db
chgrp $group "$dir"/site/*
cp -a /etc "$dir/etc"
mkdir "$dir/etc/frontdesk"
cat >"$dir/etc/frontdesk/frontdesk.ini" <<END
[frontdesk]
database = $db
forms = $PWD/forms
[log]
file = $dir/site/log
[pin]
cost = 1
END
cat >>"$dir/etc/passwd" <<END
xmgr:x:64101:64101::/:/bin/sh
xrec:x:64102:64102::/:/bin/sh
xgre:x:64103:64103::/:/bin/sh
nobodyhere:x:64104:64104::/:/bin/sh
END
mount --bind "$dir/etc" /etc || exit 77
mkdir -m 755 "$dir/bin"
cp "$FRONTDESK" "$dir/bin/program" && chgrp $group "$dir/bin/program" &&
	chmod 2755 "$dir/bin/program" || exit 77
setpriv --reuid=64102 --regid=64102 --clear-groups test -r "$PWD/forms/roles.cfg" || exit 77
unset FRONTDESK_CLOCK
n=0
for who in xmgr:manager xrec:reception xgre:greeter; do
	n=$((n + 1))
	echo "73051$n" | "$FRONTDESK" -d "$db" staff add "${who%:*}" "${who%:*}" --role "${who#*:}" \
		--branch ja --login "${who%:*}" --pin-stdin >"$out" 2>"$err" || fail "staff add $who"
done

# as STATUS UID WORDS...
echo 483920 >"$dir/pin"
as()
{
	want=$1
	uid=$2
	shift 2
	setpriv --reuid="$uid" --regid="$uid" --clear-groups env -i "$dir/bin/program" "$@" \
		>"$out" 2>"$err" <"$dir/pin"
	got=$?
	[ $got -eq "$want" ] || fail "$uid: $*: status $got, not $want"
}
mgr=64101 rec=64102 gre=64103 stranger=64104

# ---- the program opens what the person cannot
setpriv --reuid=$rec --regid=$rec --clear-groups sqlite3 "$db" 'SELECT 1' >/dev/null 2>&1 &&
	fail 'open to all'
as 0 $rec today
as 5 $stranger today
as 5 $stranger client find wang
as 5 $stranger tick
as 5 $stranger -u xmgr today

# ---- what a sheet hides from a person is not found by its answers either; all else is.
sqlite3 "$db" "INSERT OR IGNORE INTO form_text(hash, form, text) VALUES ('h', 'consult-functional', '');
INSERT INTO sheet(client_id, created_at, form, form_hash) SELECT id, 1, 'consult-functional', 'h' FROM client WHERE file_no = '21-0001';
INSERT INTO answer(sheet_id, field, code) SELECT max(id), 'private', 'told' FROM sheet;
INSERT INTO answer(sheet_id, field, code) SELECT max(id), 'seen', 'diet' FROM sheet" || fail sqlite3
as 0 $mgr consult find private told --format csv
has "$out" ',consult-functional,'
as 0 $gre consult find seen diet --format csv
has "$out" ',consult-functional,'
as 0 $gre consult find private told --format csv
! grep -q ',consult-functional,' "$out" || fail 'a hidden answer was found'

# ---- nobody gets by another command what the role refuses
for uid in $rec $gre; do
	as 5 $uid client export
	as 5 $uid client duplicates --all
	as 5 $uid client import /etc/passwd --dry-run
	as 5 $uid client merge 1 2
	as 5 $uid staff add zz Z --role head-office
	as 5 $uid staff pin admin --pin-stdin
	as 5 $uid staff unlock admin
	as 5 $uid actions --staff admin
	for words in 'backup x' 'restore x --yes' doctor init demo; do
		as 5 $uid $words
	done
done
as 5 $gre client add name=X
as 0 $mgr client add 'name=Hers' --distinct
action=$(sqlite3 "$db" 'SELECT max(id) FROM action')
as 5 $gre undo "$action"
hasnt "$out" Hers
as 5 $rec undo "$action" --yes
as 2 $mgr undo "$action"
has "$out" Hers
as 5 $rec -b pd today
as 0 $rec -b ja today
as 5 $mgr staff add boss Boss --role head-office --branch ja
as 5 $mgr staff add boss Boss --role reception
as 5 $mgr staff pin admin --pin-stdin
as 0 $mgr staff add temp Temp --role reception --branch ja
# Whose account somebody is decides who comes in over SSH: that is as much as a PIN.
as 5 $mgr staff set admin login=nobodyhere
as 5 $rec staff set xmgr login=nobodyhere
as 5 $rec staff set xrec login=nobodyhere
as 3 $mgr staff set temp login=xrec
has "$err" 'belongs to xrec'
as 0 $mgr staff set temp login=nobodyhere
as 0 $stranger today
as 0 $mgr staff set temp login=
as 5 $stranger today

# ---- the manager of one branch reaches nobody and nothing of another
echo 918274 >"$dir/new"
setpriv --reuid=$mgr --regid=$mgr --clear-groups env -i "$dir/bin/program" staff pin zj --pin-stdin \
	>"$out" 2>"$err" <"$dir/new"
[ $? -eq 5 ] || fail 'the PIN of somebody of another branch'
as 5 $mgr staff unlock zj
as 5 $mgr staff retire zj
as 5 $mgr resource set p2 name=Mine
as 5 $mgr resource skill p2 laser
as 5 $mgr resource add --staff zj
as 5 $mgr roster leave fx --from 2027-01-04 --to 2027-01-04
as 5 $mgr roster off "$(sqlite3 "$db" "SELECT max(id) FROM roster WHERE branch_id = 2")"
as 5 $mgr roster open branch=pd weekday=sun open_min=900 close_min=900
as 0 $mgr resource set r2 name=R2

# ---- what the schedule may be asked, and changed, by whom
next=$(sqlite3 "$db" "SELECT min(id) FROM appointment WHERE live = 1 AND state = 'booked'")
for uid in $gre; do
	as 5 $uid book --client 5 --service check --at '2027-01-05 10:00'
	as 5 $uid move "$next" --at '2027-01-05 10:00'
	as 5 $uid cancel "$next" --reason x
	as 5 $uid roster leave cl --from 2027-01-04 --to 2027-01-04
	as 5 $uid request list --all
	as 5 $uid service retire check
done
for uid in $rec $gre; do
	for words in 'roster off 1' 'resource set r1 name=X' 'service set check rank=1' \
	    'staff set cl gender=f' 'day --branch pd' '-b pd queue' '-b pd disrupt' \
	    '-b pd waitlist'; do
		as 5 $uid $words
	done
done

# ---- one's own PIN: a session left open is not enough
pin()
{
	setpriv --reuid=$rec --regid=$rec --clear-groups env -i "$dir/bin/program" staff pin xrec \
		--pin-stdin >"$out" 2>"$err"
}
printf '918273\n' | pin && fail 'a new PIN without the old one'
printf '111112\n918273\n' | pin && fail 'a new PIN with a wrong old one'
printf '730512\n918273\n' | pin || fail 'the old one was right'

# ---- a restricted file tells nothing, with or without an alias
id=$(sqlite3 "$db" 'SELECT id FROM client WHERE restricted = 1 LIMIT 1')
real=$(sqlite3 "$db" "SELECT name FROM client WHERE id = $id")
tail=$(sqlite3 "$db" "SELECT substr(number, -4) FROM client_phone WHERE client_id = $id LIMIT 1")
[ -n "$real" ] || fail 'no restricted file in the made-up site'
for alias in "'Guest 7'" NULL "''"; do
	sqlite3 "$db" "UPDATE client SET alias = $alias WHERE id = $id" || fail sqlite3
	for words in "client find $tail" "client show $id" today 'client todo' 'client duplicates' \
	    actions; do
		for format in text csv json; do
			as 0 $rec $words --format $format
			hasnt "$out" "$real"
			hasnt "$err" "$real"
		done
	done
	as 0 $rec client find "$tail" --format csv
	hasnt "$out" "$tail"
done
# Nor do the lists of one file, named by its number.
for words in 'measure list' 'plan list --client' 'test list --client' 'order list --client' \
    'payments --client' 'card list --client' 'treat list --client'; do
	as 5 $rec $words "$id"
	has "$err" 'That file is restricted'
	as 0 $mgr $words "$id"
done

# ---- numbers and documents without the right
phone=$(sqlite3 "$db" 'SELECT number FROM client_phone WHERE client_id = 1 LIMIT 1')
sqlite3 "$db" "UPDATE client SET document_no = '110101199003071111' WHERE id = 1" || fail sqlite3
for format in text csv json; do
	as 0 $gre client show 1 --format $format
	hasnt "$out" "$phone"
	hasnt "$out" 110101199003071111
	as 0 $mgr client show 1 --format $format
	has "$out" "$phone"
	has "$out" 110101199003071111
done

# ---- what the person brings along
as 0 $rec client add 'name=Plain' --distinct
setpriv --reuid=$rec --regid=$rec --clear-groups env -i "$dir/bin/program" client find plain \
	>&- 2>&- <&-
[ $? -eq 1 ] || fail 'closed descriptors'
for limit in '-f 0' '-n 5' '-v 40000'; do
	(
		ulimit $limit
		exec setpriv --reuid=$rec --regid=$rec --clear-groups env -i "$dir/bin/program" client \
			add 'name=Short' --distinct
	) >"$out" 2>"$err" </dev/null
done
head -c 15 "$db" | grep -q 'SQLite format 3' || fail 'the head of the file was written over'
# Forms beside a program that somebody linked into a folder of his own.
mkdir -p "$dir/own/bin" "$dir/own/forms"
cp "$dir/bin/program" "$dir/own/bin/program"
chgrp $group "$dir/own/bin/program"
chmod 2755 "$dir/own/bin/program"
sed -i '/^forms/d' /etc/frontdesk/frontdesk.ini
sed 's/"client-note", "appt-step", "undo"/"*"/' forms/roles.cfg >"$dir/own/forms/roles.cfg"
cp forms/*client*.cfg forms/import*.cfg "$dir/own/forms/"
setpriv --reuid=$gre --regid=$gre --clear-groups env -i "$dir/own/bin/program" client add \
	name=Forged --distinct >"$out" 2>"$err" </dev/null && fail "somebody's own roles were believed"

# ---- traces: everybody's log, nobody's text
[ "$(stat -c %a "$dir/site/log")" = 660 ] || fail "log: mode $(stat -c %a "$dir/site/log")"
for text in "$real" Plain 730512 918273 SELECT INSERT; do
	hasnt "$dir/site/log" "$text"
done
find "$dir/site" -perm /007 | grep -q . && fail 'something is open to everybody'

# ---- what doctor finds on such a machine: TEXT after WORDS, nothing of it once they are taken back
doctor()
{
	env -i "$dir/bin/program" doctor >"$out" 2>"$err" </dev/null
}
finds()
{
	text=$1
	shift
	"$@" || fail "$*"
	doctor && fail "doctor is content although: $text"
	has "$out" "BAD .*$text"
}
sed -i "s|^database.*|&\nforms = $PWD/forms|" /etc/frontdesk/frontdesk.ini
doctor
has "$out" '^program  *ok  *set-group-id'
has "$out" '^folder  *ok  *mode 2770'
has "$out" '^accounts  *ok  *3 people'
finds 'others can look into it' chmod 2775 "$dir/site"
finds 'new files get another group' chmod g-s "$dir/site"
chmod 2770 "$dir/site"
finds 'others can change it' chmod 2775 "$dir/bin/program"
chmod 2755 "$dir/bin/program"
finds 'belongs to another group' chgrp 64009 "$db"
chgrp $group "$db"
chmod 660 "$db"
echo "desk:x:$group:xrec" >>/etc/group
finds 'xrec can open the file with any program: gpasswd -d xrec desk' true
sed -i "/^desk:x:$group/d" /etc/group
run 0 staff set xgre login=nowhere
doctor
has "$out" '^accounts  *look .*there is no account nowhere here'
hasnt "$out" xrec

run 0 verify --chain
exit 0
