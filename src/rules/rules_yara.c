/* rules/rules_yara.c - see rules.h: rules by libyara.
 *
 * Three things of libyara do not fit under the lock, and are kept away from it: its
 * handling of signals (no mapped file is read here that could shrink), rules that were
 * compiled elsewhere (its loader trusts them), and modules that open files, wait for
 * somebody's report or look at the clock: the same mail must give the same report. */
#include "rules/rules.h"

#include "base/buf.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/scoped.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yara.h>

#define N_(text) text

/* One match of each string is enough to show where, and no signal handlers are set. */
enum { SCAN_FLAGS = SCAN_FLAGS_FAST_MODE | SCAN_FLAGS_NO_TRYCATCH };

/* Values of these are set for each target. filename and its kin are what scanners of
 * files define, so that rules that were written for them can be compiled. */
static const char *const target_variables[] = {
	"mekiki_place", "mekiki_type", "mekiki_name", "filename",
	"filepath",	"extension",   "filetype",    "owner",
};
static const char *const message_variables[] = { "mekiki_from_domain", "mekiki_subject" };

struct yara_rules {
	struct rules rules; /* first: what others see */
	YR_RULES *compiled;
};

bool rules_built_in(void)
{
	return true;
}

/* --- compiling --------------------------------------------------------------------- */

struct compilation {
	struct arena *arena;
	struct buf manifest;
	struct err *err;
	bool failed;
	uint64_t bytes; /* of all texts */
	uint32_t files;
};

