# frontdesk. Everything that is built goes under build/.
#
#   make run            build, make a demo site in build/demo, open it
#   make check          every lint and test; the last line is `N passed, N failed`
#   make unit F=base    tests of one floor (F=base/day: of one module); builds only what they need
#   make e2e S='book*'  scenarios by name
#   make help           all targets

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
DATADIR  = $(PREFIX)/share/frontdesk
CC      := gcc
HOSTCC  := gcc
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)
V       ?= 0
say      = @$(if $(filter 1,$(V)),set -x; ,echo '  $(1)'; )

MAKEFLAGS += -rR --no-print-directory
.DELETE_ON_ERROR:
.SECONDEXPANSION:
.SUFFIXES:
all:

# ---- what a bare Debian 12 lacks, with the reason -----------------------------------------------

PACKAGES :=
PACKAGES += gcc libc6-dev make pkg-config       # compile
PACKAGES += gettext                             # the Chinese texts: xgettext, msgfmt
PACKAGES += unicode-data bzip2                  # tables of cell widths and pinyin; some are packed
PACKAGES += tzdata                              # time zones of branches
PACKAGES += libmd-dev                           # base: SHA-256
PACKAGES += libsqlite3-dev                      # data: the store
PACKAGES += libncurses-dev                      # tui: the terminal
PACKAGES += libconfig-dev                       # form: form and rule files
PACKAGES += libcrypt-dev                        # desk: PIN hashes
PACKAGES += libxlsxwriter-dev libical-dev       # cmd: spreadsheets and calendars out
PACKAGES += libiniparser-dev                    # app: frontdesk.ini
PACKAGES += libpango1.0-dev fonts-wqy-zenhei     # frontdesk-print: PDF with Chinese signs
PACKAGES += poppler-utils                       # end-to-end tests: a look at the PDF
PACKAGES += libcmocka-dev                       # unit tests
PACKAGES += libvterm-dev                        # end-to-end tests: a terminal to look at
PACKAGES += sqlite3                             # end-to-end tests: a second look at the store
PACKAGES += mandoc                              # lint of the manual
# A server that listens from then on is not for everybody's machine: only where tests alone are run.
# Elsewhere its test is skipped, or make deps CI=true.
PACKAGES += $(if $(CI),openssh-server openssh-client) # end-to-end tests: the program over SSH
PACKAGES += curl                                # spool-http and its test
PACKAGES += $(if $(CI),gammu gammu-smsd libdbd-sqlite3 libgammu-dev) # a daemon for short messages
BENCH_PACKAGES := less tig htop mc dialog abook visidata git \
	calcurse khal remind                    # to compare with
FUZZ_PACKAGES := clang libclang-rt-14-dev       # fuzzing only

# ---- floors -------------------------------------------------------------------------------------

FLOORS := app cmd screen desk form tui data base
ARCHIVES := $(FLOORS) print

# What a floor links with, itself first; the order is the link order.
LINK_base   := base
LINK_data   := data base
LINK_tui    := tui base
LINK_form   := form data base
LINK_desk   := desk form data base
LINK_screen := screen desk form tui data base
LINK_cmd    := cmd desk form data base
LINK_app    := $(FLOORS)
LINK_print  := print base

# pkg-config, asked once a run and only for what is built: $(call pc,VARIABLE,--libs NAME,fallback)
pc = $(eval $(1) := $$(shell pkg-config $(2) 2>/dev/null || echo '$(3)'))$($(1))

LIBS_base    = $(call pc,LIBS_base,--libs libmd,-lmd)
LIBS_data    = $(call pc,LIBS_data,--libs sqlite3,-lsqlite3)
LIBS_tui     = $(call pc,LIBS_tui,--libs ncursesw,-lncursesw -ltinfo)
LIBS_form    = $(call pc,LIBS_form,--libs libconfig,-lconfig)
LIBS_desk    = $(call pc,LIBS_desk,--libs libcrypt,-lcrypt)
LIBS_cmd     = $(call pc,LIBS_cmd,--libs xlsxwriter libical,-lxlsxwriter -lical)
LIBS_app     = -liniparser
LIBS_print   = $(call pc,LIBS_print,--libs pangocairo cairo-pdf,-lpangocairo-1.0)
LIBS_cmocka  = $(call pc,LIBS_cmocka,--libs cmocka,-lcmocka)
LIBS_vterm   = $(call pc,LIBS_vterm,--libs vterm,-lvterm)

