#ifndef FD_DATA_CASES_SURVEY_PRIV_H
#define FD_DATA_CASES_SURVEY_PRIV_H
/* What lists and rates of surveys ask alike. */

/* The client is of :class, a word of a tier, growth or segment; NULL: any. */
#define SURVEY_OF_CLASS \
	"    AND (:class IS NULL OR EXISTS (SELECT 1 FROM client_class y" \
	"      WHERE y.client_id = s.client_id AND (y.tier = :class OR y.growth = :class" \
	"        OR instr(y.segments, ' ' || :class || ' ') > 0)))"

#endif
