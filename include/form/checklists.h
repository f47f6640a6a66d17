#ifndef FD_FORM_CHECKLISTS_H
#define FD_FORM_CHECKLISTS_H
/*
 * forms/checklists.cfg: what is done before, during and after each service (SPEC TR-4 .. TR-6,
 * TR-9), and what the client is told to observe afterwards.
 *
 *   checklists = (
 *     { code = "laser"; title = { en = "Laser"; zh = "激光"; };
 *       consent = true; talk = { en = "..."; zh = "..."; };
 *       contraindications = (
 *         { code = "pregnancy"; text = {..}; words = ["pregnan", "怀孕"]; stops = true; } );
 *       steps = (
 *         { code = "skin"; phase = "before"; title = {..}; role = "nurse"; manager = true;
 *           choices = ( { code = "calm"; label = {..}; }, { code = "react"; label = {..}; } ); },
 *         { code = "ask-expert"; phase = "before"; title = {..}; role = "expert";
 *           when = "skin = react"; },
 *         { code = "numb"; phase = "before"; title = {..}; wait = 20; required = false; },
 *         { code = "energy"; phase = "during"; title = {..}; at = 15;
 *           figure = { unit = "J"; min = 1; max = 40; low = 8; high = 12; decimals = 1; }; } );
 *       after = { ice = 15; rest = 20; paper = true;
 *         client = ( { day = 0; text = {..}; } ); companion = ( { day = 0; text = {..}; } ); }; }
 *   );
 *
 * A checklist is called by the code of its service, or by service.checklist. Codes are stable: they
 * stand in the records. Texts are written in both languages, or once where they are the same.
 *
 * The condition of a step (form/expr.h) asks earlier steps by their code: the code of the choice,
 * the figure, `done` where neither was asked, empty while it is open or dropped. Besides @minor,
 * @allergy, @first (of this service), @pet: 1 or 0.
 *
 * For the desk floor and check-forms; the result is immutable.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/hash.h"
#include "form/config_file.h"
#include "form/expr.h"
#include "form/fault.h"
#include "form/form.h"
#include "form/label.h"

#define CHECKLIST_STEPS_MAX 60          /* treatment_step.line */
#define CHECKLIST_CHOICES_MAX 9         /* one digit answers */

enum step_phase { STEP_BEFORE, STEP_DURING, STEP_AFTER };
extern const char *const step_phases[]; /* by enum, ended by NULL: before during after */
extern const char *const checklist_facts[];     /* minor allergy first pet, ended by NULL */

/* A figure that a step wants. Beyond min .. max typing is refused; outside low .. high it stands
 * out. Whole numbers of the unit. */
struct step_figure {
	const char *unit;
	int min, max, low, high, decimals;
	bool has_low, has_high;
};

struct checklist_step {
	const char *code;
	struct label title, standard;   /* standard: how it is done right */
	enum step_phase phase;
	const char *role;               /* code of roles.cfg; NULL: anybody of the treatment */
	bool required;                  /* true unless said: no closing without it */
	bool manager;                   /* the manager confirms it, at the time */
	bool has_figure;
	struct step_figure figure;
	struct form_choice *choices;    /* what was found; one digit answers */
	size_t nchoices;
	const char *photo;              /* before, after: photographs belong to it; NULL */
	bool vitals;                    /* vital signs belong to it */
	struct expr *when;              /* NULL: always */
	int wait_min;                   /* must pass between begun and done; 0 */
	int planned_min;                /* after the beginning, -1: not said */
	int line;
};

struct checklist_contra {
	const char *code;
	struct label text;
	struct config_words words;      /* as they may stand in the client's file, any language */
	bool stops;                     /* found there: a second person must allow the start */
};

/* What is told for afterwards, by the day after (0: today). */
struct care_line {
	int day;
	struct label text;
};
struct care_lines {
	struct care_line *v;
	size_t n;
};

struct checklist {
	const char *code;
	struct label title;
	bool consent;                   /* no start without the client's consent to the service */
	struct label talk;              /* what is talked over before it begins */
	struct checklist_contra *contra;
	size_t ncontra;
	struct checklist_step *steps;
	size_t nsteps;
	int ice_min, rest_min;
	bool paper;                     /* an in-patient paper is asked for */
	struct care_lines client, companion;
	int line;
};

struct checklists_file {
	struct checklist *v;
	size_t n;
	char hash[HASH_HEX];            /* SHA-256 of the file's text: what treatments name */
	struct config_file *file;
	struct checklists_file *next;   /* for whoever keeps several; freed with it */
};

/* ERR_NOTFOUND, ERR_IO, ERR_CONFIG. */
enum err_code checklists_load(const char *path, struct checklists_file **out,
    struct fault_list *faults, struct err *e) MUST_CHECK;
enum err_code checklists_parse_text(const char *name, const char *text, size_t n,
    struct checklists_file **out, struct fault_list *faults, struct err *e) MUST_CHECK;
void checklists_free(struct checklists_file *f);        /* NULL is fine */

/* NULL: none of that name; also for F NULL. */
const struct checklist *checklists_find(const struct checklists_file *f, const char *code);
const struct checklist_step *checklist_step(const struct checklist *c, const char *code);
/* A text in LANGUAGE (zh, en), "" for none: for papers in the client's own language. */
const char *checklist_text(const struct label *l, const char *language);
/* The label of the choice CODE of a step; CODE itself where there is none. */
const char *step_choice_label(const struct checklist_step *s, const char *code);
/* Does TEXT of a client's file hold one of the contraindication's words? Letters in either case. */
bool contra_matches(const struct checklist_contra *c, const char *text);

#endif
