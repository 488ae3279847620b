/* attachment/script.c - see script.h. An evaluator of constant expressions with a stack
 * of its own: a frame for each open bracket, in it a sum, and in that the operand that is
 * being read with what is called on it. */
#include "attachment/script.h"

#include "attachment/script_call.h"
#include "attachment/script_token.h"
#include "base/limits.h"

const char *script_does_name(uint32_t bit)
{
	static const char *const names[] = { "writes", "blob",	"saves",  "leaves",
					     "evals",  "sends", "decodes" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (bit == 1u << i)
			return names[i];
	return NULL;
}

enum frame_kind { FRAME_GROUP, FRAME_CALL, FRAME_ARRAY, FRAME_INDEX, FRAME_BLOCK };

struct frame {
	enum frame_kind kind;
	struct script_call call;   /* FRAME_CALL; FRAME_INDEX: its receiver */
	struct script_list *items; /* arguments, or the array's */
	struct script_value sum, unit;
	bool has_sum, has_unit, plus;
	struct str path;   /* the name that `unit` came by, dots and all */
	struct str target; /* that is assigned to; p NULL: none */
	bool append;
	bool calls; /* a call of `pending` begins at the next "(" */
	struct script_call pending;
};

struct name {
	struct str name;
	struct script_value value;
};

struct reader {
	struct script_maker maker;
	struct script_lexer lexer;
	struct frame *frames;
	uint32_t frame_cap;
	uint32_t depth;	   /* of the top, from 0 */
	uint32_t overflow; /* brackets that were not followed */
	struct name *names;
	uint32_t slots, names_used;
	struct script_token last;
};

static struct frame *top(struct reader *r)
{
	return &r->frames[r->depth];
}

/* --- names ------------------------------------------------------------------- */

static struct name *slot_of(struct reader *r, struct str name)
{
	uint64_t hash = 14695981039346656037u;
	uint32_t i;

	for (size_t k = 0; k < name.n; k++)
		hash = (hash ^ (uint8_t)name.p[k]) * 1099511628211u;
	for (i = (uint32_t)(hash >> 20) & (r->slots - 1); r->names[i].name.p;
	     i = (i + 1) & (r->slots - 1))
		if (str_eq(r->names[i].name, name))
			break;
	return &r->names[i];
}

static struct script_value value_of(struct reader *r, struct str name)
{
	struct name *slot = slot_of(r, name);
	struct script_value value =
	    slot->name.p ? slot->value : (struct script_value){ 0 };

	value.room = 0; /* what is appended to a copy is no part of it */
	return value;
}

static void assign(struct reader *r, struct str name, struct script_value value)
{
	struct name *slot = slot_of(r, name);

	if (!slot->name.p) {
		if (r->names_used >= LIMIT_SCRIPT_NAMES ||
		    r->names_used * 4 >= r->slots * 3) {
			r->maker.script->cut = true;
			return;
		}
		r->names_used++;
		slot->name = name;
	}
	slot->value = value;
}

/* --- expressions ------------------------------------------------------------- */

static void fold(struct reader *r, struct frame *frame)
{
	if (!frame->has_unit)
		return;
	frame->sum =
	    frame->has_sum ? script_add(&r->maker, frame->sum, frame->unit) : frame->unit;
	frame->has_sum = true;
	frame->has_unit = false;
	frame->path = STR_NONE;
	frame->calls = false;
}

static void finish(struct reader *r, struct frame *frame)
{
	fold(r, frame);
	if (frame->target.p) {
		struct script_value value = frame->sum;
		enum script_use use = script_use_of(&r->maker, frame->target);

		if (frame->append) {
			struct name *slot = slot_of(r, frame->target);

			value = slot->name.p ? script_add(&r->maker, slot->value, value)
					     : (struct script_value){ 0 };
		}
		if (use != USE_NONE || value.kind != VALUE_STR)
			script_keep(&r->maker, frame->sum, use);
		assign(r, frame->target, value);
	} else if (frame->has_sum) {
		script_keep(&r->maker, frame->sum, USE_NONE);
	}
	frame->has_sum = frame->has_unit = frame->plus = frame->calls = false;
	frame->target = STR_NONE;
	frame->path = STR_NONE;
	frame->sum = frame->unit = (struct script_value){ 0 };
}

/* A value stands where one may begin; behind another one it begins a statement. */
static void begin_operand(struct reader *r, struct frame *frame)
{
	if (frame->has_unit || (frame->has_sum && !frame->plus))
		finish(r, frame);
	frame->plus = false;
}

static void operand(struct reader *r, struct script_value value)
{
	struct frame *frame = top(r);

	begin_operand(r, frame);
	frame->unit = value;
	frame->has_unit = true;
	frame->path = STR_NONE;
}

static void keep_item(struct reader *r, struct frame *frame)
{
	struct script_list *list = frame->items;

	fold(r, frame);
	if (!frame->has_sum)
		return;
	if (!list)
		list = frame->items = arena_new_of(r->maker.arena, struct script_list);
	script_list_add(&r->maker, list, frame->sum);
	frame->has_sum = frame->plus = false;
	frame->sum = (struct script_value){ 0 };
	frame->target = STR_NONE;
}

static void push(struct reader *r, enum frame_kind kind, const struct script_call *call)
{
	uint32_t count = r->depth + 1;

	if (count >= LIMIT_SCRIPT_DEPTH) {
		r->overflow++;
		r->maker.script->cut = true;
		return;
	}
	ARENA_GROW(r->maker.arena, r->frames, count, r->frame_cap);
	r->depth++;
	*top(r) = (struct frame){ .kind = kind };
	if (call)
		top(r)->call = *call;
}

static struct script_value item_at(const struct script_value *list,
				   const struct script_value *index)
{
	if (list->kind == VALUE_LIST && list->list && index->kind == VALUE_NUMBER &&
	    index->number >= 0 && index->number < list->list->count)
		return script_item(list->list, (uint32_t)index->number);
	return (struct script_value){ 0 };
}

/* x["name"] is x.name. */
static void by_index(struct reader *r, struct frame *frame,
		     const struct script_call *call, struct script_value index)
{
	char second;

	frame->unit = item_at(&call->receiver, &index);
	frame->has_unit = true;
	if (index.kind != VALUE_STR)
		return;
	frame->path = index.text;
	if (script_peek(&r->lexer, &second) == '(') {
		frame->calls = true;
		frame->pending = (struct script_call){
			.function = script_function_of(&r->lexer, index.text, index.text),
			.receiver = call->receiver,
			.name = index.text,
		};
	}
}

static void close_call(struct reader *r, const struct frame *closed)
{
	struct frame *frame = top(r);
	const struct script_call *call = &closed->call;

	if (call->function == CALL_ATOB || call->function == CALL_UNESCAPE ||
	    call->function == CALL_CHAR_CODE)
		r->maker.script->does |= SCRIPT_DECODES;
	if (script_is_followed(call->function)) {
		frame->unit = script_result(&r->maker, call, closed->items);
		if (frame->unit.kind == VALUE_UNKNOWN) {
			script_keep_list(&r->maker, closed->items, USE_NONE);
			script_keep(&r->maker, call->receiver, USE_NONE);
		}
	} else {
		script_note_use(&r->maker, call, closed->items);
		frame->unit = (struct script_value){ 0 };
	}
	frame->has_unit = true;
	frame->path = STR_NONE;
}

static void close_array(struct reader *r, const struct frame *closed)
{
	script_keep_numbers(&r->maker, closed->items);
	/* Texts are found by their place later, or never: each may tell something. */
	script_keep_list(&r->maker, closed->items, USE_NONE);
	operand(r, (struct script_value){ .kind = VALUE_LIST, .list = closed->items });
}

static void close_bracket(struct reader *r, char bracket)
{
	enum frame_kind kind = top(r)->kind;
	struct frame closed;
	bool fits = bracket == ')'   ? kind == FRAME_GROUP || kind == FRAME_CALL
		    : bracket == ']' ? kind == FRAME_ARRAY || kind == FRAME_INDEX
				     : kind == FRAME_BLOCK;

	if (r->overflow) {
		r->overflow--;
		return;
	}
	if (r->depth == 0 || !fits)
		return;
	if (kind == FRAME_CALL || kind == FRAME_ARRAY)
		keep_item(r, top(r));
	else if (kind == FRAME_BLOCK)
		finish(r, top(r));
	else
		fold(r, top(r));
	closed = *top(r);
	r->depth--;
	switch (kind) {
	case FRAME_CALL:
		close_call(r, &closed);
		break;
	case FRAME_ARRAY:
		close_array(r, &closed);
		break;
	case FRAME_INDEX:
		by_index(r, top(r), &closed.call, closed.sum);
		break;
	case FRAME_GROUP:
		operand(r, closed.has_sum ? closed.sum : (struct script_value){ 0 });
		break;
	case FRAME_BLOCK:
		break;
	}
}

static void open_bracket(struct reader *r, char bracket)
{
	struct frame *frame = top(r);

	if (bracket == '(' && frame->calls) {
		frame->calls = false;
		push(r, FRAME_CALL, &frame->pending);
	} else if (bracket == '(' && frame->has_unit) {
		struct script_call call = { .receiver = frame->unit };

		push(r, FRAME_CALL, &call);
	} else if (bracket == '(') {
		push(r, FRAME_GROUP, NULL);
	} else if (bracket == '[' && frame->has_unit) {
		struct script_call call = { .receiver = frame->unit };

		push(r, FRAME_INDEX, &call);
	} else if (bracket == '[') {
		push(r, FRAME_ARRAY, NULL);
	} else {
		if (frame->kind == FRAME_BLOCK || r->depth == 0)
			finish(r, frame);
		push(r, FRAME_BLOCK, NULL);
	}
}

static bool is_transparent(struct str name)
{
	static const struct str names[] = { STR("new"), STR("await"), STR("void"),
					    STR("typeof") };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(name, names[i]))
			return true;
	return false;
}

