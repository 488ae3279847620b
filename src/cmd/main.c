/* cmd/main.c - mekiki, the command: finds the subcommand and runs it.
 *
 * This program handles options, the terminal and files. It reads no byte of any message:
 * it hands descriptors to workers (process/pool.h) and their output to the user. */
#include "cmd/cmd.h"

#include "config.h"

#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

const struct command *const command_table[] = {
	&command_inspect,  &command_lookup, &command_replay, &command_case,
	&command_extract,  &command_read,   &command_dkim,   &command_spf,
	&command_dmarc,	   &command_checks, &command_data,   &command_profile,
	&command_selftest, &command_tell,   &command_help,   NULL,
};

/* The name of a command below another one is its last word. */
static const struct command *command_in(const struct command *const *table,
					const char *word)
{
	for (const struct command *const *c = table; *c; c++) {
		const char *blank = strrchr((*c)->name, ' ');

		if (strcmp(blank ? blank + 1 : (*c)->name, word) == 0)
			return *c;
	}
	return NULL;
}

const struct command *command_named(char **words, int count, int *ret_used)
{
	const struct command *command =
				 count > 0 ? command_in(command_table, words[0]) : NULL,
			     *below = NULL;

	*ret_used = 1;
	if (command && command->below && count > 1)
		below = command_in(command->below, words[1]);
	*ret_used += below != NULL;
	return below ? below : command;
}

/* A closed 0, 1 or 2 would be given to the next file that is opened. */
static void fill_standard_files(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	while (fd >= 0 && fd <= 2);
	if (fd > 2)
		close(fd);
}

static bool load_texts(struct session *session, struct err *err)
{
	session->texts = catalogue_english;
	if (strcmp(session->options.language, "en") == 0)
		return true;
	return catalogue_load(session->arena, session->places.locale,
			      session->options.language, &session->texts, err);
}

static bool prepare(struct session *session, struct err *err)
{
	session->texts = catalogue_english;
	session->arena = arena_new(0);
	session->options.format = "text";
	session->options.language = catalogue_language_of_locale();
	session->options.verbose = 1;
	session->options.clock = (int64_t)time(NULL);
	buf_init(&session->options.only, 65536);
	buf_init(&session->options.skip, 65536);
	buf_init(&session->options.desks, 1024);
	buf_init(&session->options.resolvers, 1024);
	return places_of_program(&session->places, err) && config_read(session, err);
}

static enum exit_status fail(const struct session *session, const struct err *err)
{
	complain_err(session, err);
	return EXIT_TROUBLE;
}

static enum exit_status run(struct session *session, const struct command *command,
			    int argc, char **argv)
{
	struct err err;

	session->command = command;
	if (!options_parse(session, command, argc, argv, &err) ||
	    !load_texts(session, &err))
		return fail(session, &err);
	if (session->options.help) {
		help_command(session, command, stdout);
		return EXIT_DONE;
	}
	return command->run(session);
}

static enum exit_status help(struct session *session, FILE *out)
{
	struct err err;

	if (!load_texts(session, &err))
		return fail(session, &err);
	help_all(session, out);
	return EXIT_DONE;
}

int main(int argc, char **argv)
{
	static struct session session;
	const struct command *command;
	struct err err;
	int used;

	command = command_named(argv + 1, argc - 1, &used);
	fill_standard_files();
	if (!prepare(&session, &err))
		return fail(&session, &err);
	if (argc > 1 && (strcmp(argv[1], "--version") == 0)) {
		puts("mekiki " MEKIKI_VERSION);
		return EXIT_DONE;
	}
	if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
		return help(&session, stdout);
	if (argc == 1 && isatty(STDIN_FILENO)) {
		help(&session, stderr);
		return EXIT_TROUBLE;
	}
	if (command)
		return run(&session, command, argc - used, argv + used);
	return run(&session, &command_inspect, argc, argv); /* mekiki FILE */
}
