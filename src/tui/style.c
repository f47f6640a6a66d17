#include "tui/style.h"

#include <stddef.h>

/* The eight colours that every terminal with colours has. */
enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };

#define OWN STYLE_OWN
#define BO STYLE_BOLD
#define UL STYLE_UNDERLINE
#define RV STYLE_REVERSE
#define DI STYLE_DIM

/* One row a role: foreground, background, attributes at no colour, at 8 and at 256. */
static const struct role {
	const char *name;
	struct style_look look[STYLE_DEPTHS];
} roles[STYLE_COUNT] = {
#define ROLE(id, text, mono, f8, b8, a8, f256, b256, a256) \
	[id] = { .name = (text), .look = { [STYLE_MONO] = { OWN, OWN, (mono) }, \
		[STYLE_8] = { (f8), (b8), (a8) }, [STYLE_256] = { (f256), (b256), (a256) } } }
	ROLE(STYLE_TEXT, "text", 0, OWN, OWN, 0, OWN, OWN, 0),
	ROLE(STYLE_BAR, "bar", RV, BLACK, WHITE, 0, 231, 236, 0),
	ROLE(STYLE_BADGE, "badge", RV | BO, WHITE, RED, BO, 231, 124, 0),
	ROLE(STYLE_TAB, "tab", BO, OWN, OWN, BO, 231, OWN, BO),
	ROLE(STYLE_SUBJECT, "subject", BO, BLACK, CYAN, 0, 16, 153, 0),
	ROLE(STYLE_RISK, "risk", RV | BO, WHITE, RED, BO, 231, 124, 0),
	ROLE(STYLE_NOTE, "note", BO, BLACK, YELLOW, 0, 16, 222, 0),
	ROLE(STYLE_RULE, "rule", 0, OWN, OWN, 0, 244, OWN, 0),
	ROLE(STYLE_SELECTED, "selected", RV, WHITE, BLUE, BO, 231, 24, 0),
	ROLE(STYLE_SELECTED_REST, "selected-rest", 0, WHITE, BLUE, BO, 231, 24, 0),
	ROLE(STYLE_MARKED, "marked", BO, BLACK, YELLOW, 0, 16, 223, 0),
	ROLE(STYLE_FIELD, "field", UL, BLACK, WHITE, 0, 255, 237, 0),
	ROLE(STYLE_FIELD_EDIT, "field-edit", RV, BLACK, YELLOW, 0, 16, 230, 0),
	ROLE(STYLE_REQUIRED, "required", BO | UL, YELLOW, BLACK, BO, 231, 94, 0),
	ROLE(STYLE_WRONG, "wrong", RV, WHITE, RED, 0, 231, 124, 0),
	ROLE(STYLE_PROPOSED, "proposed", 0, CYAN, OWN, 0, 109, OWN, 0),
	ROLE(STYLE_GREY, "grey", 0, OWN, OWN, DI, 244, OWN, 0),
	ROLE(STYLE_FREE, "free", 0, BLACK, GREEN, 0, 16, 151, 0),
	ROLE(STYLE_PLANNED, "planned", 0, BLACK, WHITE, 0, 16, 189, 0),
	ROLE(STYLE_AGREED, "agreed", BO, BLACK, CYAN, 0, 16, 117, 0),
	ROLE(STYLE_PRESENT, "present", BO, BLACK, YELLOW, 0, 16, 222, 0),
	ROLE(STYLE_RUNNING, "running", RV, WHITE, GREEN, 0, 231, 28, 0),
	ROLE(STYLE_DONE, "done", 0, OWN, OWN, 0, 244, OWN, 0),
	ROLE(STYLE_MISSED, "missed", BO, WHITE, RED, 0, 231, 124, 0),
	ROLE(STYLE_DROPPED, "dropped", 0, OWN, OWN, 0, 244, OWN, 0),
	ROLE(STYLE_HELD, "held", UL, BLACK, MAGENTA, 0, 16, 183, 0),
	ROLE(STYLE_CLOSED, "closed", 0, OWN, OWN, 0, 240, OWN, 0),
	ROLE(STYLE_AWAY, "away", 0, OWN, OWN, 0, 240, OWN, 0),
	ROLE(STYLE_BROKEN, "broken", BO, WHITE, RED, 0, 231, 130, 0),
	ROLE(STYLE_MSG_DONE, "msg-done", 0, GREEN, OWN, 0, 28, OWN, 0),
	ROLE(STYLE_MSG_REFUSED, "msg-refused", BO, RED, OWN, 0, 160, OWN, 0),
	ROLE(STYLE_MSG_INFO, "msg-info", 0, OWN, OWN, 0, 25, OWN, 0),
	ROLE(STYLE_LATE, "late", RV | BO, WHITE, RED, BO, 231, 160, 0),
	ROLE(STYLE_FILL, "fill", RV, OWN, BLUE, 0, OWN, 67, 0),
	ROLE(STYLE_HEAT_1, "heat-1", 0, BLACK, GREEN, 0, 16, 194, 0),
	ROLE(STYLE_HEAT_2, "heat-2", 0, BLACK, GREEN, 0, 16, 186, 0),
	ROLE(STYLE_HEAT_3, "heat-3", 0, BLACK, YELLOW, 0, 16, 222, 0),
	ROLE(STYLE_HEAT_4, "heat-4", 0, BLACK, YELLOW, 0, 16, 215, 0),
	ROLE(STYLE_HEAT_5, "heat-5", 0, WHITE, RED, 0, 231, 166, 0),
	ROLE(STYLE_NEWS, "news", BO, CYAN, OWN, BO, 25, OWN, BO),
	ROLE(STYLE_PRACTICE, "practice", RV, WHITE, MAGENTA, 0, 231, 53, 0),
#undef ROLE
};

static const struct role *role_of(enum style style)
{
	return &roles[(unsigned)style < STYLE_COUNT ? style : STYLE_TEXT];
}

const struct style_look *style_look(enum style style, enum style_depth depth)
{
	if ((unsigned)depth >= STYLE_DEPTHS)
		return &roles[STYLE_TEXT].look[STYLE_MONO];
	return &role_of(style)->look[depth];
}

enum style_depth style_pick_depth(int colours, const char *no_color)
{
	if ((no_color && *no_color) || colours < 8)
		return STYLE_MONO;
	return colours >= 256 ? STYLE_256 : STYLE_8;
}

const char *style_name(enum style style)
{
	return role_of(style)->name;
}
