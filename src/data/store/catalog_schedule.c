/* Columns of the tables of hours, schedule and arrivals, in the order of schema.sql. */
#include "base/tr.h"
#include "catalog_priv.h"

const struct column_def resource_skill_columns[4] = {
	{ "resource_id", VALUE_INT, KEY | REQUIRED, NULL, N_("staff, room or device") },
	{ "skill", VALUE_TEXT, KEY | REQUIRED, NULL, N_("good for") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def service_need_columns[12] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "service_id", VALUE_INT, REQUIRED, NULL, N_("service") },
	{ "line", VALUE_INT, REQUIRED, NULL, N_("line") },
	{ "kind", VALUE_TEXT, REQUIRED, NULL, N_("kind") },
	{ "skill", VALUE_TEXT, 0, NULL, N_("good for") },
	{ "same_line", VALUE_INT, 0, NULL, N_("same as line") },
	{ "prep_min", VALUE_INT, 0, NULL, N_("minutes before") },
	{ "clean_min", VALUE_INT, 0, NULL, N_("minutes after") },
	{ "from_min", VALUE_INT, 0, NULL, N_("from") },
	{ "for_min", VALUE_INT, 0, NULL, N_("for minutes") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def opening_columns[10] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, 0, NULL, N_("branch") },
	{ "weekday", VALUE_INT, 0, NULL, N_("weekday") },
	{ "from_day", VALUE_TEXT, 0, "days", N_("from day") },
	{ "to_day", VALUE_TEXT, 0, "days", N_("to day") },
	{ "open_min", VALUE_INT, REQUIRED, "hours", N_("opens") },
	{ "close_min", VALUE_INT, REQUIRED, "hours", N_("closes") },
	{ "reason", VALUE_TEXT, 0, NULL, N_("reason") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def roster_columns[14] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "resource_id", VALUE_INT, REQUIRED, NULL, N_("staff, room or device") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "kind", VALUE_TEXT, REQUIRED, NULL, N_("kind") },
	{ "weekday", VALUE_INT, REQUIRED, NULL, N_("weekday") },
	{ "from_min", VALUE_INT, REQUIRED, "hours", N_("from") },
	{ "to_min", VALUE_INT, REQUIRED, "hours", N_("to") },
	{ "from_day", VALUE_TEXT, 0, "days", N_("from day") },
	{ "to_day", VALUE_TEXT, 0, "days", N_("to day") },
	{ "note", VALUE_TEXT, 0, NULL, N_("note") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
	{ "since_day", VALUE_TEXT, SYSTEM, "days", N_("holds from") },
	{ "until_day", VALUE_TEXT, SYSTEM, "days", N_("held until") },
};

const struct column_def absence_columns[12] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, 0, NULL, N_("branch") },
	{ "resource_id", VALUE_INT, REQUIRED, NULL, N_("staff, room or device") },
	{ "day", VALUE_TEXT, REQUIRED, "time", N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "created_by", VALUE_INT, SYSTEM, NULL, N_("entered by") },
	{ "kind", VALUE_TEXT, REQUIRED, NULL, N_("kind") },
	{ "start_at", VALUE_INT, REQUIRED, "time", N_("start") },
	{ "end_at", VALUE_INT, REQUIRED, "time", N_("end") },
	{ "reason", VALUE_TEXT, 0, NULL, N_("reason") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def travel_columns[4] = {
	{ "low_id", VALUE_INT, KEY | REQUIRED, NULL, N_("one branch") },
	{ "high_id", VALUE_INT, KEY | REQUIRED, NULL, N_("other branch") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "minutes", VALUE_INT, REQUIRED, NULL, N_("minutes") },
};

const struct column_def appointment_event_columns[10] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "appointment_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("appointment") },
	{ "at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("at") },
	{ "staff_id", VALUE_INT, SYSTEM, NULL, N_("person") },
	{ "what", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("step") },
	{ "start_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("start") },
	{ "end_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("end") },
	{ "late", VALUE_INT, SYSTEM, NULL, N_("late") },
	{ "text", VALUE_TEXT, SYSTEM, NULL, N_("text") },
};

const struct column_def request_columns[20] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, CLIENT, NULL, N_("client") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "came_at", VALUE_INT, REQUIRED, NULL, N_("came") },
	{ "channel", VALUE_TEXT, REQUIRED, NULL, N_("channel") },
	{ "name", VALUE_TEXT, 0, NULL, N_("name") },
	{ "phone", VALUE_TEXT, 0, NULL, N_("telephone") },
	{ "service_id", VALUE_INT, 0, NULL, N_("service") },
	{ "wants", VALUE_TEXT, 0, NULL, N_("wants") },
	{ "text", VALUE_TEXT, 0, NULL, N_("text") },
	{ "state", VALUE_TEXT, SYSTEM, "state", N_("state") },
	{ "answered_at", VALUE_INT, 0, "state", N_("answered") },
	{ "answered_by", VALUE_INT, 0, "state", N_("answered by") },
	{ "reason", VALUE_TEXT, 0, "state", N_("reason") },
	{ "appointment_id", VALUE_INT, 0, NULL, N_("appointment") },
	{ "origin_key", VALUE_TEXT, 0, NULL, N_("number outside") },
	{ "late_at", VALUE_INT, SYSTEM, NULL, N_("told as late") },
};

const struct column_def waiter_columns[20] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, REQUIRED | CLIENT, "person", N_("client") },
	{ "dependant_id", VALUE_INT, 0, "person", N_("family member or pet") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "created_by", VALUE_INT, SYSTEM, NULL, N_("entered by") },
	{ "service_id", VALUE_INT, REQUIRED, NULL, N_("service") },
	{ "resource_id", VALUE_INT, 0, NULL, N_("staff, room or device") },
	{ "from_day", VALUE_TEXT, 0, "days", N_("from day") },
	{ "to_day", VALUE_TEXT, 0, "days", N_("to day") },
	{ "weekdays", VALUE_INT, 0, NULL, N_("weekdays") },
	{ "from_min", VALUE_INT, 0, "hours", N_("from") },
	{ "to_min", VALUE_INT, 0, "hours", N_("to") },
	{ "urgent", VALUE_INT, 0, NULL, N_("urgent") },
	{ "note", VALUE_TEXT, 0, NULL, N_("note") },
	{ "appointment_id", VALUE_INT, 0, NULL, N_("appointment") },
	{ "state", VALUE_TEXT, SYSTEM, NULL, N_("state") },
	{ "put_off_until", VALUE_TEXT, 0, NULL, N_("put off until") },
};

