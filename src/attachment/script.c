/* attachment/script.c - see script.h. An evaluator of constant expressions with a stack
 * of its own: a frame for each open bracket, in it a sum, and in that the operand that is
 * being read with what is called on it. */
#include "attachment/script.h"

#include "attachment/script_token.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "link/url.h"
#include "mail/base64.h"

const char *script_does_name(uint32_t bit)
{
	static const char *const names[] = { "writes", "blob",	"saves",  "leaves",
					     "evals",  "sends", "decodes" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (bit == 1u << i)
			return names[i];
	return NULL;
}

/* --- values --------------------------------------------------------------------------
 */

enum value_kind {
	V_UNKNOWN,
	V_STR,
	V_NUMBER,
	V_LIST,	 /* of an array's items */
	V_SPLIT, /* a text cut at `with`, not yet joined */
	V_REGEX, /* text, `with` holds its flags */
};

struct value {
	enum value_kind kind;
	struct str text, with;
	size_t room; /* behind text.p, where more may be appended in place */
	int64_t number;
	struct list *list;
	bool made, escaped;
};

/* Numbers alone are kept as numbers: a list of a million of them is a file. */
struct list {
	uint32_t *numbers;
	struct value *items; /* NULL while there are numbers alone */
	uint32_t count, number_cap, item_cap;
};

/* Functions that are followed, and those that do something with what they are given. */
enum function {
	F_UNKNOWN,
	F_ATOB,
	F_UNESCAPE,
	F_DECODE_URI,
	F_ESCAPE,
	F_CHAR_CODE,
	F_SAME, /* String(x), x.toString(), x.trim(), x.valueOf(), Array.from(x) */
	F_SPLIT,
	F_REVERSE,
	F_JOIN,
	F_REPLACE,
	F_CONCAT,
	F_WRITE,
	F_INSERT, /* insertAdjacentHTML(where, what) */
	F_RUN,
	F_GO,
	F_SEND,
	F_OPEN, /* open("POST", url) of a request, open(url) of a window */
	F_BLOB,
	F_SAVE,
	F_OBJECT_URL,
	F_SET_ATTRIBUTE,
};

struct call {
	enum function function;
	struct value receiver;
	struct str name;
};

enum frame_kind { FRAME_GROUP, FRAME_CALL, FRAME_ARRAY, FRAME_INDEX, FRAME_BLOCK };

struct frame {
	enum frame_kind kind;
	struct call call;   /* FRAME_CALL; FRAME_INDEX: its receiver */
	struct list *items; /* arguments, or the array's */
	struct value sum, unit;
	bool has_sum, has_unit, plus;
	struct str path;   /* the name that `unit` came by, dots and all */
	struct str target; /* that is assigned to; p NULL: none */
	bool append;
	bool calls; /* a call of `pending` begins at the next "(" */
	struct call pending;
};

struct name {
	struct str name;
	struct value value;
};

struct reader {
	struct arena *arena;
	struct script *script;
	struct script_lexer lexer;
	struct frame *frames;
	uint32_t frame_cap;
	uint32_t depth;	   /* of the top, from 0 */
	uint32_t overflow; /* brackets that were not followed */
	struct name *names;
	uint32_t slots, names_used;
	uint64_t made;
	struct script_token last;
};

static struct frame *top(struct reader *r)
{
	return &r->frames[r->depth];
}

/* Takes `n` bytes of what may be made; false where they are not there. */
static bool spend(struct reader *r, size_t n)
{
	if (n > LIMIT_SCRIPT_MADE - r->made) {
		r->script->cut = true;
		return false;
	}
	r->made += n;
	return true;
}

static struct value of_text(struct str text, bool made)
{
	return (struct value){ .kind = V_STR, .text = text, .made = made };
}

static struct value item_of(const struct list *list, uint32_t i)
{
	if (!list || i >= list->count)
		return (struct value){ 0 };
	if (list->items)
		return list->items[i];
	return (struct value){ .kind = V_NUMBER, .number = list->numbers[i] };
}

static bool is_plain_number(const struct value *value)
{
	return value->kind == V_NUMBER && value->number >= 0 && value->number <= 0x10FFFF;
}

static void make_items(struct reader *r, struct list *list)
{
	struct value *items = arena_alloc_array(r->arena, list->count + 8, sizeof *items);

	for (uint32_t i = 0; i < list->count; i++)
		items[i] = item_of(list, i);
	list->items = items;
	list->item_cap = list->count + 8;
}

static void list_add(struct reader *r, struct list *list, struct value value)
{
	value.room = 0; /* it may be taken out twice */
	if (!list->items && is_plain_number(&value)) {
		if (!spend(r, sizeof(uint32_t)))
			return;
		ARENA_GROW(r->arena, list->numbers, list->count, list->number_cap);
		list->numbers[list->count++] = (uint32_t)value.number;
		return;
	}
	if (!spend(r, sizeof value + (list->items ? 0 : list->count * sizeof value)))
		return;
	if (!list->items)
		make_items(r, list);
	ARENA_GROW(r->arena, list->items, list->count, list->item_cap);
	list->items[list->count++] = value;
}

static struct value as_text(struct reader *r, struct value value)
{
	if (value.kind != V_NUMBER || value.number == INT64_MIN)
		return value;
	return of_text(arena_printf(r->arena, "%lld", (long long)value.number), true);
}

/* --- names ---------------------------------------------------------------------------
 */

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

static struct value value_of(struct reader *r, struct str name)
{
	struct name *slot = slot_of(r, name);
	struct value value = slot->name.p ? slot->value : (struct value){ 0 };

	value.room = 0; /* what is appended to a copy is no part of it */
	return value;
}

static void assign(struct reader *r, struct str name, struct value value)
{
	struct name *slot = slot_of(r, name);

	if (!slot->name.p) {
		if (r->names_used >= LIMIT_SCRIPT_NAMES ||
		    r->names_used * 4 >= r->slots * 3) {
			r->script->cut = true;
			return;
		}
		r->names_used++;
		slot->name = name;
	}
	slot->value = value;
}

/* --- constants -----------------------------------------------------------------------
 */

static void emit(struct reader *r, struct value value, enum script_use use)
{
	struct script *script = r->script;

	if (value.kind == V_SPLIT)
		value.kind = V_STR;
	if (value.kind != V_STR || value.text.n < 4)
		return;
	if (script->count >= LIMIT_SCRIPT_CONSTANTS) {
		script->cut = true;
		return;
	}
	ARENA_GROW(r->arena, script->constants, script->count, script->cap);
	script->constants[script->count++] =
	    (struct script_constant){ value.text, use, value.made };
}

enum { LIST_LEAST = 16 };

/* Numbers that could be bytes, as they stand. */
static void emit_numbers(struct reader *r, const struct list *list)
{
	struct script *script = r->script;
	char *bytes;

	if (!list || list->items || list->count < LIST_LEAST || !spend(r, list->count))
		return;
	for (uint32_t i = 0; i < list->count; i++)
		if (list->numbers[i] > 255)
			return;
	bytes = arena_bytes(r->arena, list->count);
	for (uint32_t i = 0; i < list->count; i++)
		bytes[i] = (char)list->numbers[i];
	ARENA_GROW(r->arena, script->lists, script->list_count, script->list_cap);
	script->lists[script->list_count++].bytes = str_make(bytes, list->count);
}

static void emit_list(struct reader *r, const struct list *list, enum script_use use)
{
	for (uint32_t i = 0; list && list->items && i < list->count; i++)
		emit(r, list->items[i], use);
}

/* --- operators ------------------------------------------------------------------------
 */

/* Appends in place where `a` has room of its own; else makes room for more to come. */
static struct value concat(struct reader *r, struct value a, struct str b)
{
	if (b.n > a.room) {
		size_t room = a.text.n + b.n + 64;
		char *grown;

		if (!spend(r, a.text.n + b.n))
			return (struct value){ 0 };
		grown = arena_bytes(r->arena, a.text.n + b.n + room);
		memcpy(grown, a.text.p ? a.text.p : "", a.text.n);
		a.text.p = grown;
		a.room = b.n + room;
	}
	memcpy((char *)(uintptr_t)a.text.p + a.text.n, b.p ? b.p : "", b.n);
	a.text.n += b.n;
	a.room -= b.n;
	a.made = true;
	a.escaped = false;
	return a;
}

static struct value add(struct reader *r, struct value a, struct value b)
{
	if (a.kind == V_NUMBER && b.kind == V_NUMBER)
		return (struct value){ .kind = V_NUMBER,
				       .number =
					   a.number == INT64_MIN || b.number == INT64_MIN
					       ? INT64_MIN
					       : a.number + b.number };
	a = as_text(r, a);
	b = as_text(r, b);
	if (a.kind == V_STR && b.kind == V_STR)
		return concat(r, a, b.text);
	/* What is known of the sum is worth knowing by itself. */
	emit(r, a, USE_NONE);
	emit(r, b, USE_NONE);
	return (struct value){ 0 };
}

static void fold(struct reader *r, struct frame *frame)
{
	if (!frame->has_unit)
		return;
	frame->sum = frame->has_sum ? add(r, frame->sum, frame->unit) : frame->unit;
	frame->has_sum = true;
	frame->has_unit = false;
	frame->path = STR_NONE;
	frame->calls = false;
}

/* --- functions
 * --------------------------------------------------------------------------
 */

static struct value base64_of(struct reader *r, struct str text)
{
	struct base64_result result;
	char *out;

	if (!spend(r, text.n))
		return (struct value){ 0 };
	out = arena_bytes(r->arena, base64_room(text.n));
	base64_read(text, out, &result);
	return of_text(str_make(out, result.length), true);
}

struct str script_percent(struct arena *arena, struct str text)
{
	char *out;
	size_t n = 0;

	if (str_find(text, '%') == STR_NPOS)
		return text;
	out = arena_bytes(arena, text.n);
	for (size_t i = 0; i < text.n;) {
		bool wide = text.n - i >= 6 && text.p[i] == '%' && text.p[i + 1] == 'u';
		size_t digits = wide ? 4 : 2, from = i + (wide ? 2 : 1), k = 0;
		uint32_t value = 0;

		if (text.p[i] == '%' && text.n - from >= digits && from <= text.n)
			while (k < digits && ascii_hex(text.p[from + k]) >= 0)
				value =
				    value * 16 + (uint32_t)ascii_hex(text.p[from + k++]);
		if (k < digits) {
			out[n++] = text.p[i++];
			continue;
		}
		if (wide)
			n += utf8_encode(value, out + n);
		else
			out[n++] = (char)value;
		i = from + digits;
	}
	arena_shrink(arena, out, text.n, n);
	return str_make(out, n);
}

static struct value percent_of(struct reader *r, struct value text)
{
	if (text.escaped || !spend(r, text.text.n))
		return text;
	return of_text(script_percent(r->arena, text.text), true);
}

/* Characters turned round; bytes of one stay together. */
static struct value reversed(struct reader *r, struct value value)
{
	struct str text = value.text;
	char *out;
	size_t n = 0, at = text.n;

	if (!spend(r, text.n))
		return (struct value){ 0 };
	out = arena_bytes(r->arena, text.n);
	while (at > 0) {
		size_t begin = at - 1;

		while (begin > 0 && at - begin < 4 && (text.p[begin] & 0xC0) == 0x80)
			begin--;
		memcpy(out + n, text.p + begin, at - begin);
		n += at - begin;
		at = begin;
	}
	value.text = str_make(out, n);
	value.room = 0;
	value.made = true;
	return value;
}

/* `what` replaced by `with`, once or everywhere. */
static struct value replaced(struct reader *r, struct str text, struct str what,
			     struct str with, bool everywhere)
{
	struct value made = of_text(STR(""), true);
	size_t at;

	if (what.n == 0)
		return of_text(text, true);
	while ((at = str_find_str(text, what)) != STR_NPOS) {
		made = concat(r, made, str_sub(text, 0, at));
		if (made.kind == V_STR)
			made = concat(r, made, with);
		if (made.kind != V_STR)
			return made;
		text = str_skip(text, at + what.n);
		if (!everywhere)
			break;
	}
	return concat(r, made, text);
}

/* A pattern that stands for one text alone. */
static bool plain_pattern(struct reader *r, struct value regex, struct str *ret)
{
	for (size_t i = 0; i < regex.text.n; i++) {
		if (regex.text.p[i] == '\\' && i + 1 < regex.text.n &&
		    !ascii_is_alnum(regex.text.p[i + 1]))
			i++;
		else if (strchr("\\^$.|?*+()[]{}", regex.text.p[i]))
			return false;
	}
	*ret = script_unescape(r->arena, regex.text);
	return true;
}

static struct value replace(struct reader *r, struct value text, const struct list *args)
{
	struct value what, with;
	struct str plain;

	if (!args || args->count < 2 || text.kind != V_STR)
		return (struct value){ 0 };
	what = item_of(args, 0);
	with = item_of(args, 1);
	if (with.kind != V_STR)
		return (struct value){ 0 };
	if (what.kind == V_STR)
		return replaced(r, text.text, what.text, with.text, false);
	if (what.kind == V_REGEX && plain_pattern(r, what, &plain))
		return replaced(r, text.text, plain, with.text,
				str_find(what.with, 'g') != STR_NPOS);
	return (struct value){ 0 };
}

static struct value join(struct reader *r, struct value value, struct value with)
{
	struct value made = of_text(STR(""), true);
	struct str between = with.kind == V_STR ? with.text : STR(",");

	if (value.kind == V_SPLIT) {
		if (value.with.n)
			return replaced(r, value.text, value.with, between, true);
		if (between.n == 0)
			return of_text(value.text, true);
		return (struct value){ 0 };
	}
	if (value.kind != V_LIST || !value.list)
		return (struct value){ 0 };
	for (uint32_t i = 0; i < value.list->count && made.kind == V_STR; i++) {
		struct value item = as_text(r, item_of(value.list, i));

		if (item.kind != V_STR)
			return (struct value){ 0 };
		if (i)
			made = concat(r, made, between);
		if (made.kind == V_STR)
			made = concat(r, made, item.text);
	}
	return made;
}

/* Numbers up to 255 may be bytes of UTF-8 as well as characters; taken as bytes they are
 * the same for all that is ASCII. */
static struct value char_codes(struct reader *r, const struct list *list)
{
	bool bytes = true;
	char *out;
	size_t n = 0;

	if (!list || list->count == 0 || !spend(r, list->count * (size_t)4))
		return (struct value){ 0 };
	if (list->items)
		return (struct value){ 0 };
	for (uint32_t i = 0; i < list->count; i++)
		bytes &= list->numbers[i] < 256;
	out = arena_bytes(r->arena, list->count * (size_t)4);
	for (uint32_t i = 0; i < list->count; i++) {
		if (bytes)
			out[n++] = (char)list->numbers[i];
		else
			n += utf8_encode(list->numbers[i], out + n);
	}
	return of_text(str_make(out, n), true);
}

static struct value argument(const struct list *args, uint32_t i)
{
	return item_of(args, i);
}

/* Functions whose result is known, where what they are given is. */
static struct value result_of(struct reader *r, const struct call *call,
			      const struct list *args)
{
	struct value first = argument(args, 0), receiver = call->receiver;

	switch (call->function) {
	case F_ATOB:
		return first.kind == V_STR ? base64_of(r, first.text) : first;
	case F_UNESCAPE:
	case F_DECODE_URI:
		return first.kind == V_STR ? percent_of(r, first) : first;
	case F_ESCAPE:
		first.escaped = true;
		return first;
	case F_CHAR_CODE:
		/* …apply(null, [60, 104]) */
		if (args && args->count && item_of(args, args->count - 1).kind == V_LIST)
			return char_codes(r, item_of(args, args->count - 1).list);
		return char_codes(r, args);
	case F_SAME:
		return args && args->count ? first : receiver;
	case F_SPLIT:
		if (receiver.kind != V_STR || first.kind != V_STR)
			break;
		receiver.kind = V_SPLIT;
		receiver.with = first.text;
		return receiver;
	case F_REVERSE:
		if (receiver.kind == V_SPLIT && receiver.with.n == 0)
			return reversed(r, receiver);
		break;
	case F_JOIN:
		return join(r, receiver, first);
	case F_REPLACE:
		return replace(r, receiver, args);
	case F_CONCAT:
		for (uint32_t i = 0; args && i < args->count; i++)
			receiver = add(r, receiver, item_of(args, i));
		return receiver;
	default:
		break;
	}
	return (struct value){ 0 };
}

static enum script_use use_of_target(struct reader *r, struct str target);

/* Functions that do something with it. */
static void note_use(struct reader *r, const struct call *call, const struct list *args)
{
	enum script_use use;

	switch (call->function) {
	case F_WRITE:
		r->script->does |= SCRIPT_WRITES;
		emit_list(r, args, USE_WRITTEN);
		return;
	case F_INSERT:
		r->script->does |= SCRIPT_WRITES;
		emit(r, argument(args, 1), USE_WRITTEN);
		return;
	case F_RUN:
		r->script->does |= SCRIPT_EVALS;
		emit_list(r, args, USE_RUN);
		return;
	case F_GO:
		r->script->does |= SCRIPT_LEAVES;
		emit(r, argument(args, 0), USE_LOCATION);
		return;
	case F_SEND:
		r->script->does |= SCRIPT_SENDS;
		emit(r, argument(args, 0), USE_SENT);
		return;
	case F_OPEN:
		use = args && args->count >= 2 ? USE_SENT : USE_LOCATION;
		emit(r, argument(args, args && args->count >= 2), use);
		return;
	case F_BLOB:
		r->script->does |= SCRIPT_BLOB;
		if (argument(args, 0).kind == V_LIST)
			emit_list(r, argument(args, 0).list, USE_FILE);
		return;
	case F_OBJECT_URL:
		r->script->does |= SCRIPT_BLOB;
		return;
	case F_SAVE:
		r->script->does |= SCRIPT_SAVES | SCRIPT_BLOB;
		emit(r, argument(args, 1), USE_FILE_NAME);
		return;
	case F_SET_ATTRIBUTE:
		if (argument(args, 0).kind != V_STR)
			return;
		emit(r, argument(args, 1), use_of_target(r, argument(args, 0).text));
		return;
	default:
		emit_list(r, args, USE_NONE);
		emit(r, call->receiver, USE_NONE);
	}
}

/* Those whose result is known are not constants before they were called. */
static bool is_followed(enum function function)
{
	return function >= F_ATOB && function <= F_CONCAT;
}

static enum function function_of(struct reader *r, struct str name, struct str path)
{
	static const struct {
		struct str name;
		enum function function;
	} rows[] = {
		{ STR("atob"), F_ATOB },
		{ STR("unescape"), F_UNESCAPE },
		{ STR("decodeURIComponent"), F_DECODE_URI },
		{ STR("decodeURI"), F_DECODE_URI },
		{ STR("escape"), F_ESCAPE },
		{ STR("encodeURIComponent"), F_ESCAPE },
		{ STR("fromCharCode"), F_CHAR_CODE },
		{ STR("fromCodePoint"), F_CHAR_CODE },
		{ STR("String"), F_SAME },
		{ STR("toString"), F_SAME },
		{ STR("trim"), F_SAME },
		{ STR("valueOf"), F_SAME },
		{ STR("split"), F_SPLIT },
		{ STR("reverse"), F_REVERSE },
		{ STR("join"), F_JOIN },
		{ STR("replace"), F_REPLACE },
		{ STR("replaceAll"), F_REPLACE },
		{ STR("concat"), F_CONCAT },
		{ STR("write"), F_WRITE },
		{ STR("writeln"), F_WRITE },
		{ STR("parseFromString"), F_WRITE },
		{ STR("createContextualFragment"), F_WRITE },
		{ STR("html"), F_WRITE },
		{ STR("append"), F_WRITE },
		{ STR("prepend"), F_WRITE },
		{ STR("insertAdjacentHTML"), F_INSERT },
		{ STR("eval"), F_RUN },
		{ STR("Function"), F_RUN },
		{ STR("setTimeout"), F_RUN },
		{ STR("setInterval"), F_RUN },
		{ STR("execScript"), F_RUN },
		{ STR("assign"), F_GO },
		{ STR("fetch"), F_SEND },
		{ STR("sendBeacon"), F_SEND },
		{ STR("open"), F_OPEN },
		{ STR("Blob"), F_BLOB },
		{ STR("File"), F_BLOB },
		{ STR("createObjectURL"), F_OBJECT_URL },
		{ STR("msSaveBlob"), F_SAVE },
		{ STR("msSaveOrOpenBlob"), F_SAVE },
		{ STR("saveAs"), F_SAVE },
		{ STR("setAttribute"), F_SET_ATTRIBUTE },
	};

	/* Of the location, "replace" is another function. */
	if (str_eq(name, STR("replace")) &&
	    str_find_str(path, STR("location")) != STR_NPOS)
		return F_GO;
	/* A timer takes a function, mostly; one that runs text has it in quotes. */
	if (str_eq(name, STR("setTimeout")) || str_eq(name, STR("setInterval"))) {
		char second, first = script_peek(&r->lexer, &second);

		return first == '(' && (second == '"' || second == '\'' || second == '`')
			   ? F_RUN
			   : F_UNKNOWN;
	}
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(name, rows[i].name))
			return rows[i].function;
	return F_UNKNOWN;
}

