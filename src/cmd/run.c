/* cmd/run.c - what most commands share: workers set up from the options, one job run. */
#include "cmd/cmd.h"

#include "base/limits.h"
#include "base/scoped.h"
#include "cmd/logs.h"
#include "cmd/output.h"
#include "config.h"
#include "lookup/connect_map.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/random.h>
#include <unistd.h>

enum { PROFILE_BYTES = 1u << 20, ANCHOR_BYTES = 65536, CONNECT_MAP_BYTES = 65535 };

bool session_colour(const struct session *session)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return !session->options.no_colour && !session->options.output && !(no && *no) &&
	       !(term && strcmp(term, "dumb") == 0) && isatty(STDOUT_FILENO);
}

/* A terminal that is narrower than a page; a wider one keeps the page. */
static int columns(const struct session *session)
{
	struct winsize size;

	if (session->options.output || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
	    size.ws_col == 0 || size.ws_col > 80)
		return 80;
	return size.ws_col < 40 ? 40 : size.ws_col;
}

/* All of a file of at most `most` bytes. */
static bool read_file(const char *path, size_t most, struct buf *ret, struct err *err)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	char bytes[16384];
	ssize_t n;

	if (fd < 0)
		return err_set(err, ERR_FILE, path, "%s", strerror(errno));
	buf_init(ret, most);
	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		buf_add(ret, str_make(bytes, (size_t)n));
	if (n < 0)
		return err_set(err, ERR_FILE, path, "%s", strerror(errno));
	if (ret->full)
		return err_set(err, ERR_FILE, path, "longer than %zu bytes", most);
	return true;
}

/* A copy that nobody can change any more, for all workers. */
static bool read_answers(const char *path, struct setup *setup, struct file **ret,
			 struct err *err)
{
	struct buf text;
	int fd;

	if (!read_file(path, LIMIT_ANSWERS_FILE, &text, err))
		return false;
	setup->has_answers = 1;
	setup->answers_length = text.n;
	fd = file_of_bytes(buf_peek(&text));
	buf_fini(&text);
	if (fd < 0)
		return err_set(err, ERR_SYSTEM, path, "it cannot be kept in memory: %s",
			       strerror(errno));
	*ret = file_new(fd);
	return true;
}

enum contact session_contact(const struct session *session)
{
	const struct options *options = &session->options;

	if (options->answers)
		return CONTACT_OFFLINE;
	return options->contact_given ? options->contact : session->command->means;
}

/* An answers file tells nobody: it is asked for everything, unless less is wanted. */
static enum contact allowed(const struct session *session)
{
	const struct options *options = &session->options;

	if (!options->answers)
		return session_contact(session);
	return options->contact_given && options->contact > CONTACT_OFFLINE
		   ? options->contact
		   : CONTACT_VISIT;
}

const char *session_user_data(struct session *session)
{
	const char *home = getenv("HOME"), *xdg = getenv("XDG_DATA_HOME");
	struct str dir = STR_NONE;

	if (xdg && xdg[0] == '/')
		dir = arena_printf(session->arena, "%s/mekiki%c", xdg, 0);
	else if (home && home[0] == '/')
		dir = arena_printf(session->arena, "%s/.local/share/mekiki%c", home, 0);
	return dir.n && dir.n < PATH_MAX ? dir.p : "";
}

/* The text of files for the look-up program. */
struct outside_files {
	struct buf anchor, connect_map;
};

/* What makes no sense is told before anybody is asked. */
static bool read_connect_map(const struct session *session, struct buf *ret,
			     struct err *err)
{
	const char *path = session->options.connect_map;
	struct connect_map map;
	struct err wrong;

	if (!path)
		return true;
	if (!read_file(path, CONNECT_MAP_BYTES, ret, err))
		return false;
	buf_add_char(ret, '\n'); /* an empty one is in force, too */
	return connect_map_read(session->arena, buf_peek(ret), &map, &wrong) ||
	       err_set(err, ERR_USAGE, path, "%s", wrong.what);
}

/* `files` keeps what is pointed to. */
static bool fill_outside(const struct session *session, struct outside_files *files,
			 struct outside_setup *ret, struct err *err)
{
	const struct options *options = &session->options;

