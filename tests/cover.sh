#!/bin/sh
# Lines of each floor that the tests reached, from a build with --coverage in folder $1; the ten
# least covered files after it.
set -u
build=$1
find "$build/obj" -path "$build/obj/tests" -prune -o -name '*.gcno' -print | while read -r note; do
	file=${note#"$build/obj/"}
	gcov -n -o "$note" "src/${file%.gcno}.c" 2>/dev/null | awk -v file="${file%.gcno}.c" '
		/^File / { mine = index($0, "src/" file "\x27") }
		/^Lines executed:/ && mine {
			split($0, part, /[:% ]+/)
			n = $NF
			printf "%s %d %d\n", file, n, n * part[3] / 100 + 0.5
			exit
		}'
done | awk '
	{
		floor = $1; sub(/\/.*/, "", floor)
		total[floor] += $2; hit[floor] += $3
		if ($2 > 0) files[sprintf("%5.1f %% of %4d lines  %s", 100 * $3 / $2, $2, $1)] = 1
	}
	END {
		for (floor in total)
			if (total[floor] > 0)
				printf "%-8s %5.1f %% of %d lines\n", floor, \
				    100 * hit[floor] / total[floor], total[floor]
		print "least covered:"
		for (f in files) print "  " f | "LC_ALL=C sort | head -n 10"
	}'
