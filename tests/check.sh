#!/bin/sh
# Everything that must hold before a change goes in: build without a warning, lints, unit tests,
# scenarios. What does not build counts as failed and the rest is still tried. The last line is
# `N passed, N failed`; called by `make check`.
set -u
BUILD=${BUILD:-build}
MAKE=${MAKE:-make}
JOBS=${JOBS:-2}
RESULTS=$BUILD/results.$$
export BUILD JOBS RESULTS

case " ${MAKEFLAGS:-}" in
*' -j'*) j= ;;
*) j=-j$JOBS ;;
esac

rm -rf "$RESULTS"
mkdir -p "$RESULTS"

echo 'building'
# shellcheck disable=SC2086 # MAKE may hold options, j may be empty
if $MAKE -k $j WERROR=1 all unit-programs tools >"$RESULTS/build.log" 2>&1; then
	echo '1 0 0' >"$RESULTS/build.count"
else
	# Only what went wrong: the lines that name a step say nothing.
	grep -v -e '^  [A-Z]* ' "$RESULTS/build.log" >"$RESULTS/build.tmp"
	mv "$RESULTS/build.tmp" "$RESULTS/build.log"
	echo '0 1 0' >"$RESULTS/build.count"
fi

files()
{
	find "$1" -name "$2" 2>/dev/null | LC_ALL=C sort
}

echo 'lints'
# shellcheck disable=SC2046 # no blanks in our file names
tests/runner.sh lint $(ls tests/lint/*.sh tests/lint/self/*.sh 2>/dev/null)
echo 'unit tests'
# shellcheck disable=SC2046
tests/runner.sh unit $(files tests/unit '*_test.c' | sed "s|^tests/\(.*\)\.c$|$BUILD/\1|")
echo 'scenarios'
[ ! -x "$BUILD/scn" ] || tests/runner.sh e2e --selftest
# shellcheck disable=SC2046
tests/runner.sh e2e $(ls tests/e2e/*.scn tests/e2e/*.sh 2>/dev/null)
tests/summary.sh
