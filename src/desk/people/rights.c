#include "desk/rights.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "data/staff.h"
#include "desk/desk.h"
#include "desk/signin.h"
#include "form/roles.h"
#include "rights_priv.h"

enum { ASKED = 3, ROW_CELLS = 80 };     /* roles that a refusal names; a row of the screen */

/* Every action name is a right; the words that only let somebody see or open something follow. */
const struct right rights[] = {
	{ .name = "client-add", .label = N_("open a client file") },
	{ .name = "client-edit", .label = N_("change a client file") },
	{ .name = "client-note", .label = N_("write a note") },
	{ .name = "client-number", .label = N_("give a file number") },
	{ .name = "client-family", .label = N_("change family and pets") },
	{ .name = "client-goods", .label = N_("change usual goods") },
	{ .name = "client-import", .label = N_("import client lists") },
	{ .name = "client-merge", .label = N_("merge two files"), .second = true },
	{ .name = "client-todo", .label = N_("answer the work lists about files") },
	{ .name = "appt-book", .label = N_("book") },
	{ .name = "appt-move", .label = N_("move an appointment") },
	{ .name = "appt-step", .label = N_("confirm, arrive, serve, finish") },
	{ .name = "appt-cancel", .label = N_("cancel an appointment") },
	{ .name = "appt-request", .label = N_("answer requests from outside") },
	{ .name = "appt-wait", .label = N_("keep the waiting list") },
	{ .name = "appt-disrupt", .label = N_("record absences and find other times") },
	{ .name = "appt-late", .label = N_("say that somebody runs late") },
	{ .name = "appt-import", .label = N_("import appointments") },
	{ .name = "appt-overbook", .label = N_("book over a taken time"), .second = true },
	{ .name = "visit-arrive", .label = N_("receive a client and fill the triage card") },
	{ .name = "visit-step", .label = N_("lead a client on, mark a round") },
	{ .name = "visit-assign", .label = N_("change the queue and who serves") },
	{ .name = "visit-cash", .label = N_("take what is due at the cash desk") },
	{ .name = "pay-back", .label = N_("pay money back"), .second = true },
	{ .name = "pay-take", .label = N_("take money and correct a slip") },
	{ .name = "order-add", .label = N_("order tests, goods and services") },
	{ .name = "order-send", .label = N_("send an order, write its invoice") },
	{ .name = "order-cancel", .label = N_("cancel an order") },
	{ .name = "order-gift", .label = N_("give something away") },
	{ .name = "price-discount", .label = N_("give a discount") },
	{ .name = "price-over", .label = N_("give a discount above the limit"), .second = true },
	{ .name = "prepaid-edit", .label = N_("sell and change prepaid cards") },
	{ .name = "test-send", .label = N_("send a kit, tell when the report comes") },
	{ .name = "test-receive", .label = N_("receive samples and reports of tests") },
	{ .name = "test-review", .label = N_("mark a report as reviewed") },
	{ .name = "test-report", .label = N_("write the final report of a test") },
	{ .name = "test-paper", .label = N_("make the paper of a test and give it out") },
	{ .name = "test-explain", .label = N_("explain a report") },
	{ .name = "test-cancel", .label = N_("cancel a test") },
	{ .name = "test-tell", .label = N_("ask those who hold a test up") },
	{ .name = "lab-import", .label = N_("take in results of the laboratory") },
	{ .name = "attach-file", .label = N_("attach files to a client") },
	{ .name = "stock-edit", .label = N_("receive, issue and count stock") },
	{ .name = "cashup", .label = N_("open and count a shift at the cash desk") },
	{ .name = "visit-leave", .label = N_("let a client go, with outcome and marks") },
	{ .name = "treat-start", .label = N_("begin a treatment") },
	{ .name = "treat-step", .label = N_("record the steps of a treatment") },
	{ .name = "treat-confirm", .label = N_("confirm steps of a treatment") },
	{ .name = "treat-override",
	  .label = N_("allow a treatment although something is missing") },
	{ .name = "treat-later", .label = N_("enter a treatment afterwards") },
	{ .name = "treat-close", .label = N_("end a treatment") },
	{ .name = "treat-adverse", .label = N_("record an adverse reaction") },
	{ .name = "note-write", .label = N_("write the note of one's role") },
	{ .name = "day-mark", .label = N_("tick lists: preparation, opening, closing") },
	{ .name = "consult-edit", .label = N_("fill the sheet of a consultation") },
	{ .name = "consult-diagnose", .label = N_("write the diagnosis of a consultation") },
	{ .name = "consult-sign", .label = N_("sign that one took part in a consultation") },
	{ .name = "consult-end", .label = N_("finish a consultation") },
	{ .name = "plan-edit", .label = N_("make, change and stop plans") },
	{ .name = "plan-agree", .label = N_("record what a client agreed to") },
	{ .name = "plan-book", .label = N_("book the sessions of a plan") },
	{ .name = "measure-add", .label = N_("enter measured values and habits") },
	{ .name = "incident-add", .label = N_("record an incident") },
	{ .name = "case-take", .label = N_("take a complaint") },
	{ .name = "case-step", .label = N_("answer, promise, step in a complaint") },
	{ .name = "case-edit", .label = N_("change kind or owner of a complaint") },
	{ .name = "case-close", .label = N_("close a complaint") },
	{ .name = "escalate", .label = N_("put a question to an expert") },
	{ .name = "escalate-answer", .label = N_("answer what was put to experts") },
	{ .name = "escalate-see", .label = N_("mark a question as seen"), .everybody = true },
	{ .name = "callback-do", .label = N_("do callbacks and put them off") },
	{ .name = "callback-give", .label = N_("give callbacks to others") },
	{ .name = "callback-merge", .label = N_("make one of several callbacks") },
	{ .name = "callback-sample", .label = N_("look through samples of callbacks") },
	{ .name = "day-close", .label = N_("sign a day off") },
	{ .name = "day-close-open", .label = N_("sign a day off with something open"),
	  .second = true },
	{ .name = "survey-take", .label = N_("ask how a visit was, and write it down") },
	{ .name = "suggest", .label = N_("take a suggestion down, answer it") },
	{ .name = "cultivate", .label = N_("see to the cultivation of clients") },
	{ .name = "improve", .label = N_("decide suggestions and improvements") },
	{ .name = "event-edit", .label = N_("keep events of the house and their guests") },
	{ .name = "message-send", .label = N_("send a message") },
	{ .name = "message-drop", .label = N_("withdraw a message") },
	{ .name = "message-decide", .label = N_("say whether a message left") },
	{ .name = "message-reply", .label = N_("deal with replies of clients") },
	{ .name = "message-read", .label = N_("mark one's own messages as seen"),
	  .everybody = true },
	{ .name = "roster-edit", .label = N_("change rosters, leave, opening hours") },
	{ .name = "undo", .label = N_("take back one's own action") },
	{ .name = "undo-other", .label = N_("take back another's action"), .second = true },
	{ .name = "staff-edit", .label = N_("change staff and roles"), .power = true },
	{ .name = "site-edit", .label = N_("change site, branches and settings"), .power = true },
	{ .name = "resource-edit", .label = N_("change rooms, devices and services") },
	{ .name = "pin-set", .label = N_("set another's PIN, lift a lock"), .power = true },
	{ .name = "see-phone", .label = N_("see telephone numbers in full") },
	{ .name = "see-money", .label = N_("see sums of money in files and lists") },
	{ .name = "see-restricted", .label = N_("see restricted files by name") },
	{ .name = "segment-score", .label = N_("score what a client may bring") },
	{ .name = "segment-set", .label = N_("set tier, growth, segments by hand") },
	{ .name = "ask-restricted", .label = N_("open a restricted file with a reason") },
	{ .name = "see-private", .label = N_("see private texts in the action list") },
	{ .name = "see-actions", .label = N_("see the actions of all") },
	{ .name = "see-branches", .label = N_("see all branches") },
	{ .name = "see-looks", .label = N_("see who looked at a file") },
	{ .name = "see-report", .label = N_("see reports before they are reviewed") },
	{ .name = "see-figures", .label = N_("see the figures of the house") },
	{ .name = "list-print", .label = N_("print and export what a list shows") },
	{ .name = "export", .label = N_("export whole files and long lists"), .second = true },
};
const size_t rights_count = sizeof rights / sizeof rights[0];

