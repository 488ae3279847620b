/* check/id_like_readers_house.c - a sender whose domain is made like that of the house
 * where the mail was delivered. */
#include "check/identity_list.h"
#include "check/names_alike.h"
#include "check/target.h"
#include "link/host.h"
#include "record/brand.h"

enum { WITH_WORDS, LETTER_OFF };
/* Shorter labels are words that many domains hold. */
enum { LEAST = 6, LEAST_GLUED = 8 };

/* "minami-eu" holds "minami" and goes on; without a hyphen a short one is a piece of
 * another word. */
static bool is_lengthened(struct str label, struct str house)
{
	if (label.n <= house.n + 1)
		return false;
	if (str_starts_nocase(label, house))
		return house.n >= LEAST_GLUED || label.p[house.n] == '-';
	return str_ends_nocase(label, house) &&
	       (house.n >= LEAST_GLUED || label.p[label.n - house.n - 1] == '-');
}

/* One letter in the place of another that looks different: takahashi and takanashi are
 * two names. */
static bool is_another_letter(struct str a, struct str b)
{
	static const char alike[][3] = { "il", "l1", "i1", "ij", "mn", "nm",
					 "uv", "ce", "o0", "gq", "vy", "hb" };
	size_t at = 0;

	if (a.n != b.n)
		return false;
	while (at < a.n && ascii_lower(a.p[at]) == ascii_lower(b.p[at]))
		at++;
	if (at == a.n || !str_eq_nocase(str_skip(a, at + 1), str_skip(b, at + 1)))
		return false;
	for (size_t i = 0; i < COUNT(alike); i++)
		if (strchr(alike[i], ascii_lower(a.p[at])) &&
		    strchr(alike[i], ascii_lower(b.p[at])))
			return false;
	return true;
}

static bool of_one_brand(const struct inspection *in, struct str a, struct str b)
{
	const struct brand *brand = brand_of_domain(in->env->tables, a);

	return brand && brand == brand_of_domain(in->env->tables, b);
}

/* The first of From and Reply-To that is made like `house`, a registrable domain. */
static const struct identity *find(struct inspection *in, struct str house,
				   int *ret_variant)
{
	static const enum identity_role roles[] = { ID_FROM, ID_REPLY_TO };
	struct str name = str_until(house, '.');

	for (size_t i = 0; i < COUNT(roles); i++) {
		const struct identity *id = identity_first(&in->ids, roles[i]);
		struct str label;

		if (!id || id->own || id->class_ || !id->registrable.n ||
		    str_eq_nocase(id->registrable, house))
			continue;
		label = str_until(id->registrable, '.');
		*ret_variant = is_lengthened(label, name) ? WITH_WORDS : LETTER_OFF;
		if (!str_eq_nocase(label, name) &&
		    (*ret_variant == WITH_WORDS || (names_look_alike(label, name) &&
						    !is_another_letter(label, name))) &&
		    !of_one_brand(in, id->domain, house))
			return id;
	}
	return NULL;
}

static void run(struct inspection *in, const struct check *self)
{
	const struct identity *found;
	struct finding *finding;
	struct target target;
	struct str house;
	int variant;

	if (mailing_list(in) || !came_from_outside(in) || !target_of(in, &target) ||
	    tables_class(in->env->tables, target.domain))
		return;
	house = host_registrable(in->arena, target.domain);
	if (str_until(house, '.').n < LEAST)
		return;
	found = find(in, house, &variant);
	if (!found)
		return;
	finding = finding_add(in, self);
	finding_variant(finding, variant);
	finding_severity(finding,
			 variant == LETTER_OFF ? SEVERITY_ADVERSE : SEVERITY_CAUTION);
	finding_str(finding, "domain", found->registrable);
	finding_str(finding, "house", house);
	finding_str(finding, "address", found->text);
	finding_at_field(finding, found->field);
}

const struct check check_id_like_readers_house = {
	.id = "id.like-readers-house",
	.title = N_("{domain} holds or resembles the name of {house}, where the mail was "
		    "delivered"),
	.details = { N_("{address} holds the name of {house} and more; it is another "
			"domain, which anybody could register."),
		     N_("{address} differs from {house} by a letter, or by letters that "
			"look alike; it is another domain.") },
	.means = N_("Whoever imitates a colleague or a superior registers a domain that "
		    "looks like the house's own: mail from there passes every "
		    "examination, for that domain."),
	.wrong = N_("Sister companies, shops and events of a house have such domains; "
		    "the site profile can name them."),
	.cites = "IC3 PSA I-091124; IPA, business e-mail compromise",
	.severity = SEVERITY_CAUTION,
	.grade = GRADE_OBSERVED,
	.run = run,
};
