/* check/inspection.h - everything known about one message, and the run that found it out;
 * or about a thing that somebody named (mekiki lookup): then the message is empty, its
 * verdict is none, and only the checks that need no message are run. */
#pragma once
#include "attachment/attachment.h"
#include "check/authentication.h"
#include "check/grade.h"
#include "infra/relation.h"
#include "language/lever.h"
#include "language/number.h"
#include "language/passage.h"
#include "language/slip.h"
#include "mail/message.h"
#include "past/past.h"
#include "record/brand.h"
#include "record/identity.h"
#include "record/link.h"
#include "record/path.h"
#include "record/site.h"
#include "record/tables.h"
#include "reputation/reputation.h"
#include "registry/enquiries.h"
#include "rules/rules.h"
#include "survey/survey.h"
#include "visit/view.h"
#include "visit/visit.h"

enum value_kind { VALUE_STR, VALUE_INT, VALUE_BOOL, VALUE_TIME, VALUE_LIST, VALUE_WORD };

struct value {
	const char *key;
	enum value_kind kind;
	struct str str;
	int64_t number;
	const char *word;
	struct str *items;
	uint32_t count;
};

struct evidence {
	enum { AT_FIELD, AT_SLICE, AT_HOP, AT_PART, AT_LINK } kind;
	struct str field_name; /* AT_FIELD */
	uint32_t index;	       /* hop n, part id, link n */
	size_t offset, length; /* in the input */
};

struct check;
struct finding {
	const struct check *check;
	struct str id;		  /* of the check */
	const struct weight *row; /* of that id in data/weights.txt; NULL: none */
	struct inspection *in;
	enum severity severity;
	enum grade grade;
	int variant;
	struct value *values;
	uint32_t value_count, value_cap;
	struct evidence *evidence;
	uint32_t evidence_count, evidence_cap;
};

enum verdict_class {
	VERDICT_FRAUDULENT,
	VERDICT_SUSPICIOUS,
	VERDICT_UNREMARKABLE,
	VERDICT_UNDECIDED
};

struct statement { /* a sentence of ours with values, made in the report's language */
	const char *msgid;
	struct value *values;
	uint32_t value_count, value_cap;
};

struct verdict {
	enum verdict_class class_;
	double score;	      /* 0..1, ranks by suspicion */
	const char *category; /* "credential-phish", …; NULL where open */
	struct statement sender, content, summary;
	struct statement *open; /* questions */
	uint32_t open_count, open_cap;
	struct share {
		const struct finding *finding;
		double weight;	       /* what it adds, in the end */
		double listed, factor; /* its weight, and what its grade leaves of it */
		struct str kind; /* "deception", …: what is counted together; "-": none */
		struct str provenance; /* of its weight: see data/weights.txt */
		const char *held; /* why it adds less: "alone", "group"; NULL: it does not
				   */
	} * shares;		  /* largest first */
	uint32_t share_count;
};

/* The answers of a run that is replayed, as they were settled. */
struct recording {
	const struct answer *answers;
	uint32_t count;
	bool closed; /* what today's code asks besides is not shown */
	bool open;   /* whatever is not among them is asked */
};

/* What a run depends on; the same for all its messages. */
struct env {
	const struct tables *tables;
	const struct site *site;
	struct path_override override;
	enum contact contact; /* whom questions may reach; not with `answers` */
	/* What may be asked at the door, be it answered by the outside, by `answers` or
	 * by a recording. Whoever asks for more than the DNS looks here first: a question
	 * beyond it would stand in the report as not allowed. */
	enum contact allowed;
	bool has_log;	     /* mail logs were given */
	struct str queue_id; /* of the message in them; empty: as it says itself */
	bool connect_map;    /* connections are led to this machine: a test */
	const struct answers *answers; /* in place of the outside; may be NULL */
	bool plan;		   /* ask at the door also where nobody may be asked */
	bool undecoded;		   /* no decoder is asked, even of this machine */
	uint32_t questions;	   /* budget of one message; 0: LIMIT_QUESTIONS */
	struct roots *roots;	   /* trusted issuers; may be NULL */
	const struct rules *rules; /* the user's own; NULL: none */
	/* A secret of the run, or that of the very message, from its case. */
	struct str salt, kept_salt;
	/* A case is replayed with these answers; NULL: none is. */
	const struct recording *recording;
	int64_t clock;		    /* "now", UTC seconds */
	const char *sandbox;	    /* "full", "partial: …", "none" */
	struct str_list only, skip; /* check ids or areas ("hdr", "hdr.msgid-missing") */
};

