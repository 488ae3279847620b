/* record/maillog.h - one line of a mail log: who wrote it, when, and what it says.
 *
 * Frames: syslog (RFC 3164, without a year), with an RFC 3339 time in its place as
 * rsyslog and others write it, RFC 5424, `journalctl -o export` (an entry, its lines
 * joined by MAILLOG_JOINT) and `-o json`, Exim's own files. Texts: Postfix, the policy
 * daemons beside it, Exim's main log, Sendmail.
 *
 * A value stands where the server writes it; what the client said of itself (HELO,
 * envelope, header fields) is in the log too, and is `claimed`: no name, address or queue
 * id is ever taken out of such a value. There is no failure: a line that nobody knows is
 * MAILLOG_OTHER with its text. */
#pragma once
#include "base/arena.h"
#include "mail/date.h"

enum { MAILLOG_FIELDS = 24, MAILLOG_JOINT = 0x1e };

enum maillog_kind {
	MAILLOG_OTHER,
	MAILLOG_CONNECT,
	MAILLOG_DISCONNECT,
	MAILLOG_LOST,	      /* the connection broke, in `stage` */
	MAILLOG_TIMEOUT,      /* the client said nothing for too long */
	MAILLOG_NO_MAIL,      /* it ended without a mail */
	MAILLOG_SILENT,	      /* without a word */
	MAILLOG_NAME,	      /* the reverse name is not confirmed */
	MAILLOG_CLIENT,	      /* a queue id was given to this client's mail */
	MAILLOG_LOCAL,	      /* the same for a mail that was written on this machine */
	MAILLOG_REJECT,	      /* refused, `temporary` or for good; `stage`, `reason` */
	MAILLOG_WOULD_REJECT, /* refused in a test only */
	MAILLOG_LOGIN_FAILED,
	MAILLOG_TLS,
	MAILLOG_TLS_FAILED,
	MAILLOG_MESSAGE_ID,
	MAILLOG_HEADER,	  /* a rule for header or body spoke; its text is the sender's */
	MAILLOG_QUEUED,	  /* the mail is in the queue: `from` */
	MAILLOG_DELIVERY, /* `to`, `relay`, `status` */
	MAILLOG_REMOTE,	  /* what the other server said, without a status */
	MAILLOG_NOTICE,	  /* a report of non-delivery was made: `notice_id` */
	MAILLOG_EXPIRED,
	MAILLOG_REMOVED, /* out of the queue: the end of this id */
	MAILLOG_HELD,
	MAILLOG_POLICY, /* what a policy daemon thinks of the client */
	MAILLOG_SCREEN, /* postscreen, before any smtpd: `verdict` */
	MAILLOG_STATISTICS,
	MAILLOG_WARNING, /* a warning of the server about itself */
	MAILLOG_DAEMON,	 /* it started, stopped, was reloaded */
	MAILLOG_KINDS
};

enum maillog_format {
	MAILLOG_NO_FRAME, /* the line is a text alone */
	MAILLOG_SYSLOG,
	MAILLOG_SYSLOG_ISO,
	MAILLOG_RFC5424,
	MAILLOG_EXPORT,
	MAILLOG_JSON,
	MAILLOG_EXIM,
	MAILLOG_FORMATS
};

struct maillog_field {
	const char *name; /* of a constant set, "client_ip" */
	struct str value;
	bool claimed; /* by the client or the author of the mail */
};

struct maillog_line {
	enum maillog_format format;
	bool dated, year_known, zone_known;
	struct civil time;	  /* as it stands there; year 0 where there is none */
	int32_t offset_minutes;	  /* where the zone is known */
	struct str host, program; /* "postfix/smtpd" */
	uint64_t pid;		  /* 0: none */
	enum maillog_kind kind;
	struct str queue_id; /* empty: none, or "NOQUEUE" */
	struct str text;     /* behind the frame */
	struct maillog_field fields[MAILLOG_FIELDS];
	uint32_t field_count;
};

/* `line` without its end. Texts are slices of it, or in the arena (JSON). */
void maillog_read(struct arena *arena, struct str line, struct maillog_line *ret);
/* Empty, without a pointer, where there is none. */
struct str maillog_field(const struct maillog_line *line, const char *name);
/* The seconds of its time, as if its zone were UTC or the one that it names, in `year`
 * where it has none. */
int64_t maillog_seconds(const struct maillog_line *line, int64_t year);

const char *maillog_kind_name(enum maillog_kind kind);	     /* "connect" */
const char *maillog_format_name(enum maillog_format format); /* "syslog" */
/* Letters and digits as queue ids of Postfix, Sendmail and Exim have them? */
bool maillog_is_queue_id(struct str text);
