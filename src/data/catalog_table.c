/* The data of the catalogue, in the order of schema.sql. A test holds every line against it. */
#include "data/catalog.h"

#include "base/tr.h"
#include "catalog_priv.h"

static const struct column_def branch_kind_columns[] = {
	{ "code", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("code") },
};

static const struct column_def resource_kind_columns[] = {
	{ "code", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("code") },
};

static const struct column_def row_state_columns[] = {
	{ "code", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("code") },
};

static const struct column_def client_state_columns[] = {
	{ "code", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("code") },
};

static const struct column_def todo_state_columns[] = {
	{ "code", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("code") },
};

static const struct column_def appointment_state_columns[] = {
	{ "code", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("code") },
	{ "live", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("takes time") },
};

static const struct column_def site_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name of the house") },
	{ "zone", VALUE_TEXT, REQUIRED, NULL, N_("time zone") },
	{ "language", VALUE_TEXT, 0, NULL, N_("language") },
	{ "currency", VALUE_TEXT, 0, NULL, N_("currency") },
	{ "country_code", VALUE_TEXT, 0, NULL, N_("country code") },
};

static const struct column_def setting_columns[] = {
	{ "key", VALUE_TEXT, KEY | REQUIRED, NULL, N_("name") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "value", VALUE_TEXT, 0, NULL, N_("value") },
};

static const struct column_def branch_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "code", VALUE_TEXT, REQUIRED, NULL, N_("code") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name") },
	{ "name_en", VALUE_TEXT, 0, NULL, N_("English name") },
	{ "kind", VALUE_TEXT, 0, NULL, N_("kind") },
	{ "zone", VALUE_TEXT, 0, NULL, N_("time zone") },
	{ "address", VALUE_TEXT, 0, NULL, N_("address") },
	{ "phone", VALUE_TEXT, 0, NULL, N_("telephone") },
	{ "open_min", VALUE_INT, 0, "hours", N_("opens") },
	{ "close_min", VALUE_INT, 0, "hours", N_("closes") },
	{ "file_no_at", VALUE_TEXT, 0, NULL, N_("file number given at") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
	{ "in_charge", VALUE_TEXT, 0, NULL, N_("person in charge") },
	{ "agreement_kind", VALUE_TEXT, 0, NULL, N_("kind of agreement") },
	{ "agreement_day", VALUE_TEXT, 0, NULL, N_("day of agreement") },
	{ "items", VALUE_TEXT, 0, NULL, N_("items") },
};

