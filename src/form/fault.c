#include "form/fault.h"

#include "base/mem.h"
#include "base/tr.h"

void fault_add(struct fault_list *l, const char *file, int line, const char *fmt, ...)
{
	if (l->n >= FAULT_MAX) {
		l->more++;
		return;
	}
	struct buf b = BUF_INIT;
	va_list ap;
	va_start(ap, fmt);
	buf_vprintf(&b, fmt, ap);
	va_end(ap);
	struct fault *f = vec_push(l);
	f->file = mem_dup(file);
	f->line = line;
	f->text = buf_take(&b);
}

static void print_one(const struct fault *f, struct buf *out)
{
	buf_puts(out, f->file);
	if (f->line > 0)
		buf_printf(out, ":%d", f->line);
	buf_printf(out, ": %s\n", f->text);
}

void fault_list_print(const struct fault_list *l, struct buf *out)
{
	for (size_t i = 0; i < l->n; i++)
		print_one(&l->v[i], out);
	if (l->more > 0)
		buf_printf(out, trn("%zu more\n", "%zu more\n", (long)l->more), l->more);
}

enum err_code fault_list_err(const struct fault_list *l, struct err *e)
{
	if (l->n == 0)
		return OK;
	struct buf b = BUF_INIT;
	print_one(&l->v[0], &b);
	buf_cut(&b, b.n - 1);
	size_t others = l->n + l->more - 1;
	if (others > 0)
		err_set(e, ERR_CONFIG, trn("%s (and %zu more)", "%s (and %zu more)", (long)others),
		    b.s, others);
	else
		err_set(e, ERR_CONFIG, "%s", b.s);
	buf_free(&b);
	return ERR_CONFIG;
}

void fault_list_free(struct fault_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		mem_free(l->v[i].file);
		mem_free(l->v[i].text);
	}
	vec_free(l);
	l->more = 0;
}
