/* base/digest_test.c */
#include "base/digest.h"

#include "base/test.h"

TEST(known_answers)
{
	static const struct {
		const char *text, *md5, *sha1, *sha256;
	} cases[] = {
		{ "", "d41d8cd98f00b204e9800998ecf8427e",
		  "da39a3ee5e6b4b0d3255bfef95601890afd80709",
		  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "900150983cd24fb0d6963f7d28e17f72",
		  "a9993e364706816aba3e25717850c26c9cd0d89d",
		  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	};
	struct digests got;
	char alone[65];

	for (size_t i = 0; i < COUNT(cases); i++) {
		test_case(cases[i].text);
		digest_all(test_copy(cases[i].text), &got);
		test_str(str_c(got.md5), cases[i].md5);
		test_str(str_c(got.sha1), cases[i].sha1);
		test_str(str_c(got.sha256), cases[i].sha256);
		digest_sha256(test_copy(cases[i].text), alone);
		test_str(str_c(alone), cases[i].sha256);
		digest_others(test_copy(cases[i].text), alone, &got);
		test_str(str_c(got.md5), cases[i].md5);
		test_str(str_c(got.sha1), cases[i].sha1);
		test_str(str_c(got.sha256), cases[i].sha256);
	}
}

/* By the reference implementation. */
TEST(murmur_is_that_of_others)
{
	test_int(digest_murmur(STR("")), 0);
	test_int(digest_murmur(test_copy("hello")), 613153351);
	test_int(digest_murmur(test_copy("hello, world")), 345750399);
	test_int(digest_murmur(test_copy("The quick brown fox jumps over the lazy dog")),
		 776992547);
}

/* One million times "a" (FIPS 180-4): many chunks. */
TEST(chunks_make_one_digest)
{
	enum { MANY = 1000000 };
	char *a = arena_bytes(test_arena(), MANY);
	struct digests got;

	memset(a, 'a', MANY);
	digest_all(str_make(a, MANY), &got);
	test_str(str_c(got.md5), "7707d6ae4e027c70eea2a935c2296f21");
	test_str(str_c(got.sha1), "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
	test_str(str_c(got.sha256),
		 "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
