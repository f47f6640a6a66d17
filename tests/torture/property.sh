#!/bin/sh
# The random walk of actions and undos, long: 12,000 actions over every recorded table.
set -eu
BUILD=${BUILD:-build}
${MAKE:-make} -s BUILD="$BUILD" F=desk/property unit-programs
PROPERTY_ACTIONS=${PROPERTY_ACTIONS:-12000} exec "$BUILD/unit/desk/property_test"
