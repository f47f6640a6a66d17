#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

# text N CHARACTER: the character N times
text()
{
	awk -v n="$1" -v c="$2" 'BEGIN { while (n-- > 0) printf "%s", c; print "" }'
}

plant include/base/good.h <<'C'
/* a comment first */
#ifndef FD_BASE_GOOD_H
#define FD_BASE_GOOD_H
typedef int (*good_fn)(struct x *x);
typedef enum good (*other_fn)(int a,
    int b);
#endif
C
{
	text 100 x
	text 50 预
	text 100 é
	printf '\t\t\t\t\t\t\t\t\t\t\t\t%s\n' 1234
} | plant src/base/wide.c
plant src/base/good.c <<'C'
int f(int a,
    int b)
{
	if (a) {
		return f(a,
		    b);
	}
	return 0;
}
/*
 * words
 */
int x;                  /* a comment beside it
                         * and its second line */
C
quiet style

{
	text 101 x
	printf '%sx\n' "$(text 50 预)"
	printf '\t\t\t\t\t\t\t\t\t\t\t\t12345\n'
	printf 'int x; \n'
	printf '        int y;\n'
	printf '  \tint z;\n'
	printf 'int f(void) {\n'
	printf 'typedef struct x y;\n'
	printf 'int r;\r\n'
} | plant src/base/bad.c
plant include/base/bad.h <<'C'
#ifndef BAD_H
#define FD_BAD_H
#endif
C
plant src/base/bad_priv.h <<'C'
#ifndef FD_BASE_BAD_PRIV_H
int no_define;
#endif
C
caught style 'bad.c:1: 101 columns' 'bad.c:2: 101 columns' 'bad.c:3: 101 columns' \
	'bad.c:4: blanks at the end' 'bad.c:5: indent with tabs' 'bad.c:6: blanks before a tab' \
	'bad.c:7: the brace of a function' 'bad.c:8: no typedef' 'bad.c:9: carriage return' \
	'bad.h:1: guard: #ifndef FD_BASE_BAD_H' 'bad.h:2: guard: #define FD_BASE_BAD_H' \
	'bad_priv.h:2: guard: #define FD_BASE_BAD_PRIV_H'
exit $failed
