/* check/yara_match.c - rules of the user's own that match. It stands last in the table,
 * so that rules can name whatever else was found. */
#include "check/rules_matched.h"

static enum severity severity_of(enum rule_severity severity)
{
	static const enum severity severities[] = {
		[RULE_NOTE] = SEVERITY_NOTE,
		[RULE_CAUTION] = SEVERITY_CAUTION,
		[RULE_ADVERSE] = SEVERITY_ADVERSE,
	};

	return severities[severity];
}

/* "part 2 $a 120+16": the string, its offset in what was looked through, its length. */
static struct str hit_text(struct inspection *in, const struct rule_hit *hit)
{
	struct str place = rules_place(in, hit->target);

	if (hit->string.n == 0)
		return place;
	return arena_printf(in->arena, "%.*s %.*s %zu+%zu", STR_ARG(place),
			    STR_ARG(hit->string), hit->offset, hit->length);
}

static void add_hits(struct finding *finding, const struct rule_match *match)
{
	struct inspection *in = finding->in;
	struct str *texts = arena_alloc_array(in->arena, match->hit_count, sizeof *texts);
	uint32_t count = 0;

	for (uint32_t i = 0; i < match->hit_count; i++) {
		const struct rule_hit *hit = &match->hits[i];

		texts[count++] = hit_text(in, hit);
		finding_at_hit(finding, hit);
	}
	finding_list(finding, "found", texts, count);
	finding_bool(finding, "more", match->hits_cut);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct rules_result *result = rules_matched(in);

	for (uint32_t i = 0; result && i < result->count; i++) {
		const struct rule_match *match = &result->matches[i];
		struct finding *finding = finding_add(in, self);

		finding_severity(finding, severity_of(match->severity));
		finding_variant(finding, match->description.n ? 1 : 0);
		finding_str(finding, "rule", match->rule);
		finding_str(finding, "file", match->file);
		finding_str(finding, "description", match->description);
		finding_list(finding, "tags", match->tags, match->tag_count);
		add_hits(finding, match);
	}
}

const struct check check_yara_match = {
	.id = "yara.match",
	.title = N_("Your rule {rule} matches"),
	.details = { N_("Rule {rule} of {file}, in: {found}."),
		     N_("Rule {rule} of {file}: {description}. In: {found}.") },
	.means = N_("A YARA rule of yours (--yara) matches the message as it came, a "
		    "decoded part, what there is to read in it, or what an attachment "
		    "holds. How much that matters the rule says itself by its meta "
		    "mekiki_severity: note, caution or adverse; a note where it says "
		    "nothing."),
	.wrong =
	    N_("As the rule can be wrong; mekiki knows nothing of it. A rule that was "
	       "written for files may match the encoded form of something harmless."),
	.cites = "YARA",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
