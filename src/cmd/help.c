/* cmd/help.c - help that teaches: what it is for, an example, then the options. */
#include "cmd/cmd.h"
#include "cmd/source.h"

static const char intro[] = N_(
    "mekiki looks at an e-mail and says what it really is: what it pretends to be, who\n"
    "handed it over, what speaks against it, and on what evidence. Nothing leaves this\n"
    "machine, and nothing of the mail is read in a process that could open a file or a\n"
    "connection.\n");
static const char first_steps[] = N_(
    "  mekiki suspicious.eml               dissect one mail\n"
    "  mekiki inspect --lang ja *.eml      several, in Japanese\n"
    "  mekiki inspect --format json DIR    a folder, one JSON object a line\n"
    "  mekiki inspect -                    paste the source of a mail, end with Ctrl-D\n"
    "  mekiki extract mail.eml --list      what parts it has\n");

void help_all(const struct session *session, FILE *out)
{
	fprintf(out, "%s\n%s\n", text_of(session, intro), text_of(session, first_steps));
	fprintf(out, "%s\n", text_of(session, N_("Commands:")));
	for (const struct command *const *c = command_table; *c; c++)
		fprintf(out, "  %-10s %s\n", (*c)->name, text_of(session, (*c)->summary));
	fprintf(out, "\n%s\n",
		text_of(session, N_("`mekiki COMMAND --help` explains a command, `mekiki "
				    "help source` how to get the\nsource of a mail; the "
				    "manual is mekiki(1).")));
}

void help_command(const struct session *session, const struct command *command, FILE *out)
{
	fprintf(out, "mekiki %s %s\n", command->name, command->usage);
	fprintf(out, "  %s\n\n%s\n", text_of(session, command->summary),
		text_of(session, command->teach));
	for (const struct command *const *c = command->below; c && *c; c++)
		fprintf(out, "  mekiki %-12s %s\n", (*c)->name,
			text_of(session, (*c)->summary));
	if (command->below)
		fputc('\n', out);
	fprintf(out, "%s\n", text_of(session, N_("Options:")));
	options_help(session, command, out);
}

/* --- the command ---------------------------------------------------------------------
 */

static enum exit_status no_topic(const struct session *session, const char *topic)
{
	complain(session, topic,
		 text_of(session, N_("there is no help on this; `mekiki help` lists the "
				     "commands")));
	return EXIT_TROUBLE;
}

static enum exit_status help_on_source(const struct session *session, const char *name)
{
	if (source_help(session, name, stdout))
		return EXIT_DONE;
	complain(session, name,
		 text_of(session, N_("no such mail program is known here; "
				     "there are:")));
	source_names(stderr);
	return EXIT_TROUBLE;
}

static enum exit_status help(struct session *session)
{
	const struct options *options = &session->options;
	const struct command *command;
	int used;

	if (options->count == 0) {
		help_all(session, stdout);
		return EXIT_DONE;
	}
	if (strcmp(options->args[0], "source") == 0)
		return help_on_source(session,
				      options->count > 1 ? options->args[1] : NULL);
	command = command_named(options->args, options->count, &used);
	if (!command)
		return no_topic(session, options->args[0]);
	help_command(session, command, stdout);
	return EXIT_DONE;
}

const struct command command_help = {
	.name = "help",
	.usage = "[COMMAND | source [PROGRAM]]",
	.summary = N_("explain a command, or how to get the source of a mail"),
	.teach =
	    N_("  mekiki help inspect\n"
	       "  mekiki help source\n"
	       "  mekiki help source thunderbird\n"
	       "\n"
	       "Programs: thunderbird, outlook, outlook-new, gmail, apple, yahoo-japan,\n"
	       "roundcube, iphone, android, other.\n"),
	.takes = "lang",
	.means = CONTACT_OFFLINE,
	.run = help,
};
