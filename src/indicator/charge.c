/* indicator/charge.c - what the findings say against a thing: those that point at it. */
#include "indicator/gather.h"

#include "base/limits.h"
#include "check/check.h"
#include "check/link_list.h"

/* Kinds of weights that speak of how a mail is written, not of where it leads or who
 * sent it: no address becomes bad by them. */
static bool is_about_style(struct str kind)
{
	static const struct str kinds[] = { STR("lever"), STR("language"), STR("form"),
					    STR("filter"), STR("established") };

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_eq(kind, kinds[i]))
			return true;
	return false;
}

/* How much the finding says against what it points at; 0: nothing. */
static double weight_of(const struct finding *finding)
{
	const struct weight *row = finding->row;

	if (finding->severity != SEVERITY_ADVERSE &&
	    finding->severity != SEVERITY_CAUTION)
		return 0;
	if (!row || row->value <= 0 || is_about_style(row->kind))
		return 0;
	return finding->grade == GRADE_GUESSED ? row->value * .7 : row->value;
}

static void charge_add(struct charge *charge, const struct finding *finding,
		       double weight)
{
	charge->weight += weight;
	charge->adverse = charge->adverse || finding->severity == SEVERITY_ADVERSE;
	if (weight <= charge->heaviest)
		return;
	charge->heaviest = weight;
	charge->grade = finding->grade;
	charge->source = finding->check->id;
}

/* Strangers' pages on one name are judged each by itself. */
static struct str place_of(const struct link *link)
{
	return link->shared || link->opaque.n ? link_target(link)->href
					      : link_domain(link);
}

static struct place *place_find(const struct gathering *g, struct str name)
{
	for (uint32_t i = 0; i < g->place_count; i++)
		if (str_eq(g->places[i].name, name))
			return &g->places[i];
	return NULL;
}

static void charge_place(struct gathering *g, const struct finding *finding,
			 const struct link *link, double weight)
{
	struct str name = place_of(link);
	struct place *place = place_find(g, name);

	if (!place) {
		if (g->place_count == LIMIT_INDICATOR_PLACES)
			return;
		place = &g->places[g->place_count++];
		*place = (struct place){ .name = name };
	}
	if (place->last == finding) /* one finding, two links to one place */
		return;
	place->last = finding;
	charge_add(&place->charge, finding, weight);
}

void charge_places(struct gathering *g)
{
	const struct links *links = &g->in->links;

	if (!g->accusing)
		return;
	g->places = arena_room(g->in->arena, LIMIT_INDICATOR_PLACES, sizeof *g->places);
	for (uint32_t i = 0; i < g->in->finding_count; i++) {
		const struct finding *finding = g->in->findings[i];
		double weight = weight_of(finding);

		for (uint32_t k = 0; weight > 0 && k < finding->evidence_count; k++) {
			const struct evidence *evidence = &finding->evidence[k];

			if (evidence->kind == AT_LINK && evidence->index >= 1 &&
			    evidence->index <= links->count)
				charge_place(g, finding,
					     &links->items[evidence->index - 1], weight);
		}
	}
}

struct charge charge_of_link(const struct gathering *g, const struct link *link)
{
	const struct place *place = place_find(g, place_of(link));

	return place ? place->charge : (struct charge){ 0 };
}

/* Who a message shows: the fields that name him, and the login and the client that
 * handed it in. */
static bool is_about_sender(const struct finding *finding)
{
	static const struct str fields[] = { STR("From"), STR("Sender"), STR("Reply-To"),
					     STR("Return-Path"), STR("Message-ID") };

	for (uint32_t i = 0; i < finding->evidence_count; i++) {
		const struct evidence *evidence = &finding->evidence[i];

		if (evidence->kind == AT_HOP)
			return true;
		for (size_t f = 0; evidence->kind == AT_FIELD && f < COUNT(fields); f++)
			if (str_eq_nocase(evidence->field_name, fields[f]))
				return true;
	}
	return false;
}

struct charge charge_of_sender(const struct gathering *g)
{
	struct charge charge = { 0 };

	for (uint32_t i = 0; g->accusing && i < g->in->finding_count; i++) {
		const struct finding *finding = g->in->findings[i];
		double weight = weight_of(finding);

		if (weight > 0 && is_about_sender(finding))
			charge_add(&charge, finding, weight);
	}
	return charge;
}

struct charge charge_of_attachment(const struct gathering *g, uint32_t n)
{
	struct charge charge = { 0 };

	for (uint32_t i = 0; g->accusing && i < g->in->finding_count; i++) {
		const struct finding *finding = g->in->findings[i];
		const struct value *value = finding_value(finding, "attachment");
		double weight = weight_of(finding);

		if (weight > 0 && value && value->kind == VALUE_INT &&
		    value->number == (int64_t)n)
			charge_add(&charge, finding, weight);
	}
	return charge;
}

struct charge charge_of_finding(const struct gathering *g, const char *id)
{
	const struct finding *finding =
	    g->accusing ? inspection_find(g->in, str_c(id)) : NULL;
	struct charge charge = { 0 };

	if (finding && finding->severity <= SEVERITY_CAUTION)
		charge_add(&charge, finding, 1);
	return charge;
}

/* Two findings of weight one make two thirds; what the sender wrote himself, and what is
 * guessed, never makes more than its grade allows. */
int charge_confidence(const struct gathering *g, const struct charge *charge)
{
	static const int most[] = {
		[GRADE_OBSERVED] = 95,
		[GRADE_VOUCHED] = 90,
		[GRADE_CLAIMED] = 60,
		[GRADE_GUESSED] = 50,
	};
	double confidence = 100 * charge->weight / (charge->weight + 1);

	if (g->in->verdict.class_ != VERDICT_FRAUDULENT)
		confidence *= .7;
	return confidence > most[charge->grade] ? most[charge->grade] : (int)confidence;
}

bool charge_holds(const struct gathering *g, const struct charge *charge)
{
	enum { PERCENT = 100, ENOUGH = 50 };

	if (!g->accusing || !charge->source)
		return false;
	return charge->adverse || (g->in->verdict.class_ == VERDICT_FRAUDULENT &&
				   charge->weight * PERCENT >= ENOUGH);
}
