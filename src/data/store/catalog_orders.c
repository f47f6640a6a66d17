/* Columns of the tables of orders, money, tests and stock, in the order of schema.sql. */
#include "base/tr.h"
#include "catalog_priv.h"

const struct column_def product_columns[17] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "code", VALUE_TEXT, REQUIRED, NULL, N_("code") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name") },
	{ "name_en", VALUE_TEXT, 0, NULL, N_("English name") },
	{ "kind", VALUE_TEXT, 0, NULL, N_("kind") },
	{ "unit", VALUE_TEXT, REQUIRED, NULL, N_("unit") },
	{ "pieces", VALUE_INT, 0, NULL, N_("pieces") },
	{ "piece", VALUE_TEXT, 0, NULL, N_("piece") },
	{ "price", VALUE_INT, REQUIRED, NULL, N_("price") },
	{ "content", VALUE_TEXT, 0, NULL, N_("content") },
	{ "storage", VALUE_TEXT, 0, NULL, N_("storage") },
	{ "special", VALUE_INT, 0, NULL, N_("needs instruction") },
	{ "low", VALUE_INT, 0, NULL, N_("lower limit") },
	{ "rank", VALUE_INT, 0, NULL, N_("place in lists") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def test_type_columns[17] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "code", VALUE_TEXT, REQUIRED, NULL, N_("code") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name") },
	{ "name_en", VALUE_TEXT, 0, NULL, N_("English name") },
	{ "price", VALUE_INT, REQUIRED, NULL, N_("price") },
	{ "sample", VALUE_TEXT, 0, NULL, N_("sample") },
	{ "guide", VALUE_TEXT, 0, NULL, N_("sampling guide") },
	{ "guide_en", VALUE_TEXT, 0, NULL, N_("sampling guide, English") },
	{ "kit_id", VALUE_INT, 0, NULL, N_("kit") },
	{ "laboratory", VALUE_TEXT, 0, NULL, N_("laboratory") },
	{ "report_days", VALUE_INT, 0, NULL, N_("days to the report") },
	{ "review_days", VALUE_INT, 0, NULL, N_("days to review") },
	{ "cycle_days", VALUE_INT, 0, NULL, N_("due again after days") },
	{ "rank", VALUE_INT, 0, NULL, N_("place in lists") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def card_columns[13] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, REQUIRED | CLIENT, NULL, N_("client") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "number", VALUE_TEXT, REQUIRED, NULL, N_("number") },
	{ "kind", VALUE_TEXT, REQUIRED, NULL, N_("kind") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name") },
	{ "service_id", VALUE_INT, 0, NULL, N_("service") },
	{ "until_day", VALUE_TEXT, 0, NULL, N_("valid until") },
	{ "state", VALUE_TEXT, 0, "state", N_("state") },
	{ "reason", VALUE_TEXT, 0, "state", N_("reason") },
};

const struct column_def client_order_columns[25] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, REQUIRED | CLIENT, NULL, N_("client") },
	{ "dependant_id", VALUE_INT, 0, NULL, N_("family member or pet") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "created_by", VALUE_INT, SYSTEM, NULL, N_("entered by") },
	{ "number", VALUE_TEXT, REQUIRED, NULL, N_("number") },
	{ "kind", VALUE_TEXT, REQUIRED, NULL, N_("kind") },
	{ "plan_id", VALUE_INT, 0, NULL, N_("plan") },
	{ "visit_id", VALUE_INT, 0, NULL, N_("visit") },
	{ "state", VALUE_TEXT, 0, "state", N_("state") },
	{ "reason", VALUE_TEXT, 0, "state", N_("reason") },
	{ "start_day", VALUE_TEXT, 0, NULL, N_("first day of use") },
	{ "send", VALUE_TEXT, 0, NULL, N_("handed over") },
	{ "send_to", VALUE_TEXT, 0, NULL, N_("sent to") },
	{ "sent_at", VALUE_INT, 0, "sent", N_("sent") },
	{ "sent_by", VALUE_INT, 0, "sent", N_("sent by") },
	{ "sent_text", VALUE_TEXT, 0, "sent", N_("parcel") },
	{ "invoice_title", VALUE_TEXT, 0, NULL, N_("invoice title") },
	{ "invoice_tax_no", VALUE_TEXT, 0, NULL, N_("tax number") },
	{ "invoice_mail", VALUE_TEXT, 0, NULL, N_("invoice e-mail") },
	{ "invoice_no", VALUE_TEXT, 0, NULL, N_("invoice number") },
	{ "note", VALUE_TEXT, 0, NULL, N_("note") },
};

