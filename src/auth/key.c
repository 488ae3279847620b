/* auth/key.c - see key.h. */
#include "auth/key.h"

#include "mail/encoding.h"

#ifndef N_
#define N_(text) text
#endif

static const char *const faults[] = {
	[KEY_MALFORMED] = N_("the key cannot be read"),
	[KEY_TOO_SHORT] = N_("the key is shorter than 512 bits"),
	[KEY_TOO_LONG] = N_("the key is longer than 8192 bits"),
	[KEY_EXPONENT] = N_("the key's exponent is none that serves"),
};

/* p= is base64 with white space anywhere. */
static const char *read_key(struct arena *arena, struct key_record *record)
{
	struct str p = tag_squeeze(arena, tags_value(&record->tags, STR("p")));
	enum key_kind kind = KEY_RSA;
	bool lawful;

	if (!tags_get(&record->tags, STR("p")))
		return N_("the key record has no key (p=)");
	if (p.n == 0) {
		record->revoked = true;
		return N_("the key was revoked");
	}
	if (str_eq(record->type, STR("ed25519")))
		kind = KEY_ED25519;
	else if (!str_eq(record->type, STR("rsa")))
		return N_("the key is of an unknown type");
	record->fault =
	    public_key_read(base64_decode(arena, p, &lawful), kind, &record->key);
	return faults[record->fault];
}

/* v= is to stand first (RFC 6376, 3.6.1); verifiers everywhere take it elsewhere too, and
 * nothing hangs on it. Another version is no key. */
static const char *judge_tags(const struct key_record *record)
{
	const struct tag *version = tags_get(&record->tags, STR("v"));

	if (version && !str_eq(version->value, STR("DKIM1")))
		return N_("this is no key record of DKIM version 1");
	if (record->tags.problem)
		return N_("the key record is not well formed");
	if (record->services.n && !tag_list_has(record->services, STR("email")) &&
	    !tag_list_has(record->services, STR("*")))
		return N_("the key is not meant for mail (s=)");
	return NULL;
}

void key_record_parse(struct arena *arena, struct str text, struct key_record *ret)
{
	struct str flags;
	const char *key_problem;

	*ret = (struct key_record){ .text = text };
	tags_parse(arena, text, &ret->tags);
	ret->type = tags_value(&ret->tags, STR("k"));
	if (ret->type.n == 0)
		ret->type = STR("rsa");
	ret->hashes = tags_value(&ret->tags, STR("h"));
	ret->services = tags_value(&ret->tags, STR("s"));
	flags = tags_value(&ret->tags, STR("t"));
	ret->testing = tag_list_has(flags, STR("y"));
	ret->strict = tag_list_has(flags, STR("s"));
	key_problem = read_key(arena, ret);
	ret->problem = judge_tags(ret);
	if (!ret->problem)
		ret->problem = key_problem;
}

bool key_record_allows(const struct key_record *record, enum hash_kind kind)
{
	return record->hashes.n == 0 ||
	       tag_list_has(record->hashes, str_c(hash_name(kind)));
}