/* Actions of the program itself: nobody's right. */
static const char *const program_actions[] = { "site-create", "demo-fill", "tick",
	"callback-expire", "callback-announce", "request-late",
	"sms-sync", "survey-due" };

const char *const *rights_known(void)
{
	static const char *known[sizeof rights / sizeof rights[0] + 1];

	for (size_t i = 0; i < rights_count; i++)
		known[i] = rights[i].name;
	return known;
}

const struct right *rights_find(const char *name)
{
	for (size_t i = 0; i < rights_count; i++)
		if (!strcmp(rights[i].name, name))
			return &rights[i];
	return NULL;
}

static bool is_program_action(const char *name)
{
	for (size_t i = 0; i < sizeof program_actions / sizeof program_actions[0]; i++)
		if (!strcmp(program_actions[i], name))
			return true;
	return false;
}

/* None of who has left meanwhile, even if the screen is still open. */
static void roles_here(const struct desk *d, int64_t staff_id, struct staff_role_list *roles)
{
	struct err none = ERR_INIT;
	struct staff staff;

	if (staff_get(d->store, staff_id, &staff, &none) != OK || strcmp(staff.state, "on") != 0 ||
	    staff_roles(d->store, staff_id, roles, &none) != OK)
		roles->n = 0;
}

/* Roles of the branch at hand and those that hold everywhere. */
static bool any_may(const struct desk *d, const struct staff_role_list *roles, const char *right)
{
	for (size_t i = 0; i < roles->n; i++)
		if ((!roles->v[i].branch_id || roles->v[i].branch_id == d->branch_id) &&
		    roles_may(d->roles, roles->v[i].role, right))
			return true;
	return false;
}

