#ifndef FD_TEST_MONEY_LEDGER_H
#define FD_TEST_MONEY_LEDGER_H
/* A ledger that knows the rules of money and none of the program's tables. */
#include "desk_help.h"
#include "oracle.h"

enum { CLIENTS = 4, ORDERS = 30000, CARDS = 4000, DEEDS = 60 };

struct owed {
	int64_t id, lines, paid;        /* lines: what they come to while it is open */
	int client, sale;               /* sale: card sold with it, -1 */
	bool open;
	struct {
		int card;
		int64_t amount;
	} by[8];                        /* paid by card, in the order of first use */
	int nby;
};
struct purse {
	int64_t id, amount, sessions;
	int client;
	bool value, stopped;
	int until;                      /* day, 0: without end */
};
struct entry {
	enum { PAID, LINES, KEPT, AMOUNT, SESSIONS } what;
	int who, card;
	int64_t x;
};
/* What an action did, to foretell its opposite. */
struct deed {
	int64_t action;
	enum { MONEY, ORDERED, CANCELLED } kind;
	int order, card;                /* card: made by it, -1 */
	struct entry v[64];
	int n;
};
struct ledger {
	int64_t client[CLIENTS], kept[CLIENTS];
	struct owed *o;
	int no;
	struct purse *c;
	int nc;
	struct deed deed[DEEDS];        /* the last ones, round and round */
	int nd;
	int today;
	uint64_t rnd;
	struct desk_world *w;
	struct oracle oracle;
	int taken, refused, undone;
};

uint64_t ledger_draw(struct ledger *l, uint64_t n);
int64_t ledger_total(const struct owed *o);
/* X more of WHAT; noted in D unless that is NULL. */
void ledger_put(struct ledger *l, struct deed *d, int what, int who, int card, int64_t x);
int64_t ledger_by_cards(const struct owed *o);
struct deed *ledger_begin(struct ledger *l, int kind, int order);
/* What is paid beyond the total goes back to the cards used last, then is kept. */
void ledger_release(struct ledger *l, struct deed *d, int at);

/* ---- against the program ---- */

void ledger_outcome(struct ledger *l, enum err_code rc, bool want, const char *what);
void ledger_same(struct ledger *l, const char *what, int64_t want, const char *column,
    const char *table, const char *key, int64_t id);
/* All that may have moved lately; everything where ALL. */
void ledger_check(struct ledger *l, bool all);
/* One of the last BACK of N, -1: there is none. */
int ledger_some(struct ledger *l, int n, int back);

#endif
