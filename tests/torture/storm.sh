#!/bin/sh
# Random keys, pastes, bytes and window sizes over all screens, with the sanitizers on; each desk ends by
# itself when it is told to, and `frontdesk verify` finds nothing.
#
#   STORM_SECONDS=60   at least one round
#   STORM_SEED=1       the first round; what fails is named and can be played again
set -u
BUILD=${BUILD:-build}
here=$(cd "$(dirname "$0")" && pwd)
seed=${STORM_SEED:-1}
end=$(($(date +%s) + ${STORM_SECONDS:-60}))
dir=$(mktemp -d "${TMPDIR:-/tmp}/fd-storm-XXXXXX")
${MAKE:-make} -s asan-programs || exit 1
FRONTDESK=$PWD/build/asan/frontdesk
SCN_SLOW=${SCN_SLOW:-3}
export FRONTDESK SCN_SLOW
while :; do
	awk -v seed="$seed" -v here="$here" -v desks=3 -v events=120 -f "$here/storm.awk" >"$dir/storm-$seed.scn"
	if ! "${SCN:-$BUILD/scn}" "$dir/storm-$seed.scn"; then
		echo "round $seed: $dir/storm-$seed.scn"
		exit 1
	fi
	seed=$((seed + 1))
	[ "$(date +%s)" -lt "$end" ] || break
done
echo "rounds up to $((seed - 1))"
rm -rf "$dir"
