#!/bin/sh
# Writes past the program, with the plain sqlite3 shell: whatever would book something twice, tear an
# appointment from what it takes, or rewrite the log is refused by the file itself. What gets in with the
# guards torn out is found by `frontdesk verify`.
set -u
dir=$(mktemp -d "${TMPDIR:-/tmp}/fd-hostile-XXXXXX")
trap 'rm -rf "$dir"' EXIT
fails=0

# Appointments 1 and 2 at one hour in different rooms, 3 later in the first, 4 cancelled at the hour of 1.
# T = 2026-11-25 02:00 UTC.
T=1795572000
make_site()
{
	rm -f "$dir"/a.db*
	sqlite3 "$dir/a.db" <schema.sql >/dev/null || exit 1
	sqlite3 "$dir/a.db" "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;
	INSERT INTO site(id, name, zone) VALUES (1, 'x', 'Asia/Shanghai');
	INSERT INTO branch(created_at, code, name) VALUES (0, 'ja', 'A'), (0, 'pd', 'B');
	INSERT INTO staff(created_at, code, name) VALUES (0, 'wf', 'W');
	INSERT INTO resource(kind, branch_id, code, name) VALUES ('room', 1, 'r1', 'R1'),
		('room', 1, 'r2', 'R2'), ('room', 2, 'p1', 'P1');
	INSERT INTO client(branch_id, day, created_at, name) VALUES (1, '2026-11-24', 0, 'Ann'),
		(1, '2026-11-24', 0, 'Bob'), (1, '2026-11-24', 0, 'Cid');
	INSERT INTO dependant(client_id, created_at, kind, name) VALUES (1, 0, 'family', 'Kid');
	INSERT INTO appointment(branch_id, client_id, day, created_at, start_at, end_at, state, live)
	VALUES (1, 1, '2026-11-25', 0, $T, $T + 3600, 'booked', 1),
		(1, 2, '2026-11-25', 0, $T, $T + 3600, 'booked', 1),
		(1, 3, '2026-11-25', 0, $T + 7200, $T + 10800, 'booked', 1),
		(1, 3, '2026-11-25', 0, $T, $T + 3600, 'cancelled', 0);
	INSERT INTO appointment_resource(appointment_id, resource_id, start_at, end_at, active)
	VALUES (1, 1, $T, $T + 3600, 1), (2, 2, $T, $T + 3600, 1), (3, 1, $T + 7200, $T + 10800, 1),
		(4, 1, $T, $T + 3600, 0);
	INSERT INTO action VALUES (1, 1, 0, 'x', 0, 0, '', 'cli', '', '', '', '', 0, 1, x'', x'00'),
		(2, 1, 0, 'x', 0, 0, '', 'cli', '', '', '', '', 0, 1, x'', x'00');
	INSERT INTO access(at, staff_id, what) VALUES (0, 1, 'phone')" >/dev/null || exit 1
}

dump()
{
	for table in appointment appointment_resource overbooking resource action access; do
		sqlite3 "$dir/a.db" "SELECT '$table', * FROM $table"
	done
}

# refused WORD SQL: the shell says WORD, and every row is as it was.
refused()
{
	make_site
	dump >"$dir/before"
	said=$(sqlite3 "$dir/a.db" "PRAGMA foreign_keys = ON; $2" 2>&1)
	dump >"$dir/after"
	if ! cmp -s "$dir/before" "$dir/after"; then
		echo "NOT REFUSED: $2"
		diff "$dir/before" "$dir/after"
		fails=$((fails + 1))
	elif [ "${said#*"$1"}" = "$said" ]; then
		echo "refused with \"$said\", wanted $1: $2"
		fails=$((fails + 1))
	fi
}

AR='appointment_resource(appointment_id, resource_id, part, start_at, end_at, active)'
AP='appointment(branch_id, client_id, day, created_at, start_at, end_at, state, live)'

