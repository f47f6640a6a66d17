#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

plant include/base/err.h <<'C'
#include <stdbool.h>
C
plant src/base/err.c <<'C'
#include "base/err.h"
#include <md5.h>
C
plant src/data/stmt_priv.h </dev/null
plant src/base/table_priv.h </dev/null
plant src/base/gen/table.c <<'C'
#include "table_priv.h"
C
plant src/data/stmt.c <<'C'
#include "data/action.h"
#include "stmt_priv.h"
#include <sqlite3.h>
#include <sys/stat.h>
C
plant src/desk/orders/order_priv.h </dev/null
plant src/desk/orders/order.c <<'C'
#include "order_priv.h"
C
plant src/desk/book.c <<'C'
#include "data/action.h"
#include "desk/orders/order_priv.h"
#include "base/err.h"
C
plant src/tui/term_curses.c <<'C'
#include <ncurses.h>
C
plant src/cmd/ics.c <<'C'
#include <libical/ical.h>
C
quiet layers

plant src/base/gen/lost.c <<'C'
#include "stmt_priv.h"
C
plant src/desk/orders/far.c <<'C'
#include "desk/orders/order_priv.h"
#include "book_priv.h"
C
plant src/base/up.c <<'C'
#include "data/store.h"
C
plant src/data/side.c <<'C'
#include "tui/canvas.h"
C
plant src/tui/widget.c <<'C'
#include <ncurses.h>
C
plant src/screen/own.c <<'C'
#include <curses.h>
#include <sqlite3.h>
#include "bare.h"
#include "data/action.h"
#include "data/stmt_priv.h"
#include "lost_priv.h"
C
plant src/form/unknown.c <<'C'
#include <linux/fs.h>
# include NAME
C
plant include/data/leak.h <<'C'
#include <sqlite3.h>
#include "stmt_priv.h"
C
caught layers \
	'src/base/gen/lost.c:1: "stmt_priv.h" is not in this folder' \
	'src/desk/orders/far.c:1: "desk/orders/order_priv.h" is in this folder: no path' \
	'src/desk/orders/far.c:2: "book_priv.h" is not in this folder' \
	'src/base/up.c:1: floor base may not include "data/store.h"' \
	'src/data/side.c:1: floor data may not include "tui/canvas.h"' \
	'src/tui/widget.c:1: <ncurses.h> is for tui/term*.c only' \
	'src/screen/own.c:1: <curses.h> is for' \
	'src/screen/own.c:2: <sqlite3.h> is for data only' \
	'src/screen/own.c:3: "bare.h" carries no floor' \
	'src/screen/own.c:4: "data/action.h" is for data desk only' \
	'src/screen/own.c:5: "data/stmt_priv.h" is private to floor data' \
	'src/screen/own.c:6: "lost_priv.h" is not in this folder' \
	'src/form/unknown.c:1: <linux/fs.h> has no owner' \
	'src/form/unknown.c:2: an include that is neither' \
	'include/data/leak.h:1: <sqlite3.h> in a public header' \
	'include/data/leak.h:2: "stmt_priv.h" in a public header'
exit $failed
