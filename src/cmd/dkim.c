/* cmd/dkim.c - mekiki dkim: who signed a mail, what the signature covers, does it hold?
 */
#include "cmd/cmd.h"

#include "cmd/inputs.h"
#include "cmd/output.h"

struct dkim_run {
	struct session *session;
	struct inputs *inputs;
	struct output output;
	bool trouble;
};

static enum pool_next next(void *arg, struct job *ret)
{
	struct dkim_run *run = arg;

	if (!inputs_next(run->inputs, ret))
		return POOL_NONE;
	ret->kind = TASK_DKIM;
	return POOL_JOB;
}

/* Pages have a line between them, objects none. */
static bool add_line(struct dkim_run *run, struct err *err)
{
	bool text = strcmp(run->session->options.format, "text") == 0;

	return !text || !run->output.any || output_add(&run->output, STR("\n"), err);
}

static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct dkim_run *run = arg;
	struct folder *folder = job->owner;
	struct err err;

	if (folder && job->by_directory && !reply->trouble)
		folder->mails++;
	if (folder && !job->by_directory && folder->mails)
		return POOL_DONE;
	if (reply->text.n)
		complain(run->session, job->name, reply->text.p);
	run->trouble |= reply->kind == REPLY_REFUSED || reply->trouble;
	if (body.n == 0)
		return POOL_DONE;
	if (add_line(run, &err) && output_add(&run->output, body, &err))
		return POOL_DONE;
	if (!run->output.gone) {
		complain_err(run->session, &err);
		run->trouble = true;
	}
	return POOL_STOP;
}

static bool work(struct dkim_run *run, struct err *err)
{
	struct pool_client client = {
		.next = next, .done = done, .ready_fd = -1, .arg = run
	};
	struct pool *pool = session_pool(run->session, err);
	bool ok;

	if (!pool)
		return false;
	ok = output_open(&run->output, run->session->options.output, err) &&
	     pool_run(pool, &client, err);
	pool_free(pool);
	return output_close(&run->output, ok, ok ? err : &(struct err){ 0 }) && ok;
}

static enum exit_status dkim(struct session *session)
{
	const struct options *options = &session->options;
	struct dkim_run run = { .session = session };
	struct err err;

	if (options->count == 0) {
		complain(session, NULL,
			 text_of(session, N_("name a mail, or - for standard input")));
		return EXIT_TROUBLE;
	}
	run.inputs = inputs_new(session, options->args, options->count);
	if (!work(&run, &err)) {
		complain_err(session, &err);
		run.trouble = true;
	}
	inputs_free(run.inputs);
	return run.trouble ? EXIT_TROUBLE : EXIT_DONE;
}

const struct command command_dkim = {
	.name = "dkim",
	.usage = "FILE...",
	.summary = N_("who signed this mail? DKIM and ARC, signature by signature"),
	.teach = N_(
	    "  mekiki dkim mail.eml\n"
	    "  mekiki dkim --format json --answers answers.json mails/ > results.jsonl\n"
	    "\n"
	    "For each signature: who signed, whether that is the domain in From, what "
	    "it\n"
	    "covers, what it leaves open, and whether header and body are as they were\n"
	    "signed. The DNS is asked for the keys unless --offline or an answers file\n"
	    "is given; without a key the body hash is still judged.\n"),
	.means = CONTACT_LOOKUP,
	.takes = OPTIONS_REPORT OPTIONS_TONE OPTIONS_ASKING,
	.run = dkim,
};