/* --- expressions
 * ------------------------------------------------------------------------
 */

static enum script_use use_of_target(struct reader *r, struct str target)
{
	static const struct {
		struct str end;
		enum script_use use;
		uint32_t does;
	} rows[] = {
		{ STR("innerHTML"), USE_WRITTEN, SCRIPT_WRITES },
		{ STR("outerHTML"), USE_WRITTEN, SCRIPT_WRITES },
		{ STR("srcdoc"), USE_WRITTEN, SCRIPT_WRITES },
		{ STR("location"), USE_LOCATION, SCRIPT_LEAVES },
		{ STR("location.href"), USE_LOCATION, SCRIPT_LEAVES },
		{ STR("action"), USE_SENT, 0 },
		{ STR("download"), USE_FILE_NAME, SCRIPT_SAVES },
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_ends(target, rows[i].end)) {
			r->script->does |= rows[i].does;
			return rows[i].use;
		}
	return USE_NONE;
}

static void finish(struct reader *r, struct frame *frame)
{
	fold(r, frame);
	if (frame->target.p) {
		struct value value = frame->sum;
		enum script_use use = use_of_target(r, frame->target);

		if (frame->append) {
			struct name *slot = slot_of(r, frame->target);

			value = slot->name.p ? add(r, slot->value, value)
					     : (struct value){ 0 };
		}
		if (use != USE_NONE || value.kind != V_STR)
			emit(r, frame->sum, use);
		assign(r, frame->target, value);
	} else if (frame->has_sum) {
		emit(r, frame->sum, USE_NONE);
	}
	frame->has_sum = frame->has_unit = frame->plus = frame->calls = false;
	frame->target = STR_NONE;
	frame->path = STR_NONE;
	frame->sum = frame->unit = (struct value){ 0 };
}

