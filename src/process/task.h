/* process/task.h - what the command asks of a worker, and what a worker replies. */
#pragma once
#include "base/limits.h"
#include "process/wire.h"

/* How all messages of a run are examined; sent once, before the worker locks itself. */
struct setup {
	struct str data_dir, locale_dir;
	struct str user_data; /* tables of the user's own, where they are newer */
	struct str language;  /* "en", "ja" */
	struct str format;    /* name of a report format */
	struct str picture;   /* of the format "svg"; empty: the first */
	struct str profile, profile_name;
	struct str geo;		/* databases of places, a file a line */
	struct str yara;	/* rules of the user, a file a line */
	struct str trust_store; /* a file of issuers; empty: the system's */
	struct str client_ip, helo, mail_from;
	struct str tlp;	       /* a level of the Traffic Light Protocol */
	struct str only, skip; /* check ids, one a line */
	/* What is masked in reports: a profile that is built in, or the text of one. */
	struct str redact, redact_text;
	struct str roles; /* of the desks that letters are for, one a line */
	struct str tool_version, contact;
	uint64_t allowed; /* enum contact: what may be asked, be it of an answers file */
	/* What replaces values that may be one recipient's is drawn from it: a secret of
	 * the run. Empty: from each message alone, where nobody is asked. */
	struct str salt;
	uint64_t clock; /* seconds since 1970 */
	uint64_t colour, no_defang, explain;
	uint64_t verbose; /* 0 quiet, 1 normal, 2 verbose */
	uint64_t width;
	uint64_t wants_geo;  /* addresses will be looked up */
	uint64_t has_log;    /* there are mail logs to be asked */
	struct str queue_id; /* of the message in them, as the user knows it; empty */
	/* An answers file comes with the record, so many bytes, read after the lock. */
	uint64_t has_answers, answers_length;
	uint64_t replay;		/* enum replay_kind: cases are read */
	uint64_t revision;		/* of the case; 0: the latest */
	uint64_t connect_map;		/* connections are led elsewhere: a test */
	uint64_t plan;			/* write what would be asked, and ask nothing */
	uint64_t preview;		/* write what would be masked, and as what */
	uint64_t undecoded;		/* pictures, PDF files and archives stay closed */
	uint64_t show_recipient, files; /* of letters: as they are; as files */
	uint64_t questions; /* most that one message may cause; 0: LIMIT_QUESTIONS */
	uint64_t view;	    /* enum case_view: what TASK_NOTEBOOK does */
	struct str order;   /* CASE_NOTE: an `order` record */
};

enum case_view {
	CASE_NO_VIEW,
	CASE_NOTE, /* one more entry of the notebook */
	CASE_SHOW, /* what people added, its history, its letters */
	CASE_CARD, /* a line of the list */
	CASE_DUE,  /* what is to be looked at again; nothing where nothing is */
	CASE_DUE_NAMES,
	CASE_VIEWS
};

/* An entry for the notebook, as somebody typed it (case/notebook.h). */
struct order {
	uint64_t about, removes, removes_given;
	struct str kind, author, text, state, title, outlet, url, said_by, when;
};
extern const struct wire_shape order_shape;

/* What is done with a case. */
enum replay_kind {
	REPLAY_NONE,
	REPLAY_REPORT,	/* the report of then */
	REPLAY_REJUDGE, /* today's checks and tables on the answers of then */
	REPLAY_RECHECK, /* and ask again: one more revision of the case */
	REPLAY_TELL,	/* letters about it (report/letters.h) */
	REPLAY_KINDS
};

