/* process/analyst_replay.c - TASK_REPLAY: the rows of a case, reported, judged again, or
 * asked for again.
 *
 * The examination of then is made first: the message is read again with the case's own
 * tables, profile, clock and answers, and gets the findings that were stored. Beside it
 * stands, where asked for, an examination of today. */
#include "process/analyst.h"

#include "case/history.h"
#include "case/notebook.h"
#include "case/record.h"
#include "check/check.h"
#include "link/host.h"
#include "report/changes.h"
#include "report/letters.h"
#include "report/outside.h"

#include <errno.h>
#include <stdlib.h>

/* One examination, with what its report says of it. */
struct examined {
	struct env env;
	struct catalogue catalogue;
	struct report_options report;
	struct inspection *in;
};

struct replay {
	struct str rows; /* malloc'ed */
	struct case_file file;
	struct input input;
	struct notebook notebook;
	struct history history; /* with the looks of the revision itself */
	struct history before;	/* without them, where it is judged again */
	struct examined then, now;
	struct err err;
	bool refused;
};

static const char *c_text(const struct analyst *analyst, struct str s)
{
	return arena_printf(analyst->arena, "%.*s", STR_ARG(s)).p;
}

/* The facts, up to what asks the outside. */
static void begin_examined(struct analyst *analyst, const struct replay *replay,
			   struct examined *examined)
{
	const struct case_file *file = &replay->file;
	struct message_options options = { .headers_only = file->input.headers_only };

	examined->in =
	    inspect_begin(analyst->arena, &examined->env, &replay->input,
			  file->input.unread ? STR("") : case_bytes(file), &options);
}

/* Something of today stands beside the examination of then. */
static bool is_todays(const struct analyst *analyst)
{
	return analyst->setup.replay == REPLAY_REJUDGE ||
	       analyst->setup.replay == REPLAY_RECHECK;
}

/* --- then ------------------------------------------------------------------------------
 */

static void fill_report_of_then(const struct analyst *analyst, struct replay *replay)
{
	const struct case_revision *revision = &replay->file.revision;
	struct report_options *report = &replay->then.report;
	enum contact contact;

	*report = analyst->report;
	report->catalogue = &replay->then.catalogue;
	report->tool_version = c_text(analyst, revision->tool_version);
	report->contact = contact_find(revision->contact, &contact)
			      ? contact_shown(contact)
			      : c_text(analyst, revision->contact);
}

static bool look_at(const struct analyst *analyst, struct replay *replay)
{
	uint32_t n = (uint32_t)analyst->setup.revision;

	return case_look(&replay->file, n) ||
	       err_set(&replay->err, ERR_USAGE, "", "this case has no revision %u", n);
}

/* What people added since then and reports remark on: it changes no verdict. */
static void add_remarks(struct inspection *in)
{
	const struct check *check = check_find(STR("limit.market-history"));

	if (check && !in->thing && !inspection_find(in, str_c(check->id)))
		check->run(in, check);
}

/* With the case's own answers nothing is waited for. */
static bool examine_then(struct analyst *analyst, struct replay *replay)
{
	struct examined *then = &replay->then;
	const struct case_file *file = &replay->file;
	struct err *err = &replay->err;

	if (!case_read(analyst->arena, replay->rows, &replay->file, err) ||
	    !look_at(analyst, replay) || !case_use_suffixes(file, err) ||
	    !case_env(file, &then->env, err) || !case_input(file, &replay->input, err) ||
	    !notebook_read(file, &replay->notebook, err) ||
	    !history_read(file, &replay->history, err) ||
	    !case_catalogue(file, analyst->catalogue, &then->catalogue, err))
		return false;
	fill_report_of_then(analyst, replay);
	begin_examined(analyst, replay, then);
	then->in->notebook = &replay->notebook;
	then->in->history = &replay->history;
	if (!inspect_round(then->in))
		return err_set(err, ERR_SYSTEM, "", "the replay waits for an answer");
	if (!file->revision.finished) {
		inspect_finish(then->in);
		return true;
	}
	return case_restore(file, then->in, err) && (add_remarks(then->in), true);
}

/* --- today
 * ------------------------------------------------------------------------------ */

/* What is asked again is what can change. What is enclosed decodes to the same, and the
 * log of then may be gone: their answers stand, unless something went wrong. */
