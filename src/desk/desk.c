#include "desk/desk.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "base/when.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/site.h"
#include "data/staff.h"
#include "form/callbacks.h"
#include "form/checklists.h"
#include "form/complaints.h"
#include "form/form_catalog.h"
#include "desk/rights.h"
#include "form/messages.h"
#include "form/plans.h"
#include "form/roles.h"
#include "form/scripts.h"
#include "form/segment.h"
#include "desk/people/rights_priv.h"
#include "desk/clients/segment_priv.h"

/* All faults of all files in one text, so that whoever wrote them mends them in one go. */
static enum err_code faults_to_err(struct fault_list *faults, struct err *e)
{
	struct buf text = { 0 };
	enum err_code rc = OK;

	if (faults->n) {
		err_clear(e);
		fault_list_print(faults, &text);
		rc = fault_list_err(faults, e);
		err_detail(e, "%s", buf_str(&text));
	}
	buf_free(&text);
	return rc;
}

static enum err_code load_roles(struct desk *d, struct fault_list *faults, struct err *e)
{
	struct buf path = { 0 };
	enum err_code rc;

	buf_printf(&path, "%s/roles.cfg", d->config.forms_dir);
	rc = roles_load(buf_str(&path), rights_known(), &d->roles, faults, e);
	buf_free(&path);
	return rc;
}

/* A site without the file sends nothing. */
static enum err_code load_messages(struct desk *d, struct fault_list *faults, struct err *e)
{
	struct buf path = { 0 };
	struct err one = ERR_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/messages.cfg", d->config.forms_dir);
	rc = messages_load(buf_str(&path), &d->messages, faults, &one);
	buf_free(&path);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

static enum err_code load_checklists(struct desk *d, struct fault_list *faults, struct err *e)
{
	struct buf path = { 0 };
	struct err one = ERR_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/checklists.cfg", d->config.forms_dir);
	rc = checklists_load(buf_str(&path), &d->checklists, faults, &one);
	buf_free(&path);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

static enum err_code load_plans(struct desk *d, struct fault_list *faults, struct err *e)
{
	struct buf path = { 0 };
	struct err one = ERR_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/plans.cfg", d->config.forms_dir);
	rc = plans_load(buf_str(&path), &d->plans, faults, &one);
	buf_free(&path);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

static enum err_code load_segments(struct desk *d, struct fault_list *faults, struct err *e)
{
	struct buf path = { 0 };
	struct err one = ERR_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/segments.cfg", d->config.forms_dir);
	rc = segments_load(buf_str(&path), &d->segments, faults, &one);
	buf_free(&path);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

static enum err_code load_scripts(struct desk *d, struct fault_list *faults, struct err *e)
{
	struct buf path = { 0 };
	struct err one = ERR_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/scripts.cfg", d->config.forms_dir);
	rc = scripts_load(buf_str(&path), &d->scripts, faults, &one);
	buf_free(&path);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

static enum err_code load_callbacks(struct desk *d, struct fault_list *faults, struct err *e)
{
	struct buf path = { 0 };
	struct err one = ERR_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/callbacks.cfg", d->config.forms_dir);
	rc = callbacks_load(buf_str(&path), &d->callbacks, faults, &one);
	buf_free(&path);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

static enum err_code load_complaints(struct desk *d, struct fault_list *faults, struct err *e)
{
	struct buf path = { 0 };
	struct err one = ERR_INIT;
	enum err_code rc;

	buf_printf(&path, "%s/complaints.cfg", d->config.forms_dir);
	rc = complaints_load(buf_str(&path), &d->complaints, faults, &one);
	buf_free(&path);
	return rc == OK || rc == ERR_NOTFOUND ? OK : err_copy(e, &one);
}

static enum err_code load_files(struct desk *d, struct err *e)
{
	struct fault_list faults = { 0 };
	enum err_code rc = form_catalog_open(d->config.forms_dir, &d->forms, &faults, e);

	if (rc == OK || rc == ERR_CONFIG)
		rc = load_roles(d, &faults, e);
	if (rc == OK || rc == ERR_CONFIG)
		rc = load_messages(d, &faults, e);
	if (rc == OK || rc == ERR_CONFIG)
		rc = load_checklists(d, &faults, e);
	if (rc == OK || rc == ERR_CONFIG)
		rc = load_plans(d, &faults, e);
	if (rc == OK || rc == ERR_CONFIG)
		rc = load_callbacks(d, &faults, e);
	if (rc == OK || rc == ERR_CONFIG)
		rc = load_segments(d, &faults, e);
	if (rc == OK || rc == ERR_CONFIG)
		rc = load_scripts(d, &faults, e);
	if (rc == OK || rc == ERR_CONFIG)
		rc = load_complaints(d, &faults, e);
	if (faults.n)
		rc = faults_to_err(&faults, e);
	fault_list_free(&faults);
	return rc;
}

/* The branch that was named, else the only one there is, else the first. */
static enum err_code first_branch(struct desk *d, struct branch *out, struct err *e)
{
	struct branch_list all = { 0 };
	enum err_code rc;

