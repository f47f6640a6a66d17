#include "desk/attach.h"

#include <string.h>

#include "base/buf.h"
#include "base/tr.h"
#include "base/user_file.h"
#include "data/action.h"
#include "data/test.h"
#include "desk/cover.h"
#include "desk/desk.h"
#include "desk/rights.h"
#include "desk/testing.h"
#include "desk/orders/order_priv.h"

static enum err_code read_sum(const char *path, struct attachment *out, struct err *e)
{
	unsigned char sum[HASH_SIZE];
	struct buf bytes = BUF_INIT;
	enum err_code rc = user_file_read_document(path, ATTACH_MAX, &bytes, e);

	if (rc == OK) {
		hash_of(bytes.s, bytes.n, sum);
		hash_hex(sum, out->hash);
		out->bytes = (int64_t)bytes.n;
	}
	buf_free(&bytes);
	return rc;
}

enum err_code attach_read(const char *path, struct attachment *out, struct err *e)
{
	struct buf whole = BUF_INIT;
	enum err_code rc;

	*out = (struct attachment){ 0 };
	if (text_is_blank(path))
		return err_invalid(e, "path", "%s", tr("Not attached. Say which file."));
	rc = read_sum(path, out, e);
	if (rc == OK)
		rc = user_file_whole_path(path, &whole, e);
	if (rc == OK && !text_take(out->path, sizeof out->path, buf_str(&whole)))
		rc = err_set(e, ERR_INVALID, "%s", tr("Not attached. The path is too long."));
	buf_free(&whole);
	if (rc != OK)
		err_field(e, "path");
	return rc;
}

enum err_code attach_in(struct txn *t, struct desk *d, int64_t client_id, const char *kind,
    const struct attachment *file, const char *text, int64_t *id, struct err *e)
{
	struct attachment a = *file;
	enum err_code rc = order_check_client(d, client_id, e);

	if (rc != OK)
		return rc;
	a.branch_id = d->branch_id;
	a.client_id = client_id;
	desk_day_of(d, txn_now(t), a.day);
	text_copy(a.kind, sizeof a.kind, kind);
	text_copy(a.text, sizeof a.text, text);
	return attachment_insert(t, &a, id, e);
}

enum err_code attach_file(struct desk *d, int64_t client_id, const char *kind, const char *path,
    const char *text, int64_t *id, struct err *e)
{
	struct action_head head = { .name = "attach-file" };
	struct attachment file;
	struct txn *t;
	int64_t made = 0;
	enum err_code rc = attach_read(path, &file, e);

	if (rc == OK)
		rc = action_begin(d->store, &d->who, &head, &t, e);
	if (rc != OK)
		return rc;
	rc = attach_in(t, d, client_id, kind, &file, text, &made, e);
	if (rc == OK)
		action_subject(t, "client", client_id);
	rc = order_end(t, rc, NULL, e);
	if (id)
		*id = rc == OK ? made : 0;
	return rc;
}

bool attach_may_see(struct desk *d, const struct attachment *a)
{
	struct test_list l = { 0 };
	struct err none = ERR_INIT;
	bool may = true;

	if (strcmp(a->kind, "report") != 0 || rights_may(d, "see-report"))
		return true;
	if (test_list_client(d->store, a->client_id, &l, &none) != OK)
		return false;
	for (size_t i = 0; i < l.n; i++)
		if (l.v[i].report_id == a->id)
			may = testing_sees_report(d, &l.v[i]);
	test_list_free(&l);
	return may;
}

enum err_code attach_verify(struct desk *d, int64_t id, struct err *e)
{
	struct attachment was, now = { 0 };
	enum err_code rc = attachment_get(d->store, id, &was, e);

	/* The name of a scan often is that of the client. */
	if (rc == OK && cover_hides_id(d, was.client_id))
		return err_set(e, ERR_DENIED, "%s", tr("That file is restricted. Open it first, "
		    "with a reason."));
	if (rc == OK && !attach_may_see(d, &was))
		rc = err_set(e, ERR_DENIED, "%s",
		    tr("The report is not reviewed yet. The lab desk reviews it first."));
	if (rc == OK)
		rc = read_sum(was.path, &now, e);
	if (rc == OK && strcmp(was.hash, now.hash) != 0)
		rc = err_set(e, ERR_CORRUPT,
		    tr("%s was changed since it was attached. Ask for the original."), was.path);
	return rc;
}