static const struct column_def staff_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, 0, NULL, N_("home branch") },
	{ "day", VALUE_TEXT, 0, NULL, N_("joined") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "code", VALUE_TEXT, REQUIRED, NULL, N_("code") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name") },
	{ "name_en", VALUE_TEXT, 0, NULL, N_("English name") },
	{ "gender", VALUE_TEXT, 0, NULL, N_("gender") },
	{ "phone", VALUE_TEXT, PRIVATE, NULL, N_("telephone") },
	{ "login", VALUE_TEXT, 0, NULL, N_("account") },
	{ "language", VALUE_TEXT, 0, NULL, N_("language") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
	{ "photo", VALUE_TEXT, 0, NULL, N_("photograph") },
	{ "full_time", VALUE_INT, 0, NULL, N_("full time") },
	{ "agreement", VALUE_TEXT, 0, NULL, N_("agreement") },
	{ "agreement_until", VALUE_TEXT, 0, NULL, N_("agreement until") },
	{ "region", VALUE_TEXT, 0, NULL, N_("region") },
	{ "speciality", VALUE_TEXT, 0, NULL, N_("speciality") },
	{ "years", VALUE_INT, 0, NULL, N_("years of practice") },
	{ "certificates", VALUE_TEXT, 0, NULL, N_("certificates") },
	{ "verified_by", VALUE_INT, 0, NULL, N_("verified by") },
	{ "training", VALUE_TEXT, 0, NULL, N_("training") },
	{ "cases", VALUE_TEXT, 0, NULL, N_("cases shared") },
};

static const struct column_def staff_role_columns[] = {
	{ "staff_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("person") },
	{ "role", VALUE_TEXT, KEY | REQUIRED, NULL, N_("role") },
	{ "branch_id", VALUE_INT, KEY, NULL, N_("branch") },
	{ "main", VALUE_INT, 0, NULL, N_("main role") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

static const struct column_def service_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "code", VALUE_TEXT, REQUIRED, NULL, N_("code") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name") },
	{ "name_en", VALUE_TEXT, 0, NULL, N_("English name") },
	{ "minutes", VALUE_INT, REQUIRED, NULL, N_("minutes") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
	{ "rank", VALUE_INT, 0, NULL, N_("place in lists") },
	{ "deposit", VALUE_INT, 0, NULL, N_("deposit") },
	{ "advice", VALUE_TEXT, 0, NULL, N_("to observe") },
	{ "advice_en", VALUE_TEXT, 0, NULL, N_("to observe, English") },
	{ "prepare", VALUE_TEXT, 0, NULL, N_("laid ready") },
	{ "led_to", VALUE_TEXT, 0, NULL, N_("led to first") },
	{ "price", VALUE_INT, 0, NULL, N_("price") },
	{ "tailored", VALUE_INT, 0, NULL, N_("tailored") },
	{ "sheet", VALUE_TEXT, 0, NULL, N_("sheet") },
	{ "checklist", VALUE_TEXT, 0, NULL, N_("checklist") },
};

static const struct column_def resource_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "kind", VALUE_TEXT, REQUIRED, "kind", N_("kind") },
	{ "branch_id", VALUE_INT, 0, NULL, N_("branch") },
	{ "staff_id", VALUE_INT, SYSTEM, "kind", N_("person") },
	{ "code", VALUE_TEXT, REQUIRED, NULL, N_("code") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
	{ "rank", VALUE_INT, 0, NULL, N_("place in lists") },
	{ "rotation", VALUE_INT, 0, NULL, N_("takes turns") },
};

static const struct column_def client_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "day", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("opened") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "created_by", VALUE_INT, SYSTEM, NULL, N_("entered by") },
	{ "state", VALUE_TEXT, SYSTEM | SEARCH, "state", N_("state") },
	{ "merged_into", VALUE_INT, SYSTEM | SEARCH | CLIENT, "state", N_("merged into") },
	{ "file_no", VALUE_TEXT, SYSTEM | SEARCH, NULL, N_("file number") },
	{ "name", VALUE_TEXT, REQUIRED | SEARCH, NULL, N_("name") },
	{ "pinyin", VALUE_TEXT, SEARCH, NULL, N_("pinyin") },
	{ "alias", VALUE_TEXT, SEARCH, "alias", N_("alias") },
	{ "restricted", VALUE_INT, 0, "alias", N_("restricted") },
	{ "gender", VALUE_TEXT, 0, NULL, N_("gender") },
	{ "birth", VALUE_TEXT, PRIVATE | SEARCH, NULL, N_("birthday") },
	{ "document_no", VALUE_TEXT, PRIVATE | SEARCH, NULL, N_("document number") },
	{ "card_no", VALUE_TEXT, SEARCH, "card", N_("card number") },
	{ "card_level", VALUE_TEXT, 0, "card", N_("card level") },
	{ "email", VALUE_TEXT, PRIVATE | SEARCH, NULL, N_("e-mail") },
	{ "address", VALUE_TEXT, PRIVATE, NULL, N_("address") },
	{ "source", VALUE_TEXT, 0, NULL, N_("source") },
	{ "referrer_id", VALUE_INT, CLIENT, NULL, N_("referrer") },
	{ "expert_id", VALUE_INT, 0, NULL, N_("expert") },
	{ "coordinator_id", VALUE_INT, 0, NULL, N_("coordinator") },
	{ "history", VALUE_TEXT, PRIVATE, NULL, N_("history") },
	{ "personality", VALUE_TEXT, PRIVATE, NULL, N_("personality") },
	{ "interests", VALUE_TEXT, PRIVATE, NULL, N_("interests") },
	{ "hobbies", VALUE_TEXT, PRIVATE, NULL, N_("hobbies") },
	{ "needs", VALUE_TEXT, PRIVATE, NULL, N_("special needs") },
	{ "habits", VALUE_TEXT, PRIVATE, NULL, N_("habits") },
	{ "wishes", VALUE_TEXT, PRIVATE, NULL, N_("wishes") },
	{ "notes", VALUE_TEXT, PRIVATE, NULL, N_("notes") },
	{ "origin_key", VALUE_TEXT, SYSTEM | SEARCH, NULL, N_("number in the old list") },
};

static const struct column_def client_phone_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "client_id", VALUE_INT, SYSTEM | REQUIRED | SEARCH | CLIENT, NULL, N_("client") },
	{ "relation", VALUE_TEXT, REQUIRED | SEARCH, "number", N_("relation") },
	{ "number", VALUE_TEXT, PRIVATE | REQUIRED | SEARCH, "number", N_("telephone") },
	{ "name", VALUE_TEXT, PRIVATE | SEARCH, NULL, N_("contact person") },
	{ "guardian", VALUE_INT, 0, NULL, N_("guardian") },
	{ "may_tell", VALUE_INT, 0, NULL, N_("may be told") },
	{ "note", VALUE_TEXT, PRIVATE, NULL, N_("note") },
	{ "state", VALUE_TEXT, SEARCH, NULL, N_("state") },
};

static const struct column_def dependant_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "client_id", VALUE_INT, SYSTEM | REQUIRED | SEARCH | CLIENT, NULL, N_("client") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "kind", VALUE_TEXT, REQUIRED | SEARCH, NULL, N_("kind") },
	{ "relation", VALUE_TEXT, 0, NULL, N_("relation") },
	{ "name", VALUE_TEXT, REQUIRED | SEARCH, NULL, N_("name") },
	{ "gender", VALUE_TEXT, 0, NULL, N_("gender") },
	{ "birth", VALUE_TEXT, 0, NULL, N_("birthday") },
	{ "species", VALUE_TEXT, 0, NULL, N_("species") },
	{ "breed", VALUE_TEXT, 0, NULL, N_("breed") },
	{ "note", VALUE_TEXT, PRIVATE, NULL, N_("note") },
	{ "state", VALUE_TEXT, SEARCH, NULL, N_("state") },
	{ "file_id", VALUE_INT, CLIENT, NULL, N_("own file") },
};

