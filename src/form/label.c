#include "form/label.h"

#include <stdbool.h>
#include <string.h>

#include "base/tr.h"

const char *label_text(const struct label *l)
{
	bool chinese = strcmp(tr_language(), "zh") == 0;
	if (l->zh != NULL && (chinese || l->en == NULL))
		return l->zh;
	return l->en == NULL || l->en[0] == '\0' ? "" : tr(l->en);
}