static bool begins_statement(struct str name)
{
	static const struct str names[] = { STR("var"),	   STR("let"),	   STR("const"),
					    STR("return"), STR("case"),	   STR("else"),
					    STR("throw"),  STR("do"),	   STR("in"),
					    STR("of"),	   STR("function") };

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(name, names[i]))
			return true;
	return false;
}

/* From the start of the path to the end of this name, as they stand. */
static struct str extend_path(struct reader *r, struct str path, struct str name)
{
	if (!path.p || !str_within(r->lexer.source, path) ||
	    !str_within(r->lexer.source, name) || name.p < path.p)
		return name;
	return str_make(path.p, (size_t)(name.p + name.n - path.p));
}

static void read_name(struct reader *r, const struct script_token *token)
{
	struct frame *frame = top(r);
	bool member = r->last.kind == SCRIPT_SIGN && str_eq(r->last.text, STR(".")) &&
		      frame->has_unit;
	struct script_value receiver = { 0 };
	struct str path;
	char second;

	if (!member && is_transparent(token->text))
		return;
	if (!member && begins_statement(token->text)) {
		if (frame->kind == FRAME_BLOCK || r->depth == 0)
			finish(r, frame);
		return;
	}
	if (member) {
		receiver = frame->unit;
		path = extend_path(r, frame->path, token->text);
	} else {
		begin_operand(r, frame);
		path = token->text;
	}
	frame->unit = value_of(r, path);
	/* What is known of x is not known of x.y. */
	frame->has_unit = true;
	frame->path = path;
	if (script_peek(&r->lexer, &second) == '(') {
		frame->calls = true;
		frame->pending = (struct script_call){
			.function = script_function_of(&r->lexer, token->text, path),
			.receiver = receiver,
			.name = token->text,
		};
		/* The function of that name "apply"s to what is in the brackets. */
		if (member && str_eq(token->text, STR("apply")) &&
		    str_find_str(path, STR("fromCharCode")) != STR_NPOS)
			frame->pending.function = CALL_CHAR_CODE;
	} else if (member && str_eq(token->text, STR("XMLHttpRequest"))) {
		r->maker.script->does |= SCRIPT_SENDS;
	}
	if (str_eq(token->text, STR("XMLHttpRequest")))
		r->maker.script->does |= SCRIPT_SENDS;
}

