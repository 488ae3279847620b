/* check/auth_dkim_name_odd.c - AU-03, AU-04: a signature names a domain or selector that
 * is no name. */
#include "auth/tag.h"
#include "base/limits.h"
#include "check/origin.h"

enum { CUT, QUOTED };

/* Letters of other scripts are lawful (RFC 8616). */
static bool is_name_char(char c)
{
	return (unsigned char)c >= 0x80 || ascii_is_alnum(c) || c == '-' || c == '_' ||
	       c == '.';
}

static bool is_odd(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!is_name_char(name.p[i]))
			return true;
	return false;
}

/* Up to the first byte that no name holds. */
static struct str name_part(struct str text)
{
	size_t n = 0;

	while (n < text.n && is_name_char(text.p[n]))
		n++;
	return str_sub(text, 0, n);
}

/* All that is read of a signature here. */
struct signed_as {
	const struct field *field;
	struct str domain, selector;
};

static void tell(struct inspection *in, const struct check *self,
		 const struct signed_as *signature)
{
	/* Not printf: that would stop at the NUL too. */
	struct str below =
	    arena_concat(in->arena, STR("._domainkey."), signature->domain);
	struct str asked = arena_concat(in->arena, signature->selector, below);
	size_t nul = str_find(asked, '\0');
	struct finding *finding = finding_add(in, self);

	finding_variant(finding, nul == STR_NPOS ? QUOTED : CUT);
	finding_str(finding, "domain", or_dash(signature->domain));
	finding_str(finding, "selector", or_dash(signature->selector));
	finding_str(finding, "asked", str_sub(asked, 0, nul));
	finding_str(finding, "read", or_dash(name_part(signature->domain)));
	finding_at_field(finding, signature->field);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct header *header = &in->message->header;
	const struct field *field = header_first(header, FIELD_DKIM_SIGNATURE);

	for (uint32_t n = 0; field && n < LIMIT_DKIM; n++) {
		struct signed_as signature = { .field = field };
		struct tags tags;

		tags_parse(in->arena, field->value, &tags);
		signature.domain = tags_value(&tags, STR("d"));
		signature.selector = tags_value(&tags, STR("s"));
		if (is_odd(signature.domain) || is_odd(signature.selector))
			tell(in, self, &signature);
		field = header_next(header, field);
	}
}

const struct check check_auth_dkim_name_odd = {
	.id = "auth.dkim-name-odd",
	.title = N_("A signature names what is no domain name"),
	.details = { N_("Its domain is {domain}, its selector {selector}. A program that "
			"reads up to the NUL asks for {asked}, a name that the attacker "
			"can own, and reports {domain}. No key is asked for here."),
		     N_("Its domain is {domain}, its selector {selector}. Names hold "
			"letters, digits and hyphens; whoever quotes this one in a "
			"result may have it read as {read}. No key is asked for here.") },
	.means = N_("A signature of a lawful program never looks like that. Such names "
		    "are made so that the program that verifies and the one that reads "
		    "the result see two domains."),
	.wrong = N_("A script with an error in its configuration, such as an address in "
		    "place of the domain."),
	.cites = "RFC 6376, 3.5; RFC 8601, 2.2",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
