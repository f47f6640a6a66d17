/* Any text as a file of forms/: form, roles, mapping, checklists and callbacks are read or refused
 * with their faults, one or the other, and what was read can be bound to the catalogue. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "form/callbacks.h"
#include "form/checklists.h"
#include "form/form.h"
#include "form/mapping.h"
#include "form/roles.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const rights[] = { "client-edit", "client-merge", "appt-book", "admin", NULL };

/* Refused without a reason, or taken with faults: neither can be. */
static void check(enum err_code rc, const void *out, struct fault_list *faults)
{
	bool good = rc == OK;

	if (good != (out != NULL) || good != (faults->n == 0))
		abort();
	fault_list_free(faults);
}

static void read_form(const char *text, size_t n)
{
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct form *f = NULL;

	check(form_parse_text("f", text, n, &f, &faults, &e), f, &faults);
	err_clear(&e);
	if (f && form_bind(f, &faults, &e) == OK && faults.n)
		abort();
	fault_list_free(&faults);
	form_free(f);
}

static void read_roles(const char *text, size_t n)
{
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct roles_file *r = NULL;

	check(roles_parse_text("r", text, n, rights, &r, &faults, &e), r, &faults);
	for (size_t i = 0; r && i < r->n; i++)
		if (roles_find(r, r->roles[i].code) == NULL)
			abort();
	if (r)
		(void)roles_may(r, "desk", "appt-book");
	roles_free(r);
}

static void read_mapping(const char *text, size_t n)
{
	static char name[] = "Name", number[] = "No", *header[] = { number, name };
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct mapping *m = NULL;
	struct mapping_plan *plan = NULL;
	bool has_header;

	check(mapping_parse_text("m", text, n, &m, &faults, &e), m, &faults);
	err_clear(&e);
	if (m && mapping_bind(m, &faults, &e) == OK &&
	    mapping_plan_new(m, header, 2, &has_header, &plan, &e) == OK)
		mapping_plan_free(plan);
	fault_list_free(&faults);
	mapping_free(m);
}

static void read_checklists(const char *text, size_t n)
{
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct checklists_file *c = NULL;

	check(checklists_parse_text("c", text, n, &c, &faults, &e), c, &faults);
	for (size_t i = 0; c && i < c->n; i++)
		if (checklists_find(c, c->v[i].code) != &c->v[i])
			abort();
	checklists_free(c);
}

/* What is kept of a rule is what was said: its delays and hours read back as themselves. */
static void read_callbacks(const char *text, size_t n)
{
	struct err e = ERR_INIT;
	struct fault_list faults = { 0 };
	struct callbacks_file *c = NULL;
	char delay[DELAY_TEXT], hours[CALL_WINDOWS_TEXT];
	struct call_windows again;
	struct delay x;

	check(callbacks_parse_text("c", text, n, &c, &faults, &e), c, &faults);
	for (size_t i = 0; c && i < c->n; i++)
		if (callbacks_find(c, c->v[i].code) != &c->v[i] ||
		    !delay_parse(delay_format(c->v[i].by, delay), &x) || x.n != c->v[i].by.n)
			abort();
	if (c && (!call_windows_parse(call_windows_format(&c->windows, hours), NULL, &again) ||
	    again.n != c->windows.n))
		abort();
	callbacks_free(c);
}

/* What a client wishes, in any words. */
static void read_hours(const char *text, size_t n)
{
	char wish[160], hours[CALL_WINDOWS_TEXT];
	struct call_windows w, again;

	text_copy_n(wish, sizeof wish, text, n);
	if (call_windows_parse(wish, NULL, &w) &&
	    (!call_windows_parse(call_windows_format(&w, hours), NULL, &again) ||
	    again.n != w.n))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;

	read_form(text, size);
	read_roles(text, size);
	read_mapping(text, size);
	read_checklists(text, size);
	read_callbacks(text, size);
	read_hours(text, size);
	return 0;
}
