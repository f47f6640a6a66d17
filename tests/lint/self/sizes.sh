#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

# lines N TEXT: TEXT N times
lines()
{
	awk -v n="$1" -v text="$2" 'BEGIN { while (n-- > 0) print text }'
}

{ echo 'int f(void)'; echo '{'; lines 100 '	x();'; echo '}'; } | plant src/base/good.c
lines 800 'int x;' | plant src/base/long.c
lines 250 'int x;' | plant include/base/long.h
quiet sizes
case $said in
*'fn: 1, median 100 lines'*) ;;
*)
	echo "sizes: wrong report: $said"
	failed=1
	;;
esac

{ echo 'int f(int a,'; echo '    int b)'; echo '{'; lines 101 '	x("}");'; echo '}'; } | plant src/base/bad.c
lines 801 'int x;' | plant src/base/longer.c
lines 251 'int x;' | plant include/base/longer.h
caught sizes 'src/base/bad.c:3: f has 101 lines' 'src/base/longer.c: 801 lines' \
	'include/base/longer.h: 251 lines'
exit $failed
