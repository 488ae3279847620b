/* check/rules_matched.c - see rules_matched.h.
 *
 * Rules see the message as it came, each part decoded, what there is to read as UTF-8
 * (whatever the charset was; of a page the visible text), and what is inside attachments.
 */
#include "check/rules_matched.h"

#include "base/limits.h"

/* What was applied, kept with the message. */
struct applied_rules {
	struct rules_target *targets;
	struct rules_origin {
		const struct part *part;       /* in which it lies; NULL: the message */
		const struct passage *passage; /* NULL: bytes */
	} * origins;
	uint32_t count, cap, origin_cap;
	struct rules_result result;
};

struct str *rules_variables(struct arena *arena, uint32_t *ret_count)
{
	uint32_t count = 0;
	struct str *names;

	while (check_table[count])
		count++;
	names = arena_alloc_array(arena, count, sizeof *names);
	for (uint32_t i = 0; i < count; i++)
		names[i] = rules_variable(arena, str_c(check_table[i]->id));
	*ret_count = count;
	return names;
}

static void add_target(struct inspection *in, struct applied_rules *applied,
		       const struct rules_target *target, struct rules_origin origin)
{
	uint32_t count = applied->count;

	if (target->bytes.n == 0)
		return;
	ARENA_GROW(in->arena, applied->targets, applied->count, applied->cap);
	ARENA_GROW(in->arena, applied->origins, count, applied->origin_cap);
	applied->origins[count] = origin;
	applied->targets[applied->count++] = *target;
}

static void add_parts(struct inspection *in, struct applied_rules *applied)
{
	for (uint32_t i = 0; i < in->message->part_count; i++) {
		const struct part *part = in->message->parts[i];
		struct rules_target target = { "part",
					       (uint32_t)inspection_part_id(in, part),
					       part->bytes, part->filename,
					       part->content_type.value };

		if (part->kind == PART_LEAF)
			add_target(in, applied, &target,
				   (struct rules_origin){ part, NULL });
	}
}

static void add_passages(struct inspection *in, struct applied_rules *applied)
{
	for (uint32_t i = 0; i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];
		const struct part *part = passage->part;
		struct rules_target target = { .kind = "text", .bytes = passage->text };

		/* ASCII and UTF-8 as they stand were looked through as the part. */
		if (!part || str_eq(part->bytes, passage->text))
			continue;
		target.n = (uint32_t)inspection_part_id(in, part);
		target.name = part->filename;
		target.type = STR("text/plain");
		add_target(in, applied, &target, (struct rules_origin){ part, passage });
	}
}

/* Those that are parts were looked through already. */
static void add_attachments(struct inspection *in, struct applied_rules *applied)
{
	for (uint32_t i = 0; i < in->attachments.count; i++) {
		const struct attachment *item = &in->attachments.items[i];
		struct rules_target target = { "attachment", item->n, item->bytes,
					       item->name, item->declared };

		if (item->depth > 0)
			add_target(in, applied, &target,
				   (struct rules_origin){ item->part, NULL });
	}
}

static void add_targets(struct inspection *in, struct applied_rules *applied)
{
	struct rules_target whole = { "message", 0, in->message->raw, STR_NONE,
				      STR("message/rfc822") };

	add_target(in, applied, &whole, (struct rules_origin){ NULL, NULL });
	add_parts(in, applied);
	add_passages(in, applied);
	add_attachments(in, applied);
}

static struct str *found_variables(struct inspection *in, uint32_t *ret_count)
{
	struct str *names =
	    arena_alloc_array(in->arena, in->finding_count, sizeof *names);

	for (uint32_t i = 0; i < in->finding_count; i++)
		names[i] = rules_variable(in->arena, str_c(in->findings[i]->check->id));
	*ret_count = in->finding_count;
	return names;
}

static void apply(struct inspection *in, struct applied_rules *applied)
{
	const struct message *message = in->message;
	struct rules_subject subject = { .subject = message->subject.text };

	add_targets(in, applied);
	subject.targets = applied->targets;
	subject.target_count = applied->count;
	if (message->from.count)
		subject.sender_domain = message->from.items[0].domain;
	subject.found = found_variables(in, &subject.found_count);
	in->env->rules->apply(in->env->rules, in->arena, &subject, &applied->result);
}

const struct rules_result *rules_matched(struct inspection *in)
{
	if (!in->env->rules || in->thing)
		return NULL;
	if (!in->applied_rules) {
		in->applied_rules = arena_new_of(in->arena, struct applied_rules);
		apply(in, in->applied_rules);
	}
	return &in->applied_rules->result;
}

const struct rules_target *rules_target(const struct inspection *in, uint32_t target)
{
	return &in->applied_rules->targets[target];
}

struct str rules_place(struct inspection *in, uint32_t target)
{
	const struct rules_target *place = rules_target(in, target);

	if (place->n == 0 && strcmp(place->kind, "message") == 0)
		return STR("message");
	return arena_printf(in->arena, "%s %u", place->kind, place->n);
}

void finding_at_hit(struct finding *finding, const struct rule_hit *hit)
{
	struct inspection *in = finding->in;
	const struct rules_target *target = rules_target(in, hit->target);
	const struct rules_origin *origin = &in->applied_rules->origins[hit->target];
	struct str bytes = str_sub(target->bytes, hit->offset, hit->offset + hit->length);

	if (hit->string.n && str_within(in->message->raw, bytes))
		finding_at_slice(finding, bytes);
	else if (hit->string.n && origin->passage)
		finding_at_passage(finding, origin->passage, hit->offset,
				   hit->offset + hit->length);
	else if (origin->part)
		finding_at_part(finding, origin->part);
}
