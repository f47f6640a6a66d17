#include "desk/site.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/zone.h"
#include "data/action.h"
#include "data/branch.h"
#include "data/ephemeral.h"
#include "data/login.h"
#include "data/site.h"
#include "data/staff.h"
#include "desk/clients/figures_priv.h"
#include "pin_priv.h"
#include "rights_priv.h"

static const char *or_else(const char *text, const char *fallback)
{
	return text && text[0] ? text : fallback;
}

static enum err_code check_options(const struct site_options *o, struct err *e)
{
	const struct zone *zone;
	const char *weak;

	if (o->language && strcmp(o->language, "zh") != 0 && strcmp(o->language, "en") != 0)
		return err_set(e, ERR_USAGE, tr("No language \"%s\". There are zh and en."),
		    o->language);
	if (o->manager_pin && (weak = pin_weak(o->manager_pin, 6, NULL)))
		return err_set(e, ERR_INVALID, "%s", weak);
	return zone_open(or_else(o->zone, "Asia/Shanghai"), &zone, e);
}

static enum err_code insert_all(struct txn *t, const struct site_options *o, int64_t *manager,
    struct err *e)
{
	struct site site = { 0 };
	struct branch branch = { 0 };
	struct staff staff = { 0 };
	/* The first person must be able to do everything until others are there. */
	static const char *const roles[] = { "manager", "admin" };
	enum err_code rc;
	int64_t id;

	text_copy(site.name, sizeof site.name, or_else(o->name, "frontdesk"));
	text_copy(site.zone, sizeof site.zone, or_else(o->zone, "Asia/Shanghai"));
	text_copy(site.language, sizeof site.language, or_else(o->language, "zh"));
	text_copy(branch.code, sizeof branch.code, or_else(o->branch_code, "main"));
	text_copy(branch.name, sizeof branch.name, or_else(o->branch_name, site.name));
	text_copy(staff.code, sizeof staff.code, or_else(o->manager_code, "admin"));
	text_copy(staff.name, sizeof staff.name, or_else(o->manager_name, "Manager"));
	rc = site_insert(t, &site, e);
	if (rc == OK)
		rc = branch_insert(t, &branch, &id, e);
	if (rc == OK)
		rc = staff_insert(t, &staff, manager, e);
	for (size_t i = 0; i < 2 && rc == OK; i++) {
		struct staff_role role = { .staff_id = *manager, .main = i == 0 };

		text_copy(role.role, sizeof role.role, roles[i]);
		rc = staff_role_set(t, &role, e);
	}
	return rc == OK ? figures_begin_in(t, e) : rc;
}

static enum err_code set_first_pin(struct store *s, const struct actor *who, int64_t manager,
    const struct site_options *o, struct err *e)
{
	char hash[PIN_HASH_SIZE];
	struct txn *t;
	enum err_code rc = pin_hash(o->manager_pin, o->pin_cost, hash, e);

	if (rc == OK)
		rc = ephemeral_begin(s, who, &t, e);
	if (rc != OK)
		return rc;
	rc = login_set_pin(t, manager, hash, e);
	if (rc == OK)
		return ephemeral_commit(t, e);
	ephemeral_rollback(t);
	return rc;
}

enum err_code site_create(struct store *s, const struct site_options *o, struct err *e)
{
	struct actor who = { .station = "", .origin = "base", .peer = "" };
	struct action_head head = { .name = "site-create", .subject = "site:1" };
	int64_t manager = 0;
	struct txn *t;
	enum err_code rc = check_options(o, e);

	if (rc != OK)
		return rc;
	/* No desk can be open yet, so none stands at the gate. */
	action_set_gate(s, rights_program_gate, NULL);
	rc = action_begin_base(s, &who, &head, &t, e);
	action_set_gate(s, NULL, NULL);
	if (rc != OK)
		return rc;
	rc = insert_all(t, o, &manager, e);
	if (rc != OK) {
		action_rollback(t);
		return rc;
	}
	rc = action_commit(t, NULL, e);
	if (rc == OK && o->manager_pin)
		rc = set_first_pin(s, &who, manager, o, e);
	return rc;
}
