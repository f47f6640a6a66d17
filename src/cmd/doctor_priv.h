#ifndef FD_CMD_DOCTOR_PRIV_H
#define FD_CMD_DOCTOR_PRIV_H
/* Between doctor.c, which looks at the file and what is in it, and doctor_host.c, which looks at
 * the machine. */
#include "base/buf.h"
#include "cmd/cmd.h"

enum grade { FINE, LOOK, BAD };

struct finding {
	enum grade grade;               /* the worst so far */
	struct buf detail;
};

/* Adds TEXT, which may raise the grade. */
void find_at(struct finding *f, enum grade grade, const char *text);

/* Each adds what it finds; an error only where nothing can be said at all. */
enum err_code look_folder(struct cmd_context *c, struct finding *f, struct err *e) MUST_CHECK;
enum err_code look_program(struct cmd_context *c, struct finding *f, struct err *e) MUST_CHECK;
enum err_code look_accounts(struct cmd_context *c, struct finding *f, struct err *e) MUST_CHECK;
enum err_code look_locale(struct cmd_context *c, struct finding *f, struct err *e) MUST_CHECK;

#endif