static const struct column_def client_flag_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "client_id", VALUE_INT, SYSTEM | REQUIRED | CLIENT, NULL, N_("client") },
	{ "kind", VALUE_TEXT, REQUIRED, "flag", N_("kind") },
	{ "text", VALUE_TEXT, PRIVATE, "flag", N_("text") },
	{ "since", VALUE_TEXT, 0, NULL, N_("since") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

static const struct column_def client_goods_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "client_id", VALUE_INT, SYSTEM | REQUIRED | CLIENT, NULL, N_("client") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("usual goods") },
	{ "amount", VALUE_REAL, 0, "amount", N_("amount") },
	{ "unit", VALUE_TEXT, 0, "amount", N_("unit") },
	{ "bought", VALUE_TEXT, 0, NULL, N_("last bought") },
	{ "lasts_days", VALUE_INT, 0, NULL, N_("lasts, days") },
	{ "next", VALUE_TEXT, 0, NULL, N_("next purchase") },
	{ "storage", VALUE_TEXT, 0, "storage", N_("storage advice") },
	{ "storage_told", VALUE_TEXT, 0, "storage", N_("advice given") },
	{ "note", VALUE_TEXT, PRIVATE, NULL, N_("note") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

static const struct column_def client_note_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "client_id", VALUE_INT, SYSTEM | REQUIRED | CLIENT, NULL, N_("client") },
	{ "day", VALUE_TEXT, REQUIRED, "when", N_("day") },
	{ "at", VALUE_INT, REQUIRED, "when", N_("time") },
	{ "staff_id", VALUE_INT, SYSTEM, NULL, N_("written by") },
	{ "text", VALUE_TEXT, PRIVATE | REQUIRED, NULL, N_("text") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

static const struct column_def client_todo_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, SYSTEM | REQUIRED | CLIENT, NULL, N_("client") },
	{ "day", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "kind", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("kind") },
	{ "other_id", VALUE_INT, SYSTEM | CLIENT, NULL, N_("other file") },
	{ "why", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("why") },
	{ "state", VALUE_TEXT, SYSTEM, "state", N_("state") },
	{ "done_by", VALUE_INT, SYSTEM, "state", N_("done by") },
};

static const struct column_def form_text_columns[] = {
	{ "hash", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("version of the form") },
	{ "form", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("form") },
	{ "text", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("text") },
};

static const struct column_def sheet_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "client_id", VALUE_INT, SYSTEM | REQUIRED | CLIENT, NULL, N_("client") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "form", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("form") },
	{ "form_hash", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("version of the form") },
};

static const struct column_def answer_columns[] = {
	{ "sheet_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("sheet") },
	{ "field", VALUE_TEXT, KEY | REQUIRED, NULL, N_("field") },
	{ "seq", VALUE_INT, KEY | SYSTEM, NULL, N_("place") },
	{ "code", VALUE_TEXT, PRIVATE, "value", N_("code") },
	{ "text", VALUE_TEXT, PRIVATE, "value", N_("text") },
	{ "number", VALUE_REAL, PRIVATE, "value", N_("number") },
	{ "unit", VALUE_TEXT, 0, "value", N_("unit") },
};

static const struct column_def appointment_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, REQUIRED | CLIENT, "person", N_("client") },
	{ "dependant_id", VALUE_INT, 0, "person", N_("family member or pet") },
	{ "day", VALUE_TEXT, REQUIRED, "time", N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "service_id", VALUE_INT, 0, NULL, N_("service") },
	{ "start_at", VALUE_INT, REQUIRED, "time", N_("start") },
	{ "end_at", VALUE_INT, REQUIRED, "time", N_("end") },
	{ "state", VALUE_TEXT, SYSTEM, "state", N_("state") },
	{ "live", VALUE_INT, SYSTEM, "state", N_("takes time") },
	{ "reason", VALUE_TEXT, 0, "state", N_("reason") },
	{ "channel", VALUE_TEXT, 0, NULL, N_("channel") },
	{ "needs", VALUE_TEXT, 0, NULL, N_("special needs") },
	{ "note", VALUE_TEXT, 0, NULL, N_("note") },
	{ "taken_by", VALUE_INT, SYSTEM, NULL, N_("taken by") },
	{ "asked", VALUE_INT, 0, NULL, N_("asked for by name") },
	{ "inserted", VALUE_INT, 0, NULL, N_("squeezed in") },
	{ "series_id", VALUE_INT, 0, NULL, N_("series") },
	{ "group_id", VALUE_INT, 0, NULL, N_("group") },
};

