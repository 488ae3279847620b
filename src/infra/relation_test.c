/* infra/relation_test.c - what ties two domains, and how strongly. */
#include "infra/relation.h"
#include "base/test.h"

enum { AT = 1647000000 }; /* a moment in March 2022 */

struct scene {
	struct survey survey;
	struct survey_domain domains[2];
	struct enquiries enquiries;
	struct enquiry enquiry[2];
	struct relations relations;
};

/* Two domains, the sender's and a linked one, both registered, nothing else known. */
static struct scene *two(void)
{
	struct scene *s = arena_new_of(test_arena(), struct scene);

	for (int i = 0; i < 2; i++) {
		struct registry_contact *registrant;

		s->domains[i].name = i ? STR("site.test") : STR("sender.test");
		s->domains[i].roles = i ? 1u << SEEN_LINK : 1u << SEEN_FROM;
		s->enquiry[i].state = ENQUIRY_FOUND;
		s->enquiries.domains[i].enquiry = &s->enquiry[i];
		registrant = &s->enquiry[i].registration.registrant;
		for (int k = 0; k < REGISTRY_FIELDS; k++)
			registrant->fields[k].standing = REGISTRY_NOT_COLLECTED;
	}
	s->survey = (struct survey){ .arena = test_arena(),
				     .domains = s->domains,
				     .domain_count = 2,
				     .done = true };
	return s;
}

static void registrant(struct scene *s, int which, enum registry_field field,
		       const char *text, enum registry_standing standing)
{
	s->enquiry[which].registration.registrant.fields[field] =
	    (struct registry_value){ str_c(text), standing };
}

static void created(struct scene *s, int which, int64_t utc, bool day_only)
{
	s->enquiry[which].registration.facts.created =
	    (struct registry_time){ .ok = true, .utc = utc, .day_only = day_only };
}

static const struct relation *find(struct scene *s, enum tie kind)
{
	const struct relations_query query = { .survey = &s->survey,
					       .enquiries = &s->enquiries };

	relations_find(test_arena(), &query, &s->relations);
	for (uint32_t i = 0; i < s->relations.count; i++)
		if (s->relations.items[i].kind == kind)
			return &s->relations.items[i];
	return NULL;
}

static const struct {
	const char *name, *one, *other;
	enum registry_standing standing;
	bool same, differ;
} mailboxes[] = {
	{ "the same", "a@b.test", "A@b.test", REGISTRY_PUBLISHED, true, false },
	{ "others", "a@b.test", "c@b.test", REGISTRY_PUBLISHED, false, true },
	{ "withheld", "x@privacy.test", "x@privacy.test", REGISTRY_PRIVACY, false,
	  false },
	{ "redacted", "REDACTED", "REDACTED", REGISTRY_REDACTED, false, false },
	{ "masked, the same as far as it shows", "ab**@b.test", "ab**@b.test",
	  REGISTRY_MASKED, false, false },
	{ "masked, and others", "99339**@b.test", "haolong****@c.test", REGISTRY_MASKED,
	  false, true },
	{ "masked, perhaps one", "a****@b.test", "ab***@b.test", REGISTRY_MASKED, false,
	  false },
	{ "stars that nobody called a mask", "* **", "* **", REGISTRY_PUBLISHED, false,
	  false },
	{ "nobody", "-", "-", REGISTRY_PUBLISHED, false, false },
};

TEST(relation_compares_registrants)
{
	for (size_t i = 0; i < COUNT(mailboxes); i++) {
		struct scene *s = two();

		test_case(mailboxes[i].name);
		registrant(s, 0, REGISTRY_EMAIL, mailboxes[i].one, mailboxes[i].standing);
		registrant(s, 1, REGISTRY_EMAIL, mailboxes[i].other,
			   mailboxes[i].standing);
		test_true((find(s, TIE_REGISTRANT) != NULL) == mailboxes[i].same);
		test_true((find(s, TIE_DIFFER) != NULL) == mailboxes[i].differ);
	}
}