const struct column_def order_line_columns[17] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "order_id", VALUE_INT, REQUIRED, NULL, N_("order") },
	{ "line", VALUE_INT, REQUIRED, NULL, N_("line") },
	{ "product_id", VALUE_INT, 0, NULL, N_("product") },
	{ "test_type_id", VALUE_INT, 0, NULL, N_("test") },
	{ "service_id", VALUE_INT, 0, NULL, N_("service") },
	{ "card_id", VALUE_INT, 0, NULL, N_("card") },
	{ "text", VALUE_TEXT, 0, NULL, N_("text") },
	{ "quantity", VALUE_INT, REQUIRED, "money", N_("quantity") },
	{ "price", VALUE_INT, REQUIRED, "money", N_("price") },
	{ "discount", VALUE_INT, 0, "money", N_("discount") },
	{ "why", VALUE_TEXT, 0, "money", N_("reason") },
	{ "gift", VALUE_INT, 0, "money", N_("gift") },
	{ "dose", VALUE_INT, 0, NULL, N_("a day") },
	{ "taken", VALUE_INT, 0, NULL, N_("taken from stock") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def instalment_columns[6] = {
	{ "order_id", VALUE_INT, KEY | REQUIRED, NULL, N_("order") },
	{ "line", VALUE_INT, KEY | REQUIRED, NULL, N_("line") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "due_day", VALUE_TEXT, REQUIRED, NULL, N_("due") },
	{ "amount", VALUE_INT, REQUIRED, NULL, N_("amount") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def card_move_columns[14] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "card_id", VALUE_INT, REQUIRED, NULL, N_("card") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "at", VALUE_INT, REQUIRED, NULL, N_("time") },
	{ "kind", VALUE_TEXT, REQUIRED, NULL, N_("kind") },
	{ "amount", VALUE_INT, 0, NULL, N_("amount") },
	{ "sessions", VALUE_INT, 0, NULL, N_("sessions") },
	{ "payment_id", VALUE_INT, 0, NULL, N_("payment") },
	{ "treatment_id", VALUE_INT, 0, NULL, N_("treatment") },
	{ "other_id", VALUE_INT, 0, NULL, N_("other card") },
	{ "reverses", VALUE_INT, 0, NULL, N_("reverses") },
	{ "staff_id", VALUE_INT, 0, NULL, N_("by") },
	{ "reason", VALUE_TEXT, 0, NULL, N_("reason") },
};

const struct column_def shift_columns[12] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "staff_id", VALUE_INT, REQUIRED, NULL, N_("by") },
	{ "from_at", VALUE_INT, REQUIRED, NULL, N_("from") },
	{ "until_at", VALUE_INT, 0, "state", N_("until") },
	{ "float", VALUE_INT, 0, NULL, N_("change kept") },
	{ "note", VALUE_TEXT, 0, NULL, N_("note") },
	{ "read_by", VALUE_INT, 0, "read", N_("read by") },
	{ "read_at", VALUE_INT, 0, "read", N_("read") },
	{ "state", VALUE_TEXT, 0, "state", N_("state") },
};

const struct column_def shift_count_columns[6] = {
	{ "shift_id", VALUE_INT, KEY | REQUIRED, NULL, N_("shift") },
	{ "method", VALUE_TEXT, KEY | REQUIRED, NULL, N_("paid by") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "expected", VALUE_INT, REQUIRED, "counted", N_("expected") },
	{ "counted", VALUE_INT, REQUIRED, "counted", N_("counted") },
	{ "reason", VALUE_TEXT, 0, "counted", N_("reason") },
};

const struct column_def test_columns[20] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, REQUIRED | CLIENT, NULL, N_("client") },
	{ "dependant_id", VALUE_INT, 0, NULL, N_("family member or pet") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "number", VALUE_TEXT, REQUIRED, NULL, N_("number") },
	{ "line_id", VALUE_INT, REQUIRED, NULL, N_("order line") },
	{ "test_type_id", VALUE_INT, REQUIRED, NULL, N_("test") },
	{ "expert_id", VALUE_INT, 0, NULL, N_("expert") },
	{ "stage", VALUE_TEXT, 0, "stage", N_("step") },
	{ "stage_at", VALUE_INT, REQUIRED, "stage", N_("step at") },
	{ "due_day", VALUE_TEXT, 0, "stage", N_("due") },
	{ "kits", VALUE_INT, 0, NULL, N_("kits sent") },
	{ "report_id", VALUE_INT, 0, NULL, N_("report") },
	{ "final", VALUE_TEXT, 0, NULL, N_("final report") },
	{ "given_to", VALUE_TEXT, 0, NULL, N_("given to") },
	{ "appointment_id", VALUE_INT, 0, NULL, N_("appointment") },
	{ "reason", VALUE_TEXT, 0, "stage", N_("reason") },
};