FLAGS_base   = -DFD_LOCALEDIR='"$(DATADIR)/po"'
FLAGS_data   = -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK -DFD_BANNED_SQLITE
FLAGS_tui    = $(call pc,FLAGS_tui,--cflags ncursesw,-D_DEFAULT_SOURCE)
FLAGS_print  = $(call pc,FLAGS_print,--cflags pangocairo,)

# ---- flags --------------------------------------------------------------------------------------

WARN := -Wall -Wextra -Wshadow -Wcast-qual -Wstrict-prototypes -Wmissing-prototypes -Wundef \
	-Wformat=2 -Wvla -Wswitch-enum -Wnull-dereference -Wpointer-arith -Wwrite-strings
HARD := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
OPT  := -O2 -g
SAN  :=
CFLAGS   = -std=gnu11 $(OPT) $(WARN) $(HARD) $(SAN)
# Public headers below include/; a private one of another folder of the same floor below src/.
CPPFLAGS = -D_GNU_SOURCE -DFD_DATADIR='"$(DATADIR)"' -Iinclude -Isrc
LDFLAGS  = -pie $(if $(SAN),$(SAN),-Wl,-z,relro,-z,now)
BANNED   = -include tests/lint/banned.h
TESTFLAGS = $(CFLAGS) -Wno-cast-qual -Wno-null-dereference $(CPPFLAGS) -Itests

# With WERROR=1 an object that was built with a warning is built again, now as an error.
ifeq ($(WERROR),1)
W := -Werror
$(shell find $(BUILD)/obj -name '*.w' -size +0c 2>/dev/null | sed 's/w$$/o/' | xargs -r rm -f)
endif

# Outputs appear under their names only when complete, so two runs of make can share a folder.
# (Not with --coverage: gcov finds its notes by the output's name.)
part = $@$(if $(findstring coverage,$(SAN)),,.$$$$)
done = $(if $(findstring coverage,$(SAN)),:,mv -f $@.$$$$ $@)

# Compiles $< to $@ and keeps the warnings beside it (see WERROR).
compile = mkdir -p $(@D); \
	$(CC) $(1) $(W) -MMD -MP -MF $(@:.o=.d) -MT $@ -c -o $(part) $< 2>$(@:.o=.w) && $(done); \
	s=$$?; cat $(@:.o=.w) >&2; test $$s = 0 || rm -f $(part); exit $$s
link = mkdir -p $(@D); $(CC) $(LDFLAGS) -o $(part) $(1) && $(done)

# A stamp changes only when its text does: flags and file lists are prerequisites like any file.
stamp = $(if $(call same,$(file <$(1)),$(2)),,$(shell mkdir -p $(dir $(1)))$(file >$(1),$(2)))
same  = $(and $(findstring x$(strip $(1))x,x$(strip $(2))x),$(findstring x$(strip $(2))x,x$(strip $(1))x))

# ---- sources ------------------------------------------------------------------------------------

GENERATORS := $(patsubst src/base/gen/%.c,%,$(wildcard src/base/gen/*.c))
GEN_base   := $(GENERATORS:%=$(BUILD)/gen/src/%.c)
GEN_data   := $(if $(wildcard schema.sql),$(BUILD)/gen/src/schema_sql.c)

# A floor's files, also those in its folders by area; generators are programs of their own.
src_of = $(filter-out src/base/gen/%,$(wildcard src/$(1)/*.c src/$(1)/*/*.c))
obj_of = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(call src_of,$(1))) \
	$(patsubst $(BUILD)/gen/src/%.c,$(BUILD)/obj/gen/%.o,$(GEN_$(1)))
archives = $(patsubst %,$(BUILD)/lib%.a,$(1))
libs = $(foreach f,$(1),$(LIBS_$(f)))

