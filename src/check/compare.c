/* check/compare.c - see compare.h. */
#include "check/compare.h"

#include "check/evaluated.h"
#include "link/host.h"

static bool is_result(const struct recorded *recorded, const char *result)
{
	return str_eq(recorded->method->result, str_c(result));
}

/* "hardfail" and "unknown" are old words for two of them; RFC 8601 has "none" where there
 * is no policy, some write "bestguesspass". */
static bool same_result(const struct recorded *recorded, const char *today)
{
	if (is_result(recorded, "hardfail"))
		return strcmp(today, "fail") == 0;
	if (is_result(recorded, "unknown"))
		return strcmp(today, "permerror") == 0;
	return is_result(recorded, today);
}

static bool failed_then(const struct recorded *recorded)
{
	return is_result(recorded, "temperror");
}

/* --- SPF ------------------------------------------------------------------------------
 */

static const char *why_spf(const struct inspection *in, const struct recorded *recorded,
			   const struct spf_result *result)
{
	const struct ip *ours = &in->path.origin.addr;
	struct ip theirs;

	if (result->code == SPF_TEMPERROR)
		return N_("no usable answer came today");
	if (recorded->method->client_ip.n &&
	    ip_parse(recorded->method->client_ip, &theirs) &&
	    (theirs.kind != ours->kind ||
	     memcmp(theirs.bytes, ours->bytes, sizeof theirs.bytes) != 0))
		return N_("the server counted another address as the client");
	if (failed_then(recorded))
		return N_("no usable answer came when it was recorded");
	if (result->code == SPF_NONE)
		return N_("the record is gone");
	if (result->code == SPF_PERMERROR)
		return N_("the record has an error today");
	if (is_result(recorded, "none"))
		return N_("the record was published since");
	return N_("the record was changed since");
}

static bool compare_spf(const struct inspection *in, const struct recorded *recorded,
			struct comparison *ret)
{
	const struct spf_result *result = evaluated_spf(in, SPF_MAILFROM);

	if (!result || result->code == SPF_UNCHECKED ||
	    !str_eq_nocase(results_domain(recorded->method), result->domain))
		return false;
	ret->domain = result->domain;
	ret->today = spf_code_name(result->code);
	ret->why = why_spf(in, recorded, result);
	return true;
}

/* --- DKIM -----------------------------------------------------------------------------
 */

static const char *why_dkim(const struct recorded *recorded,
			    const struct dkim_signature *signature)
{
	if (signature->code == DKIM_TEMPERROR)
		return N_("no usable answer came today");
	if (failed_then(recorded))
		return N_("no usable answer came when it was recorded");
	if (signature->code == DKIM_PERMERROR && signature->key_bits == 0)
		return N_("the key is gone or was revoked");
	if (signature->code == DKIM_POLICY && signature->expired_then)
		return N_("the signature has expired");
	if (signature->code == DKIM_POLICY)
		return N_("the server accepts what proves nothing any more (RFC 8301)");
	if (signature->body_hash == DKIM_PART_BAD)
		return N_(
		    "the body was changed since, or the server judged another copy");
	if (signature->signature == DKIM_PART_BAD)
		return N_("another key stands there today, or the header was changed "
			  "since");
	if (signature->code == DKIM_PASS)
		return N_(
		    "the server judged another copy of the message, or another key");
	return N_("the key record was changed since");
}

static struct str prop_of(const struct authres_method *method, const char *name)
{
	for (uint32_t i = 0; i < method->prop_count; i++)
		if (str_eq_nocase(method->props[i].ptype, STR("header")) &&
		    str_eq_nocase(method->props[i].name, str_c(name)))
			return method->props[i].value;
	return STR("");
}

static bool speaks_of(const struct authres_method *method,
		      const struct dkim_signature *signature)
{
	struct str domain = prop_of(method, "d"), selector = prop_of(method, "s");
	struct str identity = prop_of(method, "i");

	if (domain.n == 0)
		domain = domain_of(identity);
	if (domain.n == 0)
		domain = method->identity;
	return str_eq_nocase(domain, signature->domain) &&
	       (selector.n == 0 || str_eq_nocase(selector, signature->selector));
}

/* Of two signatures that it may speak of, the one with the same result is it. */
static bool compare_dkim(const struct inspection *in, const struct recorded *recorded,
			 struct comparison *ret)
{
	const struct dkim_results *dkim = &in->authentication.dkim;
	const struct dkim_signature *best = NULL;

