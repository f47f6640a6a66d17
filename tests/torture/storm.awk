# Writes a scenario of N random events from SEED: a cat on the keyboard of a front desk.
BEGIN {
	srand(seed)
	keys = split("Enter Enter Enter Tab Tab S-Tab Esc Esc Esc Up Down Down Left Right Home End PgUp PgDn " \
	    "Del BS F1 F2 F2 F3 F4 F5 F6 F7 F8 F9 F10 F10 F12 Alt-1 Alt-2 Alt-l Alt-s Alt-t Space " \
	    "C-z C-e C-o C-p C-t C-u C-k C-w C-s C-l C-c C-a C-Left C-Right", key, " ")
	letters = split("a b c d e f g h j k l m n o p r s t u v w y z A N V 0 1 2 3 4 5 6 7 8 9 . / : [ ] ? $ -", letter, " ")
	words = split("wxm|maria|0823|wxm0823|张三丰|陈|13912345678|920315|fri 1530|王小明|Bob|tea, less heat|" \
	    "e\\u{301}\\u{301}|\\u{1f469}\\u{200d}|\\u{202e}abc|ｗｘｍ|wf|;|#1|mother", word, "|")
	bytes = split("\\xff|\\xd5\\xc5|\\e[99;5u|\\e[15~|\\eOP|\\e[[A|\\e[1;1R|\\e[<0;5;5M|\\e[200~|\\e[201~|\\e|\\0|\\x1f|\\e[", part, "|")
	sizes = split("24 80|30 100|50 120|24 200|23 79|5 20|60 240|24 80|24 80", size, "|")
	print "include " here "/../e2e/site.inc"
	print "limit 170s"
	print "deadline 20s"
	for (desk = 1; desk <= desks; desk++) {
		at = "@s" desk " "
		print "start s" desk " -c desk.ini -u " (desk % 2 ? "wf" : "lt")
		for (i = 0; i < events; i++)
			event(rand())
		print at "resize 24 80"
		print at "sig TERM"
		print at "exits 0"
	}
	print "other verify"
}
function any(list, n) {
	return list[1 + int(rand() * n)]
}
function event(p, i, line) {
	if (p < .04)
		print at "burst F2 \"" (rand() < .5 ? "wxm0823" : "maria lop") "\" Enter \"]e\" Tab"
	else if (p < .45) {
		line = at "burst"
		for (i = 1 + int(rand() * 3); i > 0; i--)
			line = line " " any(key, keys)
		print line
	} else if (p < .65)
		print at "burst \"" any(letter, letters) any(letter, letters) "\""
	else if (p < .82)
		print at "burst \"" any(word, words) "\""
	else if (p < .87)
		print at "paste \"" any(word, words) "\\n" any(word, words) "\\t" any(part, 2) "\""
	else if (p < .91)
		print at "bytes \"" any(part, bytes) "a\""
	else if (p < .96)
		print at "resize " any(size, sizes)
	else if (p < .975)
		print "other client add \"'name=Storm " int(rand() * 1e6) "'\" --distinct"
	else if (p < .985)
		print "clock +20s"
	else
		print at "burst C-q \"" (desk % 2 ? "428193" : "705816") "\" Enter"
}