const struct column_def test_event_columns[7] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "test_id", VALUE_INT, REQUIRED, NULL, N_("test") },
	{ "at", VALUE_INT, REQUIRED, NULL, N_("time") },
	{ "staff_id", VALUE_INT, 0, NULL, N_("by") },
	{ "what", VALUE_TEXT, REQUIRED, NULL, N_("step") },
	{ "text", VALUE_TEXT, 0, NULL, N_("text") },
};

const struct column_def lab_file_columns[15] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name") },
	{ "path", VALUE_TEXT, REQUIRED, NULL, N_("file") },
	{ "hash", VALUE_TEXT, REQUIRED, NULL, N_("check sum") },
	{ "bytes", VALUE_INT, REQUIRED, NULL, N_("size") },
	{ "line", VALUE_TEXT, REQUIRED, NULL, N_("line of the list") },
	{ "number", VALUE_TEXT, 0, NULL, N_("number") },
	{ "test_id", VALUE_INT, 0, "state", N_("test") },
	{ "state", VALUE_TEXT, 0, "state", N_("state") },
	{ "reason", VALUE_TEXT, 0, "state", N_("reason") },
	{ "staff_id", VALUE_INT, 0, NULL, N_("by") },
};

const struct column_def lot_columns[9] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "product_id", VALUE_INT, REQUIRED, NULL, N_("product") },
	{ "code", VALUE_TEXT, REQUIRED, NULL, N_("code") },
	{ "until_day", VALUE_TEXT, 0, NULL, N_("valid until") },
	{ "supplier", VALUE_TEXT, 0, NULL, N_("supplier") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def stock_move_columns[14] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "lot_id", VALUE_INT, REQUIRED, NULL, N_("lot") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "at", VALUE_INT, REQUIRED, NULL, N_("time") },
	{ "kind", VALUE_TEXT, REQUIRED, NULL, N_("kind") },
	{ "quantity", VALUE_INT, 0, NULL, N_("quantity") },
	{ "reserved", VALUE_INT, 0, NULL, N_("reserved") },
	{ "line_id", VALUE_INT, 0, NULL, N_("order line") },
	{ "test_id", VALUE_INT, 0, NULL, N_("test") },
	{ "reverses", VALUE_INT, 0, NULL, N_("reverses") },
	{ "staff_id", VALUE_INT, 0, NULL, N_("by") },
	{ "reason", VALUE_TEXT, 0, NULL, N_("reason") },
};

const struct column_def order_money_columns[4] = {
	{ "order_id", VALUE_INT, KEY | SYSTEM, NULL, N_("order") },
	{ "client_id", VALUE_INT, SYSTEM | REQUIRED | CLIENT, NULL, N_("client") },
	{ "total", VALUE_INT, SYSTEM, NULL, N_("total") },
	{ "paid", VALUE_INT, SYSTEM, NULL, N_("paid") },
};

const struct column_def client_money_columns[4] = {
	{ "client_id", VALUE_INT, KEY | SYSTEM | CLIENT, NULL, N_("client") },
	{ "charged", VALUE_INT, SYSTEM, NULL, N_("charged") },
	{ "paid", VALUE_INT, SYSTEM, NULL, N_("paid") },
	{ "kept", VALUE_INT, SYSTEM, NULL, N_("kept") },
};

const struct column_def card_balance_columns[3] = {
	{ "card_id", VALUE_INT, KEY | SYSTEM, NULL, N_("card") },
	{ "amount", VALUE_INT, SYSTEM, NULL, N_("amount") },
	{ "sessions", VALUE_INT, SYSTEM, NULL, N_("sessions") },
};

const struct column_def stock_level_columns[5] = {
	{ "lot_id", VALUE_INT, KEY | SYSTEM, NULL, N_("lot") },
	{ "branch_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("branch") },
	{ "product_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("product") },
	{ "quantity", VALUE_INT, SYSTEM, NULL, N_("quantity") },
	{ "reserved", VALUE_INT, SYSTEM, NULL, N_("reserved") },
};
