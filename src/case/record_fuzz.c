/* case/record_fuzz.c - rows of a case as a worker that was taken over, or somebody else's
 * case, may hold them: read, examined again, restored and reported. */
#include "case/record.h"

#include "case/database_test.h"
#include "case/history.h"
#include "case/notebook.h"
#include "link/host.h"
#include "report/case_page.h"
#include "report/report.h"

#include <stdlib.h>

/* An entry more: what was there stands as it stood, and it is still a case. */
static void add_entry(struct arena *arena, struct str rows)
{
	static const struct entry note = { .kind = ENTRY_NOTE,
					   .author = STR("ann"),
					   .text = STR("x") };
	struct case_file file;
	struct notebook before, after;
	struct buf more;
	struct err err;

	buf_init(&more, LIMIT_CASE_BYTES);
	if (notebook_append(arena, rows, &note, 1, &more, &err)) {
		if (!case_read(arena, rows, &file, &err) ||
		    !notebook_read(&file, &before, &err) ||
		    !case_read(arena, buf_peek(&more), &file, &err) ||
		    !notebook_read(&file, &after, &err) ||
		    after.count != before.count + 1)
			abort();
	}
	buf_fini(&more);
}

static void show_case(const struct inspection *in, const struct report_options *options)
{
	static const struct case_gist gist = { .finished = true };
	struct buf out;

	buf_init(&out, LIMIT_REPORT_BYTES);
	case_page_as_text(in, &gist, options, &out);
	case_card_as_text(in, &gist, options, &out);
	case_due_as_text(in, options, &out);
	if (memchr(out.p, '\033', out.n))
		abort();
	case_page_as_json(in, &gist, options, &out);
	case_due_as_json(in, options, &out);
	buf_fini(&out);
}

static void report(const struct inspection *in, const struct catalogue *catalogue)
{
	struct report_options options = { .catalogue = catalogue,
					  .defang = true,
					  .verbose = 1,
					  .width = 80,
					  .explain = true,
					  .tool_version = "0",
					  .contact = "offline" };
	struct buf out;

	for (int i = 0; report_formats[i]; i++) {
		buf_init(&out, LIMIT_REPORT_BYTES);
		report_formats[i]->write(in, &options, &out);
		/* What a terminal would obey came from nobody but us: there is no colour.
		 */
		if (memchr(out.p, '\033', out.n))
			abort();
		buf_fini(&out);
	}
	show_case(in, &options);
}

static void replay(struct arena *arena, struct str rows)
{
	static const struct catalogue japanese = { .language = "ja" };
	struct message_options options = { 0 };
	struct catalogue catalogue;
	struct inspection *in;
	struct case_file file;
	struct notebook notebook;
	struct history history;
	struct input input;
	struct env env;
	struct err err;

	if (!case_read(arena, rows, &file, &err) || !case_env(&file, &env, &err) ||
	    !case_input(&file, &input, &err) || !notebook_read(&file, &notebook, &err) ||
	    !history_read(&file, &history, &err) ||
	    !case_catalogue(&file, &japanese, &catalogue, &err))
		return;
	in = inspect_begin(arena, &env, &input, case_bytes(&file), &options);
	in->notebook = &notebook;
	in->history = &history;
	if (inspect_round(in) && case_restore(&file, in, &err))
		report(in, &catalogue);
}

/* Rows of the bytes: the number of a table, then for each column a length and bytes, or a
 * number; so that what is read is mostly a bundle. */
static void make_rows(struct str bytes, struct buf *out)
{
	struct case_message message = { .sha256 = STR("e3b0c44298fc1c149afbf4c8996fb92427"
						      "ae41e4649b934ca495991b7852b855"),
					.bytes = STR("") };
	struct case_input input = { .name = STR("a"), .complete = 1 };
	struct case_revision revision = { .n = 1, .finished = 1, .asked = 1 };

	bundle_begin(out);
	bundle_put(out, CASE_MESSAGE, &message);
	bundle_put(out, CASE_INPUT, &input);
	bundle_put(out, CASE_REVISION, &revision);
	buf_add(out, bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = { (const char *)data, size };
	struct arena *arena = arena_new(0);
	struct buf rows;

	host_warm();
	buf_init(&rows, LIMIT_CASE_BYTES);
	if (!str_starts(bytes, STR("mekiki case rows")))
		make_rows(bytes, &rows);
	else
		buf_add(&rows, bytes);
	replay(arena, buf_peek(&rows));
	add_entry(arena, buf_peek(&rows));
	buf_fini(&rows);
	arena_free(arena);
	return 0;
}
