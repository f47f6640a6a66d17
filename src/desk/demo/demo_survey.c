/*
 * How the visits of the made-up house were found, by whoever was asked; what could be better, what
 * is done about it, and an event with its guests. Nothing here is by chance.
 */
#include "base/buf.h"
#include "base/day.h"
#include "base/hash.h"
#include "data/form_text.h"
#include "data/sheet.h"
#include "data/survey.h"
#include "data/txn.h"
#include "demo_priv.h"

enum { DAY_S = 86400, KEEP = 14, MARKS = 5 };

/* The shipped form may have another text by now: what stands here says where these came from. */
static const char form_text[] = "# made-up survey\n";

static const char *const questions[MARKS] = { "booking", "waiting", "told", "person", "room" };
static const struct {
	int mark[MARKS], friend;
	const char *why, *better;       /* of the lowest mark */
} given[] = {
	{ { 5, 5, 5, 5, 5 }, 10, NULL, NULL },
	{ { 5, 4, 5, 5, 5 }, 9, NULL, NULL },
	{ { 5, 3, 5, 5, 4 }, 6, "等了二十分钟", "等候区多放几把椅子" },
	{ { 5, 5, 4, 5, 5 }, 9, NULL, NULL },
	{ { 4, 5, 5, 5, 3 }, 8, "it was cold", "A blanket in the treatment room" },
};
enum { GIVEN = sizeof given / sizeof *given };

/* A row of its own, with the time of its answers: the site may be filled at any hour. */
static enum err_code put_sheet(struct demo *d, const struct survey_visit *v, int64_t *id,
    struct err *e)
{
	struct demo_row r = { .n = 0 };
	unsigned char h[HASH_SIZE];
	char hash[HASH_HEX];

	hash_of(form_text, sizeof form_text - 1, h);
	hash_hex(h, hash);
	if (form_text_keep(d->txn, "survey-visit", hash, form_text, e) != OK)
		return e->code;
	demo_int(&r, "client_id", v->client_id);
	demo_int(&r, "created_at", v->left_at + DAY_S);
	demo_text(&r, "form", "survey-visit");
	demo_text(&r, "form_hash", hash);
	return demo_row_insert(d, "sheet", &r, id, e);
}

static enum err_code put_mark(struct demo *d, int64_t sheet, const char *field, int mark,
    struct err *e)
{
	struct value v = { .type = VALUE_REAL, .d = mark };

	return sheet_answer_set(d->txn, sheet, field, &v, false, e);
}

static enum err_code put_words(struct demo *d, int64_t sheet, const char *field, const char *text,
    bool code, struct err *e)
{
	struct value v = { 0 };
	enum err_code rc;

	value_set_text(&v, text);
	rc = sheet_answer_set(d->txn, sheet, field, &v, code, e);
	value_free(&v);
	return rc;
}

static enum err_code put_answers(struct demo *d, int64_t sheet, size_t which, struct err *e)
{
	char field[40];
	enum err_code rc = put_words(d, sheet, "how", "phone", true, e);

	for (int i = 0; i < MARKS && rc == OK; i++) {
		rc = put_mark(d, sheet, questions[i], given[which].mark[i], e);
		text_fmt(field, sizeof field, "%s_remark", questions[i]);
		if (rc == OK && given[which].mark[i] <= 3)
			rc = put_words(d, sheet, field, given[which].why, false, e);
	}
	if (rc == OK)
		rc = put_mark(d, sheet, "friend", given[which].friend, e);
	if (rc == OK && given[which].better)
		rc = put_words(d, sheet, "better", given[which].better, false, e);
	return rc;
}

static enum err_code put_suggestion(struct demo *d, const struct survey_visit *v, int64_t survey,
    const char *text, struct err *e)
{
	struct demo_row r = { .n = 0 };

	demo_int(&r, "branch_id", v->branch_id);
	demo_int(&r, "client_id", v->client_id);
	demo_text(&r, "day", v->day);
	demo_int(&r, "created_at", v->left_at + DAY_S);
	demo_int(&r, "survey_id", survey);
	demo_text(&r, "channel", "survey");
	demo_text(&r, "text", text);
	return demo_row_insert(d, "suggestion", &r, NULL, e);
}

/* Asked on the next day at the same time. */
static void put_result(struct demo *d, const struct survey_visit *v, int64_t sheet, size_t which,
    struct demo_row *r)
{
	char day[DAY_TEXT];
	int score = 0, lowest = MARKS;

