/* check/hdr_generator.c - a mail program or a script, and does the claim fit the shape?
 */
#include "check/generator.h"

enum { SCRIPT, CLIENT, CONTRADICTION, TOOL };

/* The shape of one program under the name of another. Only a script's shape under a
 * client's name counts: clients share libraries and shapes among each other. */
static bool contradicts(const struct generator *claim, const struct generator *shape)
{
	return claim && shape && claim->kind == GENERATOR_CLIENT &&
	       shape->kind == GENERATOR_SCRIPT;
}

static bool is_web_mail(const struct generator *claim)
{
	/* Web mail is itself a script, in PHP or Java, and may show that. */
	static const char *const names[] = { "Roundcube", "SquirrelMail", "Horde",
					     "Zimbra", "Yahoo Mail" };

	for (size_t i = 0; i < COUNT(names); i++) {
		if (strcmp(claim->name, names[i]) == 0)
			return true;
	}
	return false;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct field *field = NULL;
	const struct generator *claim = generator_declared(in, &field);
	const struct generator *shape = generator_by_shape(in);
	const struct generator *best = shape ? shape : claim;
	struct finding *finding;

	if (claim && claim->kind != GENERATOR_CLIENT)
		best = claim;
	if (!best)
		return;
	finding = finding_add(in, self);
	finding_at_field(finding, field);
	finding_word(finding, "mark", best->mark);
	finding_str(finding, "generator", str_c(best->name));
	if (contradicts(claim, shape) && !is_web_mail(claim)) {
		finding_variant(finding, CONTRADICTION);
		finding_str(finding, "claim", field_unfold(in->arena, field->value));
	} else if (best->kind == GENERATOR_TOOL) {
		finding_variant(finding, TOOL);
		finding_severity(finding, SEVERITY_ADVERSE);
	} else if (best->kind == GENERATOR_CLIENT || (claim && is_web_mail(claim))) {
		finding_variant(finding, CLIENT);
		finding_severity(finding, SEVERITY_NOTE);
	}
}

const struct check check_hdr_generator = {
	.id = "hdr.generator",
	.title = N_("Built with {generator}"),
	.details = { N_("Built by a script with {generator}, not by a mail client. Seen "
			"by: "
			"{mark}."),
		     N_("It looks as if written with {generator}. Seen by: {mark}."),
		     N_("It says of itself \"{claim}\", but is built as {generator} does "
			"it. "
			"Seen by: {mark}."),
		     N_("{generator} is a tool for sending masses of mail from other "
			"people's "
			"servers. Seen by: {mark}.") },
	.means =
	    N_("Every program leaves habits in the order of fields and in the shape of "
	       "identifiers. A letter that pretends to come from a person and was built "
	       "by a script deserves a second look."),
	.wrong =
	    N_("Shops, banks and newsletters send by script too. Shapes can be imitated, "
	       "and gateways change them."),
	.cites = "RFC 5322, 3.6; RFC 2046, 5.1.1",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_GUESSED,
	.run = run,
};
