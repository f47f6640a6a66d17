#!/bin/sh
# Over SSH: a real server on this machine's loopback with man/frontdesk-sshd.conf as it is shipped,
# real keys, real Unix users, the program set-group-id. Only as root and in a mount namespace with
# an /etc and a /run of its own, so that nothing of the machine changes and nothing is left.
skip()
{
	echo "skipped $0: $1"
	exit 77
}
sshd=$(PATH=$PATH:/usr/sbin:/sbin command -v sshd) || skip 'no sshd (openssh-server)'
[ "$(id -u)" -eq 0 ] || skip 'only root may start a server for other users'
for word in ssh sftp ssh-keygen setpriv sqlite3; do
	command -v $word >/dev/null || skip "no $word"
done
# A search for leaks cannot look into such a program.
ldd "$FRONTDESK" | grep -q libasan && skip 'not with a search for leaks'
if [ -z "${INSIDE_NAMESPACE:-}" ]; then
	unshare -m true 2>/dev/null || skip 'no mount namespaces'
	INSIDE_NAMESPACE=1 exec unshare -m sh "$0" "$@"
fi
. "$(dirname "$0")/cli.inc"
unset FRONTDESK_CLOCK
findmnt -no OPTIONS -T "$dir" 2>/dev/null | grep -q nosuid && skip "$dir is mounted nosuid"
chmod 755 "$dir"
case $(stat -c %A "$dir/..") in
*[xt]) ;;
*) skip "others may not enter $dir" ;;
esac
server=
finish()
{
	[ -z "$server" ] || kill "$server"
	for pid in $(sed -n 's/^[^ ]* \([0-9]*\) info screens,.*/\1/p' "$dir/site/log" 2>/dev/null); do
		[ ! -e "/proc/$pid/exe" ] || case $(readlink "/proc/$pid/exe") in
		"$dir"/*) kill -9 "$pid" ;;
		esac
	done
}
trap finish EXIT

# ---- a site: file, program, people, keys
group=64001 li=64201 chen=64202 stranger=64203 gone=64204 ting=64205 liu=64206 wu=64207
mkdir -m 2770 "$dir/site"
run 0 init
run 0 demo --clients 60 --days 3
chgrp $group "$dir/site"
mv "$db" "$db.base" "$dir/site/"
rm -f "$db"*
db=$dir/site/fd.db
chgrp $group "$dir"/site/*
run 0 staff set wf login=xli
run 0 staff set cl login=xchen
run 0 staff set lt login=xting
run 0 staff set ly login=xliu
run 0 staff set wl login=xwu
# Somebody waits for a laser session that costs nothing, whatever the time is.
run 0 -u wf arrive --client 40 --identity known --allergy none
sqlite3 "$db" "UPDATE visit SET state = 'left', left_at = arrived_at + 60, outcome = 'consulted'
	WHERE state <> 'left' AND client_id <> 40; UPDATE service SET price = 0;
	UPDATE visit SET service_id = (SELECT id FROM service WHERE code = 'laser') WHERE client_id = 40"
echo 730519 | "$FRONTDESK" -d "$db" staff pin cl --pin-stdin >"$out" 2>"$err" || fail pin
run 0 staff add xgone Gone --role reception --branch ja --login xgone
run 0 staff retire xgone

cp -a /etc "$dir/etc"
mkdir -p -m 755 "$dir/etc/frontdesk/keys"
cat >"$dir/etc/frontdesk/frontdesk.ini" <<END
[frontdesk]
database = $db
forms = $PWD/forms
language = en
[log]
file = $dir/site/log
[pin]
cost = 1
END
for who in xli:$li xchen:$chen xstranger:$stranger xgone:$gone xting:$ting \
	xliu:$liu xwu:$wu; do
	name=${who%:*}
	echo "$name:x:${who#*:}:${who#*:}::/:/bin/sh" >>"$dir/etc/passwd"
	echo "$name:*:19000::::::" >>"$dir/etc/shadow"
	ssh-keygen -q -t ed25519 -N '' -f "$dir/$name" || fail 'no key'
	cp "$dir/$name.pub" "$dir/etc/frontdesk/keys/$name"
done
echo "frontdesk-ssh:x:64009:xli,xchen,xstranger,xgone,xting,xliu,xwu" >>"$dir/etc/group"
chmod 755 "$dir/etc"
mount --bind "$dir/etc" /etc && mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd || skip 'no mounts'
mkdir -m 755 "$dir/bin"
program=$dir/bin/program
cp "$FRONTDESK" "$program" && chgrp $group "$program" && chmod 2755 "$program" || skip 'no chgrp'
setpriv --reuid=$li --regid=$li --clear-groups test -r "$PWD/forms/roles.cfg" ||
	skip 'others may not read the forms'

# ---- the server
ssh-keygen -q -t ed25519 -N '' -f "$dir/host" || fail 'no host key'
sed -e "s|^\(.*ForceCommand\) .*|\1 $program|" -e 's/\(ClientAliveInterval\) .*/\1 1/' \
	-e 's/\(ClientAliveCountMax\) .*/\1 1/' man/frontdesk-sshd.conf >"$dir/snippet"
cat >"$dir/sshd_config" <<END
ListenAddress 127.0.0.1
HostKey $dir/host
PidFile none
UsePAM no
AcceptEnv LANG LC_*
Subsystem sftp internal-sftp
Include $dir/snippet
END
"$sshd" -t -f "$dir/sshd_config" 2>"$err" || fail 'the snippet is refused'
port=$((20000 + $$ % 20000))
for try in 1 2 3 4 5; do
	"$sshd" -D -f "$dir/sshd_config" -p $port -E "$dir/sshd.log" &
	server=$!
	for wait in 1 2 3 4 5 6 7 8 9 10; do
		grep -q 'Server listening' "$dir/sshd.log" 2>/dev/null && break 2
		kill -0 $server 2>/dev/null || break
		sleep 0.05
	done
	server=
	: >"$dir/sshd.log"
	port=$((port + 1))
done
[ -n "$server" ] || fail 'the server does not come up'
cat >"$dir/config" <<END
Host x*
	HostName 127.0.0.1
	Port $port
	User %n
	IdentityFile $dir/%n
	IdentitiesOnly yes
	IdentityAgent none
	UserKnownHostsFile $dir/known
	GlobalKnownHostsFile /dev/null
	BatchMode yes
	ControlMaster no
END
sed -i '/User %n/d' "$dir/config"
for name in xli xchen xstranger xgone xting xliu xwu; do
	printf 'Host %s\n\tUser %s\n\tIdentityFile %s\n' $name $name "$dir/$name" >>"$dir/config"
done
sed -i '/IdentityFile .*%n/d' "$dir/config"
echo "[127.0.0.1]:$port $(cat "$dir/host.pub")" >"$dir/known"
ssh="ssh -F $dir/config"

# play NAME: the scenario on standard input
play()
{
	{
		printf 'name "%s"\nlimit 60s\ndeadline 15s\n' "$1"
		cat
	} >"$dir/$1.scn"
	"$SCN" "$dir/$1.scn" >"$out" 2>&1 || fail "$1"
}

# ---- what is refused, without a terminal
# refused STATUS WORDS...
refused()
{
	want=$1
	shift
	"$@" >"$out" 2>"$err" </dev/null
	got=$?
	[ $got -eq "$want" ] || fail "$*: status $got, not $want"
}
refused 2 $ssh -T xli
has "$err" '^frontdesk: The screens need a terminal. Connect with: ssh -t'
[ ! -s "$out" ] || fail 'without a terminal something is shown'
refused 2 $ssh -T xli cat /etc/shadow
has "$dir/site/log" 'not run over SSH, uid 64201 (xli) 127.0.0.1: cat, 15 bytes'
hasnt "$dir/site/log" shadow
refused 255 sftp -q -F "$dir/config" xli
hasnt "$out" 'sftp>'
refused 255 $ssh -W 127.0.0.1:$port xli
has "$err" 'administratively prohibited'
refused 255 $ssh -tt -o ExitOnForwardFailure=yes -R 0:127.0.0.1:$port xli
has "$err" 'remote port forwarding failed'
refused 2 env TERM=no-such-terminal $ssh -tt xli
has "$out" 'do not work on a terminal of type "no-such-terminal"'
refused 2 env TERM='../../tmp/x' $ssh -tt xli
has "$out" 'do not work on a terminal of type ""'
refused 5 $ssh -tt xgone
has "$out" 'frontdesk: '

# ---- at the keys. f falls silent and is looked at in the end.
play people <<END
# The key says who it is; another command is not run; the character set is right whatever is asked.
env LANG=zz_ZZ.UTF-8 LC_ALL=zh_CN.GB18030
dial $ssh -tt -o SendEnv=LANG -o SendEnv=LC_ALL xli echo hello
see 1 "王芳"
see 2 "[Front desk]"
nosee "hello"
env LANG=C.UTF-8 LC_ALL=C.UTF-8

@f dial $ssh -tt xting
@f see 1 "李婷"
@f key F2
@f burst "zz frozen"
@f see 3 "[zz frozen"
@f key Enter
@f see 2 "New client"
@f key 1
@f sig STOP

# Somebody else at the same time, and the same person once more.
@c dial $ssh -tt xchen
@c see 2 "[Expert]"
@b dial $ssh -tt xli
@b see 2 "[Front desk]"
key F2
burst "zz one"
see 3 "[zz one"
key Enter
see 2 "New client"
key 1
sh "sqlite3 $db \"SELECT count(*) FROM client\" >before"
@c key F2
@c burst "maria"
@c see "> Maria"
@c key Enter
@c see 2 "Maria Lopez"
@c key r
@c burst "said over SSH"
@c key Enter
@c see 23 "Noted about Maria Lopez"
sh "test \"\$(sqlite3 $db \"SELECT peer || station FROM action ORDER BY id DESC LIMIT 1\" | sed 's/pts.*//')\" = 'uid 64202 (xchen) 127.0.0.1'"

# The window becomes larger and smaller.
@c resize 30 100
@c see 30 "F1 help"
@c resize 24 80
@c see 24 "F1 help"

# The client is killed: what was typed is offered at the next log-in, wherever that is.
sig KILL
exits KILL
sh "until test \"\$(sqlite3 $db \"SELECT count(*) FROM draft WHERE title LIKE '%zz one%' AND state = 'parked'\")\" = 1; do :; done"
dial $ssh -tt xli
see "zz one"
key Esc
# The session is killed on the server.
key F2 C-u
burst "zz two"
see 3 "[zz two"
key Enter
see 2 "New client"
key 1
sh "kill -9 \$(awk '/^PPid/ { print \$2 }' /proc/\$(sed -n 's/^[^ ]* \\\\([0-9]*\\\\) info screens, uid 64201.*/\\\\1/p' $dir/site/log | tail -1)/status)"
exits 255
sh "until test \"\$(sqlite3 $db \"SELECT count(*) FROM draft WHERE title LIKE '%zz two%' AND state = 'parked'\")\" = 1; do :; done"

# Locked by hand, or by the time: then the PIN is asked, and the line may be taken anew.
@b key C-q
@b see "Locked by 王芳"
@b type "111111"
@b key Enter
@b see 23 "Wrong PIN"
@b type "246810"
@b key Enter
@b see 2 "[Front desk]"
@b key C-q
@b see "Locked by 王芳"
@b sig TERM

# Whom nobody knows is asked who works.
dial $ssh -tt xstranger
see "Who is at this terminal?"
see re "Who +\\\\[ +\\\\]"
sig TERM

# The line that fell silent was cut meanwhile, and nothing typed on it is lost.
sh "until test \"\$(sqlite3 $db \"SELECT count(*) FROM draft WHERE title LIKE '%zz frozen%' AND state = 'parked'\")\" = 1; do :; done"
@f sig KILL
END

# ---- a session recorded by the operator and confirmed by the manager, each over a line of his own
play session <<END
dial $ssh -tt xliu
see 1 "刘洋"
key F4 Tab y
see "Before it begins"
key 1
see 23 "Begun"
see 3 "0 of"
count
key y
metric bytes <= 700
see 3 "1 of" "1 wait"
@b dial $ssh -tt xwu
@b see 1 "吴磊"
@b key C-p
@b type "sx\\n"
@b see 2 "To confirm: 1"
@b key y
@b see 23 "Confirmed"
# Seen here within a second, without a key.
see 3 "1 confirmed"
# The line breaks in the middle of a remark: it is offered again, and the step stays done.
key r
burst "zz over a line"
see "zz over a line"
sig KILL
exits KILL
sh "until test \"\$(sqlite3 $db \"SELECT count(*) FROM draft WHERE body LIKE '%zz over a line%' AND state = 'parked'\")\" = 1; do :; done"
dial $ssh -tt xliu
see "Kept for you"
sig TERM
@b sig TERM
sh "until test \"\$(sqlite3 $db \"SELECT count(*) FROM treatment_step s JOIN treatment t ON t.id = s.treatment_id AND t.state = 'open' WHERE s.state = 'done' AND confirmed_by IS NOT NULL\" 2>&1)\" = 1; do :; done"
END

# ---- at a terminal of the house the name alone opens nothing
as="setpriv --reuid=$li --regid=$li --clear-groups env -i TERM=xterm-256color"
play house <<END
dial $as "SSH_CONNECTION=10.0.0.5 1 10.0.0.1 22" SSH_TTY=/dev/pts/9 $program
see "Who is at this terminal?" "王芳 Wang Fang"
see re "Who +\\\\[wf "
key F2 F4
type "111111"
key Enter
see 23 "Wrong PIN"
type "246810"
key Enter
see 2 "[Front desk]"
sh "grep -q 'info screens, uid 64201 (xli)$' $dir/site/log"
sig TERM
exits 0

# Somebody else's name asks for that person's PIN. A line that is cut at the question ends it.
dial $as $program -u cl
see "PIN of cl"
hangup
dial $as $program -u cl
see "PIN of cl"
burst "246810" Enter
exits 5
dial $as $program -u cl
see "PIN of cl"
burst "730519" Enter
see 2 "[Expert]"
sig TERM
exits 0
size 120 80
dial $as $program -u cl today
see "PIN of cl"
burst "730519" Enter
see "booked,"
exits 0
size 24 80

# Who does not keep the program's group by a trick has nothing from it.
sh "ulimit -c unlimited; cd $dir && mkdir -p -m 777 core && cd core && echo >own && chmod 777 own"
dial sh -c "ulimit -c unlimited; cd $dir/core && exec $as $program"
see "Who is at this terminal?"
sh "sed -n 's/^[^ ]* \\\\([0-9]*\\\\) info screens, .*/\\\\1/p' $dir/site/log | tail -1 >pid"
sh!1 "$as cat /proc/\$(cat pid)/environ 2>&1"
sh!1 "$as cat /proc/\$(cat pid)/mem 2>&1"
sh!2 "$as ls /proc/\$(cat pid)/fd/ 2>&1"
sig SEGV
exits SEGV
sh "test \"\$(ls $dir/core)\" = own"
END

# As users: the file by other programs, a link, root's name in a world of one's own, a server's name.
user()
{
	"$@" >"$out" 2>"$err" </dev/null && fail "$*"
}
for uid in $li $chen; do
	as="setpriv --reuid=$uid --regid=$uid --clear-groups env -i PATH=/usr/bin:/bin"
	user $as sqlite3 "$db" 'SELECT 1'
	user $as cp "$db" "$dir/core/copy"
	user $as ls "$dir/site"
	user $as ln "$db" "$dir/core/link"
	user $as unshare -Ur "$program" today
	user $as unshare -Ur "$program" client find wang
	user $as sh -c "ln -sf $program $dir/core/own-name; FRONTDESK_CLOCK=1 $dir/core/own-name today"
done
[ "$(stat -c '%a %g' "$db")" = "660 $group" ] || fail "the file is $(stat -c '%a %g' "$db")"
find "$dir/site" -perm /007 | grep -q . && fail 'something is open to everybody'

# ---- a site that wants the PIN with the key
sed -i 's/^cost = 1/&\nssh = 1/' /etc/frontdesk/frontdesk.ini
play pin <<END
dial $ssh -tt xli
see "Who is at this terminal?" "王芳 Wang Fang"
burst "246810" Enter
see 2 "[Front desk]"
sig TERM
exits 255
END
run 0 verify --chain
exit 0
