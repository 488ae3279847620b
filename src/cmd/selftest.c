/* cmd/selftest.c - mekiki selftest: does everything work under the lock, and does the
 * lock hold? */
#include "cmd/cmd.h"

#include "process/probe.h"

#include <signal.h>

enum { ATTEMPTS_MAX = 64 };

struct selftest {
	struct session *session;
	struct pool *pool;
	struct job job;
	bool given;
	struct reply reply; /* of the last job; `text` stands in `words` */
	struct buf words;
	bool failed;
};

static enum pool_next next(void *arg, struct job *ret)
{
	struct selftest *test = arg;

	if (test->given)
		return POOL_NONE;
	test->given = true;
	*ret = test->job;
	return POOL_JOB;
}

static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct selftest *test = arg;

	(void)job;
	test->reply = *reply;
	buf_clear(&test->words);
	buf_add(&test->words, reply->kind == REPLY_REFUSED ? reply->text : body);
	return POOL_DONE;
}

static bool run(struct selftest *test, struct job job)
{
	struct pool_client client = {
		.next = next, .done = done, .ready_fd = -1, .arg = test
	};
	struct err err;

	test->job = job;
	test->given = false;
	if (pool_run(test->pool, &client, &err))
		return true;
	complain_err(test->session, &err);
	test->failed = true;
	return false;
}

static void print_words(const struct selftest *test)
{
	fwrite(test->words.p, 1, test->words.n, stdout);
}

/* A .msg made by its own worker, converted there, then read by the other. */
static void outlook(struct selftest *test)
{
	bool ok = run(test, (struct job){ .kind = TASK_CONVERT, .then = TASK_INSPECT }) &&
		  test->reply.kind == REPLY_REPORT && !test->reply.trouble;

	printf("%-6s %s\n", text_of(test->session, ok ? N_("works") : N_("FAILS")),
	       text_of(test->session, N_("convert an Outlook .msg, in its own worker")));
	test->failed |= !ok;
}

/* A case made there and read there. */
static void casekeeper(struct selftest *test)
{
	bool ok = run(test, (struct job){ .kind = TASK_ENCLOSE }) &&
		  test->reply.kind == REPLY_REPORT && !test->reply.trouble;

	printf("%-6s %s\n", text_of(test->session, ok ? N_("works") : N_("FAILS")),
	       text_of(test->session, N_("make and open a case, in its own worker")));
	test->failed |= !ok;
}

static void readers(struct selftest *test)
{
	const struct session *session = test->session;

	puts(text_of(session, N_("Every reader, under the lock:")));
	if (!run(test, (struct job){ .kind = TASK_SELFTEST }))
		return;
	print_words(test);
	if (test->reply.kind == REPLY_REFUSED)
		putchar('\n');
	test->failed |= test->reply.kind == REPLY_REFUSED || test->reply.trouble;
	outlook(test);
	casekeeper(test);
}

/* What became of an attempt, in a few words. */
static const char *outcome(struct selftest *test, struct job deed)
{
	if (!run(test, deed))
		return N_("not tried");
	test->failed |= test->reply.trouble != TROUBLE_NONE;
	if (test->reply.kind == REPLY_REFUSED) {
		char by_seccomp[64];

		snprintf(by_seccomp, sizeof by_seccomp, "killed by signal %d", SIGSYS);
		if (str_eq(buf_peek(&test->words), str_c(by_seccomp)))
			return N_("ended");
		test->failed = true; /* it died, but not of the lock */
		return N_("ended otherwise");
	}
	return test->reply.trouble ? N_("ALLOWED") : N_("refused");
}

static const char *probed(struct selftest *test, enum probe_end end)
{
	test->failed |= end == PROBE_ALLOWED || end == PROBE_BROKEN;
	switch (end) {
	case PROBE_REFUSED:
		return N_("refused");
	case PROBE_ENDED:
		return N_("ended");
	case PROBE_NEEDED:
		return N_("may: it alone has a network");
	case PROBE_ALLOWED:
		return N_("ALLOWED");
	default:
		return N_("not tried");
	}
}

