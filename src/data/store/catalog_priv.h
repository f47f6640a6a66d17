#ifndef FD_DATA_STORE_CATALOG_PRIV_H
#define FD_DATA_STORE_CATALOG_PRIV_H
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
extern const struct column_def roster_columns[14];
extern const struct column_def absence_columns[12];
extern const struct column_def travel_columns[4];
extern const struct column_def appointment_event_columns[10];
extern const struct column_def request_columns[20];
extern const struct column_def waiter_columns[20];
extern const struct column_def disruption_columns[7];
extern const struct column_def delay_columns[6];
extern const struct column_def mark_columns[11];
extern const struct column_def payment_columns[17];
extern const struct column_def message_columns[23];
extern const struct column_def message_way_columns[2];
extern const struct column_def visit_state_columns[2];
extern const struct column_def visit_columns[30];
extern const struct column_def visit_event_columns[7];
extern const struct column_def companion_columns[8];
extern const struct column_def incident_columns[15];
extern const struct column_def duty_columns[4];

/* catalog_records.c: consultations, plans, treatments, figures */
extern const struct column_def attachment_columns[13];
extern const struct column_def consultation_columns[20];
extern const struct column_def attendance_columns[5];
extern const struct column_def indicator_columns[15];
extern const struct column_def measure_columns[18];
extern const struct column_def target_columns[7];
extern const struct column_def habit_columns[13];
extern const struct column_def plan_columns[16];
extern const struct column_def plan_version_columns[8];
extern const struct column_def plan_item_columns[9];
extern const struct column_def plan_session_columns[11];
extern const struct column_def plan_member_columns[10];
extern const struct column_def plan_home_columns[7];
extern const struct column_def agreement_columns[18];
extern const struct column_def treatment_columns[32];
extern const struct column_def treatment_step_columns[21];
extern const struct column_def role_note_columns[6];
extern const struct column_def adverse_columns[14];

/* catalog_orders.c: orders, money, tests, stock */
extern const struct column_def product_columns[17];
extern const struct column_def test_type_columns[17];
extern const struct column_def card_columns[13];
extern const struct column_def client_order_columns[25];
extern const struct column_def order_line_columns[17];
extern const struct column_def instalment_columns[6];
extern const struct column_def card_move_columns[14];
extern const struct column_def shift_columns[12];
extern const struct column_def shift_count_columns[6];
extern const struct column_def test_columns[20];
extern const struct column_def test_event_columns[7];
extern const struct column_def lab_file_columns[15];
extern const struct column_def lot_columns[9];
extern const struct column_def stock_move_columns[14];
extern const struct column_def order_money_columns[4];
extern const struct column_def client_money_columns[4];
extern const struct column_def card_balance_columns[3];
extern const struct column_def stock_level_columns[5];

/* catalog_calls.c: callbacks, complaints, surveys, segments, replies */
extern const struct column_def callback_columns[34];
extern const struct column_def callback_step_columns[19];
extern const struct column_def escalation_columns[21];
extern const struct column_def day_close_columns[8];
extern const struct column_def day_close_line_columns[7];
extern const struct column_def complaint_columns[33];
extern const struct column_def complaint_step_columns[13];
extern const struct column_def survey_columns[21];
extern const struct column_def suggestion_columns[18];
extern const struct column_def improvement_columns[21];
extern const struct column_def gathering_columns[10];
extern const struct column_def guest_columns[7];
extern const struct column_def client_override_columns[11];
extern const struct column_def reply_columns[16];
extern const struct column_def client_class_columns[10];
extern const struct column_def client_segment_columns[5];
extern const struct column_def tier_move_columns[6];
extern const struct column_def cultivation_columns[18];
extern const struct column_def cultivation_step_columns[10];

#endif