enum task_kind {
	TASK_INSPECT,	/* a message, or a mailbox, or a .msg: the reply says which */
	TASK_SPLIT,	/* the next messages of a mailbox, from `offset` on */
	TASK_EXTRACT,	/* part `argument` of a message or case; empty: the list */
	TASK_READ,	/* lines for `mekiki read`, `argument` is the kind */
	TASK_DKIM,	/* the signatures of a message */
	TASK_SPF,	/* evaluations, each line a JSON object */
	TASK_DMARC,	/* policies of domains, each line a JSON object */
	TASK_DRAFT,	/* keep a mail for a profile draft; without bytes: write it */
	TASK_CHECKS,	/* the texts of the checks, or of check `argument` */
	TASK_DATA,	/* tables, their dates and sums */
	TASK_SELFTEST,	/* run every reader on built-in samples */
	TASK_FORBIDDEN, /* try what the lock forbids: `number`-th attempt */
	TASK_CONVERT,	/* .msg to Internet form (mekiki-outlook) */
	TASK_RECORD,	/* the first rows of a message's case (case/bundle.h) */
	TASK_REPLAY,	/* report what the rows of a case say */
	TASK_ENCLOSE,	/* rows to a case file's bytes (mekiki-case) */
	TASK_DISCLOSE,	/* a case file to its rows (mekiki-case) */
	TASK_NOTEBOOK,	/* the rows of a case, as setup.view says */
	TASK_BOOTSTRAP, /* ask IANA for the lists of RDAP servers; the body is a table */
	TASK_KINDS
};

struct task {
	uint64_t kind;
	uint64_t ticket;	 /* the pool's; stands in every reply about it */
	uint64_t has_file;	 /* a descriptor comes with the record */
	uint64_t offset, length; /* the bytes to read of it */
	uint64_t size;		 /* of the input as the user knows it */
	uint64_t cut;		 /* the input was longer than what is there */
	uint64_t one;		 /* one message for sure: of a mailbox, or converted */
	uint64_t found;		 /* in a folder, not named by the user */
	uint64_t converted;	 /* from .msg */
	uint64_t headers_only;
	uint64_t unread; /* sum the bytes, examine none of them */
	uint64_t number;
	uint64_t json_lines; /* TASK_READ: each line is an object */
	uint64_t record;     /* TASK_INSPECT: the rows of the case too */
	uint64_t thing;	     /* no message: what somebody wants looked up */
	/* Bytes behind those of the task: the .msg that was converted; the file that
	 * stands where a case shall go. */
	uint64_t second;
	uint64_t rows; /* TASK_EXTRACT: the bytes are rows of a case */
	struct str name, error, death, sha256, argument;
};

enum reply_kind {
	REPLY_READY,	 /* locked; `text` is the sandbox level */
	REPLY_REPORT,	 /* the body is the output */
	REPLY_MAILBOX,	 /* split it */
	REPLY_OUTLOOK,	 /* convert it */
	REPLY_RANGES,	 /* the body is struct range[]; `next` where to go on, 0: done */
	REPLY_QUESTIONS, /* the task waits; the body is `asked` records (outside.h) */
	REPLY_REFUSED,	 /* `text` says why; nothing was done */
	REPLY_CASE,	 /* open it */
	REPLY_KINDS
};

enum reply_class { /* as enum verdict_class, and none */
		   CLASS_NONE,
		   CLASS_FRAUDULENT,
		   CLASS_SUSPICIOUS,
		   CLASS_UNREMARKABLE,
		   CLASS_UNDECIDED,
		   CLASS_COUNT
};

enum input_trouble { TROUBLE_NONE, TROUBLE_UNREADABLE, TROUBLE_EMPTY, TROUBLE_NOT_MAIL };

struct reply {
	uint64_t kind;
	uint64_t ticket; /* of the task; 0 for REPLY_READY */
	uint64_t class_;
	uint64_t trouble;
	uint64_t next;
	uint64_t truncated; /* the output reached its ceiling */
	uint64_t rows;	    /* so many bytes at the end of the body are rows of a case */
	struct str text;    /* one line for people: trouble, refusal, level */
	struct str sha256;
};

struct range {
	uint64_t offset, length;
};
enum { RANGES_MAX = 256 }; /* messages found by one TASK_SPLIT */

extern const struct wire_shape setup_shape, task_shape, reply_shape;