const struct column_def disruption_columns[7] = {
	{ "absence_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("absence") },
	{ "appointment_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("appointment") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "state", VALUE_TEXT, SYSTEM, NULL, N_("state") },
	{ "at", VALUE_INT, SYSTEM, NULL, N_("at") },
	{ "staff_id", VALUE_INT, SYSTEM, NULL, N_("person") },
	{ "text", VALUE_TEXT, SYSTEM, NULL, N_("text") },
};

const struct column_def delay_columns[6] = {
	{ "resource_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("staff, room or device") },
	{ "day", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("day") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "minutes", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("minutes") },
	{ "at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("at") },
	{ "staff_id", VALUE_INT, SYSTEM, NULL, N_("person") },
};

const struct column_def mark_columns[11] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("branch") },
	{ "kind", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("kind") },
	{ "ref_id", VALUE_INT, SYSTEM, NULL, N_("belongs to") },
	{ "day", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("day") },
	{ "item", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("item") },
	{ "at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("at") },
	{ "staff_id", VALUE_INT, SYSTEM, NULL, N_("person") },
	{ "text", VALUE_TEXT, SYSTEM, NULL, N_("text") },
	{ "state", VALUE_TEXT, SYSTEM, NULL, N_("state") },
};

const struct column_def payment_columns[17] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, SYSTEM | REQUIRED | CLIENT, NULL, N_("client") },
	{ "day", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "appointment_id", VALUE_INT, SYSTEM, NULL, N_("appointment") },
	{ "visit_id", VALUE_INT, SYSTEM, NULL, N_("visit") },
	{ "kind", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("kind") },
	{ "method", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("method") },
	{ "amount", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("amount") },
	{ "reverses", VALUE_INT, SYSTEM, NULL, N_("reverses") },
	{ "staff_id", VALUE_INT, SYSTEM, NULL, N_("person") },
	{ "reason", VALUE_TEXT, SYSTEM, NULL, N_("reason") },
	{ "order_id", VALUE_INT, SYSTEM, NULL, N_("order") },
	{ "card_id", VALUE_INT, SYSTEM, NULL, N_("prepaid card") },
	{ "receipt", VALUE_TEXT, SYSTEM, NULL, N_("receipt") },
};

const struct column_def message_columns[23] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, SYSTEM | CLIENT, NULL, N_("client") },
	{ "staff_id", VALUE_INT, SYSTEM, NULL, N_("person") },
	{ "day", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "appointment_id", VALUE_INT, SYSTEM, NULL, N_("appointment") },
	{ "template", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("template") },
	{ "channel", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("channel") },
	{ "language", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("language") },
	{ "number", VALUE_TEXT, SYSTEM, NULL, N_("number") },
	{ "text", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("text") },
	{ "due_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("due") },
	{ "state", VALUE_TEXT, SYSTEM, NULL, N_("state") },
	{ "callback_id", VALUE_INT, SYSTEM, NULL, N_("callback") },
	{ "purpose", VALUE_TEXT, SYSTEM, NULL, N_("purpose") },
	{ "by_id", VALUE_INT, SYSTEM, NULL, N_("written by") },
	{ "provider_id", VALUE_TEXT, SYSTEM, NULL, N_("number of the service") },
	{ "tries", VALUE_INT, SYSTEM, NULL, N_("tries") },
	{ "handed_at", VALUE_INT, SYSTEM, NULL, N_("handed over") },
	{ "ended_at", VALUE_INT, SYSTEM, NULL, N_("ended at") },
	{ "why", VALUE_TEXT, SYSTEM, NULL, N_("why") },
};

