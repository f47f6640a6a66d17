#!/bin/sh
# The program set-group-id: whoever starts it chooses neither files nor environment. Only as root, who
# alone can make such a program.
. "$(dirname "$0")/cli.inc"
group=64001
[ "$(id -u)" -eq 0 ] || exit 77
# A search for leaks cannot look into such a program.
ldd "$FRONTDESK" | grep -q libasan && exit 77
cp "$FRONTDESK" "$dir/program" && chgrp $group "$dir/program" && chmod 2755 "$dir/program" || exit 77
chmod 755 "$dir"
case $(stat -c %A "$dir/..") in
*[xt]) ;;
*) exit 77 ;;
esac
findmnt -no OPTIONS -T "$dir" 2>/dev/null | grep -q nosuid && exit 77

# A file of the group that the person could not open.
mkdir -m 2770 "$dir/site"
chgrp $group "$dir/site"
"$FRONTDESK" -d "$dir/site/fd.db" init >"$out" 2>"$err" || fail init
chgrp $group "$dir/site"/*
echo '[lock]' >"$dir/own.ini"

secure()
{
	want=$1
	shift
	other env -i PATH=/usr/bin:/bin "$@" >"$out" 2>"$err" </dev/null
	got=$?
	[ $got -ne 77 ] || exit 77
	[ $got -eq "$want" ] || fail "set-group-id: $*: status $got, not $want"
}
secure 0 "$dir/program" --version
secure 5 "$dir/program" -d "$dir/site/fd.db" today
has "$err" '^frontdesk: -d may not be used'
secure 5 "$dir/program" -d "$dir/site/new.db" init
[ ! -e "$dir/site/new.db" ] || fail 'a file of the group was made'
secure 5 "$dir/program" -c "$dir/own.ini" today
secure 5 FRONTDESK_CLOCK="$dir/clock" "$dir/program" today
has "$err" FRONTDESK_CLOCK
secure 5 FRONTDESK_LOCALEDIR="$dir" "$dir/program" --help
# The same words without the bit are an ordinary refusal of the kernel.
chmod 755 "$dir/program"
secure 5 "$dir/program" -d "$dir/site/fd.db" today
hasnt "$err" 'may not be used'