/* A value stands where one may begin; behind another one it begins a statement. */
static void begin_operand(struct reader *r, struct frame *frame)
{
	if (frame->has_unit || (frame->has_sum && !frame->plus))
		finish(r, frame);
	frame->plus = false;
}

static void operand(struct reader *r, struct value value)
{
	struct frame *frame = top(r);

	begin_operand(r, frame);
	frame->unit = value;
	frame->has_unit = true;
	frame->path = STR_NONE;
}

static void keep_item(struct reader *r, struct frame *frame)
{
	struct list *list = frame->items;

	fold(r, frame);
	if (!frame->has_sum)
		return;
	if (!list)
		list = frame->items = arena_new_of(r->arena, struct list);
	list_add(r, list, frame->sum);
	frame->has_sum = frame->plus = false;
	frame->sum = (struct value){ 0 };
	frame->target = STR_NONE;
}

static void push(struct reader *r, enum frame_kind kind, const struct call *call)
{
	uint32_t count = r->depth + 1;

	if (count >= LIMIT_SCRIPT_DEPTH) {
		r->overflow++;
		r->script->cut = true;
		return;
	}
	ARENA_GROW(r->arena, r->frames, count, r->frame_cap);
	r->depth++;
	*top(r) = (struct frame){ .kind = kind };
	if (call)
		top(r)->call = *call;
}

