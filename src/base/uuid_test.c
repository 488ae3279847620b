/* base/uuid_test.c */
#include "base/uuid.h"

#include "base/test.h"

/* What Python's uuid.uuid5() makes of the same. */
static const struct {
	const char *space, *name, *uuid;
} rows[] = {
	{ "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com",
	  "2ed6657d-e927-568b-95e1-2665a8aea6a2" },
	{ "00abedb4-aa42-466c-9c01-fed23315a9b7", "{\"value\":\"198.51.100.3\"}",
	  "28bb3599-77cd-5a82-a950-b5bc3caf07c4" },
	{ "6ba7b810-9dad-11d1-80b4-00c04fd430c8", "",
	  "4ebd0208-8328-5d69-8c44-ec50939c0967" },
};

TEST(a_name_gives_always_the_same)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct uuid space, uuid;
		char text[UUID_TEXT];

		test_case(rows[i].name);
		test_true(uuid_parse(str_c(rows[i].space), &space));
		uuid_of_name(&space, test_copy(rows[i].name), &uuid);
		uuid_text(&uuid, text);
		test_str(str_c(text), rows[i].uuid);
	}
}

TEST(nonsense_is_none)
{
	static const char *const texts[] = { "", "2ed6657d-e927-568b-95e1-2665a8aea6a",
					     "2ed6657de927-568b-95e1-2665a8aea6a2-",
					     "2ed6657d-e927-568b-95e1-2665a8aea6ag",
					     "2ed6657d-e927-568b-95e1-2665a8aea6a2a" };
	struct uuid uuid;

	for (size_t i = 0; i < COUNT(texts); i++) {
		test_case(texts[i]);
		test_true(!uuid_parse(test_copy(texts[i]), &uuid));
	}
}
