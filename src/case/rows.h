/* case/rows.h - what a case file holds: one C struct for each of its tables.
 *
 * A case is an SQLite database (format 2; "mkik" as application id, the format as
 * user_version). Its tables have the columns below, by these names and in this order, all
 * of them INTEGER, REAL, TEXT or BLOB; rows stand in the order in which they were
 * written. TEXT that is no UTF-8 stands as a BLOB; the tables of data are zlib streams.
 * Times are UTC seconds since 1970, words are those of the JSON report.
 *
 * A case of an older format is without the tables that came later, and is read as if they
 * were empty; whatever is written is of the newest format.
 *
 * Only mekiki-case knows SQLite. Everybody else sees bundles (case/bundle.h) of these
 * rows. An empty text without a pointer is NULL. */
#pragma once
#include "base/limits.h"
#include "base/str.h"

#define CASE_FORMAT 2
#define CASE_APPLICATION_ID 0x6d6b696b /* "mkik" */

enum case_table {
	CASE_MESSAGE,
	CASE_INPUT,
	CASE_REVISION,
	CASE_DATA,
	CASE_DATA_BYTES,
	CASE_ANSWER,
	CASE_FINDING,
	CASE_EVIDENCE,
	CASE_VERDICT,
	CASE_QUESTION,
	CASE_SHARE,
	CASE_VALUE,
	CASE_PHRASE,
	/* Since format 2: */
	CASE_SIGHTING,
	CASE_ENTRY,
	CASE_TABLES
};

/* message: one row. */
struct case_message {
	struct str sha256; /* of the bytes as they came */
	struct str bytes;  /* as they came */
	/* What mekiki made of a .msg; NULL where it came in Internet form. */
	struct str internet_form;
};

/* input: one row, what was said of the message, and how it was read. */
struct case_input {
	struct str name;
	int64_t size;	   /* of the input; `bytes` has less where it is not complete */
	int64_t complete;  /* 0: cut at the ceiling of messages */
	int64_t converted; /* from .msg */
	int64_t thing;	   /* no message: the bytes are what somebody wanted looked up */
	struct str death;  /* how an earlier attempt to read it ended */
	int64_t headers_only, unread; /* what was left to try after that */
	struct str client_ip, helo, mail_from;
	struct str only_checks, skip_checks; /* ids, one a line */
	struct str profile_name, profile;    /* the site profile's text */
};

/* revision: the first row is of the examination, each further one of a --recheck; what
 * follows below belongs to the revision of that number. */
struct case_revision {
	int64_t n;
	int64_t finished; /* 0: only message, input and tables are there */
	int64_t asked; /* enum contact: what could be asked, be it of an answers file */
	struct str tool_version, sandbox, contact;
	int64_t connect_map; /* connections were led elsewhere: a test */
	int64_t clock;
	int64_t findings_dropped; /* beyond the ceiling */
	struct str icu;		  /* version of the library */
	struct str trust_store;	  /* where the trusted certificates came from */
	/* From which values in requests were replaced; NULL: from the message alone. */
	struct str salt;
};

/* data: the tables that were used; the public suffix list ("public-suffix-list", as
 * libpsl compiles it), unless it was built in; and where something was signed by S/MIME
 * the certificates that were trusted ("trust-store"); of the user's rules their sums
 * alone
 * ("yara-rules"): the texts may be nobody else's business. */
struct case_data {
	int64_t revision;
	struct str name, as_of, sha256;
};

/* data_bytes: each of them once. */
struct case_data_bytes {
	struct str sha256;
	struct str bytes; /* compressed in the file */
};

/* answer: every question with its answer, in the order of the questions' texts. */
struct case_answer {
	int64_t revision, n;
	struct str question;
	struct str status, dnssec;
	struct str dnssec_by; /* according to whom */
	int64_t asked_at;
	double duration_ms;
	int64_t cached;
	struct str source; /* "from" of the JSON report */
	struct str reason;
	struct str bytes;    /* as they came */
	struct str purposes; /* what it was asked for, with blanks between */
};

/* finding */
struct case_finding {
	int64_t revision, n; /* from 1, in the order of reports */
	struct str id, severity, grade;
	int64_t variant;	  /* which of the check's sentences */
	struct str title, detail; /* English, values in braces; see phrase */
};

/* evidence */
struct case_evidence {
	int64_t revision, finding;
	struct str kind;       /* field, slice, hop, part, link */
	struct str field;      /* name of the field */
	int64_t number;	       /* of the hop, part or link */
	int64_t start, length; /* in the message, or in its Internet form */
};

/* verdict: sentences in English, values in braces. */
struct case_verdict {
	int64_t revision;
	struct str class_;
	double score;
	struct str category;
	struct str sender, content, summary;
};

/* question: what stays open. */
struct case_question {
	int64_t revision, n;
	struct str text;
};

/* share: how much a finding weighed. */
struct case_share {
	int64_t revision, finding;
	double weight, listed, factor;
	struct str kind, provenance, held;
};

/* value: what stands for a name in braces. */
struct case_value {
	int64_t revision;
	struct str owner; /* finding, sender, content, summary, question */
	int64_t owner_n;  /* of a finding or a question */
	struct str key;
	/* text, number, truth, time, word, list, or item: of the list before it */
	struct str kind;
	struct str text;
	int64_t number; /* of a list: its items */
};

/* phrase: the translation of every sentence and word above. */
struct case_phrase {
	struct str english, japanese;
};

/* sighting: in what state each site was found (case/sighting.h). */
struct case_sighting {
	int64_t revision;
	struct str site;  /* host name */
	struct str href;  /* what was asked for; NULL: only the DNS was */
	struct str state; /* live, resolves, dormant, gone, … */
	int64_t utc;	  /* when it was looked at */
};

/* entry: what people added, in the order in which they did (case/notebook.h). Rows are
 * appended, and no row is ever changed. */
struct case_entry {
	int64_t revision; /* the latest one by then */
	int64_t n;	  /* from 1 */
	struct str kind;
	int64_t utc;
	struct str author, text;
	int64_t about; /* an earlier entry; 0 */
	struct str state, title, outlet, url, said_by, when;
	int64_t removes;
};

/* Room for any of them. */
union case_row {
	struct case_message message;
	struct case_input input;
	struct case_revision revision;
	struct case_data data;
	struct case_data_bytes data_bytes;
	struct case_answer answer;
	struct case_finding finding;
	struct case_evidence evidence;
	struct case_verdict verdict;
	struct case_question question;
	struct case_share share;
	struct case_value value;
	struct case_phrase phrase;
	struct case_sighting sighting;
	struct case_entry entry;
};

enum case_kind {
	CASE_NUMBER, /* int64_t */
	CASE_REAL,   /* double */
	CASE_TEXT,   /* struct str */
	CASE_BYTES,  /* struct str */
	CASE_PACKED, /* struct str; compressed in the file */
};

struct case_column {
	const char *name;
	enum case_kind kind;
	size_t offset; /* in the struct */
	uint64_t most; /* bytes */
};

enum { CASE_COLUMNS = 16 }; /* of the widest table, and room */

struct case_shape {
	const char *name;
	const struct case_column *columns;
	uint32_t column_count;
	uint32_t rows;	/* more are no case of ours */
	uint32_t since; /* format of the first cases that have it */
};

extern const struct case_shape case_shapes[CASE_TABLES];
