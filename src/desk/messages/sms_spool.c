/* Running the spool command: desk/sms.h has its contract. */
#include <string.h>

#include "base/feed.h"
#include "base/mem.h"
#include "desk/desk.h"
#include "sms_priv.h"

enum { SECONDS = 30 };

/* Nothing of ours goes along; programs read the text by the locale. */
static char *const surroundings[] = {
	(char[]){ "PATH=/usr/local/bin:/usr/bin:/bin" }, (char[]){ "LC_ALL=C.UTF-8" }, NULL };

void sms_ask(struct desk *d, const char *word, const char *more, const char *input,
    struct sms_answer *out)
{
	char *text = mem_dup(d->config.spool_command ? d->config.spool_command : "");
	char *first = mem_dup(word), *second = more ? mem_dup(more) : NULL;
	char *argv[FEED_WORDS + 3];
	struct feed f = { .argv = argv, .input = input, .n = strlen(input), .seconds = SECONDS,
		.environ = surroundings };
	struct err said = ERR_INIT;
	size_t n = feed_words(text, argv);

	*out = (struct sms_answer){ .status = -1 };
	argv[n] = first;
	argv[n + 1] = second;
	argv[n + 2] = NULL;
	if (!n || feed_run(&f, &out->out, &out->said, &out->status, &said) == ERR_NOTFOUND)
		out->missing = true;
	mem_free(text);
	mem_free(first);
	mem_free(second);
}

void sms_answer_free(struct sms_answer *a)
{
	buf_free(&a->out);
	buf_free(&a->said);
}

char *sms_answer_id(const struct sms_answer *a, char *out, size_t size)
{
	const char *text = buf_str(&a->out), *end = text + a->out.n, *from;

	while (end > text && (end[-1] == '\n' || end[-1] == '\r' || end[-1] == ' '))
		end--;
	for (from = end; from > text && from[-1] != '\n'; from--)
		;
	return text_copy_n(out, size, from, (size_t)(end - from));
}

char *sms_answer_words(const struct sms_answer *a, char *out, size_t size)
{
	const char *text = buf_str(&a->said);

	return text_copy_n(out, size, text, strcspn(text, "\n"));
}

void sms_trouble(const struct sms_answer *a, struct sms_report *r)
{
	char said[160];

	if (r->said[0] || !a->status || (a->status == SMS_REFUSED && !a->missing))
		return;
	if (a->missing)
		text_copy(r->said, sizeof r->said, "cannot be run");
	else
		text_fmt(r->said, sizeof r->said, "%d %s", a->status,
		    sms_answer_words(a, said, sizeof said));
}