static bool staff_may(const struct desk *d, int64_t staff_id, const char *right)
{
	struct staff_role_list roles = { 0 };
	bool may;

	roles_here(d, staff_id, &roles);
	may = any_may(d, &roles, right);
	staff_role_list_free(&roles);
	return may;
}

bool rights_has_role(const struct desk *d, int64_t staff_id, const char *role)
{
	struct staff_role_list roles = { 0 };
	struct err none = ERR_INIT;
	bool has = false;

	if (!staff_id || staff_roles(d->store, staff_id, &roles, &none) != OK)
		return false;
	for (size_t i = 0; i < roles.n && !has; i++)
		has = (!roles.v[i].branch_id || roles.v[i].branch_id == d->branch_id) &&
		    !strcmp(roles.v[i].role, role);
	staff_role_list_free(&roles);
	return has;
}

/* Without a person only the program itself acts: by cron, or at the hand of the file's owner. */
static bool is_program(const struct desk *d, const struct actor *who)
{
	return !who->staff_id && (d->owner || !strcmp(who->origin, "tick"));
}

bool rights_other_may(const struct desk *d, int64_t staff_id, const char *right)
{
	const struct right *r = rights_find(right);

	return staff_id && ((r && r->everybody) || staff_may(d, staff_id, right));
}

bool rights_may(const struct desk *d, const char *right)
{
	return is_program(d, &d->who) || d->admin || rights_other_may(d, d->who.staff_id, right);
}

/* The owner of the file who speaks for a person sees what that person sees: what is printed so is
 * for that person. */
static bool sees_all_names(const struct desk *d)
{
	return is_program(d, &d->who) || (d->admin && !d->who.staff_id);
}

bool rights_sees_name(const struct desk *d, int64_t client_id)
{
	if (d->for_all)
		return false;
	return (client_id && d->opened_client == client_id) || sees_all_names(d) ||
	    d->sees_restricted;
}

void rights_look(struct desk *d)
{
	struct staff_role_list roles = { 0 };
	bool all = is_program(d, &d->who) || d->admin;

	_Static_assert(sizeof rights / sizeof rights[0] <= DESK_RIGHTS, "DESK_RIGHTS");
	d->sees_restricted = sees_all_names(d) ||
	    rights_other_may(d, d->who.staff_id, "see-restricted");
	memset(d->shows, 0, sizeof d->shows);
	if (!all && d->who.staff_id)
		roles_here(d, d->who.staff_id, &roles);
	for (size_t i = 0; i < rights_count; i++)
		if (all || (d->who.staff_id && rights[i].everybody) ||
		    any_may(d, &roles, rights[i].name))
			d->shows[i / 64] |= UINT64_C(1) << (i % 64);
	staff_role_list_free(&roles);
}