	if (d->config.branch) {
		rc = branch_by_code(d->store, d->config.branch, out, e);
		if (rc == ERR_NOTFOUND) {
			err_clear(e);
			err_set(e, ERR_NOTFOUND, tr("No branch \"%s\" in this file."),
			    d->config.branch);
		}
		return rc;
	}
	rc = branch_list(d->store, false, &all, e);
	if (rc == OK && !all.n)
		rc = err_set(e, ERR_NOTFOUND, "%s",
		    tr("No branch in this file. frontdesk init makes the first."));
	if (rc == OK)
		*out = all.v[0];
	branch_list_free(&all);
	return rc;
}

static enum err_code use_branch(struct desk *d, const struct branch *b, struct err *e)
{
	const struct zone *zone;
	struct site site;
	enum err_code rc = site_get(d->store, &site, e);

	if (rc == OK)
		rc = zone_open(b->zone[0] ? b->zone : site.zone, &zone, e);
	if (rc != OK)
		return rc;      /* the desk stays where it was, with its clock */
	d->zone = zone;
	d->branch_id = d->who.branch_id = b->id;
	d->open_min = b->open_min;
	d->close_min = b->close_min;
	text_copy(d->branch_code, sizeof d->branch_code, b->code);
	text_copy(d->branch_name, sizeof d->branch_name, b->name);
	text_copy(d->site_name, sizeof d->site_name, site.name);
	text_copy(d->country, sizeof d->country, site.country_code);
	text_copy(d->currency, sizeof d->currency, site.currency);
	text_copy(d->site_language, sizeof d->site_language, site.language);
	if (!d->language[0])
		text_copy(d->language, sizeof d->language, site.language);
	return OK;
}

enum err_code desk_open(struct store *s, const struct desk_config *config, struct desk *out,
    struct err *e)
{
	struct branch branch;
	enum err_code rc;

	*out = (struct desk){ .store = s, .config = *config };
	out->who.station = config->station ? config->station : "";
	out->who.origin = config->origin ? config->origin : "cli";
	out->who.peer = config->peer ? config->peer : "";
	rc = load_files(out, e);
	if (rc == OK)
		rc = first_branch(out, &branch, e);
	if (rc == OK)
		rc = use_branch(out, &branch, e);
	if (rc != OK) {
		desk_close(out);
		return rc;
	}
	action_set_gate(s, rights_gate, out);
	action_set_settle(s, segment_settle, out);
	return OK;
}

void desk_close(struct desk *d)
{
	if (d->store) {
		action_set_gate(d->store, NULL, NULL);
		action_set_settle(d->store, NULL, NULL);
	}
	form_catalog_free(d->forms);
	roles_free(d->roles);
	messages_free(d->messages);
	checklists_free(d->checklists);
	plans_free(d->plans);
	callbacks_free(d->callbacks);
	segments_free(d->segments);
	scripts_free(d->scripts);
	checklists_free(d->old_checklists);
	complaints_free(d->complaints);
	d->forms = NULL;
	d->roles = NULL;
	d->messages = NULL;
	d->checklists = d->old_checklists = NULL;
	d->plans = NULL;
	d->callbacks = NULL;
	d->segments = NULL;
	d->scripts = NULL;
	d->complaints = NULL;
}

/* Neither the person nor the terminal says which house: it is the person's own, not the first of
 * the file. */
static enum err_code go_home(struct desk *d, int64_t staff_id, struct err *e)
{
	struct staff_role_list roles = { 0 };
	int64_t home = 0;
	enum err_code rc = OK;

	if (d->config.branch || d->owner || rights_belongs(d, staff_id))
		return OK;
	rc = staff_roles(d->store, staff_id, &roles, e);
	for (size_t i = 0; i < roles.n && !home; i++)
		home = roles.v[i].branch_id;
	staff_role_list_free(&roles);
	return rc == OK && home ? desk_set_branch(d, home, e) : rc;
}

enum err_code desk_become(struct desk *d, int64_t staff_id, struct err *e)
{
	struct staff staff;
	enum err_code rc = staff_get(d->store, staff_id, &staff, e);

