/* indicator/gather_content.c - what the mail itself holds: files, numbers, addresses of
 * coins, and what it can be found by. */
#include "indicator/gather.h"

static struct part_played part_by(const struct gathering *g, const struct charge *charge,
				  const char *source)
{
	if (!charge_holds(g, charge))
		return part_plain(source);
	return (struct part_played){ ROLE_BAD, BY_CHARGE, charge_confidence(g, charge),
				     charge->source };
}

/* Pictures shown in the text are logos, mostly the imitated brand's own. */
static void add_attachment(struct gathering *g, const struct attachment *item)
{
	struct charge charge = charge_of_attachment(g, item->n);
	struct part_played part = part_by(g, &charge, "attachment");
	struct indicator *made;

	if (!item->sha256[0] || item->bytes.n == 0 ||
	    (item->inline_ && part.role != ROLE_BAD))
		return;
	made = gather_add(g, INDICATOR_SHA256,
			  arena_str(g->in->arena, str_c(item->sha256)), &part);
	if (!made)
		return;
	made->number = item->n;
	made->name = item->name;
}

static bool is_value(const struct finding *finding, const char *key, struct str text)
{
	const struct value *value = finding ? finding_value(finding, key) : NULL;

	return value && value->kind == VALUE_STR && str_eq(value->str, text);
}

static void add_numbers(struct gathering *g)
{
	const struct finding *call = inspection_find(g->in, STR("text.callback-number"));
	const struct numbers *numbers = &g->in->numbers;

	for (uint32_t i = 0; i < numbers->telephone_count; i++) {
		struct str number = numbers->telephones[i].number;
		struct charge charge = { 0 };
		struct part_played part;

		if (is_value(call, "number", number))
			charge = charge_of_finding(g, "text.callback-number");
		part = part_by(g, &charge, "text");
		gather_add(g, INDICATOR_TELEPHONE, number, &part);
	}
}

/* Charity and shops publish theirs; whoever demands, too. */
static void add_coins(struct gathering *g)
{
	struct charge charge = charge_of_finding(g, "text.extortion");
	struct part_played part;

	if (!charge.source)
		charge = charge_of_finding(g, "text.coin-address");
	part = part_by(g, &charge, "text");
	for (uint32_t i = 0; i < g->in->numbers.coin_count; i++)
		gather_add(g, INDICATOR_COIN, g->in->numbers.coins[i].address, &part);
}

void gather_content(struct gathering *g)
{
	const struct message *message = g->in->message;
	struct part_played part = part_plain("header");

	for (uint32_t i = 0; i < g->in->attachments.count; i++)
		add_attachment(g, &g->in->attachments.items[i]);
	add_numbers(g);
	add_coins(g);
	gather_add(g, INDICATOR_MESSAGE_ID, message->message_id.id, &part);
	if (message->subject_given)
		gather_add(g, INDICATOR_SUBJECT, str_trim(message->subject.text), &part);
}
