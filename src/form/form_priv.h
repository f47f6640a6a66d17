#ifndef FD_FORM_FORM_PRIV_H
#define FD_FORM_FORM_PRIV_H
/* What the parts of form share. */
#include "form/config_file.h"
#include "form/form.h"

struct path_list {
	char **v;
	size_t n, cap;
};
/* The *.cfg files of DIR as DIR/NAME, in order of bytes. ERR_NOTFOUND, ERR_IO. */
enum err_code form_dir_list(const char *dir, struct path_list *out, struct err *e) MUST_CHECK;
void path_list_free(struct path_list *l);

/* Appends the field at N to FORM->fields (which has room) and checks it. */
void form_read_field(struct config_reader *r, const struct config_node *n, struct form *form,
    int section);
/* A list of choices of any group. */
void form_read_choices(struct config_reader *r, const struct config_node *v,
    struct form_choice **out, size_t *n);
/* How many fields the node may become, matrix and remarks counted in. */
size_t form_fields_of(const struct config_node *n);
bool form_is_matrix(const struct config_node *n);
/* Appends the fields of a matrix. */
void form_read_matrix(struct config_reader *r, const struct config_node *n, struct form *form,
    int section);
/* Appends the remark of the field read last, where it may have one. */
void form_add_remark(struct form *form, const struct config_node *n);
/* Numbers the questions of the page read last. */
void form_number(struct form *form, int first);
/* Names that stand twice, conditions that name no field. */
void form_check_names(const struct form *f, struct config_reader *r);
/* Gives every field its row and column; fields that leave the page or cover each other are faults.
 */
void form_lay_out(struct form *f, struct config_reader *r);

#endif
