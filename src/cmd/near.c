#include <string.h>

#include "cmd_priv.h"

#define LONGEST 40

static int least(int a, int b, int c)
{
	int m = a < b ? a : b;

	return m < c ? m : c;
}

/* Levenshtein's distance, a row of the table at a time. */
int word_distance(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b);
	int row[LONGEST + 1];

	if (na > LONGEST || nb > LONGEST)
		return 99;
	for (size_t j = 0; j <= nb; j++)
		row[j] = (int)j;
	for (size_t i = 1; i <= na; i++) {
		int corner = row[0];

		row[0] = (int)i;
		for (size_t j = 1; j <= nb; j++) {
			int above = row[j];

			row[j] = least(above + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1]));
			corner = above;
		}
	}
	return row[nb];
}
