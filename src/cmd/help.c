/* cmd/help.c - help that teaches: what it is for, an example, then the options. */
#include "cmd/cmd.h"

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
		text_of(session, N_("`mekiki COMMAND --help` explains a command; the "
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
