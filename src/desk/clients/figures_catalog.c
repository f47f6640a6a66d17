/* What every house measures from the first day. A site changes and adds on F12. */
#include "base/mem.h"
#include "data/record.h"
#include "figures_priv.h"

/* Ranges are what a living body can have; bands of blood pressure after the WHO's limit for
 * hypertension (140/90), of fasting glucose 3.9-6.1 mmol/L. limits 0, 0: none. */
static const struct start {
	const char *code, *name, *name_en, *chart, *unit;
	int decimals;
	double min, max, low, high;
} starts[] = {
	{ "sys", "收缩压", "Systolic", "bp", "mmHg", 0, 40, 300, 90, 140 },
	{ "dia", "舒张压", "Diastolic", "bp", "mmHg", 0, 20, 200, 60, 90 },
	{ "pulse", "脉搏", "Pulse", "bp", "/min", 0, 20, 250, 0, 0 },
	{ "temp", "体温", "Temperature", "temp", "°C", 1, 30, 45, 35.5, 37.5 },
	{ "weight", "体重", "Weight", "weight", "kg", 1, 0.1, 300, 0, 0 },
	{ "height", "身高", "Height", "height", "cm", 0, 10, 250, 0, 0 },
	{ "waist", "腰围", "Waist", "girth", "cm", 0, 10, 250, 0, 0 },
	{ "hip", "臀围", "Hips", "girth", "cm", 0, 10, 250, 0, 0 },
	{ "glucose", "血糖", "Glucose", "glucose", "mmol/L", 1, 0.5, 50, 3.9, 6.1 },
	{ "sleep", "睡眠", "Sleep", "sleep", "h", 1, 0, 24, 6, 10 },
	{ "moisture", "皮肤水分", "Skin moisture", "skin", "%", 0, 0, 100, 40, 0 },
	{ "sebum", "皮肤油脂", "Skin sebum", "skin", "%", 0, 0, 100, 0, 60 },
	{ "pain", "疼痛", "Pain", "pain", "/10", 0, 0, 10, 0, 6 },
};

static void put_text(struct change *c, const char *column, const char *text)
{
	c->column = column;
	value_set_text(&c->value, text);
}

static void put_int(struct change *c, const char *column, int64_t v)
{
	c->column = column;
	value_set_int(&c->value, v);
}

static void put_real(struct change *c, const char *column, double v)
{
	c->column = column;
	value_set_real(&c->value, v);
}

static enum err_code insert(struct txn *t, const struct start *s, int rank, struct err *e)
{
	struct change c[12] = { { 0 } };
	size_t n = 0;
	int64_t id;
	enum err_code rc;

	put_int(&c[n++], "created_at", txn_now(t));
	put_text(&c[n++], "code", s->code);
	put_text(&c[n++], "name", s->name);
	put_text(&c[n++], "name_en", s->name_en);
	put_text(&c[n++], "chart", s->chart);
	put_text(&c[n++], "unit", s->unit);
	put_int(&c[n++], "decimals", s->decimals);
	put_real(&c[n++], "min", s->min);
	put_real(&c[n++], "max", s->max);
	put_int(&c[n++], "rank", rank);
	if (s->low > 0)
		put_real(&c[n++], "low", s->low);
	if (s->high > 0)
		put_real(&c[n++], "high", s->high);
	rc = record_insert(t, "indicator", c, n, &id, e);
	for (size_t i = 0; i < n; i++)
		value_free(&c[i].value);
	return rc;
}

enum err_code figures_begin_in(struct txn *t, struct err *e)
{
	enum err_code rc = OK;

	for (size_t i = 0; i < sizeof starts / sizeof *starts && rc == OK; i++)
		rc = insert(t, &starts[i], (int)(i + 1) * 10, e);
	return rc;
}
