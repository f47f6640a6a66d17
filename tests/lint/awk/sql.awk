# SQL check, after c.awk.
function bad(message)
{
	printf "%s:%d: %s\n", FILENAME, FNR, message
	failed = 1
}

function starts_sql(s)
{
	sub(/^([ \t]|\\n|\\t)+/, "", s)
	if (s ~ /^(SELECT|INSERT|UPDATE|DELETE|REPLACE|PRAGMA|CREATE|DROP|ALTER|ATTACH|DETACH|VACUUM|REINDEX|ANALYZE|SAVEPOINT|RELEASE|ROLLBACK|COMMIT|BEGIN|WITH)([ \t;]|$)/)
		return 1
	if (s ~ /^(FROM|WHERE|VALUES|LEFT JOIN|JOIN|ON CONFLICT|RETURNING|GROUP BY|ORDER BY|UNION)([ \t(]|$)/)
		return 1
	# In small letters only what cannot be a sentence.
	return s ~ /^(select [a-z_.]+(, *[a-z_.]+)* from |insert into |insert or |update [a-z_]+ set |delete from |pragma [a-z_]+|create (table|index|unique index|trigger|view|temp) |begin (immediate|deferred|exclusive))/
}

function builds(s)
{
	return s ~ /%[-0-9.*]*(l|ll|z|j|h)?[sdiuxcqQwp]/
}

FNR == 1 { c_reset(); marked = 0; store = FILENAME ~ /(^|\/)src\/data\// }
{
	c_line()
	mark = text ~ /sql-built: *[^ ]/
	for (i = 1; i <= strs; i++) {
		if (str[i] ~ /SELECT[ \t]+(DISTINCT[ \t]+)?([a-z_]+\.)?\*/)
			bad("SELECT * : name the columns")
		if (!starts_sql(str[i])) continue
		if (!store) {
			bad("SQL outside src/data: \"" substr(str[i], 1, 40) "\"")
			continue
		}
		if ((builds(str[i]) || code ~ /(buf_(puts|printf|vprintf|add)|text_fmt|snprintf|mprintf) *\(/) && !mark && !marked)
			bad("SQL built at run time without /* sql-built: reason */ here or in the line before")
	}
	# A mark holds for the next line of code.
	marked = mark ? 1 : (code ~ /[^ \t]/ ? 0 : marked)
}
END { exit failed }
