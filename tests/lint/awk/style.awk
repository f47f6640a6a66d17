# Layout, after c.awk; LC_ALL=C, so a character of several bytes is told by its first one.
function bad(message)
{
	printf "%s:%d: %s\n", FILENAME, FNR, message
	failed = 1
}

# Terminal cells of a line: tabs to the next 8, CJK and emoji two, other characters one.
function cells(s,    n, i, c, two)
{
	if (s !~ /[\t\200-\377]/) return length(s)
	n = 0
	while (s != "") {
		if (match(s, /^[ -~]+/)) { n += RLENGTH; s = substr(s, RLENGTH + 1); continue }
		c = substr(s, 1, 1)
		two = substr(s, 1, 2)
		s = substr(s, 2)
		if (c == "\t") n += 8 - n % 8
		else if (c ~ /[\200-\277]/) continue
		else if (c ~ /[\344-\355\360]/ || c == "\343") n += 2
		else if (two ~ /^\357[\274-\276]/) n += 2
		else n++
	}
	return n
}

function guard(path,    g)
{
	g = path
	sub(/^.*(include|src)\//, "", g)
	g = toupper(g)
	gsub(/[^A-Z0-9]/, "_", g)
	return "FD_" g
}

FNR == 1 {
	c_reset()
	code_lines = 0
	header = FILENAME ~ /(^|\/)(include|src)\/.*\.h$/
	want = guard(FILENAME)
	is_c = FILENAME ~ /\.[ch]$/
}
/\r/ { bad("carriage return") }
/[ \t]$/ { bad("blanks at the end") }
{ if ((length($0) > 100 || /\t/) && (w = cells($0)) > 100) bad(w " columns, the limit is 100") }
!is_c { next }
/^ *\t/ && /^ +\t/ { bad("blanks before a tab") }
/^\t*        / && !/^\t* +\*/ { bad("indent with tabs") }
{
	c_line()
	if (code ~ /[^ \t]/) {
		code_lines++
		if (header && code_lines == 1 && code !~ ("^#ifndef " want "$")) bad("guard: #ifndef " want " comes first")
		if (header && code_lines == 2 && code !~ ("^#define " want "$")) bad("guard: #define " want " comes second")
	}
	if (code ~ /(^|[^A-Za-z0-9_])typedef[ \t]+(struct|union|enum)[^(]*$/) bad("no typedef of a struct")
	if (code ~ /^[A-Za-z_][A-Za-z0-9_ *]*\(.*\)[ \t]*\{/ && code !~ /^(if|for|while|switch|else|do)[ (]/) bad("the brace of a function has a line of its own")
}
END { exit failed }
