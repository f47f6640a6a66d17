#!/bin/sh
# Runs tests side by side and leaves a log and a count for each in $RESULTS.
#
#   tests/runner.sh KIND FILE...
#
# KIND unit: a cmocka program; its own counts are taken, a crash is one failure more.
# KIND e2e: scenarios, given all at once to $SCN, which plays and counts them; --selftest plays its
# own. Other kinds: one test a file, exit 0 passed, 77 skipped, anything else failed.
# Environment for the tests: FRONTDESK, FRONTDESK_PRINT, SCN (whole paths), BUILD. They start in the
# top folder.
set -u
kind=$1
shift
BUILD=${BUILD:-build}
JOBS=${JOBS:-2}
LIMIT=${LIMIT:-170}
RESULTS=${RESULTS:-$BUILD/results}
case $BUILD in
/*) at=$BUILD ;;
*) at=$PWD/$BUILD ;;
esac
export BUILD RESULTS FRONTDESK="$at/frontdesk" FRONTDESK_PRINT="$at/frontdesk-print" SCN="$at/scn"
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1:abort_on_error=0}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"
unset MAKEFLAGS MFLAGS MAKELEVEL

# Prints "passed failed skipped" of one cmocka log.
count_cmocka()
{
	awk -v status="$2" '
		/^\[  PASSED  \] [0-9]+ test/ { p += $4 }
		/^ *[0-9]+ FAILED TEST\(S\)/ { f += $1 }
		/^\[  SKIPPED \] [0-9]+ test/ { s += $4 }
		END {
			if ((status != 0 && f == 0) || p + f + s == 0) f++
			print p + 0, f + 0, s + 0
		}' "$1"
}

# Those that may take long: the player starts what it is given in this order, and one long test
# begun last would keep everybody waiting.
long_first()
{
	printf '%s\n' "$@" | grep '\.sh$'
	printf '%s\n' "$@" | grep '\.scn$' | xargs -r grep -l '^limit '
	printf '%s\n' "$@" | grep '\.scn$' | xargs -r grep -L '^limit '
}

# The player's last line is a sum like ours; without one it did not come to its end. A scenario
# waits for programs most of its time: two of them share a processor.
run_scenarios()
{
	case $1 in
	-*) out=$RESULTS/e2e.player ;;
	*)
		out=$RESULTS/e2e.scenarios
		# shellcheck disable=SC2046 # no blanks in our file names
		set -- $(long_first "$@")
		;;
	esac
	timeout -k 5 1500 "$SCN" --jobs $((JOBS * 2)) "$@" >"$out.log" 2>&1 </dev/null
	status=$?
	awk -v status="$status" '
		/^[0-9]+ passed, [0-9]+ failed/ { split($0, word, /[ ,]+/) }
		END {
			f = word[3] + 0
			if (status != 0 && f == 0 || word[1] == "") f++
			print word[1] + 0, f, word[5] + 0
		}' "$out.log" >"$out.count"
	[ $status -lt 2 ] || echo "(ended with status $status)" >>"$out.log"
}

run_one()
{
	name=$(echo "$1" | sed -e "s|^$BUILD/||" -e 's|^tests/||' -e "s|^$kind/||" -e 's|/|.|g')
	out=$RESULTS/$kind.$name
	case $1 in
	*.sh) [ -x "$1" ] || set -- sh "$1" ;;
	esac
	timeout -k 5 "$LIMIT" "$@" >"$out.log" 2>&1 </dev/null
	status=$?
	case $kind:$status in
	unit:*) count=$(count_cmocka "$out.log" $status) ;;
	*:0) count='1 0 0' ;;
	*:77) count='0 0 1' ;;
	*) count='0 1 0' ;;
	esac
	[ $status -lt 124 ] || [ "$kind" = lint ] || echo "(ended with status $status)" >>"$out.log"
	echo "$count" >"$out.count"
}

mkdir -p "$RESULTS"
if [ "$kind" = --one ]; then
	kind=$1
	shift
	run_one "$1"
	exit 0
fi
[ $# -eq 0 ] && exit 0
if [ "$kind" = e2e ]; then
	run_scenarios "$@"
	exit 0
fi
printf '%s\n' "$@" | xargs -P "$JOBS" -n 1 "$0" --one "$kind"
