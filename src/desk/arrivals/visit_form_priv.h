#ifndef FD_DESK_ARRIVALS_VISIT_FORM_PRIV_H
#define FD_DESK_ARRIVALS_VISIT_FORM_PRIV_H
/* Between opening and saving the forms of a visit. */
#include "desk/visit_form.h"

/* name2, phone2, relation2, told2: the second companion. Other fields are left alone. */
void visit_form_get_companion(const struct arrival *a, const char *field, struct value *out);
/* False: it is longer than the card holds. */
bool visit_form_set_companion(struct arrival *a, const char *field, const struct value *v);
/* The card as it stands in EDIT; what is hidden counts as empty. ERR_INVALID names the field whose
 * text does not fit. */
enum err_code visit_form_take(const struct visit_form *f, const struct form_edit *edit,
    struct arrival *out, struct err *e) MUST_CHECK;

#endif
