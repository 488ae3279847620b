/* check/auth_dkim_open.c - DK-01, DK-02, DK-03, DK-05: a signature that holds, and what a
 * reader sees beyond it. */
#include "base/limits.h"
#include "check/results.h"

enum { DOUBLED, TAIL, UNSIGNED };

/* Names of fields that stand there more often than they are signed (`doubled`), or are
 * not signed at all. */
static uint32_t list_open(const struct dkim_signature *signature, bool doubled,
			  struct str *ret, const struct field **ret_field)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < signature->open_count && count < LIMIT_EVIDENCE; i++) {
		const struct dkim_open *open = &signature->open[i];

		if ((open->covered > 0) != doubled)
			continue;
		if (count == 0)
			*ret_field = open->field;
		ret[count++] = open->name;
	}
	return count;
}

static struct finding *add(struct inspection *in, const struct check *self,
			   const struct dkim_signature *signature, int variant,
			   enum severity severity)
{
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, variant);
	finding_severity(finding, severity);
	finding_str(finding, "domain", signature->domain);
	finding_at_field(finding, signature->field);
	return finding;
}

static void tell_fields(struct inspection *in, const struct check *self,
			const struct dkim_signature *signature, bool doubled)
{
	struct str names[LIMIT_EVIDENCE];
	const struct field *field = NULL;
	uint32_t count = list_open(signature, doubled, names, &field);
	struct finding *finding;

	if (count == 0)
		return;
	finding = add(in, self, signature, doubled ? DOUBLED : UNSIGNED,
		      doubled ? SEVERITY_ADVERSE : SEVERITY_NOTE);
	finding_list(finding, "fields", names, count);
	finding_at_field(finding, field);
}

static void tell(struct inspection *in, const struct check *self,
		 const struct dkim_signature *signature)
{
	struct finding *finding;

	if (signature->code != DKIM_PASS)
		return;
	tell_fields(in, self, signature, true);
	if (signature->length_given &&
	    signature->signed_length < signature->body_length) {
		finding = add(in, self, signature, TAIL, SEVERITY_CAUTION);
		finding_int(finding, "signed", (int64_t)signature->signed_length);
		finding_int(finding, "whole", (int64_t)signature->body_length);
	}
	tell_fields(in, self, signature, false);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct authentication *auth = &in->authentication;

	for (uint32_t i = 0; i < auth->dkim.count; i++)
		tell(in, self, &auth->dkim.items[i]);
}

const struct check check_auth_dkim_open = {
	.id = "auth.dkim-open",
	.title = N_("What a signature that holds does not cover"),
	.details = { N_("{domain} signed fewer of these fields than there are: {fields}. "
			"Programs mostly show the first; the signature is of the last. "
			"One was added after signing, or two were signed as one."),
		     N_("{domain} signed {signed} bytes of the body, which has {whole}. "
			"The rest can be anybody's."),
		     N_("{domain} left these fields open: {fields}. They can be "
			"anybody's.") },
	.means = N_("Signed mail can be sent again with other text around what is "
		    "signed. Filters see a signature that holds; the reader sees what "
		    "was added."),
	.wrong = N_("Mailing lists add a footer behind what is signed, and many signers "
		    "leave some fields open."),
	.cites = "RFC 6376, 3.5, 5.4.2, 8.2 and 8.15",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
