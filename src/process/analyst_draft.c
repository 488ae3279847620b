/* process/analyst_draft.c - TASK_DRAFT: mails are kept, then a site profile is proposed.
 */
#include "process/analyst.h"

#include "check/check.h"

/* Headers alone are looked at; and a handful of mails is enough. */
enum { DRAFT_MAILS_MAX = 200, DRAFT_BYTES = 1u << 20 };

static void keep(struct analyst *analyst, const struct task *task, int fd,
		 struct reply *reply)
{
	struct message_options options = { .headers_only = true };
	struct subject subject;

	subject_read(analyst, task, fd, &subject);
	if (subject.outlook || subject.mailbox ||
	    analyst->draft_count == DRAFT_MAILS_MAX) {
		reply->trouble = TROUBLE_NOT_MAIL;
		reply->text = str_c(analyst_text(
		    analyst,
		    subject.mailbox ? N_("this is a mailbox; give one mail of it")
		    : subject.outlook
			? N_("a .msg file says too little of its way; it is left "
			     "out")
			: N_("enough mails were read; this one is left out")));
	} else if (subject.trouble) {
		reply->trouble = subject.trouble;
		reply->text = subject.input.error;
	} else {
		ARENA_GROW(analyst->drafts, analyst->draft_mails, analyst->draft_count,
			   analyst->draft_cap);
		analyst->draft_mails[analyst->draft_count++] = message_parse(
		    analyst->drafts,
		    arena_str(analyst->drafts, str_sub(subject.bytes, 0, DRAFT_BYTES)),
		    &options);
	}
	subject_free(&subject);
}

void analyst_draft(struct analyst *analyst, const struct task *task, int fd,
		   struct reply *reply)
{
	if (!analyst->drafts)
		analyst->drafts = arena_new(256u << 20);
	if (fd >= 0 || task->error.n) {
		keep(analyst, task, fd, reply);
	} else if (analyst->draft_count) {
		profile_draft(analyst->arena, analyst->draft_mails, analyst->draft_count,
			      &analyst->out);
	} else {
		reply->kind = REPLY_REFUSED;
		reply->text =
		    str_c(analyst_text(analyst, N_("no mail to draw a profile from")));
	}
}