	*ret = (struct outside_setup){ .contact = session_contact(session),
				       .lists = buf_peek(&options->list_files),
				       .list_keys = buf_peek(&options->list_keys),
				       .resolver = buf_peek(&options->resolvers),
				       .geo = buf_peek(&options->geo),
				       .user_agent = str_c(options->user_agent),
				       .proxy = str_c(options->proxy),
				       .trust_store = str_c(options->trust_store) };
	if (options->trust_anchor &&
	    !read_file(options->trust_anchor, ANCHOR_BYTES, &files->anchor, err))
		return false;
	if (!read_connect_map(session, &files->connect_map, err))
		return false;
	ret->trust_anchor = buf_peek(&files->anchor);
	ret->connect_map = buf_peek(&files->connect_map);
	ret->clock = (uint64_t)options->clock;
	return true;
}

/* Nobody may know beforehand what a request will hold in place of a recipient's value;
 * without anybody to ask, the same report comes each time. */
static bool draw_salt(struct session *session, struct str *ret, struct err *err)
{
	const struct options *options = &session->options;
	unsigned char drawn[32];
	struct buf hex;

	*ret = str_c(options->salt);
	if (options->salt || session_contact(session) == CONTACT_OFFLINE)
		return true;
	if (getrandom(drawn, sizeof drawn, 0) != sizeof drawn)
		return err_set(err, ERR_SYSTEM, "", "no random bytes are to be had: %s",
			       strerror(errno));
	buf_init(&hex, 0);
	for (size_t i = 0; i < sizeof drawn; i++)
		buf_printf(&hex, "%02x", drawn[i]);
	*ret = arena_str(session->arena, buf_peek(&hex));
	buf_fini(&hex);
	return true;
}

static void fill_setup(struct session *session, struct setup *ret)
{
	const struct options *options = &session->options;
	enum contact contact = session_contact(session);

	*ret = (struct setup){
		.data_dir = str_c(session->places.data),
		.locale_dir = str_c(session->places.locale),
		.user_data = str_c(session_user_data(session)),
		.language = str_c(options->language),
		.format = str_c(options->format),
		.picture = str_c(options->picture),
		.profile_name = str_c(options->profile),
		.trust_store = str_c(options->trust_store),
		.client_ip = str_c(options->client_ip),
		.helo = str_c(options->helo),
		.mail_from = str_c(options->mail_from),
		.roles = buf_peek(&options->desks),
		.show_recipient = options->show_recipient,
		.files = options->replay == REPLAY_TELL && options->output,
		.geo = buf_peek(&options->geo),
		.wants_geo = options->wants_geo,
		.has_log = options->logs.n > 0,
		.queue_id = str_c(options->queue_id),
		.yara = options_take(session->command, "yara") ? buf_peek(&options->yara)
							       : STR_NONE,
		.tlp = str_c(options->tlp),
		.only = buf_peek(&options->only),
		.skip = buf_peek(&options->skip),
		.tool_version = STR(MEKIKI_VERSION),
		.contact = str_c(contact_name(contact)),
		.allowed = allowed(session),
		.clock = (uint64_t)options->clock,
		.colour = session_colour(session),
		.replay = options->replay,
		.revision = options->revision,
		.no_defang = options->no_defang,
		.explain = options->explain,
		.verbose = (uint64_t)options->verbose,
		.width = (uint64_t)columns(session),
		.plan = options->plan,
		.preview = options->preview,
		.undecoded = options->no_media,
		.connect_map = options->connect_map && contact > CONTACT_OFFLINE,
		.questions = options->questions,
		.view = options->view,
	};
}

/* Those that are built in; any other is a file. */
static bool is_built_in(const char *profile)
{
	return strcmp(profile, "public") == 0 || strcmp(profile, "share") == 0;
}

static bool read_redact(const struct session *session, struct setup *setup,
			struct buf *text, struct err *err)
{
	const char *profile = session->options.redact;

	setup->redact = str_c(profile);
	if (!profile || is_built_in(profile))
		return true;
	if (!read_file(profile, LIMIT_REDACT_PROFILE - 1, text, err))
		return false;
	buf_add_char(text, '\n'); /* an empty one is one, too */
	setup->redact_text = buf_peek(text);
	return true;
}

