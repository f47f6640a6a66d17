#ifndef FD_DESK_COVER_H
#define FD_DESK_COVER_H
/*
 * The name of a client as the acting person may see it (IN-11): of a restricted file the alias,
 * its real name only to who may see it, or who opened the file with a reason just now. Every name
 * of a client that is drawn, printed or said goes through here; no other module looks at the
 * column `restricted` to decide (tests/lint/cover.sh).
 *
 *	text = cover_name(d, cover_of_card(card));
 *
 * With the name goes what tells it: the names of who hangs under the client (cover_patient).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct appointment_row;
struct client;
struct client_card;
struct complaint;
struct complaint_step_list;
struct cultivation_row;
struct cultivation_steps;
struct desk;
struct escalation;
struct guest_row;
struct message;
struct reply;
struct suggestion_row;
struct survey_row;
struct treatment_line;
struct visit_row;

/* Borrows from what it was made of. */
struct cover {
	int64_t client_id;
	bool on;                        /* restricted, whoever looks: a look at it is recorded */
	const char *name, *alias;
	const char *patient;            /* who hangs under the client and is meant, NULL: nobody */
};
struct cover cover_of_client(const struct client *c);
struct cover cover_of_card(const struct client_card *c);
struct cover cover_of_row(const struct appointment_row *a);
struct cover cover_of_visit(const struct visit_row *v);
struct cover cover_of_treatment(const struct treatment_line *t);
struct cover cover_of_survey(const struct survey_row *r);
struct cover cover_of_suggestion(const struct suggestion_row *r);
struct cover cover_of_guest(const struct guest_row *r);

/* Does the acting person see the alias alone? */
bool cover_hides(const struct desk *d, struct cover c);
/* Borrowed; never "" (what stands for a name that may not be seen: cover_text). */
const char *cover_name(const struct desk *d, struct cover c);
/* Whom an appointment or a visit is for: the dependant's name, "" where it is the client or may not
 * be seen; and the dependant where there is one, else the client. Borrowed. */
const char *cover_patient(const struct desk *d, struct cover c);
const char *cover_treated(const struct desk *d, struct cover c);

/* The same of a file by its id; what cannot be read is covered, what is not there is not. */
bool cover_is_on(const struct desk *d, int64_t client_id);
bool cover_hides_id(const struct desk *d, int64_t client_id);
/* cover_patient by ids; "" also for what cannot be read. Returns OUT. */
char *cover_dependant(const struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size);

/* What stands for a name: the ALIAS, "(restricted)" where that is NULL or "". Borrowed. */
const char *cover_text(const char *alias);

/* ---- free words ---- */

/* What was written of a client, or by one, names it or says what is the matter: TEXT as it is, and
 * "(restricted)" for who may not see the name. "" stays "". Borrowed. */
const char *cover_words(const struct desk *d, int64_t client_id, const char *text);
/* The words of one matter, replaced where they stand, for showing only: never written back. Whose
 * hands it is in sees them as they are: owner and taker of a complaint, who asked and who is asked,
 * who wrote a message, who noted a suggestion, who cultivates. */
void cover_complaint(const struct desk *d, struct complaint *c);
void cover_complaint_steps(const struct desk *d, const struct complaint *c,
    struct complaint_step_list *steps);
void cover_escalation(struct desk *d, struct escalation *x);
void cover_message(const struct desk *d, struct message *m);
void cover_reply(const struct desk *d, struct reply *r);
void cover_suggestion(const struct desk *d, struct suggestion_row *r);
void cover_cultivation(const struct desk *d, struct cultivation_row *r);
void cover_cultivation_steps(const struct desk *d, const struct cultivation_row *r,
    struct cultivation_steps *steps);
bool cover_hides_cultivation(const struct desk *d, const struct cultivation_row *r);
/* ABOUT of a callback that is for STAFF_ID (0: any): a person's own words where a person made it
 * (EVENT hand, promise), else those of a service or of goods. */
const char *cover_about(const struct desk *d, const char *event, int64_t client_id,
    int64_t staff_id, const char *about);
bool cover_hides_complaint(const struct desk *d, const struct complaint *c);
bool cover_hides_message(const struct desk *d, const struct message *m);

#endif
