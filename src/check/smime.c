/* check/smime.c - see smime.h. */
#include "check/smime.h"

static bool is_same(const struct smime_signer *a, const struct smime_signer *b)
{
	return a->certificate && b->certificate && a->code == b->code &&
	       a->reason == b->reason &&
	       strcmp(a->certificate->sha256, b->certificate->sha256) == 0;
}

/* Who signs what he has signed (triple wrapping, RFC 2634) is told of once. */
static bool was_told(const struct smime_results *results, uint32_t before,
		     const struct smime_signer *signer)
{
	for (uint32_t i = 0; i < before; i++)
		for (uint32_t k = 0; k < results->items[i].signer_count; k++)
			if (is_same(&results->items[i].signers[k], signer))
				return true;
	return false;
}

void smime_each_signer(struct inspection *in, const struct check *self,
		       void (*tell)(struct inspection *in, const struct check *self,
				    const struct smime_entity *entity,
				    const struct smime_signer *signer))
{
	const struct smime_results *results = &in->authentication.smime;

	for (uint32_t i = 0; i < results->count; i++)
		for (uint32_t k = 0; k < results->items[i].signer_count; k++)
			if (!was_told(results, i, &results->items[i].signers[k]))
				tell(in, self, &results->items[i],
				     &results->items[i].signers[k]);
}

static struct str name_of(const struct certificate_name *name)
{
	struct str common = certificate_name_get(name, STR("CN")),
		   organisation = certificate_name_get(name, STR("O"));

	return common.n ? common : organisation.n ? organisation : name->text;
}

struct str smime_subject(const struct smime_signer *signer)
{
	struct str name =
	    signer->certificate ? name_of(&signer->certificate->subject) : STR_NONE;

	return name.n ? name : STR("-");
}

struct str smime_issuer(const struct smime_signer *signer)
{
	struct str name =
	    signer->certificate ? name_of(&signer->certificate->issuer) : signer->issuer;

	return name.n ? name : STR("-");
}

struct str smime_from(const struct inspection *in)
{
	const struct address_list *from = &in->message->from;

	return from->count && from->items[0].address.n ? from->items[0].address
						       : STR("-");
}

struct finding *smime_finding(struct inspection *in, const struct check *self,
			      const struct smime_entity *entity,
			      const struct smime_signer *signer)
{
	static struct str nothing = { "-", 1 };
	struct finding *finding = finding_add(in, self);
	const struct certificate_list *addresses = &signer->addresses;

	finding_str(finding, "name", smime_subject(signer));
	finding_list(finding, "addresses", addresses->count ? addresses->items : &nothing,
		     addresses->count ? addresses->count : 1);
	finding_str(finding, "issuer", smime_issuer(signer));
	finding_str(finding, "from", smime_from(in));
	finding_at_part(finding, entity->part);
	return finding;
}

bool smime_establishes(const struct smime_signer *signer)
{
	return signer->code == SMIME_PASS && signer->author == SMIME_AUTHOR_MATCHES &&
	       signer->chain.trust == CHAIN_TRUSTED && !signer->chain.expired_then &&
	       !signer->chain.wrong_use;
}