struct input {
	struct str name; /* as the user gave it, or "-"; "box.mbox#3" for one of many */
	uint64_t size;
	char sha256[65];  /* hex of the input bytes */
	bool complete;	  /* false: cut by LIMIT_MESSAGE_BYTES */
	struct str error; /* why it could not be read; empty */
	/* How an earlier attempt ended: "killed by signal 11", "stopped after 30 s";
	 * empty normally. */
	struct str death;
	bool converted; /* offsets are those of a conversion from .msg */
	bool thing; /* the bytes are no message: what somebody named (record/thing.h) */
};

struct filter_marks;
struct history;
struct log_sessions;
struct maillog_query;
struct notebook;
struct sent_by;

struct inspection {
	struct arena *arena;
	const struct env *env;
	struct input input;
	/* What stands in for values that may be one recipient's is drawn from it. */
	char salt[65];
	struct thing *thing;   /* NULL: a message */
	struct message *outer; /* what came in */
	struct message
	    *message; /* the subject: outer, or the mail it reports; never NULL */
	bool headers_only;
	/* The way out; NULL: nothing can be asked, not even decoders. Whether anybody
	 * outside may be asked, authentication.door tells. */
	struct door *door;
	bool alone;   /* inspect(): nobody carries questions, not even to decoders */
	bool decoded; /* attachments are known; the facts below stand */
	struct attachments attachments;
	struct path path;
	struct identities ids;
	struct claims claims;
	struct links links;
	struct passages passages;
	struct levers levers;
	struct slips *slips; /* of passages; NULL until asked for (check/slip_list.h) */
	struct numbers numbers;
	/* NULL until asked for: check/platform.h, check/filter_mark.h */
	struct sent_by *sent_by;
	struct filter_marks *filter_marks;
	struct authentication authentication;
	struct survey *survey;	       /* NULL: nobody could be asked */
	struct enquiries *enquiries;   /* NULL as well */
	struct reputation *reputation; /* NULL: the profile names no list */
	struct visits *visits; /* NULL: no host that the sender may run is touched */
	struct views *views;   /* NULL: no browser is used */
	struct pasts *pasts;   /* NULL: the profile does not name crt.sh */
	bool led;	       /* the survey goes on with what visits were led to */
	struct maillog_query *log_query; /* NULL: no mail log was given */
	struct log_sessions *log;	 /* NULL likewise, and until it is read */
	struct notebook *notebook;	 /* of the case; NULL: there is none */
	/* Earlier looks, from the case; in a report of a case with its own. NULL: there
	 * is no case. */
	const struct history *history;
	struct relations relations; /* what ties the domains; none before all is done */
	struct applied_rules
	    *applied_rules; /* see check/rules_matched.h; NULL: not yet */
	struct finding **findings;
	uint32_t finding_count, finding_cap;
	uint64_t found[4]; /* bits of the ids of findings; see inspection_find() */
	uint64_t findings_dropped;
	struct verdict verdict;
};

/* The salt of one message, made of the run's secret and of the message, so that no case
 * tells that of another; the one that a case has kept. */
void env_salt(const struct env *env, const struct input *input, char ret[65]);

/* The analysis of one message in steps. Parse and facts; never NULL; `bytes` (borrowed)
 * must outlive the arena's content. */
struct inspection *inspect_begin(struct arena *arena, const struct env *env,
				 const struct input *input, struct str bytes,
				 const struct message_options *options);
/* What asks the outside, as far as the answers lead. False: waiting; to be called again
 * once the questions at inspect_door() are answered. */
bool inspect_round(struct inspection *in);
/* NULL where nothing can be asked. */
struct door *inspect_door(const struct inspection *in);
/* Checks and verdict; after the last round. */
void inspect_finish(struct inspection *in);
/* All of it, where nothing is waited for: offline, or with answers from a file. */
struct inspection *inspect(struct arena *arena, const struct env *env,
			   const struct input *input, struct str bytes,
			   const struct message_options *options);

/* To be called for each finding that is added. */
void inspection_note(struct inspection *in, struct str id);
const struct finding *inspection_find(const struct inspection *in, struct str id);
const struct value *finding_value(const struct finding *finding, const char *key);
/* The number by which reports and `mekiki extract` know a part of the subject message:
 * its place in the tree of the whole input. */
int32_t inspection_part_id(const struct inspection *in, const struct part *part);
/* Offset in the input of a slice of the subject message. */
size_t inspection_offset(const struct inspection *in, struct str slice);
