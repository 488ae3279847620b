/* check/check_test.c - see check_test.h. */
#include "check/check_test.h"

#include <stdio.h>
#include <stdlib.h>

static const int64_t CLOCK = 1672621200; /* 2023-01-02T01:00:00Z */

static const struct tables *tables(void)
{
	static struct tables loaded;
	static bool done;
	struct err err;

	if (!done && !tables_load(arena_new(0), MEKIKI_SOURCE_DATADIR, &loaded, &err)) {
		fprintf(stderr, "%s: %s\n", err.where, err.what);
		abort();
	}
	done = true;
	return &loaded;
}

static const struct site *site(const char *profile)
{
	struct site *ret = arena_new_of(test_arena(), struct site);
	struct err err;

	if (profile &&
	    !site_parse(test_arena(), str_c(profile), "test profile", ret, &err)) {
		fprintf(stderr, "%s: %s\n", err.where, err.what);
		abort();
	}
	return ret;
}

static struct inspection *inspect_with(struct str mail, const char *profile,
				       const struct answers *answers,
				       enum contact allowed, bool thing)
{
	static const struct message_options options;
	struct env *env = arena_new_of(test_arena(), struct env);
	struct input input = {
		.name = STR("test.eml"),
		.size = mail.n,
		.complete = true,
		.thing = thing,
	};

	env->tables = tables();
	env->site = site(profile);
	env->answers = answers;
	env->allowed = allowed;
	env->clock = CLOCK;
	env->sandbox = "none";
	return inspect(test_arena(), env, &input, test_copy_str(mail), &options);
}

struct inspection *inspect_bytes(struct str mail, const char *profile)
{
	return inspect_with(mail, profile, NULL, CONTACT_OFFLINE, false);
}

static const struct answers *read_answers(const char *text)
{
	struct answers *read;
	struct err err;

	if (!answers_read(test_arena(), str_c(text), &read, &err)) {
		fprintf(stderr, "%s\n", err.what);
		abort();
	}
	return read;
}

struct inspection *inspect_answered_at(const char *mail, const char *profile,
				       const char *answers, enum contact allowed)
{
	return inspect_with(str_c(mail), profile, read_answers(answers), allowed, false);
}

struct inspection *inspect_answered(const char *mail, const char *profile,
				    const char *answers)
{
	return inspect_answered_at(mail, profile, answers, CONTACT_VISIT);
}

struct inspection *inspect_named(const char *thing, const char *answers)
{
	return inspect_with(str_c(thing), NULL, answers ? read_answers(answers) : NULL,
			    answers ? CONTACT_VISIT : CONTACT_OFFLINE, true);
}

struct inspection *inspect_text(const char *mail, const char *profile)
{
	return inspect_bytes(str_c(mail), profile);
}

const struct finding *test_finding_at(const struct inspection *in, const char *id,
				      bool wanted, const char *file, int line)
{
	const struct finding *finding = inspection_find(in, str_c(id));

	if ((finding != NULL) != wanted) {
		fprintf(stderr, "%s: %s\n", id, wanted ? "is missing" : "must be silent");
		test_true_at(false, id, file, line);
	}
	return finding;
}

struct str finding_text(const struct finding *finding, const char *key)
{
	const struct value *value = finding ? finding_value(finding, key) : NULL;

	if (!value)
		return STR_NONE;
	return value->kind == VALUE_WORD ? str_c(value->word) : value->str;
}
