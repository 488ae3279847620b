/* check/finding.c - building findings: values, evidence, order. */
#include "check/check.h"

#include "base/limits.h"

#include <assert.h>

void finding_init(struct finding *finding, struct inspection *in,
		  const struct check *check)
{
	struct str id = str_c(check->id);

	*finding = (struct finding){
		.check = check,
		.id = id,
		.row = tables_weight(in->env->tables, id),
		.in = in,
		.severity = check->severity,
		.grade = check->grade,
	};
}

struct finding *finding_add(struct inspection *in, const struct check *check)
{
	struct finding *finding = arena_new_of(in->arena, struct finding);

	finding_init(finding, in, check);
	if (in->finding_count >= LIMIT_FINDINGS) {
		in->findings_dropped++;
		return finding;
	}
	ARENA_GROW(in->arena, in->findings, in->finding_count, in->finding_cap);
	in->findings[in->finding_count++] = finding;
	inspection_note(in, finding->id);
	return finding;
}

void finding_severity(struct finding *finding, enum severity severity)
{
	finding->severity = severity;
}

void finding_grade(struct finding *finding, enum grade grade)
{
	finding->grade = grade;
}

void finding_variant(struct finding *finding, int detail)
{
	assert(detail >= 0 && detail < CHECK_DETAILS && finding->check->details[detail]);
	finding->variant = detail;
}

static struct value *value_add(struct finding *finding, const char *key,
			       enum value_kind kind)
{
	struct value *value;

	ARENA_GROW(finding->in->arena, finding->values, finding->value_count,
		   finding->value_cap);
	value = &finding->values[finding->value_count++];
	*value = (struct value){ .key = key, .kind = kind };
	return value;
}

void finding_str(struct finding *finding, const char *key, struct str text)
{
	value_add(finding, key, VALUE_STR)->str = text;
}

void finding_int(struct finding *finding, const char *key, int64_t number)
{
	value_add(finding, key, VALUE_INT)->number = number;
}

void finding_bool(struct finding *finding, const char *key, bool truth)
{
	value_add(finding, key, VALUE_BOOL)->number = truth;
}

void finding_time(struct finding *finding, const char *key, int64_t utc)
{
	value_add(finding, key, VALUE_TIME)->number = utc;
}

void finding_list(struct finding *finding, const char *key, const struct str *items,
		  uint32_t count)
{
	struct value *value = value_add(finding, key, VALUE_LIST);

	value->items = arena_alloc_array(finding->in->arena, count, sizeof *items);
	if (count)
		memcpy(value->items, items, count * sizeof *items);
	value->count = count;
}

void finding_word(struct finding *finding, const char *key, const char *msgid)
{
	value_add(finding, key, VALUE_WORD)->word = msgid;
}

static struct evidence *evidence_add(struct finding *finding)
{
	/* Beyond the cap one slot is written over; it is never counted. */
	if (finding->evidence_count >= LIMIT_EVIDENCE)
		return arena_new_of(finding->in->arena, struct evidence);
	ARENA_GROW(finding->in->arena, finding->evidence, finding->evidence_count,
		   finding->evidence_cap);
	return &finding->evidence[finding->evidence_count++];
}

void finding_at_field(struct finding *finding, const struct field *field)
{
	struct evidence *evidence;

	if (!field)
		return;
	evidence = evidence_add(finding);
	*evidence = (struct evidence){
		.kind = AT_FIELD,
		.field_name = field->name,
		.offset = inspection_offset(finding->in, field->raw),
		.length = field->raw.n,
	};
}

void finding_at_slice(struct finding *finding, struct str slice)
{
	struct evidence *evidence;

	if (!slice.p)
		return;
	evidence = evidence_add(finding);
	*evidence = (struct evidence){
		.kind = AT_SLICE,
		.offset = inspection_offset(finding->in, slice),
		.length = slice.n,
	};
}

void finding_at_offset(struct finding *finding, size_t offset, size_t length)
{
	*evidence_add(finding) =
	    (struct evidence){ .kind = AT_SLICE, .offset = offset, .length = length };
}

void finding_at_passage(struct finding *finding, const struct passage *passage,
			size_t start, size_t end)
{
	const struct message *message = finding->in->message;
	size_t offset, length;

	if (passage_span(finding->in->arena, message, passage, start, end, &offset,
			 &length))
		finding_at_offset(finding, offset, length);
	else if (passage->field)
		finding_at_field(finding, passage->field);
	else
		finding_at_part(finding, passage->part);
}

void finding_at_hop(struct finding *finding, uint32_t hop)
{
	const struct path *path = &finding->in->path;
	struct str raw;

	if (hop == 0 || hop > path->count)
		return;
	raw = path->hops[hop - 1].field->raw;
	*evidence_add(finding) = (struct evidence){
		.kind = AT_HOP,
		.index = hop,
		.offset = inspection_offset(finding->in, raw),
		.length = raw.n,
	};
}

void finding_at_part(struct finding *finding, const struct part *part)
{
	*evidence_add(finding) = (struct evidence){
		.kind = AT_PART,
		.index = (uint32_t)inspection_part_id(finding->in, part),
		.offset = inspection_offset(finding->in, part->raw),
		.length = part->raw.n,
	};
}

void finding_at_link(struct finding *finding, const struct link *link)
{
	*evidence_add(finding) = (struct evidence){
		.kind = AT_LINK,
		.index = link->n,
		.offset = link->offset,
		.length = link->length,
	};
}

const struct value *finding_value(const struct finding *finding, const char *key)
{
	for (uint32_t i = 0; i < finding->value_count; i++)
		if (strcmp(finding->values[i].key, key) == 0)
			return &finding->values[i];
	return NULL;
}