static void begin_assignment(struct reader *r, bool append)
{
	struct frame *frame = top(r);
	struct str target = frame->path;

	frame->has_unit = frame->has_sum = frame->plus = false;
	frame->unit = frame->sum = (struct script_value){ 0 };
	frame->path = STR_NONE;
	/* "a = b = c": the last one counts. */
	if (target.n) {
		frame->target = target;
		frame->append = append;
	}
}

static void note_key(struct reader *r, int64_t number)
{
	struct script *script = r->maker.script;

	if (number <= 0 || number > 255 || script->key_count >= LIMIT_SCRIPT_KEYS)
		return;
	for (uint32_t i = 0; i < script->key_count; i++)
		if (script->keys[i] == (uint8_t)number)
			return;
	script->keys[script->key_count++] = (uint8_t)number;
}

static void read_sign(struct reader *r, struct str sign)
{
	struct frame *frame = top(r);

	if (sign.n == 1 && strchr("([{", sign.p[0])) {
		open_bracket(r, sign.p[0]);
	} else if (sign.n == 1 && strchr(")]}", sign.p[0])) {
		close_bracket(r, sign.p[0]);
	} else if (str_eq(sign, STR("+"))) {
		fold(r, frame);
		frame->plus = true;
	} else if (str_eq(sign, STR("=")) || str_eq(sign, STR("+="))) {
		begin_assignment(r, sign.n == 2);
	} else if (str_eq(sign, STR(",")) &&
		   (frame->kind == FRAME_CALL || frame->kind == FRAME_ARRAY)) {
		keep_item(r, frame);
	} else if (!str_eq(sign, STR("."))) {
		if (str_eq(sign, STR("^")) && frame->has_unit &&
		    frame->unit.kind == VALUE_NUMBER)
			note_key(r, frame->unit.number);
		finish(r, frame);
	}
}

