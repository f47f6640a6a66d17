#!/bin/sh
# Everything about one client as a document; a restricted file with a reason; a telephone that rings.
. "$(dirname "$0")/cli.inc"
site 100
id=$(sqlite3 "$db" "SELECT client_id FROM client_phone WHERE number = '13800000823'")
run 0 client add name=小宝 birth=2019-05-01 guardian_name=王小明 guardian_relation=father \
	'guardian_phone=138 0000 0824' --distinct
child=$(sed 's/[^0-9].*//' "$out")

# One client: every table of the catalogue, actions before and after, and the look itself.
run 0 client export "$id"
has "$out" '^王小明$'
has "$out" '== telephone =='
has "$out" 'expert  '
hasnt "$out" 小宝
run 0 client export "$child" --format json
if command -v python3 >/dev/null; then
	python3 - "$out" >"$err" <<'PY' || fail 'the document is not as it should be'
import json, sys
d = json.load(open(sys.argv[1]))
assert d['name'] == '小宝', d['name']
assert [p['number'] for p in d['client_phone']] == ['13800000824']
assert d['client_phone'][0]['guardian_text'] == 'yes'
assert [a['name'] for a in d['actions']] == ['client-add']
assert any(c['column'] == 'birth' and c['after'] == '2019-05-01' for c in d['actions'][0]['changes'])
assert [a['reason'] for a in d['access']] == ['whole file']
PY
fi
[ "$(sqlite3 "$db" "SELECT count(*) FROM access WHERE what = 'export' AND client_id = $id")" = 1 ] ||
	fail 'the export left no trace'
run 2 client export "$id" --format csv
run 2 client export "$id" --all
run 4 client export nobodyatall

# A merged file is in the document of the one that stays.
run 0 client add 'name=小 宝' birth=2019-05-01 --distinct
twin=$(sed 's/[^0-9].*//' "$out")
run 0 client merge "$child" "$twin"
run 0 client export "$twin" --format json
if command -v python3 >/dev/null; then
	python3 - "$out" >"$err" <<'PY' || fail 'the merged file is not in it'
import json, sys
d = json.load(open(sys.argv[1]))
assert len(d['client']) == 2, len(d['client'])
assert len([a for a in d['actions'] if a['name'] == 'client-add']) == 2
PY
fi

# A minor has a guardian before the file counts as complete.
run 0 client add name=小花 birth=2020-02-02 --distinct
baby=$(sed 's/[^0-9].*//' "$out")
run 0 client todo --all
grep "小花" "$out" | grep -q guardian_name || fail 'nobody asks for the guardian of a minor'
[ -n "$baby" ] || fail 'no number was printed'

# A telephone rings: whoever sets the hook up sees what the screens show.
run 0 -b ja ring '138 0000 0823'
has "$out" '13800000823  '"$id"'  王小明'
run 0 -b ja ring 13312345678
has "$out" '13312345678  -  '
run 0 -b ja ring 13312345678
[ "$(grep -c . "$out")" = 2 ] || fail 'ringing on is ringing twice'
run 3 -b ja ring anonymous
run 2 -b ja ring