static struct value item_at(const struct value *list, const struct value *index)
{
	if (list->kind == V_LIST && list->list && index->kind == V_NUMBER &&
	    index->number >= 0 && index->number < list->list->count)
		return item_of(list->list, (uint32_t)index->number);
	return (struct value){ 0 };
}

/* x["name"] is x.name. */
static void by_index(struct reader *r, struct frame *frame, const struct call *call,
		     struct value index)
{
	char second;

	frame->unit = item_at(&call->receiver, &index);
	frame->has_unit = true;
	if (index.kind != V_STR)
		return;
	frame->path = index.text;
	if (script_peek(&r->lexer, &second) == '(') {
		frame->calls = true;
		frame->pending = (struct call){
			.function = function_of(r, index.text, index.text),
			.receiver = call->receiver,
			.name = index.text,
		};
	}
}

static void close_call(struct reader *r, const struct frame *closed)
{
	struct frame *frame = top(r);
	const struct call *call = &closed->call;

	if (call->function == F_ATOB || call->function == F_UNESCAPE ||
	    call->function == F_CHAR_CODE)
		r->script->does |= SCRIPT_DECODES;
	if (is_followed(call->function)) {
		frame->unit = result_of(r, call, closed->items);
		if (frame->unit.kind == V_UNKNOWN) {
			emit_list(r, closed->items, USE_NONE);
			emit(r, call->receiver, USE_NONE);
		}
	} else {
		note_use(r, call, closed->items);
		frame->unit = (struct value){ 0 };
	}
	frame->has_unit = true;
	frame->path = STR_NONE;
}

