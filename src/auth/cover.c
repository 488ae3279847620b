/* auth/cover.c - see cover.h. */
#include "auth/cover.h"

/* --- the index ---------------------------------------------------------------- */

static unsigned slot(struct str name)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)ascii_lower(name.p[i])) * 16777619u;
	return (h ^ h >> 16) % COUNT(((struct field_index *)0)->heads);
}

void field_index_build(struct arena *arena, const struct header *header,
		       struct field_index *ret)
{
	*ret = (struct field_index){
		.header = header,
		.next = arena_alloc_array(arena, header->count, sizeof *ret->next),
		.taken = arena_alloc_array(arena, header->count, sizeof *ret->taken),
	};
	memset(ret->heads, -1, sizeof ret->heads);
	for (uint32_t i = 0; i < header->count; i++) {
		int32_t *head = &ret->heads[slot(header->fields[i].name)];

		ret->next[i] = *head;
		*head = (int32_t)i;
	}
}

void field_index_select(struct field_index *index)
{
	index->selection++;
}

const struct field *field_index_take(struct field_index *index, struct str name)
{
	for (int32_t i = index->heads[slot(name)]; i >= 0; i = index->next[i]) {
		if (index->taken[i] == index->selection ||
		    !str_eq_nocase(index->header->fields[i].name, name))
			continue;
		index->taken[i] = index->selection;
		return &index->header->fields[i];
	}
	return NULL;
}

/* --- what is covered ------------------------------------------------------------ */

const struct field **cover_fields(struct arena *arena, struct field_index *index,
				  const struct signature *signature)
{
	const struct field **fields =
	    arena_alloc_array(arena, signature->name_count, sizeof *fields);

	field_index_select(index);
	for (uint32_t i = 0; i < signature->name_count; i++)
		fields[i] = field_index_take(index, signature->names[i]);
	return fields;
}

/* What a reader sees, where his answer goes, how the body is read, where a click on
 * "unsubscribe" goes, and what makes it look like an answer. */
static const enum field_name shown[] = {
	FIELD_FROM,
	FIELD_SENDER,
	FIELD_REPLY_TO,
	FIELD_TO,
	FIELD_CC,
	FIELD_SUBJECT,
	FIELD_DATE,
	FIELD_CONTENT_TYPE,
	FIELD_CONTENT_TRANSFER_ENCODING,
	FIELD_CONTENT_DISPOSITION,
	FIELD_IN_REPLY_TO,
	FIELD_REFERENCES,
	FIELD_LIST_UNSUBSCRIBE,
	FIELD_RESENT_FROM,
	FIELD_RESENT_SENDER,
};

static void look(struct arena *arena, const struct field_index *index,
		 enum field_name name, struct dkim_signature *ret)
{
	struct dkim_open open = { 0 };
	const struct header *header = index->header;

	for (uint32_t i = 0; i < header->count; i++) {
		if (header->fields[i].known != name)
			continue;
		open.present++;
		if (index->taken[i] == index->selection)
			open.covered++;
		else if (!open.field)
			open.field = &header->fields[i];
	}
	if (!open.field)
		return;
	open.name = arena_lower(arena, str_c(field_name_text(name)));
	ret->open[ret->open_count++] = open;
}

void cover_open(struct arena *arena, struct field_index *index,
		struct dkim_signature *ret)
{
	uint32_t signed_from = 0;

	ret->open = arena_alloc_array(arena, COUNT(shown), sizeof *ret->open);
	for (size_t i = 0; i < COUNT(shown); i++)
		look(arena, index, shown[i], ret);
	for (uint32_t i = 0; i < ret->covered_count; i++)
		signed_from += str_eq(ret->covered[i], STR("from"));
	ret->from_oversigned = signed_from > header_count(index->header, FIELD_FROM);
}