/* The pieces of a template that stand between "${" and "}". */
static void read_pieces(struct reader *r, struct str text)
{
	struct script_value made = script_value_of(STR(""), true);
	size_t at;

	while ((at = str_find_str(text, STR("${"))) != STR_NPOS) {
		struct str name = str_until(str_skip(text, at + 2), '}');
		struct script_value value =
		    script_as_text(&r->maker, value_of(r, str_trim(name)));
		struct str piece = script_unescape(r->maker.arena, str_sub(text, 0, at));

		made = script_concat(&r->maker, made, piece);
		if (made.kind != VALUE_STR)
			return;
		if (value.kind == VALUE_STR) {
			made = script_concat(&r->maker, made, value.text);
			if (made.kind != VALUE_STR)
				return;
		} else {
			/* What is not known ends a text and begins the next. */
			made = script_concat(&r->maker, made, STR("\n"));
		}
		text = str_skip(str_skip(text, at + 2), name.n + 1);
	}
	if (made.kind == VALUE_STR)
		made =
		    script_concat(&r->maker, made, script_unescape(r->maker.arena, text));
	operand(r, made);
}

static void read_token(struct reader *r, const struct script_token *token)
{
	struct script_value regex = { .kind = VALUE_REGEX,
				      .text = token->text,
				      .with = token->flags };

	switch (token->kind) {
	case SCRIPT_NAME:
		read_name(r, token);
		break;
	case SCRIPT_NUMBER:
		if (r->last.kind == SCRIPT_SIGN && str_eq(r->last.text, STR("^")))
			note_key(r, token->number);
		operand(r, (struct script_value){ .kind = VALUE_NUMBER,
						  .number = token->number });
		break;
	case SCRIPT_STRING:
		operand(r, script_value_of(token->text, false));
		break;
	case SCRIPT_PIECES:
		read_pieces(r, token->text);
		break;
	case SCRIPT_REGEX:
		operand(r, regex);
		break;
	case SCRIPT_SIGN:
		read_sign(r, token->text);
		break;
	}
	r->last = *token;
}

void script_read(struct arena *arena, struct str source, struct script *ret)
{
	struct reader r = { .maker = { .arena = arena, .script = ret }, .slots = 64 };
	struct script_token token;

	*ret = (struct script){ .cut = source.n > LIMIT_SCRIPT_BYTES };
	source = str_sub(source, 0, LIMIT_SCRIPT_BYTES);
	while (r.slots < LIMIT_SCRIPT_NAMES * 2 && r.slots < source.n / 8)
		r.slots *= 2;
	r.names = arena_alloc_array(arena, r.slots, sizeof *r.names);
	r.frame_cap = 8;
	r.frames = arena_alloc_array(arena, r.frame_cap, sizeof *r.frames);
	script_lexer_init(&r.lexer, arena, source);
	while (script_next(&r.lexer, &token))
		read_token(&r, &token);
	for (;; r.depth--) {
		finish(&r, top(&r));
		if (r.depth == 0)
			break;
	}
	for (uint32_t i = 0; i < r.slots; i++)
		if (r.names[i].name.p)
			script_keep(&r.maker, r.names[i].value, USE_NONE);
}