bool rights_shows(const struct desk *d, const char *right)
{
	const struct right *r = rights_find(right);
	size_t i = r ? (size_t)(r - rights) : 0;

	return r && (d->shows[i / 64] >> (i % 64) & 1);
}

static bool needs_second(const struct desk *d, const struct right *r)
{
	return d->roles ? roles_needs_second(d->roles, r->name) : r->second;
}

static enum err_code check_second(const struct desk *d, const struct actor *who,
    const struct right *r, struct err *e)
{
	if (!needs_second(d, r) || is_program(d, who) || d->admin)
		return OK;
	if (!who->second_id)
		return err_set(e, ERR_SECOND, tr("Needs a second person: %s."), tr(r->label));
	if (who->second_id == who->staff_id)
		return err_set(e, ERR_SECOND, "%s",
		    tr("One's own PIN does not count. Somebody else must sign."));
	if (!rights_other_may(d, who->second_id, r->name))
		return err_set(e, ERR_DENIED, tr("The second person may not do this: %s."),
		    tr(r->label));
	return signin_check_apart(d, who->staff_id, who->second_id, e);
}

/* "front desk, cashier": the first roles that have it. */
static void who_may(const struct desk *d, const char *right, int most, struct buf *out)
{
	int n = 0;

	for (size_t i = 0; i < d->roles->n && n < most; i++)
		if (roles_may(d->roles, d->roles->roles[i].code, right))
			buf_printf(out, "%s%s", n++ ? ", " : "",
			    label_text(&d->roles->roles[i].label));
	if (!n)
		buf_puts(out, tr("administrator"));
}

/* As many roles as one row of the screen holds beside the right; one at least. */
enum err_code rights_refuse(const struct desk *d, const char *name, struct err *e)
{
	const struct right *r = rights_find(name);
	struct buf text = BUF_INIT;

	for (int most = ASKED;
	    most && (!text.n || utf8_cells(buf_str(&text)) > ROW_CELLS); most--) {
		struct buf who = BUF_INIT;

		who_may(d, name, most, &who);
		buf_clear(&text);
		buf_printf(&text, tr("Not your right: %s. Ask: %s."), r ? tr(r->label) : name,
		    buf_str(&who));
		buf_free(&who);
	}
	err_set(e, ERR_DENIED, "%s", buf_str(&text));
	buf_free(&text);
	return e->code;
}

enum err_code rights_check(const struct desk *d, const struct actor *who, const char *name,
    struct err *e)
{
	const struct right *r = rights_find(name);

	if (!r) {
		if (is_program_action(name) && !who->staff_id)
			return OK;
		err_set(e, ERR_DENIED, "%s", tr("That may not be done."));
		return err_detail(e, "no right \"%s\" is known", name);
	}
	if (!is_program(d, who) && !d->admin && !rights_other_may(d, who->staff_id, name))
		return rights_refuse(d, name, e);
	return check_second(d, who, r, e);
}

/* ---- power over people ---- */

static bool has_in(const struct desk *d, const struct staff_role_list *roles, const char *right,
    int64_t branch_id)
{
	bool has = false;

	for (size_t i = 0; i < roles->n && !has; i++)
		if (!roles->v[i].branch_id || roles->v[i].branch_id == branch_id)
			has = roles_may(d->roles, roles->v[i].role, right);
	return has;
}

static enum err_code check_has_in(const struct desk *d, const struct staff_role_list *mine,
    const char *right, int64_t branch_id, struct err *e)
{
	const struct right *r = rights_find(right);

	if (has_in(d, mine, right, branch_id))
		return OK;
	return err_set(e, ERR_DENIED,
	    tr("Not your right in that branch: %s. Head office can do it."),
	    r ? tr(r->label) : right);
}

enum err_code rights_check_there(const struct desk *d, const char *right, int64_t branch_id,
    struct err *e)
{
	struct staff_role_list mine = { 0 };
	enum err_code rc;

	if (!branch_id || branch_id == d->branch_id || is_program(d, &d->who) || d->admin)
		return OK;
	rc = staff_roles(d->store, d->who.staff_id, &mine, e);
	if (rc == OK)
		rc = check_has_in(d, &mine, right, branch_id, e);
	staff_role_list_free(&mine);
	return rc;
}