const struct column_def message_way_columns[2] = {
	{ "was", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("state") },
	{ "next", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("next state") },
};

const struct column_def visit_state_columns[2] = {
	{ "code", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("code") },
	{ "here", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("still here") },
};

const struct column_def visit_columns[30] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, REQUIRED | CLIENT, "person", N_("client") },
	{ "dependant_id", VALUE_INT, 0, "person", N_("family member or pet") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "appointment_id", VALUE_INT, 0, NULL, N_("appointment") },
	{ "arrived_at", VALUE_INT, REQUIRED, NULL, N_("arrived") },
	{ "number", VALUE_TEXT, REQUIRED, NULL, N_("number") },
	{ "zone", VALUE_TEXT, REQUIRED, NULL, N_("zone") },
	{ "identity", VALUE_TEXT, REQUIRED, NULL, N_("identity") },
	{ "identity_why", VALUE_TEXT, 0, NULL, N_("why not checked") },
	{ "service_id", VALUE_INT, 0, NULL, N_("service") },
	{ "wants", VALUE_TEXT, 0, NULL, N_("wants") },
	{ "changed", VALUE_TEXT, 0, NULL, N_("changed") },
	{ "allergy", VALUE_TEXT, 0, NULL, N_("allergy") },
	{ "valuables", VALUE_TEXT, 0, NULL, N_("valuables") },
	{ "learnt", VALUE_TEXT, 0, NULL, N_("learnt by the greeter") },
	{ "greeter_id", VALUE_INT, 0, NULL, N_("greeter") },
	{ "resource_id", VALUE_INT, 0, "queue", N_("staff, room or device") },
	{ "place", VALUE_INT, REQUIRED, "queue", N_("place") },
	{ "room_id", VALUE_INT, 0, NULL, N_("room") },
	{ "state", VALUE_TEXT, SYSTEM, "state", N_("state") },
	{ "since_at", VALUE_INT, REQUIRED, "state", N_("since") },
	{ "due", VALUE_INT, 0, NULL, N_("to pay now") },
	{ "outcome", VALUE_TEXT, 0, "state", N_("outcome") },
	{ "follow_day", VALUE_TEXT, 0, NULL, N_("follow up on") },
	{ "outcome_text", VALUE_TEXT, 0, NULL, N_("about the outcome") },
	{ "left_at", VALUE_INT, 0, "state", N_("left") },
};

const struct column_def visit_event_columns[7] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "visit_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("visit") },
	{ "at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("at") },
	{ "staff_id", VALUE_INT, SYSTEM, NULL, N_("person") },
	{ "what", VALUE_TEXT, SYSTEM | REQUIRED, NULL, N_("step") },
	{ "text", VALUE_TEXT, SYSTEM, NULL, N_("text") },
};

const struct column_def companion_columns[8] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "visit_id", VALUE_INT, REQUIRED, NULL, N_("visit") },
	{ "name", VALUE_TEXT, REQUIRED, NULL, N_("name") },
	{ "relation", VALUE_TEXT, 0, NULL, N_("relation") },
	{ "phone", VALUE_TEXT, 0, NULL, N_("telephone") },
	{ "may_know", VALUE_INT, 0, NULL, N_("may be told") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def incident_columns[15] = {
	{ "id", VALUE_INT, KEY | SYSTEM, NULL, N_("number") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "branch_id", VALUE_INT, REQUIRED, NULL, N_("branch") },
	{ "client_id", VALUE_INT, CLIENT, NULL, N_("client") },
	{ "day", VALUE_TEXT, REQUIRED, NULL, N_("day") },
	{ "created_at", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("entered") },
	{ "at", VALUE_INT, REQUIRED, NULL, N_("at") },
	{ "place", VALUE_TEXT, 0, NULL, N_("place") },
	{ "what", VALUE_TEXT, REQUIRED, NULL, N_("step") },
	{ "who", VALUE_TEXT, 0, NULL, N_("who") },
	{ "measures", VALUE_TEXT, 0, NULL, N_("measures") },
	{ "follow_up", VALUE_TEXT, 0, NULL, N_("follow-up") },
	{ "follow_day", VALUE_TEXT, 0, NULL, N_("follow up on") },
	{ "created_by", VALUE_INT, SYSTEM, NULL, N_("entered by") },
	{ "state", VALUE_TEXT, 0, NULL, N_("state") },
};

const struct column_def duty_columns[4] = {
	{ "branch_id", VALUE_INT, KEY | SYSTEM | REQUIRED, NULL, N_("branch") },
	{ "day", VALUE_TEXT, KEY | SYSTEM | REQUIRED, NULL, N_("day") },
	{ "rev", VALUE_INT, SYSTEM, NULL, N_("version") },
	{ "staff_id", VALUE_INT, SYSTEM | REQUIRED, NULL, N_("person") },
};
