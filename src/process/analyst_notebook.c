/* process/analyst_notebook.c - TASK_NOTEBOOK: what people add to a case, and what is
 * shown of it. Nothing is judged again, and nobody is asked. */
#include "process/analyst.h"

#include "case/history.h"
#include "case/notebook.h"
#include "case/record.h"
#include "case/words.h"
#include "report/case_page.h"

#include <errno.h>
#include <stdlib.h>

#define N_(text) text

static void refuse(struct analyst *analyst, struct reply *reply, const char *text)
{
	reply->kind = REPLY_REFUSED;
	reply->text = arena_str(analyst->arena, str_c(analyst_text(analyst, text)));
}

bool analyst_add_entries(struct analyst *analyst, struct str rows,
			 const struct entry *entries, uint32_t count, struct reply *reply)
{
	struct buf *out = &analyst->out;
	size_t start = out->n;
	struct err err;

	reply->truncated = out->full;
	out->full = false;
	out->ceiling = start + LIMIT_CASE_BYTES;
	if (!notebook_append(analyst->arena, rows, entries, count, out, &err)) {
		refuse(analyst, reply, err.what);
		return false;
	}
	reply->rows = out->n - start;
	return true;
}

/* --- one more entry --------------------------------------------------------------------
 */

/* What is reported by somebody else than who said it stands at one remove. */
static uint32_t removes_of(const struct order *order)
{
	if (order->removes_given)
		return (uint32_t)order->removes;
	return order->said_by.n && order->outlet.n &&
	       !str_eq_nocase(order->said_by, order->outlet);
}

static bool entry_of(const struct analyst *analyst, struct entry *ret)
{
	struct order order = { 0 };

	if (!wire_get(&order_shape, analyst->setup.order, &order))
		return false;
	*ret = (struct entry){
		.utc = (int64_t)analyst->setup.clock,
		.author = order.author,
		.text = order.text,
		.about = (uint32_t)order.about,
		.state = order.state,
		.title = order.title,
		.outlet = order.outlet,
		.url = order.url,
		.said_by = order.said_by,
		.when = order.when,
		.removes = removes_of(&order),
	};
	return entry_kind_find(order.kind, &ret->kind);
}

static void add_note(struct analyst *analyst, struct str rows, struct reply *reply)
{
	struct entry entry;

	if (entry_of(analyst, &entry))
		analyst_add_entries(analyst, rows, &entry, 1, reply);
	else
		refuse(analyst, reply, N_("there is no kind of entry of that name"));
}

/* --- what is shown ---------------------------------------------------------------------
 */

/* A case as far as it is shown here: the message, and what stands in its tables. */
struct shown {
	struct case_file file;
	struct input input;
	struct env env;
	struct catalogue catalogue;
	struct notebook notebook;
	struct history history;
	struct case_gist gist;
	struct inspection *in;
};

static void read_gist(const struct case_file *file, struct case_gist *ret)
{
	const struct case_list *list = &file->lists[CASE_VERDICT];

	*ret = (struct case_gist){ .finished = file->revision.finished };
	for (uint32_t i = 0; i < list->count; i++)
		if (list->rows[i].verdict.revision == file->revision.n)
			ret->judged =
			    words_find_class(list->rows[i].verdict.class_, &ret->class_);
}

static bool open_case(struct analyst *analyst, const struct task *task, struct str rows,
		      struct shown *ret, struct err *err)
{
	struct message_options options = { .headers_only = true };
	struct case_file *file = &ret->file;

	if (!case_read(analyst->arena, rows, file, err) ||
	    !case_env_today(file, &analyst->tables, &ret->env, err) ||
	    !case_input(file, &ret->input, err) ||
	    !notebook_read(file, &ret->notebook, err) ||
	    !history_read(file, &ret->history, err))
		return false;
	read_gist(file, &ret->gist);
	ret->env.clock = analyst->env.clock;
	ret->input.name = task->name; /* that of the case, by which it is found */
	ret->in =
	    inspect_begin(analyst->arena, &ret->env, &ret->input,
			  file->input.unread ? STR("") : case_bytes(file), &options);
	ret->in->notebook = &ret->notebook;
	ret->in->history = &ret->history;
	return true;
}

static void show(struct analyst *analyst, const struct task *task, struct str rows,
		 struct reply *reply)
{
	bool json = analyst->format->one_line;
	struct buf *out = &analyst->out;
	struct shown shown;
	struct err err;

	if (!open_case(analyst, task, rows, &shown, &err)) {
		refuse(analyst, reply, err.what);
		return;
	}
	switch ((enum case_view)analyst->setup.view) {
	case CASE_SHOW:
		(json ? case_page_as_json : case_page_as_text)(shown.in, &shown.gist,
							       &analyst->report, out);
		break;
	case CASE_CARD:
		(json ? case_card_as_json : case_card_as_text)(shown.in, &shown.gist,
							       &analyst->report, out);
		break;
	case CASE_DUE:
		(json ? case_due_as_json : case_due_as_text)(shown.in, &analyst->report,
							     out);
		break;
	case CASE_DUE_NAMES:
		if (case_is_due(shown.in)) {
			buf_add(out, task->name);
			buf_add_char(out, '\0');
		}
		break;
	default:
		break;
	}
}

void analyst_notebook(struct analyst *analyst, const struct task *task, int fd,
		      struct reply *reply)
{
	struct str rows = STR_NONE;

	if (task->error.n || fd < 0) {
		reply->kind = REPLY_REFUSED;
		reply->text = task->error;
		return;
	}
	if (!channel_read_file(fd, task->offset, task->length, &rows))
		refuse(analyst, reply, strerror(errno));
	else if (analyst->setup.view == CASE_NOTE)
		add_note(analyst, rows, reply);
	else
		show(analyst, task, rows, reply);
	free((char *)rows.p);
}
