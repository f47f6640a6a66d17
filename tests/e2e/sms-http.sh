#!/bin/sh
# Messages through a gateway over HTTP: one on the loopback that counts what it was given. Refusals,
# later, states, replies; the token is never among the words of a command.
# shellcheck source=tests/e2e/cli.inc
. "$(dirname "$0")/cli.inc"
for tool in curl python3 sqlite3; do
	command -v $tool >/dev/null || { echo "needs $tool"; exit 77; }
done
spool=$PWD/src/spool/spool-http

cat >"$dir/gateway.py" <<'PY'
import http.server, sys, urllib.parse
taken, asked = {}, 0
class Gateway(http.server.BaseHTTPRequestHandler):
    def log_message(self, *words):
        pass
    def answer(self, code, text):
        body = text.encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def do_POST(self):
        global asked
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.headers.get("Authorization") != "Bearer secret":
            return self.answer(401, "who are you\n")
        if self.path == "/send":
            number, text = form["to"][0], form["text"][0]
            if number.endswith("64"):
                return self.answer(400, "no such number\n")
            if number.endswith("99"):
                return                  # taken perhaps, but nothing is said
            if number.endswith("75"):
                asked += 1
                if asked == 1:
                    return self.answer(503, "busy\n")
            taken[str(len(taken) + 1)] = number
            open(sys.argv[1], "a").write("%d %s %s\n" % (len(taken), number, text))
            return self.answer(200, "%d\n" % len(taken))
        if self.path == "/states":
            words = {"1": "delivered", "2": "undelivered\tswitched off"}
            return self.answer(200, "".join("%s\t%s\n" % (i, words.get(i, "sent") if i in taken
                else "lost") for i in form["ids"][0].split()))
        if self.path == "/replies":
            since = int(form["since"][0])
            lines = "in-1\t13800000001\t%s\t好的\n" % sys.argv[2] if since < 1 else ""
            return self.answer(200, lines + "place\t1\n")
        self.answer(404, "no\n")
server = http.server.HTTPServer(("127.0.0.1", 0), Gateway)
open(sys.argv[3], "w").write(str(server.server_port))
server.serve_forever()
PY
now=$(date -d 2026-11-24T06:32:00Z +%s)
python3 "$dir/gateway.py" "$dir/log" "$now" "$dir/port" &
gateway=$!
trap 'kill $gateway' EXIT
for i in 1 2 3 4 5 6 7 8 9 10; do
	[ -s "$dir/port" ] && break
	sleep 0.2
done
[ -s "$dir/port" ] || fail 'the gateway does not come up'
port=$(cat "$dir/port")
mkdir "$dir/http"
for what in send states replies; do
	printf 'url = "http://127.0.0.1:%s/%s"\nheader = "Authorization: Bearer secret"\n' \
		"$port" $what >"$dir/http/$what"
done
chmod 0600 "$dir"/http/*

# ---- the command alone ----

said()
{
	want=$1
	shift
	printf %s "$text" | "$spool" "$@" >"$out" 2>"$err"
	got=$?
	[ $got -eq "$want" ] || fail "spool-http $*: status $got, not $want"
}
text='您好 & 100% "真的"'
said 0 "$dir/http" 13800000009
has "$out" '^1$'
has "$dir/log" '^1 13800000009 您好 & 100% "真的"$'
said 64 "$dir/http" 13800000064
has "$err" 'no such number'
said 64 "$dir/http" '12;id'
said 75 "$dir/nowhere" 13800000009
said 1 "$dir/http" 13800000099
has "$err" 'no answer of the gateway'
mkdir "$dir/deaf"
echo 'url = "http://127.0.0.1:1/send"' >"$dir/deaf/send"
said 75 "$dir/deaf" 13800000009
text=$(printf '1\n9\n')
said 0 "$dir/http" --states
has "$out" "^1	delivered"
has "$out" "^9	lost"
text=
said 0 "$dir/http" --replies 0
has "$out" '^place	1$'
sed -i s/secret/wrong/ "$dir/http/send"
text=x
said 64 "$dir/http" 13800000009
sed -i s/wrong/secret/ "$dir/http/send"

# ---- through the program ----

site 30
printf '[spool]\ncommand = %s %s\n' "$spool" "$dir/http" >"$dir/desk.ini"
ask()
{
	sqlite3 -cmd '.timeout 10000' "$db" "$1"
}
ask 'DELETE FROM reply; DELETE FROM message'
client=$(ask "SELECT p.client_id FROM client_phone p WHERE p.relation = 'self' AND NOT EXISTS
	(SELECT 1 FROM client_flag f WHERE f.client_id = p.client_id) LIMIT 1")
first=$(ask 'SELECT coalesce(max(id), 0) + 1 FROM message')
for number in 13800000001 13800000002 13800000064 13800000075; do
	ask "INSERT INTO message(branch_id, client_id, day, created_at, template, channel, language,
		number, text, due_at) SELECT branch_id, id, '2026-11-24', $now, 'remind', 'sms', 'zh',
		'$number', '【康禾】明天见', $now FROM client WHERE id = $client"
done
run 0 -c "$dir/desk.ini" sms-sync
has "$out" 'sent *2'
has "$out" 'refused *1'
has "$out" 'later *1'
echo $((now + 120)) >"$dir/clock"
run 0 -c "$dir/desk.ini" sms-sync
echo $((now + 240)) >"$dir/clock"
run 0 -c "$dir/desk.ini" sms-sync
[ "$(ask "SELECT group_concat(state, ' ') FROM (SELECT state FROM message WHERE id >= $first
	ORDER BY id)")" = 'failed sent failed sent' ] || {
	ask "SELECT * FROM message WHERE id >= $first"
	fail 'the states are not those of the gateway'
}
[ "$(ask 'SELECT count(*) FROM reply')" = 1 ] || fail 'the reply is missing, or came twice'
[ "$(grep -c . "$dir/log")" = 4 ] || fail 'something was sent twice'
run 0 messages --failed --format csv
has "$out" 'no such number'
run 0 messages --replies
has "$out" '好的'
