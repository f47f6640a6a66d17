/* What the made-up house found in its consultations: sheets with answers, diagnosis, end. */
#include <string.h>

#include "base/buf.h"
#include "base/day.h"
#include "base/hash.h"
#include "data/form_text.h"
#include "data/measure.h"
#include "data/sheet.h"
#include "data/txn.h"
#include "demo_priv.h"

enum { SHEETS = 12 };

/* Of each branch, at which service it is asked, who asks and who says what it is: places among the
 * services and the people. The second has no room for first consultations: its expert asks. */
static const struct {
	size_t service;
	int asks, expert;
} people[DEMO_BRANCHES] = { { 0, 5, 2 }, { 4, 13, 13 } };

static const struct {
	const char *field, *codes[3];   /* several: a blank between */
} answers[] = {
	{ "want", { "spots bright", "acne scars", "lines firm" } },
	{ "want_since", { "three", "year", "long" } },
	{ "area", { "cheekl cheekr", "chin", "brow eyel eyer" } },
	{ "tried", { "home salon", "drug acid", "none" } },
	{ "worry", { "cost", "marks", "pain" } },
	{ "tested", { "today", "today", "before" } },
	{ "type", { "mixed", "oily", "dry" } }, { "photo", { "t3", "t3", "t2" } },
	{ "allergy", { "none", "none", "cosmetic" } }, { "scar", { "no", "no", "unsure" } },
	{ "herpes", { "never", "past", "never" } }, { "pregnant", { "no", "na", "no" } },
	{ "retin", { "no", "skin", "no" } }, { "sun", { "some", "none", "much" } },
	{ "care_sunscreen", { "once", "none", "twice" } },
	{ "care_wash", { "twice", "twice", "once" } },
	{ "decides", { "self", "parents", "partner" } },
	{ "budget", { "mid", "low", "high" } }, { "photo_ok", { "own", "yes", "own" } },
	{ "coop", { "keen", "open", "doubt" } },
};
static const struct {
	const char *field, *text[3];
} texts[] = {
	{ "goal", { "五月前不用滤镜", "不再长痘", "看起来精神一些" } },
	{ "gap", { "24 周, 先防晒", "12 周, 先停酸", "需几次治疗" } },
	{ "advice", { "先防晒四周, 再激光", "外用药, 四周后复查", "HIFU 一次, 居家保湿" } },
};
static const struct {
	const char *field;
	int base, spread;
} numbers[] = { { "spots", 4, 4 }, { "red", 1, 4 }, { "moist", 28, 20 }, { "oil", 20, 40 } };
static const struct {
	const char *outcome, *reason, *diagnosis;
} ends[] = {
	{ "plan", "", "黄褐斑, 光老化" }, { "think", "与家人商量", "寻常痤疮" },
	{ "treat", "", "静态皱纹" },
};

/* The shipped sheet may have another text by now: what stands here says where these came from. */
static const char text[] = "# answers of the made-up house to consult-skin\n";

/* A row of its own, with the time of its consultation: the site may be filled at any hour. */
static enum err_code put_sheet(struct demo *d, int64_t client, int64_t at, int64_t *id,
    struct err *e)
{
	struct demo_row r = { .n = 0 };
	unsigned char h[HASH_SIZE];
	char hash[HASH_HEX];

	hash_of(text, sizeof text - 1, h);
	hash_hex(h, hash);
	if (form_text_keep(d->txn, "consult-skin", hash, text, e) != OK)
		return e->code;
	demo_int(&r, "client_id", client);
	demo_int(&r, "created_at", at);
	demo_text(&r, "form", "consult-skin");
	demo_text(&r, "form_hash", hash);
	return demo_row_insert(d, "sheet", &r, id, e);
}

static enum err_code put_number(struct demo *d, int64_t sheet, size_t i, struct err *e)
{
	struct value v = { 0 };
	enum err_code rc;

	value_set_int(&v, numbers[i].base + demo_upto(d, numbers[i].spread));
	rc = sheet_answer_set(d->txn, sheet, numbers[i].field, &v, false, e);
	value_free(&v);
	return rc;
}

