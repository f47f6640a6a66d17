#!/bin/sh
# The manual says what the program does: every command, every key of every screen, every attribute of
# form files. GENERATE=1 writes the tables of keys anew.
. "$(dirname "$0")/cli.inc"
top=$(cd "$(dirname "$0")/../.." && pwd)
man=$top/man/frontdesk.1
LC_ALL=C "$FRONTDESK" --dump-keys >"$dir/keys" 2>"$err" || fail '--dump-keys'
awk -F '\t' 'NF != 6 || $1 == "" || $2 == "" || $6 == "" { print; bad = 1 } END { exit bad }' \
	"$dir/keys" >"$out" || fail 'lines of --dump-keys that are not whole'

# Words of a macro line: nothing in them may be taken for a macro or a request.
awk -F '\t' '
	function words(s,    n, i, v, out) {
		n = split(s, v, " ")
		for (i = 1; i <= n; i++) {
			gsub(/\\/, "\\e", v[i])
			gsub(/"/, "\\(dq", v[i])
			out = out " \\&" v[i]
		}
		return out
	}
	function text(s) {
		gsub(/\\/, "\\e", s)
		gsub(/[.] /, ".\n", s)
		return s ~ /^[.\047]/ ? "\\&" s : s
	}
	$1 != last {
		if (last != "") print ".El"
		print ".Ss " ($1 == "*" ? "Every screen" : "The screen" words($1))
		print ".Bl -tag -width Ds -compact"
		last = $1
	}
	{
		print ".It Ic" ($4 == "" ? " \\&-" : words($4)) " Pq" words($2) ($3 == "" ? "" : " ," words($3))
		print text($6)
	}
	END { if (last != "") print ".El" }' "$dir/keys" >"$dir/table"
awk '/^\.\\" keys: begin/ { on = 1; next } /^\.\\" keys: end/ { on = 0 } on' "$man" >"$dir/now"
if [ "${GENERATE:-0}" != 0 ] && [ -s "$dir/table" ]; then
	awk -v table="$dir/table" '
		/^\.\\" keys: begin/ { print; while ((getline line < table) > 0) print line; skip = 1; next }
		/^\.\\" keys: end/ { skip = 0 }
		!skip' "$man" >"$dir/new" && cat "$dir/new" >"$man"
elif ! diff "$dir/now" "$dir/table" >"$out"; then
	fail 'the keys in man/frontdesk.1 differ; GENERATE=1 writes them'
fi

# Commands, both ways.
"$FRONTDESK" --help | sed -n 's/^  \([a-z]\)/\1/p' | sed -e 's/ [^a-z].*//' -e 's/ [A-Z].*//' \
	-e 's/ FIELD.*//' | sort >"$dir/commands"
sed -n '/^\.Sh COMMANDS/,/^\.Sh OUTPUT/p' "$man" | sed -n 's/^\.It Cm \(.*\)/\1/p' |
	sed -e 's/ [A-Z][a-z] .*//' -e 's/ O[op]$//' | sort >"$dir/told"
diff "$dir/commands" "$dir/told" >"$out" || fail 'commands of --help (<) and of the manual (>)'

# Columns of what lists: the line of names is in the manual as it stands.
site 60
tr '\n' ' ' <"$man" >"$dir/flat"
for command in 'today' 'client find x' 'client todo' 'client duplicates' 'staff list' 'actions' \
    'verify --chain' 'doctor' 'tick' 'resource list' 'service list' 'service need laser' \
    'roster show' 'roster leave' 'roster open'; do
	# shellcheck disable=SC2086 -- words
	run 0 $command --format csv
	columns=$(head -n 1 "$out" | tr -d '\r' | sed 's/,/, /g')
	has "$dir/flat" "Columns: $columns\\.\|columns: $columns\\."
done

# Attributes of form files.
sed -n '/struct attr .*\[\] = {/,/^\t*};/s/.*\.name = "\([a-z_]*\)".*/\1/p' "$top"/src/form/*.c |
	sort -u | grep -v -x -e form -e mapping -e part -e en -e zh >"$dir/attributes"
[ -s "$dir/attributes" ] || fail 'no attributes found'
while read -r name; do
	grep -q "^\.\(It\|Pq\) Cm\(.* \| \)$name\( ,.*\| ;\)*\$\|^\.Cm $name\$" "$top/man/frontdesk-forms.5" ||
		fail "frontdesk-forms(5) lacks $name"
done <"$dir/attributes"
