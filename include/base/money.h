#ifndef FD_BASE_MONEY_H
#define FD_BASE_MONEY_H
/*
 * Sums of money. The store keeps whole minor units (fen, cents) of the site's currency; people
 * type and read major ones, with as many decimals as that currency has: none for JPY and KRW, two
 * for CNY and USD, three for KWD. The number of decimals comes from ISO 4217; a code that is not
 * in its list counts as one with two. Nobody else multiplies or divides by 100.
 */
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

#define MONEY_MAX INT64_C(100000000000) /* either way, in minor units: what a row can hold */
#define MONEY_TEXT 40                   /* bytes of any sum as text, with its terminator */

int money_decimals(const char *currency);               /* 0 .. 4; NULL counts as unknown */
int64_t money_unit(const char *currency);               /* minor units of a major one: 100 */

/* For people: "1,200", "199.50", "-5". Decimals stand only where the sum is not whole. */
char *money_text(int64_t amount, const char *currency, char *out, size_t size);
/* For bills and fields: "1,200.00", always with all decimals. */
char *money_full(int64_t amount, const char *currency, char *out, size_t size);
/* For files that another program reads: "1200.00", never a separator. */
char *money_plain(int64_t amount, const char *currency, char *out, size_t size);

/*
 * What people type: 1200, 1,200.00, 1.2k, 1.2w (ten thousands), also full-width, with 千 or 万,
 * with a sign of money or the code of the currency before or behind (￥1200, 1200元, 1200 CNY),
 * and with a minus. A comma parts thousands and nothing else; the decimal sign is a point.
 * ERR_INVALID: no amount, more decimals than the currency has, or beyond MONEY_MAX; *AMOUNT is
 * then left alone.
 */
enum err_code money_parse(const char *text, const char *currency, int64_t *amount, struct err *e)
    MUST_CHECK;

#endif
