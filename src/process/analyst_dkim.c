/* process/analyst_dkim.c - TASK_DKIM: the signatures of one message. */
#include "process/analyst.h"

#include "auth/arc.h"
#include "base/json.h"
#include "mail/received.h"
#include "report/inert.h"
#include "report/json_auth.h"
#include "report/json_dkim.h"
#include "report/json_key.h"
#include "report/phrase.h"
#include "report/text_dkim.h"

struct judged {
	struct subject subject;
	const struct message *message;
	int64_t received_at; /* -1: not known */
	struct door *door;
	struct dkim_run *dkim_run;
	struct arc_run *arc_run;
	bool dkim_done, arc_done;
	struct dkim_results dkim;
	struct arc_results arc;
};

/* When the topmost hop, the last server that took it, says it did. */
static int64_t received_at(struct arena *arena, const struct message *message)
{
	const struct field *field = header_first(&message->header, FIELD_RECEIVED);
	struct received received;

	if (!field)
		return -1;
	received_parse(arena, field->value, NULL, &received);
	return received.date.ok ? received.date.utc : -1;
}

static void read_signatures(struct analyst *analyst, struct judged *ret)
{
	struct arena *arena = analyst->arena;

	ret->door = analyst_door(analyst, arena);
	ret->message = message_parse(arena, ret->subject.bytes, NULL);
	ret->received_at = received_at(arena, ret->message);
	ret->dkim_run =
	    dkim_begin(arena, ret->message, ret->received_at, analyst->env.clock);
	ret->arc_run = arc_begin(arena, ret->message, analyst->env.clock);
}

static void key_input(struct json *json, const struct subject *subject)
{
	json_key(json, "input");
	json_object(json);
	json_key_str(json, "name", subject->input.name);
	json_key_int(json, "size", (int64_t)subject->input.size);
	json_key_c(json, "sha256",
		   subject->input.sha256[0] ? subject->input.sha256 : NULL);
	json_key_text(json, "error", subject->input.error);
	json_object_end(json);
}

static void as_json(struct analyst *analyst, const struct subject *subject,
		    const struct judged *judged)
{
	const struct answer **answers = NULL;
	uint32_t count = judged->door ? door_settle(judged->door, &answers) : 0;
	struct json json;

	json_init(&json, &analyst->out);
	json_object(&json);
	key_input(&json, subject);
	json_key_time(&json, "received_at", judged->received_at,
		      judged->message && judged->received_at >= 0);
	json_key_int(&json, "fields", judged->dkim.fields);
	json_key(&json, "dkim");
	json_dkim(&json, analyst->arena, judged->message, &judged->dkim);
	json_key(&json, "arc");
	json_arc(&json, &judged->arc, NULL);
	json_key(&json, "answers");
	json_answers(&json, analyst->arena, answers, count);
	json_object_end(&json);
	buf_add_char(&analyst->out, '\n');
}

static void as_text(struct analyst *analyst, const struct subject *subject,
		    const struct judged *judged)
{
	struct page page;

	page_init(&page, NULL, &analyst->report, &analyst->out);
	inert_add(&page.text, subject->input.name, INERT_LINE);
	page_wrap_made(&page, 0, 0, STYLE_STRONG);
	text_dkim(&page, analyst->arena, judged->message, &judged->dkim);
	text_arc(&page, &judged->arc);
	page_fini(&page);
}

static void begin(struct analyst *analyst, struct work *work, int fd)
{
	struct judged *judged = arena_new_of(work->arena, struct judged);
	struct subject *subject = &judged->subject;

	work->state = judged;
	subject_read(analyst, &work->task, fd, subject);
	if (!subject->trouble && (subject->mailbox || subject->outlook)) {
		subject->trouble = TROUBLE_NOT_MAIL;
		subject->input.error = str_c(analyst_text(
		    analyst,
		    subject->mailbox
			? N_("this is a mailbox; give one mail of it")
			: N_("a .msg file does not hold the bytes that were signed")));
	}
	if (!subject->trouble)
		read_signatures(analyst, judged);
	work->door = judged->door;
}

static bool judge(struct judged *judged)
{
	door_begin_round(judged->door);
	if (!judged->dkim_done)
		judged->dkim_done =
		    dkim_round(judged->dkim_run, judged->door, &judged->dkim);
	if (!judged->arc_done)
		judged->arc_done = arc_round(judged->arc_run, judged->door, &judged->arc);
	return judged->dkim_done && judged->arc_done;
}

static bool run_round(struct analyst *analyst, struct work *work, struct reply *reply)
{
	struct judged *judged = work->state;
	const struct subject *subject = &judged->subject;

	if (judged->door && !judge(judged))
		return false;
	reply->trouble = subject->trouble;
	reply->text = subject->input.error;
	if (analyst->format->one_line)
		as_json(analyst, subject, judged);
	else if (!subject->trouble)
		as_text(analyst, subject, judged);
	return true;
}

static void end(struct work *work)
{
	struct judged *judged = work->state;

	subject_free(&judged->subject);
}

const struct work_row work_dkim = { begin, run_round, end };