	for (uint32_t i = 0; i < dkim->count; i++) {
		const struct dkim_signature *signature = &dkim->items[i];

		if (signature->code == DKIM_UNCHECKED ||
		    !speaks_of(recorded->method, signature))
			continue;
		if (!best || same_result(recorded, dkim_code_name(signature->code)))
			best = signature;
	}
	if (!best)
		return false;
	ret->domain = best->domain;
	ret->today = dkim_code_name(best->code);
	ret->why = why_dkim(recorded, best);
	return true;
}

/* --- DMARC ----------------------------------------------------------------------------
 */

static bool any_differs(const struct inspection *in, const char *method)
{
	struct comparison items[COMPARISONS];
	uint32_t count = compare_results(in, method, items);

	for (uint32_t i = 0; i < count; i++)
		if (!items[i].same)
			return true;
	return false;
}

static const char *why_dmarc(const struct inspection *in, const struct recorded *recorded,
			     const struct dmarc_result *result)
{
	if (result->code == DMARC_TEMPERROR)
		return N_("no usable answer came today");
	if (failed_then(recorded))
		return N_("no usable answer came when it was recorded");
	if (result->code == DMARC_NONE)
		return N_("the record is gone");
	if (is_result(recorded, "none"))
		return N_("the record was published since");
	if (any_differs(in, "dkim") || any_differs(in, "spf"))
		return N_("SPF or DKIM has another result today");
	if (result->differs)
		return N_("the server may follow the other standard of DMARC");
	return N_("the record was changed since, or the server knew other identifiers");
}

static bool compare_dmarc(const struct inspection *in, const struct recorded *recorded,
			  struct comparison *ret)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->dmarc_count; i++) {
		const struct dmarc_result *result = &auth->dmarc[i];

		if (result->code == DMARC_UNCHECKED ||
		    !str_eq_nocase(recorded->method->identity, result->domain))
			continue;
		ret->domain = result->domain;
		ret->today = dmarc_code_name(result->code);
		ret->why = why_dmarc(in, recorded, result);
		return true;
	}
	return false;
}

/* --- all ------------------------------------------------------------------------------
 */

static const struct {
	const char *method;
	bool (*compare)(const struct inspection *in, const struct recorded *recorded,
			struct comparison *ret);
} methods[] = {
	{ "spf", compare_spf },
	{ "dkim", compare_dkim },
	{ "dmarc", compare_dmarc },
};

static bool compare(const struct inspection *in, const struct recorded *recorded,
		    struct comparison *ret)
{
	for (size_t i = 0; i < COUNT(methods); i++)
		if (str_eq(recorded->method->method, str_c(methods[i].method)))
			return methods[i].compare(in, recorded, ret);
	return false;
}

/* An A-R field and a Received-SPF say the same twice. */
static bool is_there(const struct comparison *items, uint32_t count,
		     const struct comparison *item)
{
	for (uint32_t i = 0; i < count; i++)
		if (items[i].recorded->from != item->recorded->from &&
		    str_eq(items[i].recorded->method->result,
			   item->recorded->method->result) &&
		    str_eq_nocase(items[i].domain, item->domain))
			return true;
	return false;
}

uint32_t compare_results(const struct inspection *in, const char *method,
			 struct comparison *ret)
{
	uint32_t count = 0;

	if (!in->authentication.evaluated)
		return 0;
	for (uint32_t i = 0; i < in->path.recorded_count && count < COMPARISONS; i++) {
		const struct recorded *recorded = &in->path.recorded[i];
		struct comparison item = { .recorded = recorded };

		if (recorded->grade == GRADE_CLAIMED || recorded->from->is_arc ||
		    !str_eq(recorded->method->method, str_c(method)) ||
		    !compare(in, recorded, &item) || is_there(ret, count, &item))
			continue;
		item.same = same_result(recorded, item.today);
		if (item.same)
			item.why = NULL;
		ret[count++] = item;
	}
	return count;
}

void compare_findings(struct inspection *in, const struct check *self, const char *method)
{
	struct comparison items[COMPARISONS];
	uint32_t count = compare_results(in, method, items);

	for (uint32_t i = 0; i < count; i++) {
		struct finding *finding;

		if (items[i].same)
			continue;
		finding = results_finding(in, self, items[i].recorded);
		finding_str(finding, "today", str_c(items[i].today));
		finding_word(finding, "why", items[i].why);
	}
}
