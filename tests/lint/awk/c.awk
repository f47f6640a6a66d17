# Reads C line by line for the lints. c_line() takes $0 and sets
#   code     the line without comments, each string literal as "" and each character as ''
#   text     the line's comments
#   str[1..strs]  the string literals, without their quotes
# A comment that spans lines is carried on; call c_reset() when a new file begins.
function c_reset()
{
	in_comment = 0
}

function c_line(    rest, at, tok, end)
{
	code = ""; text = ""; strs = 0
	rest = $0
	while (rest != "") {
		if (in_comment) {
			end = index(rest, "*/")
			if (!end) { text = text rest; return }
			text = text substr(rest, 1, end - 1)
			rest = substr(rest, end + 2)
			in_comment = 0
			continue
		}
		if (!match(rest, /["']|\/\*|\/\//)) { code = code rest; return }
		code = code substr(rest, 1, RSTART - 1)
		tok = substr(rest, RSTART, RLENGTH)
		rest = substr(rest, RSTART + RLENGTH)
		if (tok == "/*") { in_comment = 1; continue }
		if (tok == "//") { text = text rest; return }
		end = tok == "\"" ? match(rest, /^([^"\\]|\\.)*"/) : match(rest, /^([^'\\]|\\.)*'/)
		if (!end) { code = code tok rest; return }
		if (tok == "\"") str[++strs] = substr(rest, 1, RLENGTH - 1)
		code = code tok tok
		rest = substr(rest, RLENGTH + 1)
	}
}
