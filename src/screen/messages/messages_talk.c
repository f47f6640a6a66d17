/* On wide screens: what went to the client of the row and what came back, as a talk. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "messages_priv.h"
#include "screen/clientline.h"

enum { LAST = 20, INDENT = 2 };

/* One line of it; the later of the two lists' rows stands lower. */
struct said {
	int64_t at;
	bool came;                      /* from the client */
	const char *text, *state;
};

static int by_time(const void *a, const void *b)
{
	const struct said *x = a, *y = b;

	return x->at != y->at ? (x->at > y->at) - (x->at < y->at) : x->came - y->came;
}

static void put_said(struct messages *st, const struct said *x)
{
	struct buf line = BUF_INIT;
	char at[48];

	buf_printf(&line, "%s %s%s%s", x->came ? "<" : ">",
	    desk_time_text(st->desk, x->at, at, sizeof at), x->state[0] ? "  " : "", x->state);
	viewport_add(&st->talk, STYLE_GREY, INDENT, buf_str(&line));
	buf_clear(&line);
	buf_printf(&line, "  %s", x->text);
	viewport_add(&st->talk, x->came ? STYLE_NEWS : STYLE_TEXT, INDENT, buf_str(&line));
	buf_free(&line);
}

static void put_all(struct messages *st, struct message_list *out, struct reply_list *in)
{
	struct said *v = mem_array(out->n + in->n + 1, sizeof *v);
	char (*states)[64] = mem_array(out->n + 1, sizeof *states);
	size_t n = 0;

	for (size_t i = 0; i < out->n; i++) {
		cover_message(st->desk, &out->v[i]);
		v[n++] = (struct said){ out->v[i].created_at, false, out->v[i].text,
			messages_state_text(st->desk, &out->v[i], states[i], sizeof states[i]) };
	}
	for (size_t i = 0; i < in->n; i++) {
		cover_reply(st->desk, &in->v[i]);
		v[n++] = (struct said){ in->v[i].created_at, true, in->v[i].text, "" };
	}
	if (n)
		qsort(v, n, sizeof *v, by_time);
	for (size_t i = 0; i < n; i++)
		put_said(st, &v[i]);
	mem_free(states);
	mem_free(v);
}

void messages_talk(struct messages *st, int64_t client_id)
{
	struct message_list out = { 0 };
	struct reply_list in = { 0 };
	struct err e = ERR_INIT;
	char name[200];

	if (!st->talk.area.cols || (st->talk_of == client_id && client_id))
		return;
	st->talk_of = client_id;
	viewport_clear(&st->talk);
	if (client_id) {
		viewport_add(&st->talk, STYLE_SUBJECT, 0,
		    clientline_name(st->desk, client_id, name, sizeof name));
		if (message_list_client(st->desk->store, client_id, 0, LAST, &out, &e) == OK &&
		    reply_list_client(st->desk->store, client_id, LAST, &in, &e) == OK)
			put_all(st, &out, &in);
		else
			viewport_add(&st->talk, STYLE_MSG_REFUSED, 0, e.text);
	}
	message_list_free(&out);
	reply_list_free(&in);
	viewport_layout(&st->talk, st->talk.area);
	/* The latest stands at the foot, as on a telephone. */
	st->talk.top = viewport_rows(&st->talk) > st->talk.area.rows ?
	    viewport_rows(&st->talk) - st->talk.area.rows : 0;
}
