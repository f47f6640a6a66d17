#!/bin/sh
# Runs each fuzzer given for $TIME seconds, from its seeds in tests/fuzz/corpus/NAME when there are
# any. New inputs stay in $BUILD/corpus/NAME; an input that stops one is kept as $BUILD/crash-NAME-*.
set -u
TIME=${TIME:-30}
bad=0
good=0
for fuzzer in "$@"; do
	name=$(basename "$fuzzer" _fuzz)
	mkdir -p "$BUILD/corpus/$name"
	seeds=tests/fuzz/corpus/$name
	[ -d "$seeds" ] || seeds=
	dict=tests/fuzz/corpus/$name.dict
	[ -f "$dict" ] && dict=-dict=$dict || dict=
	echo "== $name"
	# shellcheck disable=SC2086 # seeds and dict may be empty
	if "$fuzzer" -max_total_time="$TIME" -timeout=10 -verbosity=0 -print_final_stats=1 \
	    -artifact_prefix="$BUILD/crash-$name-" $dict "$BUILD/corpus/$name" $seeds \
	    >"$BUILD/$name.log" 2>&1; then
		grep -e number_of_executed_units "$BUILD/$name.log"
		good=$((good + 1))
	else
		tail -n 40 "$BUILD/$name.log"
		bad=$((bad + 1))
	fi
done
echo "$good passed, $bad failed"
[ $bad -eq 0 ]