static void close_array(struct reader *r, const struct frame *closed)
{
	emit_numbers(r, closed->items);
	/* Texts are found by their place later, or never: each may tell something. */
	emit_list(r, closed->items, USE_NONE);
	operand(r, (struct value){ .kind = V_LIST, .list = closed->items });
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
		operand(r, closed.has_sum ? closed.sum : (struct value){ 0 });
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
		struct call call = { .receiver = frame->unit };

		push(r, FRAME_CALL, &call);
	} else if (bracket == '(') {
		push(r, FRAME_GROUP, NULL);
	} else if (bracket == '[' && frame->has_unit) {
		struct call call = { .receiver = frame->unit };

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
	struct value receiver = { 0 };
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
		frame->pending = (struct call){
			.function = function_of(r, token->text, path),
			.receiver = receiver,
			.name = token->text,
		};
		/* The function of that name "apply"s to what is in the brackets. */
		if (member && str_eq(token->text, STR("apply")) &&
		    str_find_str(path, STR("fromCharCode")) != STR_NPOS)
			frame->pending.function = F_CHAR_CODE;
	} else if (member && str_eq(token->text, STR("XMLHttpRequest"))) {
		r->script->does |= SCRIPT_SENDS;
	}
	if (str_eq(token->text, STR("XMLHttpRequest")))
		r->script->does |= SCRIPT_SENDS;
}

