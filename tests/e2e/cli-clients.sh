#!/bin/sh
# Finding, showing, adding, importing, merging and exporting clients.
. "$(dirname "$0")/cli.inc"
site 100
run 0 client add name=王小玥 phone=13912340823 birth=1988-03-05 gender=f --distinct
id=$(cut -d ' ' -f 1 "$out")
grep -q -E '^[0-9]+ 26-[0-9]{4}$' "$out" || fail 'no id and file number'

# The columns are a contract, in every form.
columns=id,file_no,name,pinyin,gender,birth_date,phone,branch,last_day,next_at,flags,via
run 0 client find wxy0823 --format csv
[ "$(head -n 1 "$out" | tr -d '\r')" = $columns ] || fail 'columns of client find'
has "$out" "^$id,26-[0-9]*,王小玥,Wang Xiaoyue,f,1988-03-05,13912340823,"
run 0 client find wxy0823 --format json
has "$out" '"next_at": null, "next_unix": null'
if command -v python3 >/dev/null; then
	python3 - "$columns" "$out" <<'P' || fail 'not JSON, or other columns'
import json, sys
rows = json.load(open(sys.argv[2], encoding='utf-8'))
want = sys.argv[1].split(',')
want.insert(want.index('next_at') + 1, 'next_unix')
assert rows and all(list(r) == want for r in rows), rows
P
fi
for by in 小玥 xiaoyue wxy 0823 "13912340823" "$id"; do
	run 0 client find "$by" --format csv --limit 64
	[ "$by" = "$id" ] || has "$out" "^$id,"
done
run 0 client show "$id"
has "$out" '^phones .*13912340823'
run 0 client show wxy0823 --format json
has "$out" "\"id\": $id,"
run 2 client show w
has "$err" 'matches several'

# The same person again is refused, unless somebody says otherwise.
run 3 client add name=王小月 phone=139-1234-0823 birth=1988-03-05
has "$err" "client $id, 王小玥"
run 0 client add name=王小月 phone=139-1234-0823 birth=1988-03-05 --distinct
twin=$(cut -d ' ' -f 1 "$out")
run 0 client add name=王晓月 birth=1988-03-05
run 0 client duplicates --format csv
has "$out" ',王晓月,'
run 3 client add name=Nobody gender=z
run 3 client add name=Nobody phone=12

# Merged, found by either, and taken back.
run 3 client merge "$id" "$id"
run 2 client merge "$id" "$twin" --take rev
run 0 client merge "$id" "$twin"
action=$(sed -n 's/.*frontdesk undo \([0-9]*\).*/\1/p' "$out")
run 0 client find 王小月 --format csv
has "$out" "^$id,"
run 2 undo "$action"
has "$err" 'Nothing was done'
run 0 undo "$action" --yes
run 0 client find 王小月 --format csv
has "$out" "^$twin,"
run 4 undo 999999
run 2 undo last

# A list: what is refused is named, kept, and can be mended and imported again.
printf 'name,phone,birth\r\nAnna Alt,13800001111,1990-01-01\r\n,13800002222,\r\nBen "x,1,2\r\n' >"$dir/l.csv"
run 3 client import "$dir/l.csv" --dry-run
run 0 client find 'anna alt' --format csv
hasnt "$out" Anna
[ ! -e "$dir/l.csv.rejected.csv" ] || fail 'a dry run wrote a file'
run 3 client import "$dir/l.csv" --format csv
has "$out" '^default,3,1,0,2,'
has "$err" 'l.csv:3: '
has "$err" 'l.csv:4: '
head -n 1 "$dir/l.csv.rejected.csv" | grep -q '^name,phone,birth' || fail 'no header'
[ "$(wc -l <"$dir/l.csv.rejected.csv")" -eq 3 ] || fail 'not two refused lines'
run 3 client import "$dir/l.csv" --format csv
has "$out" '^default,3,0,1,2,'
printf 'name,phone,birth\nBen Bell,13800003333,1991-02-03\n' >"$dir/l.csv.rejected.csv"
run 0 client import "$dir/l.csv.rejected.csv"
printf 'name,phone\nCarl Cox,13800004444\n,1\n' >"$dir/in.csv"
(cd "$dir" && "$FRONTDESK" -d "$db" client import - <in.csv >"$out" 2>"$err")
[ $? -eq 3 ] && [ -e "$dir/stdin.rejected.csv" ] || fail 'import from standard input'
run 4 client import "$dir/none.csv"
run 3 client import "$dir"
: >"$dir/void.csv"
run 3 client import "$dir/void.csv"
run 4 client import "$dir/in.csv" --map nosuch

run 0 client todo --all
run 0 client export --all
head -n 1 "$out" | grep -q "^${columns%,via}," || fail 'columns of client export'
run 0 client export --format json
if command -v python3 >/dev/null; then
	python3 -m json.tool <"$out" >/dev/null || fail 'export is no JSON'
fi
