/* process/analyst_case.c - TASK_RECORD, and the rows behind a report. */
#include "process/analyst.h"

#include "case/record.h"

static void fill_origin(const struct analyst *analyst, const struct task *task,
			const struct subject *subject, struct case_origin *ret)
{
	const struct setup *setup = &analyst->setup;

	*ret = (struct case_origin){
		.bytes = subject->bytes,
		.client_ip = setup->client_ip,
		.helo = setup->helo,
		.mail_from = setup->mail_from,
		.only = setup->only,
		.skip = setup->skip,
		.profile_name = setup->profile_name,
		.profile = setup->profile,
		.tool_version = setup->tool_version,
		.contact = setup->contact,
		.asked = analyst->env.allowed,
		.headers_only = task->headers_only,
		.unread = task->unread,
		.revision = 1,
		.japanese = &analyst->japanese,
	};
	if (subject->original.p) {
		ret->bytes = subject->original;
		ret->internet_form = subject->bytes;
	}
}

void analyst_add_rows(struct analyst *analyst, const struct task *task,
		      const struct subject *subject, const struct inspection *in,
		      struct reply *reply)
{
	struct buf *out = &analyst->out;
	struct case_origin origin;
	size_t start = out->n;

	reply->truncated = out->full;
	out->full = false;
	out->ceiling = start + LIMIT_CASE_BYTES;
	fill_origin(analyst, task, subject, &origin);
	case_record(analyst->arena, &origin, &subject->input, &analyst->env, in, out);
	if (out->full) { /* no rows: the command says so */
		out->n = start;
		out->full = false;
		return;
	}
	reply->rows = out->n - start;
}

void analyst_record(struct analyst *analyst, const struct task *task, int fd,
		    struct reply *reply)
{
	struct subject subject;

	subject_read(analyst, task, fd, &subject);
	reply->trouble = subject.trouble;
	reply->text = subject.input.error;
	if (subject.mailbox)
		reply->kind = REPLY_MAILBOX;
	else if (subject.outlook)
		reply->kind = REPLY_OUTLOOK;
	else if (!subject.trouble)
		analyst_add_rows(analyst, task, &subject, NULL, reply);
	reply->sha256 = arena_str(analyst->arena, str_c(subject.input.sha256));
	subject_free(&subject);
}