struct pool *session_pool(struct session *session, struct err *err)
{
	const struct options *options = &session->options;
	struct pool_options pool = { .workers = options->jobs,
				     .timeout_seconds = options->timeout,
				     .held = session->command->small ? LIMIT_HELD_THINGS
								     : 0 };
	struct outside_setup outside;
	struct outside_files files = { 0 };
	struct buf profile = { 0 }, redact = { 0 }, order = { 0 };
	struct log_files logs = { 0 };
	struct pool *made = NULL;
	struct setup setup;

	fill_setup(session, &setup);
	if (options->view == CASE_NOTE || options->replay == REPLAY_TELL) {
		wire_put(&order, &order_shape, &options->order, 0);
		setup.order = buf_peek(&order);
	}
	if (draw_salt(session, &setup.salt, err) && logs_open(session, &logs, err) &&
	    (!options->profile ||
	     read_file(options->profile, PROFILE_BYTES, &profile, err)) &&
	    (!options->answers ||
	     read_answers(options->answers, &setup, &pool.answers, err)) &&
	    read_redact(session, &setup, &redact, err) &&
	    fill_outside(session, &files, &outside, err)) {
		setup.profile = buf_peek(&profile);
		if (outside.contact > CONTACT_OFFLINE && !options->plan)
			pool.outside = &outside;
		if (logs.count && !options->plan)
			pool.logs = &logs;
		made = pool_new(&session->places, &setup, &pool);
	}
	logs_close(&logs);
	buf_fini(&files.anchor);
	buf_fini(&files.connect_map);
	buf_fini(&profile);
	buf_fini(&redact);
	buf_fini(&order);
	file_unref(pool.answers);
	return made;
}

bool session_work(struct session *session, const struct pool_client *client,
		  struct output *output, struct err *err)
{
	struct pool *pool = session_pool(session, err);
	bool ok;

	if (!pool)
		return false;
	ok = output_open(output, session->options.output, err) &&
	     pool_run(pool, client, err);
	pool_free(pool);
	return output_close(output, ok, ok ? err : &(struct err){ 0 }) && ok;
}

/* --- one job -------------------------------------------------------------------- */

struct single {
	struct session *session;
	struct job job;
	bool given;
	struct output output;
	enum exit_status status;
};

static enum pool_next next_single(void *arg, struct job *ret)
{
	struct single *single = arg;

	if (single->given)
		return POOL_NONE;
	single->given = true;
	*ret = single->job;
	return POOL_JOB;
}

static enum pool_done single_done(void *arg, struct job *job, const struct reply *reply,
				  struct str body)
{
	struct single *single = arg;
	struct err err;

	if (reply->text.n)
		complain(single->session, job->name, reply->text.p);
	if (reply->kind == REPLY_REFUSED || reply->trouble)
		single->status = EXIT_TROUBLE;
	if (!output_add(&single->output, body, &err) && !single->output.gone) {
		complain_err(single->session, &err);
		single->status = EXIT_TROUBLE;
	}
	return POOL_DONE;
}

enum exit_status run_job(struct session *session, struct job *job)
{
	struct single single = { .session = session, .job = *job };
	struct pool_client client = {
		.next = next_single, .done = single_done, .ready_fd = -1, .arg = &single
	};
	struct pool *pool;
	struct err err;

	pool = session_pool(session, &err);
	if (!pool || !output_open(&single.output, session->options.output, &err)) {
		complain_err(session, &err);
		pool_free(pool);
		return EXIT_TROUBLE;
	}
	if (!pool_run(pool, &client, &err)) {
		complain_err(session, &err);
		single.status = EXIT_TROUBLE;
	}
	pool_free(pool);
	if (!output_close(&single.output, single.status == EXIT_DONE, &err)) {
		complain_err(session, &err);
		single.status = EXIT_TROUBLE;
	}
	return single.status;
}

enum exit_status run_single(struct session *session, enum task_kind kind,
			    const char *argument)
{
	struct job job = { .kind = kind };

	if (argument)
		job.argument = strdup(argument);
	return run_job(session, &job);
}
