#!/bin/sh
# The repository speaks of the product alone: no paths of a machine, no work left open (words.txt).
# Fixtures are other people's words. A pattern for mkstemp or mkdtemp (...XXXXXX) may stand in a temporary folder.
#   tests/lint/product.sh [FOLDER]
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-.}" || exit 2
{
	if [ -e .git ]; then
		git ls-files
	else
		find . -path ./build -prune -o -type f -print | sed 's|^\./||'
	fi
} | grep -v -E -e '^tests/lint/(words\.txt|self/product\.sh)$' \
    -e '\.(mo|db|png|pdf|gz|bz2|xlsx|bin)$' -e '^tests/fuzz/corpus/' \
    -e '^tests/fixtures/.*\.(txt|csv)$' |
	while read -r file; do [ -f "$file" ] && echo "$file"; done | LC_ALL=C sort |
	LC_ALL=C xargs -r awk -F '\t' '
	FILENAME ~ /words\.txt$/ {
		if ($0 !~ /^#/ && NF == 3) { place[++n] = $1; word[n] = $2; message[n] = $3 }
		next
	}
	/XXXXXX/ { next }
	{
		for (i = 1; i <= n; i++)
			if (place[i] == "all" || index(FILENAME, place[i] "/") == 1)
				if ($0 ~ word[i]) {
					printf "%s:%d: %s\n", FILENAME, FNR, message[i]
					failed = 1
				}
	}
	END { exit failed }' "$here/words.txt"
