#!/bin/sh
# Every text for people has its Chinese and keeps the house's wording.
#
# Texts: msgids of tr, trn and N_ in src/, and what `frontdesk check-forms --strings` lists: one
# text a line as FILE:LINE<tab>TEXT. Each needs a translation in forms/po/zh_CN.po that is neither
# empty nor fuzzy. Wording, English side: never error, invalid, failed to, please, sorry, nor an
# exclamation mark after a word.
#   tests/lint/strings.sh [FOLDER]
cd "${1:-.}" || exit 2
build=${BUILD:-build}
po=forms/po/zh_CN.po
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
bad=0

: >"$dir/src.pot"
find src -name '*.[ch]' 2>/dev/null | LC_ALL=C sort >"$dir/files"
xgettext -ktr -ktrn:1,2 -kN_ --language=C --from-code=UTF-8 --no-wrap --omit-header \
	--files-from="$dir/files" -o "$dir/src.pot" || bad=1

: >"$dir/form.pot"
if [ -x "$build/frontdesk" ] && "$build/frontdesk" check-forms --strings >"$dir/forms" 2>/dev/null; then
	LC_ALL=C awk -F '\t' 'NF == 2 && $2 != "" {
		gsub(/\\/, "\\\\", $2)
		gsub(/"/, "\\\"", $2)
		printf "#: %s\nmsgid \"%s\"\nmsgstr \"\"\n\n", $1, $2
	}' "$dir/forms" >"$dir/form.pot"
fi

# One catalogue of all texts. A header says UTF-8, each text stands once.
{
	printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
	cat "$dir/src.pot"
} >"$dir/a.pot"
{
	printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
	cat "$dir/form.pot"
} >"$dir/b.pot"
cp "$dir/b.pot" "$dir/c.pot" # msguniq writes nothing when there is no text at all
msguniq --no-wrap "$dir/b.pot" -o "$dir/c.pot" || bad=1
msgcat --use-first --no-wrap "$dir/a.pot" "$dir/c.pot" -o "$dir/all.pot" || bad=1
[ -s "$dir/all.pot" ] || exit $bad

# From a catalogue on stdin: FILE:LINE: WORD: TEXT, a line each.
tell()
{
	LC_ALL=C awk -v word="$1" '
		function flush() {
			if (id != "") printf "%s: %s: \"%s\"\n", ref == "" ? "?" : ref, word, id
			id = ""; ref = ""; reading = 0
		}
		/^#: / && ref == "" { ref = $2 }
		/^$/ { flush() }
		/^msgid "/ { reading = 1; sub(/^msgid "/, ""); sub(/"$/, ""); id = $0; next }
		/^msg/ { reading = 0 }
		/^"/ && reading { sub(/^"/, ""); sub(/"$/, ""); id = id $0 }
		END { flush() }'
}

wording=$(tell text <"$dir/all.pot" | LC_ALL=C awk '
	{
		said = $0
		sub(/^[^"]*"/, "", said)
		said = " " tolower(said) " "
		gsub(/%[-0-9.*]*[a-z]+/, " ", said)
		if (said ~ /[^a-z](error|errors|invalid|failed to|please|sorry)[^a-z]/ || said ~ /[a-z0-9]!/)
			print $0 "  (wording)"
	}')
if [ -n "$wording" ]; then
	echo "$wording"
	bad=1
fi

if [ ! -e $po ]; then
	tell 'no Chinese' <"$dir/all.pot" | grep . && bad=1
	exit $bad
fi
msgfmt --check --check-format -o /dev/null $po || bad=1
msgmerge -q --no-fuzzy-matching --no-wrap $po "$dir/all.pot" -o "$dir/merged.po" || bad=1
missing=$(
	msgattrib --untranslated --no-obsolete --no-wrap "$dir/merged.po" | tell 'no Chinese'
	msgattrib --only-fuzzy --no-obsolete --no-wrap "$dir/merged.po" | tell 'fuzzy Chinese, or its % parts differ'
)
if [ -n "$missing" ]; then
	echo "$missing" | LC_ALL=C sort
	bad=1
fi
exit $bad
