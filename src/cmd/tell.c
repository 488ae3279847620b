/* cmd/tell.c - mekiki tell: letters to those who can do something about it, drafted,
 * never sent.
 *
 * A worker writes them out of a case; this command makes files of what it wrote. */
#include "cmd/cmd.h"

#include "base/scoped.h"
#include "base/sheaf.h"
#include "cmd/casebook.h"
#include "cmd/inputs.h"
#include "cmd/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Another writer of the case is done within that time, or we say so. */
enum { LOCK_SECONDS = 10 };

struct telling {
	struct session *session;
	struct casebook *casebook; /* the ledger goes there; NULL: no file is written */
	struct job job;
	bool given, trouble;
	int folder; /* -1: none is wanted */
};

/* --- files ----------------------------------------------------------------------------
 */

static bool fail(struct telling *telling, const char *name, const char *why)
{
	complain(telling->session, name, why);
	telling->trouble = true;
	return false;
}

static bool write_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

/* What is there stays: a letter may have been worked on. */
static bool write_file(struct telling *telling, struct str name, struct str bytes)
{
	char path[128];
	SCOPED(close_fd) int fd = -1;

	if (!sheaf_is_file_name(name))
		return fail(telling, NULL,
			    text_of(telling->session,
				    N_("a letter has a name that is none of ours: it is "
				       "not written")));
	snprintf(path, sizeof path, "%.*s", STR_ARG(name));
	fd = openat(telling->folder, path,
		    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST)
		return fail(telling, path,
			    text_of(telling->session,
				    N_("it is there already, and was left as it is")));
	if (fd < 0 || !write_all(fd, bytes) || fsync(fd) != 0)
		return fail(telling, path, strerror(errno));
	return true;
}

static bool open_folder(struct telling *telling)
{
	const char *path = telling->session->options.output;

	telling->folder = -1;
	if (!path)
		return true;
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return fail(telling, path, strerror(errno));
	telling->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return telling->folder >= 0 || fail(telling, path, strerror(errno));
}

/* --- the job --------------------------------------------------------------------------
 */

static enum pool_next next(void *arg, struct job *ret)
{
	struct telling *telling = arg;

	if (telling->given)
		return POOL_NONE;
	telling->given = true;
	*ret = telling->job;
	return POOL_JOB;
}

static void take_sheaf(struct telling *telling, struct str body)
{
	struct str name, bytes;

	while (sheaf_next(&body, &name, &bytes)) {
		if (name.n == 0)
			telling->trouble |= !write_all(STDOUT_FILENO, bytes);
		else
			write_file(telling, name, bytes);
	}
	if (body.n)
		fail(telling, NULL,
		     text_of(telling->session, N_("the letters are cut short")));
}

static enum pool_done done(void *arg, struct job *job, const struct reply *reply,
			   struct str body)
{
	struct telling *telling = arg;

	if (reply->text.n)
		complain(telling->session, job->name, reply->text.p);
	if (reply->kind == REPLY_REFUSED || reply->trouble || reply->truncated)
		telling->trouble = true;
	if (telling->folder >= 0)
		take_sheaf(telling, body);
	else
		telling->trouble |= !write_all(STDOUT_FILENO, body);
	return POOL_DONE;
}

static bool store(void *arg, const struct job *job, enum pool_stage stage,
		  struct str bytes, const char *why)
{
	struct telling *telling = arg;

	return casebook_store(telling->casebook, job, stage, bytes, why);
}

static bool work(struct telling *telling)
{
	struct pool_client client = {
		.next = next, .done = done, .store = store, .ready_fd = -1, .arg = telling
	};
	struct err err;
	struct pool *pool = session_pool(telling->session, &err);
	bool ok = pool && pool_run(pool, &client, &err);

	if (!ok)
		complain_err(telling->session, &err);
	pool_free(pool);
	return ok && !telling->trouble;
}

/* What was drafted, and for whom, is noted in the case, which is ours meanwhile. One that
 * comes by a pipe keeps none. */
static void keep_ledger(struct telling *telling)
{
	struct session *session = telling->session;

	if (telling->folder < 0 || strcmp(session->options.args[0], "-") == 0)
		return;
	session->options.order.author = session_user(session);
	case_lock(session, &telling->job, LOCK_SECONDS);
	telling->job.record = telling->job.file != NULL;
	telling->casebook = casebook_in_place(session);
}

static bool knows_format(const struct session *session)
{
	static const char *const formats[] = { "text", "arf", "xarf" };

	for (size_t i = 0; i < COUNT(formats); i++)
		if (strcmp(session->options.format, formats[i]) == 0)
			return true;
	return false;
}

static enum exit_status tell(struct session *session)
{
	struct telling telling = { .session = session, .folder = -1 };
	struct options *options = &session->options;
	enum exit_status status = EXIT_TROUBLE;

	if (options->count != 1) {
		complain(session, NULL, text_of(session, N_("name one case")));
		return EXIT_TROUBLE;
	}
	if (!knows_format(session)) {
		complain(session, "--format",
			 text_of(session, N_("letters are text, arf or xarf")));
		return EXIT_TROUBLE;
	}
	options->replay = REPLAY_TELL;
	input_open(session, options->args[0], &telling.job);
	telling.job.kind = TASK_DISCLOSE;
	telling.job.then = TASK_REPLAY;
	if (!open_folder(&telling))
		return status;
	keep_ledger(&telling);
	if (work(&telling))
		status = EXIT_DONE;
	if (telling.casebook && casebook_in_trouble(telling.casebook))
		status = EXIT_TROUBLE;
	casebook_free(telling.casebook);
	if (telling.folder >= 0)
		close(telling.folder);
	return status;
}

const struct command command_tell = {
	.name = "tell",
	.usage = "CASE [-o FOLDER] [--desk ROLE]...",
	.summary = N_("draft letters to those who can do something about it"),
	.teach = N_(
	    "  mekiki inspect --lookup --case mail.case mail.eml\n"
	    "  mekiki tell mail.case\n"
	    "  mekiki tell mail.case -o letters/\n"
	    "  mekiki tell mail.case --desk registrar --format xarf\n"
	    "\n"
	    "Whom to tell, what each desk can do, and a letter for it: to the network it "
	    "came\n"
	    "from, registrars, hosts, the owner of a stolen account, the brand, public "
	    "bodies,\n"
	    "and the person who reported it. With -o the letters are written into the "
	    "folder, as\n"
	    "drafts that mail programs open (.eml), texts for forms (.txt) and reports "
	    "for\n"
	    "machines (.json); what is there already stays. The recipient is masked. "
	    "Nothing\n"
	    "is sent: a person reads the letters and sends them.\n"),
	.takes = OPTIONS_REPORT "profile tlp timeout revision desk show-recipient",
	.means = CONTACT_OFFLINE,
	.run = tell,
};
