/* What the desk hears of options and settings: for commands and screens alike. */
#include "app_priv.h"
#include "desk/desk.h"

void app_desk_config(const struct app *a, const char *origin, struct desk_config *out)
{
	*out = (struct desk_config){
		.forms_dir = a->forms,
		.station = a->station.name ? a->station.name : a->tty,
		.branch = a->options.branch ? a->options.branch : a->station.branch,
		.branch_named = a->options.branch != NULL,
		.origin = origin,
		.peer = a->peer,
		.pin_cost = a->station.pin_cost,
		.pin_min = a->station.pin_min,
		.export_rows = a->station.export_rows,
		.undo_minutes = a->station.undo_minutes,
		.spool_command = a->station.spool_command,
		.sheets_folder = a->station.sheets_folder,
	};
}

struct printer app_printer(const struct app *a)
{
	return (struct printer){
		.command = a->station.print_command,
		.name = a->station.own_printer ? a->station.own_printer : a->station.printer,
		.places = a->station.printer_places,
	};
}
