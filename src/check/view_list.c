/* check/view_list.c - see view_list.h. */
#include "check/view_list.h"

void finding_at_view(struct finding *finding, const struct part_view *view, size_t offset,
		     size_t length)
{
	const struct inspection *in = finding->in;
	const struct part *part = view->part;
	struct text_walk *walk;
	size_t body, from, to;

	if (view->inside_link || view->attachment || !part->text.p ||
	    !str_within(in->message->defects.input, part->body)) {
		finding_at_part(finding, part);
		return;
	}
	body = inspection_offset(in, part->body);
	walk = text_walk_of(in->arena, part);
	from = text_walk_to(walk, offset);
	to = text_walk_to(walk, offset + length);
	finding_at_offset(finding, body + from, to - from);
}

bool says_something(struct str text)
{
	uint32_t letters = 0;

	for (size_t i = 0; i < text.n && letters < 6; i++)
		letters += ascii_is_alnum(text.p[i]) || (uint8_t)text.p[i] >= 0xE3;
	return letters >= 6;
}
