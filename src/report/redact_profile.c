/* report/redact_profile.c - what is masked: the built-in choices, and files of the
 * user's. */
#include "report/redact.h"

#include "base/limits.h"

#include <stdio.h>

#ifndef N_
#define N_(text) text
#endif

#define HIDE(kind) (1u << REDACT_##kind)

const struct redact_profile redact_profiles[] = {
	{ .name = { "public", 6 },
	  .summary = N_("to publish: recipients, own domains and hosts, accused persons, "
			"registrants in part, values made for one recipient; without "
			"hashes, offsets and pictures that would identify the message"),
	  .kinds = (1u << REDACT_KINDS) - 1 },
	{ .name = { "share", 5 },
	  .summary =
	      N_("for a CSIRT or an abuse desk: recipients and own hosts; the rest "
		 "is whole"),
	  .kinds = HIDE(RECIPIENT) | HIDE(NAME) | HIDE(HOST) | HIDE(WORD) },
	{ .name = { NULL, 0 } },
};

static const struct {
	const char *name, *text;
} kinds[REDACT_KINDS] = {
	[REDACT_RECIPIENT] = { "recipients", N_("addresses of recipients") },
	[REDACT_NAME] = { "names", N_("names of recipients") },
	[REDACT_DOMAIN] = { "own-domains", N_("own domains") },
	[REDACT_HOST] = { "hosts", N_("own hosts and their addresses") },
	[REDACT_PERSON] = { "persons", N_("accused persons") },
	[REDACT_REGISTRANT] = { "registrants", N_("registrants, in part") },
	[REDACT_ACCOUNT] = { "accounts", N_("logins that handed it over") },
	[REDACT_TOKEN] = { "tokens", N_("values made for one recipient, coded words") },
	[REDACT_WORD] = { "words", N_("words of the profile") },
	[REDACT_HASHES] = { "hashes", N_("hashes, offsets, lengths and pictures") },
};

const char *redact_kind_name(enum redact_kind kind)
{
	return kinds[kind].name;
}

const char *redact_kind_text(enum redact_kind kind)
{
	return kinds[kind].text;
}

const struct redact_profile *redact_profile_find(struct str name)
{
	for (const struct redact_profile *p = redact_profiles; p->name.n; p++)
		if (str_eq_nocase(p->name, name))
			return p;
	return NULL;
}

/* --- files
 * -------------------------------------------------------------------------------
 */

struct line_place {
	struct str name;
	unsigned line;
	struct err *err;
};

static bool fail(const struct line_place *place, const char *text, struct str value)
{
	char where[240];

	snprintf(where, sizeof where, "%.*s, line %u",
		 (int)(place->name.n > 200 ? 200 : place->name.n), place->name.p,
		 place->line);
	if (value.n > 60)
		value.n = 60;
	return err_set(place->err, ERR_DATA, where, "%s: \"%.*s\"", text, STR_ARG(value));
}

static bool set_base(struct redact_profile *profile, struct str value,
		     const struct line_place *place)
{
	const struct redact_profile *base = redact_profile_find(value);

	if (!base)
		return fail(place, "this is no profile that is built in", value);
	profile->kinds = base->kinds;
	return true;
}

static bool set_kind(struct redact_profile *profile, struct str value, bool hide,
		     const struct line_place *place)
{
	for (int i = 0; i < REDACT_KINDS; i++) {
		if (!str_eq_nocase(value, str_c(kinds[i].name)))
			continue;
		if (hide)
			profile->kinds |= 1u << i;
		else
			profile->kinds &= ~(1u << i);
		return true;
	}
	return fail(place, "this is none of the kinds that can be masked", value);
}

static bool add_word(struct arena *arena, struct str_list *list, struct str value,
		     const struct line_place *place)
{
	if (value.n < 2)
		return fail(place, "a word has two characters at least", value);
	if (list->count == LIMIT_REDACT_PROFILE_WORDS)
		return fail(place, "too many words", value);
	str_list_add(arena, list, arena_str(arena, value));
	return true;
}

static bool read_line(struct arena *arena, struct redact_profile *profile,
		      struct str line, const struct line_place *place)
{
	struct str key, value;

	if (!str_cut(line, '=', &key, &value))
		return fail(place, "a line is \"key = value\"", line);
	key = str_trim(key);
	value = str_trim(value);
	if (str_eq_nocase(key, STR("base")))
		return set_base(profile, value, place);
	if (str_eq_nocase(key, STR("hide")))
		return set_kind(profile, value, true, place);
	if (str_eq_nocase(key, STR("show")))
		return set_kind(profile, value, false, place);
	if (str_eq_nocase(key, STR("mask")))
		return add_word(arena, &profile->mask, value, place);
	if (str_eq_nocase(key, STR("keep")))
		return add_word(arena, &profile->keep, value, place);
	return fail(place, "the keys are base, hide, show, mask and keep; this is none",
		    key);
}

bool redact_profile_parse(struct arena *arena, struct str text, struct str name,
			  struct redact_profile *ret, struct err *err)
{
	struct line_place place = { .name = name, .err = err };
	struct str line;

	*ret = redact_profiles[0];
	/* It stands in the report: where the file lies is nobody's business. */
	ret->name = str_rfind(name, '/') == STR_NPOS
			? name
			: str_skip(name, str_rfind(name, '/') + 1);
	ret->name = arena_str(arena, ret->name);
	ret->summary = NULL;
	while (text.n && str_split(&text, '\n', &line)) {
		place.line++;
		line = str_trim(line);
		if (line.n && line.p[0] != '#' && !read_line(arena, ret, line, &place))
			return false;
	}
	return true;
}
