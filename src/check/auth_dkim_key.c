/* check/auth_dkim_key.c - DK-06: a key that proves less than it seems to. */
#include "base/limits.h"
#include "check/evaluated.h"

enum { GUESSABLE, SHORT, TESTING, SHARED, SEVERAL, MODEST };
enum { LEAST = 1024, GOOD = 2048 };

static struct finding *add(struct inspection *in, const struct check *self,
			   const struct dkim_signature *signature, int variant,
			   enum severity severity)
{
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, variant);
	finding_severity(finding, severity);
	finding_str(finding, "domain", signature->domain);
	finding_str(finding, "selector", signature->selector);
	finding_int(finding, "bits", signature->key_bits);
	finding_at_field(finding, signature->field);
	return finding;
}

static bool is_rsa(const struct dkim_signature *signature)
{
	return str_starts_nocase(signature->algorithm, STR("rsa"));
}

static void tell_strength(struct inspection *in, const struct check *self,
			  const struct dkim_signature *signature)
{
	if (signature->key_guessable)
		add(in, self, signature, GUESSABLE, SEVERITY_CAUTION);
	else if (is_rsa(signature) && signature->key_bits < LEAST)
		add(in, self, signature, SHORT, SEVERITY_CAUTION);
	else if (is_rsa(signature) && signature->key_bits < GOOD)
		add(in, self, signature, MODEST, SEVERITY_NOTE);
}

/* One key under names of two domains: who holds it can sign for both. */
static void tell_shared(struct inspection *in, const struct check *self, uint32_t i)
{
	const struct dkim_results *dkim = &in->authentication.dkim;
	const struct dkim_signature *signature = &dkim->items[i];
	struct str others[LIMIT_DKIM];
	uint32_t count = 0;

	for (uint32_t k = 0; k < dkim->count; k++) {
		const struct dkim_signature *other = &dkim->items[k];

		if (k == i || !str_eq(other->key, signature->key) ||
		    str_eq_nocase(other->domain, signature->domain))
			continue;
		if (k < i)
			return; /* told with that one */
		evaluated_list_add(others, &count, COUNT(others), other->domain);
	}
	if (count)
		finding_list(add(in, self, signature, SHARED, SEVERITY_NOTE), "others",
			     others, count);
}

static void tell(struct inspection *in, const struct check *self, uint32_t i)
{
	const struct dkim_signature *signature = &in->authentication.dkim.items[i];

	if (signature->key_bits == 0)
		return;
	tell_strength(in, self, signature);
	if (signature->testing)
		add(in, self, signature, TESTING, SEVERITY_NOTE);
	if (signature->key_records > 1)
		finding_int(add(in, self, signature, SEVERAL, SEVERITY_NOTE), "count",
			    signature->key_records);
	tell_shared(in, self, i);
}

static void run(struct inspection *in, const struct check *self)
{
	for (uint32_t i = 0; i < in->authentication.dkim.count; i++)
		tell(in, self, i);
}

const struct check check_auth_dkim_key = {
	.id = "auth.dkim-key",
	.title = N_("The key of {domain} proves less than it seems to"),
	.details = { N_("The key {selector} of {domain} ({bits} bits) was made by a "
			"faulty program "
			"(CVE-2017-15361): others can compute its secret half, and sign "
			"with "
			"it."),
		     N_("The key {selector} of {domain} has {bits} bits. Keys of fewer "
			"than 1024 "
			"bits can be computed by others; a signature made with one "
			"counts as "
			"none."),
		     N_("The owner says that the key {selector} of {domain} is being "
			"tested "
			"(t=y): a signature made with it is to count as none."),
		     N_("The key {selector} of {domain} stands under the name of "
			"{others} too: "
			"who holds it can sign for all of them, and their signatures are "
			"one "
			"witness."),
		     N_("{count} records stand under the name of the key {selector} of "
			"{domain}, "
			"where there is to be one; verifiers may take different ones."),
		     N_("The key {selector} of {domain} has {bits} bits: accepted "
			"everywhere, and "
			"shorter than the 2048 bits that signers should use today.") },
	.means = N_("A signature is worth as much as the key is secret."),
	.wrong = N_("Honest owners leave old keys and the testing mark in place for "
		    "years, and services sign for many domains with one key."),
	.cites = "RFC 8301, 3.2; RFC 6376, 3.6.1; CVE-2017-15361",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
