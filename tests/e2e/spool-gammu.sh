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
