/* process/analyst_subject.c - the bytes of one task, and what kind of thing they are. */
#include "process/analyst.h"

#include "base/digest.h"
#include "base/limits.h"
#include "config.h"
#include "check/check.h"
#include "mail/mailbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { KIND_WINDOW = 64 * 1024 };

const char *analyst_text(const struct analyst *analyst, const char *msgid)
{
	return catalogue_text(analyst->catalogue, msgid);
}

static void trouble(struct analyst *analyst, struct subject *subject,
		    enum input_trouble which, const char *msgid)
{
	subject->trouble = which;
	subject->input.error = str_c(analyst_text(analyst, msgid));
}

/* The first message of a mailbox may be longer than the window: look at all of it. */
static enum input_kind kind_of(struct str bytes)
{
	bool whole = bytes.n <= KIND_WINDOW;
	enum input_kind kind = mailbox_kind(str_sub(bytes, 0, KIND_WINDOW), whole);

	return kind == INPUT_MBOX && !whole && bytes.n < LIMIT_MESSAGE_BYTES
		   ? mailbox_kind(bytes, true)
		   : kind;
}

/* Lines in front of a header are left out where a person gave us the text: they
 * copied a little too much. A file that was merely found in a folder and begins like a
 * README is no mail. */
static bool begins_otherwise(struct str bytes)
{
	struct str front = str_trim(str_sub(bytes, 0, mailbox_junk(bytes)));

	str_eat(&front, STR("\xEF\xBB\xBF"));
	return front.n &&
	       (!str_starts(front, STR("From ")) || str_find(front, '\n') != STR_NPOS);
}

static void tell_kind(struct analyst *analyst, const struct task *task,
		      struct subject *subject)
{
	static const char no_mail[] = N_("no header field found: this is no mail");

	if ((task->one && subject->bytes.n) || task->unread)
		return;
	switch (kind_of(subject->bytes)) {
	case INPUT_EMPTY:
		trouble(analyst, subject, TROUBLE_EMPTY, N_("the input is empty"));
		break;
	case INPUT_NOT_MAIL:
		trouble(analyst, subject, TROUBLE_NOT_MAIL, no_mail);
		break;
	case INPUT_OUTLOOK:
		subject->outlook = true;
		break;
	case INPUT_MBOX:
		subject->mailbox = true;
		break;
	default:
		if (task->found && begins_otherwise(subject->bytes))
			trouble(analyst, subject, TROUBLE_NOT_MAIL, no_mail);
	}
}

static void read_thing(struct analyst *analyst, struct subject *subject)
{
	struct thing thing;

	thing_read(analyst->arena, subject->bytes, &thing);
	if (thing.kind == THING_NONE)
		trouble(analyst, subject, TROUBLE_UNREADABLE, thing.why);
}

void subject_read(struct analyst *analyst, const struct task *task, int fd,
		  struct subject *ret)
{
	uint64_t length =
	    task->length < LIMIT_MESSAGE_BYTES ? task->length : LIMIT_MESSAGE_BYTES;

	*ret = (struct subject){
		.input = { .name = task->name,
			   .size = task->size,
			   .complete = !task->cut && length == task->length,
			   .error = task->error,
			   .death = task->death,
			   .converted = task->converted,
			   .thing = task->thing },
	};
	if (task->error.n) {
		ret->trouble = TROUBLE_UNREADABLE;
	} else if (fd >= 0 && !channel_read_file(fd, task->offset, length, &ret->bytes)) {
		ret->trouble = TROUBLE_UNREADABLE;
		ret->input.error = arena_printf(
		    analyst->arena, "%s: %s",
		    analyst_text(analyst, N_("it cannot be read")), strerror(errno));
	} else if (fd >= 0 && task->thing) {
		read_thing(analyst, ret);
	} else if (fd >= 0) {
		tell_kind(analyst, task, ret);
	}
	if (!ret->trouble && fd >= 0 && task->converted && task->second)
		channel_read_file(fd, task->offset + task->length, task->second,
				  &ret->original);
	if (task->sha256.n == 64)
		memcpy(ret->input.sha256, task->sha256.p, 64);
	else if (ret->bytes.p)
		digest_sha256(ret->bytes, ret->input.sha256);
}

void subject_free(struct subject *subject)
{
	free((char *)subject->bytes.p);
	free((char *)subject->original.p);
}

#ifdef MEKIKI_TEST_HOOKS
/* For tests of the pool, and never in a program that is installed: a mail that says how
 * the worker shall fail. "always" means in every attempt that reads anything. */
static void obey_test(const struct task *task, struct str bytes)
{
	struct str head = str_sub(bytes, 0, 4096);
	size_t at = str_find_str(head, STR("X-Mekiki-Test: "));

	if (at == STR_NPOS || task->unread)
		return;
	head = str_skip(head, at + 15);
	if (task->headers_only && !str_eat(&head, STR("always-")))
		return;
	str_eat(&head, STR("always-"));
	if (str_starts(head, STR("crash")))
		__builtin_trap();
	if (str_starts(head, STR("open")))
		open("/etc/passwd", O_RDONLY);
	if (str_starts(head, STR("exit")))
		_exit(7);
	if (str_starts(head, STR("eat")))
		for (;;)
			memset(arena_alloc(arena_new(0), 1 << 24), 1, 1 << 24);
	if (str_starts(head, STR("hang")))
		for (volatile bool on = true; on;)
			;
}
#endif

struct inspection *subject_inspect_begin(struct analyst *analyst, const struct task *task,
					 const struct subject *subject)
{
	struct message_options options = { .headers_only = task->headers_only };

#ifdef MEKIKI_TEST_HOOKS
	obey_test(task, subject->bytes);
#endif
	return inspect_begin(analyst->arena, &analyst->env, &subject->input,
			     subject->trouble || task->unread ? STR("") : subject->bytes,
			     &options);
}

struct inspection *subject_inspect(struct analyst *analyst, const struct task *task,
				   const struct subject *subject)
{
	struct inspection *in = subject_inspect_begin(analyst, task, subject);

	inspect_round(in);
	inspect_finish(in);
	return in;
}
