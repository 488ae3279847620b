/* check/reg_digits_local.c - the registrant's mailbox has a number for a name. */
#include "check/registry_list.h"

enum { DIGITS = 4 };

/* "99339**": digits alone, as far as it is shown. */
static bool is_number(struct str local)
{
	size_t digits = 0;

	for (size_t i = 0; i < local.n; i++) {
		if (!ascii_is_digit(local.p[i]) && local.p[i] != '*')
			return false;
		digits += ascii_is_digit(local.p[i]);
	}
	return digits >= DIGITS;
}

static void tell(struct inspection *in, const struct check *self,
		 const struct registered *one)
{
	const struct registry_value *email = &one->registrant->fields[REGISTRY_EMAIL];
	struct finding *finding;

	if (!is_shown(email) || !is_number(str_until(email->text, '@')) ||
	    !domain_of(email->text).n)
		return;
	finding = registered_finding(in, self, one);
	finding_str(finding, "mailbox", email->text);
}

static void run(struct inspection *in, const struct check *self)
{
	struct registered one;

	for (uint32_t i = 0; registered_next(in, &i, &one);)
		tell(in, self, &one);
}

const struct check check_reg_digits_local = {
	.id = "reg.digits-local",
	.title = N_("The mailbox that registered {domain} has a number for a name"),
	.details = { N_(
	    "The registrant gave {mailbox}: digits alone, as far as it is shown.") },
	.means = N_("Mailboxes that are opened by the dozen are counted, not named."),
	.wrong = N_("In China mailboxes named by a telephone or QQ number are common."),
	.cites = "RFC 3912; RFC 9083",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_VOUCHED,
	.run = run,
};
