#ifndef FD_SCREEN_CLIENTLINE_H
#define FD_SCREEN_CLIENTLINE_H
/*
 * How clients and their appointments read in lists and headers, the same on every screen: name (the
 * alias of a restricted file), sex and age, tail of the telephone, flags in words.
 */
#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"

struct appointment_row;
struct client_card;
struct desk;

char *clientline_name(struct desk *d, int64_t client_id, char *out, size_t size);
/* "..0823", "" without a number. */
char *clientline_tail(const char *number, char *out, size_t size);
/* "F 26" / "女26"; age left out when unknown. */
char *clientline_person(
    const char *gender, const char *birth, int32_t today, char *out, size_t size);
/* "ALLERGY QUIET key": words of the kinds, those that can do harm in capitals. */
char *clientline_flags(const char *kinds, char *out, size_t size);
enum style clientline_flag_style(const char *kinds);
/* What whoever serves next must know, in one line: flags with their words, special needs, wishes.
 * Reads the store: not for drawing. "" when there is nothing, or when the file may not be seen. */
char *clientline_notice(struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size);
/* The same, and while the person treated (DEPENDANT 0: the client) is in the house what the triage
 * card says: what the greeter learnt, what is wanted, what has changed (AR-8). */
char *clientline_serving(struct desk *d, int64_t client_id, int64_t dependant_id, char *out,
    size_t size);
/* The name with its pinyin, or the alias of a restricted file without the right to see it. */
char *clientline_full_name(struct desk *d, const struct client_card *card, char *out, size_t size);
/* "14:30  C 王小明       M 34  laser   陈立   R3  ALLERGY" in one row. */
void clientline_appointment(struct desk *d, const struct appointment_row *a, struct canvas *c,
    struct rect where);
/* Style of the letter of a state. */
enum style clientline_state_style(char letter);
/* Row 2 of a client's screens: name, sex and age, number, tail, flags. */
void clientline_header(struct desk *d, const struct client_card *card, struct canvas *c, int row);
/* "key, high spend", as last computed; "" nothing worth a word. A mark that says the tier already
 * leaves it out. */
char *clientline_class(struct desk *d, const struct client_card *card, char *out, size_t size);

#endif
