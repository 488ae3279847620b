/* cmd/lookup.c - mekiki lookup: everything public about names, addresses and links. */
#include "cmd/reports.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* What stands in standard input at once, and the longest line of it. */
enum { BLOCK = 64 * 1024, LINE_MOST = 64 * 1024, NAME_MOST = 1000 };

/* Things, a line each: first the arguments up to a "-", then standard input in blocks as
 * it comes, then the arguments behind it. */
struct things {
	struct session *session;
	int at;		   /* argument */
	bool piped, ended; /* standard input is read; it came to its end */
	struct buf carry;  /* of standard input: a line that has begun */
	/* The block whose lines are given out: its bytes, and the same as a file. */
	struct buf block;
	struct file *file;
	size_t given;
};

static bool is_pipe(const char *argument)
{
	return strcmp(argument, "-") == 0;
}

/* --- blocks --------------------------------------------------------------------------
 */

static void begin_block(struct things *things)
{
	file_unref(things->file);
	things->file = NULL;
	things->given = 0;
	buf_clear(&things->block);
}

static bool end_block(struct things *things)
{
	int fd = file_of_bytes(buf_peek(&things->block));

	things->file = fd < 0 ? NULL : file_new(fd);
	return things->block.n > 0;
}

static bool load_arguments(struct things *things)
{
	const struct options *options = &things->session->options;

	begin_block(things);
	while (things->at < options->count && !is_pipe(options->args[things->at])) {
		buf_add_c(&things->block, options->args[things->at++]);
		buf_add_char(&things->block, '\n');
	}
	return end_block(things);
}

static void read_some(struct things *things)
{
	static char bytes[BLOCK];
	ssize_t n;

	do
		n = read(STDIN_FILENO, bytes, sizeof bytes);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		buf_add(&things->carry, str_make(bytes, (size_t)n));
	if (n < 0)
		complain(things->session, "-", strerror(errno));
	things->ended |= n <= 0;
}

/* The whole lines that are here; a last one without an end counts, and so does as much of
 * an endless one as is longer than any thing. */
static bool load_lines(struct things *things)
{
	struct buf *carry = &things->carry;
	size_t end;

	begin_block(things);
	while (!things->ended && carry->n < LINE_MOST &&
	       str_rfind(buf_peek(carry), '\n') == STR_NPOS)
		read_some(things);
	end = str_rfind(buf_peek(carry), '\n');
	end = end == STR_NPOS ? carry->n : end + 1;
	buf_add(&things->block, str_make(carry->p, end));
	if (end < carry->n)
		memmove(carry->p, carry->p + end, carry->n - end);
	carry->n -= end;
	return end_block(things);
}

static bool load(struct things *things)
{
	const struct options *options = &things->session->options;

	for (;;) {
		if (things->piped && load_lines(things))
			return true;
		things->piped = false;
		if (things->at < options->count && is_pipe(options->args[things->at])) {
			things->piped = true;
			things->at++;
			continue;
		}
		return load_arguments(things);
	}
}

/* --- jobs ------------------------------------------------------------------------------
 */

static struct str next_line(struct things *things)
{
	struct str rest = str_skip(buf_peek(&things->block), things->given), line;

	line = str_until(rest, '\n');
	things->given += line.n < rest.n ? line.n + 1 : line.n;
	return line;
}

/* The start of it, ended by NUL, for the job that frees it. */
static char *name_of(struct str text)
{
	size_t n = text.n < NAME_MOST ? text.n : NAME_MOST;
	char *name = malloc(n + 1);

	if (!name)
		abort();
	memcpy(name, text.p, n);
	name[n] = '\0';
	return name;
}

static void make_job(const struct things *things, struct str line, struct job *ret)
{
	struct str text = str_trim(line);

	*ret = (struct job){
		.kind = TASK_INSPECT,
		.thing = true,
		.one = true,
		.file = file_ref(things->file),
		.offset = str_offset(buf_peek(&things->block), text),
		.length = text.n,
		.size = text.n,
		.name = name_of(text),
	};
	if (!things->file)
		ret->error =
		    strdup(text_of(things->session, N_("it cannot be kept in memory")));
}

static bool next(void *source, struct job *ret)
{
	struct things *things = source;

	for (;;) {
		while (things->given < things->block.n) {
			struct str line = next_line(things);

			if (str_trim(line).n == 0)
				continue;
			make_job(things, line, ret);
			return true;
		}
		if (!load(things))
			return false;
	}
}

static bool has_more(void *source)
{
	const struct things *things = source;
	const struct options *options = &things->session->options;

	return things->given < things->block.n ||
	       (!things->piped && things->at < options->count &&
		!is_pipe(options->args[things->at]));
}

static void prepare(const struct session *session, struct job *job)
{
	if (!session->options.case_path)
		return;
	job->kind = TASK_RECORD;
	job->record = true;
}

/* --- the command -----------------------------------------------------------------------
 */

static bool reads_pipe(const struct options *options)
{
	for (int i = 0; i < options->count; i++)
		if (is_pipe(options->args[i]))
			return true;
	return false;
}

static bool open_casebook(struct session *session, struct reports *reports)
{
	const struct options *options = &session->options;
	bool many = options->count > 1 || reads_pipe(options);
	struct err err;

	if (!options->case_path ||
	    casebook_open(session, options->case_path, many, &reports->casebook, &err))
		return true;
	complain_err(session, &err);
	return false;
}

static enum exit_status lookup(struct session *session)
{
	struct things things = { .session = session };
	struct reports reports = { .prepare = prepare,
				   .next = next,
				   .has_more = has_more,
				   .source = &things,
				   .ready_fd = -1 };
	enum exit_status status;

	if (session->options.count == 0) {
		complain(session, NULL,
			 text_of(session, N_("name a domain, a host, an address or a "
					     "link, or - for lines of them")));
		return EXIT_TROUBLE;
	}
	if (!open_casebook(session, &reports))
		return EXIT_TROUBLE;
	if (reads_pipe(&session->options))
		reports.ready_fd = STDIN_FILENO;
	buf_init(&things.carry, 0);
	buf_init(&things.block, 0);
	status = reports_run(session, &reports);
	begin_block(&things);
	buf_fini(&things.carry);
	buf_fini(&things.block);
	casebook_free(reports.casebook);
	return status;
}

const struct command command_lookup = {
	.name = "lookup",
	.usage = "NAME|ADDRESS|URL... | -",
	.summary = N_("everything public about names, addresses and links"),
	.teach = N_(
	    "  mekiki lookup example.com\n"
	    "  mekiki lookup 192.0.2.7 hxxps://example[.]com/login\n"
	    "  mekiki lookup --plan --visit https://example.com/\n"
	    "  mekiki lookup --format json - < names.txt > answers.jsonl\n"
	    "\n"
	    "One page for each: who runs it, where it is, which names lead there and\n"
	    "back, how it takes mail. Defanged forms, names in any script and mail\n"
	    "addresses (their domain) are understood; - reads a line for each.\n"
	    "The public databases are asked unless --offline or an answers file is\n"
	    "given; the hosts themselves are touched with --visit alone, then also the\n"
	    "site of a name. --case keeps every answer for `mekiki replay`; for several\n"
	    "things FILE is a folder that is there.\n"
	    "Exit status: 0 looked up, 2 something named was none of these.\n"),
	.means = CONTACT_LOOKUP,
	.small = true,
	.takes = OPTIONS_REPORT OPTIONS_TONE OPTIONS_ASKING OPTIONS_VISITING
	"picture profile case only skip salt redact preview",
	.run = lookup,
};
