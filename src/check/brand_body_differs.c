/* check/brand_body_differs.c - the organization in whose name the text speaks or signs is
 * not the one that the mail comes from. */
#include "check/brand_claim.h"
#include "check/identity_list.h"
#include "check/platform.h"

enum { OTHER_KNOWN, UNKNOWN_SENDER, BY_PLATFORM };

/* Where a list, an answer's writer or a report carries it, names inside are others'. */
static bool is_spoken_for(const struct inspection *in)
{
	return mailing_list(in) || is_delivery_report(in->message);
}

static const struct claim_place *spoken_at(const struct claim *claim)
{
	const struct claim_place *best = NULL;

	for (uint32_t i = 0; i < claim->place_count; i++)
		if (claim->places[i].voice <= VOICE_SIGNED &&
		    claim->places[i].voice >= VOICE_TEXT &&
		    (!best || claim->places[i].voice > best->voice))
			best = &claim->places[i];
	return best;
}

/* The organization of the table to which From belongs, where strangers do not share it.
 */
static const struct brand *sender_of(const struct inspection *in,
				     const struct identity *from)
{
	const struct brand *brand =
	    from ? brand_of_domain(in->env->tables, from->domain) : NULL;

	return from && !from->class_ ? brand : NULL;
}

static bool writes_for_many(const struct inspection *in)
{
	const struct platform *platform = platform_of_sender(in);

	return platform && platform->kind == PLATFORM_TENANT;
}

static void judge(struct inspection *in, const struct check *self,
		  const struct claim *claim, const struct identity *from)
{
	const struct brand *sender = sender_of(in, from);
	const struct claim_place *place = spoken_at(claim);
	struct finding *finding;

	if (!place || !claim_is_inside(claim) || claim->standing == STANDING_CONFIRMED ||
	    (sender && brands_are_one_house(sender, claim->brand)))
		return;
	/* Companies write about each other; a signature is not about. */
	if (sender && place->voice < VOICE_SIGNED)
		return;
	if (!sender && claim->standing != STANDING_CONTRADICTED)
		return;
	finding = finding_add(in, self);
	claim_values(finding, claim);
	finding_str(finding, "name", place->text);
	finding_str(finding, "sender", sender ? sender->name_en : STR("-"));
	finding_str(finding, "sender_ja", sender ? sender->name_ja : STR("-"));
	finding_word(finding, "where",
		     place->voice == VOICE_SIGNED ? N_("the signature") : N_("the text"));
	finding_variant(finding, sender ? OTHER_KNOWN : UNKNOWN_SENDER);
	/* Tenants of a platform sign in their own names. */
	if (writes_for_many(in)) {
		finding_variant(finding, BY_PLATFORM);
		finding_severity(finding, SEVERITY_NOTE);
	}
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *from = identity_first(&in->ids, ID_FROM);

	if (!from || is_spoken_for(in))
		return;
	for (uint32_t i = 0; i < in->claims.count; i++)
		judge(in, self, &in->claims.items[i], from);
}

const struct check check_brand_body_differs = {
	.id = "brand.body-differs",
	.title = N_("The text speaks for {brand}; the sender is somebody else"),
	.details = { N_("\"{name}\" stands in {where}, where who speaks is named. The "
			"sender's domain {domain} belongs to {sender}. Known domains of "
			"{brand}: {official}."),
		     N_("\"{name}\" stands in {where}, where who speaks is named. The "
			"sender's domain is {domain}; known domains of {brand}: "
			"{official}."),
		     N_("\"{name}\" stands in {where}. The mail was sent through a "
			"platform, {domain}, where whoever has an account may sign as he "
			"likes. Known domains of {brand}: {official}.") },
	.means =
	    N_("Who signs a text and who sends it are one, normally. A text that is "
	       "signed by somebody else was written by somebody else, or pretends it."),
	.wrong = N_("Resellers and service companies write for others; somebody may have "
		    "copied a whole text without marking it as copied."),
	.cites = "data/brands.txt",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