ifeq ($(filter clean deps help format,$(MAKECMDGOALS)),)
define floor_stamps
$(call stamp,$(BUILD)/stamp/flags-$(1),$(CC) $(CFLAGS) $(CPPFLAGS) $(FLAGS_$(1)))
$(call stamp,$(BUILD)/stamp/list-$(1),$(call obj_of,$(1)))
endef
$(foreach f,$(ARCHIVES),$(if $(call src_of,$(f)),$(eval $(call floor_stamps,$(f)))))
endif

PROGRAMS := $(if $(call src_of,app),$(BUILD)/frontdesk) \
	$(if $(call src_of,print),$(BUILD)/frontdesk-print)
CATALOGUES := $(patsubst forms/po/%.po,$(BUILD)/po/%.mo,$(wildcard forms/po/*.po))

.PHONY: all programs archives
all: programs archives
	@:
# Beside a build below build/ the program looks for the forms one folder up, as beside build/ itself.
programs: $(PROGRAMS) $(CATALOGUES)
	$(if $(filter build/%,$(BUILD)),@test -e build/forms || ln -s ../forms build/forms,@:)
archives: $(call archives,$(FLOORS))

# ---- rules: floors ------------------------------------------------------------------------------

# The two files that may do what the others may not.
$(BUILD)/obj/base/mem.o: MAY := -DFD_MAY_MALLOC
$(BUILD)/obj/base/clock.o: MAY := -DFD_MAY_TIME

define floor_rule
$$(BUILD)/obj/$(1)/%.o: src/$(1)/%.c $(BUILD)/stamp/flags-$(1)
	$$(call say,CC $$<)$$(call compile,$$(CFLAGS) $$(CPPFLAGS) $$(FLAGS_$(1)) $$(MAY) $$(BANNED))
$$(BUILD)/lib$(1).a: $$(call obj_of,$(1)) $(if $(call src_of,$(1)),$(BUILD)/stamp/list-$(1))
	$$(call say,AR $$@)mkdir -p $$(@D); ar rcsD $$(part) $$(filter %.o,$$^) && $$(done)
endef
$(foreach f,$(ARCHIVES),$(eval $(call floor_rule,$(f))))

$(BUILD)/stamp/%: ;

$(BUILD)/frontdesk: $(call archives,$(FLOORS))
	$(call say,LD $@)$(call link,$^ $(call libs,$(FLOORS)))
$(BUILD)/frontdesk-print: $(call archives,$(LINK_print))
	$(call say,LD $@)$(call link,$^ $(call libs,$(LINK_print)))

# ---- rules: generated sources -------------------------------------------------------------------

# A generator takes no argument, reads Unicode's files and prints one C file.
$(BUILD)/gen/%: src/base/gen/%.c
	$(call say,HOSTCC $<)mkdir -p $(@D); \
	$(HOSTCC) -std=gnu11 -O2 $(WARN) $(W) $(CPPFLAGS) -Isrc/base -MMD -MP -MF $@.d -MT $@ -o $@.$$$$ $< && mv -f $@.$$$$ $@
$(GEN_base): $(BUILD)/gen/src/%.c: $(BUILD)/gen/%
	$(call say,GEN $@)mkdir -p $(@D); $< > $@.$$$$ && mv -f $@.$$$$ $@
$(BUILD)/gen/src/schema_sql.c: schema.sql
	$(call say,GEN $@)mkdir -p $(@D); { \
	echo '#include <stddef.h>'; \
	echo 'extern const char schema_sql[];'; \
	echo 'extern const size_t schema_sql_size;'; \
	echo 'const char schema_sql[] = {'; \
	od -An -v -tx1 $< | sed "s/ \(..\)/'\\\\x\1',/g"; \
	echo '0 };'; \
	echo 'const size_t schema_sql_size = sizeof schema_sql - 1;'; } > $@.$$$$ && mv -f $@.$$$$ $@
$(BUILD)/obj/gen/%.o: $(BUILD)/gen/src/%.c
	$(call say,CC $<)$(call compile,-std=gnu11 $(OPT) $(HARD) $(SAN) $(CPPFLAGS) -Isrc/base)
$(BUILD)/po/%.mo: forms/po/%.po
	$(call say,MO $@)mkdir -p $(@D); msgfmt -o $@.$$$$ $< && mv -f $@.$$$$ $@

# ---- rules: tests -------------------------------------------------------------------------------

# Unit tests: every *_test.c is a program; the other .c files of its folder are linked into each,
# and of tests/support what it uses.
F ?=
UNIT_SRC := $(if $(F),$(if $(findstring /,$(F)),$(wildcard tests/unit/$(F)_test.c),\
	$(wildcard tests/unit/$(F)/*_test.c)),$(wildcard tests/unit/*/*_test.c))
