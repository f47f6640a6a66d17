#ifndef FD_FORM_PLANS_H
#define FD_FORM_PLANS_H
/*
 * forms/plans.cfg: templates from which plans are made (TR-3).
 *
 *   plans = (
 *     { code = "laser-6"; label = { en = "Laser, six sessions"; zh = "激光六次"; };
 *       goal = { en = "even skin"; zh = "肤色均匀"; };
 *       items = ( { service = "laser"; sessions = 6; days_apart = 28; price = 1200; } );
 *       team = ["manager", "consultant", "expert", "operator"];
 *       agreements = ["advice", "told", "price", "photos"];
 *       parts = (40, 30, 30);
 *       home = ( { en = "sun care twice a day"; zh = "每天两次防晒"; } ); }
 *   );
 *   broken_off_days = 45;
 *
 * A service is named by its code; whether there is one is checked against the site when a plan is
 * made. Prices are of one session, in whole units of the site's currency; 0: the service's own.
 */
#include <stddef.h>

#include "base/err.h"
#include "form/config_file.h"
#include "form/fault.h"
#include "form/label.h"

/* As many as the form of a plan has: what it does not show it would lose. */
#define PLAN_ITEMS 8
#define PLAN_PARTS 12

struct plan_template_item {
	const char *service;            /* code */
	int sessions, days_apart, price;
};
struct plan_template {
	const char *code;
	struct label label, goal;
	struct plan_template_item item[PLAN_ITEMS];
	size_t nitems;
	struct config_words team;       /* roles, in the order they are shown */
	struct config_words agreements; /* kinds: data/agreement.h */
	int part[PLAN_PARTS];           /* per cent of the price, first one at once; none: whole */
	size_t nparts;
	struct label *home;             /* what the client does at home */
	size_t nhome;
	int line;
};
struct plans_file {
	int broken_off_days;            /* without a session and none booked: a task */
	struct plan_template *v;
	size_t n;
	struct config_file *file;
};

/* ERR_NOTFOUND, ERR_IO, ERR_CONFIG. */
enum err_code plans_load(const char *path, struct plans_file **out, struct fault_list *faults,
    struct err *e) MUST_CHECK;
enum err_code plans_parse_text(const char *name, const char *text, size_t n,
    struct plans_file **out, struct fault_list *faults, struct err *e) MUST_CHECK;
void plans_free(struct plans_file *f);                  /* NULL is fine */
/* NULL: none of that code; also for F NULL. */
const struct plan_template *plans_find(const struct plans_file *f, const char *code);

#endif
