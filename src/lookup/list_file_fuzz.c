/* lookup/list_file_fuzz.c - any bytes as a copied list; its first URL is found in it. */
#include "lookup/list_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = { (const char *)data, size };
	struct list_file *list = list_file_new("jpcert");
	struct arena *arena = arena_new(0);
	struct buf out;

	buf_init(&out, 0);
	if (list_file_add(list, text, STR("2025-01-01"))) {
		list_file_index(list);
		list_file_answer(list, arena, str_until(text, '\n'), &out);
		list_file_answer(list, arena, STR("https://a.example/?abcdef=ghijkl"),
				 &out);
	}
	buf_fini(&out);
	arena_free(arena);
	list_file_free(list);
	return 0;
}
