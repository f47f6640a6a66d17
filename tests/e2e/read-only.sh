#!/bin/sh
# The file lies on a disk that may only be read (a copy, a fault): the day's list is needed all the more.
# Every screen opens, what would write shows - in place of its key and says why.
set -u
dir=${1:?a folder}
here=$(cd "$(dirname "$0")" && pwd)
disk=$dir/disk
mkdir "$disk"
mount -t tmpfs -o size=12m none "$disk" 2>/dev/null || {
	echo 'needs the right to mount'
	exit 77
}
trap 'umount -l "$disk"' EXIT
cat >"$dir/read-only.scn" <<END
name "read-only"
include $here/site.inc
sh "mount -o remount,ro $disk"
start -c desk.ini -u wf
see 2 "Today"
see "王小明"
key F2
type "wxm0823"
see 5 "王小明"
key Enter
see 2 "王小明"
see 24 "- book  - arrive  - confirm  - move  - cancel"
key r
see 23 "The file can only be read. Call the administrator."
key e
see 23 "The file can only be read. Call the administrator."
key ]
see 3 "[File]"
key C-z
see 23 "The file can only be read."
key Esc
see 2 "[Find]"
key Tab n
see 23 "The file can only be read."
key F1
see "Help: Clients"
key Esc
# The day and the schedule can be read, and nothing can be done to them.
key Esc F4
see 2 "[Board]"
see "王小明"
key a
see 23 "The file can only be read."
key n
see 23 "The file can only be read."
key ] ] ] ]
see 2 "[Incidents]"
key n
see 23 "The file can only be read."
key F3
see "王小明"
key F3 ] ] ]
key F12
see 2 "[People]"
key e
see 23 "The file can only be read."
key ] ] ] ] ]
see 2 "[Roster]"
key n
see 23 "The file can only be read."
key x
see 23 "The file can only be read."
key ] ] ] ]
see 2 "[Settings]"
key e
see 23 "The file can only be read."
key F2
# Tries of a PIN are counted in the file, so nobody else gets in; who locked the terminal does.
key C-q
see "Locked by 王芳"
burst "111111" Enter
see 23 "Wrong PIN. 4 tries left, then a wait."
burst "428193" Enter
see 2 "Clients"
key C-q
see "Locked by 王芳"
burst S-Tab C-u "lt" Enter "428193" Enter
see 23 "No log-in while the file can only be read. Call the administrator."
see "Locked by 王芳"
sig TERM
exits 0
END
TMPDIR=$disk "$SCN" "$dir/read-only.scn"
