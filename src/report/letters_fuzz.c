/* report/letters_fuzz.c - whatever a mail and the registries say, a letter stays one
 * letter: its header has the fields of the writer and no others, one recipient at most,
 * and files have names of ours. Odd sizes are masked as well as the options know how. */
#include "base/limits.h"
#include "base/sheaf.h"
#include "check/check.h"
#include "desk/desk.h"
#include "record/tables_rows.h"
#include "report/letters.h"
#include "report/mime_out.h"
#include "report/outside.h"
#include "report/tlp.h"

#include <stdlib.h>

static const struct table_rows small_tables[] = {
	{ "brands.txt", TABLE_HEAD "b\tみほん\tMihon\tmihon\tmihon.example\tbank\tJP\t"
				   "2026-11-21\n" },
	{ "desks.txt", TABLE_HEAD
	  "national\t*\tA desk\t-\tdesk@desk.example\tmail\txarf\tja\tspam\t2026-11-22\n"
	  "brand\tb\tMihon\t-\tdesk@mihon.example\tmail\tarf\ten\t-\t2026-11-22\n" },
};

static const struct tables *tables(void)
{
	static struct tables built;

	return tables_of_rows(&built, small_tables, COUNT(small_tables));
}

/* --- what may stand there ------------------------------------------------------------
 */

static bool is_field(struct str line)
{
	static const char *const names[] = { "From: ",	   "To: ",
					     "Subject: ",  "MIME-Version: ",
					     "X-Unsent: ", "Content-Type: " };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_starts(line, str_c(names[i])))
			return true;
	return false;
}

static void check_header(struct str mail)
{
	unsigned recipients = 0, subjects = 0;
	struct str line;

	while (str_split(&mail, '\n', &line)) {
		if (line.n == 0 || line.p[line.n - 1] != '\r')
			abort();
		if (line.n == 1)
			break;
		recipients += str_starts(line, STR("To: "));
		subjects += str_starts(line, STR("Subject: "));
		if (line.p[0] != ' ' && !is_field(line))
			abort();
	}
	if (recipients > 1 || subjects != 1)
		abort();
}

static void check_sheaf(struct str rest)
{
	struct str name, bytes;

	while (sheaf_next(&rest, &name, &bytes)) {
		if (name.n && !sheaf_is_file_name(name))
			abort();
		if (str_ends(name, STR(".eml")))
			check_header(bytes);
	}
	if (rest.n)
		abort();
}

/* A field of any text is one field. */
static void check_field(struct str text)
{
	struct buf out;
	struct str rest, line;
	bool first = true;

	buf_init(&out, 0);
	mime_field(&out, "X", text);
	mime_address(&out, "To", text, text);
	for (rest = buf_peek(&out); str_split(&rest, '\n', &line); first = false) {
		if (str_find(line, '\r') != STR_NPOS || str_find(line, 0) != STR_NPOS)
			abort();
		if (line.n && !first && line.p[0] != ' ' &&
		    !str_starts(line, STR("To: ")))
			abort();
	}
	buf_fini(&out);
}

/* --- a run ---------------------------------------------------------------------------
 */

static void write_all(const struct inspection *in, bool shown)
{
	struct report_options options = { .catalogue = &catalogue_english,
					  .defang = true,
					  .width = 80,
					  .show_recipient = shown,
					  .tool_version = "0",
					  .contact = "offline",
					  .tlp = &tlp_levels[TLP_DEFAULT] };
	struct letters_query query = { .files = true };
	struct buf out;

	options.publish = shown ? NULL : letters_mask();
	buf_init(&out, LIMIT_REPORT_BYTES);
	outside_begin(&options, in);
	letters_write(in, &options, &query, &out);
	outside_end(&options);
	if (!out.full)
		check_sheaf(buf_peek(&out));
	buf_clear(&out);
	report_arf.write(in, &options, &out);
	if (out.n && !out.full)
		check_header(buf_peek(&out));
	buf_clear(&out);
	report_xarf.write(in, &options, &out);
	buf_fini(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct site nobody;
	struct env env = { .site = &nobody, .clock = 1667600000 };
	struct input input = { .name = STR("fuzz"), .size = size, .complete = true };
	struct str bytes = str_make((const char *)data, size);
	struct message_options options = { 0 };
	struct arena *arena = arena_new(LIMIT_ARENA_BASE + LIMIT_ARENA_FACTOR * size);
	struct inspection *in;

	env.tables = tables();
	check_field(bytes);
	in = inspect(arena, &env, &input, bytes, &options);
	/* as if everything spoke against it, so that there are letters */
	in->verdict.class_ = VERDICT_FRAUDULENT;
	write_all(in, size % 2);
	arena_free(arena);
	return 0;
}
