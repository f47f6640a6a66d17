-- frontdesk: the schema of the one file.
--
-- Four classes of tables (data/catalog.h holds this list and a test compares):
--   recorded   what people did; under the session, undoable, replayable; `rev` = id of the action
--   that
--              wrote the row, so equal rev means equal content
--   derived    computed from recorded rows by trigger or by the program; rebuilt by key after an
--   undo ephemeral  ends by the clock or only ever rises; never in undo or proof
--   trail      the action log and looks; append-only
--   code       fixed words, written here only
--
-- Rules: STRICT. Columns are only ever appended. Nothing is deleted: states say so. Instants end in
-- _at (Unix seconds, UTC); `day` is the site's local day as YYYY-MM-DD, set by the program;
-- birthdays are YYYY, YYYY-MM or YYYY-MM-DD; money is in minor units. Foreign keys are NO ACTION
-- and indexed, but for those to code and people tables. No generated columns, no CASCADE, no
-- running totals in recorded tables. Guards are triggers that fire on a no-op UPDATE too, so that
-- an undo can run them.

PRAGMA application_id = 0x46443031;
PRAGMA user_version = 1;

-- ----------------------------------------------------------------------------------------------
-- code

CREATE TABLE branch_kind(code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO branch_kind VALUES ('direct'), ('franchise'), ('partner');

CREATE TABLE resource_kind(code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO resource_kind VALUES ('staff'), ('room'), ('device');

CREATE TABLE row_state(code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO row_state VALUES ('on'), ('out'), ('retired');     -- out: out of order, on leave for
							       -- long

CREATE TABLE client_state(code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO client_state VALUES ('active'), ('merged'), ('closed');

CREATE TABLE todo_state(code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
INSERT INTO todo_state VALUES ('open'), ('done'), ('dismissed');

-- live = takes its time from everybody else. `moving` exists only inside a transaction: all off,
-- all moved, all on.
CREATE TABLE appointment_state(code TEXT PRIMARY KEY, live INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO appointment_state VALUES ('booked', 1), ('confirmed', 1), ('arrived', 1),
	('serving', 1),
	('done', 0), ('noshow', 0), ('cancelled', 0), ('moving', 0);

-- ------------------------------------------------------------------------------- places and people

CREATE TABLE site(                              -- recorded; one row
	id INTEGER PRIMARY KEY CHECK (id = 1),
	rev INTEGER NOT NULL DEFAULT 0,
	name TEXT NOT NULL,
	zone TEXT NOT NULL,                     -- IANA name; checked at start
	language TEXT NOT NULL DEFAULT 'zh',    -- of letters and new staff: zh, en
	currency TEXT NOT NULL DEFAULT 'CNY',
	country_code TEXT NOT NULL DEFAULT '86' -- of telephone numbers typed without one
) STRICT;

CREATE TABLE setting(                           -- recorded; what a manager sets on a screen
	key TEXT PRIMARY KEY NOT NULL,
	rev INTEGER NOT NULL DEFAULT 0,
	value TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE branch(                            -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	created_at INTEGER NOT NULL,
	code TEXT NOT NULL UNIQUE,              -- short word for the command line: ja
	name TEXT NOT NULL,
	name_en TEXT,
	kind TEXT NOT NULL DEFAULT 'direct' REFERENCES branch_kind(code),
	zone TEXT,                              -- NULL: the site's
	address TEXT,
	phone TEXT,
	open_min INTEGER NOT NULL DEFAULT 540 CHECK (open_min BETWEEN 0 AND 1439),
	close_min INTEGER NOT NULL DEFAULT 1230 CHECK (close_min BETWEEN 1 AND 1440),
	file_no_at TEXT NOT NULL DEFAULT 'open' CHECK (file_no_at IN ('open', 'consultation')),
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	in_charge TEXT,                         -- person who answers for it; partners also are
						-- persons
	agreement_kind TEXT,
	agreement_day TEXT CHECK (length(agreement_day) = 10),
	items TEXT,                             -- what the agreement covers
	-- Who is in charge of what comes in on each channel; NULL: nobody.
	charge_phone INTEGER REFERENCES staff(id),
	charge_web INTEGER REFERENCES staff(id),
	charge_wechat INTEGER REFERENCES staff(id),
	charge_app INTEGER REFERENCES staff(id),
	charge_walkin INTEGER REFERENCES staff(id)
) STRICT;

CREATE TABLE staff(                             -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER REFERENCES branch(id),        -- home branch; NULL: head office
	day TEXT,                               -- joined on
	created_at INTEGER NOT NULL,
	code TEXT NOT NULL UNIQUE,              -- what is typed at log-in: wf
	name TEXT NOT NULL,
	name_en TEXT,
	gender TEXT CHECK (gender IN ('f', 'm', 'x')),
	phone TEXT,
	login TEXT,                             -- Unix user who becomes this person over SSH
	language TEXT,                          -- NULL: the site's
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	photo TEXT,                             -- path of a file
	full_time INTEGER NOT NULL DEFAULT 1 CHECK (full_time IN (0, 1)),
	agreement TEXT,                         -- of part time: number or kind
	agreement_until TEXT CHECK (length(agreement_until) = 10),
	region TEXT,
	speciality TEXT,
	years INTEGER CHECK (years BETWEEN 0 AND 80),   -- in the profession
	certificates TEXT,
	verified_by INTEGER REFERENCES staff(id),       -- who saw the certificates
	training TEXT,
	cases TEXT                              -- cases shared
) STRICT;
CREATE INDEX staff_branch ON staff(branch_id);
CREATE UNIQUE INDEX staff_login ON staff(login) WHERE login IS NOT NULL;

CREATE TABLE staff_role(                        -- recorded; one person has several
	staff_id INTEGER NOT NULL REFERENCES staff(id),
	role TEXT NOT NULL,                     -- code of forms/roles.cfg
	branch_id INTEGER NOT NULL DEFAULT 0,   -- 0: in every branch
	main INTEGER NOT NULL DEFAULT 0 CHECK (main IN (0, 1)),
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	PRIMARY KEY (staff_id, role, branch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE service(                           -- recorded; what can be booked
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	created_at INTEGER NOT NULL,
	code TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	name_en TEXT,
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 1440),
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	rank INTEGER NOT NULL DEFAULT 0,        -- of several on one day the smaller comes first
	deposit INTEGER NOT NULL DEFAULT 0 CHECK (deposit BETWEEN 0 AND 100000000000),  -- asked
											-- with
						-- a booking
	advice TEXT,                            -- what to observe, told when confirming
	advice_en TEXT,
	prepare TEXT,                           -- what is laid ready: words with blanks between
	led_to TEXT NOT NULL DEFAULT 'treating' CHECK (led_to IN ('consult', 'treating')),
						-- where whoever comes for it is led first
	price INTEGER NOT NULL DEFAULT 0 CHECK (price BETWEEN 0 AND 100000000000),      -- of one
						-- session without a plan
	tailored INTEGER NOT NULL DEFAULT 0 CHECK (tailored IN (0, 1)), -- the four take part in the
						-- first visit
	sheet TEXT,                             -- form of the consultation, NULL: the general one
	checklist TEXT                          -- of forms/checklists.cfg, NULL: of the service's
						-- code
) STRICT;

CREATE TABLE resource(                          -- recorded; what an appointment can take
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	kind TEXT NOT NULL REFERENCES resource_kind(code),
	branch_id INTEGER REFERENCES branch(id),        -- NULL: may work in any branch
	staff_id INTEGER REFERENCES staff(id),          -- of kind staff
	code TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	rank INTEGER NOT NULL DEFAULT 0,        -- order of columns on screens
	rotation INTEGER NOT NULL DEFAULT 0 CHECK (rotation IN (0, 1)), -- takes those who ask for
						-- nobody, by turn
	CHECK ((kind = 'staff') = (staff_id IS NOT NULL))
) STRICT;
CREATE INDEX resource_branch ON resource(branch_id);
CREATE UNIQUE INDEX resource_staff ON resource(staff_id) WHERE staff_id IS NOT NULL;

-- -------------------------------------------------------------------------------------- the client

CREATE TABLE client(                            -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	                                        -- the day it was opened
	created_at INTEGER NOT NULL,
	created_by INTEGER REFERENCES staff(id),        -- NULL: import
	state TEXT NOT NULL DEFAULT 'active' REFERENCES client_state(code),
	merged_into INTEGER REFERENCES client(id),      -- set when state is merged
	file_no TEXT UNIQUE,                    -- 26-0412; NULL until the branch's rule gives one
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
	pinyin TEXT,                            -- typed by hand where the table is wrong
	alias TEXT,                             -- shown instead of the name of a restricted file
	restricted INTEGER NOT NULL DEFAULT 0 CHECK (restricted IN (0, 1)),
	gender TEXT CHECK (gender IN ('f', 'm', 'x')),
	birth TEXT CHECK (length(birth) IN (4, 7, 10)),
	document_no TEXT,                       -- identity card, passport, social number
	card_no TEXT,                           -- member card
	card_level TEXT,
	email TEXT,
	address TEXT,
	source TEXT,                            -- how the client came; code of the form
	referrer_id INTEGER REFERENCES client(id),
	expert_id INTEGER REFERENCES staff(id),
	coordinator_id INTEGER REFERENCES staff(id),
	history TEXT,
	personality TEXT,
	interests TEXT,
	hobbies TEXT,
	needs TEXT,                             -- special needs, before whoever serves next
	habits TEXT,
	wishes TEXT,
	notes TEXT,
	origin_key TEXT UNIQUE,                 -- mapping name and number in the list it was
						-- imported from
	CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
	CHECK (merged_into IS NULL OR merged_into <> id)
) STRICT;
CREATE INDEX client_branch_day ON client(branch_id, day);
CREATE INDEX client_merged ON client(merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX client_referrer ON client(referrer_id) WHERE referrer_id IS NOT NULL;

CREATE TABLE client_phone(                      -- recorded; the client's own and relatives' numbers
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	client_id INTEGER NOT NULL REFERENCES client(id),
	relation TEXT NOT NULL,                 -- self, landline, mother, driver ...: code of the
						-- form
	number TEXT NOT NULL CHECK (number GLOB '[+0-9]*' AND length(number) BETWEEN 3 AND 20),
	name TEXT,                              -- of the contact person
	guardian INTEGER NOT NULL DEFAULT 0 CHECK (guardian IN (0, 1)),
	may_tell INTEGER NOT NULL DEFAULT 1 CHECK (may_tell IN (0, 1)),
	note TEXT,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE INDEX client_phone_client ON client_phone(client_id);

CREATE TABLE dependant(                         -- recorded; pets and family members served under a
						-- client
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	client_id INTEGER NOT NULL REFERENCES client(id),
	created_at INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('pet', 'family')),
	relation TEXT,                          -- child, mother ...; of a pet: NULL
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
	gender TEXT CHECK (gender IN ('f', 'm', 'x')),
	birth TEXT CHECK (length(birth) IN (4, 7, 10)),
	species TEXT,
	breed TEXT,
	note TEXT,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	file_id INTEGER REFERENCES client(id)   -- a family member who has a file of the own
) STRICT;
CREATE INDEX dependant_client ON dependant(client_id);
CREATE INDEX dependant_file ON dependant(file_id) WHERE file_id IS NOT NULL;

-- allergy, contraindication, quiet (do not say who is calling), key, no_call, no_message, no_photo,
-- no_companion ...: what must be seen before anything is done. One row a kind and person.
CREATE TABLE client_flag(                       -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	client_id INTEGER NOT NULL REFERENCES client(id),
	kind TEXT NOT NULL,
	text TEXT,
	since TEXT,                             -- day
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE INDEX client_flag_client ON client_flag(client_id, kind);

-- What a client usually takes home. The next purchase is expected when the last one is used up,
-- or on the day that was said.
CREATE TABLE client_goods(                      -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	client_id INTEGER NOT NULL REFERENCES client(id),
	created_at INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
	amount REAL CHECK (amount > 0),         -- of one purchase
	unit TEXT,                              -- box, bag, bottle ...: code of the form
	bought TEXT CHECK (length(bought) = 10),        -- day of the last purchase
	lasts_days INTEGER CHECK (lasts_days BETWEEN 1 AND 3660),       -- how long one purchase
									-- lasts
	next TEXT CHECK (length(next) = 10),    -- day that was said; NULL: bought + lasts_days
	storage TEXT,                           -- advice on keeping it
	storage_told TEXT CHECK (length(storage_told) = 10),    -- day on which it was given
	note TEXT,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE INDEX client_goods_client ON client_goods(client_id);

CREATE TABLE client_note(                       -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	client_id INTEGER NOT NULL REFERENCES client(id),
	day TEXT NOT NULL,
	at INTEGER NOT NULL,                    -- when it happened
	staff_id INTEGER REFERENCES staff(id),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 20000),
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE INDEX client_note_client ON client_note(client_id, at);

-- Work lists about files: `complete` (the branch requires what the file lacks), `duplicate` (two
-- files look like one person). `other_id` is the second file of a duplicate, else 0.
CREATE TABLE client_todo(                       -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('complete', 'duplicate', 'rebook', 'plan', 'kit')),
	other_id INTEGER NOT NULL DEFAULT 0,    -- the other file; rebook: the appointment;
						-- plan: one broken off; kit: the test
	why TEXT NOT NULL,                      -- fields that lack; or: phone, name+birth,
						-- sound+birth, document; or: noshow, cancelled
	state TEXT NOT NULL DEFAULT 'open' REFERENCES todo_state(code),
	done_by INTEGER REFERENCES staff(id),
	UNIQUE (client_id, kind, other_id)
) STRICT;
CREATE INDEX client_todo_open ON client_todo(kind, branch_id, day) WHERE state = 'open';
CREATE INDEX client_todo_other ON client_todo(other_id) WHERE other_id <> 0;

-- Answers to fields of a form that have no column. form_text keeps each version of a form once
-- used.
CREATE TABLE form_text(                         -- recorded
	hash TEXT PRIMARY KEY NOT NULL,         -- SHA-256 of the text, hex
	form TEXT NOT NULL,
	text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sheet(                             -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	client_id INTEGER NOT NULL REFERENCES client(id),
	created_at INTEGER NOT NULL,
	form TEXT NOT NULL,
	form_hash TEXT NOT NULL REFERENCES form_text(hash)
) STRICT;
CREATE INDEX sheet_client ON sheet(client_id, form);
CREATE INDEX sheet_form ON sheet(form_hash);

CREATE TABLE answer(                            -- recorded; several values of one field by seq
	sheet_id INTEGER NOT NULL REFERENCES sheet(id),
	field TEXT NOT NULL,
	seq INTEGER NOT NULL DEFAULT 1,
	code TEXT,                              -- stable code of a choice
	text TEXT,
	number REAL,
	unit TEXT,
	PRIMARY KEY (sheet_id, field, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_field ON answer(field, code);

-- ------------------------------------------------------------------------------------ appointments

CREATE TABLE appointment(                       -- recorded; a promise of time
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),  -- who is treated, NULL: the client
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	service_id INTEGER REFERENCES service(id),
	start_at INTEGER NOT NULL,
	end_at INTEGER NOT NULL,
	state TEXT NOT NULL DEFAULT 'booked' REFERENCES appointment_state(code),
	live INTEGER NOT NULL DEFAULT 1,        -- = appointment_state.live; a column so that guards
						-- and
	                                        -- partial indexes can see it
	reason TEXT,                            -- of the last cancellation or move
	channel TEXT,
	needs TEXT,
	note TEXT,
	taken_by INTEGER REFERENCES staff(id),
	asked INTEGER NOT NULL DEFAULT 0 CHECK (asked IN (0, 1)),       -- the person was asked for
									-- by
						-- name, not given by turn
	inserted INTEGER NOT NULL DEFAULT 0 CHECK (inserted IN (0, 1)), -- squeezed in by right
	series_id INTEGER REFERENCES appointment(id),   -- first one of the series
	group_id INTEGER REFERENCES appointment(id),    -- first one of the group
	CHECK (end_at > start_at AND end_at - start_at <= 86400),
	CHECK (abs(start_at - unixepoch(day)) <= 129600),
	CHECK (live = CASE WHEN state IN ('booked', 'confirmed', 'arrived', 'serving')
		THEN 1 ELSE 0 END)
) STRICT;
CREATE INDEX appointment_person ON appointment(client_id, start_at) WHERE live = 1;
CREATE INDEX appointment_client ON appointment(client_id, start_at);
CREATE INDEX appointment_dependant ON appointment(dependant_id) WHERE dependant_id IS NOT NULL;
CREATE INDEX appointment_day ON appointment(branch_id, day, start_at);
CREATE INDEX appointment_series ON appointment(series_id) WHERE series_id IS NOT NULL;
CREATE INDEX appointment_group ON appointment(group_id) WHERE group_id IS NOT NULL;

CREATE TABLE appointment_resource(              -- recorded; what it takes, from when to when
	appointment_id INTEGER NOT NULL REFERENCES appointment(id),
	resource_id INTEGER NOT NULL REFERENCES resource(id),
	part INTEGER NOT NULL DEFAULT 1,        -- an expert may come in two parts
	start_at INTEGER NOT NULL,
	end_at INTEGER NOT NULL,
	active INTEGER NOT NULL,                -- = live of the appointment
	PRIMARY KEY (appointment_id, resource_id, part),
	CHECK (end_at > start_at AND end_at - start_at <= 86400),
	CHECK (active IN (0, 1))
) STRICT, WITHOUT ROWID;
-- `active`, always 1 here, makes it enough by itself: neither guards nor searches look at the row.
CREATE INDEX appointment_resource_busy ON appointment_resource(resource_id, start_at, end_at,
	active)
	WHERE active = 1;
CREATE INDEX appointment_resource_all ON appointment_resource(resource_id, start_at, end_at);

CREATE TABLE overbooking(                       -- recorded; pairs that may overlap on one resource
	low_id INTEGER NOT NULL REFERENCES appointment(id),
	high_id INTEGER NOT NULL REFERENCES appointment(id),
	resource_id INTEGER NOT NULL REFERENCES resource(id),
	staff_id INTEGER NOT NULL REFERENCES staff(id),
	second_id INTEGER REFERENCES staff(id),
	reason TEXT NOT NULL CHECK (length(reason) >= 1),
	PRIMARY KEY (low_id, high_id, resource_id),
	CHECK (low_id < high_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX overbooking_high ON overbooking(high_id);
CREATE INDEX overbooking_resource ON overbooking(resource_id);

-- Guards. The lower bound start - 86400 keeps the index range short and rests on the CHECK that
-- nothing lasts longer than a day. BEFORE INSERT refuses REPLACE of an existing row, which would
-- skip the rest.

CREATE TRIGGER appointment_bi BEFORE INSERT ON appointment BEGIN
	SELECT RAISE(ABORT, 'FD-REPLACE') WHERE EXISTS (SELECT 1 FROM appointment
		WHERE id = NEW.id);
	SELECT RAISE(ABORT, 'FD-DEPENDANT') WHERE NEW.dependant_id IS NOT NULL AND NOT EXISTS
		(SELECT 1 FROM dependant d WHERE d.id = NEW.dependant_id
			AND d.client_id = NEW.client_id);
	SELECT RAISE(ABORT, 'FD-PERSON') FROM appointment r
		WHERE NEW.live = 1 AND r.live = 1 AND r.client_id = NEW.client_id
		AND r.dependant_id IS NEW.dependant_id AND r.start_at < NEW.end_at
		AND r.start_at > NEW.start_at - 86400 AND r.end_at > NEW.start_at;
END;
CREATE TRIGGER appointment_bu BEFORE UPDATE ON appointment BEGIN
	SELECT RAISE(ABORT, 'FD-IMMUTABLE')
		WHERE NEW.id <> OLD.id OR NEW.branch_id <> OLD.branch_id;
	SELECT RAISE(ABORT, 'FD-DEPENDANT') WHERE NEW.dependant_id IS NOT NULL AND NOT EXISTS
		(SELECT 1 FROM dependant d WHERE d.id = NEW.dependant_id
			AND d.client_id = NEW.client_id);
	SELECT RAISE(ABORT, 'FD-PERSON') FROM appointment r
		WHERE NEW.live = 1 AND r.live = 1 AND r.client_id = NEW.client_id
		AND r.dependant_id IS NEW.dependant_id AND r.start_at < NEW.end_at
		AND r.start_at > NEW.start_at - 86400 AND r.end_at > NEW.start_at
			AND r.id <> OLD.id;
END;
CREATE TRIGGER appointment_bd BEFORE DELETE ON appointment BEGIN
	SELECT RAISE(ABORT, 'FD-KEEP');
END;
-- What an appointment takes moves, ends and returns with it, in the same statement.
CREATE TRIGGER appointment_au AFTER UPDATE OF start_at, end_at, live ON appointment BEGIN
	UPDATE appointment_resource SET
		start_at = start_at + (NEW.start_at - OLD.start_at),
		end_at = CASE WHEN end_at >= OLD.end_at THEN end_at + (NEW.end_at - OLD.end_at)
			ELSE end_at + (NEW.start_at - OLD.start_at) END,
		active = NEW.live
	WHERE appointment_id = NEW.id;
END;

CREATE TRIGGER appointment_resource_bi BEFORE INSERT ON appointment_resource BEGIN
	SELECT RAISE(ABORT, 'FD-REPLACE') WHERE EXISTS (SELECT 1 FROM appointment_resource
		WHERE appointment_id = NEW.appointment_id AND resource_id = NEW.resource_id
		AND part = NEW.part);
	SELECT RAISE(ABORT, 'FD-PARENT') WHERE NOT EXISTS (SELECT 1 FROM appointment a
		JOIN resource r ON r.id = NEW.resource_id WHERE a.id = NEW.appointment_id
		AND a.live = NEW.active AND NEW.start_at < a.end_at AND NEW.end_at > a.start_at
		AND NEW.start_at >= a.start_at - 14400 AND NEW.end_at <= a.end_at + 14400
		AND (r.branch_id IS NULL OR r.branch_id = a.branch_id));
	SELECT RAISE(ABORT, 'FD-OVERLAP') FROM appointment_resource r
		WHERE NEW.active = 1 AND r.active = 1 AND r.resource_id = NEW.resource_id
		AND r.start_at < NEW.end_at AND r.start_at > NEW.start_at - 86400
		AND r.end_at > NEW.start_at
		AND NOT (r.appointment_id = NEW.appointment_id AND r.part = NEW.part)
		AND NOT EXISTS (SELECT 1 FROM overbooking o
			WHERE o.low_id = min(r.appointment_id, NEW.appointment_id)
			AND o.high_id = max(r.appointment_id, NEW.appointment_id)
			AND o.resource_id = NEW.resource_id);
END;
CREATE TRIGGER appointment_resource_bu BEFORE UPDATE ON appointment_resource BEGIN
	SELECT RAISE(ABORT, 'FD-IMMUTABLE') WHERE NEW.appointment_id <> OLD.appointment_id;
	SELECT RAISE(ABORT, 'FD-REPLACE') WHERE (NEW.resource_id <> OLD.resource_id
		OR NEW.part <> OLD.part) AND EXISTS (SELECT 1 FROM appointment_resource
		WHERE appointment_id = NEW.appointment_id AND resource_id = NEW.resource_id
		AND part = NEW.part);
	SELECT RAISE(ABORT, 'FD-PARENT') WHERE NOT EXISTS (SELECT 1 FROM appointment a
		JOIN resource r ON r.id = NEW.resource_id WHERE a.id = NEW.appointment_id
		AND a.live = NEW.active AND NEW.start_at < a.end_at AND NEW.end_at > a.start_at
		AND NEW.start_at >= a.start_at - 14400 AND NEW.end_at <= a.end_at + 14400
		AND (r.branch_id IS NULL OR r.branch_id = a.branch_id));
	SELECT RAISE(ABORT, 'FD-OVERLAP') FROM appointment_resource r
		WHERE NEW.active = 1 AND r.active = 1 AND r.resource_id = NEW.resource_id
		AND r.start_at < NEW.end_at AND r.start_at > NEW.start_at - 86400
		AND r.end_at > NEW.start_at
		AND NOT (r.appointment_id = OLD.appointment_id AND r.resource_id = OLD.resource_id
			AND r.part = OLD.part)
		AND NOT EXISTS (SELECT 1 FROM overbooking o
			WHERE o.low_id = min(r.appointment_id, NEW.appointment_id)
			AND o.high_id = max(r.appointment_id, NEW.appointment_id)
			AND o.resource_id = NEW.resource_id);
END;
CREATE TRIGGER appointment_resource_bd BEFORE DELETE ON appointment_resource BEGIN
	SELECT RAISE(ABORT, 'FD-KEEP');
END;
-- A resource cannot be turned into something that its appointments do not fit.
CREATE TRIGGER resource_bu BEFORE UPDATE ON resource
WHEN NEW.id <> OLD.id OR NEW.kind <> OLD.kind BEGIN
	SELECT RAISE(ABORT, 'FD-IMMUTABLE');
END;

-- ------------------------------------------------------------------------- what a service needs
-- of whom, and when things and people can be had

CREATE TABLE resource_skill(                    -- recorded; what a person, room or device is good
						-- for: a role of forms/roles.cfg counts for people
						-- without a row here
	resource_id INTEGER NOT NULL REFERENCES resource(id),
	skill TEXT NOT NULL CHECK (length(skill) BETWEEN 1 AND 40),    -- expert, laser, treatment
	rev INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	PRIMARY KEY (resource_id, skill)
) STRICT, WITHOUT ROWID;
CREATE INDEX resource_skill_skill ON resource_skill(skill);

CREATE TABLE service_need(                      -- recorded; one line: one person, room or device
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	service_id INTEGER NOT NULL REFERENCES service(id),
	line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 8),     -- order; the first of staff leads
	kind TEXT NOT NULL REFERENCES resource_kind(code),
	skill TEXT NOT NULL DEFAULT '',         -- '': any of that kind
	same_line INTEGER NOT NULL DEFAULT 0,   -- > 0: whoever was taken for that line comes once
						-- more
	prep_min INTEGER NOT NULL DEFAULT 0 CHECK (prep_min BETWEEN 0 AND 240),  -- before the time
										 -- promised
	clean_min INTEGER NOT NULL DEFAULT 0 CHECK (clean_min BETWEEN 0 AND 240),       -- after it
	from_min INTEGER NOT NULL DEFAULT 0 CHECK (from_min BETWEEN 0 AND 1439), -- present from the
						-- n-th minute
	for_min INTEGER NOT NULL DEFAULT 0 CHECK (for_min BETWEEN 0 AND 1440),   -- so long; 0: to
						-- the end
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	CHECK (same_line < line)
) STRICT;
CREATE INDEX service_need_service ON service_need(service_id, line);

CREATE TABLE opening(                           -- recorded; hours of a branch that differ from
						-- branch.open_min .. close_min; a dated row wins
						-- over a weekday, a branch's over everybody's, the
						-- newest over older ones
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER REFERENCES branch(id),        -- NULL: every branch
	weekday INTEGER NOT NULL DEFAULT 0 CHECK (weekday BETWEEN 0 AND 7),     -- 1 = Monday; 0:
						-- every day from from_day to to_day
	from_day TEXT CHECK (length(from_day) = 10),
	to_day TEXT CHECK (length(to_day) = 10),
	open_min INTEGER NOT NULL CHECK (open_min BETWEEN 0 AND 1440),
	close_min INTEGER NOT NULL CHECK (close_min BETWEEN 0 AND 1440),        -- = open_min:
										-- closed
	reason TEXT,                            -- holiday, stock-taking
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	CHECK (close_min >= open_min),
	CHECK ((from_day IS NULL) = (to_day IS NULL) AND (from_day IS NULL OR from_day <= to_day)),
	CHECK (weekday > 0 OR from_day IS NOT NULL)
) STRICT;
CREATE INDEX opening_branch ON opening(branch_id);

CREATE TABLE roster(                            -- recorded; hours of one person, room or device
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	resource_id INTEGER NOT NULL REFERENCES resource(id),
	branch_id INTEGER NOT NULL REFERENCES branch(id),       -- where
	kind TEXT NOT NULL CHECK (kind IN ('work', 'only', 'break')),   -- only: on such days these
						-- instead of `work`; break: taken off either
	weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 7),       -- 0: every day
	from_min INTEGER NOT NULL CHECK (from_min BETWEEN 0 AND 1439),  -- of the local day
	to_min INTEGER NOT NULL CHECK (to_min BETWEEN 1 AND 1440),
	from_day TEXT CHECK (length(from_day) = 10),            -- NULL: always
	to_day TEXT CHECK (length(to_day) = 10),
	note TEXT,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	since_day TEXT CHECK (length(since_day) = 10),          -- typed on; NULL: from the first
	until_day TEXT CHECK (length(until_day) = 10),          -- taken off on, held before it
	CHECK (to_min > from_min),
	CHECK (to_day IS NULL OR from_day IS NULL OR from_day <= to_day)
) STRICT;
CREATE INDEX roster_resource ON roster(resource_id, weekday);
CREATE INDEX roster_branch ON roster(branch_id);

CREATE TABLE absence(                           -- recorded; leave, illness, meeting, out of order:
						-- no time can be had then; with appointments in it,
						-- a disruption
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER REFERENCES branch(id),
	resource_id INTEGER NOT NULL REFERENCES resource(id),
	day TEXT NOT NULL,                      -- first local day
	created_at INTEGER NOT NULL,
	created_by INTEGER REFERENCES staff(id),
	kind TEXT NOT NULL CHECK (kind IN ('leave', 'ill', 'meeting', 'training', 'out', 'other')),
	start_at INTEGER NOT NULL,
	end_at INTEGER NOT NULL,
	reason TEXT,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	CHECK (end_at > start_at)
) STRICT;
CREATE INDEX absence_resource ON absence(resource_id, end_at);
CREATE INDEX absence_end ON absence(end_at) WHERE state = 'on';

CREATE TABLE travel(                            -- recorded; minutes from one branch to another,
						-- both ways
	low_id INTEGER NOT NULL REFERENCES branch(id),
	high_id INTEGER NOT NULL REFERENCES branch(id),
	rev INTEGER NOT NULL DEFAULT 0,
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 600),
	PRIMARY KEY (low_id, high_id),
	CHECK (low_id < high_id)
) STRICT, WITHOUT ROWID;

-- ------------------------------------------------------------------- around the appointment

CREATE TABLE appointment_event(                 -- recorded; every step of its life, with earlier
						-- times
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	appointment_id INTEGER NOT NULL REFERENCES appointment(id),
	at INTEGER NOT NULL,                    -- when it happened
	staff_id INTEGER REFERENCES staff(id),  -- NULL: the program
	what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 24),       -- a state; moved, taken,
						-- told, read-back
	start_at INTEGER NOT NULL,              -- as it stood before; of `booked`: as promised
	end_at INTEGER NOT NULL,
	late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)), -- later than the day before
	text TEXT                               -- reason, who said it, which resource before
) STRICT;
CREATE INDEX appointment_event_appointment ON appointment_event(appointment_id, id);

CREATE TABLE request(                           -- recorded; a wish from outside
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER REFERENCES client(id),        -- NULL: nobody known yet
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	came_at INTEGER NOT NULL,               -- when it arrived outside: the limit counts from it
	channel TEXT NOT NULL,                  -- web, wechat, app ...
	name TEXT,
	phone TEXT,
	service_id INTEGER REFERENCES service(id),
	wants TEXT,                             -- time as it was said: Fri pm
	text TEXT,                              -- the message
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'offered', 'booked',
	    'declined')),
	answered_at INTEGER,                    -- first answer of ours
	answered_by INTEGER REFERENCES staff(id),
	reason TEXT,                            -- of declining; what was offered
	appointment_id INTEGER REFERENCES appointment(id),
	origin_key TEXT UNIQUE,                 -- gateway's own number: twice is once
	late_at INTEGER                         -- when who is in charge was told that it is late
) STRICT;
CREATE INDEX request_late ON request(came_at) WHERE state = 'open' AND late_at IS NULL;
CREATE INDEX request_open ON request(branch_id, came_at) WHERE state IN ('open', 'offered');
CREATE INDEX request_client ON request(client_id) WHERE client_id IS NOT NULL;
CREATE INDEX request_day ON request(branch_id, day);
CREATE INDEX request_appointment ON request(appointment_id) WHERE appointment_id IS NOT NULL;

CREATE TABLE waiter(                            -- recorded; who would come sooner
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	created_by INTEGER REFERENCES staff(id),
	service_id INTEGER NOT NULL REFERENCES service(id),
	resource_id INTEGER REFERENCES resource(id),    -- wanted person, NULL: anybody
	from_day TEXT,
	to_day TEXT,                            -- after it the wish is over
	weekdays INTEGER NOT NULL DEFAULT 127 CHECK (weekdays BETWEEN 1 AND 127),       -- bit 0 =
						-- Monday
	from_min INTEGER NOT NULL DEFAULT 0,
	to_min INTEGER NOT NULL DEFAULT 1440,
	urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
	note TEXT,
	appointment_id INTEGER REFERENCES appointment(id),      -- that would move up
	state TEXT NOT NULL DEFAULT 'waiting'
		CHECK (state IN ('waiting', 'offered', 'booked', 'withdrawn')),
	put_off_until TEXT                      -- day before which it is not offered
) STRICT;
CREATE INDEX waiter_open ON waiter(branch_id, service_id) WHERE state IN ('waiting', 'offered');
CREATE INDEX waiter_client ON waiter(client_id);
CREATE INDEX waiter_dependant ON waiter(dependant_id) WHERE dependant_id IS NOT NULL;
CREATE INDEX waiter_resource ON waiter(resource_id) WHERE resource_id IS NOT NULL;
CREATE INDEX waiter_appointment ON waiter(appointment_id) WHERE appointment_id IS NOT NULL;

CREATE TABLE disruption(                        -- recorded; one appointment that an absence touches
	absence_id INTEGER NOT NULL REFERENCES absence(id),
	appointment_id INTEGER NOT NULL REFERENCES appointment(id),
	rev INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL DEFAULT 'open'
		CHECK (state IN ('open', 'asked', 'moved', 'cancelled', 'kept')),
	at INTEGER,                             -- of the last step
	staff_id INTEGER REFERENCES staff(id),
	text TEXT,                              -- what was offered or done
	PRIMARY KEY (absence_id, appointment_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX disruption_open ON disruption(state) WHERE state IN ('open', 'asked');
CREATE INDEX disruption_appointment ON disruption(appointment_id);

CREATE TABLE delay(                             -- recorded; somebody runs late on a day
	resource_id INTEGER NOT NULL REFERENCES resource(id),
	day TEXT NOT NULL,
	rev INTEGER NOT NULL DEFAULT 0,
	minutes INTEGER NOT NULL CHECK (minutes BETWEEN 0 AND 720),     -- 0: on time again
	at INTEGER NOT NULL,                    -- times from here on shift
	staff_id INTEGER REFERENCES staff(id),
	PRIMARY KEY (resource_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE mark(                              -- recorded; a check mark with who and when
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	kind TEXT NOT NULL CHECK (kind IN ('prepare', 'leaving', 'opening', 'closing', 'review')),
	ref_id INTEGER NOT NULL DEFAULT 0,      -- prepare: appointment; leaving: visit
	day TEXT NOT NULL,
	item TEXT NOT NULL,                     -- code of the list in the form file
	at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff(id),
	text TEXT,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE UNIQUE INDEX mark_item ON mark(kind, ref_id, branch_id, day, item);

CREATE TABLE payment(                           -- recorded; nothing is deleted, only reversed
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	appointment_id INTEGER REFERENCES appointment(id),
	visit_id INTEGER REFERENCES visit(id),
	kind TEXT NOT NULL CHECK (kind IN ('deposit', 'due', 'refund', 'use', 'correction')),
	method TEXT NOT NULL,                   -- cash, card, wechat, alipay ...: code of the form
	amount INTEGER NOT NULL
	    CHECK (amount <> 0 AND amount BETWEEN -100000000000 AND 100000000000),
	reverses INTEGER REFERENCES payment(id),
	staff_id INTEGER REFERENCES staff(id),
	reason TEXT,
	order_id INTEGER REFERENCES client_order(id),   -- NULL: kept for the client: deposit, on
						-- account
	card_id INTEGER REFERENCES card(id),    -- of method `prepaid`: where it came from
	receipt TEXT                            -- one number for all rows of one taking
) STRICT;
CREATE INDEX payment_order ON payment(order_id) WHERE order_id IS NOT NULL;
CREATE INDEX payment_card ON payment(card_id) WHERE card_id IS NOT NULL;
CREATE INDEX payment_client ON payment(client_id, day);
CREATE INDEX payment_appointment ON payment(appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX payment_visit ON payment(visit_id) WHERE visit_id IS NOT NULL;
CREATE UNIQUE INDEX payment_reverses ON payment(reverses) WHERE reverses IS NOT NULL;
CREATE INDEX payment_day ON payment(branch_id, day);
CREATE INDEX payment_time ON payment(client_id, created_at);
CREATE INDEX payment_staff ON payment(branch_id, staff_id, created_at);
CREATE INDEX payment_receipt ON payment(receipt) WHERE receipt IS NOT NULL;

CREATE TABLE message(                           -- recorded; the outbox
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER REFERENCES client(id),
	staff_id INTEGER REFERENCES staff(id),  -- to one of ours
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	appointment_id INTEGER REFERENCES appointment(id),
	template TEXT NOT NULL,                 -- word of forms/messages.cfg
	channel TEXT NOT NULL CHECK (channel IN ('sms', 'hand', 'screen')),     -- hand: told by a
						-- person; screen: shown to one of ours
	language TEXT NOT NULL,
	number TEXT,
	text TEXT NOT NULL,
	due_at INTEGER NOT NULL,                -- leaves not before: undo reaches it until then
	state TEXT NOT NULL DEFAULT 'queued'
		CHECK (state IN ('queued', 'handing', 'sent', 'delivered', 'failed', 'lost',
		'unsure', 'withdrawn', 'seen')),        -- handing: given to the daemon just now;
						-- unsure: nobody knows whether it was
	callback_id INTEGER REFERENCES callback(id),    -- it does, or belongs to
	purpose TEXT NOT NULL DEFAULT 'service' CHECK (purpose IN ('service', 'marketing')),
	by_id INTEGER REFERENCES staff(id),     -- who wrote it, or told it by hand
	provider_id TEXT,                       -- number the daemon gave it
	tries INTEGER NOT NULL DEFAULT 0,
	handed_at INTEGER,                      -- to the daemon, last
	ended_at INTEGER,                       -- delivered, failed, lost
	why TEXT                                -- what the daemon said
) STRICT;
CREATE INDEX message_due ON message(due_at) WHERE state = 'queued';
CREATE INDEX message_handing ON message(handed_at) WHERE state = 'handing';
CREATE INDEX message_sent ON message(handed_at) WHERE state = 'sent';
CREATE INDEX message_unsure ON message(branch_id) WHERE state = 'unsure';
CREATE INDEX message_lost ON message(branch_id) WHERE state = 'lost';
CREATE INDEX message_waiting ON message(branch_id, due_at)
	WHERE state = 'queued' AND channel = 'sms';
CREATE INDEX message_day ON message(branch_id, day);
CREATE INDEX message_number ON message(number, created_at) WHERE number IS NOT NULL;
CREATE INDEX message_callback ON message(callback_id) WHERE callback_id IS NOT NULL;
CREATE INDEX message_client ON message(client_id, id) WHERE client_id IS NOT NULL;
CREATE INDEX message_time ON message(client_id, created_at) WHERE client_id IS NOT NULL;
CREATE INDEX message_staff ON message(staff_id, id) WHERE state = 'queued';
CREATE INDEX message_failed ON message(branch_id) WHERE state = 'failed';
CREATE INDEX message_reminder ON message(staff_id, day) WHERE template = 'staff-tomorrow';
CREATE INDEX message_appointment ON message(appointment_id) WHERE appointment_id IS NOT NULL;

-- Every way a message can go. What is on its way or has arrived is never sent again without a
-- person who said so; nothing comes back from delivered, seen. (The ways out of `withdrawn` are
-- those of an undo.)
CREATE TABLE message_way(was TEXT, next TEXT, PRIMARY KEY (was, next)) STRICT, WITHOUT ROWID;
INSERT INTO message_way VALUES ('queued', 'handing'), ('queued', 'withdrawn'), ('queued', 'failed'),
	('queued', 'seen'), ('handing', 'sent'), ('handing', 'queued'), ('handing', 'failed'),
	('handing', 'unsure'), ('unsure', 'sent'), ('unsure', 'queued'), ('unsure', 'withdrawn'),
	('sent', 'delivered'), ('sent', 'failed'), ('sent', 'lost'), ('failed', 'queued'),
	('failed', 'withdrawn'), ('lost', 'queued'), ('lost', 'withdrawn'),
	('withdrawn', 'queued'), ('withdrawn', 'failed'), ('withdrawn', 'lost'),
	('withdrawn', 'unsure');
CREATE TRIGGER message_ways BEFORE UPDATE OF state ON message
	WHEN NEW.state <> OLD.state AND NOT EXISTS (SELECT 1 FROM message_way w
		WHERE w.was = OLD.state AND w.next = NEW.state)
BEGIN SELECT RAISE(ABORT, 'FD-MESSAGE-WAY'); END;

-- ------------------------------------------------------------------------------ the arrival

CREATE TABLE visit_state(code TEXT PRIMARY KEY, here INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO visit_state VALUES ('waiting', 1), ('consult', 1), ('paying', 1), ('ready', 1),
	('treating', 1), ('left', 0);

CREATE TABLE visit(                             -- recorded; one arrival, from card to leaving
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),  -- who is treated
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	appointment_id INTEGER REFERENCES appointment(id),      -- NULL: walk-in
	arrived_at INTEGER NOT NULL,            -- the moment of `arrive`, not of the card
	number TEXT NOT NULL,                   -- A07; never given twice on a day
	zone TEXT NOT NULL CHECK (zone IN ('booked', 'walkin')),
	identity TEXT NOT NULL CHECK (identity IN ('phone', 'document', 'known', 'unchecked')),
	identity_why TEXT,
	service_id INTEGER REFERENCES service(id),
	wants TEXT,
	changed TEXT,                           -- new illness, drug, pregnancy; NULL: nothing new
	allergy TEXT CHECK (allergy IN ('same', 'none', 'more')),
	valuables TEXT CHECK (valuables IN ('kept', 'none')),
	learnt TEXT,                            -- what the greeter learnt, for the consultant
	greeter_id INTEGER REFERENCES staff(id),
	resource_id INTEGER REFERENCES resource(id),    -- consultant or expert waited for
	place INTEGER NOT NULL,                 -- in the queue, smaller first: by rule, changed by
						-- hand with a trace
	room_id INTEGER REFERENCES resource(id),
	state TEXT NOT NULL DEFAULT 'waiting' REFERENCES visit_state(code),
	since_at INTEGER NOT NULL,              -- in this state
	due INTEGER NOT NULL DEFAULT 0 CHECK (due BETWEEN 0 AND 100000000000),  -- to pay by now
	outcome TEXT CHECK (outcome IN ('treated', 'booked', 'consulted', 'unseen', 'unsuitable',
		'referred', 'collected', 'paid', 'report')),
	follow_day TEXT,                        -- of an outcome that asks for one
	outcome_text TEXT,
	left_at INTEGER,
	CHECK ((state = 'left') = (left_at IS NOT NULL)),
	CHECK (state <> 'left' OR outcome IS NOT NULL)
) STRICT;
CREATE INDEX visit_here ON visit(branch_id, place) WHERE state <> 'left';
CREATE INDEX visit_day ON visit(branch_id, day, client_id, arrived_at);
CREATE INDEX visit_client ON visit(client_id, arrived_at);
CREATE INDEX visit_dependant ON visit(dependant_id) WHERE dependant_id IS NOT NULL;
CREATE INDEX visit_resource ON visit(resource_id) WHERE resource_id IS NOT NULL;
CREATE INDEX visit_room_all ON visit(room_id) WHERE room_id IS NOT NULL;
CREATE INDEX visit_appointment ON visit(appointment_id) WHERE appointment_id IS NOT NULL;
CREATE UNIQUE INDEX visit_number ON visit(branch_id, day, number);
CREATE UNIQUE INDEX visit_room ON visit(room_id) WHERE room_id IS NOT NULL AND state <> 'left'
	AND state <> 'waiting' AND state <> 'paying' AND state <> 'ready';

CREATE TABLE visit_event(                       -- recorded; every step, round and change of place
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	visit_id INTEGER NOT NULL REFERENCES visit(id),
	at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff(id),
	what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 24),       -- a state; greeted,
						-- assigned, place, room, due, paid
	text TEXT
) STRICT;
CREATE INDEX visit_event_visit ON visit_event(visit_id, id, what, at);

CREATE TABLE companion(                         -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	visit_id INTEGER NOT NULL REFERENCES visit(id),
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
	relation TEXT,
	phone TEXT,
	may_know INTEGER NOT NULL DEFAULT 0 CHECK (may_know IN (0, 1)), -- may be told
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE INDEX companion_visit ON companion(visit_id);

CREATE TABLE incident(                          -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER REFERENCES client(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	at INTEGER NOT NULL,                    -- when it happened
	place TEXT,
	what TEXT NOT NULL,
	who TEXT,
	measures TEXT,
	follow_up TEXT,
	follow_day TEXT,
	created_by INTEGER REFERENCES staff(id),
	state TEXT NOT NULL DEFAULT 'open' REFERENCES todo_state(code)
) STRICT;
CREATE INDEX incident_day ON incident(branch_id, day);
CREATE INDEX incident_client ON incident(client_id) WHERE client_id IS NOT NULL;

CREATE TABLE duty(                              -- recorded; who answers for the house on a day
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	day TEXT NOT NULL,
	rev INTEGER NOT NULL DEFAULT 0,
	staff_id INTEGER NOT NULL REFERENCES staff(id),
	PRIMARY KEY (branch_id, day)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------- consultation and figures

CREATE TABLE attachment(                        -- recorded; a file kept elsewhere, by path and sum
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('before', 'after', 'consent', 'report', 'paper',
		'other')),                      -- before, after: photographs
	path TEXT NOT NULL CHECK (length(path) BETWEEN 1 AND 1000),
	hash TEXT NOT NULL CHECK (length(hash) = 64),   -- SHA-256 of the content, hex
	bytes INTEGER NOT NULL CHECK (bytes >= 0),
	staff_id INTEGER REFERENCES staff(id),
	text TEXT,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE INDEX attachment_client ON attachment(client_id, created_at);

CREATE TABLE consultation(                      -- recorded; one interview, its answers in a sheet
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),  -- who is treated, NULL: the client
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	visit_id INTEGER REFERENCES visit(id),
	service_id INTEGER REFERENCES service(id),      -- wanted
	sheet_id INTEGER NOT NULL REFERENCES sheet(id),
	staff_id INTEGER REFERENCES staff(id),          -- who asks
	tailored INTEGER NOT NULL DEFAULT 0 CHECK (tailored IN (0, 1)), -- the four take part
	diagnosis TEXT,                         -- of the expert
	diagnosis_by INTEGER REFERENCES staff(id),
	diagnosis_at INTEGER,
	outcome TEXT CHECK (outcome IN ('plan', 'treat', 'test', 'think', 'refer', 'unsuitable',
		'declined')),
	reason TEXT,
	follow_day TEXT CHECK (length(follow_day) = 10),
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')),
	done_at INTEGER,
	CHECK ((state = 'done') = (done_at IS NOT NULL)),
	CHECK (state = 'open' OR outcome IS NOT NULL),
	CHECK ((diagnosis_by IS NULL) = (diagnosis_at IS NULL))
) STRICT;
CREATE INDEX consultation_client ON consultation(client_id, created_at);
CREATE INDEX consultation_open ON consultation(branch_id, created_at) WHERE state = 'open';
CREATE INDEX consultation_day ON consultation(branch_id, day);
CREATE INDEX consultation_sheet ON consultation(sheet_id);
CREATE INDEX consultation_visit ON consultation(visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX consultation_dependant ON consultation(dependant_id) WHERE dependant_id IS NOT NULL;

CREATE TABLE attendance(                        -- recorded; who took part in a first visit, signed
	consultation_id INTEGER NOT NULL REFERENCES consultation(id),
	role TEXT NOT NULL,                     -- manager, consultant, expert, operator
	rev INTEGER NOT NULL DEFAULT 0,
	staff_id INTEGER NOT NULL REFERENCES staff(id),
	at INTEGER NOT NULL,
	PRIMARY KEY (consultation_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE indicator(                         -- recorded; what is measured
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	created_at INTEGER NOT NULL,
	code TEXT NOT NULL UNIQUE,              -- sys, dia, pulse, weight ...
	name TEXT NOT NULL,
	name_en TEXT,
	chart TEXT NOT NULL,                    -- those with the same word share one chart
	unit TEXT NOT NULL,
	decimals INTEGER NOT NULL DEFAULT 0 CHECK (decimals BETWEEN 0 AND 4),
	min REAL NOT NULL,                      -- beyond these nobody is: typing is refused
	max REAL NOT NULL,
	low REAL,                               -- band of the site; NULL: no limit
	high REAL,
	rank INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	CHECK (min < max)
) STRICT;

CREATE TABLE measure(                           -- recorded; one value, struck out but never removed
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	indicator_id INTEGER NOT NULL REFERENCES indicator(id),
	at INTEGER NOT NULL,                    -- when it was taken
	value REAL NOT NULL,                    -- in the indicator's unit
	typed TEXT,                             -- as it was entered where the unit was another
	source TEXT NOT NULL CHECK (source IN ('here', 'told', 'message', 'laboratory')),
	treatment_id INTEGER REFERENCES treatment(id),
	consultation_id INTEGER REFERENCES consultation(id),
	staff_id INTEGER REFERENCES staff(id),
	remark TEXT,
	state TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'struck')),
	reason TEXT,                            -- of striking
	CHECK (state = 'on' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX measure_client ON measure(client_id, indicator_id, at);
CREATE INDEX measure_time ON measure(client_id, at);
CREATE INDEX measure_treatment ON measure(treatment_id) WHERE treatment_id IS NOT NULL;
CREATE INDEX measure_consultation ON measure(consultation_id) WHERE consultation_id IS NOT NULL;
CREATE INDEX measure_dependant ON measure(dependant_id) WHERE dependant_id IS NOT NULL;

CREATE TABLE target(                            -- recorded; a client's own band, what is asked for
	client_id INTEGER NOT NULL REFERENCES client(id),
	indicator_id INTEGER NOT NULL REFERENCES indicator(id),
	rev INTEGER NOT NULL DEFAULT 0,
	low REAL,
	high REAL,
	ask_until TEXT CHECK (length(ask_until) = 10),  -- asked for daily until then
	staff_id INTEGER REFERENCES staff(id),
	PRIMARY KEY (client_id, indicator_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX target_asked ON target(ask_until) WHERE ask_until IS NOT NULL;

CREATE TABLE habit(                             -- recorded; to replace, replaced
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
	amount TEXT,                            -- 2 cups a day
	since TEXT,                             -- year or day it began
	instead TEXT,                           -- what shall take its place
	replaced_day TEXT CHECK (length(replaced_day) = 10),
	staff_id INTEGER REFERENCES staff(id),
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'replaced', 'dropped')),
	CHECK ((state = 'replaced') = (replaced_day IS NOT NULL))
) STRICT;
CREATE INDEX habit_client ON habit(client_id);
CREATE INDEX habit_dependant ON habit(dependant_id) WHERE dependant_id IS NOT NULL;

-- ------------------------------------------------------------------------------------------- plans

CREATE TABLE plan(                              -- recorded; a tailored course
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	created_by INTEGER REFERENCES staff(id),
	number TEXT NOT NULL UNIQUE,            -- P-0231
	name TEXT NOT NULL,
	goal TEXT,
	template TEXT,                          -- code of forms/plans.cfg
	consultation_id INTEGER REFERENCES consultation(id),
	version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),        -- in force
	state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'agreed', 'done', 'stopped')),
	reason TEXT,                            -- of stopping
	CHECK (state <> 'stopped' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX plan_client ON plan(client_id, created_at);
CREATE INDEX plan_open ON plan(branch_id, state) WHERE state IN ('draft', 'agreed');
CREATE INDEX plan_consultation ON plan(consultation_id) WHERE consultation_id IS NOT NULL;
CREATE INDEX plan_dependant ON plan(dependant_id) WHERE dependant_id IS NOT NULL;

CREATE TABLE plan_version(                      -- recorded; every change makes a new one
	plan_id INTEGER NOT NULL REFERENCES plan(id),
	version INTEGER NOT NULL CHECK (version >= 1),
	rev INTEGER NOT NULL DEFAULT 0,
	at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff(id),
	goal TEXT,
	price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 100000000000),        -- of the whole
	text TEXT,                              -- what changed and why
	PRIMARY KEY (plan_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_item(                         -- recorded; what a version promises
	plan_id INTEGER NOT NULL REFERENCES plan(id),
	version INTEGER NOT NULL CHECK (version >= 1),
	line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 40),
	rev INTEGER NOT NULL DEFAULT 0,
	service_id INTEGER REFERENCES service(id),      -- NULL: the text alone
	text TEXT,
	sessions INTEGER NOT NULL CHECK (sessions BETWEEN 1 AND 400),
	price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 100000000000),        -- of one session
	days_apart INTEGER NOT NULL DEFAULT 0 CHECK (days_apart BETWEEN 0 AND 3660),
	PRIMARY KEY (plan_id, version, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_session(                      -- recorded; one row a session
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	plan_id INTEGER NOT NULL REFERENCES plan(id),
	number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 2000),
	line INTEGER NOT NULL,                  -- of plan_item
	service_id INTEGER REFERENCES service(id),
	price INTEGER NOT NULL                  -- never changed once used
		CHECK (price BETWEEN 0 AND 100000000000),
	planned_day TEXT CHECK (length(planned_day) = 10),
	appointment_id INTEGER REFERENCES appointment(id),
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'used', 'dropped')),
	used_at INTEGER,
	CHECK ((state = 'used') = (used_at IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX plan_session_number ON plan_session(plan_id, number);
CREATE INDEX plan_session_appointment ON plan_session(appointment_id)
	WHERE appointment_id IS NOT NULL;

CREATE TABLE plan_member(                       -- recorded; the fixed team, with its changes
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	plan_id INTEGER NOT NULL REFERENCES plan(id),
	role TEXT NOT NULL,
	staff_id INTEGER NOT NULL REFERENCES staff(id),
	from_at INTEGER NOT NULL,
	until_at INTEGER,                       -- NULL: in force
	changed_by INTEGER REFERENCES staff(id),
	reason TEXT,                            -- of the change
	told TEXT,                              -- how the client was told, NULL: not yet
	CHECK (until_at IS NULL OR until_at >= from_at)
) STRICT;
CREATE INDEX plan_member_plan ON plan_member(plan_id, role);
CREATE INDEX plan_member_staff ON plan_member(staff_id) WHERE until_at IS NULL;

CREATE TABLE plan_home(                         -- recorded; what the client is to do at home
	plan_id INTEGER NOT NULL REFERENCES plan(id),
	line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 40),
	rev INTEGER NOT NULL DEFAULT 0,
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 400),
	confirmed_at INTEGER,                   -- by the client
	staff_id INTEGER REFERENCES staff(id),  -- who heard it
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	PRIMARY KEY (plan_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement(                         -- recorded; what a client was told and agreed to
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('advice', 'price', 'told', 'photos', 'team', 'home',
		'consent', 'use', 'order', 'other')),   -- told: effect, price and time
	plan_id INTEGER REFERENCES plan(id),
	version INTEGER,                        -- of the plan
	service_id INTEGER REFERENCES service(id),      -- consent
	treatment_id INTEGER REFERENCES treatment(id),  -- use, consent
	order_id INTEGER REFERENCES client_order(id),
	answer TEXT NOT NULL DEFAULT 'open' CHECK (answer IN ('open', 'yes', 'no')),
	at INTEGER,                             -- when it was said or signed
	signed_by TEXT CHECK (signed_by IN ('self', 'guardian', 'spoken')),
	staff_id INTEGER REFERENCES staff(id),  -- who asked
	attachment_id INTEGER REFERENCES attachment(id),        -- scan
	text TEXT,
	CHECK ((answer = 'open') = (at IS NULL))
) STRICT;
CREATE INDEX agreement_client ON agreement(client_id, created_at);
CREATE INDEX agreement_plan ON agreement(plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX agreement_treatment ON agreement(treatment_id) WHERE treatment_id IS NOT NULL;
CREATE INDEX agreement_order ON agreement(order_id) WHERE order_id IS NOT NULL;
CREATE INDEX agreement_attachment ON agreement(attachment_id) WHERE attachment_id IS NOT NULL;

-- -------------------------------------------------------------------------------------- treatments

CREATE TABLE treatment(                         -- recorded; one session performed
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	visit_id INTEGER REFERENCES visit(id),
	appointment_id INTEGER REFERENCES appointment(id),
	plan_id INTEGER REFERENCES plan(id),
	session_id INTEGER REFERENCES plan_session(id),
	service_id INTEGER NOT NULL REFERENCES service(id),
	form_hash TEXT NOT NULL REFERENCES form_text(hash),     -- the checklist as it was then
	operator_id INTEGER REFERENCES staff(id),
	expert_id INTEGER REFERENCES staff(id),
	room_id INTEGER REFERENCES resource(id),
	device_id INTEGER REFERENCES resource(id),
	started_at INTEGER NOT NULL,
	seen_by INTEGER REFERENCES staff(id),   -- allergies and contraindications acknowledged
	seen_at INTEGER,
	seen_text TEXT,                         -- what was acknowledged, as it stood
	started_why TEXT,                       -- where something was missing: what, who allowed it
	wanted TEXT,                            -- asked for today
	did TEXT,                               -- what was done
	effect TEXT,                            -- against the goal
	summary TEXT,                           -- of the roles' notes; a text of its own
	summary_by INTEGER REFERENCES staff(id),
	summary_at INTEGER,
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'stopped')),
	ended_at INTEGER,
	reason TEXT,                            -- of stopping
	agreed TEXT,                            -- who agreed to it
	CHECK ((state = 'open') = (ended_at IS NULL)),
	CHECK (state <> 'stopped' OR (reason IS NOT NULL AND agreed IS NOT NULL)),
	CHECK ((seen_by IS NULL) = (seen_at IS NULL))
) STRICT;
CREATE INDEX treatment_client ON treatment(client_id, started_at, id, service_id, session_id,
	dependant_id, visit_id);
CREATE INDEX treatment_open ON treatment(branch_id, started_at) WHERE state = 'open';
CREATE INDEX treatment_day ON treatment(branch_id, day);
CREATE INDEX treatment_visit ON treatment(visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX treatment_appointment ON treatment(appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX treatment_plan ON treatment(plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX treatment_session ON treatment(session_id) WHERE session_id IS NOT NULL;
CREATE INDEX treatment_form ON treatment(form_hash);
CREATE INDEX treatment_dependant ON treatment(dependant_id) WHERE dependant_id IS NOT NULL;
CREATE INDEX treatment_room ON treatment(room_id) WHERE room_id IS NOT NULL;
CREATE INDEX treatment_device ON treatment(device_id) WHERE device_id IS NOT NULL;

CREATE TABLE treatment_step(                    -- recorded; the checklist, copied when it began
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	treatment_id INTEGER NOT NULL REFERENCES treatment(id),
	line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 60),
	code TEXT NOT NULL,                     -- of the checklist
	phase TEXT NOT NULL CHECK (phase IN ('before', 'during', 'after')),
	role TEXT NOT NULL DEFAULT '',          -- '': any
	required INTEGER NOT NULL CHECK (required IN (0, 1)),
	manager INTEGER NOT NULL CHECK (manager IN (0, 1)),     -- wants the manager's confirmation
	planned_min INTEGER,                    -- after the beginning, minutes
	wait_min INTEGER NOT NULL DEFAULT 0     -- must pass between begun and done (numbing)
		CHECK (wait_min BETWEEN 0 AND 1440),
	begun_at INTEGER,                       -- of a timed wait
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
	done_at INTEGER,
	done_by INTEGER REFERENCES staff(id),
	finding TEXT,
	number REAL,                            -- where the step wants a figure
	unit TEXT,
	confirmed_at INTEGER,
	confirmed_by INTEGER REFERENCES staff(id),
	remark TEXT,
	CHECK ((state = 'done') = (done_at IS NOT NULL)),
	CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL)),
	CHECK (confirmed_at IS NULL OR state = 'done')
) STRICT;
CREATE UNIQUE INDEX treatment_step_line ON treatment_step(treatment_id, line);
CREATE INDEX treatment_step_waits ON treatment_step(treatment_id)
	WHERE manager = 1 AND state = 'done' AND confirmed_at IS NULL;

CREATE TABLE role_note(                         -- recorded; what one role saw in a session
	treatment_id INTEGER NOT NULL REFERENCES treatment(id),
	role TEXT NOT NULL,
	rev INTEGER NOT NULL DEFAULT 0,
	staff_id INTEGER NOT NULL REFERENCES staff(id),
	at INTEGER NOT NULL,
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
	PRIMARY KEY (treatment_id, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE adverse(                           -- recorded; an adverse reaction
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	treatment_id INTEGER REFERENCES treatment(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	at INTEGER NOT NULL,
	sign TEXT NOT NULL CHECK (length(sign) BETWEEN 1 AND 400),
	measure TEXT,
	expert_id INTEGER REFERENCES staff(id),
	outcome TEXT,
	staff_id INTEGER REFERENCES staff(id),
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'over'))
) STRICT;
CREATE INDEX adverse_client ON adverse(client_id, at);
CREATE INDEX adverse_treatment ON adverse(treatment_id) WHERE treatment_id IS NOT NULL;
CREATE INDEX adverse_open ON adverse(branch_id, at) WHERE state = 'open';

-- --------------------------------------------------------------------- orders, money, tests, stock

CREATE TABLE product(                           -- recorded; goods and kits
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	created_at INTEGER NOT NULL,
	code TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	name_en TEXT,
	kind TEXT NOT NULL DEFAULT 'goods' CHECK (kind IN ('goods', 'kit', 'material')),
	unit TEXT NOT NULL,                     -- what is sold: box, bottle
	pieces INTEGER NOT NULL DEFAULT 1 CHECK (pieces BETWEEN 1 AND 100000),  -- in one of these
	piece TEXT,                             -- capsule, sachet
	price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 100000000000),
	content TEXT,                           -- held against allergies
	storage TEXT,                           -- advice on keeping it
	special INTEGER NOT NULL DEFAULT 0 CHECK (special IN (0, 1)),   -- needs special instruction
	low INTEGER NOT NULL DEFAULT 0 CHECK (low BETWEEN 0 AND 1000000),       -- warned below
	rank INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;

CREATE TABLE test_type(                         -- recorded; the catalogue of tests
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	created_at INTEGER NOT NULL,
	code TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	name_en TEXT,
	price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 100000000000),
	sample TEXT,                            -- blood, stool, urine
	guide TEXT,                             -- how the sample is taken
	guide_en TEXT,
	kit_id INTEGER REFERENCES product(id),
	laboratory TEXT,
	report_days INTEGER NOT NULL DEFAULT 7 CHECK (report_days BETWEEN 0 AND 365),  -- of testing
	review_days INTEGER NOT NULL DEFAULT 3 CHECK (review_days BETWEEN 0 AND 365),
	cycle_days INTEGER NOT NULL DEFAULT 0 CHECK (cycle_days BETWEEN 0 AND 3660),    -- due again
	rank INTEGER NOT NULL DEFAULT 0,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE INDEX test_type_kit ON test_type(kit_id) WHERE kit_id IS NOT NULL;

CREATE TABLE card(                              -- recorded; stored value or sessions paid ahead
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,            -- C-0042
	kind TEXT NOT NULL CHECK (kind IN ('value', 'sessions')),
	name TEXT NOT NULL,
	service_id INTEGER REFERENCES service(id),      -- of sessions
	until_day TEXT CHECK (length(until_day) = 10),
	state TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'stopped')),
	reason TEXT,
	CHECK (state = 'on' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX card_client ON card(client_id);
CREATE INDEX card_branch ON card(branch_id, created_at);
CREATE INDEX card_until ON card(until_day) WHERE until_day IS NOT NULL;

CREATE TABLE client_order(                      -- recorded; what a client is charged for
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	created_by INTEGER REFERENCES staff(id),
	number TEXT NOT NULL UNIQUE,            -- O-1204
	kind TEXT NOT NULL CHECK (kind IN ('tests', 'goods', 'plan', 'service', 'card', 'other')),
	plan_id INTEGER REFERENCES plan(id),
	visit_id INTEGER REFERENCES visit(id),
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'cancelled')),
	reason TEXT,                            -- of cancelling
	start_day TEXT CHECK (length(start_day) = 10),  -- goods: use begins
	send TEXT CHECK (send IN ('take', 'courier')),
	send_to TEXT,
	sent_at INTEGER,
	sent_by INTEGER REFERENCES staff(id),
	sent_text TEXT,                         -- number of the parcel
	invoice_title TEXT,
	invoice_tax_no TEXT,
	invoice_mail TEXT,
	invoice_no TEXT,                        -- once it was written
	note TEXT,
	CHECK (state = 'open' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX client_order_client ON client_order(client_id, created_at);
CREATE INDEX client_order_day ON client_order(branch_id, day);
CREATE INDEX client_order_plan ON client_order(plan_id) WHERE plan_id IS NOT NULL;
CREATE INDEX client_order_visit ON client_order(visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX client_order_dependant ON client_order(dependant_id) WHERE dependant_id IS NOT NULL;
CREATE INDEX client_order_send ON client_order(branch_id, created_at)
	WHERE send = 'courier' AND sent_at IS NULL AND state = 'open';

CREATE TABLE order_line(                        -- recorded; total = quantity * price - discount
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	order_id INTEGER NOT NULL REFERENCES client_order(id),
	line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 200),
	product_id INTEGER REFERENCES product(id),
	test_type_id INTEGER REFERENCES test_type(id),
	service_id INTEGER REFERENCES service(id),
	card_id INTEGER REFERENCES card(id),
	text TEXT,                              -- of what is none of these; why, of a credit
	quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
	price INTEGER NOT NULL                  -- below 0: a credit, as when a plan is stopped
		CHECK (price BETWEEN -100000000000 AND 100000000000),
	discount INTEGER NOT NULL DEFAULT 0 CHECK (discount BETWEEN 0 AND 100000000000),
	why TEXT,                               -- of the discount
	gift INTEGER NOT NULL DEFAULT 0 CHECK (gift IN (0, 1)),
	dose INTEGER CHECK (dose BETWEEN 1 AND 1000000),        -- pieces a day, in hundredths
	taken INTEGER NOT NULL DEFAULT 0 CHECK (taken BETWEEN 0 AND quantity),  -- from stock so far
	state TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'cancelled')),
	CHECK (discount = 0 OR why IS NOT NULL),
	CHECK (gift = 0 OR discount = quantity * price),
	CHECK (price < 0 OR discount <= quantity * price),
	CHECK (quantity * abs(price) <= 100000000000)
) STRICT;
CREATE UNIQUE INDEX order_line_line ON order_line(order_id, line);
CREATE INDEX order_line_product ON order_line(product_id) WHERE product_id IS NOT NULL;
CREATE INDEX order_line_card ON order_line(card_id) WHERE card_id IS NOT NULL;

CREATE TABLE instalment(                        -- recorded; by when which part is due
	order_id INTEGER NOT NULL REFERENCES client_order(id),
	line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 60),
	rev INTEGER NOT NULL DEFAULT 0,
	due_day TEXT NOT NULL CHECK (length(due_day) = 10),
	amount INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 100000000000),
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code),
	PRIMARY KEY (order_id, line)
) STRICT, WITHOUT ROWID;

CREATE TABLE card_move(                         -- recorded; append-only: what comes on and goes off
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	card_id INTEGER NOT NULL REFERENCES card(id),
	day TEXT NOT NULL,
	at INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('load', 'gift', 'use', 'back', 'give', 'get', 'expire',
		'reverse')),                    -- give, get: to and from another card
	amount INTEGER NOT NULL DEFAULT 0
		CHECK (amount BETWEEN -100000000000 AND 100000000000),
	sessions INTEGER NOT NULL DEFAULT 0 CHECK (sessions BETWEEN -100000 AND 100000),
	payment_id INTEGER REFERENCES payment(id),
	treatment_id INTEGER REFERENCES treatment(id),
	other_id INTEGER REFERENCES card(id),
	reverses INTEGER REFERENCES card_move(id),
	staff_id INTEGER REFERENCES staff(id),
	reason TEXT,
	CHECK (amount <> 0 OR sessions <> 0)
) STRICT;
CREATE INDEX card_move_card ON card_move(card_id, id);
CREATE INDEX card_move_payment ON card_move(payment_id) WHERE payment_id IS NOT NULL;
CREATE INDEX card_move_treatment ON card_move(treatment_id) WHERE treatment_id IS NOT NULL;
CREATE INDEX card_move_other ON card_move(other_id) WHERE other_id IS NOT NULL;
CREATE UNIQUE INDEX card_move_reverses ON card_move(reverses) WHERE reverses IS NOT NULL;

CREATE TABLE shift(                             -- recorded; a cashier's turn at the desk
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	day TEXT NOT NULL,
	staff_id INTEGER NOT NULL REFERENCES staff(id),
	from_at INTEGER NOT NULL,
	until_at INTEGER,                       -- NULL: goes on
	float INTEGER NOT NULL DEFAULT 0        -- change kept in the drawer
		CHECK (float BETWEEN 0 AND 100000000000),
	note TEXT,                              -- for whoever comes next
	read_by INTEGER REFERENCES staff(id),   -- who took over
	read_at INTEGER,
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
	CHECK ((state = 'closed') = (until_at IS NOT NULL))
) STRICT;
CREATE INDEX shift_day ON shift(branch_id, day);
CREATE UNIQUE INDEX shift_open ON shift(branch_id, staff_id) WHERE state = 'open';
CREATE INDEX shift_note ON shift(branch_id, until_at) WHERE note IS NOT NULL AND read_by IS NULL;

CREATE TABLE shift_count(                       -- recorded; money counted, by method
	shift_id INTEGER NOT NULL REFERENCES shift(id),
	method TEXT NOT NULL,
	rev INTEGER NOT NULL DEFAULT 0,
	expected INTEGER NOT NULL,              -- as the payments said at that moment
	counted INTEGER NOT NULL,
	reason TEXT,                            -- of a difference
	PRIMARY KEY (shift_id, method),
	CHECK (expected = counted OR reason IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE test(                              -- recorded; one test ordered, step by step
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,            -- T-0877
	line_id INTEGER NOT NULL REFERENCES order_line(id),
	test_type_id INTEGER NOT NULL REFERENCES test_type(id),
	expert_id INTEGER REFERENCES staff(id), -- who ordered it and explains it
	stage TEXT NOT NULL DEFAULT 'ordered' CHECK (stage IN ('ordered', 'sent', 'testing',
		'review', 'reviewed', 'report', 'paper', 'given', 'explained', 'cancelled')),
	stage_at INTEGER NOT NULL,
	due_day TEXT CHECK (length(due_day) = 10),      -- of the next step
	kits INTEGER NOT NULL DEFAULT 0         -- sent; above 1: unfit before
		CHECK (kits BETWEEN 0 AND 20),
	report_id INTEGER REFERENCES attachment(id),
	final TEXT,                             -- the expert's report
	given_to TEXT,
	appointment_id INTEGER REFERENCES appointment(id),      -- the report is explained then
	reason TEXT,
	CHECK (stage <> 'cancelled' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX test_client ON test(client_id, created_at);
CREATE INDEX test_cycle ON test(test_type_id, day);    -- who is due again
CREATE INDEX test_open ON test(branch_id, due_day)
	WHERE stage <> 'explained' AND stage <> 'cancelled';
CREATE INDEX test_day ON test(branch_id, day);
CREATE INDEX test_line ON test(line_id);
CREATE INDEX test_report ON test(report_id) WHERE report_id IS NOT NULL;
CREATE INDEX test_appointment ON test(appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX test_dependant ON test(dependant_id) WHERE dependant_id IS NOT NULL;

CREATE TABLE test_event(                        -- recorded; every step with who and when
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	test_id INTEGER NOT NULL REFERENCES test(id),
	at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff(id),
	what TEXT NOT NULL CHECK (length(what) BETWEEN 1 AND 24),       -- a stage; unfit, attached,
						-- told, back
	text TEXT
) STRICT;
CREATE INDEX test_event_test ON test_event(test_id, id);

CREATE TABLE lab_file(                          -- recorded; a result that came in
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	name TEXT NOT NULL,
	path TEXT NOT NULL,
	hash TEXT NOT NULL UNIQUE,              -- the same file twice is once
	bytes INTEGER NOT NULL,
	line TEXT NOT NULL,                     -- its line of the list, as it came
	number TEXT,                            -- T-0877 as written there
	test_id INTEGER REFERENCES test(id),
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'matched', 'dismissed')),
	reason TEXT,                            -- why it was not matched, or dismissed
	staff_id INTEGER REFERENCES staff(id)
) STRICT;
CREATE INDEX lab_file_open ON lab_file(branch_id, created_at) WHERE state = 'open';
CREATE INDEX lab_file_test ON lab_file(test_id) WHERE test_id IS NOT NULL;

CREATE TABLE lot(                               -- recorded; a batch of a product at a branch
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	created_at INTEGER NOT NULL,
	product_id INTEGER NOT NULL REFERENCES product(id),
	code TEXT NOT NULL,
	until_day TEXT CHECK (length(until_day) = 10),
	supplier TEXT,
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE UNIQUE INDEX lot_code ON lot(branch_id, product_id, code);
CREATE INDEX lot_product ON lot(product_id);

CREATE TABLE stock_move(                        -- recorded; append-only
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	lot_id INTEGER NOT NULL REFERENCES lot(id),
	day TEXT NOT NULL,
	at INTEGER NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('receive', 'issue', 'reserve', 'take', 'release', 'back',
		'count', 'reverse')),
	quantity INTEGER NOT NULL DEFAULT 0 CHECK (quantity BETWEEN -1000000 AND 1000000),
	reserved INTEGER NOT NULL DEFAULT 0 CHECK (reserved BETWEEN -1000000 AND 1000000),
	line_id INTEGER REFERENCES order_line(id),
	test_id INTEGER REFERENCES test(id),
	reverses INTEGER REFERENCES stock_move(id),
	staff_id INTEGER REFERENCES staff(id),
	reason TEXT,                            -- of an issue or a difference
	CHECK (quantity <> 0 OR reserved <> 0 OR kind = 'count')
) STRICT;
CREATE INDEX stock_move_lot ON stock_move(lot_id, id);
CREATE INDEX stock_move_line ON stock_move(line_id) WHERE line_id IS NOT NULL;
CREATE INDEX stock_move_test ON stock_move(test_id) WHERE test_id IS NOT NULL;
CREATE INDEX stock_move_day ON stock_move(branch_id, day);
CREATE UNIQUE INDEX stock_move_reverses ON stock_move(reverses) WHERE reverses IS NOT NULL;

-- What was written about money, cards and stock stays as it was; a reversing row takes it back.
-- (client_id alone may change: when two files are merged.)
CREATE TRIGGER payment_bu BEFORE UPDATE OF id, branch_id, day, kind, method, amount, reverses,
	order_id, card_id ON payment
BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;
CREATE TRIGGER card_move_bu BEFORE UPDATE OF id, card_id, kind, amount, sessions, reverses
	ON card_move
BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;
CREATE TRIGGER stock_move_bu BEFORE UPDATE OF id, lot_id, kind, quantity, reserved, reverses
	ON stock_move
BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;

-- ------------------------------------------------------------------------- callbacks and lists

CREATE TABLE callback(                          -- recorded; one contact that is owed to somebody
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),       -- whose people do it
	client_id INTEGER REFERENCES client(id),
	dependant_id INTEGER REFERENCES dependant(id),  -- who was treated
	partner_id INTEGER REFERENCES branch(id),       -- instead of a client
	day TEXT NOT NULL,                      -- of the event
	created_at INTEGER NOT NULL,
	rule TEXT NOT NULL,                     -- word of forms/callbacks.cfg, '' made by hand
	event TEXT NOT NULL,                    -- word of what happened: treated, bought ...
	event_at INTEGER NOT NULL,
	source TEXT NOT NULL,                   -- table of what happened; '' none
	source_id INTEGER NOT NULL DEFAULT 0,   -- its row; without a table: the period, YYYYMM
	sum TEXT NOT NULL DEFAULT '',           -- how the time came about: delay, window, wish
	about TEXT NOT NULL DEFAULT '',         -- service, goods, test: what it is about, as then
	about_en TEXT,                          -- the same in English
	role TEXT NOT NULL,                     -- service, consultant, nurse, expert
	staff_id INTEGER REFERENCES staff(id),  -- to whom it was given; NULL: any of the role
	channel TEXT NOT NULL CHECK (channel IN ('call', 'message', 'mail', 'face', 'visit')),
	script TEXT NOT NULL DEFAULT '',        -- word of forms/scripts.cfg
	asks INTEGER NOT NULL DEFAULT 0 CHECK (asks IN (0, 1)), -- satisfaction is asked
	priority INTEGER NOT NULL DEFAULT 3 CHECK (priority BETWEEN 0 AND 5),   -- 1: first; 0: the
						-- expert has answered it, before all others
	from_at INTEGER NOT NULL,               -- not before: first minute of a window
	due_at INTEGER NOT NULL,                -- late after it
	due_day TEXT NOT NULL,                  -- local day of due_at
	expire_at INTEGER NOT NULL,             -- of no use after it
	tries INTEGER NOT NULL DEFAULT 0,       -- calls without an answer
	held TEXT CHECK (held IN ('expert', 'message')),        -- waits for the expert's answer,
						-- for the delivery of its message
	state TEXT NOT NULL DEFAULT 'open'
		CHECK (state IN ('open', 'done', 'expired', 'cancelled', 'merged')),
	result TEXT,                            -- word of what came of it
	merged_into INTEGER REFERENCES callback(id),
	done_at INTEGER,
	done_day TEXT,
	done_by INTEGER REFERENCES staff(id),
	CHECK (client_id IS NOT NULL OR partner_id IS NOT NULL),
	CHECK ((state = 'open') = (done_at IS NULL)),
	CHECK ((done_at IS NULL) = (done_day IS NULL)),
	CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
	CHECK (state <> 'done' OR result IS NOT NULL),  -- nothing closes empty
	CHECK (from_at <= due_at AND due_at <= expire_at)
) STRICT;
-- All that the order of a queue needs, so that no row is fetched for it: a thousand open ones lie
-- apart among millions.
CREATE INDEX callback_open ON callback(branch_id, role, from_at, due_at, expire_at, priority, tries,
	client_id, staff_id, channel, held, rule, state) WHERE state = 'open';
CREATE INDEX callback_due ON callback(branch_id, due_day) WHERE state = 'open';
CREATE INDEX callback_expire ON callback(expire_at) WHERE state = 'open';
CREATE INDEX callback_client ON callback(client_id, event_at) WHERE client_id IS NOT NULL;
CREATE INDEX callback_wanted ON callback(client_id, from_at) WHERE state = 'open';
CREATE INDEX callback_source ON callback(source_id, source);
CREATE INDEX callback_done ON callback(branch_id, done_day) WHERE done_day IS NOT NULL;
CREATE INDEX callback_staff ON callback(staff_id, from_at)
	WHERE state = 'open' AND staff_id IS NOT NULL;
CREATE INDEX callback_dependant ON callback(dependant_id) WHERE dependant_id IS NOT NULL;
CREATE INDEX callback_partner ON callback(partner_id) WHERE partner_id IS NOT NULL;
CREATE INDEX callback_merged ON callback(merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE callback_step(                     -- recorded; every try, putting off, giving away
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	callback_id INTEGER NOT NULL REFERENCES callback(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff(id),  -- NULL: the program
	kind TEXT NOT NULL CHECK (kind IN ('call', 'message', 'later', 'carried', 'given', 'remark',
		'escalated', 'answered', 'merged', 'expired', 'cancelled', 'sampled')),
	result TEXT,                            -- of a call: well, details, no-answer,
						-- wrong-number, refuses, other-person
	reaction TEXT,
	recovery TEXT,
	advice TEXT,                            -- whether it is followed
	satisfied INTEGER CHECK (satisfied BETWEEN 1 AND 5),
	satisfied_why TEXT,                     -- why not asked; why low
	promised TEXT,
	promised_day TEXT,
	next_id INTEGER REFERENCES appointment(id),     -- booked from here
	outside INTEGER NOT NULL DEFAULT 0 CHECK (outside IN (0, 1)),   -- of the windows
	text TEXT,                              -- remark, reason
	to_at INTEGER                           -- put off until; given: NULL
) STRICT;
CREATE INDEX callback_step_callback ON callback_step(callback_id, id);
CREATE INDEX callback_step_next ON callback_step(next_id) WHERE next_id IS NOT NULL;
CREATE INDEX callback_step_promised ON callback_step(promised_day)
	WHERE promised_day IS NOT NULL;

-- What service or consultant cannot solve: to the expert (a callback), to the head office (a
-- complaint). Open until solved.
CREATE TABLE escalation(                        -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	callback_id INTEGER REFERENCES callback(id),
	complaint_id INTEGER REFERENCES complaint(id),
	raised_by INTEGER NOT NULL REFERENCES staff(id),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
	staff_id INTEGER REFERENCES staff(id),  -- the expert; NULL: any
	due_at INTEGER NOT NULL,                -- answered by then
	due_day TEXT NOT NULL,
	seen_at INTEGER,                        -- the expert has read it
	answer TEXT,
	answered_by INTEGER REFERENCES staff(id),
	answered_at INTEGER,
	state TEXT NOT NULL DEFAULT 'raised' CHECK (state IN ('raised', 'answered', 'solved')),
	result TEXT,                            -- how it was solved
	solved_by INTEGER REFERENCES staff(id),
	solved_at INTEGER,
	CHECK ((answered_at IS NULL) = (answer IS NULL)),
	CHECK (state <> 'answered' OR answer IS NOT NULL),
	CHECK ((state = 'solved') = (solved_at IS NOT NULL)),
	CHECK (state <> 'solved' OR result IS NOT NULL)
) STRICT;
CREATE INDEX escalation_open ON escalation(branch_id, due_at) WHERE state <> 'solved';
CREATE INDEX escalation_staff ON escalation(staff_id, due_at) WHERE state = 'raised';
CREATE INDEX escalation_client ON escalation(client_id, created_at);
CREATE INDEX escalation_day ON escalation(branch_id, day);
CREATE INDEX escalation_callback ON escalation(callback_id) WHERE callback_id IS NOT NULL;
CREATE INDEX escalation_complaint ON escalation(complaint_id) WHERE complaint_id IS NOT NULL;

CREATE TABLE day_close(                         -- recorded; a branch's day, signed off
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	staff_id INTEGER NOT NULL REFERENCES staff(id),
	second_id INTEGER REFERENCES staff(id), -- with open lines: who agreed
	reason TEXT,                            -- with open lines: why
	CHECK ((second_id IS NULL) = (reason IS NULL)),
	UNIQUE (branch_id, day)
) STRICT;

CREATE TABLE day_close_line(                    -- recorded; the sheet as it was signed
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	close_id INTEGER NOT NULL REFERENCES day_close(id),
	line TEXT NOT NULL,                     -- callbacks, visits, steps, requests ...
	open INTEGER NOT NULL DEFAULT 0,
	done INTEGER NOT NULL DEFAULT 0,
	text TEXT                               -- who is open, in words
) STRICT;
CREATE INDEX day_close_line_close ON day_close_line(close_id);

-- ---------------------------------------------------------------- complaints, surveys, improvement

CREATE TABLE complaint(                         -- recorded; a complaint or an inquiry
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER REFERENCES client(id),        -- NULL: a review by nobody we know
	dependant_id INTEGER REFERENCES dependant(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	number TEXT NOT NULL UNIQUE,            -- C-0031
	kind TEXT NOT NULL,                     -- word of forms/complaints.cfg: urgent, normal ...
	level TEXT,                             -- how grave; word of the same file
	channel TEXT NOT NULL,                  -- phone, house, message, review, mystery, vip ...
	taken_by INTEGER REFERENCES staff(id),
	visit_id INTEGER REFERENCES visit(id),
	treatment_id INTEGER REFERENCES treatment(id),
	survey_id INTEGER REFERENCES survey(id),
	content TEXT NOT NULL CHECK (length(content) BETWEEN 1 AND 4000),
	wanted TEXT,                            -- what the client wants to come of it
	owner_id INTEGER REFERENCES staff(id),
	answer_due_at INTEGER NOT NULL,         -- first answer; from the kind, never edited
	solve_due_at INTEGER NOT NULL,
	answered_at INTEGER,
	answered_by INTEGER REFERENCES staff(id),
	apology TEXT CHECK (apology IN ('person', 'phone', 'letter', 'none')),
	apology_at INTEGER,
	apology_by INTEGER REFERENCES staff(id),
	result TEXT,
	cost INTEGER,                           -- minor units
	satisfied INTEGER CHECK (satisfied BETWEEN 1 AND 5),
	cause TEXT,
	against TEXT,                           -- what is done so that it does not come again
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'working', 'closed')),
	closed_at INTEGER,
	closed_by INTEGER REFERENCES staff(id),
	CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
	CHECK (state <> 'closed' OR (result IS NOT NULL AND satisfied > 3)),
	CHECK (answer_due_at <= solve_due_at)
) STRICT;
CREATE INDEX complaint_open ON complaint(branch_id, solve_due_at) WHERE state <> 'closed';
CREATE INDEX complaint_client ON complaint(client_id, created_at) WHERE client_id IS NOT NULL;
CREATE INDEX complaint_day ON complaint(branch_id, day);
CREATE INDEX complaint_owner ON complaint(owner_id, solve_due_at) WHERE state <> 'closed';
CREATE INDEX complaint_dependant ON complaint(dependant_id) WHERE dependant_id IS NOT NULL;
CREATE INDEX complaint_visit ON complaint(visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX complaint_treatment ON complaint(treatment_id) WHERE treatment_id IS NOT NULL;
CREATE INDEX complaint_survey ON complaint(survey_id) WHERE survey_id IS NOT NULL;

CREATE TABLE complaint_step(                    -- recorded; what was done about it, and promised
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	complaint_id INTEGER NOT NULL REFERENCES complaint(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff(id),
	kind TEXT NOT NULL CHECK (kind IN ('step', 'answer', 'promise', 'apology', 'message',
		'booked', 'escalated', 'edited', 'closed', 'opened')),
	text TEXT NOT NULL,
	promise_at INTEGER,                     -- kind promise: by when
	kept INTEGER CHECK (kept IN (0, 1)),
	kept_at INTEGER,
	kept_by INTEGER REFERENCES staff(id),
	appointment_id INTEGER REFERENCES appointment(id),
	CHECK ((kind = 'promise') = (promise_at IS NOT NULL))
) STRICT;
CREATE INDEX complaint_step_complaint ON complaint_step(complaint_id, id);
CREATE INDEX complaint_step_promise ON complaint_step(promise_at)
	WHERE kind = 'promise' AND kept IS NULL;
CREATE INDEX complaint_step_appointment ON complaint_step(appointment_id)
	WHERE appointment_id IS NOT NULL;

CREATE TABLE survey(                            -- recorded; one form, out and returned
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	day TEXT NOT NULL,                      -- of the visit
	created_at INTEGER NOT NULL,
	visit_id INTEGER REFERENCES visit(id),
	form TEXT NOT NULL,                     -- name of the form file
	sheet_id INTEGER REFERENCES sheet(id),  -- the answers
	asked TEXT,                             -- phone, house, message
	asked_by INTEGER REFERENCES staff(id),
	from_at INTEGER NOT NULL,               -- put off: not before
	expire_at INTEGER NOT NULL,
	state TEXT NOT NULL DEFAULT 'due'
		CHECK (state IN ('due', 'out', 'returned', 'refused', 'expired')),
	returned_at INTEGER,
	returned_day TEXT,
	answered INTEGER NOT NULL DEFAULT 0,    -- questions with an answer that counts
	score INTEGER NOT NULL DEFAULT 0,       -- their sum, in hundredths of the best mark
	lowest INTEGER,                         -- worst mark given, 1-5
	suggestion TEXT,
	friend INTEGER CHECK (friend BETWEEN 0 AND 10), -- would send a friend; NULL: not said
	CHECK ((state = 'returned') = (returned_at IS NOT NULL))
) STRICT;
CREATE INDEX survey_due ON survey(branch_id, from_at) WHERE state IN ('due', 'out');
CREATE INDEX survey_day ON survey(branch_id, day);
CREATE INDEX survey_returned ON survey(branch_id, returned_day) WHERE returned_day IS NOT NULL;
CREATE INDEX survey_client ON survey(client_id, created_at);
CREATE INDEX survey_visit ON survey(visit_id) WHERE visit_id IS NOT NULL;
CREATE INDEX survey_sheet ON survey(sheet_id) WHERE sheet_id IS NOT NULL;

CREATE TABLE suggestion(                        -- recorded; what could be better
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER REFERENCES client(id),
	staff_id INTEGER REFERENCES staff(id),  -- by one of ours
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	survey_id INTEGER REFERENCES survey(id),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
	state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'taken', 'declined', 'done')),
	decided_by INTEGER REFERENCES staff(id),
	decided_at INTEGER,
	reason TEXT,                            -- what was decided, and why
	answer TEXT,                            -- told to who made it
	answered_at INTEGER,
	answered_by INTEGER REFERENCES staff(id),
	told TEXT CHECK (told IN ('message', 'call', 'face')),  -- how
	channel TEXT                            -- word of forms/complaints.cfg: survey, review ...
) STRICT;
CREATE INDEX suggestion_open ON suggestion(branch_id, created_at) WHERE state IN ('new', 'taken');
CREATE INDEX suggestion_day ON suggestion(branch_id, day);
CREATE INDEX suggestion_client ON suggestion(client_id) WHERE client_id IS NOT NULL;
CREATE INDEX suggestion_survey ON suggestion(survey_id) WHERE survey_id IS NOT NULL;

CREATE TABLE improvement(                       -- recorded; measure, owner, due, done, checked
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	month TEXT NOT NULL CHECK (length(month) = 7),  -- YYYY-MM it belongs to
	level TEXT,                             -- how grave the problem is
	problem TEXT NOT NULL,
	measure TEXT NOT NULL,
	suggestion_id INTEGER REFERENCES suggestion(id),
	complaint_id INTEGER REFERENCES complaint(id),
	credit TEXT,                            -- whose idea it was
	owner_id INTEGER REFERENCES staff(id),
	due_day TEXT,
	done_day TEXT,
	done_text TEXT,
	checked_day TEXT,
	checked_by INTEGER REFERENCES staff(id),
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'checked', 'dropped')),
	reason TEXT,
	done_by INTEGER REFERENCES staff(id)    -- not the one who checks it
) STRICT;
CREATE INDEX improvement_month ON improvement(branch_id, month);
CREATE INDEX improvement_open ON improvement(branch_id, due_day) WHERE state IN ('open', 'done');
CREATE INDEX improvement_suggestion ON improvement(suggestion_id)
	WHERE suggestion_id IS NOT NULL;
CREATE INDEX improvement_complaint ON improvement(complaint_id) WHERE complaint_id IS NOT NULL;

CREATE TABLE gathering(                         -- recorded; an event of the house, with guests
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	day TEXT NOT NULL,                      -- on which it takes place
	created_at INTEGER NOT NULL,
	name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
	start_at INTEGER,
	place TEXT,
	text TEXT,
	state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'over', 'cancelled'))
) STRICT;
CREATE INDEX gathering_day ON gathering(branch_id, day);

CREATE TABLE guest(                             -- recorded
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	gathering_id INTEGER NOT NULL REFERENCES gathering(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	created_at INTEGER NOT NULL,
	state TEXT NOT NULL DEFAULT 'listed'
		CHECK (state IN ('listed', 'invited', 'accepted', 'declined', 'came', 'absent')),
	feedback TEXT
) STRICT;
CREATE INDEX guest_gathering ON guest(gathering_id, id);
CREATE INDEX guest_client ON guest(client_id);

-- ------------------------------------------------------------------------------ segments and tiers

CREATE TABLE client_override(                   -- recorded; a person knows better than the rules
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	client_id INTEGER NOT NULL REFERENCES client(id),
	created_at INTEGER NOT NULL,
	staff_id INTEGER NOT NULL REFERENCES staff(id),
	kind TEXT NOT NULL CHECK (kind IN ('tier', 'growth', 'segment', 'score')),
	value TEXT NOT NULL,                    -- word of forms/segments.cfg; score: a figure
	sign INTEGER NOT NULL DEFAULT 1 CHECK (sign IN (0, 1)), -- segment: 0 is not one of them
	why TEXT NOT NULL CHECK (length(why) BETWEEN 1 AND 400),
	until_day TEXT,                         -- NULL: until it is taken back
	state TEXT NOT NULL DEFAULT 'on' REFERENCES row_state(code)
) STRICT;
CREATE INDEX client_override_client ON client_override(client_id, kind);
CREATE INDEX client_override_until ON client_override(until_day)
	WHERE state = 'on' AND until_day IS NOT NULL;

CREATE TABLE cultivation(                       -- recorded; a client is to become more to the house
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER NOT NULL REFERENCES client(id),
	day TEXT NOT NULL,                      -- from which on what is paid counts
	created_at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff(id),  -- who began it
	tier TEXT NOT NULL DEFAULT '',          -- words of forms/segments.cfg, as it began
	growth TEXT NOT NULL DEFAULT '',
	target TEXT NOT NULL,                   -- the tier that is wanted
	measure TEXT NOT NULL CHECK (length(measure) BETWEEN 1 AND 400),
	owner_id INTEGER NOT NULL REFERENCES staff(id),
	budget INTEGER CHECK (budget BETWEEN 0 AND 100000000000),       -- what it may cost, minor
						-- units
	review_day TEXT,                        -- the next one
	state TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'reached', 'missed', 'stopped')),
	result TEXT,
	ended_at INTEGER,
	ended_by INTEGER REFERENCES staff(id),
	CHECK (state <> 'on' OR (review_day IS NOT NULL AND ended_at IS NULL)),
	CHECK (state = 'on' OR (result IS NOT NULL AND ended_at IS NOT NULL))
) STRICT;
CREATE INDEX cultivation_client ON cultivation(client_id, created_at);
CREATE INDEX cultivation_on ON cultivation(branch_id, review_day) WHERE state = 'on';
CREATE INDEX cultivation_mine ON cultivation(owner_id, review_day) WHERE state = 'on';
CREATE INDEX cultivation_ended ON cultivation(branch_id, ended_at) WHERE state <> 'on';

CREATE TABLE cultivation_step(                  -- recorded; what was done for it, and its reviews
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	cultivation_id INTEGER NOT NULL REFERENCES cultivation(id),
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,
	staff_id INTEGER REFERENCES staff(id),
	kind TEXT NOT NULL CHECK (kind IN ('done', 'review')),
	text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 400),
	cost INTEGER NOT NULL DEFAULT 0         -- minor units
	    CHECK (cost BETWEEN 0 AND 100000000000),
	review_day TEXT                         -- of a review: when the next one is
) STRICT;
CREATE INDEX cultivation_step_of ON cultivation_step(cultivation_id);

-- ---------------------------------------------------------------------------- what clients answer

CREATE TABLE reply(                             -- recorded; a message that came in
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	rev INTEGER NOT NULL DEFAULT 0,
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	client_id INTEGER REFERENCES client(id),        -- NULL: nobody's number
	message_id INTEGER REFERENCES message(id),      -- the last one sent there
	day TEXT NOT NULL,
	created_at INTEGER NOT NULL,            -- received
	number TEXT NOT NULL,
	text TEXT NOT NULL,
	provider_id TEXT NOT NULL UNIQUE,       -- of the daemon: never taken in twice
	meaning TEXT NOT NULL CHECK (meaning IN ('yes', 'no', 'number', 'stop', 'start', 'other')),
	value REAL,                             -- meaning number
	state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'done', 'left')),
	done_at INTEGER,
	done_by INTEGER REFERENCES staff(id),
	result TEXT                             -- what was done with it
) STRICT;
CREATE INDEX reply_new ON reply(branch_id, created_at) WHERE state = 'new';
CREATE INDEX reply_day ON reply(branch_id, day);
CREATE INDEX reply_client ON reply(client_id, created_at) WHERE client_id IS NOT NULL;
CREATE INDEX reply_message ON reply(message_id) WHERE message_id IS NOT NULL;

-- ----------------------------------------------------------------------------------------- derived

CREATE TABLE client_term(                       -- derived by the program; base/term.h
	term TEXT NOT NULL,
	client_id INTEGER NOT NULL,
	marks INTEGER NOT NULL DEFAULT 0,       -- of all terms of the client: tells without its
						-- rows
						-- who cannot have a second word
	PRIMARY KEY (term, client_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE client_figures(                    -- derived by trigger; what lists show without
						-- counting
	client_id INTEGER PRIMARY KEY,
	last_day TEXT,                          -- last day on which something was done for the
						-- client
	n_done INTEGER NOT NULL DEFAULT 0,
	n_noshow INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE kpi_day(                           -- derived by trigger
	day TEXT NOT NULL,
	branch_id INTEGER NOT NULL,
	n INTEGER NOT NULL DEFAULT 0,           -- appointments of that day, whatever became of them
	n_done INTEGER NOT NULL DEFAULT 0,
	n_noshow INTEGER NOT NULL DEFAULT 0,
	n_cancelled INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (day, branch_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE action_client(                     -- derived at commit: whose file an action touched
	client_id INTEGER NOT NULL,
	action_id INTEGER NOT NULL,
	PRIMARY KEY (client_id, action_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX action_client_action ON action_client(action_id);

CREATE TABLE order_money(                       -- derived by trigger; what is owed of each order
	order_id INTEGER PRIMARY KEY,
	client_id INTEGER NOT NULL,
	total INTEGER NOT NULL DEFAULT 0,       -- of its lines; 0 once cancelled
	paid INTEGER NOT NULL DEFAULT 0         -- less what was given back
) STRICT;
CREATE INDEX order_money_owed ON order_money(client_id) WHERE total <> paid;

CREATE TABLE client_money(                      -- derived by trigger
	client_id INTEGER PRIMARY KEY,
	charged INTEGER NOT NULL DEFAULT 0,     -- by all orders
	paid INTEGER NOT NULL DEFAULT 0,        -- for orders
	kept INTEGER NOT NULL DEFAULT 0         -- for none: deposits, on account
) STRICT;

CREATE TABLE card_balance(                      -- derived by trigger; never below nothing
	card_id INTEGER PRIMARY KEY,
	amount INTEGER NOT NULL DEFAULT 0,
	sessions INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE stock_level(                       -- derived by trigger; never below nothing
	lot_id INTEGER PRIMARY KEY,
	branch_id INTEGER NOT NULL,
	product_id INTEGER NOT NULL,
	quantity INTEGER NOT NULL DEFAULT 0,
	reserved INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX stock_level_product ON stock_level(product_id, branch_id);

-- As old as `at` says: computed nightly and when something happened, by forms/segments.cfg and
-- client_override. A missing row is computed next; an undo takes the row away.
CREATE TABLE client_class(                      -- derived by the program
	client_id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	stale INTEGER NOT NULL DEFAULT 0,       -- something happened since
	tier TEXT NOT NULL DEFAULT '',          -- key, potential, general
	growth TEXT NOT NULL DEFAULT '',        -- loyal, growing, dormant, worth
	segments TEXT NOT NULL DEFAULT '',      -- words between spaces, one before and after
	spent INTEGER NOT NULL DEFAULT 0,       -- minor units, in the period of the rules
	visits INTEGER NOT NULL DEFAULT 0,      -- in the period of the rules
	referred INTEGER NOT NULL DEFAULT 0,    -- clients who came through them
	weight INTEGER NOT NULL DEFAULT 0       -- in the queue of callbacks
) STRICT;
CREATE INDEX client_class_stale ON client_class(client_id) WHERE stale = 1;
CREATE INDEX client_class_at ON client_class(at);
CREATE INDEX client_class_tier ON client_class(tier, spent);
CREATE INDEX client_class_growth ON client_class(growth, spent);
CREATE INDEX client_class_cell ON client_class(tier, growth, spent, client_id);
-- One row for each word of client_class.segments, in the order of lists: written with it.
CREATE TABLE client_segment(                    -- derived by the program
	word TEXT NOT NULL,
	tier TEXT NOT NULL,
	growth TEXT NOT NULL,
	spent INTEGER NOT NULL,
	client_id INTEGER NOT NULL,
	PRIMARY KEY (word, tier, growth, spent, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_segment_client ON client_segment(client_id);
CREATE TRIGGER client_class_ad AFTER DELETE ON client_class BEGIN
	DELETE FROM client_segment WHERE client_id = OLD.client_id;
END;

-- From which tier into which, and when it was found: the class itself knows the present alone. Only
-- what differs from the tier before is written; it rises and is never taken back.
CREATE TABLE tier_move(
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	client_id INTEGER NOT NULL,
	day TEXT NOT NULL,                      -- local day of `at`
	at INTEGER NOT NULL,
	before TEXT NOT NULL,
	tier TEXT NOT NULL
) STRICT;
CREATE INDEX tier_move_day ON tier_move(day);
CREATE INDEX tier_move_client ON tier_move(client_id);

-- client_class: a file has its row from the beginning; what counts for it marks the row.
CREATE TRIGGER class_client_ai AFTER INSERT ON client BEGIN
	INSERT INTO client_class(client_id, at, stale) VALUES (NEW.id, 0, 1)
		ON CONFLICT(client_id) DO UPDATE SET stale = 1;
	UPDATE client_class SET stale = 1 WHERE client_id = NEW.referrer_id AND stale = 0;
END;
CREATE TRIGGER class_client_au AFTER UPDATE OF referrer_id, state ON client
WHEN NEW.referrer_id IS NOT OLD.referrer_id OR NEW.state <> OLD.state BEGIN
	UPDATE client_class SET stale = 1
		WHERE client_id IN (NEW.id, NEW.referrer_id, OLD.referrer_id) AND stale = 0;
END;
CREATE TRIGGER class_payment_ai AFTER INSERT ON payment BEGIN
	UPDATE client_class SET stale = 1 WHERE client_id = NEW.client_id AND stale = 0;
END;
CREATE TRIGGER class_payment_au AFTER UPDATE OF client_id ON payment
WHEN NEW.client_id <> OLD.client_id BEGIN
	UPDATE client_class SET stale = 1
		WHERE client_id IN (NEW.client_id, OLD.client_id) AND stale = 0;
END;
CREATE TRIGGER class_visit_ai AFTER INSERT ON visit BEGIN
	UPDATE client_class SET stale = 1 WHERE client_id = NEW.client_id AND stale = 0;
END;
CREATE TRIGGER class_visit_au AFTER UPDATE OF client_id, outcome ON visit
WHEN NEW.client_id <> OLD.client_id OR NEW.outcome IS NOT OLD.outcome BEGIN
	UPDATE client_class SET stale = 1
		WHERE client_id IN (NEW.client_id, OLD.client_id) AND stale = 0;
END;
CREATE TRIGGER class_appointment_ai AFTER INSERT ON appointment WHEN NEW.state = 'done' BEGIN
	UPDATE client_class SET stale = 1 WHERE client_id = NEW.client_id AND stale = 0;
END;
CREATE TRIGGER class_appointment_au AFTER UPDATE OF client_id, state ON appointment
WHEN (NEW.state = 'done' OR OLD.state = 'done')
	AND (NEW.state <> OLD.state OR NEW.client_id <> OLD.client_id) BEGIN
	UPDATE client_class SET stale = 1
		WHERE client_id IN (NEW.client_id, OLD.client_id) AND stale = 0;
END;
CREATE TRIGGER class_complaint_ai AFTER INSERT ON complaint WHEN NEW.client_id IS NOT NULL BEGIN
	UPDATE client_class SET stale = 1 WHERE client_id = NEW.client_id AND stale = 0;
END;
CREATE TRIGGER class_complaint_au AFTER UPDATE OF client_id, state ON complaint
WHEN NEW.client_id IS NOT OLD.client_id OR NEW.state <> OLD.state BEGIN
	UPDATE client_class SET stale = 1
		WHERE client_id IN (NEW.client_id, OLD.client_id) AND stale = 0;
END;
CREATE TRIGGER class_order_au AFTER UPDATE OF client_id, state ON client_order
WHEN NEW.client_id <> OLD.client_id OR NEW.state <> OLD.state BEGIN
	UPDATE client_class SET stale = 1
		WHERE client_id IN (NEW.client_id, OLD.client_id) AND stale = 0;
END;
CREATE TRIGGER class_line_ai AFTER INSERT ON order_line WHEN NEW.product_id IS NOT NULL BEGIN
	UPDATE client_class SET stale = 1 WHERE stale = 0
		AND client_id = (SELECT client_id FROM client_order WHERE id = NEW.order_id);
END;
CREATE TRIGGER class_line_au AFTER UPDATE OF state ON order_line
WHEN NEW.product_id IS NOT NULL AND NEW.state <> OLD.state BEGIN
	UPDATE client_class SET stale = 1 WHERE stale = 0
		AND client_id = (SELECT client_id FROM client_order WHERE id = NEW.order_id);
END;
CREATE TRIGGER class_override_ai AFTER INSERT ON client_override BEGIN
	UPDATE client_class SET stale = 1 WHERE client_id = NEW.client_id AND stale = 0;
END;
CREATE TRIGGER class_override_au AFTER UPDATE ON client_override BEGIN
	UPDATE client_class SET stale = 1
		WHERE client_id IN (NEW.client_id, OLD.client_id) AND stale = 0;
END;
CREATE TRIGGER class_answer_ai AFTER INSERT ON answer WHEN NEW.number IS NOT NULL BEGIN
	UPDATE client_class SET stale = 1 WHERE stale = 0
		AND client_id = (SELECT client_id FROM sheet WHERE id = NEW.sheet_id);
END;
CREATE TRIGGER class_answer_au AFTER UPDATE OF number ON answer
WHEN NEW.number IS NOT OLD.number BEGIN
	UPDATE client_class SET stale = 1 WHERE stale = 0
		AND client_id = (SELECT client_id FROM sheet WHERE id = NEW.sheet_id);
END;

-- client_figures: recomputed from the client's appointments whenever what counts changed.
CREATE TRIGGER figures_ai AFTER INSERT ON appointment
WHEN NEW.state IN ('done', 'noshow') BEGIN
	INSERT INTO client_figures(client_id, last_day, n_done, n_noshow)
		SELECT NEW.client_id, max(CASE WHEN state = 'done' THEN day END),
			count(CASE WHEN state = 'done' THEN 1 END),
			count(CASE WHEN state = 'noshow' THEN 1 END)
		FROM appointment WHERE client_id = NEW.client_id
		ON CONFLICT(client_id) DO UPDATE SET last_day = excluded.last_day,
			n_done = excluded.n_done, n_noshow = excluded.n_noshow;
END;
CREATE TRIGGER figures_au AFTER UPDATE OF state, day, client_id ON appointment
WHEN (NEW.state IN ('done', 'noshow') OR OLD.state IN ('done', 'noshow'))
	AND (NEW.state <> OLD.state OR NEW.day <> OLD.day OR NEW.client_id <> OLD.client_id) BEGIN
	INSERT INTO client_figures(client_id, last_day, n_done, n_noshow)
		SELECT c.id, max(CASE WHEN a.state = 'done' THEN a.day END),
			count(CASE WHEN a.state = 'done' THEN 1 END),
			count(CASE WHEN a.state = 'noshow' THEN 1 END)
		FROM client c LEFT JOIN appointment a ON a.client_id = c.id
		WHERE c.id IN (NEW.client_id, OLD.client_id) GROUP BY c.id
		ON CONFLICT(client_id) DO UPDATE SET last_day = excluded.last_day,
			n_done = excluded.n_done, n_noshow = excluded.n_noshow;
END;

CREATE TRIGGER kpi_ai AFTER INSERT ON appointment BEGIN
	INSERT INTO kpi_day(day, branch_id, n, n_done, n_noshow, n_cancelled) VALUES (NEW.day,
		NEW.branch_id, 1, NEW.state = 'done', NEW.state = 'noshow', NEW.state = 'cancelled')
		ON CONFLICT(day, branch_id) DO UPDATE SET n = n + 1,
			n_done = n_done + excluded.n_done,
			n_noshow = n_noshow + excluded.n_noshow,
			n_cancelled = n_cancelled + excluded.n_cancelled;
END;
CREATE TRIGGER kpi_au AFTER UPDATE OF state, day ON appointment
WHEN NEW.state <> OLD.state OR NEW.day <> OLD.day BEGIN
	UPDATE kpi_day SET n = n - 1, n_done = n_done - (OLD.state = 'done'),
		n_noshow = n_noshow - (OLD.state = 'noshow'),
		n_cancelled = n_cancelled - (OLD.state = 'cancelled')
		WHERE day = OLD.day AND branch_id = OLD.branch_id;
	INSERT INTO kpi_day(day, branch_id, n, n_done, n_noshow, n_cancelled) VALUES (NEW.day,
		NEW.branch_id, 1, NEW.state = 'done', NEW.state = 'noshow', NEW.state = 'cancelled')
		ON CONFLICT(day, branch_id) DO UPDATE SET n = n + 1,
			n_done = n_done + excluded.n_done,
			n_noshow = n_noshow + excluded.n_noshow,
			n_cancelled = n_cancelled + excluded.n_cancelled;
END;

-- order_money, client_money: counted anew from the rows of that order and that client whenever what
-- counts changed; so is what an undo leaves behind.
CREATE TRIGGER order_money_ai AFTER INSERT ON client_order BEGIN
	INSERT INTO order_money(order_id, client_id) VALUES (NEW.id, NEW.client_id)
		ON CONFLICT(order_id) DO NOTHING;
END;
CREATE TRIGGER order_money_ad AFTER DELETE ON client_order BEGIN
	DELETE FROM order_money WHERE order_id = OLD.id;
END;
CREATE TRIGGER order_money_au AFTER UPDATE OF state, client_id ON client_order BEGIN
	UPDATE order_money SET client_id = NEW.client_id, total = CASE NEW.state
		WHEN 'cancelled' THEN 0
		ELSE (SELECT coalesce(sum(quantity * price - discount), 0) FROM order_line
			WHERE order_id = NEW.id AND state = 'on') END
		WHERE order_id = NEW.id;
END;
CREATE TRIGGER order_line_money_ai AFTER INSERT ON order_line BEGIN
	UPDATE order_money SET total = (SELECT coalesce(sum(l.quantity * l.price - l.discount), 0)
		FROM client_order o JOIN order_line l ON l.order_id = o.id
		WHERE o.id = NEW.order_id AND o.state = 'open' AND l.state = 'on')
		WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER order_line_money_au AFTER UPDATE OF order_id, quantity, price, discount, state
	ON order_line BEGIN
	UPDATE order_money SET total = (SELECT coalesce(sum(l.quantity * l.price - l.discount), 0)
		FROM client_order o JOIN order_line l ON l.order_id = o.id
		WHERE o.id = NEW.order_id AND o.state = 'open' AND l.state = 'on')
		WHERE order_id = NEW.order_id;
END;
CREATE TRIGGER order_line_money_ad AFTER DELETE ON order_line BEGIN
	UPDATE order_money SET total = (SELECT coalesce(sum(l.quantity * l.price - l.discount), 0)
		FROM client_order o JOIN order_line l ON l.order_id = o.id
		WHERE o.id = OLD.order_id AND o.state = 'open' AND l.state = 'on')
		WHERE order_id = OLD.order_id;
END;
CREATE TRIGGER client_money_ai AFTER INSERT ON order_money BEGIN
	INSERT INTO client_money(client_id, charged, paid) VALUES (NEW.client_id, NEW.total,
		NEW.paid)
		ON CONFLICT(client_id) DO UPDATE SET charged = charged + excluded.charged,
			paid = paid + excluded.paid;
END;
CREATE TRIGGER client_money_ad AFTER DELETE ON order_money BEGIN
	UPDATE client_money SET charged = charged - OLD.total, paid = paid - OLD.paid
		WHERE client_id = OLD.client_id;
END;
CREATE TRIGGER client_money_au AFTER UPDATE OF client_id, total, paid ON order_money
WHEN NEW.client_id <> OLD.client_id OR NEW.total <> OLD.total OR NEW.paid <> OLD.paid BEGIN
	UPDATE client_money SET charged = charged - OLD.total, paid = paid - OLD.paid
		WHERE client_id = OLD.client_id;
	INSERT INTO client_money(client_id, charged, paid) VALUES (NEW.client_id, NEW.total,
		NEW.paid)
		ON CONFLICT(client_id) DO UPDATE SET charged = charged + excluded.charged,
			paid = paid + excluded.paid;
END;
CREATE TRIGGER payment_money_ai AFTER INSERT ON payment BEGIN
	UPDATE order_money SET paid = paid + NEW.amount WHERE order_id = NEW.order_id;
	INSERT INTO client_money(client_id, kept)
		SELECT NEW.client_id, NEW.amount WHERE NEW.order_id IS NULL
		ON CONFLICT(client_id) DO UPDATE SET kept = kept + excluded.kept;
END;
CREATE TRIGGER payment_money_ad AFTER DELETE ON payment BEGIN
	UPDATE order_money SET paid = paid - OLD.amount WHERE order_id = OLD.order_id;
	UPDATE client_money SET kept = kept - OLD.amount
		WHERE client_id = OLD.client_id AND OLD.order_id IS NULL;
END;
CREATE TRIGGER payment_money_au AFTER UPDATE OF client_id ON payment
WHEN NEW.client_id <> OLD.client_id AND NEW.order_id IS NULL BEGIN
	UPDATE client_money SET kept = kept - OLD.amount WHERE client_id = OLD.client_id;
	INSERT INTO client_money(client_id, kept) VALUES (NEW.client_id, NEW.amount)
		ON CONFLICT(client_id) DO UPDATE SET kept = kept + excluded.kept;
END;

-- Cards and stock: nothing goes below nothing, whoever writes.
CREATE TRIGGER card_balance_ai AFTER INSERT ON card_move BEGIN
	INSERT INTO card_balance(card_id, amount, sessions)
		VALUES (NEW.card_id, NEW.amount, NEW.sessions)
		ON CONFLICT(card_id) DO UPDATE SET amount = amount + excluded.amount,
			sessions = sessions + excluded.sessions;
	SELECT RAISE(ABORT, 'FD-CARD') FROM card_balance
		WHERE card_id = NEW.card_id AND (amount < 0 OR sessions < 0);
END;
CREATE TRIGGER card_balance_ad AFTER DELETE ON card_move BEGIN
	UPDATE card_balance SET amount = amount - OLD.amount, sessions = sessions - OLD.sessions
		WHERE card_id = OLD.card_id;
	SELECT RAISE(ABORT, 'FD-CARD') FROM card_balance
		WHERE card_id = OLD.card_id AND (amount < 0 OR sessions < 0);
END;
CREATE TRIGGER stock_level_ai AFTER INSERT ON stock_move BEGIN
	INSERT INTO stock_level(lot_id, branch_id, product_id, quantity, reserved)
		SELECT l.id, l.branch_id, l.product_id, NEW.quantity, NEW.reserved FROM lot l
		WHERE l.id = NEW.lot_id
		ON CONFLICT(lot_id) DO UPDATE SET quantity = quantity + excluded.quantity,
			reserved = reserved + excluded.reserved;
	SELECT RAISE(ABORT, 'FD-STOCK') FROM stock_level
		WHERE lot_id = NEW.lot_id AND (reserved < 0 OR quantity < reserved);
END;
CREATE TRIGGER stock_level_ad AFTER DELETE ON stock_move BEGIN
	UPDATE stock_level SET quantity = quantity - OLD.quantity,
		reserved = reserved - OLD.reserved WHERE lot_id = OLD.lot_id;
	SELECT RAISE(ABORT, 'FD-STOCK') FROM stock_level
		WHERE lot_id = OLD.lot_id AND (reserved < 0 OR quantity < reserved);
END;

-- ------------------------------------------------------------------------------------------- trail

CREATE TABLE action(                            -- one write transaction of one person;
						-- data/action.h
	id INTEGER PRIMARY KEY,                 -- 1, 2, 3 ... without gaps
	format INTEGER NOT NULL,                -- of the hashed fields: 1
	at INTEGER NOT NULL,                    -- max(now, previous): never goes back
	name TEXT NOT NULL,                     -- use case: client-add
	staff_id INTEGER NOT NULL,              -- 0: the program
	second_id INTEGER NOT NULL,             -- 0: nobody
	station TEXT NOT NULL,
	origin TEXT NOT NULL,                   -- ui, cli, import, sms, tick, base
	peer TEXT NOT NULL,                     -- uid and address
	subject TEXT NOT NULL,                  -- client:412
	command TEXT NOT NULL,                  -- as typed
	reason TEXT NOT NULL,
	undoes INTEGER NOT NULL,                -- 0: none
	schema INTEGER NOT NULL,                -- user_version: a changeset holds column numbers
	changeset BLOB NOT NULL,
	hash BLOB NOT NULL
) STRICT;
CREATE INDEX action_undoes ON action(undoes) WHERE undoes <> 0;
CREATE INDEX action_staff ON action(staff_id, id);

CREATE TABLE access(                            -- looks, exports, prints, unmaskings, refused
						-- log-ins
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,
	client_id INTEGER,
	what TEXT NOT NULL,
	reason TEXT NOT NULL DEFAULT '',
	station TEXT NOT NULL DEFAULT '',
	peer TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX access_client ON access(client_id, id) WHERE client_id IS NOT NULL;

CREATE TRIGGER action_bi BEFORE INSERT ON action
WHEN NEW.id IS NULL OR NEW.id <> 1 + (SELECT coalesce(max(id), 0) FROM action) BEGIN
	SELECT RAISE(ABORT, 'FD-APPEND-ONLY');
END;
CREATE TRIGGER action_bu BEFORE UPDATE ON action BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;
CREATE TRIGGER action_bd BEFORE DELETE ON action BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;
CREATE TRIGGER access_bi BEFORE INSERT ON access
WHEN EXISTS (SELECT 1 FROM access WHERE id = NEW.id)
	BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;
CREATE TRIGGER access_bu BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;
CREATE TRIGGER access_bd BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;

-- --------------------------------------------------------------------------------------- ephemeral

CREATE TABLE login(                             -- PIN and lock-out of one person
	staff_id INTEGER PRIMARY KEY REFERENCES staff(id),
	pin_hash TEXT NOT NULL,                 -- crypt(3) yescrypt
	failed INTEGER NOT NULL DEFAULT 0,      -- counted before the check, 0 after a right one
	locked_until INTEGER NOT NULL DEFAULT 0,
	changed_at INTEGER NOT NULL,
	set_by INTEGER NOT NULL DEFAULT 0,      -- who else set it last, and when; stays when the
	set_at INTEGER NOT NULL DEFAULT 0       -- person changes it
) STRICT;
CREATE TABLE login_unknown(                     -- wrong PINs for what nobody is called, counted
						-- alike
	bucket INTEGER PRIMARY KEY CHECK (bucket BETWEEN 0 AND 16383),  -- of what was typed
	failed INTEGER NOT NULL,
	locked_until INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE station_lock(                      -- wrong PINs at one terminal, whoever they were for
	station TEXT PRIMARY KEY NOT NULL,
	failed INTEGER NOT NULL DEFAULT 0,
	locked_until INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE hold(                              -- a proposed time, kept for a few minutes
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	resource_id INTEGER NOT NULL REFERENCES resource(id),
	start_at INTEGER NOT NULL,
	end_at INTEGER NOT NULL,
	until_at INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,              -- 0: the desk, while somebody outside is asked
	station TEXT NOT NULL,
	what TEXT NOT NULL DEFAULT '',          -- of the desk: move, offer
	ref_id INTEGER NOT NULL DEFAULT 0,      -- move: appointment; offer: the action that offered
	for_at INTEGER NOT NULL DEFAULT 0       -- the start that was offered; what is held may
						-- begin
						-- before it
) STRICT;
CREATE INDEX hold_resource ON hold(resource_id, start_at);
CREATE INDEX hold_until ON hold(until_at);

CREATE TABLE claim(                             -- who is working on something just now
	kind TEXT NOT NULL,
	ref_id INTEGER NOT NULL,
	staff_id INTEGER NOT NULL,
	station TEXT NOT NULL,
	until_at INTEGER NOT NULL,
	PRIMARY KEY (kind, ref_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE ring(                              -- a telephone that rings, told by the exchange
	branch_id INTEGER NOT NULL REFERENCES branch(id),
	number TEXT NOT NULL CHECK (number GLOB '[+0-9]*' AND length(number) BETWEEN 3 AND 20),
	at INTEGER NOT NULL,
	until_at INTEGER NOT NULL,
	station TEXT NOT NULL,                  -- who told it
	PRIMARY KEY (branch_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft(                             -- typing that was not saved yet; a parked job
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	staff_id INTEGER NOT NULL,
	station TEXT NOT NULL,
	form TEXT NOT NULL,
	ref_id INTEGER NOT NULL DEFAULT 0,      -- row being edited, 0: a new one
	title TEXT NOT NULL DEFAULT '',
	body TEXT NOT NULL,                     -- field, base, value; one line each, escaped
	cursor TEXT NOT NULL DEFAULT '',        -- field and offset
	-- line: what stood in a prompt; never a job, it stands there again at the same prompt
	state TEXT NOT NULL CHECK (state IN ('open', 'parked', 'kept', 'dropped', 'line')),
	created_at INTEGER NOT NULL,
	saved_at INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_staff ON draft(staff_id, state);

CREATE TABLE pulse(                             -- what changed, for the other screens
	area INTEGER PRIMARY KEY,               -- bit of data/catalog.h
	n INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO pulse(area) VALUES (1), (2), (4), (8), (16), (32), (64), (128), (256), (512);

CREATE TABLE sequence(                          -- numbers for people; only ever rises
	name TEXT PRIMARY KEY NOT NULL,         -- file:26
	n INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE job_run(                           -- what `tick` did last
	name TEXT PRIMARY KEY NOT NULL,
	last_at INTEGER NOT NULL,
	next_at INTEGER NOT NULL,
	result TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE approval(                          -- a question to a second person at another terminal
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	right_name TEXT NOT NULL,               -- what is to be allowed: a word of desk/rights
	text TEXT NOT NULL,                     -- in figures and words, as the one who asks saw it
	why TEXT NOT NULL DEFAULT '',
	staff_id INTEGER NOT NULL,              -- who asks
	station TEXT NOT NULL,                  -- where the answer is waited for
	asked_of INTEGER NOT NULL DEFAULT 0,    -- 0: anybody who may
	asked_at INTEGER NOT NULL,
	until_at INTEGER NOT NULL,
	state TEXT NOT NULL DEFAULT 'open'
	    CHECK (state IN ('open', 'approved', 'refused', 'withdrawn', 'used')),
	answered_by INTEGER,
	answered_at INTEGER,
	answer TEXT NOT NULL DEFAULT '',        -- why not
	CHECK (answered_by IS NULL OR answered_by <> staff_id)
) STRICT;
CREATE INDEX approval_until ON approval(until_at);
-- What was asked is what is answered.
CREATE TRIGGER approval_bu
BEFORE UPDATE OF id, right_name, text, why, staff_id, station, asked_of, asked_at,
	until_at ON approval
BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;
-- It begins without an answer, is answered by another once, and used or taken back once.
CREATE TRIGGER approval_bi
BEFORE INSERT ON approval
WHEN NEW.state <> 'open' OR NEW.answered_by IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;
CREATE TRIGGER approval_step_bu
BEFORE UPDATE OF state, answered_by, answered_at ON approval
WHEN NOT (OLD.state = 'open' AND NEW.state IN ('approved', 'refused') AND
	    NEW.answered_by IS NOT NULL AND NEW.answered_at IS NOT NULL)
	AND NOT (OLD.state IN ('open', 'approved') AND NEW.state = 'withdrawn' AND
	    NEW.answered_by IS OLD.answered_by AND NEW.answered_at IS OLD.answered_at)
	AND NOT (OLD.state = 'approved' AND NEW.state = 'used' AND
	    NEW.answered_by IS OLD.answered_by AND NEW.answered_at IS OLD.answered_at)
BEGIN SELECT RAISE(ABORT, 'FD-APPEND-ONLY'); END;

-- The planner's figures are fixed: plans must not depend on what a file happens to hold.
ANALYZE sqlite_schema;
INSERT INTO sqlite_stat1(tbl, idx, stat) VALUES
	('client', NULL, '1000000'),
	('client', 'client_branch_day', '1000000 100000 30'),
	('client', 'client_merged', '20000 2'),
	('client', 'client_referrer', '100000 2'),
	('client_phone', 'client_phone_client', '1300000 2'),
	('client_flag', 'client_flag_client', '400000 2 1'),
	('client_note', 'client_note_client', '2000000 4 1'),
	('dependant', 'dependant_client', '300000 2'),
	('dependant', 'dependant_file', '20000 2'),
	('client_goods', 'client_goods_client', '300000 2'),
	('client_todo', 'client_todo_open', '10000 5000 500 10'),
	('sheet', 'sheet_client', '1000000 3 2'),
	('appointment', 'appointment_person', '20000 2 1'),
	('appointment', 'appointment_client', '10000000 20 1'),
	('appointment', 'appointment_day', '10000000 1000000 300 2'),
	('appointment_resource', 'appointment_resource', '25000000 3 1 1'),
	('appointment_resource', 'appointment_resource_busy', '50000 300 1 1 1'),
	('appointment_resource', 'appointment_resource_all', '25000000 100000 1 1'),
	('client_term', 'client_term', '20000000 5 1'),
	('resource_skill', 'resource_skill_skill', '300 3'),
	('service_need', 'service_need_service', '300 3 1'),
	('opening', 'opening_branch', '1000 10'),
	('roster', 'roster_resource', '2000 20 2'),
	('roster', 'roster_branch', '2000 20'),
	('absence', 'absence_resource', '20000 200 20'),
	('absence', 'absence_end', '5000 50'),
	('appointment_event', 'appointment_event_appointment', '30000000 300 30'),
	('request', 'request_open', '5000 50 5'),
	('request', 'request_late', '200 1'),
	('request', 'request_client', '5000 50'),
	('request', 'request_day', '1000000 100000 50'),
	('request', 'request_appointment', '5000 50'),
	('waiter', 'waiter_open', '5000 50 5'),
	('waiter', 'waiter_client', '100000 1000'),
	('waiter', 'waiter_appointment', '5000 50'),
	('disruption', 'disruption_open', '5000 50'),
	('disruption', 'disruption_appointment', '100000 1000'),
	('mark', 'mark_item', '10000000 2000000 10 1 1 1'),
	('payment', 'payment_client', '5000000 50 5'),
	('payment', 'payment_appointment', '5000 50'),
	('payment', 'payment_visit', '5000 50'),
	('payment', 'payment_reverses', '5000 1'),
	('payment', 'payment_day', '5000000 500000 200'),
	('payment', 'payment_staff', '5000000 50000 500 1'),
	('payment', 'payment_receipt', '4000000 2'),
	('message', 'message_due', '5000 50'),
	('message', 'message_client', '5000 50 5'),
	('message', 'message_staff', '5000 50 5'),
	('message', 'message_appointment', '5000 50'),
	('visit', 'visit_dependant', '200000 2'),
	('visit', 'visit_resource', '4000000 80000'),
	('visit', 'visit_room_all', '4000000 80000'),
	('waiter', 'waiter_dependant', '1000 2'),
	('waiter', 'waiter_resource', '10000 200'),
	('visit', 'visit_here', '5000 50 5'),
	('visit', 'visit_day', '5000000 500000 150 2 1'),
	('visit', 'visit_client', '5000000 50 5'),
	('visit', 'visit_appointment', '5000 50'),
	('visit', 'visit_number', '5000000 500000 150 1'),
	('visit', 'visit_room', '5000 1'),
	('visit_event', 'visit_event_visit', '30000000 300 30 30 30'),
	('companion', 'companion_visit', '1000000 10'),
	('incident', 'incident_day', '20000 200 20'),
	('incident', 'incident_client', '5000 50'),
	('attachment', 'attachment_client', '3000000 10 2'),
	('consultation', 'consultation_client', '3000000 10 2'),
	('consultation', 'consultation_open', '5000 50 10'),
	('consultation', 'consultation_day', '3000000 300000 100'),
	('consultation', 'consultation_sheet', '3000000 10'),
	('consultation', 'consultation_visit', '3000000 10'),
	('consultation', 'consultation_dependant', '3000000 10'),
	('measure', 'measure_client', '3000000 10 2 1'),
	('measure', 'measure_time', '3000000 10 2'),
	('measure', 'measure_treatment', '3000000 10'),
	('measure', 'measure_consultation', '3000000 10'),
	('measure', 'measure_dependant', '3000000 10'),
	('habit', 'habit_client', '3000000 10'),
	('habit', 'habit_dependant', '3000000 10'),
	('plan', 'plan_client', '3000000 10 2'),
	('plan', 'plan_open', '5000 50 10'),
	('plan', 'plan_consultation', '3000000 10'),
	('plan', 'plan_dependant', '3000000 10'),
	('plan_session', 'plan_session_number', '3000000 10 1'),
	('plan_session', 'plan_session_appointment', '3000000 10'),
	('plan_member', 'plan_member_plan', '3000000 10 2'),
	('plan_member', 'plan_member_staff', '3000000 10'),
	('agreement', 'agreement_client', '3000000 10 2'),
	('agreement', 'agreement_plan', '3000000 10'),
	('agreement', 'agreement_treatment', '3000000 10'),
	('agreement', 'agreement_order', '3000000 10'),
	('agreement', 'agreement_attachment', '3000000 10'),
	('treatment', 'treatment_client', '3000000 10 2 1 1 1 1 1'),
	('treatment', 'treatment_open', '5000 50 10'),
	('treatment', 'treatment_day', '3000000 300000 100'),
	('treatment', 'treatment_visit', '3000000 10'),
	('treatment', 'treatment_appointment', '3000000 10'),
	('treatment', 'treatment_plan', '3000000 10'),
	('treatment', 'treatment_session', '3000000 10'),
	('treatment', 'treatment_form', '3000000 10'),
	('treatment', 'treatment_dependant', '3000000 10'),
	('treatment', 'treatment_room', '3000000 10'),
	('treatment', 'treatment_device', '3000000 10'),
	('treatment_step', 'treatment_step_line', '30000000 12 1'),
	('treatment_step', 'treatment_step_waits', '5000 50'),
	('adverse', 'adverse_client', '3000000 10 2'),
	('adverse', 'adverse_treatment', '3000000 10'),
	('adverse', 'adverse_open', '5000 50 10'),
	('card', 'card_client', '3000000 10'),
	('card', 'card_branch', '3000000 300000 1'),
	('card', 'card_until', '3000000 300'),
	('client_order', 'client_order_client', '3000000 10 2'),
	('client_order', 'client_order_day', '3000000 300000 100'),
	('client_order', 'client_order_plan', '3000000 10'),
	('client_order', 'client_order_visit', '3000000 10'),
	('client_order', 'client_order_dependant', '3000000 10'),
	('client_order', 'client_order_send', '5000 50 10'),
	('order_line', 'order_line_line', '3000000 10 1'),
	('order_line', 'order_line_product', '3000000 10'),
	('order_line', 'order_line_card', '3000000 10'),
	('card_move', 'card_move_card', '3000000 10 2'),
	('card_move', 'card_move_payment', '3000000 10'),
	('card_move', 'card_move_treatment', '3000000 10'),
	('card_move', 'card_move_other', '3000000 10'),
	('card_move', 'card_move_reverses', '3000000 1'),
	('shift', 'shift_day', '3000000 300000 50'),
	('shift', 'shift_open', '5000 50 1'),
	('shift', 'shift_note', '500 50 1'),
	('target', 'target_asked', '20000 100'),
	('test', 'test_client', '3000000 10 2'),
	('test', 'test_cycle', '3000000 100000 300'),
	('test', 'test_open', '5000 50 10'),
	('test', 'test_day', '3000000 300000 100'),
	('test', 'test_line', '3000000 10'),
	('test', 'test_report', '3000000 10'),
	('test', 'test_appointment', '3000000 10'),
	('test', 'test_dependant', '3000000 10'),
	('test_event', 'test_event_test', '3000000 10 2'),
	('lab_file', 'lab_file_open', '5000 50 10'),
	('lab_file', 'lab_file_test', '3000000 10'),
	('lot', 'lot_code', '3000000 300000 2 1'),
	('lot', 'lot_product', '3000000 10'),
	('stock_move', 'stock_move_lot', '3000000 10 2'),
	('stock_move', 'stock_move_line', '3000000 10'),
	('stock_move', 'stock_move_test', '3000000 10'),
	('stock_move', 'stock_move_day', '3000000 300000 100'),
	('stock_move', 'stock_move_reverses', '3000000 1'),
	('order_money', 'order_money_owed', '3000000 10'),
	('stock_level', 'stock_level_product', '3000000 10 2'),
	('test_type', 'test_type_kit', '300 10'),
	('answer', 'answer_field', '30000000 100000 3000'),
	('payment', 'payment_time', '5000000 50 1'),
	('message', 'message_time', '5000000 50 1'),
	('payment', 'payment_order', '4000000 2'),
	('payment', 'payment_card', '500000 20'),
	('appointment', 'appointment_series', '500000 8'),
	('appointment', 'appointment_group', '500000 8'),
	('callback', 'callback_open', '40000 2000 200 2 2 2 2 2 1 1 1 1 1 1'),
	('callback', 'callback_due', '40000 8000 300'),
	('callback', 'callback_expire', '40000 2'),
	('callback', 'callback_client', '6000000 20 1'),
	('callback', 'callback_wanted', '40000 2 1'),
	('callback', 'callback_source', '6000000 6 6'),
	('callback', 'callback_done', '6000000 600000 300'),
	('callback', 'callback_staff', '5000 100 2'),
	('callback', 'callback_dependant', '200000 2'),
	('callback', 'callback_partner', '500 20'),
	('callback', 'callback_merged', '100000 2'),
	('callback_step', 'callback_step_callback', '8000000 2 1'),
	('callback_step', 'callback_step_next', '500000 1'),
	('callback_step', 'callback_step_promised', '200000 50'),
	('escalation', 'escalation_open', '500 50 1'),
	('escalation', 'escalation_staff', '500 50 1'),
	('escalation', 'escalation_client', '50000 2 1'),
	('escalation', 'escalation_day', '50000 5000 2'),
	('escalation', 'escalation_callback', '50000 1'),
	('escalation', 'escalation_complaint', '5000 1'),
	('day_close_line', 'day_close_line_close', '200000 9'),
	('complaint', 'complaint_open', '500 50 1'),
	('complaint', 'complaint_client', '20000 2 1'),
	('complaint', 'complaint_day', '20000 2000 2'),
	('complaint', 'complaint_owner', '500 20 1'),
	('complaint', 'complaint_dependant', '1000 2'),
	('complaint', 'complaint_visit', '10000 1'),
	('complaint', 'complaint_treatment', '10000 1'),
	('complaint', 'complaint_survey', '10000 1'),
	('complaint_step', 'complaint_step_complaint', '100000 5 1'),
	('complaint_step', 'complaint_step_promise', '500 1'),
	('complaint_step', 'complaint_step_appointment', '5000 1'),
	('survey', 'survey_due', '20000 2000 2'),
	('survey', 'survey_day', '3000000 300000 100'),
	('survey', 'survey_returned', '2000000 200000 80'),
	('survey', 'survey_client', '3000000 10 1'),
	('survey', 'survey_visit', '3000000 1'),
	('survey', 'survey_sheet', '2000000 1'),
	('suggestion', 'suggestion_open', '500 50 1'),
	('suggestion', 'suggestion_day', '50000 5000 2'),
	('suggestion', 'suggestion_client', '40000 2'),
	('suggestion', 'suggestion_survey', '40000 1'),
	('improvement', 'improvement_month', '5000 500 10'),
	('improvement', 'improvement_open', '500 50 2'),
	('improvement', 'improvement_suggestion', '2000 1'),
	('improvement', 'improvement_complaint', '2000 1'),
	('gathering', 'gathering_day', '500 50 1'),
	('guest', 'guest_gathering', '20000 50 1'),
	('guest', 'guest_client', '20000 2'),
	('cultivation', 'cultivation_client', '50000 2 1'),
	('cultivation', 'cultivation_on', '5000 500 5'),
	('cultivation', 'cultivation_mine', '5000 50 2'),
	('cultivation', 'cultivation_ended', '45000 4500 1'),
	('cultivation_step', 'cultivation_step_of', '300000 6'),
	('client_override', 'client_override_client', '50000 2 1'),
	('client_override', 'client_override_until', '5000 20'),
	('reply', 'reply_new', '500 50 1'),
	('reply', 'reply_day', '500000 50000 20'),
	('reply', 'reply_client', '500000 4 1'),
	('reply', 'reply_message', '500000 1'),
	('client_class', 'client_class_stale', '1000 1'),
	('client_class', 'client_class_at', '1000000 20'),
	('client_class', 'client_class_tier', '1000000 300000 10'),
	('client_class', 'client_class_growth', '1000000 200000 10'),
	('client_class', 'client_class_cell', '1000000 300000 60000 5 1'),
	('client_segment', 'client_segment', '500000 80000 30000 10000 3 1'),
	('client_segment', 'client_segment_client', '500000 2'),
	('tier_move', 'tier_move_day', '200000 200'),
	('tier_move', 'tier_move_client', '200000 2'),
	('message', 'message_handing', '50 1'),
	('message', 'message_sent', '2000 1'),
	('message', 'message_unsure', '50 5'),
	('message', 'message_waiting', '500 50 1'),
	('message', 'message_lost', '500 50'),
	('message', 'message_day', '5000000 500000 150'),
	('message', 'message_number', '5000000 50 1'),
	('message', 'message_callback', '4000000 1'),
	('action', NULL, '7000000'),
	('action', 'action_undoes', '100000 1'),
	('action', 'action_staff', '7000000 100000 1'),
	('action_client', 'action_client', '8000000 10 1'),
	('action_client', 'action_client_action', '8000000 2');
