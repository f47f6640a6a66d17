# Lengths of functions, after c.awk. A function is what stands between { and } in the first column.
# Prints "bad ..." for a breach, "fn LINES" for the report; sizes.sh turns both into words.
FNR == 1 { c_reset(); start = 0; name = "" }
{
	c_line()
	if (!start && code ~ /^[A-Za-z_].*\(/) {
		name = code
		sub(/\(.*/, "", name)
		sub(/^.*[ *]/, "", name)
	}
	if (code ~ /^\{[ \t]*$/) start = FNR
	else if (start && code ~ /^\}/) {
		len = FNR - start - 1
		print "fn", len
		if (len > limit) printf "bad %s:%d: %s has %d lines, the limit is %d\n", FILENAME, start, name, len, limit
		start = 0
	}
}
