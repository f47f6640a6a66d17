#!/bin/sh
# Prints the logs of what failed in the folder $RESULTS and, last, `N passed, N failed`; the folder
# becomes $BUILD/results. Exit status 1 when anything failed or nothing ran.
BUILD=${BUILD:-build}
dir=${RESULTS:-$BUILD/results}
for c in "$dir"/*.count; do
	[ -e "$c" ] || break
	read -r _ failed _ <"$c"
	[ "$failed" -eq 0 ] && continue
	name=${c%.count}
	echo "FAILED: ${name##*/}"
	case ${name##*/} in
	lint.*) last=400 ;; # each line is one breach
	e2e.scenarios) # one log of all: which ones, before what the last of them saw
		last=60
		grep '^FAIL ' "$name.log" | sort -u | sed 's/^/    /'
		;;
	*) last=60 ;;
	esac
	# cmocka says a line for each test that passed; they are not why we look.
	grep -v -e '^\[ RUN      \]' -e '^\[       OK \]' "$name.log" | tail -n $last | sed 's/^/    /'
done
cat "$dir"/*.count 2>/dev/null | awk '
	{ p += $1; f += $2; s += $3 }
	END {
		printf "%d passed, %d failed%s\n", p, f, s ? sprintf(", %d skipped", s) : ""
		exit f > 0 || p + f == 0
	}'
status=$?
if [ "$dir" != "$BUILD/results" ]; then
	rm -rf "$BUILD/results"
	mv "$dir" "$BUILD/results"
fi
exit $status
