/* rules/rules.h - YARA rules of the user's own, applied to a message and what is in it.
 *
 * Rules are compiled before a process locks itself, for their files include others; they
 * are applied behind the lock. Their conditions may name what was found: a variable for
 * each check, mekiki_url_shortener for url.shortener. libyara is optional: without it
 * rules_open() says so. Checks know only what stands here. */
#pragma once
#include "base/arena.h"
#include "base/err.h"

/* Something to look through. */
struct rules_target {
	const char *kind; /* "message", "part", "text", "attachment" */
	uint32_t n;	  /* number of the part or attachment; 0 of a message */
	struct str bytes, name, type;
};

enum rule_severity { RULE_NOTE, RULE_CAUTION, RULE_ADVERSE };

struct rule_hit {
	uint32_t target;   /* index */
	struct str string; /* "$a"; empty: the condition alone was met */
	size_t offset, length;
};

/* A rule that matched, wherever. */
struct rule_match {
	struct str rule, file; /* the file's name without its folders: the namespace */
	struct str description;
	struct str *tags;
	uint32_t tag_count, tag_cap;
	enum rule_severity severity;
	struct rule_hit *hits;
	uint32_t hit_count, hit_cap;
	bool hits_cut; /* LIMIT_RULE_HITS */
};

struct rules_subject {
	const struct rules_target *targets;
	uint32_t target_count;
	struct str sender_domain, subject;
	const struct str *found; /* variables that are true: see rules_variable() */
	uint32_t found_count;
};

struct rules_result {
	struct rule_match *matches;
	uint32_t count, cap;
	const char *cut; /* N_(): why it did not come to its end; NULL: it did */
	uint32_t left;	 /* targets that were not looked through */
};

struct rules {
	/* "SHA-256 of the text, a blank, the file's name", one a line, with included
	 * files: what is kept of them in a case. */
	struct str manifest;
	uint32_t count;
	void (*apply)(const struct rules *rules, struct arena *arena,
		      const struct rules_subject *subject, struct rules_result *ret);
};

/* The variable of a check: "mekiki_" and its id, '.' and '-' as '_'. */
struct str rules_variable(struct arena *arena, struct str id);

/* `files`: one a line; the variables in `found` are known to the rules, all false.
 * False: a file that cannot be read or makes no sense; `err` has file, line and reason.
 * `ret` lasts as long as the arena, until rules_close(). */
bool rules_open(struct arena *arena, struct str files, const struct str *variables,
		uint32_t variable_count, struct rules **ret, struct err *err);
/* NULL is accepted. */
void rules_close(struct rules *rules);
/* Is libyara there? */
bool rules_built_in(void);
/* Compile a rule and apply it, without any file: for `mekiki selftest`, under the lock.
 * True also where libyara is not there. */
bool rules_work(struct arena *arena);
