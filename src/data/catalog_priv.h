#ifndef FD_DATA_CATALOG_PRIV_H
#define FD_DATA_CATALOG_PRIV_H
/*
 * Columns of the catalogue, where they are not in catalog_table.c itself. The figure is the number
 * of columns: one too many does not compile, one too few has no name, which the test of the
 * catalogue against the schema tells. For the files of the catalogue only.
 */
#include "data/catalog.h"

/* Short words for the flags, so that a column is one line. */
#define KEY COL_KEY
#define SYSTEM COL_SYSTEM
#define PRIVATE COL_PRIVATE
#define REQUIRED COL_REQUIRED
#define SEARCH COL_SEARCH
#define CLIENT COL_CLIENT

/* catalog_schedule.c: hours, schedule, arrivals */
extern const struct column_def resource_skill_columns[4];
extern const struct column_def service_need_columns[12];
extern const struct column_def opening_columns[10];
extern const struct column_def roster_columns[12];
extern const struct column_def absence_columns[12];
extern const struct column_def travel_columns[4];
extern const struct column_def appointment_event_columns[10];
extern const struct column_def request_columns[19];
extern const struct column_def waiter_columns[20];
extern const struct column_def disruption_columns[7];
extern const struct column_def delay_columns[6];
extern const struct column_def mark_columns[11];
extern const struct column_def payment_columns[14];
extern const struct column_def message_columns[15];
extern const struct column_def visit_state_columns[2];
extern const struct column_def visit_columns[30];
extern const struct column_def visit_event_columns[7];
extern const struct column_def companion_columns[8];
extern const struct column_def incident_columns[15];
extern const struct column_def duty_columns[4];

#endif