static const struct column_def appointment_resource_columns[] = {
	{ "appointment_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("appointment") },
	{ "resource_id", VALUE_INT, KEY | SYSTEM | REQUIRED, "time", N_("staff, room or device") },
	{ "part", VALUE_INT, KEY | SYSTEM, NULL, N_("part") },
	{ "start_at", VALUE_INT, SYSTEM | REQUIRED, "time", N_("start") },
	{ "end_at", VALUE_INT, SYSTEM | REQUIRED, "time", N_("end") },
	{ "active", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("takes time") },
};

static const struct column_def overbooking_columns[] = {
	{ "low_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("first appointment") },
	{ "high_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("second appointment") },
	{ "resource_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("staff, room or device") },
	{ "staff_id", VALUE_INT, SYSTEM | REQUIRED, "reason", N_("person") },
	{ "second_id", VALUE_INT, SYSTEM, "reason", N_("second person") },
	{ "reason", VALUE_TEXT, SYSTEM | REQUIRED, "reason", N_("reason") },
};

static const struct column_def client_term_columns[] = {
	{ "term", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("term") },
	{ "client_id", VALUE_INT, KEY | SYSTEM | REQUIRED | CLIENT, NULL, N_("client") },
	{ "marks", VALUE_INT, SYSTEM, NULL, N_("marks of its terms") },
};

static const struct column_def client_figures_columns[] = {
	{ "client_id", VALUE_INT, KEY | SYSTEM | CLIENT, NULL, N_("client") },
	{ "last_day", VALUE_TEXT, SYSTEM, NULL, N_("last day") },
	{ "n_done", VALUE_INT, SYSTEM, NULL, N_("done") },
	{ "n_noshow", VALUE_INT, SYSTEM, NULL, N_("not come") },
};

static const struct column_def kpi_day_columns[] = {
	{ "day", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("day") },
	{ "branch_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("branch") },
	{ "n", VALUE_INT, SYSTEM, NULL, N_("number") },
	{ "n_done", VALUE_INT, SYSTEM, NULL, N_("done") },
	{ "n_noshow", VALUE_INT, SYSTEM, NULL, N_("not come") },
	{ "n_cancelled", VALUE_INT, SYSTEM, NULL, N_("cancelled") },
};

static const struct column_def action_client_columns[] = {
	{ "client_id", VALUE_INT, KEY | SYSTEM | REQUIRED | CLIENT, NULL, N_("client") },
	{ "action_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("action") },
};

static const struct column_def action_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "format", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("format") },
	{ "at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("time") },
	{ "name", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("name") },
	{ "staff_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("person") },
	{ "second_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("second person") },
	{ "station", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("terminal") },
	{ "origin", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("origin") },
	{ "peer", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("connection") },
	{ "subject", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("subject") },
	{ "command", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("command") },
	{ "reason", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("reason") },
	{ "undoes", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("takes back") },
	{ "schema", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("form of the file") },
	{ "changeset", VALUE_BLOB, SYSTEM | REQUIRED, NULL, N_("changes") },
	{ "hash", VALUE_BLOB, SYSTEM | REQUIRED, NULL, N_("hash") },
};

static const struct column_def access_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("time") },
	{ "staff_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("person") },
	{ "client_id", VALUE_INT, SYSTEM | CLIENT, NULL, N_("client") },
	{ "what", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("what") },
	{ "reason", VALUE_TEXT, SYSTEM, NULL, N_("reason") },
	{ "station", VALUE_TEXT, SYSTEM, NULL, N_("terminal") },
	{ "peer", VALUE_TEXT, SYSTEM, NULL, N_("connection") },
};

static const struct column_def login_columns[] = {
	{ "staff_id", VALUE_INT, KEY | SYSTEM, NULL, N_("person") },
	{ "pin_hash", VALUE_TEXT, SYSTEM | PRIVATE | REQUIRED, "pin", N_("PIN") },
	{ "failed", VALUE_INT, SYSTEM, "lock", N_("wrong tries") },
	{ "locked_until", VALUE_INT, SYSTEM, "lock", N_("locked until") },
	{ "changed_at", VALUE_INT, SYSTEM | REQUIRED, "pin", N_("changed") },
	{ "set_by", VALUE_INT, SYSTEM, "set", N_("set by") },
	{ "set_at", VALUE_INT, SYSTEM, "set", N_("set at") },
};

static const struct column_def login_unknown_columns[] = {
	{ "bucket", VALUE_INT, KEY | SYSTEM, NULL, N_("kind") },
	{ "failed", VALUE_INT, SYSTEM | REQUIRED, "lock", N_("wrong tries") },
	{ "locked_until", VALUE_INT, SYSTEM, "lock", N_("locked until") },
};

static const struct column_def station_lock_columns[] = {
	{ "station", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("terminal") },
	{ "failed", VALUE_INT, SYSTEM, "lock", N_("wrong tries") },
	{ "locked_until", VALUE_INT, SYSTEM, "lock", N_("locked until") },
};

static const struct column_def hold_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "resource_id", VALUE_INT, SYSTEM | REQUIRED, "time", N_("staff, room or device") },
	{ "start_at", VALUE_INT, SYSTEM | REQUIRED, "time", N_("start") },
	{ "end_at", VALUE_INT, SYSTEM | REQUIRED, "time", N_("end") },
	{ "until_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("until") },
	{ "staff_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("person") },
	{ "station", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("terminal") },
	{ "what", VALUE_TEXT, SYSTEM, NULL, N_("what for") },
	{ "ref_id", VALUE_INT, SYSTEM, NULL, N_("row") },
	{ "for_at", VALUE_INT, SYSTEM, NULL, N_("start") },
};

static const struct column_def claim_columns[] = {
	{ "kind", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("kind") },
	{ "ref_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("row") },
	{ "staff_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("person") },
	{ "station", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("terminal") },
	{ "until_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("until") },
};

static const struct column_def ring_columns[] = {
	{ "branch_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("branch") },
	{ "number", VALUE_TEXT, KEY | SYSTEM | PRIVATE | REQUIRED, NULL, N_("telephone") },
	{ "at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("time") },
	{ "until_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("until") },
	{ "station", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("terminal") },
};

static const struct column_def draft_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "staff_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("person") },
	{ "station", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("terminal") },
	{ "form", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("form") },
	{ "ref_id", VALUE_INT, SYSTEM, NULL, N_("row") },
	{ "title", VALUE_TEXT, SYSTEM, NULL, N_("title") },
	{ "body", VALUE_TEXT, SYSTEM | PRIVATE | REQUIRED, NULL, N_("text") },
	{ "cursor", VALUE_TEXT, SYSTEM, NULL, N_("cursor") },
	{ "state", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("state") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "saved_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("saved") },
};

static const struct column_def pulse_columns[] = {
	{ "area", VALUE_INT, KEY | SYSTEM, NULL, N_("area") },
	{ "n", VALUE_INT, SYSTEM, NULL, N_("number") },
};

static const struct column_def sequence_columns[] = {
	{ "name", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("name") },
	{ "n", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("number") },
};

static const struct column_def job_run_columns[] = {
	{ "name", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("name") },
	{ "last_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("last run") },
	{ "next_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("next run") },
	{ "result", VALUE_TEXT, SYSTEM, NULL, N_("result") },
};

static const struct column_def approval_columns[] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "right_name", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("right") },
	{ "text", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("text") },
	{ "why", VALUE_TEXT, SYSTEM, NULL, N_("why") },
	{ "staff_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("person") },
	{ "station", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("terminal") },
	{ "asked_of", VALUE_INT, SYSTEM, NULL, N_("second person") },
	{ "asked_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("asked") },
	{ "until_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("until") },
	{ "state", VALUE_TEXT, SYSTEM, NULL, N_("state") },
	{ "answered_by", VALUE_INT, SYSTEM, NULL, N_("answered by") },
	{ "answered_at", VALUE_INT, SYSTEM, NULL, N_("answered") },
	{ "answer", VALUE_TEXT, SYSTEM, NULL, N_("answer") },
};

/* name, class, root, path to its client, areas, day column, rev, recheck, child key, label */
#define COLUMNS(t) t##_columns, sizeof t##_columns / sizeof *t##_columns

const struct table_def catalog[] = {
	{ "branch_kind", TABLE_CODE, "branch_kind", NULL, 0,
	    NULL, false, false, NULL, N_("kind of branch"), COLUMNS(branch_kind) },
	{ "resource_kind", TABLE_CODE, "resource_kind", NULL, 0,
	    NULL, false, false, NULL, N_("kind of resource"), COLUMNS(resource_kind) },
	{ "row_state", TABLE_CODE, "row_state", NULL, 0,
	    NULL, false, false, NULL, N_("state"), COLUMNS(row_state) },
	{ "client_state", TABLE_CODE, "client_state", NULL, 0,
	    NULL, false, false, NULL, N_("state of a file"), COLUMNS(client_state) },
	{ "todo_state", TABLE_CODE, "todo_state", NULL, 0,
	    NULL, false, false, NULL, N_("state of a task"), COLUMNS(todo_state) },
	{ "appointment_state", TABLE_CODE, "appointment_state", NULL, 0,
	    NULL, false, false, NULL, N_("state of an appointment"), COLUMNS(appointment_state) },
	{ "site", TABLE_RECORDED, "site", NULL, AREA_PEOPLE,
	    NULL, true, false, NULL, N_("site"), COLUMNS(site) },
	{ "setting", TABLE_RECORDED, "setting", NULL, AREA_PEOPLE,
	    NULL, true, false, NULL, N_("setting"), COLUMNS(setting) },
	{ "branch", TABLE_RECORDED, "branch", NULL, AREA_PEOPLE,
	    NULL, true, false, NULL, N_("branch"), COLUMNS(branch) },
	{ "staff", TABLE_RECORDED, "staff", NULL, AREA_PEOPLE,
	    "day", true, false, NULL, N_("person"), COLUMNS(staff) },
	{ "staff_role", TABLE_RECORDED, "staff", NULL, AREA_PEOPLE,
	    NULL, false, false, NULL, N_("role"), COLUMNS(staff_role) },
	{ "service", TABLE_RECORDED, "service", NULL, AREA_PEOPLE,
	    NULL, true, false, NULL, N_("service"), COLUMNS(service) },
	{ "resource", TABLE_RECORDED, "resource", NULL, AREA_PEOPLE | AREA_SCHEDULE,
	    NULL, true, false, NULL, N_("staff, room or device"), COLUMNS(resource) },
	{ "client", TABLE_RECORDED, "client", "id", AREA_CLIENT,
	    "day", true, false, NULL, N_("client"), COLUMNS(client) },
	{ "client_phone", TABLE_RECORDED, "client", "client_id", AREA_CLIENT,
	    NULL, true, false, "relation", N_("telephone"), COLUMNS(client_phone) },
	{ "dependant", TABLE_RECORDED, "client", "client_id", AREA_CLIENT,
	    NULL, true, false, NULL, N_("family member or pet"), COLUMNS(dependant) },
	{ "client_flag", TABLE_RECORDED, "client", "client_id", AREA_CLIENT,
	    NULL, true, false, "kind", N_("flag"), COLUMNS(client_flag) },
	{ "client_goods", TABLE_RECORDED, "client", "client_id", AREA_CLIENT,
	    NULL, true, false, NULL, N_("usual goods"), COLUMNS(client_goods) },
	{ "client_note", TABLE_RECORDED, "client", "client_id", AREA_CLIENT | AREA_RECORDS,
	    "day", true, false, NULL, N_("note"), COLUMNS(client_note) },
	{ "client_todo", TABLE_RECORDED, "client", "client_id", AREA_CLIENT,
	    "day", true, false, NULL, N_("task"), COLUMNS(client_todo) },
	{ "form_text", TABLE_RECORDED, "form_text", NULL, 0,
	    NULL, false, false, NULL, N_("form"), COLUMNS(form_text) },
	{ "sheet", TABLE_RECORDED, "client", "client_id", AREA_CLIENT | AREA_RECORDS,
	    NULL, true, false, NULL, N_("sheet"), COLUMNS(sheet) },
	{ "answer", TABLE_RECORDED, "client", "sheet_id>sheet.client_id",
	    AREA_CLIENT | AREA_RECORDS, NULL, false, false, NULL, N_("answer"), COLUMNS(answer) },
	{ "appointment", TABLE_RECORDED, "appointment", "client_id", AREA_SCHEDULE | AREA_ARRIVALS,
	    "day", true, true, NULL, N_("appointment"), COLUMNS(appointment) },
	{ "appointment_resource", TABLE_RECORDED, "appointment",
	    "appointment_id>appointment.client_id", AREA_SCHEDULE, NULL, false, true, NULL,
	    N_("staff, room or device"), COLUMNS(appointment_resource) },
	{ "overbooking", TABLE_RECORDED, "appointment",
	    "low_id>appointment.client_id,high_id>appointment.client_id", AREA_SCHEDULE, NULL,
	    false, false, NULL, N_("permitted overlap"), COLUMNS(overbooking) },
	{ "resource_skill", TABLE_RECORDED, "resource", NULL, AREA_PEOPLE | AREA_SCHEDULE,
	    NULL, true, false, NULL, N_("skill"), COLUMNS(resource_skill) },
	{ "service_need", TABLE_RECORDED, "service", NULL, AREA_PEOPLE | AREA_SCHEDULE,
	    NULL, true, false, NULL, N_("need of a service"), COLUMNS(service_need) },
	{ "opening", TABLE_RECORDED, "opening", NULL, AREA_PEOPLE | AREA_SCHEDULE,
	    NULL, true, false, NULL, N_("opening hours"), COLUMNS(opening) },
	{ "roster", TABLE_RECORDED, "roster", NULL, AREA_PEOPLE | AREA_SCHEDULE,
	    NULL, true, false, NULL, N_("roster"), COLUMNS(roster) },
	{ "absence", TABLE_RECORDED, "absence", NULL, AREA_SCHEDULE,
	    "day", true, false, NULL, N_("absence"), COLUMNS(absence) },
	{ "travel", TABLE_RECORDED, "travel", NULL, AREA_PEOPLE,
	    NULL, true, false, NULL, N_("travel time"), COLUMNS(travel) },
	{ "appointment_event", TABLE_RECORDED, "appointment",
	    "appointment_id>appointment.client_id", AREA_SCHEDULE,
	    NULL, true, false, NULL, N_("step of an appointment"), COLUMNS(appointment_event) },
	{ "request", TABLE_RECORDED, "request", "client_id", AREA_SCHEDULE,
	    "day", true, false, NULL, N_("request"), COLUMNS(request) },
	{ "waiter", TABLE_RECORDED, "waiter", "client_id", AREA_SCHEDULE,
	    "day", true, false, NULL, N_("waiting list"), COLUMNS(waiter) },
	{ "disruption", TABLE_RECORDED, "absence", "appointment_id>appointment.client_id",
	    AREA_SCHEDULE,
	    NULL, true, false, NULL, N_("disrupted appointment"), COLUMNS(disruption) },
	{ "delay", TABLE_RECORDED, "delay", NULL, AREA_SCHEDULE | AREA_ARRIVALS,
	    "day", true, false, NULL, N_("delay"), COLUMNS(delay) },
	{ "mark", TABLE_RECORDED, "mark", NULL, AREA_SCHEDULE | AREA_ARRIVALS,
	    "day", true, false, NULL, N_("check mark"), COLUMNS(mark) },
	{ "payment", TABLE_RECORDED, "payment", "client_id", AREA_ORDERS | AREA_ARRIVALS,
	    "day", true, false, NULL, N_("payment"), COLUMNS(payment) },
	{ "message", TABLE_RECORDED, "message", "client_id", AREA_MESSAGES,
	    "day", true, false, NULL, N_("message"), COLUMNS(message) },
	{ "visit_state", TABLE_CODE, "visit_state", NULL, 0,
	    NULL, false, false, NULL, N_("state of a visit"), COLUMNS(visit_state) },
	{ "visit", TABLE_RECORDED, "visit", "client_id", AREA_ARRIVALS,
	    "day", true, false, NULL, N_("visit"), COLUMNS(visit) },
	{ "visit_event", TABLE_RECORDED, "visit", "visit_id>visit.client_id", AREA_ARRIVALS,
	    NULL, true, false, NULL, N_("step of a visit"), COLUMNS(visit_event) },
	{ "companion", TABLE_RECORDED, "visit", "visit_id>visit.client_id", AREA_ARRIVALS,
	    NULL, true, false, NULL, N_("companion"), COLUMNS(companion) },
	{ "incident", TABLE_RECORDED, "incident", "client_id", AREA_CASES,
	    "day", true, false, NULL, N_("incident"), COLUMNS(incident) },
	{ "duty", TABLE_RECORDED, "duty", NULL, AREA_PEOPLE,
	    "day", true, false, NULL, N_("duty"), COLUMNS(duty) },
	{ "attachment", TABLE_RECORDED, "client", "client_id", AREA_RECORDS,
	    "day", true, false, NULL, N_("attachment"), COLUMNS(attachment) },
	{ "consultation", TABLE_RECORDED, "consultation", "client_id", AREA_RECORDS,
	    "day", true, false, NULL, N_("consultation"), COLUMNS(consultation) },
	{ "attendance", TABLE_RECORDED, "consultation",
	    "consultation_id>consultation.client_id", AREA_RECORDS,
	    NULL, true, false, NULL, N_("who took part"), COLUMNS(attendance) },
	{ "indicator", TABLE_RECORDED, "indicator", NULL, AREA_PEOPLE,
	    NULL, true, false, NULL, N_("indicator"), COLUMNS(indicator) },
	{ "measure", TABLE_RECORDED, "client", "client_id", AREA_RECORDS,
	    "day", true, false, NULL, N_("measured value"), COLUMNS(measure) },
	{ "target", TABLE_RECORDED, "client", "client_id", AREA_RECORDS,
	    NULL, true, false, NULL, N_("target"), COLUMNS(target) },
	{ "habit", TABLE_RECORDED, "client", "client_id", AREA_RECORDS,
	    "day", true, false, NULL, N_("habit"), COLUMNS(habit) },
	{ "plan", TABLE_RECORDED, "plan", "client_id", AREA_RECORDS,
	    "day", true, false, NULL, N_("plan"), COLUMNS(plan) },
	{ "plan_version", TABLE_RECORDED, "plan", "plan_id>plan.client_id", AREA_RECORDS,
	    NULL, true, false, NULL, N_("version of a plan"), COLUMNS(plan_version) },
	{ "plan_item", TABLE_RECORDED, "plan", "plan_id>plan.client_id", AREA_RECORDS,
	    NULL, true, false, NULL, N_("line of a plan"), COLUMNS(plan_item) },
	{ "plan_session", TABLE_RECORDED, "plan", "plan_id>plan.client_id", AREA_RECORDS,
	    NULL, true, false, NULL, N_("session of a plan"), COLUMNS(plan_session) },
	{ "plan_member", TABLE_RECORDED, "plan", "plan_id>plan.client_id", AREA_RECORDS,
	    NULL, true, false, NULL, N_("team of a plan"), COLUMNS(plan_member) },
	{ "plan_home", TABLE_RECORDED, "plan", "plan_id>plan.client_id", AREA_RECORDS,
	    NULL, true, false, NULL, N_("to do at home"), COLUMNS(plan_home) },
	{ "agreement", TABLE_RECORDED, "client", "client_id", AREA_RECORDS,
	    "day", true, false, NULL, N_("agreement"), COLUMNS(agreement) },
	{ "treatment", TABLE_RECORDED, "treatment", "client_id", AREA_RECORDS,
	    "day", true, false, NULL, N_("treatment"), COLUMNS(treatment) },
	{ "treatment_step", TABLE_RECORDED, "treatment", "treatment_id>treatment.client_id",
	    AREA_RECORDS,
	    NULL, true, false, NULL, N_("step of a treatment"), COLUMNS(treatment_step) },
	{ "role_note", TABLE_RECORDED, "treatment", "treatment_id>treatment.client_id",
	    AREA_RECORDS,
	    NULL, true, false, NULL, N_("note of a role"), COLUMNS(role_note) },
	{ "adverse", TABLE_RECORDED, "client", "client_id", AREA_RECORDS,
	    "day", true, false, NULL, N_("adverse reaction"), COLUMNS(adverse) },
	{ "product", TABLE_RECORDED, "product", NULL, AREA_PEOPLE,
	    NULL, true, false, NULL, N_("product"), COLUMNS(product) },
	{ "test_type", TABLE_RECORDED, "test_type", NULL, AREA_PEOPLE,
	    NULL, true, false, NULL, N_("kind of test"), COLUMNS(test_type) },
	{ "card", TABLE_RECORDED, "card", "client_id", AREA_ORDERS,
	    "day", true, false, NULL, N_("prepaid card"), COLUMNS(card) },
	{ "client_order", TABLE_RECORDED, "client_order", "client_id", AREA_ORDERS,
	    "day", true, false, NULL, N_("order"), COLUMNS(client_order) },
	{ "order_line", TABLE_RECORDED, "client_order", "order_id>client_order.client_id",
	    AREA_ORDERS,
	    NULL, true, false, NULL, N_("line of an order"), COLUMNS(order_line) },
	{ "instalment", TABLE_RECORDED, "client_order", "order_id>client_order.client_id",
	    AREA_ORDERS,
	    NULL, true, false, NULL, N_("instalment"), COLUMNS(instalment) },
	{ "card_move", TABLE_RECORDED, "card", "card_id>card.client_id", AREA_ORDERS,
	    "day", true, false, NULL, N_("move of a card"), COLUMNS(card_move) },
	{ "shift", TABLE_RECORDED, "shift", NULL, AREA_ORDERS,
	    "day", true, false, NULL, N_("shift"), COLUMNS(shift) },
	{ "shift_count", TABLE_RECORDED, "shift", NULL, AREA_ORDERS,
	    NULL, true, false, NULL, N_("money counted"), COLUMNS(shift_count) },
	{ "test", TABLE_RECORDED, "test", "client_id", AREA_ORDERS,
	    "day", true, false, NULL, N_("test"), COLUMNS(test) },
	{ "test_event", TABLE_RECORDED, "test", "test_id>test.client_id", AREA_ORDERS,
	    NULL, true, false, NULL, N_("step of a test"), COLUMNS(test_event) },
	{ "lab_file", TABLE_RECORDED, "lab_file", "test_id>test.client_id", AREA_ORDERS,
	    "day", true, false, NULL, N_("result from the laboratory"), COLUMNS(lab_file) },
	{ "lot", TABLE_RECORDED, "lot", NULL, AREA_ORDERS,
	    NULL, true, false, NULL, N_("lot"), COLUMNS(lot) },
	{ "stock_move", TABLE_RECORDED, "lot", NULL, AREA_ORDERS,
	    "day", true, false, NULL, N_("move of stock"), COLUMNS(stock_move) },
	{ "client_term", TABLE_DERIVED, "client", "client_id", 0,
	    NULL, false, false, NULL, N_("search term"), COLUMNS(client_term) },
	{ "client_figures", TABLE_DERIVED, "client", "client_id", 0,
	    NULL, false, false, NULL, N_("figures"), COLUMNS(client_figures) },
	{ "kpi_day", TABLE_DERIVED, "kpi_day", NULL, 0,
	    "day", false, false, NULL, N_("figures of a day"), COLUMNS(kpi_day) },
	{ "action_client", TABLE_DERIVED, "action", "client_id", 0,
	    NULL, false, false, NULL, N_("client of an action"), COLUMNS(action_client) },
	{ "order_money", TABLE_DERIVED, "client_order", "client_id", 0,
	    NULL, false, false, NULL, N_("money of an order"), COLUMNS(order_money) },
	{ "client_money", TABLE_DERIVED, "client", "client_id", 0,
	    NULL, false, false, NULL, N_("money of a client"), COLUMNS(client_money) },
	{ "card_balance", TABLE_DERIVED, "card", "card_id>card.client_id", 0,
	    NULL, false, false, NULL, N_("balance of a card"), COLUMNS(card_balance) },
	{ "stock_level", TABLE_DERIVED, "lot", NULL, 0,
	    NULL, false, false, NULL, N_("stock"), COLUMNS(stock_level) },
	{ "action", TABLE_TRAIL, "action", NULL, 0,
	    NULL, false, false, NULL, N_("action"), COLUMNS(action) },
	{ "access", TABLE_TRAIL, "access", "client_id", 0,
	    NULL, false, false, NULL, N_("look"), COLUMNS(access) },
	{ "login", TABLE_EPHEMERAL, "staff", NULL, 0,
	    NULL, false, false, NULL, N_("log-in"), COLUMNS(login) },
	{ "login_unknown", TABLE_EPHEMERAL, "login_unknown", NULL, 0,
	    NULL, false, false, NULL, N_("log-in of nobody"), COLUMNS(login_unknown) },
	{ "station_lock", TABLE_EPHEMERAL, "station_lock", NULL, 0,
	    NULL, false, false, NULL, N_("lock of a terminal"), COLUMNS(station_lock) },
	{ "hold", TABLE_EPHEMERAL, "resource", NULL, AREA_SCHEDULE,
	    NULL, false, false, NULL, N_("held time"), COLUMNS(hold) },
	{ "claim", TABLE_EPHEMERAL, "claim", NULL, AREA_JOBS,
	    NULL, false, false, NULL, N_("claim"), COLUMNS(claim) },
	{ "ring", TABLE_EPHEMERAL, "ring", NULL, AREA_JOBS,
	    NULL, false, false, NULL, N_("ringing telephone"), COLUMNS(ring) },
	{ "draft", TABLE_EPHEMERAL, "draft", NULL, 0,
	    NULL, false, false, NULL, N_("draft"), COLUMNS(draft) },
	{ "pulse", TABLE_EPHEMERAL, "pulse", NULL, 0,
	    NULL, false, false, NULL, N_("pulse"), COLUMNS(pulse) },
	{ "sequence", TABLE_EPHEMERAL, "sequence", NULL, 0,
	    NULL, false, false, NULL, N_("number"), COLUMNS(sequence) },
	{ "job_run", TABLE_EPHEMERAL, "job_run", NULL, 0,
	    NULL, false, false, NULL, N_("run of a job"), COLUMNS(job_run) },
	{ "approval", TABLE_EPHEMERAL, "approval", NULL, AREA_JOBS,
	    NULL, false, false, NULL, N_("question to a second person"), COLUMNS(approval) },
};

const size_t catalog_size = sizeof catalog / sizeof *catalog;
