-- A million treatments of five years at ten branches, each with its six contacts, as a house of that size would
-- have them on Tuesday 24 November 2026: what is due is done but for a few, what is to come is open.
-- For the sqlite3 shell; the indexes of both tables are dropped before and made again afterwards.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -200000;
PRAGMA foreign_keys = OFF;
BEGIN;

WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 10)
INSERT INTO branch(id, created_at, code, name) SELECT i, 0, 'b' || i, 'Branch ' || i FROM n;
INSERT OR IGNORE INTO form_text(hash, form, text) VALUES ('bench', 'checklists', '');

CREATE TEMP TABLE contact(code TEXT, role TEXT, channel TEXT, first INTEGER, last INTEGER, lasts INTEGER,
	priority INTEGER);
INSERT INTO contact VALUES ('treat-2h', 'service', 'call', 0, 0, 2, 1),
	('treat-adviser', 'consultant', 'call', 0, 1, 6, 2), ('treat-d3', 'service', 'call', 3, 3, 3, 2),
	('treat-nurse', 'nurse', 'message', 5, 7, 7, 3), ('treat-d7', 'service', 'call', 7, 7, 14, 2),
	('treat-month', 'consultant', 'call', 2, 30, 30, 4);
-- Midnight of that day in Shanghai, and half past two.
CREATE TEMP TABLE today(start INTEGER, now INTEGER, clients INTEGER, services INTEGER);
INSERT INTO today SELECT 1795449600, 1795501920, (SELECT max(id) FROM client), (SELECT max(id) FROM service);

WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999999),
	x(i, ended) AS (SELECT i, start - (1825 - i * 1826 / 1000000) * 86400 + 32400 + i % 22 * 900 FROM n, today)
INSERT INTO treatment(id, branch_id, client_id, day, created_at, service_id, form_hash, started_at, state, ended_at,
	summary)
SELECT i + 1000001, 1 + i % 10, 1 + i * 7919 % clients, date(ended + 28800, 'unixepoch'), ended - 3600,
	1 + i % services, 'bench', ended - 3600, 'done', ended, 'no complaint' FROM x, today;

WITH due(id, branch_id, client_id, ended, service_id, code, role, channel, priority, from_at, due_at,
	expire_at) AS (
	SELECT t.id, t.branch_id, t.client_id, t.ended_at, t.service_id, k.code, k.role, k.channel, k.priority,
		CASE k.first WHEN 0 THEN t.ended_at
			ELSE (t.ended_at + 28800) / 86400 * 86400 - 28800 + k.first * 86400 + 39600 END,
		CASE k.code WHEN 'treat-2h' THEN t.ended_at + 7200
			ELSE (t.ended_at + 28800) / 86400 * 86400 - 28800 + k.last * 86400 + 73800 END,
		(t.ended_at + 28800) / 86400 * 86400 - 28800 + (k.last + k.lasts + 1) * 86400
	FROM treatment t CROSS JOIN contact k WHERE t.form_hash = 'bench'),
	-- One in forty that was due in the last days is late, and few are of no use any more.
	what AS (SELECT due.*, start, now, services, CASE
		WHEN due_at >= now AND (from_at > now OR id % 3) THEN 'open'
		WHEN expire_at < now AND id % 97 = 0 THEN 'expired'
		WHEN due_at < now AND expire_at >= now AND id % 40 = 0 THEN 'open' ELSE 'done' END AS state
		FROM due, today)
INSERT INTO callback(branch_id, client_id, day, created_at, rule, event, event_at, source, source_id, sum, about,
	about_en, role, channel, script, asks, priority, from_at, due_at, due_day, expire_at, state, result, done_at,
	done_day)
SELECT w.branch_id, w.client_id, date(w.ended + 28800, 'unixepoch'), w.ended, w.code, 'treated', w.ended,
	'treatment', w.id,
	'at=' || date(w.ended + 28800, 'unixepoch') || ' from=3d by=3d', s.name, s.name_en, w.role, w.channel, w.code,
	w.code = 'treat-d7', w.priority, w.from_at, w.due_at, date(w.due_at + 28800, 'unixepoch'), w.expire_at, w.state,
	CASE w.state WHEN 'done' THEN 'well' END,
	CASE w.state WHEN 'open' THEN NULL WHEN 'done' THEN min(due_at, now) ELSE expire_at END,
	CASE w.state WHEN 'open' THEN NULL
		ELSE date(CASE w.state WHEN 'done' THEN min(due_at, now) ELSE expire_at END + 28800, 'unixepoch') END
FROM what w JOIN service s ON s.id = w.service_id;

COMMIT;
