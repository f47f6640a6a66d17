#!/bin/sh
# Who may: the owner, somebody with a Unix name of the site, anybody else.
. "$(dirname "$0")/cli.inc"
site 60
run 0 staff add nk 'Nobody Kay' --role reception --login nobody
run 3 staff add nk 'Second Kay'
run 3 staff add Ä 'Bad Code'
run 3 staff add ok 'Bad Role' --role king
run 4 staff add ok 'Bad Branch' --branch mars
run 2 staff add ok 'Bad Tongue' --language fr
run 2 staff add ok
run 0 staff list --format csv
has "$out" ',nk,Nobody Kay,.*,nobody,on,no'
echo 428193 >"$dir/pin"
"$FRONTDESK" -d "$db" staff pin nk --pin-stdin <"$dir/pin" >"$out" 2>"$err" || fail 'staff pin'
run 0 staff list --format csv
has "$out" ',nk,.*,yes'
for weak in 123456 111111 12 abcdef ''; do
	echo "$weak" >"$dir/pin"
	"$FRONTDESK" -d "$db" staff pin nk --pin-stdin <"$dir/pin" >"$out" 2>"$err" && fail "PIN $weak"
done
run 2 staff pin nk --pin-stdin
run 4 staff pin none --pin-stdin
run 0 staff unlock nk

# Another Unix user: reads and writes as who he is, with that person's rights and no more.
chmod 755 "$dir"
case $(stat -c %A "$dir/..") in
*[xt]) ;;
*) exit 77 ;;
esac
# Where the sources lie in somebody's own folder, others cannot read the forms beside the program.
other test -r "$(dirname "$FRONTDESK")/../forms/client.cfg" || exit 77
mkdir -m 777 "$dir/site"
cp "$db" "$dir/site/fd.db"
chmod 666 "$dir/site/fd.db"
db=$dir/site/fd.db
as_other()
{
	want=$1
	shift
	other "$FRONTDESK" -d "$db" "$@" >"$out" 2>"$err" </dev/null
	got=$?
	[ $got -ne 77 ] || exit 77
	[ $got -ne 126 ] && [ $got -ne 127 ] || exit 77 # the program is not his to run
	[ $got -eq "$want" ] || fail "as another: $*: status $got, not $want"
}
as_other 0 today
as_other 0 client add 'name=Frida Fox' --distinct
as_other 5 client export
as_other 5 staff add xx 'Not His Right'
as_other 5 backup "$dir/site/copy.db"
as_other 5 restore "$dir/site/fd.db" --yes
as_other 5 doctor
as_other 5 -u wf today
as_other 5 -u nobody-there today
[ ! -e "$dir/site/copy.db" ] || fail 'a copy was made'
run 0 actions --limit 1 --format csv
has "$out" ',nk,'

# What may only be read is read.
chmod 444 "$db"
rm -f "$db"-wal "$db"-shm
as_other 0 client find frida
as_other 1 client add 'name=Gerd Graf' --distinct
chmod 000 "$db"
as_other 5 client find frida
chmod 666 "$db"

# Nobody of the site, and no terminal to ask for a PIN.
run 0 staff add other 'Other One'
sql_login="UPDATE staff SET login = NULL WHERE code = 'nk'"
command -v sqlite3 >/dev/null || exit 0
sqlite3 "$db" "$sql_login"
as_other 5 client find frida
has "$err" 'Unix name'

# Colleagues' telephones are telephones.
sqlite3 "$db" "UPDATE staff SET login = 'nobody' WHERE code = 'nk'"
as_other 0 staff list --format csv
has "$out" '13900000005'
sqlite3 "$db" "UPDATE staff_role SET role = 'expert'
	WHERE staff_id = (SELECT id FROM staff WHERE code = 'nk')"
as_other 0 staff list --format csv
has "$out" '\.\.0005'
hasnt "$out" '1390000'
