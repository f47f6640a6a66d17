/* The rules of orders that a screen shows while somebody types: sums, how long it lasts, what the
 * client must not have. */
#include "desk/order.h"

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/tr.h"
#include "data/client.h"
#include "data/dependant.h"
#include "data/flag.h"
#include "data/product.h"
#include "desk/desk.h"
#include "desk/settings.h"
#include "order_priv.h"

static enum err_code too_large(struct err *e)
{
	return err_set(e, ERR_INVALID, "%s",
	    tr("That is more than can be kept in one sum. Split it, or correct the figures."));
}

enum err_code money_add(int64_t *sum, int64_t x, struct err *e)
{
	int64_t n;

	if (__builtin_add_overflow(*sum, x, &n) || n > MONEY_MAX || n < -MONEY_MAX)
		return too_large(e);
	*sum = n;
	return OK;
}

enum err_code order_check_client(struct desk *d, int64_t client_id, struct err *e)
{
	struct client c;
	enum err_code rc = client_get(d->store, client_id, &c, e);

	if (rc != OK)
		return rc;
	if (!strcmp(c.state, "merged"))
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not done. That file was merged into another. Open the other one."));
	else if (strcmp(c.state, "active") != 0)
		rc = err_set(e, ERR_INVALID, "%s",
		    tr("Not done. That file is closed. Open it again first."));
	client_free(&c);
	return rc;
}

enum err_code order_check_whom(struct desk *d, int64_t client_id, int64_t dependant_id,
    struct err *e)
{
	struct dependant who;
	enum err_code rc = order_check_client(d, client_id, e);

	if (rc != OK || !dependant_id)
		return rc;
	rc = dependant_get(d->store, dependant_id, &who, e);
	if (rc == OK && (who.client_id != client_id || strcmp(who.state, "on") != 0))
		rc = err_set(e, ERR_INVALID, "%s", tr("Not done. Who is meant does not belong to "
		    "this client. Choose another."));
	return rc;
}

enum err_code order_check_reason(const char *reason, struct err *e)
{
	const char *from = reason ? reason : "", *to = from + strlen(from);

	text_trim(&from, &to);
	return from < to ? OK : err_invalid(e, "reason", "%s", tr("Not done. Say why."));
}

enum err_code order_sum(int64_t quantity, int64_t price, int64_t discount, int64_t *total,
    struct err *e)
{
	int64_t n;

	if (__builtin_mul_overflow(quantity, price, &n) || n > MONEY_MAX || n < -MONEY_MAX)
		return too_large(e);
	if (discount < 0 || (price >= 0 && discount > n))
		return err_set(e, ERR_INVALID, "%s",
		    tr("A discount lies between nothing and the sum of its line."));
	*total = n - discount;
	return OK;
}

int order_lasts(int64_t quantity, int64_t pieces, int dose)
{
	int64_t all;

	if (dose <= 0 || pieces <= 0 || quantity <= 0 ||
	    __builtin_mul_overflow(quantity, pieces, &all) || all > INT64_C(1000000000000))
		return 0;
	all = all * 100 / dose;
	return all > 36600 ? 36600 : (int)all;
}

int order_discount_limit(struct desk *d)
{
	return (int)setting_of(d, SETTING_DISCOUNT_PERCENT);
}

/* Words of a flag are parted by commas, blanks and the like; two letters are no word of a content,
 * but two Chinese signs are. */
static bool next_word(const char **at, char *out, size_t size)
{
	static const char *const part[] = { " ", ",", ";", "/", ".", "(", ")", "\n", "，",
	    "、", "；",
		"。", "：", ":", "（", "）" };
	size_t n = 0;

	for (;;) {
		size_t skip = 0;

		for (size_t i = 0; i < sizeof part / sizeof *part && !skip; i++)
			if (**at && !strncmp(*at, part[i], strlen(part[i])))
				skip = strlen(part[i]);
		if (skip && n)
			break;
		if (!**at || n + 1 >= size)
			break;
		if (skip)
			*at += skip;
		else
			out[n++] = *(*at)++;
	}
	out[n] = 0;
	return n > 0;
}

static bool names(const char *content, const char *flag, char *word, size_t size)
{
	while (next_word(&flag, word, size)) {
		size_t least = (unsigned char)word[0] < 0x80 ? 3 : 6;

		if (strlen(word) >= least && strcasestr(content, word))
			return true;
	}
	return false;
}

char *order_allergy(struct desk *d, int64_t client_id, int64_t product_id, char *out, size_t size)
{
	struct flag_list flags = { 0 };
	struct product p;
	struct err none = ERR_INIT;
	char word[80];

	text_copy(out, size, "");
	if (product_get(d->store, product_id, &p, &none) != OK || !p.content[0] ||
	    flag_list(d->store, client_id, &flags, &none) != OK)
		return out;
	for (size_t i = 0; i < flags.n && !out[0]; i++) {
		bool allergy = !strcmp(flags.v[i].kind, "allergy");

		if (!allergy && strcmp(flags.v[i].kind, "contraindication") != 0)
			continue;
		if (names(p.content, flags.v[i].text, word, sizeof word))
			text_fmt(out, size, allergy ? tr("allergy: %s") :
			    tr("contraindication: %s"), word);
	}
	flag_list_free(&flags);
	return out;
}
