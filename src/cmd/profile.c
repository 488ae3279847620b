/* cmd/profile.c - mekiki profile draft: a site profile proposed from a few good mails. */
#include "cmd/cmd.h"

#include "cmd/inputs.h"
#include "cmd/output.h"

struct draft_run {
	struct session *session;
	struct inputs *inputs;
	struct output output;
	bool asked, trouble;
};

/* All mails, then one job without a file, which asks for the profile. */
static enum pool_next next(void *arg, struct job *ret)
{
	struct draft_run *run = arg;

	if (run->asked)
		return POOL_NONE;
	if (!inputs_next(run->inputs, ret)) {
		*ret = (struct job){ 0 };
		run->asked = true;
	}
	ret->kind = TASK_DRAFT;
	return POOL_JOB;
}

static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct draft_run *run = arg;
	struct folder *folder = job->owner;
	struct err err;

	if (folder && job->by_directory && !reply->trouble)
		folder->mails++;
	if (folder && !job->by_directory && folder->mails)
		return POOL_DONE;
	if (reply->text.n) {
		complain(run->session, job->name, reply->text.p);
		run->trouble = true;
	}
	run->trouble |= reply->kind == REPLY_REFUSED;
	if (output_add(&run->output, body, &err))
		return POOL_DONE;
	if (!run->output.gone)
		complain_err(run->session, &err);
	return POOL_STOP;
}

static bool work(struct draft_run *run, struct err *err)
{
	struct pool_client client = {
		.next = next, .done = done, .ready_fd = -1, .arg = run
	};

	run->session->options.jobs = 1; /* the mails are kept in one worker */
	return session_work(run->session, &client, &run->output, err);
}

static enum exit_status profile(struct session *session)
{
	const struct options *options = &session->options;
	struct draft_run run = { .session = session };
	struct err err;

	if (options->count < 2 || strcmp(options->args[0], "draft") != 0) {
		complain(session, NULL,
			 text_of(session, N_("say `mekiki profile draft` and name a few "
					     "good mails")));
		return EXIT_TROUBLE;
	}
	run.inputs = inputs_new(session, options->args + 1, options->count - 1);
	if (!work(&run, &err)) {
		complain_err(session, &err);
		return EXIT_TROUBLE;
	}
	return run.trouble ? EXIT_TROUBLE : EXIT_DONE;
}

const struct command command_profile = {
	.name = "profile",
	.usage = "draft MAIL...",
	.summary = N_("propose a site profile from a few good mails"),
	.teach =
	    N_("  mekiki profile draft good1.eml good2.eml > site.conf\n"
	       "  mekiki inspect --profile site.conf suspicious.eml\n"
	       "\n"
	       "Take mails that came in properly from outside. Read the result before "
	       "you use it:\n"
	       "it decides whose words are trusted.\n"),
	.takes = "output lang timeout",
	.run = profile,
};
