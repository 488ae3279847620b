/* cmd/read.c - mekiki read: one reader alone, a JSON line per input line. */
#include "cmd/cmd.h"

#include "base/limits.h"
#include "cmd/inputs.h"
#include "cmd/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const kinds[] = { "address", "received", "date", "words",
				     "url",	"host",	    "html" };

/* Lines go to workers in blocks that end with a line. */
enum { BLOCK = 256 * 1024 };

struct read_run {
	struct session *session;
	const char *kind;
	bool whole; /* the input is one text */
	int fd;
	struct buf carry; /* the line that has begun */
	bool ended, trouble;
	struct output output;
};

static bool known(const char *kind)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (strcmp(kinds[i], kind) == 0)
			return true;
	return false;
}

static void block_job(struct read_run *run, size_t n, struct job *ret)
{
	struct buf *carry = &run->carry;
	int fd = file_of_bytes(str_make(carry->p, n));

	*ret = (struct job){ .kind = TASK_READ,
			     .length = n,
			     .size = n,
			     .json_lines = run->session->options.json,
			     .argument = strdup(run->kind) };
	if (fd >= 0)
		ret->file = file_new(fd);
	if (n < carry->n)
		memmove(carry->p, carry->p + n, carry->n - n);
	carry->n -= n;
}

static ssize_t read_some(struct read_run *run)
{
	static char bytes[BLOCK];
	ssize_t n;

	do
		n = read(run->fd, bytes, sizeof bytes);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		buf_add(&run->carry, str_make(bytes, (size_t)n));
	return n;
}

static enum pool_next next(void *arg, struct job *ret)
{
	struct read_run *run = arg;

	while (!run->ended) {
		ssize_t n = read_some(run);
		size_t end;

		if (n <= 0 || run->carry.full) {
			run->ended = true;
			run->trouble |= n < 0 || run->carry.full;
			break;
		}
		end = run->whole ? STR_NPOS : str_rfind(buf_peek(&run->carry), '\n');
		if (end != STR_NPOS) {
			block_job(run, end + 1, ret);
			return POOL_JOB;
		}
	}
	if (run->carry.n == 0 && !run->whole)
		return POOL_NONE;
	run->whole = false; /* a whole text comes once, an empty one too */
	block_job(run, run->carry.n, ret);
	return POOL_JOB;
}

static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct read_run *run = arg;
	struct err err;

	(void)job;
	if (reply->kind == REPLY_REFUSED || reply->trouble) {
		complain(run->session, run->kind, reply->text.p);
		run->trouble = true;
	}
	if (output_add(&run->output, body, &err))
		return POOL_DONE;
	if (!run->output.gone) {
		complain_err(run->session, &err);
		run->trouble = true;
	}
	return POOL_STOP;
}

static bool open_input(struct read_run *run, const char *name)
{
	if (!name || strcmp(name, "-") == 0) {
		run->fd = STDIN_FILENO;
		return true;
	}
	run->fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (run->fd < 0)
		complain(run->session, name, strerror(errno));
	return run->fd >= 0;
}

static bool work(struct read_run *run, struct err *err)
{
	struct pool_client client = {
		.next = next, .done = done, .ready_fd = run->fd, .arg = run
	};

	return session_work(run->session, &client, &run->output, err);
}

static enum exit_status read_lines(struct session *session)
{
	const struct options *options = &session->options;
	struct read_run run = { .session = session };
	struct err err;

	if (options->count < 1 || options->count > 2 || !known(options->args[0])) {
		complain(
		    session, NULL,
		    text_of(session, N_("name what to read: address, received, date, "
					"words, url, host or html")));
		return EXIT_TROUBLE;
	}
	run.kind = options->args[0];
	run.whole = strcmp(run.kind, "html") == 0;
	buf_init(&run.carry, LIMIT_MESSAGE_BYTES);
	if (!open_input(&run, options->count == 2 ? options->args[1] : NULL))
		return EXIT_TROUBLE;
	if (!work(&run, &err)) {
		complain_err(session, &err);
		run.trouble = true;
	}
	buf_fini(&run.carry);
	if (run.fd != STDIN_FILENO)
		close(run.fd);
	return run.trouble ? EXIT_TROUBLE : EXIT_DONE;
}

const struct command command_read = {
	.name = "read",
	.usage = "KIND [FILE|-]",
	.summary = N_("use one reader alone; a JSON line per input line"),
	.teach =
	    N_("  echo 'Sun, 1 Jan 2023 21:41:04 +0900' | mekiki read date\n"
	       "  mekiki read address addresses.txt\n"
	       "\n"
	       "KIND is address, received, date, words, url or host (a value a line),\n"
	       "or html (a whole text). With --json each line is\n"
	       "{\"input\": \"...\"}, for url also with a \"base\".\n"),
	.takes = "oJjTL",
	.run = read_lines,
};
