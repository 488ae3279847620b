/* cmd/cmd.h - what the subcommands share: their rows, the options, a voice. */
#pragma once
#include "base/err.h"
#include "process/pool.h"
#include "report/catalogue.h"

#include <stdio.h>

#ifndef N_
#define N_(text) text /* marked for translation */
#endif

enum exit_status {
	EXIT_DONE = 0,
	EXIT_REACHED = 1,
	EXIT_TROUBLE = 2,
	EXIT_UNDECIDED = 3
};

/* What the user asked for. Texts point into argv or the configuration's memory. */
struct options {
	const char *format, *output, *language, *profile, *trust_store;
	const char *client_ip, *helo, *mail_from;
	const char *answers;
	const char *picture; /* of --format svg; NULL */
	const char *tlp;
	const char *case_path;
	const char *redact;	 /* a profile's name, or file; NULL */
	enum replay_kind replay; /* cases are read, not mails */
	unsigned revision;	 /* of a case; 0: the latest */
	enum contact contact;
	bool contact_given;
	struct buf resolvers; /* "192.0.2.1@53", one a line */
	bool resolvers_configured;
	const char *trust_anchor, *connect_map, *user_agent, *proxy, *salt;
	struct buf only, skip; /* ids, one a line */
	struct buf geo;	       /* files, one a line */
	struct buf yara;       /* likewise */
	struct buf logs;       /* likewise */
	const char *queue_id;
	bool wants_geo;
	struct buf list_files, list_keys; /* "NAME PATH", "NAME KEY", one a line */
	int64_t clock;
	enum reply_class fail_on; /* CLASS_NONE: never */
	int verbose;		  /* 0 quiet, 1, 2 */
	bool no_defang, no_colour, explain, list, json, plan, preview, help, refresh;
	bool no_media;
	/* Of mekiki case: the entry that is added, and what is shown. */
	struct order order;
	enum case_view view;
	bool null_names;
	bool show_recipient;
	struct buf desks; /* roles, one a line */
	unsigned jobs, timeout, questions;
	char **args;
	int count;
};

/* One run of the program. */
struct session {
	struct options options;
	const struct command *command;
	struct arena *arena;
	struct places places;
	struct catalogue texts; /* the language of what we say */
};

/* Options that go together, for `takes`. */
#define OPTIONS_REPORT "format output lang no-defang no-color "
#define OPTIONS_TONE "quiet verbose "
#define OPTIONS_ASKING \
	"answers clock jobs lookup offline plan questions resolver timeout " \
	"trust-anchor "
#define OPTIONS_VISITING "connect-map geo proxy trust-store user-agent visit "
#define OPTIONS_ENVELOPE "client-ip helo mail-from "

struct command {
	const char *name;
	const char *usage;   /* "[FILE|DIRECTORY|-]..." */
	const char *summary; /* N_() */
	const char *teach;   /* N_(): some lines with examples */
	const char *takes;   /* names of its options, see options.c */
	enum contact means;  /* where the user says nothing */
	bool reports;	     /* of messages: every format is one of its own */
	/* What it examines is small: a worker may wait for the answers to many. */
	bool small;
	enum exit_status (*run)(struct session *session);
	/* What the next word chooses from ("case note"), NULL-terminated; NULL. */
	const struct command *const *below;
};
extern const struct command *const command_table[]; /* NULL-terminated */

extern const struct command command_inspect, command_replay, command_extract,
    command_read, command_dkim, command_spf, command_dmarc, command_checks, command_data,
    command_selftest, command_profile, command_lookup, command_case, command_help,
    command_tell;
/* Those below `mekiki case`. */
extern const struct command command_case_list, command_case_show, command_case_note,
    command_case_export, command_case_due;
/* The command that the first words name, and how many words that takes; NULL: none. */
const struct command *command_named(char **words, int count, int *ret_used);

/* options.c */
/* False: usage error, in `err`. `command` may be NULL (only --help and --version). */
bool options_parse(struct session *session, const struct command *command, int argc,
		   char **argv, struct err *err);
/* Adds "HOST@PORT", or HOST alone; an address. */
bool options_add_resolver(struct options *options, const char *text, struct err *err);
bool options_take(const struct command *command, const char *name);
/* The options of `command`, a line each. */
void options_help(const struct session *session, const struct command *command,
		  FILE *out);
/* config.c: /etc/mekiki/mekiki.conf, then the user's. */
bool config_read(struct session *session, struct err *err);

/* help.c */
void help_all(const struct session *session, FILE *out);
void help_command(const struct session *session, const struct command *command,
		  FILE *out);

/* say.c */
const char *text_of(const struct session *session, const char *msgid);
/* Who runs us, as the system calls him; in the session's arena. */
struct str session_user(struct session *session);
/* "mekiki: NAME: TEXT" on standard error, made inert; either may be NULL. */
void complain(const struct session *session, const char *name, const char *text);
void complain_err(const struct session *session, const struct err *err);

/* run.c: what most commands do. */
/* Workers set up from the options (the profile is read here). NULL: `err` says why. */
struct pool *session_pool(struct session *session, struct err *err);
/* All jobs of `client`, with the output open meanwhile; it replaces a file only where the
 * run came to its end. */
struct output;
bool session_work(struct session *session, const struct pool_client *client,
		  struct output *output, struct err *err);
/* One job, which becomes the pool's; its output goes where the options say. */
enum exit_status run_job(struct session *session, struct job *job);
/* The same for a job that needs no file. */
enum exit_status run_single(struct session *session, enum task_kind kind,
			    const char *argument);
/* Where the user keeps data of his own (XDG Base Directory); empty: nobody says. */
const char *session_user_data(struct session *session);
/* Who may be asked: by what the user said, else by what the command means. With an
 * answers file it is nobody. */
enum contact session_contact(const struct session *session);
bool session_colour(const struct session *session);
