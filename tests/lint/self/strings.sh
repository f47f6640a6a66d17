#!/bin/sh
# shellcheck source=tests/lint/self/lib.inc
. "$(dirname "$0")/lib.inc"

# po: zh_CN.po with the entries on stdin
po()
{
	{
		printf 'msgid ""\nmsgstr ""\n"Project-Id-Version: x\\n"\n"PO-Revision-Date: x\\n"\n'
		printf '"Last-Translator: x\\n"\n"Language-Team: x\\n"\n"MIME-Version: 1.0\\n"\n'
		printf '"Content-Type: text/plain; charset=UTF-8\\n"\n'
		printf '"Content-Transfer-Encoding: 8bit\\n"\n"Language: zh_CN\\n"\n'
		printf '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
		cat
	} | plant forms/po/zh_CN.po
}

plant src/screen/today.c <<'C'
const char *a(void) { return tr("Booked %s."); }
const char *b(long n) { return trn("%ld visit", "%ld visits", n); }
static const char *const c[] = { N_("Today \"now\"") };
C
po <<'P'
msgid "Booked %s."
msgstr "已预约 %s。"

msgid "%ld visit"
msgid_plural "%ld visits"
msgstr[0] "%ld 次"

msgid "Today \"now\""
msgstr "今天"
P
quiet strings

plant src/screen/more.c <<'C'
const char *a(void) { return tr("Nobody waits."); }
const char *b(void) { return tr("No room "
    "is free."); }
const char *c(void) { return tr("Half done"); }
C
po <<'P'
msgid "Booked %s."
msgstr "已预约 %s。"

msgid "%ld visit"
msgid_plural "%ld visits"
msgstr[0] "%ld 次"

msgid "Today \"now\""
msgstr ""

#, fuzzy
msgid "Half done"
msgstr "一半"
P
caught strings 'src/screen/more.c:1: no Chinese: "Nobody waits."' \
	'src/screen/more.c:2: no Chinese: "No room is free."' \
	'src/screen/more.c:4: fuzzy Chinese, or its % parts differ: "Half done"' 'src/screen/today.c:3: no Chinese'

drop src/screen/more.c
po <<'P'
msgid "Booked %s."
msgstr "已预约。"

msgid "%ld visit"
msgid_plural "%ld visits"
msgstr[0] "%d %s 次"

msgid "Today \"now\""
msgstr "今天"
P
caught strings 'its % parts differ: "Booked %s."' 'its % parts differ: "%ld visit"'

drop forms/po/zh_CN.po
caught strings 'no Chinese: "Booked %s."'

plant src/screen/today.c <<'C'
const char *a[] = { tr("Invalid time"), tr("That failed to save"), tr("Please wait"), tr("Sorry."),
	tr("An error came"), tr("Done!"), tr("Terror is fine, ! alone too"), };
C
caught strings 'Invalid time"  (wording)' 'failed to save"  (wording)' 'Please wait"  (wording)' \
	'Sorry."  (wording)' 'An error came"  (wording)' 'Done!"  (wording)'
case $said in
*'alone too"  (wording)'*)
	echo 'strings: refused a word that only looks like one'
	failed=1
	;;
esac

# Form files: the program lists their texts.
plant src/screen/today.c </dev/null
plant build/frontdesk <<'C'
#!/bin/sh
printf 'forms/client.cfg:7\tSkin "type"\n'
C
chmod +x "$tree/build/frontdesk"
caught strings 'forms/client.cfg:7: no Chinese: "Skin \"type\""'
exit $failed