	for (int i = 0; i < MARKS; i++) {
		score += given[which].mark[i] * 20;
		lowest = given[which].mark[i] < lowest ? given[which].mark[i] : lowest;
	}
	demo_int(r, "sheet_id", sheet);
	demo_text(r, "asked", "phone");
	demo_int(r, "asked_by", d->staff[8]);
	demo_text(r, "state", "returned");
	demo_int(r, "returned_at", v->left_at + DAY_S);
	demo_text(r, "returned_day", day_format(day_parse(v->day) + 1, day));
	demo_int(r, "answered", MARKS);
	demo_int(r, "score", score);
	demo_int(r, "lowest", lowest);
	demo_int(r, "friend", given[which].friend);
	demo_text(r, "suggestion", given[which].better);
}

/* Who came before yesterday was asked, every fourth not yet. */
static enum err_code put_survey(struct demo *d, const struct survey_visit *v, size_t i,
    struct err *e)
{
	struct demo_row r = { .n = 0 };
	bool asked = day_parse(v->day) < d->today - 1 && i % 4 != 3;
	size_t which = i % GIVEN;
	int64_t sheet = 0, id = 0;
	enum err_code rc = OK;

	if (asked)
		rc = put_sheet(d, v, &sheet, e);
	if (rc == OK && asked)
		rc = put_answers(d, sheet, which, e);
	if (rc != OK)
		return rc;
	demo_int(&r, "branch_id", v->branch_id);
	demo_int(&r, "client_id", v->client_id);
	demo_text(&r, "day", v->day);
	demo_int(&r, "created_at", v->left_at);
	demo_int(&r, "visit_id", v->id);
	demo_text(&r, "form", "survey-visit");
	demo_int(&r, "from_at", v->left_at);
	demo_int(&r, "expire_at", v->left_at + KEEP * DAY_S);
	if (asked)
		put_result(d, v, sheet, which, &r);
	rc = demo_row_insert(d, "survey", &r, &id, e);
	if (rc == OK && asked && given[which].better && i < GIVEN)
		rc = put_suggestion(d, v, id, given[which].better, e);
	return rc;
}

static bool was_asked(const struct survey_visits *l, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (l->v[k].client_id == l->v[i].client_id)
			return true;
	return false;
}

static enum err_code put_surveys(struct demo *d, struct err *e)
{
	struct survey_visits l = { 0 };
	char from[DAY_TEXT];
	size_t n = 0;
	enum err_code rc = survey_visits_without(txn_store(d->txn),
	    day_format(d->today - 5, from), 0, 5000, &l, e);

	for (size_t i = 0; i < l.n && rc == OK; i++)
		if (!was_asked(&l, i))
			rc = put_survey(d, &l.v[i], n++, e);
	survey_visits_free(&l);
	return rc;
}

/* ---- what is done about it ---- */

static enum err_code put_improvement(struct demo *d, const char *problem, const char *measure,
    int due, struct err *e)
{
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT], month[8];

	demo_int(&r, "branch_id", d->branch[0]);
	demo_text(&r, "day", day_format(d->today - 3, day));
	demo_int(&r, "created_at", demo_at(d, d->today - 3, 18 * 60));
	text_copy(month, sizeof month, day);
	demo_text(&r, "month", month);
	demo_text(&r, "level", "light");
	demo_text(&r, "problem", problem);
	demo_text(&r, "measure", measure);
	demo_int(&r, "owner_id", d->staff[DEMO_MANAGER]);
	demo_text(&r, "due_day", day_format(d->today + due, day));
	return demo_row_insert(d, "improvement", &r, NULL, e);
}

static enum err_code put_event(struct demo *d, struct err *e)
{
	static const char *const states[] = { "accepted", "invited", "listed", "declined" };
	struct demo_row r = { .n = 0 };
	char day[DAY_TEXT];
	int64_t id = 0;
	enum err_code rc;

	demo_int(&r, "branch_id", d->branch[0]);
	demo_text(&r, "day", day_format(d->today + 11, day));
	demo_int(&r, "created_at", demo_at(d, d->today - 2, 11 * 60));
	demo_text(&r, "name", "冬季养生茶会");
	demo_int(&r, "start_at", demo_at(d, d->today + 11, 15 * 60));
	demo_text(&r, "place", "静安店二楼");
	rc = demo_row_insert(d, "gathering", &r, &id, e);
	for (int i = 0; i < 4 && i < d->clients && rc == OK; i++) {
		demo_int(&r, "gathering_id", id);
		demo_int(&r, "client_id", d->first_client + i);
		demo_int(&r, "created_at", demo_at(d, d->today - 2, 11 * 60));
		demo_text(&r, "state", states[i]);
		rc = demo_row_insert(d, "guest", &r, NULL, e);
	}
	return rc;
}

enum err_code demo_surveys(struct demo *d, struct err *e)
{
	enum err_code rc = put_surveys(d, e);

	if (rc == OK)
		rc = put_improvement(d, "等候区座位不够", "加四把椅子", 6, e);
	if (rc == OK)
		rc = put_improvement(d, "治疗室偏冷", "添置毯子, 室温调到 25 度", -1, e);
	return rc == OK ? put_event(d, e) : rc;
}