UNIT := $(UNIT_SRC:tests/%.c=$(BUILD)/%)
helpers = $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,\
	$(filter-out %_test.c,$(wildcard tests/unit/$(1)/*.c)))

$(BUILD)/obj/tests/%.o: tests/%.c
	$(call say,CC $<)$(call compile,$(TESTFLAGS) $(FLAGS_$(notdir $(patsubst %/,%,$(dir $*)))))

$(BUILD)/obj/support.a: $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,$(wildcard tests/support/*.c))
	$(call say,AR $@)mkdir -p $(@D); ar rcsD $(part) $^ && $(done)

define unit_rule
$$(BUILD)/unit/$(1)/%_test: $$(BUILD)/obj/tests/unit/$(1)/%_test.o $$(call helpers,$(1)) \
		$$(BUILD)/obj/support.a $$(call archives,$$(LINK_$(1)))
	$$(call say,LD $$@)$$(call link,$$^ $$(call libs,$$(LINK_$(1))) $$(LIBS_cmocka))
endef
$(foreach f,$(ARCHIVES),$(eval $(call unit_rule,$(f))))

# Programs of other tests link the floors that their includes name.
floors_of = $(sort $(shell sed -n 's|^\#include "\([a-z]*\)/.*|\1|p' $(1)))
link_of = $(filter $(foreach f,$(call floors_of,$(1)),$(LINK_$(f))),$(ARCHIVES))

HARNESS := $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,\
	$(wildcard tests/e2e/harness/*.c tests/e2e/harness/selftest/*.c))
SCN := $(if $(HARNESS),$(BUILD)/scn)
$(BUILD)/scn: $(HARNESS) $(BUILD)/libbase.a
	$(call say,LD $@)$(call link,$^ $(LIBS_base) $(LIBS_data) $(LIBS_vterm) -lutil)

.PHONY: tools
tools: $(SCN)
	@:

tool_rule = $(call say,LD $@)$(call link,$(2) $(filter %.o %.a,$^) \
	$(call libs,$(call link_of,$(1))) -lm)
BENCH_HELP := $(patsubst tests/%.c,$(BUILD)/obj/tests/%.o,\
	$(filter-out %_bench.c,$(wildcard tests/bench/*.c)) \
	$(patsubst %,tests/e2e/harness/%.c,tty vt child))
$(BUILD)/bench/%_bench: $(BUILD)/obj/tests/bench/%_bench.o $(BENCH_HELP) \
		$(call archives,$(LINK_desk))
	$(call say,LD $@)$(call link,$^ $(call libs,$(LINK_desk)) $(LIBS_vterm) -lutil)
$(BUILD)/torture/%: $(BUILD)/obj/tests/torture/%.o \
		$$(call archives,$$(call link_of,tests/torture/%.c))
	$(call tool_rule,tests/torture/$*.c)
$(BUILD)/fuzz/%: $(BUILD)/obj/tests/fuzz/%.o $$(call archives,$$(call link_of,tests/fuzz/%.c))
	$(call tool_rule,tests/fuzz/$*.c,-fsanitize=fuzzer)

.PRECIOUS: $(BUILD)/obj/%.o $(BUILD)/obj/tests/%.o $(BUILD)/gen/src/%.c $(BUILD)/gen/%

-include $(wildcard $(foreach f,$(ARCHIVES),$(BUILD)/obj/$(f)/*.d $(BUILD)/obj/$(f)/*/*.d) $(BUILD)/obj/gen/*.d \
	$(BUILD)/gen/*.d $(BUILD)/obj/tests/*/*.d $(BUILD)/obj/tests/*/*/*.d \
	$(BUILD)/obj/tests/*/*/*/*.d)

# ---- targets: run and test ----------------------------------------------------------------------

sub = +@$(MAKE) $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS))
ENV = BUILD=$(BUILD) JOBS=$(JOBS) MAKE='$(MAKE)'

# Each run of tests has a folder of its own for results until tests/summary.sh has told them.
new_results = export $(ENV) RESULTS=$(BUILD)/results.$$$$

.PHONY: help deps run demo check unit unit-programs e2e golden asan fuzz torture sms bench cover lint
.PHONY: format install clean

run: deps
	$(sub) all
	@test -e $(BUILD)/demo/frontdesk.db || $(MAKE) demo
	@$(BUILD)/frontdesk -d $(BUILD)/demo/frontdesk.db

demo: $(BUILD)/frontdesk $(CATALOGUES)
	@rm -rf $(BUILD)/demo $(BUILD)/demo.new; mkdir -p $(BUILD)/demo.new
	@$(BUILD)/frontdesk -d $(BUILD)/demo.new/frontdesk.db init
	@$(BUILD)/frontdesk -d $(BUILD)/demo.new/frontdesk.db demo
	@mv $(BUILD)/demo.new $(BUILD)/demo

check: deps
	+@$(ENV) tests/check.sh

unit-programs: $(UNIT)
	@:
unit:
	@$(if $(UNIT),:,echo 'no unit test matches F=$(F)'; exit 2)
	$(sub) unit-programs
	@$(new_results); tests/runner.sh unit $(UNIT); tests/summary.sh

S ?= *
SCENARIOS := $(wildcard tests/e2e/$(S).scn tests/e2e/$(S).sh)
e2e:
	@$(if $(SCENARIOS),:,echo 'no scenario matches S=$(S)'; exit 2)
	$(sub) programs $(SCN)
	@$(new_results); tests/runner.sh e2e $(SCENARIOS); tests/summary.sh

# Writes the expected screens anew; look at the difference before you commit it.
golden:
	@GENERATE=1 $(MAKE) e2e S='$(S)'
	@git --no-pager diff --stat -- tests/e2e

ASAN := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
with_asan = +@$(MAKE) $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS)) $(1) BUILD=build/asan \
	SAN='$(ASAN)' OPT='-O1 -g' HARD='-fPIE'
asan:
	$(call with_asan,asan-steps)
asan-programs:
	$(call with_asan,programs)
.PHONY: asan-steps asan-programs
asan-steps: programs unit-programs $(SCN)
	@$(new_results) SCN_SLOW=4; \
	tests/runner.sh unit $(UNIT); tests/runner.sh e2e $(SCENARIOS); tests/summary.sh

# make fuzz SECONDS=60: for each fuzzer. A file that made one stop is kept in build/fuzz.
TIME ?= $(or $(SECONDS),30)
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*_fuzz.c))
fuzz:
	+@$(MAKE) deps PACKAGES='$(PACKAGES) $(FUZZ_PACKAGES)'
	+@$(MAKE) $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS)) fuzz-steps BUILD=build/fuzz CC=clang \
	SAN='-fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined' \
	OPT='-O1 -g' HARD='-fPIE' TIME='$(TIME)'
.PHONY: fuzz-steps
fuzz-steps: $(FUZZERS)
	@$(ENV) TIME='$(TIME)' tests/fuzz/run.sh $(FUZZERS)

TORTURE := $(patsubst tests/torture/%.c,$(BUILD)/torture/%,$(wildcard tests/torture/*.c))
# Two hundred messages through a real daemon, killed twenty times; all states in the end are true.
sms:
	$(sub) programs
	@for t in sms sms-http; do d=$$(mktemp -d) && FRONTDESK=$(abspath $(BUILD))/frontdesk \
	MESSAGES=200 KILLS=20 TRIES=3 tests/e2e/$$t.sh $$d || exit 1; \
	rm -rf "$$d"; echo "$$t passed"; done

torture:
	$(sub) programs $(SCN) $(TORTURE)
	@$(new_results) LIMIT=1800; \
	tests/runner.sh torture $(wildcard tests/torture/*.sh) $(TORTURE); tests/summary.sh

# make bench SIZES='10000 100000' BENCH=search: less of it. Peers that cannot be had are left out.
BENCHES := $(patsubst tests/%.c,$(BUILD)/%,$(wildcard tests/bench/*_bench.c))
bench:
	+@$(MAKE) deps
	+@for p in $(BENCH_PACKAGES); do \
	$(MAKE) deps PACKAGES=$$p >/dev/null 2>&1 || echo "$$p: not to be had"; done
	$(sub) programs $(BENCHES)
	@$(ENV) FRONTDESK=$(BUILD)/frontdesk tests/bench/run.sh

cover:
	+@$(MAKE) $(if $(filter -j%,$(MAKEFLAGS)),,-j$(JOBS)) cover-steps BUILD=build/cover \
	SAN='--coverage' OPT='-O0 -g' HARD='-fPIE'
.PHONY: cover-steps
cover-steps: programs unit-programs $(SCN)
	@find $(BUILD) -name '*.gcda' -delete
	-@$(new_results); tests/runner.sh unit $(UNIT); tests/runner.sh e2e $(SCENARIOS); \
	tests/summary.sh
	@tests/cover.sh $(BUILD)

lint:
	$(sub) -k all || echo 'not all of it builds; linting what there is'
	@$(new_results); \
	tests/runner.sh lint $(wildcard tests/lint/*.sh tests/lint/self/*.sh); tests/summary.sh

# Only what is named, else the .c files that differ from the last commit: tables and the comments
# behind declarations are laid out by hand, better than a program does.
FILES ?= $(filter %.c,$(shell git diff --name-only HEAD -- src tests))
format:
	$(if $(FILES),clang-format -i $(FILES))

# ---- targets: machine ---------------------------------------------------------------------------

deps:
	@command -v dpkg-query >/dev/null || { \
	echo 'Not a Debian system; these packages (by their Debian names) are needed:'; \
	echo '  $(PACKAGES)'; exit 0; }; \
	missing=; for p in $(PACKAGES); do \
	case "$$(dpkg-query -W -f '$${Status}' $$p 2>/dev/null)" in \
	*'ok installed') ;; *) missing="$$missing $$p";; esac; done; \
	test -n "$$missing" || exit 0; \
	cmd="apt-get install -y --no-install-recommends$$missing"; \
	if test "$$(id -u)" = 0; then as=; \
	elif sudo -n true 2>/dev/null || { test -t 0 && command -v sudo >/dev/null; }; then as=sudo; \
	else echo "These packages are missing:$$missing"; \
	echo "Ask whoever looks after this machine to run:"; \
	echo "  $$cmd"; exit 1; fi; \
	echo "Installing:$$missing"; \
	export DEBIAN_FRONTEND=noninteractive; \
	$$as apt-get update -q </dev/null && $$as $$cmd </dev/null || { \
	echo "These packages could not be installed:$$missing"; \
	echo "Try by hand:  $$cmd"; exit 1; }

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(DATADIR)/forms \
	$(DESTDIR)$(DATADIR)/po $(DESTDIR)$(PREFIX)/share/doc/frontdesk
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	install -d $(DESTDIR)$(PREFIX)/libexec/frontdesk
	install -m 755 $(wildcard src/spool/spool-*) $(DESTDIR)$(PREFIX)/libexec/frontdesk
	$(if $(wildcard forms/*.cfg),install -m 644 $(wildcard forms/*.cfg) \
	$(DESTDIR)$(DATADIR)/forms)
	$(if $(CATALOGUES),install -m 644 $(CATALOGUES) $(DESTDIR)$(DATADIR)/po)
	sed 's|/usr/local/bin/|$(PREFIX)/bin/|' man/frontdesk-sshd.conf \
	>$(DESTDIR)$(PREFIX)/share/doc/frontdesk/frontdesk-sshd.conf
	for m in $(wildcard man/*.[1-8]); do \
	d=$(DESTDIR)$(PREFIX)/share/man/man$${m##*.}; install -d $$d && install -m 644 $$m $$d; done

clean:
	rm -rf $(BUILD)

help:
	@sed -n 's/^# \{0,1\}//; 2,8p' Makefile; echo 'Also: all golden asan fuzz torture sms bench cover lint format install deps clean'
