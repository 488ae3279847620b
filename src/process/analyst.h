/* process/analyst.h - the inside of an analysis worker: what it holds for the whole run,
 * and one function for each kind of task. */
#pragma once
#include "check/inspection.h"
#include "door/door.h"
#include "process/channel.h"
#include "process/sandbox.h"
#include "report/redact.h"
#include "report/report.h"

struct analyst {
	struct channel channel;
	struct buf setup_bytes; /* the setup's texts point into it */
	struct setup setup;
	struct arena *lasting; /* tables, profile, catalogues */
	struct tables tables;
	struct site site;
	struct roots *roots;
	struct rules *rules;	      /* the user's own; NULL: none */
	struct places_databases *geo; /* databases of networks and places */
	struct catalogue english, japanese;
	const struct catalogue *catalogue;
	const struct report_format *format;
	struct str answers_text; /* malloc'ed; what `answers` points into */
	struct answers *answers; /* in place of the outside; may be NULL */
	struct report_options report;
	struct redact_profile publish; /* of the user's */
	struct env env;
	char level[SANDBOX_LEVEL];

	bool asks;	      /* answers may come from outside */
	struct work *waiting; /* tasks that wait, in no order */

	struct arena *scratch; /* of one line of a block */
	struct arena *arena;   /* one task's */
	struct buf out;	       /* its output */
	struct arena *drafts;  /* mails kept for a profile */
	struct message **draft_mails;
	uint32_t draft_count, draft_cap;
};

/* A task that may wait for answers: begun once, then run in rounds until it waits no
 * more; between its rounds the worker does others. */
struct work {
	struct work *next;
	const struct work_row *row;
	struct task task;	     /* its texts live in the arena */
	struct arena *arena;	     /* analyst->arena while one of its functions runs */
	struct door *door;	     /* that it asks at; NULL where it asks nobody */
	const char *remark;	     /* N_(): to be said with its plan; NULL */
	const struct inspection *in; /* what the plan is of; NULL */
	void *state;		     /* of its kind */
};

/* The functions of one kind of task that may wait. */
struct work_row {
	/* Sets work->state, and work->door where it will ask. */
	void (*begin)(struct analyst *analyst, struct work *work, int fd);
	/* False: waiting, for the answers to the questions at the door. Otherwise the
	 * output is in analyst->out. */
	bool (*round)(struct analyst *analyst, struct work *work, struct reply *reply);
	/* Frees what is not in the arena. */
	void (*end)(struct work *work);
};
extern const struct work_row work_inspect, work_dkim, work_spf, work_dmarc, work_replay,
    work_bootstrap;
/* How evaluators ask, in this run. */
struct door *analyst_door(struct analyst *analyst, struct arena *arena);

/* What would be asked at `door` (NULL: nothing can be), for `input`; `remark` as
 * report/plan.h has it. */
void analyst_plan(struct analyst *analyst, struct str input, struct door *door,
		  const char *remark, const struct inspection *in, struct buf *out);

/* Tables, profile, texts, converters: everything that needs a file, before the lock. */
bool analyst_prepare(struct analyst *analyst, struct err *err);

struct subject;
/* `fd` is the task's file, or -1; the caller closes it. The output goes to
 * analyst->out. */
typedef void analyst_task(struct analyst *analyst, const struct task *task, int fd,
			  struct reply *reply);
analyst_task analyst_split, analyst_extract, analyst_read, analyst_draft, analyst_checks,
    analyst_data, analyst_selftest, analyst_forbidden, analyst_record, analyst_notebook;

struct entry;
/* Behind the output, as the pool stores them: the rows of a case with these entries more
 * in its notebook. False: `reply` says why, and there are none. */
bool analyst_add_entries(struct analyst *analyst, struct str rows,
			 const struct entry *entries, uint32_t count,
			 struct reply *reply);
/* Appends the rows of the message's case to the output; `in` is NULL before the
 * examination. */
void analyst_add_rows(struct analyst *analyst, const struct task *task,
		      const struct subject *subject, const struct inspection *in,
		      struct reply *reply);

/* For tasks that need a message: its bytes, exactly as long as they are, and the reason
 * where there is nothing to examine. */
struct subject {
	struct str bytes;    /* malloc'ed */
	struct str original; /* malloc'ed; the .msg that `bytes` were made of */
	struct input input;
	enum input_trouble trouble;
	bool mailbox, outlook;
};
void subject_read(struct analyst *analyst, const struct task *task, int fd,
		  struct subject *ret);
void subject_free(struct subject *subject);
/* As inspect() and inspect_begin() have it. */
struct inspection *subject_inspect(struct analyst *analyst, const struct task *task,
				   const struct subject *subject);
struct inspection *subject_inspect_begin(struct analyst *analyst, const struct task *task,
					 const struct subject *subject);

/* In the format of the run. */
void analyst_report(struct analyst *analyst, const struct inspection *in,
		    const struct report_options *options);
enum reply_class analyst_class(const struct inspection *in);
/* A text of ours in the language of the report. */
const char *analyst_text(const struct analyst *analyst, const char *msgid);

/* Libcrypto under the lock; a part of TASK_SELFTEST. */
bool selftest_signed(struct analyst *analyst);