static const struct recording *lasting_answers(const struct analyst *analyst,
					       const struct recording *then)
{
	struct recording *ret = arena_new_of(analyst->arena, struct recording);
	struct answer *answers =
	    arena_alloc_array(analyst->arena, then->count + 1, sizeof *answers);

	for (uint32_t i = 0; i < then->count; i++) {
		const struct answer *answer = &then->answers[i];

		if (answer->status == ANSWER_ANSWERED &&
		    (str_starts(answer->question, STR("media ")) ||
		     str_starts(answer->question, STR("log "))))
			answers[ret->count++] = *answer;
	}
	ret->answers = answers;
	ret->open = true;
	return ret;
}

static bool begin_now(struct analyst *analyst, struct replay *replay)
{
	struct examined *now = &replay->now;

	host_psl_use(STR_NONE);
	if (!case_env_today(&replay->file, &analyst->tables, &now->env, &replay->err))
		return false;
	now->env.sandbox = analyst->level;
	now->env.roots = analyst->roots;
	now->env.rules = analyst->rules;
	now->report = analyst->report;
	if (analyst->setup.replay == REPLAY_RECHECK) {
		now->env.recording = lasting_answers(analyst, replay->then.env.recording);
		now->env.answers = analyst->answers;
		now->env.contact = analyst->env.contact;
		now->env.connect_map = analyst->env.connect_map;
		now->env.allowed = analyst->env.allowed;
		now->env.clock = analyst->env.clock;
		now->env.salt = analyst->env.salt; /* where the case has none */
	} else {
		/* The answers are those that this contact gave. */
		now->report.contact = replay->then.report.contact;
	}
	begin_examined(analyst, replay, now);
	replay->before = replay->history;
	if (analyst->setup.replay == REPLAY_REJUDGE)
		history_forget(&replay->before, replay->file.revision.n);
	now->in->notebook = &replay->notebook;
	now->in->history = &replay->before;
	return true;
}

static void report_changes(struct analyst *analyst, struct replay *replay)
{
	struct report_options *report = &replay->now.report;
	struct judgement then = { replay->then.in, &replay->then.report };
	struct judgement now = { replay->now.in, report };
	struct changes changes;
	size_t from = analyst->out.n;

	outside_begin(report, replay->now.in);
	replay->then.report.redaction = report->redaction;

	changes_find(analyst->arena, &then, &now, &changes);
	if (analyst->format->one_line)
		changes_as_json(&changes, &analyst->out);
	else
		changes_as_text(&changes, &analyst->out);
	outside_catch(report, &analyst->out, from);
	outside_end(report);
	replay->then.report.redaction = NULL;
}

/* The case with one more revision. */
static void add_rows(struct analyst *analyst, const struct replay *replay,
		     struct reply *reply)
{
	const struct case_file *file = &replay->file;
	struct case_origin origin = {
		.bytes = file->message.bytes,
		.internet_form = file->message.internet_form,
		.tool_version = analyst->setup.tool_version,
		.contact = analyst->setup.contact,
		.asked = analyst->env.allowed,
		.revision = file->lists[CASE_REVISION].count + 1,
		.japanese = &analyst->japanese,
	};
	struct buf *out = &analyst->out, rows;
	size_t start = out->n;

	buf_init(&rows, LIMIT_CASE_BYTES);
	case_record(analyst->arena, &origin, &replay->input, &replay->now.env,
		    replay->now.in, &rows);
	reply->truncated = out->full;
	out->full = false;
	out->ceiling = start + LIMIT_CASE_BYTES;
	if (rows.full || origin.revision > LIMIT_CASE_REVISIONS ||
	    !case_append(replay->rows, buf_peek(&rows), out) || out->full) {
		out->n = start;
		out->full = false;
	}
	reply->rows = out->n - start;
	buf_fini(&rows);
}

/* --- the task
 * --------------------------------------------------------------------------- */

static void begin(struct analyst *analyst, struct work *work, int fd)
{
	struct replay *replay = arena_new_of(work->arena, struct replay);
	bool ok;

	work->state = replay;
	ok =
	    channel_read_file(fd, work->task.offset, work->task.length, &replay->rows) ||
	    err_set(&replay->err, ERR_FILE, "", "it cannot be read: %s", strerror(errno));
	ok = ok && examine_then(analyst, replay);
	if (ok && is_todays(analyst)) {
		ok = begin_now(analyst, replay);
		work->door = ok ? inspect_door(replay->now.in) : NULL;
		work->in = ok ? replay->now.in : NULL;
	}
	replay->refused = !ok;
}

