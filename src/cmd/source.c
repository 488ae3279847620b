/* cmd/source.c - how to get the source of a mail out of the program that shows it.
 *
 * Whoever has a suspicious mail has it in a mail program, and most of them hide what is
 * wanted here: the header, and the text before it was made pretty. The words are those of
 * each program's menus, in the language of the help. */
#include "cmd/source.h"

static const char why[] =
    N_("mekiki needs the source of a mail: the header with its Received lines, and the "
       "text\n"
       "as it was sent. A mail that is forwarded as usual has lost both; one that is\n"
       "forwarded as an attachment has kept them. Opening the source does not open links "
       "or\n"
       "attachments. Save it as a file, then: mekiki FILE\n"
       "Or copy all of it, and: mekiki inspect -   (paste, Enter, Ctrl-D)\n");
static const char dated[] =
    N_("The words of menus are those of 2026; programs change them.");

static const struct client {
	const char *names; /* the first is shown; '|' between */
	const char *title; /* N_() */
	const char *steps; /* N_() */
} clients[] = {
	{ "thunderbird", N_("Thunderbird"),
	  N_("  See it:  View > Message Source (Ctrl+U; on a Mac Command+U); without a "
	     "menu\n"
	     "           bar: More, at the right of the message's header > View Source\n"
	     "  Save it: File > Save As > File, type \"Mail Files\" (.eml)\n") },
	{ "outlook|outlook-classic", N_("Outlook for Windows (classic)"),
	  N_("  Save it: open the mail in its own window, File > Save As, type "
	     "\"Outlook\n"
	     "           Message Format - Unicode (*.msg)\". mekiki reads .msg files.\n"
	     "  Header:  File > Properties, the box \"Internet headers\" (no text of the "
	     "mail)\n"
	     "  Pass on: Home > Respond > More > Forward as Attachment\n") },
	{ "outlook-new|outlook-web|owa", N_("Outlook (new) and Outlook on the web"),
	  N_("  See it:  in the message, More actions (...) > View > View message "
	     "source;\n"
	     "           copy all of it\n"
	     "  Save it: More actions (...) > Download, or Save as (.eml)\n") },
	{ "gmail", N_("Gmail in a browser"),
	  N_("  See it:  More (three dots beside Reply) > Show original, then \"Copy to\n"
	     "           clipboard\"\n"
	     "  Save it: there, \"Download Original\"; or More > Download message "
	     "(.eml)\n") },
	{ "apple|apple-mail|mac", N_("Apple Mail on a Mac"),
	  N_("  See it:  View > Message > Raw Source (Option+Command+U)\n"
	     "  Save it: File > Save As, format \"Raw Message Source\"\n"
	     "  Pass on: Message > Forward as Attachment\n") },
	{ "yahoo-japan|yahoo", N_("Yahoo! JAPAN Mail in a browser"),
	  N_("  Header:  open the mail, その他 (More) > 詳細ヘッダー (detailed header); "
	     "copy\n"
	     "           all of it. It shows the header alone: mekiki says what it "
	     "cannot\n"
	     "           tell then. The whole mail: fetch it by IMAP, with "
	     "Thunderbird.\n") },
	{ "roundcube|webmail", N_("Roundcube (web mail of many hosters)"),
	  N_("  See it:  More > Show source\n"
	     "  Save it: More > Download > Download (.eml)\n") },
	{ "iphone|ipad|ios", N_("Mail on iPhone and iPad"),
	  N_("  It shows no source and saves none. Leave the mail unopened, and fetch it "
	     "on a\n"
	     "  computer: by the provider's web mail, or with Thunderbird or Apple Mail "
	     "in the\n"
	     "  same account.\n") },
	{ "android", N_("Mail on Android (Gmail, Outlook and others)"),
	  N_("  The apps show no source. Gmail: open mail.google.com in a browser on a\n"
	     "  computer. Others: the provider's web mail, or Thunderbird on a computer "
	     "in the\n"
	     "  same account; Thunderbird and K-9 Mail for Android can forward a mail as "
	     "an\n"
	     "  attachment.\n") },
	{ "other", N_("Others"),
	  N_("  Look in menus for: source, original, raw, all headers, save as .eml; or "
	     "pass\n"
	     "  the mail on as an attachment, not as usual. What a server keeps "
	     "(Maildir, mbox)\n"
	     "  is the source already: mekiki FILE\n") },
};

static bool has_name(const struct client *client, struct str wanted)
{
	struct str rest = str_c(client->names), name;

	while (str_split(&rest, '|', &name))
		if (str_eq_nocase(name, wanted))
			return true;
	return false;
}

static void show(const struct session *session, const struct client *client, FILE *out)
{
	struct str name = str_until(str_c(client->names), '|');

	fprintf(out, "%s  (%.*s)\n%s\n", text_of(session, client->title), STR_ARG(name),
		text_of(session, client->steps));
}

bool source_help(const struct session *session, const char *name, FILE *out)
{
	bool found = false;

	for (size_t i = 0; i < COUNT(clients); i++)
		found = found || !name || has_name(&clients[i], str_c(name));
	if (!found)
		return false;
	fprintf(out, "%s\n", text_of(session, why));
	for (size_t i = 0; i < COUNT(clients); i++)
		if (!name || has_name(&clients[i], str_c(name)))
			show(session, &clients[i], out);
	fprintf(out, "%s\n", text_of(session, dated));
	return true;
}

void source_names(FILE *out)
{
	for (size_t i = 0; i < COUNT(clients); i++)
		fprintf(out, "%s%.*s", i ? ", " : "",
			STR_ARG(str_until(str_c(clients[i].names), '|')));
	fputc('\n', out);
}
