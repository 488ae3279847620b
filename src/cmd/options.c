/* cmd/options.c - the command line: a command names the options that it takes. */
#include "cmd/option.h"

#include <assert.h>
#include <getopt.h>

/* Formats that need a message. */
static bool is_of_reports(const char *format)
{
	static const char *const formats[] = { "authres", "csv", "markdown", "misp",
					       "stix" };

	for (size_t i = 0; i < COUNT(formats); i++)
		if (strcmp(format, formats[i]) == 0)
			return true;
	return false;
}

/* Is it one of the words in `takes`? --help is taken everywhere. */
static bool is_taken(const struct option_row *row, const struct command *command)
{
	struct str rest = str_c(command->takes), name = str_c(row->name), word;

	if (strcmp(row->name, "help") == 0)
		return true;
	while ((word = str_take_word(&rest)).n)
		if (str_eq(word, name))
			return true;
	return false;
}

/* A name that no row has would never be taken. */
static void check_names(const struct command *command)
{
	struct str rest = str_c(command->takes), word;

	while ((word = str_take_word(&rest)).n) {
		const struct option_row *row = option_rows;

		while (row->name && !str_eq(word, str_c(row->name)))
			row++;
		assert(row->name);
	}
}

/* getopt says which row it is by its number, or by its letter. */
enum { FIRST_ROW = 256 };

static const struct option_row *row_of(int said)
{
	for (int i = 0; option_rows[i].name; i++)
		if (said == FIRST_ROW + i || said == option_rows[i].letter)
			return &option_rows[i];
	return NULL;
}

static void fill_getopt(struct option out[OPTION_ROWS], char letters[64])
{
	size_t m = 0;

	letters[m++] = ':';
	for (int i = 0; option_rows[i].name; i++) {
		const char *value = option_rows[i].value;

		out[i] = (struct option){ option_rows[i].name,
					  !value	    ? no_argument
					  : value[0] == '[' ? optional_argument
							    : required_argument,
					  NULL, FIRST_ROW + i };
		if (!option_rows[i].letter)
			continue;
		letters[m++] = option_rows[i].letter;
		if (value)
			letters[m++] = ':';
	}
	letters[m] = '\0';
}

static bool refuse(const char *argument, bool no_value, struct err *err)
{
	if (no_value)
		return err_set(err, ERR_USAGE, "", "%.100s needs a value", argument);
	return err_set(err, ERR_USAGE, "",
		       "unknown option %.100s; --help lists the options", argument);
}

bool options_parse(struct session *session, const struct command *command, int argc,
		   char **argv, struct err *err)
{
	struct option table[OPTION_ROWS] = { 0 };
	char letters[64];
	int said;

	check_names(command);
	fill_getopt(table, letters);
	optind = 0; /* getopt starts afresh */
	opterr = 0;
	while ((said = getopt_long(argc, argv, letters, table, NULL)) != -1) {
		const struct option_row *row;
		const char *argument = argv[optind > 1 ? optind - 1 : 1];

		if (said == '?' || said == ':')
			return refuse(argument, said == ':', err);
		row = row_of(said);
		if (!is_taken(row, command))
			return err_set(err, ERR_USAGE, "",
				       "%.100s is no option of mekiki %s", argument,
				       command->name);
		if (!row->set(session, optarg, err))
			return false;
	}
	if (is_of_reports(session->options.format) && !command->reports)
		return err_set(err, ERR_USAGE, "",
			       "--format %s is for reports of messages: mekiki inspect, "
			       "replay and case export",
			       session->options.format);
	if (strcmp(session->options.format, "svg") == 0 && argc - optind > 1)
		return err_set(err, ERR_USAGE, "",
			       "a picture is of one mail: name one file");
	if (session->options.preview && !session->options.redact)
		return err_set(err, ERR_USAGE, "",
			       "--preview shows what --redact PROFILE would mask");
	if (session->options.plan && session->options.case_path)
		return err_set(err, ERR_USAGE, "",
			       "--plan asks nothing: there is nothing to keep in a case");
	session->options.args = argv + optind;
	session->options.count = argc - optind;
	return true;
}

bool options_take(const struct command *command, const char *name)
{
	for (const struct option_row *row = option_rows; row->name; row++)
		if (strcmp(row->name, name) == 0)
			return is_taken(row, command);
	return false;
}

void options_help(const struct session *session, const struct command *command, FILE *out)
{
	for (const struct option_row *row = option_rows; row->name; row++) {
		char left[40];

		if (!is_taken(row, command))
			continue;
		snprintf(left, sizeof left, "%c%c%c --%s%s%s", row->letter ? '-' : ' ',
			 row->letter ? row->letter : ' ', row->letter ? ',' : ' ',
			 row->name, row->value && row->value[0] != '[' ? " " : "",
			 row->value ? row->value : "");
		fprintf(out, "  %-25s %s\n", left, text_of(session, row->help));
	}
}
