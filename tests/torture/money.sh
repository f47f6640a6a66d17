#!/bin/sh
# The random walk of orders, payments, cards, undo and merge against a ledger, long.
set -eu
BUILD=${BUILD:-build}
${MAKE:-make} -s BUILD="$BUILD" F=desk/money_property unit-programs
MONEY_STEPS=${MONEY_STEPS:-10000} exec "$BUILD/unit/desk/money_property_test"