static enum err_code check_give(const struct desk *d, const struct staff_role_list *mine,
    const char *role, int64_t branch_id, struct err *e)
{
	for (size_t i = 0; i < rights_count; i++)
		if (rights[i].power && roles_may(d->roles, role, rights[i].name) &&
		    !has_in(d, mine, rights[i].name, branch_id))
			return err_set(e, ERR_DENIED,
			    tr("The role %s may do there what you may not: %s. Head office can do "
			       "it."),
			    role, tr(rights[i].label));
	return OK;
}

enum err_code rights_check_give(const struct desk *d, const char *role, int64_t branch_id,
    struct err *e)
{
	struct staff_role_list mine = { 0 };
	enum err_code rc = OK;

	if (is_program(d, &d->who) || d->admin)
		return OK;
	rc = staff_roles(d->store, d->who.staff_id, &mine, e);
	if (rc == OK)
		rc = check_has_in(d, &mine, "staff-edit", branch_id, e);
	if (rc == OK)
		rc = check_give(d, &mine, role, branch_id, e);
	staff_role_list_free(&mine);
	return rc;
}

enum err_code rights_check_over(const struct desk *d, int64_t staff_id, struct err *e)
{
	struct staff_role_list mine = { 0 }, theirs = { 0 };
	enum err_code rc = OK;

	if (is_program(d, &d->who) || d->admin)
		return OK;
	rc = staff_roles(d->store, d->who.staff_id, &mine, e);
	if (rc == OK)
		rc = staff_roles(d->store, staff_id, &theirs, e);
	for (size_t i = 0; i < theirs.n && rc == OK; i++)
		rc = check_give(d, &mine, theirs.v[i].role, theirs.v[i].branch_id, e);
	staff_role_list_free(&mine);
	staff_role_list_free(&theirs);
	return rc;
}

/* Where somebody is at home, and where each role of hers holds. */
static enum err_code check_reach(const struct desk *d, const struct staff_role_list *mine,
    const struct staff_role_list *theirs, const char *right, int64_t home, struct err *e)
{
	enum err_code rc = check_has_in(d, mine, right, home, e);

	for (size_t i = 0; i < theirs->n && rc == OK; i++)
		rc = check_has_in(d, mine, right, theirs->v[i].branch_id, e);
	return rc;
}

enum err_code rights_check_reach(const struct desk *d, const char *right, int64_t staff_id,
    struct err *e)
{
	struct staff_role_list mine = { 0 }, theirs = { 0 };
	struct staff staff;
	enum err_code rc = rights_check_over(d, staff_id, e);

	if (rc != OK || is_program(d, &d->who) || d->admin)
		return rc;
	rc = staff_get(d->store, staff_id, &staff, e);
	if (rc == OK)
		rc = staff_roles(d->store, d->who.staff_id, &mine, e);
	if (rc == OK)
		rc = staff_roles(d->store, staff_id, &theirs, e);
	if (rc == OK)
		rc = check_reach(d, &mine, &theirs, right, staff.branch_id, e);
	staff_role_list_free(&mine);
	staff_role_list_free(&theirs);
	return rc;
}

bool rights_belongs_to(const struct desk *d, int64_t staff_id, int64_t branch_id)
{
	struct staff_role_list roles = { 0 };
	struct err none = ERR_INIT;
	bool belongs = false;

	if (staff_roles(d->store, staff_id, &roles, &none) != OK)
		return false;
	for (size_t i = 0; i < roles.n && !belongs; i++)
		belongs = !roles.v[i].branch_id || roles.v[i].branch_id == branch_id ||
		    roles_may(d->roles, roles.v[i].role, "see-branches");
	staff_role_list_free(&roles);
	return belongs;
}

bool rights_belongs(const struct desk *d, int64_t staff_id)
{
	return rights_belongs_to(d, staff_id, d->branch_id);
}

enum err_code rights_program_gate(void *ctx, const struct actor *who, const char *name,
    struct err *e)
{
	(void)ctx;
	if (is_program_action(name) && !who->staff_id)
		return OK;
	return err_set(e, ERR_DENIED, "%s", tr("That may not be done."));
}

enum err_code rights_gate(void *desk, const struct actor *who, const char *name, struct err *e)
{
	return rights_check(desk, who, name, e);
}
