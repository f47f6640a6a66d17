#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

# archive FLOOR: libFLOOR.a of the C on stdin
archive()
{
	mkdir -p "$tree/build"
	gcc -x c -c -o "$tree/build/$1.o" - && ar rcs "$tree/build/lib$1.a" "$tree/build/$1.o"
	rm -f "$tree/build/$1.o"
}

archive base <<'C'
int puts(const char *);
int base_say(void) { return puts("x"); }
C
archive data <<'C'
int base_say(void);
int sqlite3_libversion_number(void);
int data_say(void) { return base_say() + sqlite3_libversion_number(); }
C
archive tui <<'C'
int base_say(void);
int tui_say(void) { return base_say(); }
C
quiet symbols

archive tui <<'C'
int data_say(void);
int sqlite3_libversion_number(void);
int nowhere_to_be_found(void);
int tui_say(void) { return data_say() + sqlite3_libversion_number() + nowhere_to_be_found(); }
C
archive form <<'C'
int base_say(void) { return 0; }
C
caught symbols \
	'libtui.a: uses data_say of floor data' \
	'libtui.a: uses sqlite3_libversion_number of libsqlite3.so.0' \
	'libtui.a: uses nowhere_to_be_found, which nobody defines' \
	'base_say is also defined'
exit $failed
