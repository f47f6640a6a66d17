#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

plant include/base/good.h <<'C'
#ifndef FD_BASE_GOOD_H
#define FD_BASE_GOOD_H
#include <stddef.h>
size_t good(void);
#endif
C
quiet headers
quiet headers

plant include/base/lone.h <<'C'
#ifndef FD_BASE_LONE_H
#define FD_BASE_LONE_H
size_t lone(void);
#endif
C
plant include/base/twice.h <<'C'
struct twice {
	int x;
};
C
touch -d '+5 seconds' "$tree/include/base/lone.h" # newer than the stamp, whatever the clock's grain
caught headers 'include/base/lone.h' 'include/base/twice.h'
exit $failed
