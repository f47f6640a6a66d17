#ifndef FD_CMD_PIN_H
#define FD_CMD_PIN_H
/*
 * Asking for a PIN outside the screens: on the terminal of the process without echo, or the
 * first line of standard input. The caller wipes it (pin_forget).
 */
#include <stdbool.h>

#include "base/err.h"

#define PIN_MAX 64

/* PROMPT is shown on the terminal. ERR_USAGE: no terminal (or standard input is empty), too
 * long. */
enum err_code pin_ask(bool from_stdin, const char *prompt, char out[PIN_MAX], struct err *e)
    MUST_CHECK;
/* Twice on a terminal, once from standard input. ERR_INVALID: the two differ. */
enum err_code pin_ask_new(bool from_stdin, char out[PIN_MAX], struct err *e) MUST_CHECK;
void pin_forget(char pin[PIN_MAX]);

#endif
