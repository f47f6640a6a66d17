#ifndef FD_TEST_EDIT_WORLD_H
#define FD_TEST_EDIT_WORLD_H
/* A form with fields of every kind over a client 王小明, and short words to edit him with. */
#include "fake.h"

struct world {
	struct fake store;
	struct form *form;
	struct form_env env;
	int64_t wang;
};

/* For cmocka: *state is a struct world with a client of many rows. */
int edit_set_up(void **state);
int edit_tear_down(void **state);
#define TEST(f) cmocka_unit_test_setup_teardown(f, edit_set_up, edit_tear_down)

int at(const struct form_edit *x, const char *name);
const struct field_state *field(const struct form_edit *x, const char *name);
/* Opens the client's record. Caller frees it. */
struct form_edit *open_wang(struct world *w);
/* Types TEXT into the field; it must be understood. */
void type(struct form_edit *x, const char *name, const char *text);
/* ... must be refused with WHY, and stay as it was typed. */
void type_refused(struct form_edit *x, const char *name, const char *text, const char *why);
/* The field is shown as TEXT. */
void shows(const struct form_edit *x, const char *name, const char *text);
void save(struct world *w, struct form_edit *x);

#endif
