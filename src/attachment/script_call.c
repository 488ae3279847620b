/* attachment/script_call.c - see script_call.h. */
#include "attachment/script_call.h"

#include "attachment/script_coder.h"

/* --- what is assigned to ----------------------------------------------------- */

enum script_use script_use_of(struct script_maker *m, struct str target)
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
			m->script->does |= rows[i].does;
			return rows[i].use;
		}
	return USE_NONE;
}

/* --- what is called ---------------------------------------------------------- */

struct script_value script_result(struct script_maker *m, const struct script_call *call,
				  const struct script_list *args)
{
	struct script_value first = script_item(args, 0), receiver = call->receiver;

	switch (call->function) {
	case CALL_ATOB:
		return first.kind == VALUE_STR ? script_base64(m, first.text) : first;
	case CALL_UNESCAPE:
	case CALL_DECODE_URI:
		return first.kind == VALUE_STR ? script_percent_of(m, first) : first;
	case CALL_ESCAPE:
		first.escaped = true;
		return first;
	case CALL_CHAR_CODE:
		/* …apply(null, [60, 104]) */
		if (args && args->count &&
		    script_item(args, args->count - 1).kind == VALUE_LIST)
			return script_char_codes(m,
						 script_item(args, args->count - 1).list);
		return script_char_codes(m, args);
	case CALL_SAME:
		return args && args->count ? first : receiver;
	case CALL_SPLIT:
		if (receiver.kind != VALUE_STR || first.kind != VALUE_STR)
			break;
		receiver.kind = VALUE_SPLIT;
		receiver.with = first.text;
		return receiver;
	case CALL_REVERSE:
		if (receiver.kind == VALUE_SPLIT && receiver.with.n == 0)
			return script_reversed(m, receiver);
		break;
	case CALL_JOIN:
		return script_join(m, receiver, first);
	case CALL_REPLACE:
		return script_replace(m, receiver, args);
	case CALL_CONCAT:
		for (uint32_t i = 0; args && i < args->count; i++)
			receiver = script_add(m, receiver, script_item(args, i));
		return receiver;
	default:
		break;
	}
	return (struct script_value){ 0 };
}

/* Functions that do something with it. */
void script_note_use(struct script_maker *m, const struct script_call *call,
		     const struct script_list *args)
{
	enum script_use use;

	switch (call->function) {
	case CALL_WRITE:
		m->script->does |= SCRIPT_WRITES;
		script_keep_list(m, args, USE_WRITTEN);
		return;
	case CALL_INSERT:
		m->script->does |= SCRIPT_WRITES;
		script_keep(m, script_item(args, 1), USE_WRITTEN);
		return;
	case CALL_RUN:
		m->script->does |= SCRIPT_EVALS;
		script_keep_list(m, args, USE_RUN);
		return;
	case CALL_GO:
		m->script->does |= SCRIPT_LEAVES;
		script_keep(m, script_item(args, 0), USE_LOCATION);
		return;
	case CALL_SEND:
		m->script->does |= SCRIPT_SENDS;
		script_keep(m, script_item(args, 0), USE_SENT);
		return;
	case CALL_OPEN:
		use = args && args->count >= 2 ? USE_SENT : USE_LOCATION;
		script_keep(m, script_item(args, args && args->count >= 2), use);
		return;
	case CALL_BLOB:
		m->script->does |= SCRIPT_BLOB;
		if (script_item(args, 0).kind == VALUE_LIST)
			script_keep_list(m, script_item(args, 0).list, USE_FILE);
		return;
	case CALL_OBJECT_URL:
		m->script->does |= SCRIPT_BLOB;
		return;
	case CALL_SAVE:
		m->script->does |= SCRIPT_SAVES | SCRIPT_BLOB;
		script_keep(m, script_item(args, 1), USE_FILE_NAME);
		return;
	case CALL_SET_ATTRIBUTE:
		if (script_item(args, 0).kind != VALUE_STR)
			return;
		script_keep(m, script_item(args, 1),
			    script_use_of(m, script_item(args, 0).text));
		return;
	default:
		script_keep_list(m, args, USE_NONE);
		script_keep(m, call->receiver, USE_NONE);
	}
}

bool script_is_followed(enum script_function function)
{
	return function >= CALL_ATOB && function <= CALL_CONCAT;
}

enum script_function script_function_of(const struct script_lexer *lexer, struct str name,
					struct str path)
{
	static const struct {
		struct str name;
		enum script_function function;
	} rows[] = {
		{ STR("atob"), CALL_ATOB },
		{ STR("unescape"), CALL_UNESCAPE },
		{ STR("decodeURIComponent"), CALL_DECODE_URI },
		{ STR("decodeURI"), CALL_DECODE_URI },
		{ STR("escape"), CALL_ESCAPE },
		{ STR("encodeURIComponent"), CALL_ESCAPE },
		{ STR("fromCharCode"), CALL_CHAR_CODE },
		{ STR("fromCodePoint"), CALL_CHAR_CODE },
		{ STR("String"), CALL_SAME },
		{ STR("toString"), CALL_SAME },
		{ STR("trim"), CALL_SAME },
		{ STR("valueOf"), CALL_SAME },
		{ STR("split"), CALL_SPLIT },
		{ STR("reverse"), CALL_REVERSE },
		{ STR("join"), CALL_JOIN },
		{ STR("replace"), CALL_REPLACE },
		{ STR("replaceAll"), CALL_REPLACE },
		{ STR("concat"), CALL_CONCAT },
		{ STR("write"), CALL_WRITE },
		{ STR("writeln"), CALL_WRITE },
		{ STR("parseFromString"), CALL_WRITE },
		{ STR("createContextualFragment"), CALL_WRITE },
		{ STR("html"), CALL_WRITE },
		{ STR("append"), CALL_WRITE },
		{ STR("prepend"), CALL_WRITE },
		{ STR("insertAdjacentHTML"), CALL_INSERT },
		{ STR("eval"), CALL_RUN },
		{ STR("Function"), CALL_RUN },
		{ STR("setTimeout"), CALL_RUN },
		{ STR("setInterval"), CALL_RUN },
		{ STR("execScript"), CALL_RUN },
		{ STR("assign"), CALL_GO },
		{ STR("fetch"), CALL_SEND },
		{ STR("sendBeacon"), CALL_SEND },
		{ STR("open"), CALL_OPEN },
		{ STR("Blob"), CALL_BLOB },
		{ STR("File"), CALL_BLOB },
		{ STR("createObjectURL"), CALL_OBJECT_URL },
		{ STR("msSaveBlob"), CALL_SAVE },
		{ STR("msSaveOrOpenBlob"), CALL_SAVE },
		{ STR("saveAs"), CALL_SAVE },
		{ STR("setAttribute"), CALL_SET_ATTRIBUTE },
	};

	/* Of the location, "replace" is another function. */
	if (str_eq(name, STR("replace")) &&
	    str_find_str(path, STR("location")) != STR_NPOS)
		return CALL_GO;
	/* A timer takes a function, mostly; one that runs text has it in quotes. */
	if (str_eq(name, STR("setTimeout")) || str_eq(name, STR("setInterval"))) {
		char second, first = script_peek(lexer, &second);

		return first == '(' && (second == '"' || second == '\'' || second == '`')
			   ? CALL_RUN
			   : CALL_UNKNOWN;
	}
	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_eq(name, rows[i].name))
			return rows[i].function;
	return CALL_UNKNOWN;
}