static bool fail(struct compilation *work, enum err_kind kind, const char *path,
		 const char *why)
{
	if (!work->failed) /* what follows is mostly the first error's doing */
		err_set(work->err, kind, path, "%s", why);
	work->failed = true;
	return false;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

/* malloc'ed, with a NUL behind it; NULL: failed. */
static char *read_text(struct compilation *work, const char *path, size_t *ret_n)
{
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	char *text = NULL;
	struct stat st;
	ssize_t n;

	if (fd < 0 || fstat(fd, &st) != 0) {
		fail(work, ERR_FILE, path, strerror(errno));
		return NULL;
	}
	if (!S_ISREG(st.st_mode) || st.st_size > LIMIT_RULES_FILE) {
		fail(work, ERR_FILE, path, "it is no file of a fitting size");
		return NULL;
	}
	text = malloc((size_t)st.st_size + 1);
	n = text ? read(fd, text, (size_t)st.st_size) : -1;
	if (n < 0) {
		free(text);
		fail(work, ERR_FILE, path, "it cannot be read");
		return NULL;
	}
	text[n] = '\0';
	*ret_n = (size_t)n;
	return text;
}

/* A text that counts: it goes into the manifest. */
static char *take_text(struct compilation *work, const char *path, size_t *ret_n)
{
	char *text = read_text(work, path, ret_n), sha256[65];

	if (!text)
		return NULL;
	work->bytes += *ret_n;
	if (++work->files > LIMIT_RULES_FILES || work->bytes > LIMIT_RULES_BYTES) {
		free(text);
		fail(work, ERR_USAGE, path, "these are more rules than can be taken");
		return NULL;
	}
	digest_sha256(str_make(text, *ret_n), sha256);
	buf_printf(&work->manifest, "%s %s\n", sha256, base_name(path));
	return text;
}

/* Beside the file that includes it. */
static const char *include(const char *name, const char *from, const char *namespace_,
			   void *arg)
{
	struct compilation *work = arg;
	const char *slash = from ? strrchr(from, '/') : NULL;
	size_t n;

	(void)namespace_;
	if (name[0] != '/' && slash)
		name = arena_printf(work->arena, "%.*s/%s%c", (int)(slash - from), from,
				    name, 0)
			   .p;
	return take_text(work, name, &n);
}

static void free_include(const char *text, void *arg)
{
	(void)arg;
	free((char *)text);
}

/* Warnings are the rules' author's business. */
static void complain(int level, const char *file, int line, const YR_RULE *rule,
		     const char *message, void *arg)
{
	struct compilation *work = arg;
	char text[400];

	(void)rule;
	if (level != YARA_ERROR_LEVEL_ERROR)
		return;
	snprintf(text, sizeof text, "line %d: %s", line, message);
	fail(work, ERR_USAGE, file ? file : "", text);
}

static bool define_variables(YR_COMPILER *compiler, struct arena *arena,
			     const struct str *variables, uint32_t count)
{
	bool ok = true;

	for (uint32_t i = 0; i < count; i++)
		ok = ok &&
		     yr_compiler_define_boolean_variable(
			 compiler, arena_printf(arena, "%.*s", STR_ARG(variables[i])).p,
			 0) == ERROR_SUCCESS;
	for (size_t i = 0; i < COUNT(target_variables); i++)
		ok = ok && yr_compiler_define_string_variable(
			       compiler, target_variables[i], "") == ERROR_SUCCESS;
	for (size_t i = 0; i < COUNT(message_variables); i++)
		ok = ok && yr_compiler_define_string_variable(
			       compiler, message_variables[i], "") == ERROR_SUCCESS;
	return ok;
}

static bool add_file(struct compilation *work, YR_COMPILER *compiler, const char *path)
{
	size_t n;
	char *text = take_text(work, path, &n);
	FILE *file;

	if (!text)
		return false;
	if (n >= 4 && memcmp(text, "YARA", 4) == 0)
		fail(work, ERR_USAGE, path,
		     "these rules are compiled already: their text is needed");
	else if (n && (file = fmemopen(text, n, "r"))) {
		if (yr_compiler_add_file(compiler, file, base_name(path), path) != 0)
			fail(work, ERR_USAGE, path, "these rules cannot be compiled");
		fclose(file);
	}
	free(text);
	return !work->failed;
}

static bool compile(struct compilation *work, struct str files,
		    const struct str *variables, uint32_t variable_count,
		    struct yara_rules *ret)
{
	YR_COMPILER *compiler;
	struct str path;

	if (yr_initialize() != ERROR_SUCCESS ||
	    yr_compiler_create(&compiler) != ERROR_SUCCESS)
		return fail(work, ERR_SYSTEM, "libyara", "it cannot be started");
	yr_compiler_set_callback(compiler, complain, work);
	yr_compiler_set_include_callback(compiler, include, free_include, work);
	if (!define_variables(compiler, work->arena, variables, variable_count))
		fail(work, ERR_SYSTEM, "libyara", "its variables cannot be set");
	while (!work->failed && files.n && str_split(&files, '\n', &path))
		if (path.n)
			add_file(work, compiler,
				 arena_printf(work->arena, "%.*s", STR_ARG(path)).p);
	if (!work->failed &&
	    yr_compiler_get_rules(compiler, &ret->compiled) != ERROR_SUCCESS)
		fail(work, ERR_SYSTEM, "libyara", "the rules cannot be made ready");
	yr_compiler_destroy(compiler);
	return !work->failed;
}

/* --- what a rule says of itself ------------------------------------------------------
 */

static const char *meta_text(const YR_RULE *rule, const char *name)
{
	const YR_META *meta;

	yr_rule_metas_foreach(rule, meta)
	{
		if (meta->type == META_TYPE_STRING && strcmp(meta->identifier, name) == 0)
			return meta->string;
	}
	return NULL;
}

static bool severity_of(const YR_RULE *rule, enum rule_severity *ret)
{
	static const char *const words[] = { "note", "caution", "adverse" };
	const char *word = meta_text(rule, "mekiki_severity");

	*ret = RULE_NOTE;
	for (size_t i = 0; word && i < COUNT(words); i++)
		if (strcmp(word, words[i]) == 0) {
			*ret = (enum rule_severity)i;
			return true;
		}
	return !word;
}

static bool check_severities(struct compilation *work, const struct yara_rules *rules)
{
	enum rule_severity severity;
	const YR_RULE *rule;

	yr_rules_foreach(rules->compiled, rule)
	{
		if (!severity_of(rule, &severity)) {
			char why[200];

			snprintf(why, sizeof why,
				 "rule %.100s: mekiki_severity is note, caution or "
				 "adverse",
				 rule->identifier);
			return fail(work, ERR_USAGE, rule->ns->name, why);
		}
	}
	return true;
}

/* --- applying ------------------------------------------------------------------------
 */

struct scan {
	struct arena *arena;
	struct rules_result *result;
	uint32_t target;
	struct compilation *trial; /* before the lock; NULL: behind it */
};

static struct rule_match *match_of(struct scan *scan, const YR_RULE *rule)
{
	struct rules_result *result = scan->result;
	struct rule_match *match;
	const char *tag, *description = meta_text(rule, "description");

	for (uint32_t i = 0; i < result->count; i++)
		if (str_eq(result->matches[i].rule, str_c(rule->identifier)) &&
		    str_eq(result->matches[i].file, str_c(rule->ns->name)))
			return &result->matches[i];
	if (result->count == LIMIT_RULE_MATCHES)
		return NULL;
	ARENA_GROW(scan->arena, result->matches, result->count, result->cap);
	match = &result->matches[result->count++];
	*match = (struct rule_match){
		.rule = str_c(rule->identifier), /* the rules outlive the message */
		.file = str_c(rule->ns->name),
		.description = str_c(description),
	};
	severity_of(rule, &match->severity);
	yr_rule_tags_foreach(rule, tag)
	{
		if (match->tag_count == LIMIT_RULE_TAGS)
			break;
		ARENA_GROW(scan->arena, match->tags, match->tag_count, match->tag_cap);
		match->tags[match->tag_count++] = str_c(tag);
	}
	return match;
}

static void add_hit(struct scan *scan, struct rule_match *match, struct str string,
		    size_t offset, size_t length)
{
	if (match->hit_count == LIMIT_RULE_HITS) {
		match->hits_cut = true;
		return;
	}
	ARENA_GROW(scan->arena, match->hits, match->hit_count, match->hit_cap);
	match->hits[match->hit_count++] =
	    (struct rule_hit){ scan->target, string, offset, length };
}

/* The first match of a string. libyara packs its records without regard to alignment:
 * they are copied before they are read. */
static bool first_match(const YR_SCAN_CONTEXT *context, const YR_STRING *string,
			YR_MATCH *ret)
{
	const void *at = context->matches[string->idx].head;

	while (at) {
		memcpy(ret, at, sizeof *ret);
		if (!ret->is_private)
			return true;
		at = ret->next;
	}
	return false;
}

static void keep_match(struct scan *scan, YR_SCAN_CONTEXT *context, const YR_RULE *rule)
{
	struct rule_match *match = match_of(scan, rule);
	bool any = false;
	const YR_STRING *string;
	YR_MATCH at;

	if (!match) {
		scan->result->cut = N_("more rules matched than are told");
		return;
	}
	yr_rule_strings_foreach(rule, string)
	{
		if (!first_match(context, string, &at))
			continue;
		add_hit(scan, match, str_c(string->identifier),
			(size_t)(at.base + at.offset), (size_t)at.match_length);
		any = true;
	}
	if (!any)
		add_hit(scan, match, STR(""), 0, 0);
}

static void judge_module(struct compilation *work, const YR_MODULE_IMPORT *import)
{
	static const char *const kept_out[] = { "magic", "cuckoo", "time" };
	char why[160];

	for (size_t i = 0; i < COUNT(kept_out); i++)
		if (strcmp(import->module_name, kept_out[i]) == 0) {
			snprintf(
			    why, sizeof why,
			    "module \"%s\" cannot be used: it opens files or depends "
			    "on when it is asked",
			    kept_out[i]);
			fail(work, ERR_USAGE, "YARA rules", why);
		}
}

static int hear(YR_SCAN_CONTEXT *context, int message, void *data, void *arg)
{
	struct scan *scan = arg;

	switch (message) {
	case CALLBACK_MSG_RULE_MATCHING:
		keep_match(scan, context, data);
		break;
	case CALLBACK_MSG_TOO_MANY_MATCHES:
		scan->result->cut = N_("a string of a rule stands there too often");
		break;
	case CALLBACK_MSG_IMPORT_MODULE:
		if (scan->trial)
			judge_module(scan->trial, data);
		if (scan->trial && scan->trial->failed)
			return CALLBACK_ABORT;
		break;
	default:
		break;
	}
	return CALLBACK_CONTINUE;
}

/* libyara takes C strings; what a NUL would cut off is told by a blank. */
static const char *c_text(struct arena *arena, struct str text)
{
	struct str copy = arena_concat(arena, str_sub(text, 0, LIMIT_RULE_VALUE),
				       (struct str){ "", 1 });
	char *p = (char *)copy.p;

	for (size_t i = 0; i + 1 < copy.n; i++)
		if (p[i] == '\0')
			p[i] = ' ';
	return p;
}

static struct str extension_of(struct str name)
{
	size_t dot = str_rfind(name, '.');

	return dot == STR_NPOS ? STR("") : str_skip(name, dot);
}

static void set_message(YR_SCANNER *scanner, struct arena *arena,
			const struct rules_subject *subject)
{
	for (uint32_t i = 0; i < subject->found_count; i++)
		yr_scanner_define_boolean_variable(scanner,
						   c_text(arena, subject->found[i]), 1);
	yr_scanner_define_string_variable(scanner, message_variables[0],
					  c_text(arena, subject->sender_domain));
	yr_scanner_define_string_variable(scanner, message_variables[1],
					  c_text(arena, subject->subject));
}

static void set_target(YR_SCANNER *scanner, struct arena *arena,
		       const struct rules_target *target)
{
	const char *name = c_text(arena, target->name),
		   *type = c_text(arena, target->type);
	const char *const values[] = {
		target->kind, type, name,
		name,	      name, c_text(arena, extension_of(target->name)),
		type,	      ""
	};

	for (size_t i = 0; i < COUNT(target_variables); i++)
		yr_scanner_define_string_variable(scanner, target_variables[i],
						  values[i]);
}

static void name_trouble(struct rules_result *result, int error)
{
	if (error == ERROR_SCAN_TIMEOUT)
		result->cut = N_("the rules took too long");
	else if (error == ERROR_INSUFFICIENT_MEMORY)
		result->cut = N_("libyara had no memory left");
	else
		result->cut = N_("libyara stopped at a limit of its own");
}

/* Bytes are counted, so that a message of many readings ends; the seconds are for a rule
 * that is slow by itself. */
static void scan_targets(YR_SCANNER *scanner, struct scan *scan,
			 const struct rules_subject *subject)
{
	struct rules_result *result = scan->result;
	uint64_t bytes = 0;
	uint32_t i;

	for (i = 0; i < subject->target_count && i < LIMIT_RULE_TARGETS; i++) {
		const struct rules_target *target = &subject->targets[i];
		int error;

		bytes += target->bytes.n;
		if (bytes > LIMIT_RULE_BYTES)
			break;
		scan->target = i;
		set_target(scanner, scan->arena, target);
		error = yr_scanner_scan_mem(scanner, (const uint8_t *)target->bytes.p,
					    target->bytes.n);
		if (error != ERROR_SUCCESS) {
			name_trouble(result, error);
			if (error == ERROR_SCAN_TIMEOUT)
				break;
		}
	}
	result->left = subject->target_count - i;
	if (result->left && !result->cut)
		result->cut =
		    N_("there is more in the message than rules are applied to");
}

static void apply_for(const struct yara_rules *rules, struct arena *arena,
		      const struct rules_subject *subject, struct compilation *trial,
		      struct rules_result *ret)
{
	struct scan scan = { .arena = arena, .result = ret, .trial = trial };
	YR_SCANNER *scanner;

	*ret = (struct rules_result){ 0 };
	if (yr_scanner_create(rules->compiled, &scanner) != ERROR_SUCCESS) {
		name_trouble(ret, ERROR_INSUFFICIENT_MEMORY);
		ret->left = subject->target_count;
		return;
	}
	yr_scanner_set_flags(scanner, SCAN_FLAGS);
	yr_scanner_set_timeout(scanner, LIMIT_RULES_SECONDS);
	yr_scanner_set_callback(scanner, hear, &scan);
	set_message(scanner, arena, subject);
	scan_targets(scanner, &scan, subject);
	yr_scanner_destroy(scanner);
}

static void apply(const struct rules *rules, struct arena *arena,
		  const struct rules_subject *subject, struct rules_result *ret)
{
	apply_for((const struct yara_rules *)rules, arena, subject, NULL, ret);
}

/* Before the lock: what libraries do at their first use, and which modules there are. */
static bool try_rules(struct compilation *work, const struct yara_rules *rules)
{
	static const char sample[] =
	    "MZ\x90 From: a@example.com\r\n\r\n<html>%PDF-1.4 \x7f"
	    "ELF";
	struct rules_target target = { "message", 0, STR_NONE, STR("a.b"), STR("a/b") };
	struct rules_subject subject = { .targets = &target, .target_count = 1 };
	struct rules_result result;

	target.bytes = str_make(sample, sizeof sample - 1);
	apply_for(rules, work->arena, &subject, work, &result);
	return !work->failed;
}

/* Each yr_initialize() has its yr_finalize(). */
static void close_rules(struct yara_rules *rules)
{
	if (rules->compiled)
		yr_rules_destroy(rules->compiled);
	yr_finalize();
}

void rules_close(struct rules *rules)
{
	if (rules)
		close_rules((struct yara_rules *)rules);
}

bool rules_open(struct arena *arena, struct str files, const struct str *variables,
		uint32_t variable_count, struct rules **ret, struct err *err)
{
	struct compilation work = { .arena = arena, .err = err };
	struct yara_rules *rules = arena_new_of(arena, struct yara_rules);
	const YR_RULE *rule;
	bool ok;

	buf_init(&work.manifest, 0);
	ok = compile(&work, files, variables, variable_count, rules) &&
	     check_severities(&work, rules) && try_rules(&work, rules);
	rules->rules.manifest = arena_str(arena, buf_peek(&work.manifest));
	rules->rules.apply = apply;
	buf_fini(&work.manifest);
	if (!ok) {
		close_rules(rules);
		return false;
	}
	yr_rules_foreach(rules->compiled, rule) rules->rules.count++;
	*ret = &rules->rules;
	return true;
}

bool rules_work(struct arena *arena)
{
	static const char text[] = "import \"pe\" import \"hash\" rule word {\n"
				   "strings: $a = /W[a-z]+t/ $b = \"ein\" nocase\n"
				   "condition: all of them and not pe.is_pe and "
				   "hash.md5(0, filesize) != mekiki_name }";
	struct rules_target target = { "text", 0, STR("Ein Wort"), STR("a.txt"),
				       STR("") };
	struct rules_subject subject = { .targets = &target, .target_count = 1 };
	struct rules_result result = { 0 };
	struct yara_rules rules;
	YR_COMPILER *compiler;

	if (yr_initialize() != ERROR_SUCCESS ||
	    yr_compiler_create(&compiler) != ERROR_SUCCESS)
		return false;
	if (define_variables(compiler, arena, NULL, 0) &&
	    yr_compiler_add_string(compiler, text, NULL) == 0 &&
	    yr_compiler_get_rules(compiler, &rules.compiled) == ERROR_SUCCESS) {
		apply_for(&rules, arena, &subject, NULL, &result);
		yr_rules_destroy(rules.compiled);
	}
	yr_compiler_destroy(compiler);
	yr_finalize();
	return result.count == 1 && !result.cut;
}
