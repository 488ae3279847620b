/* process/analyst_inspect.c - TASK_INSPECT and TASK_SPLIT. */
#include "process/analyst.h"

#include "base/limits.h"
#include "check/check.h"
#include "mail/mailbox.h"
#include "report/letters.h"
#include "report/outside.h"
#include "report/redact_preview.h"

#include <errno.h>
#include <stdlib.h>

enum reply_class analyst_class(const struct inspection *in)
{
	if (in->thing)
		return CLASS_NONE;
	switch (in->verdict.class_) {
	case VERDICT_FRAUDULENT:
		return CLASS_FRAUDULENT;
	case VERDICT_SUSPICIOUS:
		return CLASS_SUSPICIOUS;
	case VERDICT_UNREMARKABLE:
		return CLASS_UNREMARKABLE;
	case VERDICT_UNDECIDED:
		break;
	}
	return CLASS_UNDECIDED;
}

void analyst_report(struct analyst *analyst, const struct inspection *in,
		    const struct report_options *options)
{
	const struct report_format *format = analyst->format;
	struct report_options masked = *options;
	struct buf *out = &analyst->out, unpublished;
	size_t from = out->n;

	if (format->for_others && !masked.show_recipient && !masked.publish)
		masked.publish = letters_mask();
	outside_begin(&masked, in);
	buf_init(&unpublished, LIMIT_REPORT_BYTES);
	if (analyst->setup.preview)
		out = &unpublished;
	if (in->thing)
		format->write_thing(in, &masked, out);
	else
		format->write(in, &masked, out);
	outside_catch(&masked, out, analyst->setup.preview ? 0 : from);
	if (analyst->setup.preview)
		redact_preview(in, &masked, format->one_line, &analyst->out);
	buf_fini(&unpublished);
	outside_end(&masked);
}

struct inspect_state {
	struct subject subject;
	struct inspection *in; /* NULL: nothing is reported of it */
};

static void begin(struct analyst *analyst, struct work *work, int fd)
{
	struct inspect_state *state = arena_new_of(work->arena, struct inspect_state);
	struct subject *subject = &state->subject;

	work->state = state;
	subject_read(analyst, &work->task, fd, subject);
	if (subject->mailbox || subject->outlook)
		return;
	/* A page about nothing helps no reader; a stream keeps a record of each input. */
	if (subject->trouble && !analyst->format->one_line)
		return;
	state->in = subject_inspect_begin(analyst, &work->task, subject);
	work->door = inspect_door(state->in);
	work->in = state->in;
}

static void report(struct analyst *analyst, const struct task *task,
		   const struct inspect_state *state, struct reply *reply)
{
	const struct subject *subject = &state->subject;
	struct inspection *in = state->in;

	reply->trouble = subject->trouble;
	reply->text = subject->input.error;
	if (!in)
		return;
	inspect_finish(in);
	analyst_report(analyst, in, &analyst->report);
	if (subject->trouble)
		return;
	reply->class_ = analyst_class(in);
	if (task->record)
		analyst_add_rows(analyst, task, subject, in, reply);
	if (subject->input.death.n)
		reply->text = subject->input.death;
	else if (!in->thing && subject->input.complete && !in->outer->complete)
		reply->text = str_c(analyst_text(
		    analyst,
		    N_("it ends inside its header; what is there was examined")));
}

/* A plan is for whoever decides; a report comes too late for that. */
static const char *remark_on(const struct inspection *in)
{
	const struct survey_host *host =
	    in->thing && in->survey ? survey_asked_host(in->survey) : NULL;

	if (!host || !host->personal)
		return NULL;
	return N_("This name looks made for one recipient: whoever runs its name servers "
		  "may learn from the question who is looking. It is asked as it was "
		  "typed.");
}

static bool run_round(struct analyst *analyst, struct work *work, struct reply *reply)
{
	const struct inspect_state *state = work->state;
	bool done = !state->in || inspect_round(state->in);

	if (state->in)
		work->remark = remark_on(state->in);
	if (!done)
		return false;
	if (state->subject.mailbox)
		reply->kind = REPLY_MAILBOX;
	else if (state->subject.outlook)
		reply->kind = REPLY_OUTLOOK;
	else
		report(analyst, &work->task, state, reply);
	return true;
}

static void end(struct work *work)
{
	struct inspect_state *state = work->state;

	subject_free(&state->subject);
}

const struct work_row work_inspect = { begin, run_round, end };

/* --- a mailbox ----------------------------------------------------------- */

enum { WINDOW = 1u << 20, ENOUGH_RANGES = 64, ENOUGH_BYTES = 16 * WINDOW };

struct split {
	struct range ranges[RANGES_MAX];
	uint32_t count;
	bool overflow; /* more were found in the last window than we may reply */
};

static void keep_range(void *arg, uint64_t offset, uint64_t length)
{
	struct split *split = arg;

	if (split->count < RANGES_MAX)
		split->ranges[split->count++] = (struct range){ offset, length };
	else
		split->overflow = true;
}

static bool enough(const struct split *split, uint64_t read)
{
	return split->count >= ENOUGH_RANGES || (split->count && read >= ENOUGH_BYTES);
}

/* Find the next messages from task->offset on. The next call starts where the last
 * message found here ends; so nothing has to be remembered between calls. */
void analyst_split(struct analyst *analyst, const struct task *task, int fd,
		   struct reply *reply)
{
	struct split *split = arena_new_of(analyst->arena, struct split);
	struct mbox_splitter splitter;
	uint64_t at = task->offset, end = task->offset + task->length;
	const struct range *last;
	struct str window;

	mbox_splitter_init(&splitter);
	splitter.position = at;
	while (at < end && !enough(split, at - task->offset)) {
		uint64_t want = end - at < WINDOW ? end - at : WINDOW;

		if (!channel_read_file(fd, at, want, &window))
			break;
		mbox_splitter_feed(&splitter, window, keep_range, split);
		at += window.n;
		free((char *)window.p);
		if (window.n < want)
			end = at; /* it became shorter: what is there is split */
	}
	if (at >= end)
		mbox_splitter_end(&splitter, keep_range, split);
	reply->kind = REPLY_RANGES;
	if ((at < end || split->overflow) && split->count) {
		last = &split->ranges[split->count - 1];
		reply->next = last->offset + last->length;
	}
	buf_add(&analyst->out, str_make((const char *)split->ranges,
					split->count * sizeof *split->ranges));
}
