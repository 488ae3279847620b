/* check/identity_beside.c - see identity_beside.h. */
#include "check/identity_beside.h"

/* Areas whose cautions say something of who wrote. */
static const char *const areas[] = { "id", "from", "brand", "role" };
/* And single ones of others. */
static const char *const ids[] = { "auth.dmarc-fail",	   "auth.spf-own-domain",
				   "url.not-official",	   "url.look-alike",
				   "url.unrelated",	   "url.own-domain-left",
				   "text.payment-diverted" };

/* Every sender of newsletters has his bounces, often his answers sent elsewhere. */
static const char *const ordinary[] = { "id.return-elsewhere", "id.reply-elsewhere",
					"id.sender-differs" };

static bool is_one_of(struct str id, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(id, str_c(list[i])))
			return true;
	return false;
}

static bool tells_of_identity(struct str id)
{
	if (is_one_of(id, ordinary, COUNT(ordinary)))
		return false;
	return is_one_of(str_until(id, '.'), areas, COUNT(areas)) ||
	       is_one_of(id, ids, COUNT(ids));
}

const struct finding *identity_beside(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->finding_count; i++) {
		const struct finding *finding = in->findings[i];

		if (finding->severity <= SEVERITY_CAUTION &&
		    tells_of_identity(str_c(finding->check->id)))
			return finding;
	}
	return NULL;
}
