#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

plant src/base/mem.c <<'C'
void *f(void) { return malloc(1); }
C
plant src/base/clock.c <<'C'
long f(void) { return time(NULL); }
C
plant src/base/good.c <<'C'
/* strcpy() */
const char *s = "sprintf(x)";
struct s { int time; void (*system)(void); };
int f(struct s *p, int time) { p->time = time; my_strcpy(1); return p->atoi(2) + mem_strdup(3); }
C
quiet banned

plant src/base/bad.c <<'C'
void f(char *s) { strcpy(s, "x"); }
int g(void) { return atoi ("1"); }
void *(*h)(unsigned long) = malloc;
long i(void) { return time(0); }
struct ops o = { .dup = strdup, .x = 1 };
#undef BANNED
C
caught banned 'bad.c:1: strcpy' 'bad.c:2: atoi' 'bad.c:3: malloc' 'bad.c:4: time' 'bad.c:5: strdup' \
	'bad.c:6: going round'

# And the compiler, through the header that is forced into every file.
calls='strcpy(a, b);strcat(a, b);sprintf(a, b);vsprintf(a, b, c);strtok(a, b);gets(a);atoi(a);atol(a)
atof(a);system(a);mktemp(a);tmpnam(a);localtime(a);gmtime(a);mktime(a);ctime(a);asctime(a);malloc(1)
calloc(1, 1);realloc(a, 1);strdup(a);time(0);sqlite3_preupdate_hook(a, b, c);sqlite3_expanded_sql(a)'
compile()
{
	printf 'void f(char *a, char *b, char *c);\nvoid f(char *a, char *b, char *c)\n{\n%s;\n}\n' "$1" |
		gcc -std=gnu11 -D_GNU_SOURCE -DFD_BANNED_SQLITE -DSQLITE_ENABLE_PREUPDATE_HOOK \
		    -include "$lint_dir/banned.h" -fsyntax-only -x c - 2>&1
}
IFS=';
'
for call in $calls; do
	case $(compile "$call") in
	*is_banned_here*) ;;
	*)
		echo "banned.h lets through: $call"
		failed=1
		;;
	esac
done
compile '(void)a; (void)b; (void)c; free(a)' || failed=1
exit $failed
