#!/bin/sh
# A whole letter of 14 kB is pasted where a name belongs, with line ends, function keys and Ctrl-C in it:
# no line of it is taken for a command, and what did not fit is said.
set -u
dir=${1:?a folder}
here=$(cd "$(dirname "$0")" && pwd)
letter=$(awk 'BEGIN { for (i = 1; i <= 250; i++)
	printf "line %d of the letter: quit; F2 rm -rf 张三\\r\\e[15~\\x03", i }')
cat >"$dir/paste.scn" <<END
name "paste"
include $here/site.inc
start -c desk.ini -u wf
paste "$letter"
see 23 "Pasted text is taken in a field only. Nothing was done."
see 2 "Today"
key F2
paste "$letter"
see 2 "[Find]"
see 23 "At most 64 characters."
see 3 re "^Find .<"
see 5 "line 1 of the letter: quit; F2 r"
see 24 "F1 help"
key C-u
type "maria lop"
key Enter
see 2 "Maria Lopez"

# A remark in row 23.
key r
paste "$letter"
see 23 "At most 400 characters."
key Esc
see 2 "Maria Lopez"

# In a name: all 120 characters, one line, nothing saved; the picture stands.
key ] e C-k C-u
paste "$letter"
see 23 "Not all of it was taken: this field holds 120 characters."
see 3 "[File]"
see 5 "Gender " " [1] "
see 4 re "^Name +\\\\[<.*] .*Pinyin +\\\\["
key Esc
sql "SELECT name FROM client WHERE file_no = '21-0002'" = "Maria Lopez"
key e C-u
type "Maria Lopez"

# In a note it stays, with its lines, byte for byte; an answer by one digit takes no paste.
key Tab Tab
paste "$letter"
see 23 "One digit answers here"
key Esc
key e
see 4 "Maria Lopez "
key PgDn S-Tab
key C-u
paste "$letter"
see 3 "[File]"
key F10
see 23 "Saved the file of Maria Lopez"
sql "SELECT length(notes) > 10000, notes LIKE '%line 1 of the letter: quit; F2 rm -rf 张三' || char(10) || '%line 250 of%' FROM client WHERE file_no = '21-0002'" = "1|1"
quit
END
exec "$SCN" "$dir/paste.scn"
