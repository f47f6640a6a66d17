/* A booking that is parked: who is booked with the client, and what it was opened for, beside the
 * fields of its form. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "book_priv.h"
#include "data/request.h"
#include "desk/desk.h"

/* What was opened with it and never stands in a field. */
static const struct kept {
	const char *word;
	size_t at;
} kept[] = {
	{ "branch", offsetof(struct book, arg.branch_id) },
	{ "for", offsetof(struct book, dependant_id) },
	{ "request", offsetof(struct book, arg.request_id) },
	{ "waiter", offsetof(struct book, arg.waiter_id) },
	{ "start", offsetof(struct book, arg.start_at) },
};
#define KEPT (sizeof kept / sizeof kept[0])

static int64_t *number_of(struct book *st, const struct kept *k)
{
	return (int64_t *)(void *)((char *)st + k->at);
}

static void put_numbers(struct buf *body, const char *word, const int64_t *v, size_t n)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < n; i++)
		buf_printf(&text, "%s%lld", i ? "," : "", (long long)v[i]);
	formview_more_put(body, word, buf_str(&text));
	buf_free(&text);
}

static size_t take_numbers(const char *text, int64_t *v, size_t max)
{
	size_t n = 0;

	while (*text && n < max) {
		char *end;

		v[n] = strtoll(text, &end, 10);
		if (end == text)
			break;
		n++;
		text = *end == ',' ? end + 1 : end;
	}
	return n;
}

/* The group alone was put together by hand; the rest comes along with whatever is typed. */
static bool any(const struct screen *owner)
{
	return ((const struct book *)owner->state)->group.n > 0;
}

static void save(const struct screen *owner, struct buf *body)
{
	struct book *st = owner->state;

	for (size_t i = 0; i < KEPT; i++)
		if (*number_of(st, &kept[i]))
			put_numbers(body, kept[i].word, number_of(st, &kept[i]), 1);
	if (st->arg.nservices > 1)
		put_numbers(body, "services", st->arg.service, st->arg.nservices);
	if (st->group.n)
		put_numbers(body, st->group.in_row ? "row" : "together", st->group.client,
		    st->group.n);
}

/* A request that was answered meanwhile is not answered again. */
static void check_request(struct book *st)
{
	struct request r;
	struct err none = ERR_INIT;

	if (!st->arg.request_id)
		return;
	if (request_get(st->desk->store, st->arg.request_id, &r, &none) != OK ||
	    (strcmp(r.state, "open") != 0 && strcmp(r.state, "offered") != 0))
		st->arg.request_id = 0;
}

static void load(struct screen *owner, const char *word, const char *text)
{
	struct book *st = owner->state;

	for (size_t i = 0; i < KEPT; i++)
		if (!strcmp(word, kept[i].word))
			take_numbers(text, number_of(st, &kept[i]), 1);
	if (!strcmp(word, "services"))
		st->arg.nservices = take_numbers(text, st->arg.service, FREE_SERVICES);
	if (!strcmp(word, "row") || !strcmp(word, "together")) {
		st->group.in_row = !strcmp(word, "row");
		st->group.n = take_numbers(text, st->group.client, BOOKING_GROUP_MAX);
		book_group_names(st);
	}
	check_request(st);
}

const struct formview_more book_more = { .any = any, .save = save, .load = load };
