#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

plant schema.sql <<'SQL'
-- never SELECT * here
CREATE VIEW v AS SELECT count(*) FROM t;
SQL
plant src/data/good.c <<'C'
static const char find_sql[] =
    "SELECT id, count(*) FROM t"
    " WHERE day = :day AND name LIKE '%' || :x";
/* sql-built: the column's name comes from the catalogue */
void f(struct buf *b) { buf_printf(b, "UPDATE %s SET x = :x", "t"); }
C
plant src/screen/good.c <<'C'
/* "SELECT id FROM t" in a comment */
const char *a = N_("Select a room from the list");
const char *b = N_("Update the file"), *c = "create";
C
quiet sql

plant schema.sql <<'SQL'
CREATE VIEW v AS SELECT * FROM t;
SQL
plant src/screen/bad.c <<'C'
const char *a = "SELECT id FROM t";
const char *b = "  delete from t where id = 1";
const char *c = "PRAGMA user_version";
const char *d = "BEGIN IMMEDIATE";
const char *e =
    " WHERE id = 1";
C
plant src/data/bad.c <<'C'
const char *a = "SELECT * FROM t";
const char *b = "SELECT t.* FROM t";
void f(void) { x = sqlite3_mprintf("DELETE FROM %s", t); }
void g(void) { buf_puts(b, "UPDATE "); }
/* sql-built: */
void h(void) { buf_puts(b, "INSERT INTO "); }
C
caught sql 'schema.sql: SELECT *' \
	'src/screen/bad.c:1: SQL outside' 'src/screen/bad.c:2: SQL outside' \
	'src/screen/bad.c:3: SQL outside' 'src/screen/bad.c:4: SQL outside' \
	'src/screen/bad.c:6: SQL outside' \
	'src/data/bad.c:1: SELECT *' 'src/data/bad.c:2: SELECT *' \
	'src/data/bad.c:3: SQL built' 'src/data/bad.c:4: SQL built' 'src/data/bad.c:6: SQL built'
exit $failed
