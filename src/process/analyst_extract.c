/* process/analyst_extract.c - TASK_EXTRACT: one part, decoded; or the list of parts.
 *
 * Parts are those of the message that the report speaks of, with the report's ids. A case
 * has, beside the message's, the pictures that a browser took. */
#include "process/analyst.h"

#include "case/record.h"
#include "check/check.h"
#include "record/browsed.h"
#include "report/inert.h"

#include <errno.h>
#include <stdlib.h>

static void pad(struct buf *out, size_t start, size_t columns)
{
	size_t width = inert_width(str_skip(buf_peek(out), start));

	buf_add_repeat(out, ' ', width < columns ? columns - width : 0);
	buf_add_char(out, ' ');
}

static void list_part(struct buf *out, const struct part *part)
{
	size_t start = out->n;

	buf_printf(out, "%4d", part->id);
	pad(out, start, 4);
	start = out->n;
	buf_add_repeat(out, ' ', part->depth < 20u ? part->depth : 20u);
	inert_add(out, part->content_type.value, INERT_LINE);
	pad(out, start, 34);
	start = out->n;
	buf_printf(out, "%9zu", part->kind == PART_MULTIPART ? 0 : part->bytes.n);
	pad(out, start, 9);
	inert_add(out, part->filename, INERT_LINE);
	buf_add_char(out, '\n');
}

static const struct part *part_of(const struct message *message, struct str id)
{
	uint32_t number;

	if (!str_to_u32(id, &number) || number >= message->part_count)
		return NULL;
	return message->parts[number];
}

static void refuse(const struct analyst *analyst, struct reply *reply, const char *why)
{
	reply->kind = REPLY_REFUSED;
	reply->text = str_c(analyst_text(analyst, why));
}

static void give(struct analyst *analyst, const struct message *message,
		 const struct task *task, struct reply *reply)
{
	const struct part *part;

	if (task->argument.n == 0) {
		for (uint32_t i = 0; i < message->part_count; i++)
			list_part(&analyst->out, message->parts[i]);
		return;
	}
	part = part_of(message, task->argument);
	if (part)
		buf_add(&analyst->out, part->bytes);
	else
		refuse(analyst, reply,
		       N_("there is no such part; --list shows what there is"));
}

/* --- a case --------------------------------------------------------------------------
 */

/* The next picture of the revision, from answer `*at` on. */
static bool next_picture(struct arena *arena, const struct case_file *file, uint32_t *at,
			 struct browsed *ret, struct str *ret_png)
{
	const struct case_list *list = &file->lists[CASE_ANSWER];

	while (*at < list->count) {
		const struct case_answer *answer = &list->rows[(*at)++].answer;

		if (answer->revision == file->revision.n &&
		    str_starts(answer->question, STR("browse ")) &&
		    browsed_read(arena, answer->bytes, ret) &&
		    browsed_png(arena, ret, ret_png))
			return true;
	}
	return false;
}

/* "screenshot", "screenshot2". */
static struct str picture_name(struct arena *arena, uint32_t n)
{
	return n == 1 ? STR("screenshot") : arena_printf(arena, "screenshot%u", n);
}

/* `name`: that one is given, and nothing else; empty: all are listed. */
static bool pictures(struct analyst *analyst, const struct case_file *file,
		     struct str wanted)
{
	struct buf *out = &analyst->out;
	uint32_t at = 0, n = 0;
	struct browsed browsed;
	struct str png;

	while (next_picture(analyst->arena, file, &at, &browsed, &png)) {
		struct str name = picture_name(analyst->arena, ++n);
		size_t start = out->n;

		if (str_eq(name, wanted)) {
			buf_add(out, png);
			return true;
		}
		if (wanted.n)
			continue;
		buf_add(out, name);
		pad(out, start, 11);
		start = out->n;
		buf_add_c(out, "image/png");
		pad(out, start, 27);
		start = out->n;
		buf_printf(out, "%9zu", png.n);
		pad(out, start, 9);
		inert_add(out, browsed.final, INERT_LINE);
		buf_add_char(out, '\n');
	}
	return false;
}

static void give_of_case(struct analyst *analyst, const struct task *task,
			 struct case_file *file, struct reply *reply)
{
	struct task inside = *task;
	struct subject subject = { .bytes = case_bytes(file) };

	if (str_starts(task->argument, STR("screenshot"))) {
		if (!pictures(analyst, file, task->argument))
			refuse(analyst, reply,
			       N_("this case holds no such picture: pages are pictured "
				  "with --visit=browser"));
		return;
	}
	inside.one = true;
	give(analyst, subject_inspect(analyst, &inside, &subject)->outer, task, reply);
	if (task->argument.n == 0)
		pictures(analyst, file, STR_NONE);
}

static void extract_of_rows(struct analyst *analyst, const struct task *task, int fd,
			    struct reply *reply)
{
	struct str rows = STR_NONE;
	struct case_file file;
	struct err err = { 0 };

	if (!channel_read_file(fd, task->offset, task->length, &rows))
		err_set(&err, ERR_FILE, "", "%s", strerror(errno));
	else if (case_read(analyst->arena, rows, &file, &err))
		give_of_case(analyst, task, &file, reply);
	if (err.kind) {
		reply->kind = REPLY_REFUSED;
		reply->text = arena_str(analyst->arena, str_c(err.what));
	}
	free((char *)rows.p);
}

/* --- */

static bool is_case(struct str bytes)
{
	return str_starts(bytes, STR("SQLite format 3\0"));
}

void analyst_extract(struct analyst *analyst, const struct task *task, int fd,
		     struct reply *reply)
{
	struct subject subject;

	if (task->rows) {
		extract_of_rows(analyst, task, fd, reply);
		return;
	}
	subject_read(analyst, task, fd, &subject);
	if (is_case(subject.bytes)) {
		reply->kind = REPLY_CASE;
	} else if (subject.outlook) {
		reply->kind = REPLY_OUTLOOK;
	} else if (subject.mailbox) {
		refuse(analyst, reply, N_("this is a mailbox; give one mail of it"));
	} else if (subject.trouble) {
		reply->trouble = subject.trouble;
		reply->text = subject.input.error;
	} else {
		give(analyst, subject_inspect(analyst, task, &subject)->outer, task,
		     reply);
	}
	/* The texts of the reply are ours or the arena's; the output is a copy. */
	subject_free(&subject);
}
