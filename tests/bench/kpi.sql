-- Ten years of a large house at one branch, up to Monday 23 November 2026: 20 people, each 15 times a day, with
-- what a visit leaves behind: events, consultations, treatments, callbacks, surveys, tests. For the sqlite3 shell;
-- triggers and indexes of these tables are away meanwhile.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -200000;
PRAGMA foreign_keys = OFF;
BEGIN;

CREATE TEMP TABLE today(start INTEGER, clients INTEGER, services INTEGER);
INSERT INTO today SELECT 1795449600, (SELECT max(id) FROM client), (SELECT max(id) FROM service);
INSERT OR IGNORE INTO form_text(hash, form, text) VALUES ('bench', 'checklists', '');
INSERT INTO sheet(id, client_id, created_at, form, form_hash) VALUES (1000000, 1, 0, 'bench', 'bench');

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
INSERT INTO staff(id, branch_id, created_at, code, name) SELECT 1000 + i, 1, 0, 'yr' || i, 'Person ' || i FROM n;
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
INSERT INTO resource(id, kind, branch_id, staff_id, code, name)
SELECT 1000 + i, 'staff', 1, 1000 + i, 'yr' || i, 'Person ' || i FROM n
UNION ALL SELECT 1020 + i, 'room', 1, NULL, 'yrr' || i, 'Room ' || i FROM n
UNION ALL SELECT 1040 + i, 'device', 1, NULL, 'yrd' || i, 'Device ' || i FROM n;
INSERT INTO roster(resource_id, branch_id, kind, weekday, from_min, to_min)
SELECT id, 1, 'work', 0, 540, 1110 FROM staff WHERE id >= 1000;

-- i: which of all; d: days before today; p: person; at: its time; s: seconds late (one in eight) or early.
CREATE TEMP TABLE n(i INTEGER PRIMARY KEY, day TEXT, p INTEGER, at INTEGER, s INTEGER, client INTEGER, service INTEGER);
WITH RECURSIVE k(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM k WHERE i < 1094999),
	x AS (SELECT i, start - (3650 - i / 300) * 86400 AS midnight, i % 20 AS p, i / 20 % 15 AS t, clients, services
		FROM k, today)
INSERT INTO n SELECT i, date(midnight + 28800, 'unixepoch'), p, midnight + 32400 + t * 2100,
	CASE WHEN i % 8 = 0 THEN 300 + i % 900 ELSE -(i % 1200) END, 1 + i * 7919 % clients, 1 + i % services FROM x;

INSERT INTO appointment(id, branch_id, client_id, day, created_at, service_id, start_at, end_at, state, live, asked)
SELECT 10000000 + i, 1, client, day, at - 604800, service, at, at + 1800,
	CASE WHEN i % 20 = 0 THEN 'noshow' WHEN i % 17 = 0 THEN 'cancelled' ELSE 'done' END, 0, i % 3 = 0 FROM n;
INSERT INTO appointment_resource(appointment_id, resource_id, start_at, end_at, active)
SELECT 10000000 + i, 1000 + p, at, at + 1800, 0 FROM n UNION ALL
SELECT 10000000 + i, 1020 + p, at, at + 1800, 0 FROM n UNION ALL
SELECT 10000000 + i, 1040 + p, at, at + 1800, 0 FROM n WHERE p % 2 = 0;
INSERT INTO kpi_day(day, branch_id, n, n_done, n_noshow, n_cancelled)
SELECT day, 1, count(*), sum(state = 'done'), sum(state = 'noshow'), sum(state = 'cancelled')
FROM appointment WHERE id >= 10000000 GROUP BY day ON CONFLICT DO NOTHING;

CREATE TEMP TABLE here AS SELECT i, day, p, at + s AS came, at, client, service FROM n WHERE i % 20 AND i % 17;
INSERT INTO visit(id, branch_id, client_id, day, created_at, appointment_id, arrived_at, number, zone, identity,
	service_id, resource_id, place, state, since_at, outcome, left_at)
SELECT 10000000 + i, 1, client, day, came + 120, 10000000 + i, came, 'B' || i, 'booked', 'known', service, 1000 + p, i,
	'left', came, 'treated', max(at, came) + 3000 FROM here;
INSERT INTO visit_event(visit_id, at, what)
SELECT 10000000 + i, CASE k.column1 WHEN 1 THEN came WHEN 2 THEN max(at, came) + i % 900 WHEN 3 THEN
	max(at, came) + 1200 WHEN 4 THEN max(at, came) + 1320 WHEN 5 THEN max(at, came) + 1500 ELSE
	max(at, came) + 3000 END, k.column2
FROM here CROSS JOIN (VALUES (1, 'waiting'), (2, 'consult'), (3, 'paying'), (4, 'paid'), (5, 'treating'), (6, 'left')) k;

INSERT INTO consultation(branch_id, client_id, day, created_at, visit_id, service_id, sheet_id, staff_id, outcome,
	state, done_at)
SELECT 1, client, day, at, 10000000 + i, service, 1000000, 1000 + p, CASE i % 5 WHEN 0 THEN 'plan' WHEN 1 THEN
	'treat' ELSE 'think' END, 'done', at + 1200 FROM here WHERE i % 3 = 0;
INSERT INTO treatment(id, branch_id, client_id, day, created_at, visit_id, service_id, form_hash, operator_id,
	started_at, state, ended_at, reason, agreed)
SELECT 10000000 + i, 1, client, day, at, 10000000 + i, service, 'bench', 1000 + p, at + 1500,
	CASE i % 200 WHEN 7 THEN 'stopped' ELSE 'done' END, at + 2900, 'x', 'x' FROM here WHERE i % 2;
INSERT INTO treatment_step(treatment_id, line, code, phase, required, manager, state, done_at, done_by)
SELECT 10000000 + i, k.column1, 'c' || k.column1, 'during', 1, 0, 'done', at + 1500 + 120 * k.column1, 1000 + p
FROM here CROSS JOIN (VALUES (1), (2), (3), (4), (5), (6), (7), (8)) k WHERE i % 2 AND i > 985500;
INSERT INTO callback(branch_id, client_id, day, created_at, rule, event, event_at, source, source_id, role, channel,
	from_at, due_at, due_day, expire_at, state, result, done_at, done_day, done_by)
SELECT 1, client, day, at, 'treat-2h', 'treated', at, 'treatment', 10000000 + i, 'service', 'call', at, at + 9000, day,
	at + 86400, 'done', 'well', at + 8000 + i % 1200, day, 1000 + p FROM here WHERE i % 2;
INSERT INTO survey(branch_id, client_id, day, created_at, visit_id, form, from_at, expire_at, state, returned_at,
	returned_day, answered, score, lowest)
SELECT 1, client, day, at, 10000000 + i, 'survey-visit', at, at + 864000, 'returned', at + 90000, day, 6,
	400 + i % 200, 3 FROM here WHERE i % 4 = 1;
COMMIT;
