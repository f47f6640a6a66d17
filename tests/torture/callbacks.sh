#!/bin/sh
# Callbacks: 20 callers at once on 600 of them, 300 callers killed at any moment, and a branch's whole year.
set -eu
BUILD=${BUILD:-build}
${MAKE:-make} -s BUILD="$BUILD" F=desk/callback_race unit-programs
${MAKE:-make} -s BUILD="$BUILD" F=desk/callback_year unit-programs
RACE_CALLERS=${RACE_CALLERS:-20} RACE_ITEMS=${RACE_ITEMS:-600} KILL_ROUNDS=${KILL_ROUNDS:-100} \
	"$BUILD/unit/desk/callback_race_test"
YEAR_DAYS=${YEAR_DAYS:-365} exec "$BUILD/unit/desk/callback_year_test"
