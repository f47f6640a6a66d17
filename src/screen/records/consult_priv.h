#ifndef FD_SCREEN_RECORDS_CONSULT_PRIV_H
#define FD_SCREEN_RECORDS_CONSULT_PRIV_H
/* What the files of the consultation's screen share. */
#include "data/client.h"
#include "screen/consult.h"
#include "screen/formview.h"
#include "screen/front.h"

struct consult_page {
	struct formview form;           /* must be first */
	struct consult world;
	struct client_card_list card;
	char here[120];                 /* who has signed */
	char treated[520];              /* who is, where it is not the client */
	char word[160];                 /* of its drafts */
	char outcome[16];               /* being given */
	char reason[300];
	char role[24], code[24];        /* who signs */
};
struct consult_page *consult_page(const struct screen *s);

enum err_code consult_ask_outcome(struct screen *s, struct err *e) MUST_CHECK;
enum err_code consult_run_sign(struct screen *s, struct err *e) MUST_CHECK;
enum err_code consult_run_diagnosis(struct screen *s, struct err *e) MUST_CHECK;
enum err_code consult_run_compare(struct screen *s, struct err *e) MUST_CHECK;
/* Asks the expert to come. */
enum err_code consult_run_call(struct screen *s, struct err *e) MUST_CHECK;

#endif
