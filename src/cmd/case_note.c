/* cmd/case_note.c - mekiki case note: one more entry in a case's notebook.
 *
 * The case is read, and written again as a whole with the entry behind the others; what
 * stood there stays, byte for byte. */
#include "cmd/case.h"

#include "base/limits.h"
#include "cmd/inputs.h"
#include "cmd/lock.h"

#include <stdlib.h>
#include <unistd.h>

/* Another writer is done within that time, or we say so. */
enum { LOCK_SECONDS = 10 };

struct note_run {
	struct session *session;
	struct casebook *casebook;
	bool given, trouble;
};

/* --- the entry -------------------------------------------------------------------------
 */

/* All of standard input. */
static struct str read_text(struct session *session)
{
	struct buf text;
	char bytes[4096];
	struct str kept;
	ssize_t n;

	buf_init(&text, LIMIT_ENTRY_TEXT + 1);
	while (!text.full && (n = read(STDIN_FILENO, bytes, sizeof bytes)) > 0)
		buf_add(&text, str_make(bytes, (size_t)n));
	kept = arena_str(session->arena, str_trim(buf_peek(&text)));
	buf_fini(&text);
	return kept;
}

/* The words behind the case, with blanks between. */
static struct str join_words(struct session *session)
{
	const struct options *options = &session->options;
	struct str text = STR("");

	for (int i = 1; i < options->count; i++) {
		if (i > 1)
			text = arena_concat(session->arena, text, STR(" "));
		text = arena_concat(session->arena, text, str_c(options->args[i]));
	}
	return text;
}

static void complete_order(struct session *session)
{
	struct options *options = &session->options;
	struct order *order = &options->order;

	if (order->kind.n == 0)
		order->kind = STR("note");
	if (order->author.n == 0)
		order->author = session_user(session);
	order->text = options->count == 2 && strcmp(options->args[1], "-") == 0
			  ? read_text(session)
			  : join_words(session);
}

/* --- the run ---------------------------------------------------------------------------
 */

static enum pool_next next(void *arg, struct job *ret)
{
	struct note_run *run = arg;
	struct session *session = run->session;

	if (run->given)
		return POOL_NONE;
	run->given = true;
	input_open(session, session->options.args[0], ret);
	case_lock(session, ret, LOCK_SECONDS);
	ret->kind = ret->file ? TASK_DISCLOSE : TASK_NOTEBOOK;
	ret->then = TASK_NOTEBOOK;
	ret->record = ret->file != NULL;
	return POOL_JOB;
}

static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct note_run *run = arg;

	(void)body;
	if (reply->text.n)
		complain(run->session, job->name, reply->text.p);
	run->trouble |= reply->kind == REPLY_REFUSED || reply->trouble;
	return POOL_DONE;
}

static bool store(void *arg, const struct job *job, enum pool_stage stage,
		  struct str bytes, const char *why)
{
	struct note_run *run = arg;

	return casebook_store(run->casebook, job, stage, bytes, why);
}

static bool work(struct note_run *run, struct err *err)
{
	struct pool_client client = {
		.next = next, .done = done, .store = store, .ready_fd = -1, .arg = run
	};
	struct pool *pool = session_pool(run->session, err);
	bool ok = pool && pool_run(pool, &client, err);

	pool_free(pool);
	return ok;
}

static enum exit_status note(struct session *session)
{
	struct options *options = &session->options;
	struct note_run run = { .session = session };
	struct err err;

	if (options->count == 0 || strcmp(options->args[0], "-") == 0) {
		complain(
		    session, NULL,
		    text_of(session, N_("name the file of the case, then the text")));
		return EXIT_TROUBLE;
	}
	complete_order(session);
	options->view = CASE_NOTE;
	options->jobs = 1;
	options->format = "text";
	run.casebook = casebook_in_place(session);
	if (!work(&run, &err)) {
		complain_err(session, &err);
		run.trouble = true;
	}
	run.trouble |= casebook_in_trouble(run.casebook);
	casebook_free(run.casebook);
	return run.trouble ? EXIT_TROUBLE : EXIT_DONE;
}

const struct command command_case_note = {
	.name = "case note",
	.usage = "CASE [TEXT...|-]",
	.summary =
	    N_("add to a case what you know, found, read or think, with your name"),
	.teach = N_(
	    "  mekiki case note mail.case \"Called the school; it changes the "
	    "password.\"\n"
	    "  mekiki case note mail.case --kind finding --state not-found \"a page that "
	    "sells\n"
	    "      the domain\"\n"
	    "  mekiki case note mail.case --kind source --title \"Official FBI email "
	    "server "
	    "hacked\"\n"
	    "      --outlet \"The Record\" --when 2021-11-13 --said-by Spamhaus \"two "
	    "waves\"\n"
	    "  mekiki case note mail.case --kind hypothesis \"taken from ARIN's "
	    "contacts\"\n"
	    "  mekiki case note mail.case --kind against --about 3 \"others got it "
	    "too\"\n"
	    "  mekiki case note mail.case --kind withdraw --about 3\n"
	    "  mekiki case note mail.case --kind letter --about 5 --state sent\n"
	    "\n"
	    "Kinds: note; finding (looked for by hand: found, not-found); source; "
	    "statement (an\n"
	    "official one); response (what was done); hypothesis; support and against "
	    "(of "
	    "the\n"
	    "hypothesis --about N); withdraw (of any entry); letter (drafted, sent, "
	    "answered,\n"
	    "taken-down, came-back); seen (the site --url is live, gone, dormant, back, "
	    "closed).\n"
	    "Entries are numbered, and never changed: withdraw one and write another. - "
	    "reads the\n"
	    "text from standard input; --clock TIME says when it was written.\n"),
	.takes = "lang clock timeout kind by about state title outlet url said-by when "
		 "removes",
	.run = note,
};
