#!/bin/sh
# Many processes at once: 40 times two on one time, 32 on one expert over three days, 20 times 16
# on the last five pieces in stock.
set -eu
BUILD=${BUILD:-build}
${MAKE:-make} -s BUILD="$BUILD" F=desk/race unit-programs
${MAKE:-make} -s BUILD="$BUILD" F=desk/stock unit-programs
STOCK_ROUNDS=${STOCK_ROUNDS:-20} "$BUILD/unit/desk/stock_test"
RACE_TRIALS=${RACE_TRIALS:-40} RACE_WRITERS=${RACE_WRITERS:-32} RACE_TRIES=${RACE_TRIES:-100} \
	exec "$BUILD/unit/desk/race_test"
