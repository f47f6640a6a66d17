#!/bin/sh
# The disk is full while a file is being changed: that is said in these words, typing is kept, and when
# there is room again it is saved.
set -u
dir=${1:?a folder}
here=$(cd "$(dirname "$0")" && pwd)
small=$dir/small
mkdir "$small"
mount -t tmpfs -o size=12m none "$small" 2>/dev/null || {
	echo 'needs the right to mount'
	exit 77
}
trap 'umount -l "$small"' EXIT
cat >"$dir/full.scn" <<END
name "disk-full"
include $here/site.inc
start -c desk.ini -u wf
burst F2 "wxm0823" Enter
see 2 "王小明"
key ] e End
type "x"
sh "dd if=/dev/zero of=filler bs=4096 2>/dev/null; true"
type "y"
key F10
see 23 "The disk is full: nothing can be saved. Typing is kept. Call the administrator."
see 4 "王小明xy"
# Reading goes on; leaving would lose the words, so they stay.
key Esc
key F2
see 4 "王小明xy"
see 23 "The disk is full"
type "z"
sh "rm filler"
key e End
type "z"
key F10
see 23 "Saved the file of 王小明"
sql "SELECT name FROM client WHERE file_no = '21-0001'" = "王小明xyz"
other verify
quit
END
TMPDIR=$small "$SCN" "$dir/full.scn"