	if (rc != OK)
		return rc;
	if (strcmp(staff.state, "on") != 0)
		return err_set(e, ERR_DENIED, tr("%s does not work here at present."), staff.name);
	if (d->who.staff_id != staff.id)
		d->opened_client = 0;   /* a reason is one person's */
	if (d->config.branch_named && !d->owner && !rights_belongs(d, staff.id))
		return err_set(e, ERR_DENIED, tr("Not your branch: %s. Leave out -b."),
		    d->branch_name);
	if (go_home(d, staff.id, e) != OK)
		return e->code;
	d->who.staff_id = staff.id;
	d->who.second_id = d->who.approval_id = 0;
	text_copy(d->staff_name, sizeof d->staff_name, staff.name);
	text_copy(d->staff_code, sizeof d->staff_code, staff.code);
	text_copy(d->language, sizeof d->language,
	    staff.language[0] ? staff.language : d->site_language);
	rights_look(d);
	return OK;
}

void desk_set_command(struct desk *d, const char *line)
{
	text_copy(d->command, sizeof d->command, line);
	d->who.command = line ? d->command : NULL;
}

void desk_leave(struct desk *d)
{
	desk_set_command(d, NULL);
	d->who.staff_id = d->who.second_id = d->who.approval_id = 0;
	d->staff_name[0] = d->staff_code[0] = '\0';
	d->sees_restricted = false;
	memset(d->shows, 0, sizeof d->shows);
}

enum err_code desk_may_see_branch(const struct desk *d, int64_t branch_id, struct err *e)
{
	if (d->admin || rights_belongs_to(d, d->who.staff_id, branch_id))
		return OK;
	return rights_refuse(d, "see-branches", e);
}

enum err_code desk_set_branch(struct desk *d, int64_t branch_id, struct err *e)
{
	struct branch branch;
	enum err_code rc = branch_get(d->store, branch_id, &branch, e);

	if (rc == OK)
		rc = use_branch(d, &branch, e);
	rights_look(d);
	return rc;
}

int32_t desk_today(const struct desk *d)
{
	return zone_local(d->zone, clock_now()).day;
}

struct when_base desk_when(const struct desk *d)
{
	return (struct when_base){ .zone = d->zone, .now = clock_now(), .open_min = d->open_min,
		.close_min = d->close_min, .last_day = DAY_NONE, .last_min = -1 };
}

const char *desk_today_text(const struct desk *d, char out[DAY_TEXT])
{
	return day_format(desk_today(d), out);
}

const char *desk_day_of(const struct desk *d, int64_t at, char out[DAY_TEXT])
{
	return day_format(zone_local(d->zone, at).day, out);
}

char *desk_clock_text(const struct desk *d, int64_t at, char *out, size_t size)
{
	int second = zone_local(d->zone, at).second;

	return text_fmt(out, size, "%02d:%02d", second / 3600, second / 60 % 60);
}

char *desk_date_text(const struct desk *d, const char *day, char *out, size_t size)
{
	return day[0] ? day_echo(day_parse(day), desk_today(d), out, size) :
	    text_copy(out, size, "-");
}

char *desk_time_text(const struct desk *d, int64_t at, char *out, size_t size)
{
	int32_t day = zone_local(d->zone, at).day;
	char clock[8], date[48];

	desk_clock_text(d, at, clock, sizeof clock);
	if (day == desk_today(d))
		return text_copy(out, size, clock);
	day_echo(day, desk_today(d), date, sizeof date);
	return text_fmt(out, size, "%s %s", date, clock);
}

char *desk_money(const struct desk *d, int64_t amount, char *out, size_t size)
{
	return money_text(amount, d->currency, out, size);
}

/* ---- sums of money for who may see them ---- */

typedef char *(*money_words)(int64_t amount, const char *currency, char *out, size_t size);

static char *sum_words(const struct desk *d, money_words words, int64_t amount, char *out,
    size_t size)
{
	if (!rights_may(d, "see-money"))
		return text_copy(out, size, "-");
	return words(amount, d->currency, out, size);
}

char *desk_sum(const struct desk *d, int64_t amount, char *out, size_t size)
{
	return sum_words(d, money_text, amount, out, size);
}

char *desk_sum_full(const struct desk *d, int64_t amount, char *out, size_t size)
{
	return sum_words(d, money_full, amount, out, size);
}

char *desk_sum_plain(const struct desk *d, int64_t amount, char *out, size_t size)
{
	return sum_words(d, money_plain, amount, out, size);
}
