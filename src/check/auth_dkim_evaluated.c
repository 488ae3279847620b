/* check/auth_dkim_evaluated.c - each DKIM signature as verified here. */
#include "check/origin.h"
#include "check/results.h"

enum { OF_THE_AUTHOR, DOES_NOT, OF_ANOTHER };

static void tell(struct inspection *in, const struct check *self,
		 const struct dkim_signature *signature)
{
	struct finding *finding = finding_add(in, self);
	bool aligned = dkim_aligned(in->arena, in->message, signature->domain);

	finding_str(finding, "result", str_c(dkim_code_name(signature->code)));
	finding_str(finding, "domain", or_dash(signature->domain));
	finding_str(finding, "selector", or_dash(signature->selector));
	finding_bool(finding, "aligned", aligned);
	finding_str(finding, "from",
		    or_dash(in->message->from.count ? in->message->from.items[0].domain
						    : STR_NONE));
	finding_int(finding, "fields", signature->covered_count);
	finding_str(finding, "body", str_c(dkim_part_name(signature->body_hash)));
	finding_str(finding, "header", str_c(dkim_part_name(signature->signature)));
	if (signature->reason)
		finding_word(finding, "why", signature->reason);
	else
		finding_str(finding, "why", STR("-"));
	finding_variant(finding, signature->code != DKIM_PASS ? DOES_NOT
				 : aligned		      ? OF_THE_AUTHOR
							      : OF_ANOTHER);
	finding_at_field(finding, signature->field);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->dkim.count; i++)
		tell(in, self, &auth->dkim.items[i]);
}

const struct check check_auth_dkim_evaluated = {
	.id = "auth.dkim-evaluated",
	.title = N_("DKIM verified here: {result} for {domain}"),
	.details = { N_("With the answers given, the signature of {domain} (selector "
			"{selector}) holds, and {domain} belongs together with From: "
			"what it covers, {fields} names of fields and the body, is as "
			"{domain} signed it."),
		     N_("With the answers given, the signature of {domain} (selector "
			"{selector}) has {result}: {why}. Body hash: {body}; signature "
			"over the header: {header}."),
		     N_("With the answers given, the signature of {domain} (selector "
			"{selector}) holds: what it covers, {fields} names of fields and "
			"the body, is as {domain} signed it. The domain in From is "
			"another, {from}, about which this says nothing.") },
	.means = N_("A signature that holds says which domain signed, and that what is "
		    "signed is unchanged. It does not speak of the author."),
	.wrong = N_("A failure means changed after signing, or a wrong key: lists, "
		    "forwarders and virus scanners change mail, and keys are taken "
		    "away after some time. It does not mean malice."),
	.cites = "RFC 6376, 6.1",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
