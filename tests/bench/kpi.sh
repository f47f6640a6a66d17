#!/bin/sh
# Fills a made-up site with ten years of a large house (kpi.sql).
#   kpi.sh FILE.db
set -eu
db=$1
here=$(dirname "$0")
tables="'appointment', 'appointment_resource', 'visit', 'visit_event', 'consultation', 'treatment', 'treatment_step',
	'callback', 'survey', 'staff', 'resource', 'roster'"
parts=$(sqlite3 "$db" "SELECT sql || ';' FROM sqlite_schema WHERE type IN ('index', 'trigger')
	AND tbl_name IN ($tables) AND sql IS NOT NULL")
sqlite3 "$db" "SELECT 'DROP ' || type || ' ' || name || ';' FROM sqlite_schema WHERE type IN ('index', 'trigger')
	AND tbl_name IN ($tables) AND sql IS NOT NULL" | sqlite3 "$db"
sqlite3 -bail "$db" <"$here/kpi.sql" >/dev/null
{
	echo 'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;'
	echo "$parts"
	echo 'PRAGMA journal_mode = WAL;'
} | sqlite3 -bail "$db" >/dev/null
