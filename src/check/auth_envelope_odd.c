/* check/auth_envelope_odd.c - AU-02, AU-05, AU-06: an envelope sender that can be read in
 * two ways. */
#include "auth/signature.h"
#include "base/utf8.h"
#include "check/origin.h"

enum { COMMENT, SEVERAL_AT, ROUTE, OTHER, PLAIN };

/* What the receiving server was told, or wrote down, without its brackets. Text of other
 * shapes was not written by a server; the parser tells of it. */
static struct str reverse_path(const struct inspection *in, const struct field **ret)
{
	const struct field *field = header_first(&in->message->header, FIELD_RETURN_PATH);
	struct str text = in->env->override.mail_from;

	*ret = text.n ? NULL : field;
	if (text.n || !field || in->env->override.null_path)
		return text;
	text = str_trim(field_unfold(in->arena, field->value));
	if (text.n < 2 || text.p[0] != '<' || text.p[text.n - 1] != '>')
		return STR("");
	return str_trim(str_sub(text, 1, text.n - 1));
}

/* Bytes of other scripts are lawful (RFC 6531). */
static bool is_name_char(char c)
{
	return (unsigned char)c >= 0x80 || ascii_is_alnum(c) || c == '-' || c == '_' ||
	       c == '.';
}

/* Where dots may stand is not judged, as carriers gave out such addresses. */
static bool is_local_char(char c)
{
	return (unsigned char)c >= 0x80 || ascii_is_alnum(c) ||
	       (c && strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

/* The length of a local part at the start of `text`; it ends before '@' where it is one.
 */
static size_t local_length(struct str text)
{
	size_t i = 0;

	if (text.n == 0 || text.p[0] != '"') {
		while (i < text.n && is_local_char(text.p[i]))
			i++;
		return i;
	}
	for (i = 1; i < text.n && text.p[i] != '"'; i++)
		if (text.p[i] == '\\')
			i++;
	return i < text.n ? i + 1 : text.n;
}

static bool is_domain(struct str text)
{
	if (text.n >= 2 && text.p[0] == '[')
		return text.p[text.n - 1] == ']';
	if (ascii_is_all(text))
		return signature_name_is_plain(text);
	for (size_t i = 0; i < text.n; i++)
		if (!is_name_char(text.p[i]))
			return false;
	return true;
}

/* A word alone is what servers write for their own notices. */
static int shape_of(struct str path)
{
	size_t length = local_length(path);
	struct str rest = str_skip(path, length);

	if (path.p[0] == '@' && str_find(path, ':') != STR_NPOS)
		return ROUTE;
	if (length && rest.n == 0)
		return PLAIN;
	if (length && rest.p[0] == '@' && is_domain(str_skip(rest, 1)))
		return PLAIN;
	if (str_find(rest, '(') != STR_NPOS || str_find(rest, ')') != STR_NPOS)
		return COMMENT;
	str_eat_char(&rest, '@');
	return str_find(rest, '@') != STR_NPOS ? SEVERAL_AT : OTHER;
}

/* What stands behind the first '@', as far as it can be a name. */
static struct str first_domain(struct str path)
{
	struct str local, rest = STR_NONE;
	size_t n = 0;

	if (!str_cut(path, '@', &local, &rest))
		return STR("");
	while (n < rest.n && is_name_char(rest.p[n]))
		n++;
	return str_sub(rest, 0, n);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct field *field;
	struct str path = reverse_path(in, &field), before = path, behind;
	struct finding *finding;
	int shape = path.n ? shape_of(path) : PLAIN;

	if (shape == PLAIN)
		return;
	if (shape == ROUTE)
		str_cut_last(path, ':', &before, &behind);
	else
		before = str_trim(str_sub(path, 0, str_find(path, '(')));
	finding = finding_add(in, self);
	finding_variant(finding, shape);
	if (shape == ROUTE || shape == OTHER)
		finding_severity(finding, SEVERITY_CAUTION);
	finding_str(finding, "address", path);
	finding_str(finding, "before", before.n ? before : STR("<>"));
	finding_str(finding, "first", or_dash(first_domain(path)));
	finding_str(finding, "domain", or_dash(domain_of(path)));
	finding_at_field(finding, field);
}

const struct check check_auth_envelope_odd = {
	.id = "auth.envelope-odd",
	.title = N_("The envelope sender can be read in two ways"),
	.details = { N_("It is {address}. A parenthesis begins a comment: whoever takes "
			"comments out reads {before}, others take {domain} for its "
			"domain. A result that quotes it can be read wrongly too."),
		     N_("It is {address}, with more than one @: by the first its domain "
			"is {first}, by the last {domain}. A result that quotes it can "
			"be read wrongly too."),
		     N_("It is {address}. Servers ignore the route {before} in front of "
			"the address; a filter that does not checks another domain than "
			"{domain}."),
		     N_("It is {address}, which is no address: between its parts stands "
			"what none may hold. By the first @ its domain is {first}, by "
			"the last {domain}.") },
	.means = N_("SPF and DMARC judge the domain of the envelope sender. Where two "
		    "programs see two domains, one may check the attacker's and the "
		    "other report the victim's."),
	.wrong = N_("Old systems wrote routes, and broken scripts write anything. Quoted "
		    "local parts, rewritten senders (SRS) and apostrophes are lawful "
		    "and are not meant."),
	.cites = "RFC 5321, 4.1.1.2, 4.1.2 and appendix C; RFC 8601, 2.2",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