TEST(relation_takes_a_name_for_less_than_a_mailbox)
{
	struct scene *s = two();

	for (int i = 0; i < 2; i++)
		registrant(s, i, REGISTRY_NAME, "Taro Yamada", REGISTRY_PUBLISHED);
	test_int(find(s, TIE_REGISTRANT)->strength, TIE_MEDIUM);
	for (int i = 0; i < 2; i++)
		registrant(s, i, REGISTRY_EMAIL, "t@a.test", REGISTRY_PUBLISHED);
	test_int(find(s, TIE_REGISTRANT)->strength, TIE_STRONG);
}

static const struct {
	const char *name;
	int64_t apart;
	bool day_only, near, same_hour;
	enum tie_strength strength;
	int days;
} dates[] = {
	{ "five minutes", 303, false, true, false, TIE_WEAK, 0 },
	{ "two days", 2 * 86400, false, true, true, TIE_WEAK, 2 },
	{ "ten days and a half", 10 * 86400 + 43200, false, true, false, TIE_CONTEXT,
	  11 },
	{ "twenty days at the same hour", 20 * 86400 - 218, false, true, true, TIE_WEAK,
	  20 },
	{ "twenty days, the days alone", 20 * 86400, true, true, false, TIE_CONTEXT, 20 },
	{ "thirty-one days", 31 * 86400, false, false, false, 0, 0 },
};

TEST(relation_compares_dates)
{
	for (size_t i = 0; i < COUNT(dates); i++)
		for (int turn = 0; turn < 2; turn++) {
			struct scene *s = two();
			const struct relation *relation;

			test_case(dates[i].name);
			created(s, turn, AT, dates[i].day_only);
			created(s, !turn, AT + dates[i].apart, dates[i].day_only);
			relation = find(s, TIE_DATES);
			test_true((relation != NULL) == dates[i].near);
			if (!relation)
				continue;
			test_int(relation->strength, dates[i].strength);
			test_int(relation->days, dates[i].days);
			test_int(relation->same_hour, dates[i].same_hour);
		}
}

TEST(relation_compares_registrars)
{
	struct scene *s = two();
	struct registry_facts *one = &s->enquiry[0].registration.facts;
	struct registry_facts *other = &s->enquiry[1].registration.facts;

	test_true(!find(s, TIE_REGISTRAR)); /* neither is known */
	one->registrar = other->registrar = STR("Oak Names");
	test_int(find(s, TIE_REGISTRAR)->strength, TIE_CONTEXT);
	one->registrar_id = STR("1");
	other->registrar_id = STR("2");
	test_true(!find(s, TIE_REGISTRAR));
}

TEST(relation_says_nothing_of_ours_and_of_everybodys)
{
	struct scene *s = two();

	for (int i = 0; i < 2; i++)
		registrant(s, i, REGISTRY_EMAIL, "t@a.test", REGISTRY_PUBLISHED);
	s->domains[0].own = true;
	test_true(!find(s, TIE_REGISTRANT));
	s->domains[0].own = false;
	s->domains[1].why = "a service of many";
	test_true(!find(s, TIE_REGISTRANT));
	s->domains[1].why = NULL;
	s->domains[1].related = RELATED_YES;
	test_true(!find(s, TIE_REGISTRANT));
}

TEST(relation_sums_up)
{
	static const struct {
		enum tie_strength ties[3], all;
	} rows[] = {
		{ { TIE_AGAINST, TIE_AGAINST, TIE_AGAINST }, TIE_AGAINST },
		{ { TIE_CONTEXT, TIE_AGAINST, TIE_AGAINST }, TIE_CONTEXT },
		{ { TIE_WEAK, TIE_WEAK, TIE_WEAK }, TIE_WEAK },
		{ { TIE_MEDIUM, TIE_WEAK, TIE_AGAINST }, TIE_MEDIUM },
		{ { TIE_MEDIUM, TIE_MEDIUM, TIE_AGAINST }, TIE_STRONG },
		{ { TIE_STRONG, TIE_CONTEXT, TIE_AGAINST }, TIE_STRONG },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct relation items[3] = { 0 };
		struct relations relations = { items, 3, 3, false };

		for (int k = 0; k < 3; k++)
			items[k] =
			    (struct relation){ .other = 1, .strength = rows[i].ties[k] };
		test_int(relations_between(&relations, 0, 1), rows[i].all);
		test_int(relations_between(&relations, 0, 2), TIE_AGAINST);
	}
}