# A room twice, by every way of writing.
refused FD-OVERLAP "INSERT INTO $AR VALUES (2, 1, 1, $T + 1800, $T + 3600, 1)"
refused FD-OVERLAP "INSERT OR IGNORE INTO $AR VALUES (2, 1, 1, $T + 1800, $T + 3600, 1)"
refused FD-OVERLAP "INSERT OR REPLACE INTO $AR VALUES (2, 1, 1, $T + 1800, $T + 3600, 1)"
refused FD-OVERLAP "UPDATE appointment_resource SET resource_id = 1 WHERE appointment_id = 2"
refused FD-OVERLAP "UPDATE OR IGNORE appointment_resource SET resource_id = 1 WHERE appointment_id = 2"
refused FD-OVERLAP "UPDATE OR REPLACE appointment_resource SET resource_id = 1 WHERE appointment_id = 2"
refused FD-OVERLAP "UPDATE OR FAIL appointment_resource SET resource_id = 1 WHERE appointment_id = 2"
refused FD-REPLACE "INSERT OR REPLACE INTO $AR VALUES (2, 2, 1, $T, $T + 3600, 1)"
refused FD-OVERLAP "INSERT INTO $AR VALUES (1, 1, 2, $T + 1800, $T + 3600, 1)"

# Back to life, or in two steps.
refused FD-OVERLAP "UPDATE appointment SET state = 'booked', live = 1, client_id = 3 WHERE id = 4"
refused FD-PARENT "UPDATE appointment_resource SET active = 1 WHERE appointment_id = 4"
refused FD-PARENT "INSERT INTO $AR VALUES (4, 2, 1, $T, $T + 3600, 1)"
refused 'CHECK' "UPDATE appointment SET live = 0 WHERE id = 1"

# The parent moves and takes its room along, into another's time.
refused FD-OVERLAP "UPDATE appointment SET start_at = $T, end_at = $T + 3600 WHERE id = 3"
refused FD-OVERLAP "UPDATE OR IGNORE appointment SET end_at = $T + 9000 WHERE id = 1"
refused FD-PARENT "UPDATE appointment_resource SET start_at = $T + 36000, end_at = $T + 37000
	WHERE appointment_id = 1"

# A person in two places, somebody else's child, another branch's room.
refused FD-PERSON "INSERT INTO $AP VALUES (1, 1, '2026-11-25', 0, $T + 600, $T + 1200, 'booked', 1)"
refused FD-PERSON "INSERT OR REPLACE INTO $AP
	VALUES (1, 1, '2026-11-25', 0, $T + 600, $T + 1200, 'booked', 1)"
refused FD-PERSON "UPDATE appointment SET client_id = 1 WHERE id = 2"
refused FD-PERSON "UPDATE OR REPLACE appointment SET client_id = 1 WHERE id = 2"
refused FD-DEPENDANT "UPDATE appointment SET dependant_id = 1 WHERE id = 2"
refused FD-PARENT "INSERT INTO $AR VALUES (1, 3, 1, $T, $T + 3600, 1)"
refused FD-IMMUTABLE "UPDATE appointment SET branch_id = 2 WHERE id = 1"
refused FD-IMMUTABLE "UPDATE resource SET kind = 'device' WHERE id = 1"
refused FD-IMMUTABLE "UPDATE appointment_resource SET appointment_id = 3 WHERE appointment_id = 2"

# Nothing is deleted or replaced whole.
refused FD-KEEP "DELETE FROM appointment WHERE id = 4"
refused FD-KEEP "DELETE FROM appointment_resource"
refused FD-REPLACE "REPLACE INTO appointment(id, branch_id, client_id, day, created_at, start_at,
	end_at, state, live) VALUES (1, 1, 1, '2026-11-25', 0, $T, $T + 60, 'booked', 1)"
refused 'CHECK' "UPDATE appointment SET day = '2026-12-09' WHERE id = 1"
refused 'CHECK' "UPDATE appointment SET end_at = start_at WHERE id = 1"
refused 'CHECK' "INSERT INTO overbooking VALUES (2, 1, 1, 1, NULL, 'x')"
refused 'FOREIGN KEY' "UPDATE appointment SET state = 'forgotten', live = 0 WHERE id = 1"

