/* check/auth_smime_unchecked.c - a signature about which nothing could be found out. */
#include "check/smime.h"

enum { SIGNER, ENTITY, UNREADABLE, PGP, CUT };

static void tell(struct inspection *in, const struct check *self,
		 const struct smime_entity *entity, const struct smime_signer *signer)
{
	struct finding *finding;

	if (signer->code != SMIME_UNCHECKED && signer->code != SMIME_WEAK)
		return;
	finding = smime_finding(in, self, entity, signer);
	finding_variant(finding, SIGNER);
	finding_word(finding, "why", signer->reason);
}

static void tell_entity(struct inspection *in, const struct check *self,
			const struct smime_entity *entity)
{
	struct finding *finding;

	if (!entity->reason && entity->kind != SMIME_UNREADABLE &&
	    entity->kind != SMIME_PGP_SIGNED)
		return;
	finding = finding_add(in, self);
	finding_str(finding, "kind", str_c(smime_kind_name(entity->kind)));
	finding_str(finding, "type", entity->part->content_type.value);
	if (entity->reason)
		finding_word(finding, "why", entity->reason);
	finding_at_part(finding, entity->part);
	finding_variant(finding, entity->reason			    ? ENTITY
				 : entity->kind == SMIME_PGP_SIGNED ? PGP
								    : UNREADABLE);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct smime_results *results = &in->authentication.smime;

	for (uint32_t i = 0; i < results->count; i++)
		tell_entity(in, self, &results->items[i]);
	smime_each_signer(in, self, tell);
	if (results->cut)
		finding_variant(finding_add(in, self), CUT);
}

const struct check check_auth_smime_unchecked = {
	.id = "auth.smime-unchecked",
	.title = N_("A signature of the content that was not checked"),
	.details = { N_("The signature under the name of {name} ({addresses}) says "
			"nothing: {why}."),
		     N_("A part ({type}) should be signed, but {why}."),
		     N_("A part ({type}) says to be S/MIME and cannot be read as such."),
		     N_("The mail is signed with OpenPGP. That is not checked here: it "
			"neither holds nor fails."),
		     N_("More signed entities stand in the mail than are checked.") },
	.means = N_("A signature that nobody verified establishes nothing."),
	.wrong = N_("Most such mails are honest; it is only that nothing follows from "
		    "their signature."),
	.cites = "RFC 8551; RFC 3156",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
