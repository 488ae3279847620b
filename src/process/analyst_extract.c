/* process/analyst_extract.c - TASK_EXTRACT: one part, decoded; or the list of parts.
 *
 * Parts are those of the message that the report speaks of, with the report's ids. */
#include "process/analyst.h"

#include "check/check.h"
#include "report/inert.h"

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
	if (part) {
		buf_add(&analyst->out, part->bytes);
		return;
	}
	reply->kind = REPLY_REFUSED;
	reply->text = str_c(analyst_text(
	    analyst, N_("there is no such part; --list shows what there is")));
}

void analyst_extract(struct analyst *analyst, const struct task *task, int fd,
		     struct reply *reply)
{
	struct subject subject;

	subject_read(analyst, task, fd, &subject);
	if (subject.outlook) {
		reply->kind = REPLY_OUTLOOK;
	} else if (subject.mailbox) {
		reply->kind = REPLY_REFUSED;
		reply->text = str_c(
		    analyst_text(analyst, N_("this is a mailbox; give one mail of it")));
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
