#include "pin_priv.h"

#include <crypt.h>
#include <errno.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/tr.h"

#define PREFIX "$y$"
#define COST_MIN 1
#define COST_MAX 11

static int cost_in_range(int cost)
{
	return cost < COST_MIN ? COST_MIN : cost > COST_MAX ? COST_MAX : cost;
}

void pin_wipe(void *p, size_t n)
{
	explicit_bzero(p, n);
}

/* struct crypt_data is 32 kB: on the heap, and wiped, since it holds what was derived. */
static bool crypt_into(const char *pin, const char *setting, char out[PIN_HASH_SIZE])
{
	struct crypt_data *data = mem_alloc(sizeof *data);
	char *hash = crypt_rn(pin, setting, data, sizeof *data);
	bool ok = hash && strlen(hash) < PIN_HASH_SIZE;

	if (ok)
		text_copy(out, PIN_HASH_SIZE, hash);
	pin_wipe(data, sizeof *data);
	mem_free(data);
	return ok;
}

static enum err_code not_stored(struct err *e)
{
	err_set(e, ERR_IO, "%s", tr("The PIN was not stored. Call the administrator."));
	return err_detail(e, "crypt: %s", strerror(errno));
}

enum err_code pin_hash_with(const char *pin, const char *setting, char out[PIN_HASH_SIZE],
    struct err *e)
{
	return crypt_into(pin, setting, out) ? OK : not_stored(e);
}

enum err_code pin_hash(const char *pin, int cost, char out[PIN_HASH_SIZE], struct err *e)
{
	char setting[CRYPT_GENSALT_OUTPUT_SIZE];

	if (!crypt_gensalt_rn(PREFIX, (unsigned long)cost_in_range(cost), NULL, 0, setting,
	    sizeof setting))
		return not_stored(e);
	return pin_hash_with(pin, setting, out, e);
}

static bool same_text(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);
	unsigned char diff = na != nb;

	for (size_t i = 0; i < na; i++)
		diff |= (unsigned char)(a[i] ^ b[i < nb ? i : 0]);
	return diff == 0;
}

bool pin_match(const char *pin, const char *hash, int cost)
{
	char made[PIN_HASH_SIZE] = "";
	struct err e = ERR_INIT;
	bool match;

	/* An unknown person costs the same time as a known one. */
	if (strncmp(hash, PREFIX, strlen(PREFIX)) != 0) {
		if (pin_hash(pin, cost, made, &e) != OK)
			err_clear(&e);
		return false;
	}
	match = crypt_into(pin, hash, made) && same_text(hash, made);
	pin_wipe(made, sizeof made);
	return match;
}

bool pin_needs_rehash(const char *hash, int cost)
{
	char setting[CRYPT_GENSALT_OUTPUT_SIZE];
	size_t params;

	if (!crypt_gensalt_rn(PREFIX, (unsigned long)cost_in_range(cost), NULL, 0, setting,
	    sizeof setting))
		return false;
	/* $y$PARAMS$SALT: the parameters end at the third dollar sign. */
	params = strlen(PREFIX) + strcspn(setting + strlen(PREFIX), "$");
	return strncmp(hash, setting, params + 1) != 0;
}

static bool is_run(const char *pin, int step)
{
	for (size_t i = 1; pin[i]; i++)
		if (pin[i] - pin[i - 1] != step)
			return false;
	return true;
}

static bool is_birthday(const char *pin, const char *birth)
{
	char form[16];

	if (!birth || strlen(birth) != 10)
		return false;
	text_fmt(form, sizeof form, "%.4s%.2s%.2s", birth, birth + 5, birth + 8);
	if (!strcmp(pin, form) || !strcmp(pin, form + 2))
		return true;
	text_fmt(form, sizeof form, "%.2s%.2s%.2s", birth + 8, birth + 5, birth + 2);
	return !strcmp(pin, form);
}

const char *pin_weak(const char *pin, int min, const char *birth)
{
	if (strspn(pin, "0123456789") != strlen(pin) || strlen(pin) > 32)
		return tr("A PIN has figures only, at most 32.");
	if ((int)strlen(pin) < min)
		return tr("The PIN is too short. Take more figures.");
	if (is_run(pin, 0) || is_run(pin, 1) || is_run(pin, -1))
		return tr("That PIN is guessed first. Take other figures.");
	if (is_birthday(pin, birth))
		return tr("A birthday is guessed first. Take other figures.");
	return NULL;
}