/* What the person should know besides the report. */
static struct str remark(const struct analyst *analyst, const struct replay *replay)
{
	const struct case_revision *revision = &replay->file.revision;

	if (!revision->finished)
		return str_c(analyst_text(
		    analyst, N_("this case is unfinished: the examination broke off; "
				"what is there was examined without answers")));
	if (!str_eq(revision->tool_version, analyst->setup.tool_version))
		return arena_printf(
		    analyst->arena, "%s: %.*s, %.*s",
		    analyst_text(analyst, N_("recorded by another version of "
					     "mekiki (then, now)")),
		    STR_ARG(revision->tool_version),
		    STR_ARG(analyst->setup.tool_version));
	return STR_NONE;
}

/* That they were drafted, and by whom, stands in the case. */
static void keep_ledger(struct analyst *analyst, const struct replay *replay,
			const struct letters_query *query, struct reply *reply)
{
	struct order order = { 0 };
	struct entry *entries;
	uint32_t count;

	if (!wire_get(&order_shape, analyst->setup.order, &order))
		return;
	count = letters_entries(replay->then.in, &replay->then.report, query,
				order.author, &entries);
	for (uint32_t i = 0; i < count; i++)
		entries[i].utc = (int64_t)analyst->setup.clock;
	analyst_add_entries(analyst, replay->rows, entries, count, reply);
}

/* Who writes is told by today's profile, else by that of the case. */
static void write_letters(struct analyst *analyst, struct replay *replay,
			  struct reply *reply)
{
	struct report_options *report = &replay->then.report;
	const struct site *site = replay->then.env.site;
	struct letters_query query = { .files = analyst->setup.files,
				       .roles = analyst->setup.roles };

	if (replay->then.in->thing) {
		reply->kind = REPLY_REFUSED;
		reply->text = str_c(analyst_text(
		    analyst, N_("this case is of no message: it has no such format")));
		return;
	}
	if (!report->reporter.name.n && !report->reporter.mail.n && site)
		report->reporter =
		    (struct reporter){ site->reporter_name, site->reporter_mail,
				       site->reporter_org };
	if (analyst->format->for_others) {
		analyst_report(analyst, replay->then.in, report);
		return;
	}
	if (!report->show_recipient && !report->publish)
		report->publish = letters_mask();
	outside_begin(report, replay->then.in);
	letters_write(replay->then.in, report, &query, &analyst->out);
	if (query.files)
		keep_ledger(analyst, replay, &query, reply);
	outside_end(report);
}

static bool judge_round(struct analyst *analyst, struct work *work, struct reply *reply)
{
	struct replay *replay = work->state;
	struct inspection *in = replay->then.in;

	if (replay->refused) {
		reply->kind = REPLY_REFUSED;
		reply->text = arena_str(work->arena, str_c(replay->err.what));
		return true;
	}
	if (analyst->setup.replay == REPLAY_TELL) {
		write_letters(analyst, replay, reply);
	} else if (analyst->setup.replay == REPLAY_REPORT) {
		if (in->thing && !analyst->format->write_thing) {
			reply->kind = REPLY_REFUSED;
			reply->text = str_c(analyst_text(
			    analyst, N_("this case is of no message: it has no such "
					"format")));
			return true;
		}
		analyst_report(analyst, in, &replay->then.report);
	} else {
		in = replay->now.in;
		if (!inspect_round(in))
			return false;
		inspect_finish(in);
		report_changes(analyst, replay);
		if (analyst->setup.replay == REPLAY_RECHECK)
			add_rows(analyst, replay, reply);
	}
	reply->class_ = analyst_class(in);
	reply->text = remark(analyst, replay);
	return true;
}

/* Whoever comes next judges hosts by our own list. */
static bool run_round(struct analyst *analyst, struct work *work, struct reply *reply)
{
	bool done = judge_round(analyst, work, reply);

	host_psl_use(STR_NONE);
	return done;
}

static void end(struct work *work)
{
	struct replay *replay = work->state;

	free((char *)replay->rows.p);
}

const struct work_row work_replay = { begin, run_round, end };
