/* check/auth_smime_encrypted.c - content that is not read here. */
#include "check/smime.h"

static void run(struct inspection *in, const struct check *self)
{
	const struct smime_results *results = &in->authentication.smime;

	for (uint32_t i = 0; i < results->count; i++) {
		const struct smime_entity *entity = &results->items[i];
		struct finding *finding;

		if (entity->kind != SMIME_ENCRYPTED &&
		    entity->kind != SMIME_PGP_ENCRYPTED)
			continue;
		finding = finding_add(in, self);
		finding_str(finding, "kind", str_c(smime_kind_name(entity->kind)));
		finding_str(finding, "type", entity->part->content_type.value);
		finding_at_part(finding, entity->part);
	}
}

const struct check check_auth_smime_encrypted = {
	.id = "auth.smime-encrypted",
	.title = N_("Encrypted content, not read"),
	.details = { N_("A part ({type}) is encrypted. Nothing here decrypts: what it "
			"says was not examined.") },
	.means = N_("What no filter can read is judged by its surroundings alone."),
	.wrong = N_("Honest people encrypt."),
	.cites = "RFC 8551, 3.3; RFC 3156, 4",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
