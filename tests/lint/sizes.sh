#!/bin/sh
# Sizes: .c 800 lines, .h 250, a function 100. Medians are only told: .c 200-300, a function 15.
#   tests/lint/sizes.sh [FOLDER]
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}" || exit 2
out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT
list()
{
	find src include tests -name "$1" 2>/dev/null | LC_ALL=C sort
}
lines()
{
	list "$1" | xargs -r wc -l | awk -v limit="$2" -v kind="$3" '
		$2 == "total" { next }
		{ print kind, $1 }
		$1 > limit { printf "bad %s: %d lines, the limit is %d\n", $2, $1, limit }'
}
{
	lines '*.c' 800 file
	lines '*.h' 250 header
	list '*.c' | LC_ALL=C xargs -r awk -v limit=100 -f "$here/awk/c.awk" -f "$here/awk/sizes.awk"
} >"$out"
for kind in file header fn; do
	awk -v kind=$kind '$1 == kind { print $2 }' "$out" | sort -n |
		awk -v kind=$kind '{ v[NR] = $1 }
			END { if (NR) printf "%s: %d, median %d lines, longest %d\n", kind, NR, v[int((NR + 1) / 2)], v[NR] }'
done
! grep '^bad ' "$out" | sed 's/^bad //' | grep .