# The log only grows.
refused FD-APPEND-ONLY "UPDATE action SET staff_id = 9 WHERE id = 1"
refused FD-APPEND-ONLY "DELETE FROM action"
refused FD-APPEND-ONLY "INSERT OR REPLACE INTO action
	VALUES (1, 1, 0, 'y', 0, 0, '', 'cli', '', '', '', '', 0, 1, x'', x'00')"
refused FD-APPEND-ONLY "INSERT INTO action
	VALUES (4, 1, 0, 'y', 0, 0, '', 'cli', '', '', '', '', 0, 1, x'', x'00')"
refused FD-APPEND-ONLY "UPDATE OR IGNORE access SET staff_id = 9"
refused FD-APPEND-ONLY "DELETE FROM access"
refused FD-APPEND-ONLY "REPLACE INTO access(id, at, staff_id, what) VALUES (1, 0, 1, 'x')"

# What is right is still let in.
make_site
sqlite3 "$dir/a.db" "UPDATE appointment SET state = 'cancelled', live = 0 WHERE id = 1;
	UPDATE appointment SET state = 'booked', live = 1, client_id = 3 WHERE id = 4;
	INSERT INTO overbooking VALUES (2, 4, 1, 1, NULL, 'urgent');
	INSERT INTO $AR VALUES (2, 1, 1, $T + 1800, $T + 3600, 1);
	UPDATE appointment SET live = live; UPDATE appointment_resource SET active = active" || {
	echo 'what is right was refused'
	fails=$((fails + 1))
}

# Without the guards it gets in. The program does not work on such a file; with the guards put back the
# proof finds what came in meanwhile.
if [ -x "${FRONTDESK:-}" ]; then
	"$FRONTDESK" -d "$dir/b.db" init >/dev/null && "$FRONTDESK" -d "$dir/b.db" demo --clients 50 \
		>/dev/null || { echo 'no made-up site'; exit 1; }
	if ! "$FRONTDESK" -d "$dir/b.db" verify --overlap >"$dir/said" 2>&1; then
		echo 'verify complains of a site that is right:'
		cat "$dir/said"
		fails=$((fails + 1))
	fi
	sqlite3 "$dir/b.db" "SELECT sql || ';' FROM sqlite_schema WHERE name = 'appointment_resource_bu'" \
		>"$dir/guard.sql"
	sqlite3 "$dir/b.db" "DROP TRIGGER appointment_resource_bu"
	if "$FRONTDESK" -d "$dir/b.db" verify --overlap >"$dir/said" 2>&1; then
		echo 'a file without a guard was opened'
		fails=$((fails + 1))
	fi
	sqlite3 "$dir/b.db" "UPDATE appointment_resource SET resource_id = (SELECT resource_id
		FROM appointment_resource r WHERE r.active = 1 LIMIT 1), start_at = (SELECT start_at
		FROM appointment_resource r WHERE r.active = 1 LIMIT 1), end_at = (SELECT end_at
		FROM appointment_resource r WHERE r.active = 1 LIMIT 1)
		WHERE (appointment_id, resource_id) = (SELECT appointment_id, resource_id
		FROM appointment_resource r WHERE r.active = 1 ORDER BY appointment_id DESC LIMIT 1)"
	sqlite3 "$dir/b.db" <"$dir/guard.sql"
	"$FRONTDESK" -d "$dir/b.db" verify --overlap >"$dir/said" 2>&1
	status=$?
	if [ $status -ne 1 ] || ! grep -q overlap "$dir/said"; then
		echo "verify --overlap ended with $status and said:"
		cat "$dir/said"
		fails=$((fails + 1))
	fi
else
	echo 'the program is not built: its proof was not tried'
fi

[ "$fails" -eq 0 ] || { echo "$fails failed"; exit 1; }
