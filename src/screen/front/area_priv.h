#ifndef FD_SCREEN_FRONT_AREA_PRIV_H
#define FD_SCREEN_FRONT_AREA_PRIV_H
/*
 * The tables of the areas, and the tabs in them. A new tab: its declaration here, its place in the
 * table of src/screen/records/records.c, orders.c, calls.c or cases.c.
 */
#include "screen/area.h"

struct area_table {
	const struct screen_type *type; /* of its lists */
	const char *title;              /* N_(): Records */
	const struct area_tab *const *tabs;
	size_t ntabs;
	const char *page;               /* N_() */
};
extern const struct area_table records_area, orders_area, calls_area, cases_area, reports_area;

/* Records */
extern const struct area_tab consult_tab;
extern const struct area_tab plans_tab, treatments_tab, figures_tab, habits_tab, notes_tab;

/* Orders */
extern const struct area_tab products_tab, payments_tab, cards_tab, cashup_tab;
extern const struct area_tab tests_tab, results_tab, stock_tab;

/* Callbacks */
extern const struct area_tab queue_tab, calls_tab, close_tab, asked_tab;

/* Cases */
extern const struct area_tab complaints_tab, surveys_tab, suggestions_tab, improvements_tab;
extern const struct area_tab gatherings_tab, cultivation_tab;

#endif