static enum err_code put_text(struct demo *d, int64_t sheet, size_t i, int kind, struct err *e)
{
	struct value v = { 0 };
	enum err_code rc;

	value_set_text(&v, texts[i].text[kind]);
	rc = sheet_answer_set(d->txn, sheet, texts[i].field, &v, false, e);
	value_free(&v);
	return rc;
}

static enum err_code put_answers(struct demo *d, int64_t sheet, int kind, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof answers / sizeof *answers && rc == OK; i++)
		rc = sheet_answer_set_codes(d->txn, sheet, answers[i].field,
		    answers[i].codes[kind], e);
	for (size_t i = 0; i < sizeof texts / sizeof *texts && rc == OK; i++)
		rc = put_text(d, sheet, i, kind, e);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers && rc == OK; i++)
		rc = put_number(d, sheet, i, e);
	return rc;
}

static enum err_code put_measure(struct demo *d, const struct demo_came *c, int64_t consultation,
    int64_t at, struct err *e)
{
	struct demo_row r = { .n = 0 };
	struct indicator weight;
	char day[DAY_TEXT];
	enum err_code rc = indicator_by_code(txn_store(d->txn), "weight", &weight, e);

	if (rc == ERR_NOTFOUND) {
		err_clear(e);
		return OK;
	}
	if (rc != OK)
		return rc;
	demo_int(&r, "branch_id", d->branch[c->branch]);
	demo_int(&r, "client_id", d->first_client + c->client);
	demo_int(&r, "dependant_id", c->dependant);
	demo_text(&r, "day", day_format(c->day, day));
	demo_int(&r, "created_at", at);
	demo_int(&r, "indicator_id", weight.id);
	demo_int(&r, "at", at);
	demo_real(&r, "value", 48 + (double)demo_upto(d, 300) / 10);
	demo_text(&r, "source", "here");
	demo_int(&r, "consultation_id", consultation);
	return demo_row_insert(d, "measure", &r, NULL, e);
}

static enum err_code put_consultation(struct demo *d, const struct demo_came *c, int kind,
    struct err *e)
{
	int64_t client = d->first_client + c->client, sheet, id;
	int64_t at = c->arrived + 60 * (20 + demo_upto(d, 15));
	char day[DAY_TEXT];
	struct demo_row r = { .n = 0 };
	enum err_code rc = put_sheet(d, client, at, &sheet, e);

	if (rc == OK)
		rc = put_answers(d, sheet, kind, e);
	if (rc != OK)
		return rc;
	demo_int(&r, "branch_id", d->branch[c->branch]);
	demo_int(&r, "client_id", client);
	demo_int(&r, "dependant_id", c->dependant);
	demo_text(&r, "day", day_format(c->day, day));
	demo_int(&r, "created_at", at);
	demo_int(&r, "service_id", d->service[c->service].id);
	demo_int(&r, "sheet_id", sheet);
	demo_int(&r, "staff_id", d->staff[people[c->branch].asks]);
	demo_text(&r, "diagnosis", ends[kind].diagnosis);
	demo_int(&r, "diagnosis_by", d->staff[people[c->branch].expert]);
	demo_int(&r, "diagnosis_at", at + 600);
	demo_text(&r, "outcome", ends[kind].outcome);
	demo_text(&r, "reason", ends[kind].reason);
	demo_text(&r, "state", "done");
	demo_int(&r, "done_at", at + 900);
	rc = demo_row_insert(d, "consultation", &r, &id, e);
	return rc == OK ? put_measure(d, c, id, at, e) : rc;
}

/* Of the last days, those that are over. */
enum err_code demo_consultations(struct demo *d, int branch, struct err *e)
{
	enum err_code rc = OK;
	int made = 0;

	for (size_t i = 0; i < d->came.n && made < SHEETS && rc == OK; i++) {
		const struct demo_came *c = &d->came.v[i];

		if (c->branch != branch || c->service != people[branch].service ||
		    c->dependant || strcmp(c->state, "done") != 0)
			continue;
		rc = put_consultation(d, c, made % 3, e);
		made++;
	}
	return rc;
}
