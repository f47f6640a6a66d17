#!/bin/sh
# Links: what a floor's archive does not define itself comes from a floor it may use, from libc, or
# from a library that is its own (the `so` lines of layers.txt). Stops hand-written externs.
#   tests/lint/symbols.sh [FOLDER]    reads $BUILD/lib*.a there
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}" || exit 2
build=${BUILD:-build}
list=$(mktemp) || exit 2
trap 'rm -f "$list"' EXIT

# Lines: def FLOOR NAME, use FLOOR NAME, ext FILE NAME
for lib in "$build"/lib*.a; do
	[ -e "$lib" ] || continue
	floor=${lib##*/lib}
	nm -A -P -g "$lib" 2>/dev/null | awk -v floor="${floor%.a}" '
		$3 == "U" || $3 == "w" { print "use", floor, $2; next }
		{ print "def", floor, $2 }'
done >"$list"
for so in libc.so.6 libm.so.6 libgcc_s.so.1 ld-linux-x86-64.so.2 \
    $(awk '$1 == "so" { for (i = 2; $i != ":"; i++) print $i }' "$here/layers.txt"); do
	file=$(gcc -print-file-name="$so")
	[ -e "$file" ] || continue
	nm -D -P -g --defined-only "$file" | awk -v so="$so" '{ sub(/@.*/, "", $1); print "ext", so, $1 }'
done >>"$list"

awk '
	FILENAME ~ /layers\.txt$/ {
		sub(/#.*/, "")
		if ($1 == "floor") for (i = 2; i <= NF; i++) may[$2, $i] = 1
		if ($1 == "so") {
			split($0, side, " : ")
			n = split(side[1], word, " ")
			for (i = 2; i <= n; i++) so_floors[word[i]] = " " side[2] " "
		}
		next
	}
	$1 == "def" {
		if ($3 in def && def[$3] != $2 && $3 != "main") {
			print "lib" $2 ".a: " $3 " is also defined by " def[$3]
			failed = 1
		}
		def[$3] = $2
	}
	$1 == "use" { use[$2 " " $3] = 1 }
	$1 == "ext" {
		if (!($2 in so_floors)) free[$3] = 1
		else { ext[$3] = ext[$3] so_floors[$2]; ext_so[$3] = $2 }
	}
	END {
		for (u in use) {
			split(u, p, " ")
			floor = p[1]; name = p[2]
			if (name ~ /^_GLOBAL_OFFSET_TABLE_$|^__(asan|ubsan|gcov|dso)_|^__dso_handle$/) continue
			if (name in def) {
				if (def[name] == floor || (floor, def[name]) in may) continue
				print "lib" floor ".a: uses " name " of floor " def[name]
			} else if (name in free) continue
			else if (name in ext) {
				if (index(ext[name], " " floor " ")) continue
				print "lib" floor ".a: uses " name " of " ext_so[name] ", which is not its library"
			} else print "lib" floor ".a: uses " name ", which nobody defines"
			failed = 1
		}
		exit failed
	}' "$here/layers.txt" "$list" >"$list.out"
status=$?
LC_ALL=C sort "$list.out"
rm -f "$list.out"
exit $status