static void begin_assignment(struct reader *r, bool append)
{
	struct frame *frame = top(r);
	struct str target = frame->path;

	frame->has_unit = frame->has_sum = frame->plus = false;
	frame->unit = frame->sum = (struct value){ 0 };
	frame->path = STR_NONE;
	/* "a = b = c": the last one counts. */
	if (target.n) {
		frame->target = target;
		frame->append = append;
	}
}

static void note_key(struct reader *r, int64_t number)
{
	struct script *script = r->script;

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
		    frame->unit.kind == V_NUMBER)
			note_key(r, frame->unit.number);
		finish(r, frame);
	}
}

/* The pieces of a template that stand between "${" and "}". */
static void read_pieces(struct reader *r, struct str text)
{
	struct value made = of_text(STR(""), true);
	size_t at;

	while ((at = str_find_str(text, STR("${"))) != STR_NPOS) {
		struct str name = str_until(str_skip(text, at + 2), '}');
		struct value value = as_text(r, value_of(r, str_trim(name)));
		struct str piece = script_unescape(r->arena, str_sub(text, 0, at));

		made = concat(r, made, piece);
		if (made.kind != V_STR)
			return;
		if (value.kind == V_STR) {
			made = concat(r, made, value.text);
			if (made.kind != V_STR)
				return;
		} else {
			/* What is not known ends a text and begins the next. */
			made = concat(r, made, STR("\n"));
		}
		text = str_skip(str_skip(text, at + 2), name.n + 1);
	}
	if (made.kind == V_STR)
		made = concat(r, made, script_unescape(r->arena, text));
	operand(r, made);
}

static void read_token(struct reader *r, const struct script_token *token)
{
	struct value regex = { .kind = V_REGEX,
			       .text = token->text,
			       .with = token->flags };

	switch (token->kind) {
	case SCRIPT_NAME:
		read_name(r, token);
		break;
	case SCRIPT_NUMBER:
		if (r->last.kind == SCRIPT_SIGN && str_eq(r->last.text, STR("^")))
			note_key(r, token->number);
		operand(r, (struct value){ .kind = V_NUMBER, .number = token->number });
		break;
	case SCRIPT_STRING:
		operand(r, of_text(token->text, false));
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
	struct reader r = { .arena = arena, .script = ret, .slots = 64 };
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
			emit(&r, r.names[i].value, USE_NONE);
}