/* One attempt: its name first, from a worker that lives; then the deed, in each kind of
 * worker. */
static bool attempt(struct selftest *test, unsigned number)
{
	const struct session *session = test->session;
	struct job deed = { .kind = TASK_FORBIDDEN, .number = number };
	const char *analysis, *converter, *keeper, *lookup, *browser, *media, *log;

	if (!run(test, deed) || test->reply.kind == REPLY_REFUSED)
		return false;
	fwrite(test->words.p, 1, test->words.n, stdout);
	fflush(stdout);
	deed.argument = strdup("forbidden");
	analysis = outcome(test, deed);
	deed.argument = strdup("forbidden");
	deed.kind = TASK_CONVERT;
	deed.then = TASK_FORBIDDEN;
	converter = outcome(test, deed);
	deed.argument = strdup("forbidden");
	deed.kind = TASK_ENCLOSE;
	keeper = outcome(test, deed);
	lookup = probed(test, probe_lookup(session->places.helpers, number));
	browser = probed(test, probe_browser(session->places.helpers, number));
	media = probed(test, probe_media(session->places.helpers, number));
	log = probed(test, probe_log(session->places.helpers, number));
	printf(": mekiki-analysis %s, mekiki-outlook %s, mekiki-case %s, "
	       "mekiki-lookup %s, mekiki-browser %s, mekiki-media %s, mekiki-log %s\n",
	       text_of(session, analysis), text_of(session, converter),
	       text_of(session, keeper), text_of(session, lookup),
	       text_of(session, browser), text_of(session, media), text_of(session, log));
	return true;
}

/* What is there of a browser, and what holds it; without one nothing fails. */
static void browser(const struct selftest *test)
{
	const struct session *session = test->session;
	char text[PROBE_TEXT];
	bool own_sandbox = false;

	printf("%s: ", text_of(session, N_("Browser (--visit=browser)")));
	if (!probe_chromium(session->places.helpers, text, &own_sandbox)) {
		printf("%s: %s\n", text_of(session, N_("none")), text_of(session, text));
		return;
	}
	printf("%s, %s; %s\n", text,
	       text_of(session, N_("under bubblewrap, without a network")),
	       text_of(session, own_sandbox
				    ? N_("its own sandbox holds inside")
				    : N_("its own sandbox does NOT hold inside")));
}

/* Each kind of picture, document and archive may be left out when it is built. */
static void decoders(struct selftest *test)
{
	const struct session *session = test->session;
	char text[PROBE_TEXT];
	bool ok = probe_decoders(session->places.helpers, text);

	printf("%s: %s\n", text_of(session, N_("Decoders")),
	       ok ? text : text_of(session, N_("they do not start")));
	test->failed |= !ok;
}

static enum exit_status selftest(struct session *session)
{
	struct selftest test = { .session = session };
	struct err err;

	session->options.jobs = 1;
	test.pool = session_pool(session, &err);
	if (!test.pool) {
		complain_err(session, &err);
		return EXIT_TROUBLE;
	}
	buf_init(&test.words, 65536);
	readers(&test);
	printf(
	    "\n%s\n",
	    text_of(session, N_("What a worker may not do; its process is ended, or the "
				"system refuses:")));
	for (unsigned i = 0; i < ATTEMPTS_MAX && attempt(&test, i); i++)
		;
	printf("\n%s: %s\n", text_of(session, N_("Sandbox")),
	       pool_sandbox_level(test.pool));
	browser(&test);
	decoders(&test);
	pool_free(test.pool);
	buf_fini(&test.words);
	return test.failed ? EXIT_REACHED : EXIT_DONE;
}

const struct command command_selftest = {
	.name = "selftest",
	.usage = "",
	.summary = N_("show that everything works, and what the sandbox forbids"),
	.teach =
	    N_("  mekiki selftest\n"
	       "\n"
	       "Exit status 1 where a reader fails or something forbidden is allowed.\n"),
	.takes = "lang",
	.run = selftest,
};
