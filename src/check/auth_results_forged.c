/* check/auth_results_forged.c - results that bear our own server's name stand where our
 * server does not write. */
#include "check/results.h"
#include "check/origin.h"
#include "link/host.h"

enum { FORGED, AMBIGUOUS, DIRECTLY_BELOW };

/* Does the field claim to be written by one of our own hops? */
static bool bears_our_name(const struct inspection *in, struct str id)
{
	const struct site *site = in->env->site;

	if (id.n == 0)
		return false;
	if (str_list_has_nocase(&site->authserv_ids, id) ||
	    site_is_own_domain(site, id) || str_list_has_nocase(&site->relay_hosts, id))
		return true;
	for (uint32_t i = 0; i < in->path.boundary; i++)
		if (str_eq_nocase(in->path.hops[i].received.by, id))
			return true;
	return false;
}

static bool is_signed_by(const struct inspection *in, struct str domain)
{
	const struct header *header = &in->message->header;

	str_eat_char(&domain, '@');
	for (const struct field *field = header_first(header, FIELD_DKIM_SIGNATURE);
	     field; field = header_next(header, field))
		if (str_find_str_nocase(field->value, domain) != STR_NPOS)
			return true;
	return false;
}

static bool is_of(const struct inspection *in, struct str identity, struct str domain)
{
	struct str own = domain_of(identity);

	return domain.n && (str_eq_nocase(own.n ? own : identity, domain) ||
			    host_related(in->arena, own.n ? own : identity, domain));
}

/* Could this result have been reached on this very message? */
static bool fits(const struct inspection *in, const struct authres_method *method)
{
	const struct message *message = in->message;

	if (method->identity.n == 0)
		return true;
	if (str_eq(method->method, STR("spf")))
		return is_of(in, method->identity, message->return_path.domain) ||
		       is_of(in, method->identity, in->path.origin.helo);
	if (str_eq(method->method, STR("dkim")))
		return !str_eq(method->result, STR("pass")) ||
		       is_signed_by(in, method->identity);
	if (str_eq(method->method, STR("dmarc")))
		return message->from.count == 0 ||
		       is_of(in, method->identity, message->from.items[0].domain);
	return true;
}

/* Filters that work behind the server may put their field below its Received, among
 * the trace that came with the message; then it speaks of this message. */
static bool may_be_ours(const struct inspection *in, const struct authres *authres)
{
	const struct hop *hop = origin_hop(in);

	if (!hop)
		return false;
	for (const struct field *field = hop->field + 1; field < authres->field; field++)
		if (field->known == FIELD_FROM || field->known == FIELD_DATE ||
		    field->known == FIELD_TO || field->known == FIELD_SUBJECT ||
		    field->known == FIELD_MESSAGE_ID)
			return false;
	for (uint32_t i = 0; i < authres->method_count; i++)
		if (!fits(in, &authres->methods[i]))
			return false;
	return true;
}

/* Does no other server's trace stand between? Milters write there: OpenDKIM and OpenDMARC
 * did on every Postfix until 2026, and then each message of the site looks like that. */
static bool is_directly_below(const struct inspection *in, const struct authres *authres)
{
	const struct field *field = origin_hop(in)->field + 1;

	while (field < authres->field && field->known != FIELD_RECEIVED)
		field++;
	return field == authres->field;
}

/* A forger claims a pass; nothing is won by claiming none. */
static bool claims_a_pass(const struct authres *authres)
{
	for (uint32_t i = 0; i < authres->method_count; i++)
		if (str_eq(authres->methods[i].result, STR("pass")))
			return true;
	return false;
}

static void add(struct inspection *in, const struct check *self,
		const struct recorded *recorded)
{
	struct finding *finding = finding_add(in, self);
	const struct hop *hop = origin_hop(in);

	if (may_be_ours(in, recorded->from)) {
		bool below = is_directly_below(in, recorded->from);

		finding_severity(finding, below ? SEVERITY_NOTE : SEVERITY_CAUTION);
		finding_variant(finding, below ? DIRECTLY_BELOW : AMBIGUOUS);
	}
	finding_str(finding, "id", recorded->from->authserv_id);
	finding_str(finding, "by", or_dash(hop ? hop->received.by : STR_NONE));
	finding_str(finding, "claim", results_phrase(in->arena, recorded->method));
	finding_at_field(finding, recorded->from->field);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authres *last = NULL;

	if (in->path.basis == BOUNDARY_NONE)
		return;
	for (uint32_t i = 0; i < in->path.recorded_count; i++) {
		const struct recorded *recorded = &in->path.recorded[i];
		const struct authres *authres = recorded->from;

		if (authres == last || recorded->grade != GRADE_CLAIMED ||
		    authres->is_arc || !bears_our_name(in, authres->authserv_id) ||
		    !claims_a_pass(authres))
			continue;
		last = authres;
		add(in, self, recorded);
	}
}

const struct check check_auth_results_forged = {
	.id = "auth.results-forged",
	.title = N_("Results in the name of our own server {id} came with the message"),
	.details = { N_("A field says that {id} recorded {claim}. It stands below what "
			"{by} wrote when it took the message, so it was there before, "
			"and was not written for this delivery. It is forged, or left "
			"over from an earlier passage."),
		     N_("A field says that {id} recorded {claim}. It stands below what "
			"{by} wrote when it took the message: either a filter of ours "
			"writes there, or the sender did. It is not counted as ours."),
		     N_("A field says that {id} recorded {claim}. It stands directly "
			"below what {by} wrote when it took the message: filters such "
			"as OpenDKIM write there, and so can a sender. It is not "
			"counted as ours; where it is your filter's, say so in the "
			"site profile (results-below).") },
	.means = N_("Only our own server may use its name in such a field, and it must "
		    "remove those that come in from outside."),
	.wrong = N_("A filter may write below the Received field of its server; a "
		    "message that passed our server before may still bear its field."),
	.cites = "RFC 8601, 5",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
