/* auth/keys.c - see keys.h. */
#include "auth/keys.h"

#include "base/limits.h"
#include "record/dns.h"

#ifndef N_
#define N_(text) text
#endif

static bool nothing(struct keys *keys, enum keys_state state, const char *problem)
{
	keys->state = state;
	keys->problem = problem;
	return true;
}

/* RFC 6376, 3.6.2.2 leaves several records undefined: those that say they are keys are
 * tried in order. */
static bool read_records(struct arena *arena, struct keys *keys)
{
	struct dns_packet packet;
	const struct dns_record **records;
	struct err err;

	if (!dns_read(arena, keys->answer->bytes, &packet, &err))
		return nothing(keys, KEYS_UNFETCHED,
			       N_("the answer of the DNS cannot be read"));
	if (!dns_select(arena, &packet, DNS_TXT, &records, &keys->published, NULL,
			NULL) ||
	    keys->published == 0)
		return nothing(keys, KEYS_NONE, N_("there is no key under that name"));
	keys->records =
	    arena_alloc_array(arena, LIMIT_KEY_RECORDS, sizeof *keys->records);
	for (uint32_t i = 0; i < keys->published && keys->count < LIMIT_KEY_RECORDS; i++)
		key_record_parse(arena, records[i]->data, &keys->records[keys->count++]);
	keys->state = KEYS_FOUND;
	return true;
}

bool keys_ask(struct arena *arena, struct door *door, const struct signature *signature,
	      struct keys *ret)
{
	*ret = (struct keys){ 0 };
	ret->answer = door_ask_dns(door, DNS_TXT, signature->query_name);
	if (!ret->answer)
		return false;
	switch (ret->answer->status) {
	case ANSWER_ANSWERED:
		return read_records(arena, ret);
	case ANSWER_NO_SUCH_NAME:
	case ANSWER_NO_DATA:
		return nothing(ret, KEYS_NONE, N_("there is no key under that name"));
	case ANSWER_NOT_ALLOWED:
		return nothing(ret, KEYS_UNASKED, N_("the key was not asked for"));
	case ANSWER_NOT_RECORDED:
		return nothing(ret, KEYS_UNASKED,
			       N_("the key is not among the recorded answers"));
	default:
		return nothing(ret, KEYS_UNFETCHED, N_("the key could not be fetched"));
	}
}

/* i= of a strict key is exactly of d= (RFC 6376, 3.6.1, t=s). */
static bool breaks_strict(const struct key_record *record,
			  const struct signature *signature)
{
	struct str local, domain;

	return record->strict && signature->kind == SIGNATURE_DKIM &&
	       str_cut_last(signature->identity, '@', &local, &domain) &&
	       !str_eq_nocase(domain, signature->domain);
}

static const char *misfit(const struct key_record *record,
			  const struct signature *signature)
{
	if (record->problem)
		return record->problem;
	if (record->key.kind != signature->key)
		return N_("the key is of another type than the signature");
	if (!key_record_allows(record, signature->hash))
		return N_("the key must not be used with that hash (h=)");
	if (breaks_strict(record, signature))
		return N_("the key allows no subdomain in the identity (t=s, i=)");
	return NULL;
}

void keys_verify(const struct keys *keys, const struct signature *signature,
		 const struct hash *hash, struct key_verdict *ret)
{
	*ret = (struct key_verdict){ 0 };
	for (uint32_t i = 0; i < keys->count && !ret->good; i++) {
		const struct key_record *record = &keys->records[i];
		const char *problem = misfit(record, signature);

		if (problem) {
			if (!ret->record) {
				ret->record = record;
				ret->problem = problem;
			}
			continue;
		}
		if (!ret->usable)
			ret->record = record;
		ret->usable = true;
		if (public_key_signed(&record->key, signature->hash, hash,
				      signature->bytes)) {
			ret->good = true;
			ret->record = record;
		}
	}
}
