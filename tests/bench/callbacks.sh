#!/bin/sh
# Fills a made-up site with a million treatments and their six million contacts (callbacks.sql).
#   callbacks.sh FILE.db
set -eu
db=$1
here=$(dirname "$0")
indexes=$(sqlite3 "$db" "SELECT sql || ';' FROM sqlite_schema
	WHERE type = 'index' AND tbl_name IN ('callback', 'treatment') AND sql IS NOT NULL")
sqlite3 "$db" "SELECT 'DROP INDEX ' || name || ';' FROM sqlite_schema
	WHERE type = 'index' AND tbl_name IN ('callback', 'treatment') AND sql IS NOT NULL" | sqlite3 "$db"
sqlite3 -bail "$db" <"$here/callbacks.sql" >/dev/null
{
	echo 'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;'
	echo "$indexes"
	echo 'PRAGMA journal_mode = WAL;'
} | sqlite3 -bail "$db" >/dev/null
